// Comfort on a page of questions: every page works without this file, and the server has the last
// word on every answer. First the rules of the questionnaire, then what happens on the page.

/** What the rules cannot say here: then the page stays as the server made it. */
export class Unknown extends Error {}

/** A calendar day, counted from 1970-01-01. */
class Day {
  constructor(days) { this.days = days; }
  get date() { return new Date(this.days * 864e5); }
  toString() { return this.date.toISOString().slice(0, 10); }
}

/** The answer to a question: a text that, as a node, counts as true even when it is empty. */
class Held {
  constructor(text) { this.text = text; }
}

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

function day(text) {
  const trimmed = text.trim();
  if (/^\d{4}-\d\d-\d\dT/.test(trimmed)) throw new Unknown("a time");
  const found = DAY.exec(trimmed);
  if (!found || found[1] === "0000") return null;
  const date = new Date(0);
  date.setUTCFullYear(+found[1], found[2] - 1, +found[3]);
  const made = new Day(Math.round(date / 864e5));
  return String(made) === trimmed ? made : null;
}

function asText(value) {
  if (value instanceof Held) return value.text;
  if (typeof value !== "number") return String(value);
  if (Number.isFinite(value) && value !== 0 && (Math.abs(value) < 1e-6 || Math.abs(value) > Number.MAX_SAFE_INTEGER)) throw new Unknown("a number");
  return String(value);
}

function asNumber(value) {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof Day) return value.days;
  const text = asText(value);
  if (/^\s*-?(\d+(\.\d*)?|\.\d+)\s*$/.test(text)) return Number(text);
  return day(text)?.days ?? NaN;
}

function asTruth(value) {
  if (typeof value === "number") return !(value === 0 || Number.isNaN(value));
  if (typeof value === "string") return value !== "";
  // A question without an answer is there, but says nothing.
  if (value instanceof Held) return value.text !== "";
  return value instanceof Day || value === true;
}

function asDay(value) {
  if (value instanceof Day) return value;
  return typeof value === "string" ? day(value) : null;
}

const ORDER = {
  "=": (a, b) => a === b, "!=": (a, b) => a !== b,
  "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b,
};

function compare(sign, left, right) {
  const equal = sign === "=" || sign === "!=";
  if (equal && (typeof left === "boolean" || typeof right === "boolean")) return ORDER[sign](asTruth(left), asTruth(right));
  const [a, b] = [left, right].map((one) => (one instanceof Held ? one.text : one));
  if (typeof a === "string" && typeof b === "string" && equal) return ORDER[sign](a, b);
  if (typeof a !== "number" && typeof b !== "number") {
    const [first, second] = [asDay(a), asDay(b)];
    if (first && second) return ORDER[sign](first.days, second.days);
  }
  return ORDER[sign](asNumber(a), asNumber(b));
}

const RECKON = {
  "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, div: (a, b) => a / b,
  mod: (a, b) => (Number.isFinite(a) && b !== 0 ? a % b : NaN),
};

const words = (value) => asText(value).split(/\s+/).filter(Boolean);
const whole = Math.trunc;
const extreme = (pick) => (...values) => {
  const numbers = values.map(asNumber).filter((number) => !Number.isNaN(number));
  return numbers.length ? pick(...numbers) : NaN;
};

function rounded(value, places = 0) {
  const [number, digits] = [asNumber(value), whole(asNumber(places))];
  if (!Number.isFinite(number)) return number;
  if (Number.isNaN(digits) || Math.abs(digits) > 15 || /e/.test(String(number))) throw new Unknown("a number");
  const scaled = String(Number(`${number}e${digits}`));
  if (/e/.test(scaled)) throw new Unknown("a number");
  return Number(`${Math.floor(Number(scaled) + 0.5)}e${-digits}`);
}

function matches(value, pattern) {
  const text = asText(value);
  if (text.length > 250) return false;
  if (/[^\x20-\x7e]/.test(text)) throw new Unknown("a sign");
  return new RegExp(`^(?:${asText(pattern)})$`).test(text);
}

function written(value, pattern) {
  const number = asDay(value instanceof Held ? value.text : value)?.days ?? (typeof value === "boolean" ? NaN : asNumber(value));
  if (!Number.isFinite(number)) return "";
  const date = new Day(Math.floor(number)).date;
  const [year, month, at] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  if (!(year >= 1 && year <= 9999)) return "";
  const two = (part) => String(part).padStart(2, "0");
  const parts = { Y: String(year).padStart(4, "0"), y: two(year % 100), m: two(month), n: month, d: two(at), e: at, "%": "%" };
  return asText(pattern).replace(/%(.)/g, (_, letter) => parts[letter]);
}

const FUNCTIONS = {
  selected: (answer, code) => words(answer).includes(asText(code).trim()),
  "selected-at": (answer, place) => {
    const number = asNumber(place);
    return (Number.isFinite(number) && Math.trunc(number) >= 0 && words(answer)[Math.trunc(number)]) || "";
  },
  "count-selected": (answer) => words(answer).length,
  not: (value) => !asTruth(value),
  true: () => true,
  false: () => false,
  boolean: asTruth,
  number: asNumber,
  int: (value) => whole(asNumber(value)),
  round: rounded,
  floor: (value) => Math.floor(asNumber(value)),
  ceiling: (value) => Math.ceil(asNumber(value)),
  abs: (value) => Math.abs(asNumber(value)),
  min: extreme(Math.min),
  max: extreme(Math.max),
  string: asText,
  concat: (...values) => values.map(asText).join(""),
  "string-length": (value) => [...asText(value)].length,
  "normalize-space": (value) => words(value).join(" "),
  contains: (text, part) => asText(text).includes(asText(part)),
  "starts-with": (text, part) => asText(text).startsWith(asText(part)),
  "ends-with": (text, part) => asText(text).endsWith(asText(part)),
  "substring-before": (text, mark) => {
    const at = asText(text).indexOf(asText(mark));
    return at < 0 ? "" : asText(text).slice(0, at);
  },
  "substring-after": (text, mark) => {
    const at = asText(text).indexOf(asText(mark));
    return at < 0 ? "" : asText(text).slice(at + asText(mark).length);
  },
  regex: matches,
  "format-date": written,
};

/** Evaluates a rule; `at` gives the answer of a number, `item` the columns of a list's item. */
export function evaluate(rule, at, today, item = []) {
  if (!Array.isArray(rule)) return rule;
  const go = (part) => evaluate(part, at, today, item);
  const [kind, ...rest] = rule;
  if (kind === "p") return new Held(at(rest[0]));
  if (kind === "v") return new Held(rest[0]);
  if (kind === "i") return new Held(item[rest[0]]);
  if (kind === "-") return -asNumber(go(rest[0]));
  if (kind === "c") return chain(rest, go);
  const [name, ...given] = rest;
  if (name === "today") return day(today);
  if (name === "if") return go(asTruth(go(given[0])) ? given[1] : given[2]);
  if (name === "coalesce") {
    for (const part of given) {
      const value = go(part);
      if (!Number.isNaN(value) && asText(value)) return value;
    }
    return "";
  }
  return FUNCTIONS[name](...given.map(go));
}

function chain([first, ...rest], go) {
  const pairs = rest.length / 2;
  if (rest[0] === "or" || rest[0] === "and") {
    const stop = rest[0] === "or";
    const parts = [first, ...rest.filter((_, place) => place % 2)];
    return parts.some((part) => asTruth(go(part)) === stop) ? stop : !stop;
  }
  let left = go(first);
  for (let place = 0; place < pairs; place += 1) {
    const [sign, right] = [rest[2 * place], go(rest[2 * place + 1])];
    left = RECKON[sign] ? RECKON[sign](asNumber(left), asNumber(right)) : compare(sign, left, right);
  }
  return left;
}

export const inText = asText;
export const inTruth = asTruth;

// The page.

const ZEROS = [0x660, 0x6f0, 0x966];

/** Writes figures of other scripts as 0 to 9, as the server does. */
function plain(text) {
  const figures = [...text].map((sign) => {
    const zero = ZEROS.find((first) => sign >= String.fromCharCode(first) && sign <= String.fromCharCode(first + 9));
    return zero ? String(sign.charCodeAt(0) - zero) : sign;
  });
  return figures.join("").replaceAll("\u066b", ".").replaceAll("\u2212", "-").split(/\s+/).filter(Boolean).join(" ");
}

let pressed = false;
if (globalThis.document) {
  addEventListener("pointerdown", () => { pressed = true; }, true);
  for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => { pressed = false; }, true);
}

/** Waits until a press is over: a sentence that comes up under a finger would move its target. */
function later(work) {
  setTimeout(() => (pressed ? later(work) : work()), 200);
}

class Page {
  constructor(form, logic) {
    this.form = form;
    this.logic = logic;
    this.words = logic.words;
    for (const template of form.querySelectorAll("template")) {
      const box = template.content.firstElementChild;
      template.replaceWith(box);
      this.show(box, false);
    }
    this.boxes = new Map([...form.querySelectorAll("[data-q]")].map((box) => [Number(box.dataset.q), box]));
    this.shown = logic.questions.map((_, place) => !this.boxes.get(place)?.hidden);
    this.worked = new Map();
    this.update();
    form.insertAdjacentHTML("beforeend", '<input type="hidden" name="live">');
    form.addEventListener("input", () => { this.changed = true; this.update(); });
    form.addEventListener("change", (event) => {
      const box = event.target.closest("[data-q]");
      if (box) later(() => this.judge(Number(box.dataset.q), false));
    });
  }

  show(box, shown) {
    box.hidden = !shown;
    for (const input of box.querySelectorAll("input, select, textarea")) input.disabled = !shown;
  }

  /** Reads what a question holds, as the server would read it. */
  held(place) {
    const box = this.boxes.get(place);
    if (!box) return "";
    const inputs = [...box.querySelectorAll("input:not([name=on], [name=narrowed]), select, textarea")];
    const { kind } = this.logic.questions[place];
    if (kind === "trigger") return inputs[0].checked ? "OK" : "";
    if (kind === "date") return this.date(inputs);
    const chosen = inputs.filter((one) => (/radio|checkbox/.test(one.type) ? one.checked : true) && !one.name.startsWith("pick-"));
    const text = chosen.map((one) => one.value).join(" ");
    return /integer|decimal|range/.test(kind) ? plain(text) : text.trim();
  }

  date(inputs) {
    const part = (name) => inputs.find((one) => one.name.endsWith(`_${name}`));
    const text = (name) => (part(name) ? plain(part(name).value) : "1");
    if (!inputs.some((one) => one.value.trim())) return "";
    const parts = ["year", "month", "day"].map(text);
    if (!parts.every((one) => /^\d+$/.test(one))) return parts.join("-");
    return parts.map((one, place) => one.replace(/^0+(?=\d)/, "").padStart(place ? 2 : 4, "0")).join("-");
  }

  at(number) {
    if (this.worked.has(number)) return this.worked.get(number);
    return this.shown[number] ? this.held(number) : "";
  }

  /** Evaluates a rule; `unknown` where it cannot. */
  rule(rule, unknown, item) {
    try {
      return evaluate(rule, (number) => this.at(number), this.logic.today, item);
    } catch (error) {
      if (error instanceof Unknown) return unknown;
      throw error;
    }
  }

  /** Follows the rules until nothing changes any more. */
  update() {
    for (let pass = 0; pass < 25; pass += 1) {
      const before = JSON.stringify([this.shown, [...this.worked]]);
      for (const one of this.logic.worked) this.work(one);
      this.logic.questions.forEach((question, place) => this.follow(question, place));
      if (before === JSON.stringify([this.shown, [...this.worked]])) break;
    }
  }

  work(one) {
    const asked = one.shown.every((rule) => asTruth(this.rule(rule, false)));
    const value = asked ? this.rule(one.rule, "") : "";
    let text = asText(value);
    if (typeof value === "number") {
      if (!Number.isFinite(value)) text = "";
      else if (one.type === "int") text = asText(Math.trunc(value));
    }
    this.worked.set(one.number, text);
  }

  follow(question, place) {
    const box = this.boxes.get(place);
    if (question.shown) {
      const shown = question.shown.every((rule) => asTruth(this.rule(rule, this.shown[place])));
      if (shown !== this.shown[place] && box) this.show(box, shown);
      this.shown[place] = shown && Boolean(box);
    }
    for (const [mark, rule] of Object.entries((box && question.told) ?? {})) {
      const words = box.querySelector(`[data-told="${mark}"]`);
      const text = this.rule(["f", "string", rule], words.textContent);
      if (words.textContent !== text) words.textContent = text;
    }
    if (question.items && box && this.shown[place]) this.narrow(question.items, box.querySelector("select"));
  }

  /** Offers the choices that fit the other answers; what was chosen stays where it still fits. */
  narrow(items, select) {
    if (!select) return;
    const rows = items.rows.filter((row) => asTruth(this.rule(items.rule, true, row)));
    const names = rows.map((row) => row[0]).join(" ");
    if (select.dataset.names === names) return;
    select.dataset.names = names;
    const { value } = select;
    select.replaceChildren(new Option(this.words.choose, ""), ...rows.map(([name, label]) => new Option(label, name)));
    select.value = rows.some((row) => row[0] === value) ? value : "";
    if (!rows.length || select.previousElementSibling?.name === "narrowed") return;
    // The server need not ask again for what was there to choose from.
    const seen = document.createElement("input");
    [seen.type, seen.name, seen.value] = ["hidden", "narrowed", select.closest("[data-q]").dataset.q];
    select.before(seen);
  }

  /** Says what is wrong with an answer: a sentence, or nothing. */
  fault(place) {
    const question = this.logic.questions[place];
    const box = this.boxes.get(place);
    if (!box || !this.shown[place]) return "";
    const answer = this.held(place);
    if (!answer) {
      if (/rank|upload|datetime|geopoint|time|matrix/.test(question.kind)) return "";
      return question.required && asTruth(this.rule(question.required, false)) ? question.missing : "";
    }
    // Lines and areas are written otherwise in their box than in the rules.
    if (question.accepted === undefined || /geotrace|geoshape/.test(question.kind)) return "";
    return asTruth(this.rule(question.accepted, true)) ? "" : question.wrong;
  }

  /** Marks an answer; one that is missing only where `all` are looked at. */
  judge(place, all) {
    const box = this.boxes.get(place);
    const fault = this.fault(place);
    const missing = fault && !this.held(place);
    const field = box.querySelector(".field");
    box.querySelector(".wrong--now")?.remove();
    const old = field.querySelector(".wrong");
    if (!fault || (missing && !all)) {
      if (!fault && old && !missing) { old.remove(); field.classList.remove("field--wrong"); }
      return "";
    }
    if (old && old.textContent.includes(fault)) return fault;
    const note = document.createElement("div");
    note.className = "wrong wrong--now";
    note.id = `wrong-${place}`;
    note.setAttribute("role", "status");
    note.innerHTML = '<p class="wrong__text"><span class="unseen"></span> <span></span></p>';
    note.querySelector(".unseen").textContent = this.words.error;
    note.querySelector("span:last-child").textContent = fault;
    field.classList.add("field--wrong");
    (field.querySelector("legend, label.label") ?? field.firstElementChild).after(note);
    return fault;
  }
}

/** Counts the characters that are left, once they become few. */
function count(form, words) {
  for (const area of form.querySelectorAll("textarea")) {
    const said = document.createElement("p");
    said.className = "left";
    said.setAttribute("aria-live", "polite");
    area.after(said);
    area.addEventListener("input", () => {
      const left = words.most - [...area.value].length;
      said.textContent = left < words.most / 5 ? words.left.replace("{n}", left) : "";
    });
  }
}

/** Adds buttons with which an item moves up or down; the numbers follow. */
function order(list, words) {
  const selects = () => [...list.querySelectorAll("select")];
  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");
  list.after(said);
  const sort = () => {
    const rank = (item) => Number(item.querySelector("select").value) || Infinity;
    const items = [...list.children];
    const sorted = [...items].sort((a, b) => rank(a) - rank(b));
    if (sorted.some((item, place) => item !== items[place])) list.append(...sorted);
  };
  const move = (item, up) => {
    const other = up ? item.previousElementSibling : item.nextElementSibling;
    if (other) (up ? other.before(item) : other.after(item));
    selects().forEach((select, place) => { select.value = String(place + 1); });
    const label = item.querySelector("label").textContent;
    said.textContent = words.moved.replace("{item}", label).replace("{n}", item.querySelector("select").value);
    list.dispatchEvent(new Event("input", { bubbles: true }));
  };
  for (const item of list.children) {
    const moves = document.createElement("div");
    moves.className = "order__moves";
    for (const up of [true, false]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = up ? "↑" : "↓";
      button.setAttribute("aria-label", (up ? words.up : words.down).replace("{item}", item.querySelector("label").textContent));
      button.addEventListener("click", () => { move(item, up); button.focus(); });
      moves.append(button);
    }
    item.append(moves);
  }
  if (selects().every((select) => select.value)) sort();
}

/** Fills in the place of the device, only when its button is pressed. */
function locate(offer, words) {
  if (!navigator.geolocation) return;
  const [button, said] = offer.querySelectorAll("button, [role=status]");
  const parts = offer.parentElement.querySelector("[data-place]");
  offer.hidden = false;
  button.addEventListener("click", () => {
    said.textContent = words.locating;
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      parts.querySelector('[name$="_latitude"]').value = coords.latitude.toFixed(5);
      parts.querySelector('[name$="_longitude"]').value = coords.longitude.toFixed(5);
      parts.querySelector('[name$="_more"]').value = `${(coords.altitude ?? 0).toFixed(1)} ${coords.accuracy.toFixed(1)}`;
      said.textContent = words.located;
      parts.dispatchEvent(new Event("input", { bubbles: true }));
    }, () => { said.textContent = words.unlocated; });
  });
}

/** Refuses a file that the server would refuse, before it travels. */
function weigh(form, words) {
  for (const input of form.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => {
      const heavy = [...input.files].some((file) => file.size > 10 * 2 ** 20);
      input.setCustomValidity(heavy ? words.heavy : "");
      if (heavy) { input.reportValidity(); input.value = ""; }
    });
  }
}

/** How long nobody has to type until what is there is saved, in milliseconds. */
const PAUSE = 3000;
/** A tab remembers for so long what was typed when it was left: the server may not have it yet. */
const LEFT = 30000;
/** More than this no browser sends on for a page that is gone. */
const HEAVY = 60000;

/** Keeps what is typed: on the server after a pause and on leaving, in the tab without network. */
class Keeper {
  constructor(page) {
    this.page = page;
    this.said = document.querySelector("[data-kept]");
    this.place = `draft ${location.pathname}`;
    this.sending = false;
    if (!page.form.hasAttribute("data-keeps")) return;
    this.say("keeps");
    this.restore();
    let timer;
    page.form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.save(), PAUSE);
    });
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.leave(); });
    addEventListener("online", () => this.save());
    addEventListener("offline", () => { if (page.changed) this.hold(); });
  }

  say(word) {
    if (this.said && this.said.textContent !== this.page.words[word]) this.said.textContent = this.page.words[word];
  }

  /** What the page would send, but for files. */
  typed() {
    return [...new FormData(this.page.form)].filter(([, value]) => typeof value === "string");
  }

  leave() {
    if (!this.page.changed || this.sending) return;
    this.hold(Date.now());
    this.save(true);
  }

  save(leaving = false) {
    const { page } = this;
    if (!page.changed || this.sending || (this.busy && !leaving)) return;
    if (!navigator.onLine) { this.hold(); return; }
    page.changed = false;
    this.busy = this.send(leaving).catch(() => false).then((saved) => {
      this.busy = null;
      this.refused = saved === null;
      if (!saved) page.changed = true;
      if (saved === false) this.hold();
      if (!saved) return;
      this.say("kept");
      if (page.changed) this.save(); else this.drop();
    });
  }

  async send(leaving) {
    const body = new URLSearchParams([...this.typed(), ["go", "draft"]]);
    const keepalive = leaving && String(body).length < HEAVY;
    const answer = await fetch(location.href, { method: "POST", body, keepalive, redirect: "error" });
    // It is too long, or another device changed it: the button asks about it.
    if (answer.status === 409) return null;
    if (answer.ok) this.page.form.elements.sheet.value = await answer.text();
    return answer.ok;
  }

  /** Remembers in this tab what was typed; `until` it is left, or sent by a button. */
  hold(left = 0, sent = false) {
    if (!left && !sent) this.say("unkept");
    try { sessionStorage.setItem(this.place, JSON.stringify({ left, sent, typed: this.typed() })); } catch { /* It is full, or forbidden. */ }
  }

  drop() {
    try { sessionStorage.removeItem(this.place); } catch { /* It is forbidden. */ }
  }

  /** Puts back what this tab remembers and the server may not have. */
  restore() {
    let held;
    try { held = JSON.parse(sessionStorage.getItem(this.place)); } catch { held = null; }
    this.drop();
    const { form } = this.page;
    if (!held || form.closest("main").querySelector(".error-summary")) return;
    if (held.left && Date.now() - held.left > LEFT) return;
    const { value: sheet } = form.elements.sheet;
    const told = () => JSON.stringify(this.typed().filter(([name]) => name !== "sheet"));
    const before = told();
    for (let pass = 0; pass < 2; pass += 1) {
      this.fill(held.typed);
      // What was brought up by an answer is there only now.
      this.page.update();
    }
    if (told() === before) { form.elements.sheet.value = sheet; return; }
    this.page.changed = true;
    this.save();
  }

  fill(typed) {
    for (const input of this.page.form.elements) {
      if (!input.name || input.disabled || /^(on|live|narrowed|csrfmiddlewaretoken)$/.test(input.name) || /file|submit|button/.test(input.type)) continue;
      const values = typed.filter(([name]) => name === input.name).map(([, value]) => value);
      if (/radio|checkbox/.test(input.type)) input.checked = values.includes(input.value);
      else if (values.length) [input.value] = values;
    }
  }
}

/** Looks over the page before it is sent, and lets it go only once. */
function guard(page, keeper) {
  const { form } = page;
  const offline = document.querySelector("[data-offline]");
  const said = () => { offline.textContent = navigator.onLine ? "" : page.words.offline; };
  let warned = "";
  addEventListener("offline", said);
  addEventListener("online", said);
  form.addEventListener("submit", (event) => {
    const goes = event.submitter?.value ?? "";
    const found = goes && goes !== "add" ? [] : [...page.boxes.keys()].filter((place) => page.judge(place, true));
    // Whoever insists is heard: the server judges again, and in a test it notes what it refuses.
    const told = found.map((place) => place + page.held(place)).join("|");
    if (keeper.sending || !navigator.onLine || (found.length && told !== warned && !form.hasAttribute("data-tells"))) {
      event.preventDefault();
      said();
      warned = told;
      if (!keeper.sending && found.length) page.boxes.get(found[0]).querySelector("input:not([type=hidden]), select, textarea")?.focus();
      return;
    }
    if (keeper.busy) {
      // What was saved last must not come after what is sent now.
      event.preventDefault();
      keeper.busy.finally(() => form.requestSubmit(event.submitter));
      return;
    }
    if (form.hasAttribute("data-keeps")) keeper.hold(Date.now(), true);
    keeper.sending = true;
    page.changed = false;
  });
  addEventListener("pageshow", (event) => { if (event.persisted) keeper.sending = false; });
  addEventListener("beforeunload", (event) => { if (page.changed && !keeper.sending && (keeper.refused || !navigator.onLine)) event.preventDefault(); });
}

/** Forgets what a button has sent from this tab, once another page has come. */
function forget() {
  try {
    for (const place of Object.keys(sessionStorage)) {
      if (place.startsWith("draft ") && place !== `draft ${location.pathname}` && JSON.parse(sessionStorage.getItem(place)).sent) sessionStorage.removeItem(place);
    }
  } catch { /* It is forbidden. */ }
}

/** Tells the server on whose clock today is. */
function tellZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const secure = location.protocol === "https:" ? "; secure" : "";
  try { if (zone) document.cookie = `zone=${zone}; path=/; max-age=86400; samesite=lax${secure}`; } catch { /* It is forbidden. */ }
}

/** Returns the day on the clock of this browser. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

function start() {
  tellZone();
  forget();
  const form = document.getElementById("questions");
  const data = document.getElementById("logic");
  if (!form || !data) return;
  const page = new Page(form, { ...JSON.parse(data.textContent), today: today() });
  count(form, page.words);
  form.querySelectorAll("[data-order]").forEach((list) => order(list, page.words));
  form.querySelectorAll("[data-locate]").forEach((offer) => locate(offer, page.words));
  // The map comes after the page, which can be answered without it.
  const figure = form.querySelector("[data-place] ~ [data-map]");
  if (figure) import(figure.dataset.map);
  weigh(form, page.words);
  guard(page, new Keeper(page));
}

if (globalThis.document) start();

// Lines and areas: draws what was typed, and adds the device's place when its button is pressed.

const WIDTH = 320, HEIGHT = 200, EDGE = 14;

/** Reads the places of a box: pairs of latitude and longitude; lines that are none are left out. */
export function places(text) {
  const rows = text.split("\n").map((row) => row.replaceAll(",", " ").trim().split(/\s+/).slice(0, 2).map(Number));
  return rows.filter(([north, east]) => Math.abs(north) <= 90 && Math.abs(east) <= 180);
}

/** Fits places into the sketch, north up, with equal lengths both ways. */
export function points(found) {
  const middle = found.reduce((sum, [north]) => sum + north, 0) / (found.length || 1);
  const flat = found.map(([north, east]) => [east * Math.cos(middle * Math.PI / 180), -north]);
  const spans = [0, 1].map((axis) => flat.map((one) => one[axis]));
  const [left, top] = spans.map((all) => Math.min(...all));
  const [wide, high] = spans.map((all) => Math.max(...all) - Math.min(...all));
  const scale = Math.min((WIDTH - 2 * EDGE) / (wide || 1e-9), (HEIGHT - 2 * EDGE) / (high || 1e-9), 1e7);
  const [x0, y0] = [(WIDTH - wide * scale) / 2, (HEIGHT - high * scale) / 2];
  return flat.map(([x, y]) => [x0 + (x - left) * scale, y0 + (y - top) * scale]);
}

function ready(box) {
  const area = box.querySelector("textarea");
  const help = box.querySelector("[data-line-help]");
  const said = box.querySelector("[data-said]");
  const sketch = box.querySelector("svg");
  const closed = "closed" in box.dataset;
  const make = (name, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const draw = () => {
    const dots = points(places(area.value));
    const line = make(closed ? "polygon" : "polyline", { points: dots.map((dot) => dot.join(",")).join(" ") });
    sketch.replaceChildren(line, ...dots.map(([cx, cy], place) => make("circle", { cx, cy, r: place ? 4 : 6 })));
    sketch.toggleAttribute("hidden", !dots.length);
    said.textContent = dots.length ? said.dataset.count.replace("{n}", dots.length) : "";
  };
  const changed = () => { area.dispatchEvent(new Event("input", { bubbles: true })); };
  const write = (rows) => { area.value = rows.join("\n"); changed(); };
  const rows = () => area.value.split("\n").filter((row) => row.trim());
  area.addEventListener("input", draw);
  box.querySelector("[data-undo]").addEventListener("click", () => write(rows().slice(0, -1)));
  const add = box.querySelector("[data-add]");
  add.hidden = !navigator.geolocation;
  add.addEventListener("click", () => {
    said.textContent = said.dataset.locating;
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const more = [coords.altitude ?? 0, coords.accuracy].map((part) => part.toFixed(1));
      write([...rows(), [coords.latitude.toFixed(5), coords.longitude.toFixed(5), ...more].join(" ")]);
    }, () => { said.textContent = said.dataset.unlocated; }, { enableHighAccuracy: true });
  });
  help.hidden = false;
  draw();
  let tapping = false;
  const figure = box.querySelector("[data-map]");
  import(figure.dataset.map).then(({ map }) => {
    const under = map(figure, {
      closed, line: true, read: () => places(area.value),
      write: (place) => { tapping = true; write([...rows(), place.join(" ")]); tapping = false; },
    });
    area.addEventListener("input", () => under(!tapping));
  });
}

if (globalThis.document) document.querySelectorAll("[data-line]").forEach(ready);

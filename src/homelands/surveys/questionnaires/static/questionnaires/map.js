// A map under places that are typed: our own coarse land, on which they are seen, and tapped in.

const WORLD = 360, CLOSEST = 2, STEP = 2, MOVE = .25;

/** Keeps a view on the world: its middle in degrees, and how many degrees it is wide. */
export function kept({ east, north, wide }) {
  wide = Math.min(WORLD, Math.max(CLOSEST, wide));
  const [x, y] = [180 - wide / 2, 90 - wide / 4];
  return { wide, east: Math.min(x, Math.max(-x, east)), north: Math.min(y, Math.max(-y, north)) };
}

/** Fits a view around places; without any it is the whole world. */
export function around(found) {
  if (!found.length) return kept({ east: 0, north: 0, wide: WORLD });
  const [norths, easts] = [0, 1].map((axis) => found.map((one) => one[axis]));
  const [south, north, west, east] = [Math.min(...norths), Math.max(...norths), Math.min(...easts), Math.max(...easts)];
  return kept({ east: (west + east) / 2, north: (south + north) / 2, wide: Math.max(24, 1.6 * (east - west), 3.2 * (north - south)) });
}

/** Writes a place with as many decimals as the map can tell apart. */
export function written([north, east], wide) {
  const decimals = wide > 60 ? 1 : wide > 6 ? 2 : 3;
  return [north, east].map((part) => part.toFixed(decimals));
}

/** Draws a map; `read` gives the places that are typed, `write` takes the one that was tapped. */
export function map(figure, { read, write, closed, line }) {
  const svg = figure.querySelector("svg");
  const made = (name, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  let view = around(read());
  const land = made("image", { href: svg.dataset.land, x: -180, y: -90, width: 360, height: 180 });
  const drawn = made("g", {});
  svg.replaceChildren(land, drawn);
  const draw = () => {
    const { east, north, wide } = view;
    svg.setAttribute("viewBox", `${east - wide / 2} ${-north - wide / 4} ${wide} ${wide / 2}`);
    const dots = read().map(([up, right]) => [right, -up]);
    const parts = dots.map(([cx, cy], place) => made("circle", { cx, cy, r: wide / (place || !line ? 60 : 45) }));
    if (line) parts.unshift(made(closed ? "polygon" : "polyline", { points: dots.map((dot) => dot.join(",")).join(" ") }));
    const arm = wide / 40;
    const cross = made("path", { class: "map__cross", d: `M${east - arm} ${-north}h${2 * arm}M${east} ${-north - arm}v${2 * arm}` });
    drawn.replaceChildren(...parts, cross);
  };
  const go = (change) => { view = kept({ ...view, ...change }); draw(); };
  const take = (north, east) => { write(written([north, east], view.wide)); draw(); };
  const moved = (right, up) => go({ east: view.east + right * view.wide * MOVE, north: view.north + up * view.wide * MOVE / 2 });
  const keys = {
    ArrowLeft: () => moved(-1, 0), ArrowRight: () => moved(1, 0), ArrowUp: () => moved(0, 1), ArrowDown: () => moved(0, -1),
    "+": () => go({ wide: view.wide / STEP }), "-": () => go({ wide: view.wide * STEP }), Enter: () => take(view.north, view.east),
  };
  svg.addEventListener("keydown", (event) => {
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  let held = null;
  svg.addEventListener("pointerdown", (event) => { held = { x: event.clientX, y: event.clientY, ...view, far: false }; });
  svg.addEventListener("pointermove", (event) => {
    if (!held || !event.buttons) return;
    const degrees = view.wide / svg.clientWidth;
    const [x, y] = [event.clientX - held.x, event.clientY - held.y];
    held.far ||= Math.hypot(x, y) > 8;
    if (held.far) go({ east: held.east - x * degrees, north: held.north + y * degrees });
  });
  svg.addEventListener("pointerup", (event) => {
    const tapped = held && !held.far;
    held = null;
    if (!tapped) return;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    take(-y, x);
  });
  svg.addEventListener("pointerleave", () => { held = null; });
  figure.querySelector("[data-closer]").addEventListener("click", () => keys["+"]());
  figure.querySelector("[data-wider]").addEventListener("click", () => keys["-"]());
  figure.querySelector("[data-middle]").addEventListener("click", () => keys.Enter());
  figure.hidden = false;
  draw();
  return (fit) => { if (fit) view = around(read()); draw(); };
}

/** Puts a map under the two boxes of one place. */
function single(parts) {
  const figure = parts.parentElement.querySelector("[data-map]");
  const [north, east, more] = ["latitude", "longitude", "more"].map((name) => parts.querySelector(`[name$="_${name}"]`));
  const read = () => {
    const typed = [north, east].map((box) => box.value.trim().replace(",", "."));
    const place = typed.map(Number);
    return typed.every(Boolean) && Math.abs(place[0]) <= 90 && Math.abs(place[1]) <= 180 ? [place] : [];
  };
  let tapping = false;
  const write = (place) => {
    [north.value, east.value] = place;
    more.value = "";
    tapping = true;
    parts.dispatchEvent(new Event("input", { bubbles: true }));
    tapping = false;
  };
  const again = map(figure, { read, write });
  parts.addEventListener("input", () => again(!tapping));
}

if (globalThis.document) document.querySelectorAll("[data-place]").forEach(single);

// A signature or a sketch, drawn on the page. It becomes the picture of the file input beside it,
// so that without this file, or without a pointer, a picture can be chosen instead.

function ready(pad) {
  const input = document.getElementById(pad.dataset.draw);
  const canvas = pad.querySelector("canvas");
  const said = pad.querySelector("[data-drawn]");
  const pen = canvas.getContext("2d");
  let last = null;
  const clear = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    Object.assign(pen, { strokeStyle: "#000", fillStyle: "#000", lineWidth: 3, lineCap: "round", lineJoin: "round" });
  };
  const at = ({ clientX, clientY }) => {
    const box = canvas.getBoundingClientRect();
    return [(clientX - box.left) * canvas.width / box.width, (clientY - box.top) * canvas.height / box.height];
  };
  const keep = () => canvas.toBlob((blob) => {
    const files = new DataTransfer();
    files.items.add(new File([blob], "drawing.png", { type: "image/png" }));
    input.files = files.files;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    said.textContent = said.dataset.drawn;
  });
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    last = at(event);
    pen.beginPath();
    pen.arc(...last, 1.5, 0, 2 * Math.PI);
    pen.fill();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!last) return;
    const next = at(event);
    pen.beginPath();
    pen.moveTo(...last);
    pen.lineTo(...next);
    pen.stroke();
    last = next;
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => { if (last) keep(); last = null; });
  }
  pad.querySelector("button").addEventListener("click", () => {
    clear();
    input.value = "";
    said.textContent = "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  clear();
  pad.hidden = false;
}

document.querySelectorAll("[data-draw]").forEach(ready);

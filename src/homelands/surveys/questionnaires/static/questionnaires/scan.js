// Bars and squares, read with the camera where the browser can; the code can always be typed.

async function scan(box) {
  const video = box.querySelector("video");
  const said = box.querySelector("[role=status]");
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    said.textContent = said.dataset.waiting;
    const reader = new BarcodeDetector();
    let found = [];
    while (!found.length && stream.active) {
      found = await reader.detect(video);
      await new Promise(requestAnimationFrame);
    }
    if (!found.length) return;
    const input = box.querySelector("input");
    input.value = found[0].rawValue;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    said.textContent = said.dataset.done;
    input.focus();
  } catch {
    said.textContent = said.dataset.failed;
  } finally {
    stream?.getTracks().forEach((track) => track.stop());
    video.hidden = true;
  }
}

if ("BarcodeDetector" in globalThis && navigator.mediaDevices) {
  for (const box of document.querySelectorAll("[data-code]")) {
    box.querySelector("[data-scan]").hidden = false;
    box.querySelector("button").addEventListener("click", () => scan(box));
  }
}

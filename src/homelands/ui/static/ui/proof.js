// Solves the challenge of a form (altcha, version 2, PBKDF2) in a worker, which is this file again.
(() => {
  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

  async function solve({ algorithm, nonce, salt, cost, keyLength, keyPrefix }) {
    const how = { name: "PBKDF2", hash: algorithm.split("/")[1], salt: bytes(salt), iterations: cost };
    const password = new Uint8Array([...bytes(nonce), 0, 0, 0, 0]);
    const end = new DataView(password.buffer, password.length - 4);
    for (let counter = 0; ; counter += 1) {
      end.setUint32(0, counter);
      const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
      const derivedKey = hex(await crypto.subtle.deriveBits(how, key, keyLength * 8));
      if (derivedKey.startsWith(keyPrefix)) return { counter, derivedKey };
    }
  }

  if (typeof document === "undefined") {
    self.onmessage = async ({ data }) => self.postMessage(await solve(data));
    return;
  }

  const box = document.querySelector("[data-proof]");
  const status = box.querySelector("[role=status]");
  const proof = box.querySelector("[name=proof]");
  const challenge = JSON.parse(box.dataset.proof);
  let able = true;
  const unable = () => { able = false; status.textContent = box.dataset.unable; };
  // Browsers derive keys only on pages that came by https, or from the machine itself.
  if (!window.Worker || !window.crypto?.subtle) return unable();

  let waiting = false;
  const form = box.closest("form");
  form.addEventListener("submit", (event) => {
    if (proof.value || !able) return;
    event.preventDefault();
    waiting = true;
  });
  const worker = new Worker(document.currentScript.src);
  worker.onerror = unable;
  worker.onmessage = ({ data }) => {
    proof.value = btoa(JSON.stringify({ challenge, solution: data }));
    status.textContent = box.dataset.done;
    worker.terminate();
    if (waiting) form.requestSubmit();
  };
  worker.postMessage(challenge.parameters);
})();

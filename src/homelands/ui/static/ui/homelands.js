// Comfort only: every page works without this file.
(() => {
  // Older browsers do not focus a div by "autofocus".
  document.querySelector("[data-focus]")?.focus();
  // What drops down closes by Escape, by a click beside it, and when the next one opens.
  const drops = [...document.querySelectorAll("details.drop")];
  const close = (kept) => drops.forEach((drop) => drop !== kept && (drop.open = false));
  document.addEventListener("click", (event) => close(event.target.closest("details.drop")));
  drops.forEach((drop) => drop.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drop.open) return;
    drop.open = false;
    drop.querySelector("summary").focus();
  }));
})();

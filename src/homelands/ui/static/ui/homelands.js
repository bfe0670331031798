// Comfort only: every page works without this file.
(() => {
  // Older browsers do not focus a div by "autofocus".
  document.querySelector("[data-focus]")?.focus();
  const menu = document.querySelector("details.menu");
  menu?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();

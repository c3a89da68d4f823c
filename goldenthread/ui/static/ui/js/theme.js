// Applies the chosen theme before the page is drawn. The only script that blocks; keep it tiny.
(() => {
  const page = document.documentElement;
  page.classList.add("js");
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") page.dataset.theme = chosen;
  } catch {
    // Storage is refused: the page follows the system.
  }
})();

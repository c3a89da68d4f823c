// Theme: follow the system, or stay light or dark, on this device only.
(() => {
  const page = document.documentElement;
  const chosen = () => page.dataset.theme ?? "system";

  const show = () => {
    for (const button of document.querySelectorAll("[data-theme-set]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeSet === chosen()));
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-set]");
    if (!button) return;
    const theme = button.dataset.themeSet;
    if (theme === "system") delete page.dataset.theme;
    else page.dataset.theme = theme;
    try {
      if (theme === "system") localStorage.removeItem("theme");
      else localStorage.setItem("theme", theme);
    } catch {
      // Storage is refused: the choice holds for this page.
    }
    show();
  });
  show();
})();

// Keys: / searches, g then a letter goes, ? shows the help. Never while somebody types, and not for those who turn them off.
(() => {
  const WAIT = 1200; // milliseconds between g and its letter
  let going = 0;

  const areOn = () => {
    try {
      return localStorage.getItem("keys") !== "off";
    } catch {
      return true; // storage is refused: keys stay on
    }
  };

  const typing = (target) =>
    target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), select, textarea");

  const go = (letter) => {
    const link = [...document.querySelectorAll("a[data-go]")].find((each) => each.dataset.go === letter);
    if (link) location.assign(link.href);
    return Boolean(link);
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof Element)) return;
    if (!areOn() || typing(event.target) || document.querySelector("dialog[open]")) return;
    if (Date.now() - going < WAIT) {
      going = 0;
      if (go(event.key.toLowerCase())) event.preventDefault();
      return;
    }
    if (event.key === "g") going = Date.now();
    if (event.key === "?") document.getElementById("keyboard-help")?.showModal();
    if (event.key === "/") {
      const find = document.querySelector("[data-find]");
      if (!find) return;
      event.preventDefault();
      if (find.checkVisibility()) find.focus();
      else document.querySelector("[data-find-link]")?.click();
    }
  });

  const box = document.querySelector("[data-keys-on]");
  if (!box) return;
  box.checked = areOn();
  box.addEventListener("change", () => {
    try {
      if (box.checked) localStorage.removeItem("keys");
      else localStorage.setItem("keys", "off");
    } catch {
      box.checked = true;
    }
  });
})();

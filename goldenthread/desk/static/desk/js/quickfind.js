// The search field of the masthead shows the best hits while somebody types. Without this it leads to the search page.
(() => {
  const WAIT = 200; // milliseconds without a letter
  const SHORTEST = 2;
  const form = document.querySelector("form.quickfind");
  const field = form?.querySelector("[data-find]");
  if (!field || !window.htmx) return;

  const sheet = document.createElement("div");
  sheet.className = "quickfind__sheet";
  sheet.id = "quickfind-found";
  sheet.setAttribute("aria-live", "polite");
  form.append(sheet);
  field.setAttribute("aria-controls", sheet.id);
  field.setAttribute("autocomplete", "off");

  let waiting = 0;
  const close = () => sheet.replaceChildren();
  const ask = () => {
    const words = field.value.trim();
    if (words.length < SHORTEST) return close();
    const address = `${form.getAttribute("action")}quick/?q=${encodeURIComponent(words)}`;
    return window.htmx.ajax("GET", address, { target: sheet, swap: "innerHTML" });
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
  form.addEventListener("keydown", (event) => {
    const links = [...sheet.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape" && links.length) {
      close();
      field.focus();
      event.stopPropagation();
    }
    if (!links.length || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    const next = at + (event.key === "ArrowDown" ? 1 : -1);
    (next < 0 ? field : links[Math.min(next, links.length - 1)]).focus();
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) close();
  });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) close();
  });
})();

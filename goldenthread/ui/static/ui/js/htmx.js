// htmx: every request carries the CSRF token of the page; a fragment that brings an error gets the focus; whoever works
// by keyboard keeps their place where a fragment is replaced under their hands.
(() => {
  let place = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const at = [...event.detail.target.querySelectorAll("button")].indexOf(document.activeElement);
    place = at < 0 ? null : { id: event.detail.target.id, at };
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!place || document.activeElement !== document.body) return;
    const buttons = document.getElementById(place.id)?.querySelectorAll("button") ?? [];
    buttons[Math.min(place.at, buttons.length - 1)]?.focus();
    place = null;
  });
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector('meta[name="csrf-token"]');
    if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.content;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.xhr.status === 422) event.detail.target.querySelector(".errors")?.focus();
  });
  document.addEventListener("htmx:responseError", () => window.goldenthread.toast("connection"));
  document.addEventListener("htmx:sendError", () => window.goldenthread.toast("connection"));
})();

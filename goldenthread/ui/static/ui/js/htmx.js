// htmx: every request carries the CSRF token of the page; a fragment that brings an error gets the focus.
(() => {
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

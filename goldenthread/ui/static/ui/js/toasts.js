// Toasts: dismissed by their button or by Escape. The words of a failure wait in a <template> of the page.
(() => {
  const area = () => document.getElementById("toasts");

  window.goldenthread = {
    toast(name) {
      const words = document.getElementById(`toast-${name}`);
      if (words && !area()?.querySelector(`[data-toast="${name}"]`)) area()?.append(words.content.cloneNode(true));
    },
  };

  document.addEventListener("click", (event) => {
    event.target.closest("[data-toast-close]")?.closest(".toast").remove();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") area()?.lastElementChild?.remove();
  });
})();

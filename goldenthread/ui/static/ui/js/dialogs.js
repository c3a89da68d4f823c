// Dialogs: a control with data-dialog opens the dialog of that id instead of following its link.
(() => {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    if (event.target.closest("[data-dialog-close]")) {
      event.preventDefault();
      event.target.closest("dialog")?.close();
      return;
    }
    if (event.target instanceof HTMLDialogElement && event.target.open) event.target.close(); // the veil
  });
})();

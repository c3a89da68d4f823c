// Dialogs: a control with data-dialog opens the dialog of that id instead of following its link.
(() => {
  const isOutside = (dialog, point) => {
    const box = dialog.getBoundingClientRect();
    return point.clientX < box.left || point.clientX > box.right || point.clientY < box.top || point.clientY > box.bottom;
  };

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
    if (event.target instanceof HTMLDialogElement && event.target.open && isOutside(event.target, event)) {
      event.target.close(); // the veil was pressed
    }
  });
})();

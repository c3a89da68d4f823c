// Trees: arrow keys. Down and up go from row to row, right opens or goes in, left closes or goes out.
(() => {
  const controls = (row) => [...row.querySelectorAll(":scope a, :scope summary, :scope button")];
  const rows = (tree) => [...tree.querySelectorAll(".trow")].filter((row) => row.checkVisibility());
  const focusRow = (row, like) => {
    const fits = row && controls(row).find((control) => control.matches(like));
    (fits ?? (row && controls(row)[0]))?.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (!["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const row = event.target.closest?.("[data-tree] .trow");
    if (!row || event.altKey || event.ctrlKey || event.metaKey || event.target.matches("input, select, textarea")) return;
    const all = rows(row.closest("[data-tree]"));
    const at = all.indexOf(row);
    const twist = row.querySelector("details.twist");
    const like = event.target.matches("summary") ? "summary" : "a";
    event.preventDefault();
    if (event.key === "ArrowDown") focusRow(all[at + 1], like);
    if (event.key === "ArrowUp") focusRow(all[at - 1], like);
    if (event.key === "ArrowRight") {
      if (twist && !twist.open) twist.querySelector("summary").click();
      else if (twist) focusRow(all[at + 1], like);
    }
    if (event.key === "ArrowLeft") {
      if (twist?.open) twist.querySelector("summary").click();
      else focusRow(row.closest("ul")?.closest("li")?.querySelector(":scope > .trow"), like);
    }
  });
})();

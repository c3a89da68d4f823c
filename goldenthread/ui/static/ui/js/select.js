// Choosing rows: one box for the whole page, a count in the bulk bar, shift for a range.
(() => {
  const boxes = (area) => [...area.querySelectorAll("input[data-pick]")];
  let last = null;

  const show = (area) => {
    const all = boxes(area);
    const chosen = all.filter((box) => box.checked).length;
    const whole = area.querySelector("input[data-pick-all]");
    if (whole) {
      whole.checked = chosen > 0 && chosen === all.length;
      whole.indeterminate = chosen > 0 && chosen < all.length;
    }
    for (const count of area.querySelectorAll("[data-pick-count]")) count.textContent = String(chosen);
  };

  document.addEventListener("click", (event) => {
    const area = event.target.closest("[data-pick-area]");
    if (!area) return;
    if (event.target.matches("input[data-pick-all]")) {
      for (const box of boxes(area)) box.checked = event.target.checked;
    } else if (event.target.matches("input[data-pick]")) {
      const all = boxes(area);
      if (event.shiftKey && last && all.includes(last)) {
        const ends = [all.indexOf(last), all.indexOf(event.target)].sort((a, b) => a - b);
        for (const box of all.slice(ends[0], ends[1] + 1)) box.checked = event.target.checked;
      }
      last = event.target;
    } else if (event.target.closest("[data-pick-none]")) {
      for (const box of boxes(area)) box.checked = false;
    } else {
      return;
    }
    show(area);
  });
  const showAll = () => document.querySelectorAll("[data-pick-area]").forEach(show);
  document.addEventListener("htmx:afterSettle", showAll);
  showAll();
})();

// Completing @names in a comment: a list of people under the box, chosen by arrow keys or by pointer.
(() => {
  const BEGUN = /(^|[\s(])@([^\s@][^@\n]{0,60})$/;
  const ROOM_MS = 180;
  let serial = 0;

  const begun = (box) => {
    const match = BEGUN.exec(box.value.slice(0, box.selectionStart));
    return match && match[2].split(/\s+/).length <= 4 ? match[2] : "";
  };

  const close = (box) => {
    box.mentionList?.remove();
    box.mentionList = null;
    box.removeAttribute("aria-activedescendant");
    box.removeAttribute("aria-controls");
  };

  const mark = (box, row) => {
    for (const each of box.mentionList.children) each.setAttribute("aria-selected", String(each === row));
    box.setAttribute("aria-activedescendant", row.id);
  };

  const choose = (box, row) => {
    const typed = begun(box);
    const end = box.selectionStart;
    const insert = `${row.dataset.insert} `;
    box.setRangeText(insert, end - typed.length, end, "end");
    close(box);
    box.focus();
  };

  const show = (box, people) => {
    close(box);
    if (!people.length) return;
    const list = document.createElement("ul");
    list.className = "mentions__list";
    list.id = `mentions-${(serial += 1)}`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.dataset.mentionsLabel);
    for (const [index, person] of people.entries()) {
      const row = document.createElement("li");
      row.id = `${list.id}-${index}`;
      row.setAttribute("role", "option");
      row.dataset.insert = person.insert;
      row.textContent = person.name;
      const note = document.createElement("small");
      note.textContent = person.note;
      row.append(note);
      row.addEventListener("mousedown", (event) => {
        event.preventDefault();
        choose(box, row);
      });
      list.append(row);
    }
    box.after(list);
    box.mentionList = list;
    box.setAttribute("aria-controls", list.id);
    mark(box, list.firstElementChild);
  };

  document.addEventListener("input", (event) => {
    const box = event.target;
    if (!box.matches?.("textarea[data-mentions]")) return;
    clearTimeout(box.mentionWait);
    const typed = begun(box);
    if (!typed) {
      close(box);
      return;
    }
    box.mentionWait = setTimeout(async () => {
      const answer = await fetch(`${box.dataset.mentions}?q=${encodeURIComponent(typed)}`, { headers: { Accept: "application/json" } });
      if (answer.ok && begun(box) === typed) show(box, (await answer.json()).people);
    }, ROOM_MS);
  });

  document.addEventListener("keydown", (event) => {
    const box = event.target;
    const list = box.mentionList;
    if (!list) return;
    const rows = [...list.children];
    const at = rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      mark(box, rows[(at + (event.key === "ArrowDown" ? 1 : rows.length - 1)) % rows.length]);
    } else if (event.key === "Enter" || event.key === "Tab") {
      choose(box, rows[at]);
    } else if (event.key === "Escape") {
      close(box);
    } else {
      return;
    }
    event.preventDefault();
  });

  document.addEventListener("focusout", (event) => {
    if (event.target.mentionList) close(event.target);
  });

  // A chosen file is named beside the button that chose it.
  document.addEventListener("change", (event) => {
    const names = event.target.closest("form")?.querySelector("[data-filepick-names]");
    if (names && event.target.matches("input[type=file]")) names.textContent = [...event.target.files].map((file) => file.name).join(", ");
  });
})();

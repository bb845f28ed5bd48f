"use strict";
(() => {
  const table = document.getElementById("table");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const filter = document.getElementById("filter");
  const having = document.getElementById("having");
  const count = document.getElementById("count");
  const order = new Intl.Collator("da");

  function show() {
    const name = filter.value.trim().toLocaleLowerCase("da");
    let shown = 0;
    for (const row of rows) {
      const named = row.dataset.name.toLocaleLowerCase("da").includes(name);
      const marked = !having.value || row.querySelector(`[data-mark="${having.value}"]`);
      row.hidden = !(named && marked);
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = `${shown} af ${rows.length} kommuner`;
  }

  function sort(column) {
    const header = table.tHead.rows[0].cells[column];
    const first = column === 0 ? "ascending" : "descending";
    const other = first === "ascending" ? "descending" : "ascending";
    const direction = header.getAttribute("aria-sort") === first ? other : first;
    for (const cell of table.tHead.rows[0].cells) cell.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", direction);
    const sign = direction === "ascending" ? 1 : -1;
    const byName = (a, b) => order.compare(a.dataset.name, b.dataset.name);
    const rank = (row) => Number(row.cells[column].dataset.rank);
    rows.sort((a, b) => (column === 0 ? sign * byName(a, b) : sign * (rank(a) - rank(b)) || byName(a, b)));
    body.append(...rows);
  }

  // Headers become buttons only where a script can answer them.
  [...table.tHead.rows[0].cells].forEach((cell, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...cell.childNodes);
    cell.append(button);
    button.addEventListener("click", () => sort(column));
  });

  const dialog = document.getElementById("window");
  const title = document.getElementById("window-title");
  const content = document.getElementById("window-body");
  body.addEventListener("click", (event) => {
    const link = event.target.closest("td a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const article = document.getElementById(link.hash.slice(1));
    if (!article) return;
    event.preventDefault();
    const copy = article.cloneNode(true);
    const head = copy.querySelector("h4");
    head.querySelectorAll(".hidden").forEach((part) => part.remove());
    title.textContent = `${link.closest("tr").dataset.name} – ${head.textContent.trim()}`;
    head.remove();
    content.replaceChildren(...copy.childNodes);
    dialog.showModal();
    title.focus();
  });

  const controls = document.getElementById("controls");
  controls.hidden = false;
  controls.addEventListener("submit", (event) => event.preventDefault());
  filter.addEventListener("input", show);
  having.addEventListener("change", show);
  show();
})();

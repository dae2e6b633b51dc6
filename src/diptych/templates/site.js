// Opens the rows behind a mark, and sorts tables. Every page works without it.
"use strict";

(() => {
  // The address of a mark opens its rows below the drawing; that of anything else folded away unfolds it.
  function reveal() {
    let id;
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const target = id && document.getElementById(id);
    if (!target) return;
    const figure = target.closest("figure.chart");
    if (figure && target.closest("details.rows")) {
      figure.querySelectorAll("details.rows[open], details.behind[open]").forEach(d => { d.open = false; });
      diptychMarks.open(figure, id);
      figure.scrollIntoView({ block: "nearest" });
      return;
    }
    for (let d = target.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
    target.scrollIntoView({ block: "nearest" });
    if (target.matches("[tabindex], a")) target.focus({ preventScroll: true });
  }
  addEventListener("hashchange", reveal);
  // The address then leads to the rows that are open; to note it moves nothing.
  new MutationObserver(all => {
    for (const { target } of all) if (target.matches(".opened")) history.replaceState(null, "", "#" + target.dataset.of);
  }).observe(document.body, { subtree: true, attributeFilter: ["data-of"] });
  if (document.readyState === "complete") reveal(); else addEventListener("load", () => setTimeout(reveal));

  function figure(text) {
    const number = Number(text.replace(/[,\s]/g, ""));
    return text.trim() !== "" && Number.isFinite(number) ? number : null;
  }

  function sort(table, column, th) {
    const down = th.getAttribute("aria-sort") === "ascending";
    table.querySelectorAll("th[aria-sort]").forEach(h => h.removeAttribute("aria-sort"));
    th.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0], value = row => row.cells[column].textContent;
    const rows = [...body.rows].map((row, k) => [value(row), k, row]);
    const numbers = rows.every(([v]) => v.trim() === "" || figure(v) !== null);
    rows.sort(([a, i], [b, j]) => {
      const by = numbers ? (figure(a) ?? -Infinity) - (figure(b) ?? -Infinity) : a.localeCompare(b, "en", { numeric: true });
      return (down ? -by : by) || i - j;
    });
    body.append(...rows.map(r => r[2]));
  }

  for (const table of document.querySelectorAll(".table table")) {
    if (!table.tHead || !table.tBodies[0] || table.tBodies[0].rows.length < 4 || table.querySelector("[rowspan], [colspan]")) continue;
    [...table.tHead.rows[0].cells].forEach((th, k) => {
      const words = th.textContent;
      if (!words) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.textContent = words;
      button.title = "Sort by " + words;
      button.addEventListener("click", () => sort(table, k, th));
      th.replaceChildren(button);
    });
  }
})();

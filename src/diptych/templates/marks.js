// A mark of a chart opens the rows that it counts, below the drawing, in the site and in a notebook.
"use strict";

(() => {
  if (window.diptychMarks) return;             // each chart of a notebook brings this script; one is enough
  const markAt = target => target.closest && target.closest("figure.chart g.mark");
  const pressed = (figure, id) => {
    for (const m of figure.querySelectorAll("g.mark")) {
      m.classList.toggle("open", m.dataset.mark === id);
      if (m.hasAttribute("role")) m.setAttribute("aria-pressed", String(m.dataset.mark === id));
    }
  };

  function close(figure) {
    const panel = figure.querySelector(".opened"), id = panel.dataset.of;
    panel.hidden = true;
    panel.replaceChildren();
    pressed(figure, "");
    const own = [...figure.querySelectorAll("g.mark[tabindex]")].filter(m => m.dataset.mark === id);
    own.find(m => m.getClientRects().length)?.focus({ preventScroll: true });
  }

  function open(figure, id) {
    const rows = [...figure.querySelectorAll("details.rows > div")].find(d => d.id === id);
    if (!rows) return false;
    const panel = figure.querySelector(".opened"), head = document.createElement("p");
    const title = document.createElement("strong"), away = document.createElement("button");
    title.textContent = rows.parentElement.querySelector("summary").textContent;
    Object.assign(away, { type: "button", className: "away", textContent: "Close" });
    head.append(title, " ", away);
    panel.replaceChildren(head, ...[...rows.childNodes].map(n => n.cloneNode(true)));
    panel.dataset.of = id;
    panel.hidden = false;
    panel.scrollTop = 0;
    pressed(figure, id);
    panel.focus({ preventScroll: true });
    return true;
  }

  addEventListener("click", e => {
    const mark = markAt(e.target), away = e.target.closest && e.target.closest("figure.chart .opened .away");
    if (mark) open(mark.closest("figure.chart"), mark.dataset.mark);
    if (away) close(away.closest("figure.chart"));
  });
  addEventListener("keydown", e => {
    const mark = markAt(e.target), panel = e.target.closest && e.target.closest("figure.chart .opened");
    if (mark && (e.key === "Enter" || e.key === " ")) {
      e.preventDefault();
      open(mark.closest("figure.chart"), mark.dataset.mark);
    }
    if (panel && e.key === "Escape") close(panel.closest("figure.chart"));
  });
  window.diptychMarks = { open };
})();

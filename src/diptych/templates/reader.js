// The reader: layers, filter, codes of the words in focus, previous and next. Words of the texts are only ever set as text.
"use strict";

(() => {
  const { rows, layers } = JSON.parse(document.getElementById("rows").textContent);
  const form = document.querySelector("form.tools"), field = name => form.elements.namedItem(name);
  const panel = document.querySelector(".codes-panel"), count = field("count");
  const pieces = rows.map(() => []);           // row -> the pieces of text it stands on
  const byKey = new Map();
  for (const piece of document.querySelectorAll("[data-r]")) for (const k of piece.dataset.r.split(" ")) pieces[k].push(piece);
  rows.forEach((row, k) => byKey.set(row.key, [...(byKey.get(row.key) || []), k]));
  let chosen = null, hits = [], at = -1;       // chosen: keys from the address, or null

  // Characters that turn the direction of writing, or that cannot be seen, are shown by their number.
  const seen = words => words.replace(/[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, c => "U+" + c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0"));
  const element = (name, words, cls) => {
    const e = document.createElement(name);
    if (words !== undefined) e.textContent = seen(words);
    if (cls) e.className = cls;
    return e;
  };
  const on = () => new Set([...form.querySelectorAll("[name=layer]:checked")].map(i => i.value));
  const filled = () => field("only").value || field("voice").value || field("text").value || chosen;

  function fill(select, values, first) {
    const was = select.value;
    select.replaceChildren(new Option(first, ""), ...values.map(v => new Option(seen(v), v)));
    select.disabled = values.length === 0;
    if (values.includes(was)) select.value = was;
  }

  function choices() {
    const layer = field("only").value, own = rows.filter(r => r.layer === layer);
    const fields = [...new Set(own.flatMap(r => Object.keys(r.codes)))].filter(f => f !== "voice");
    fields.sort((a, b) => (b === layers[layer]?.first) - (a === layers[layer]?.first));
    const was = field("field").value;
    field("field").replaceChildren(...fields.map(f => new Option(f.replaceAll("_", " "), f)));
    field("field").disabled = !layer;
    if (fields.includes(was)) field("field").value = was;
    const values = [...new Set(own.map(r => r.codes[field("field").value]).filter(Boolean))].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
    fill(field("value"), values, "any");
    field("value").disabled = !layer;
  }

  function passes(row, k, layersOn) {
    if (chosen) return chosen.has(k);
    const only = field("only").value, value = field("value").value, voice = field("voice").value, text = field("text").value;
    return (only ? row.layer === only : layersOn.has(row.layer)) && (!only || !value || row.codes[field("field").value] === value)
      && (!voice || (row.voice || "author") === voice) && (!text || row.text === text);
  }

  function draw() {
    const layersOn = on(), narrowed = filled();
    document.body.classList.toggle("no-voice", !layersOn.has("attribution"));
    hits = rows.map((r, k) => k).filter(k => passes(rows[k], k, layersOn));
    const marked = new Map();
    for (const k of hits) for (const p of pieces[k]) marked.set(p, [...(marked.get(p) || []), k]);
    for (const p of document.querySelectorAll("[data-r]")) {
      const own = marked.get(p) || [];
      p.classList.toggle("on", own.length > 0);
      p.classList.toggle("hit", own.length > 0 && Boolean(narrowed));
      for (const layer of Object.keys(layers)) p.classList.toggle("l-" + layer, own.some(k => rows[k].layer === layer));
    }
    at = -1;
    const per = {};
    for (const k of hits) per[rows[k].text] = (per[rows[k].text] || 0) + 1;
    count.textContent = `${hits.length} ${hits.length === 1 ? "place" : "places"}` + (hits.length ? ": " + Object.entries(per).map(([t, n]) => `${t} ${n}`).join(", ") : "");
  }

  function codes(list) {
    panel.replaceChildren(...list.map(k => {
      const row = rows[k], box = element("section");
      box.append(element("h3", `${layers[row.layer].name} · ${row.text} ${row.sent}`, "l-" + row.layer), element("p", row.surface.length > 240 ? row.surface.slice(0, 239) + "…" : row.surface, "surface"));
      const dl = element("dl");
      for (const [name, value] of Object.entries(row.codes)) {
        const pair = element("div");
        pair.append(element("dt", name.replaceAll("_", " ")), element("dd", value));
        dl.append(pair);
      }
      box.append(dl);
      return box;
    }));
  }

  const shown = piece => {
    const inHits = new Set(hits);
    return piece.dataset.r.split(" ").map(Number).filter(k => inHits.has(k) || (chosen === null && on().has(rows[k].layer)));
  };

  function go(step) {
    if (!hits.length) return;
    at = at < 0 ? (step > 0 ? 0 : hits.length - 1) : (at + step + hits.length) % hits.length;
    const row = rows[hits[at]], piece = pieces[hits[at]][0];
    document.querySelectorAll(".current").forEach(p => { p.classList.remove("current"); p.removeAttribute("tabindex"); });
    pieces[hits[at]].forEach(p => p.classList.add("current"));
    count.textContent = `${at + 1} of ${hits.length}: ${row.text} ${row.sent}`;
    if (piece) {
      piece.tabIndex = -1;
      piece.focus({ preventScroll: true });
      piece.scrollIntoView({ block: "center" });
    }
    codes([hits[at]]);
  }

  function address() {
    let hash;
    try { hash = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    if (hash.includes("=")) {
      const wanted = new URLSearchParams(location.hash.slice(1));
      form.reset();
      chosen = null;
      if (wanted.get("rows")) {
        chosen = new Set(wanted.get("rows").split(",").flatMap(key => byKey.get(key) || []).filter(k => !wanted.get("layer") || rows[k].layer === wanted.get("layer")));
      } else {
        for (const [name, key] of [["only", "layer"], ["voice", "voice"], ["text", "text"]]) if (wanted.get(key)) field(name).value = wanted.get(key);
        choices();
        if (wanted.get("field")) { field("field").value = wanted.get("field"); choices(); }
        if (wanted.get("value")) field("value").value = wanted.get("value");
      }
      if (!chosen) choices();
      draw();
      go(1);
      return;
    }
    document.querySelectorAll(".s.here").forEach(s => s.classList.remove("here"));
    const sentence = document.getElementById(hash);
    if (!sentence) return;
    if (sentence.classList.contains("s")) {
      sentence.classList.add("here");
      sentence.scrollIntoView({ block: "center" });
      sentence.querySelector(".sid").focus({ preventScroll: true });
      const list = [...new Set([...sentence.querySelectorAll("[data-r]")].flatMap(shown))];
      if (list.length) codes(list);
    }
  }

  form.addEventListener("change", e => {
    chosen = null;
    if (e.target.name === "only" || e.target.name === "field") { if (e.target.name === "only") field("value").value = ""; choices(); }
    draw();
  });
  form.addEventListener("reset", () => setTimeout(() => { chosen = null; choices(); draw(); }));
  form.addEventListener("submit", e => e.preventDefault());
  field("previous").addEventListener("click", () => go(-1));
  field("next").addEventListener("click", () => go(1));
  const look = e => { const piece = e.target.closest && e.target.closest("[data-r].on"); if (piece) { const list = shown(piece); if (list.length) codes(list); } };
  document.querySelector(".texts").addEventListener("pointerover", look);
  document.querySelector(".texts").addEventListener("click", look);
  document.querySelector(".texts").addEventListener("focusin", e => {
    if (!e.target.classList.contains("sid")) return;
    const list = [...new Set([...e.target.closest(".s").querySelectorAll("[data-r]")].flatMap(shown))];
    if (list.length) codes(list);
  });
  addEventListener("keydown", e => {
    if (!field("keys").checked || e.ctrlKey || e.altKey || e.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName) && e.key !== "Escape") return;
    if (e.key === "n" || e.key === "p") { e.preventDefault(); go(e.key === "n" ? 1 : -1); }
    if (e.key === "Escape") form.reset();
  });
  addEventListener("hashchange", address);
  document.body.classList.add("scripted");
  choices();
  draw();
  // After the browser has gone to the place in the address itself, which takes the focus away.
  if (document.readyState === "complete") address(); else addEventListener("load", () => setTimeout(address));
})();

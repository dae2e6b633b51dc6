// The reader: layers, choices, codes of the words in focus. Words of the texts are only ever set as text.
"use strict";

(() => {
  const { rows, layers } = JSON.parse(document.getElementById("rows").textContent);
  const form = document.querySelector("form.tools"), field = name => form.elements.namedItem(name);
  const panel = document.querySelector(".codes-panel"), texts = document.querySelector(".texts");
  const count = field("count");
  const marked = [...document.querySelectorAll("[data-r]")];
  const rowsOf = piece => piece.dataset.r.split(" ").map(Number);
  const fields = [["only", "layer"], ["voice", "voice"], ["text", "text"]];  // in the form and in the address
  const pieces = rows.map(() => []);           // row -> the pieces of text it covers
  const byKey = new Map();
  for (const piece of marked) for (const k of rowsOf(piece)) pieces[k].push(piece);
  rows.forEach((row, k) => byKey.set(row.key, [...(byKey.get(row.key) || []), k]));
  let chosen = null, hits = [], at = -1;       // chosen: the rows that an address names, or null

  // Characters that turn the direction of writing, or that cannot be seen, are shown by their number.
  const unseen = /[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
  const number = c => "U+" + c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  const seen = words => words.replace(unseen, number);
  const element = (name, words, cls) => {
    const e = document.createElement(name);
    if (words !== undefined) e.textContent = seen(words);
    if (cls) e.className = cls;
    return e;
  };
  const on = () => new Set([...form.querySelectorAll("[name=layer]:checked")].map(i => i.value));
  const narrowed = () => ["only", "voice", "text"].some(name => field(name).value) || chosen !== null;

  // The choices

  function fill(select, values, first) {
    const was = select.value;
    select.replaceChildren(new Option(first, ""), ...values.map(v => new Option(seen(v), v)));
    if (values.includes(was)) select.value = was;
  }

  function choices() {
    const layer = field("only").value, first = layers[layer]?.first;
    const own = rows.filter(r => r.layer === layer);
    const names = [...new Set(own.flatMap(r => Object.keys(r.codes)))].filter(f => f !== "voice");
    names.sort((a, b) => (b === first) - (a === first));
    const was = field("field").value;
    field("field").replaceChildren(...names.map(f => new Option(f.replaceAll("_", " "), f)));
    if (names.includes(was)) field("field").value = was;
    const values = [...new Set(own.map(r => r.codes[field("field").value]).filter(Boolean))];
    fill(field("value"), values.sort((a, b) => a.localeCompare(b, "en", { numeric: true })), "any");
    field("field").disabled = field("value").disabled = !layer;
  }

  function passes(row, k, layersOn) {
    if (chosen) return chosen.has(k);
    const [only, value, voice, text] = ["only", "value", "voice", "text"].map(name => field(name).value);
    if (only ? row.layer !== only : !layersOn.has(row.layer)) return false;
    if (only && value && row.codes[field("field").value] !== value) return false;
    return (!voice || (row.voice || "author") === voice) && (!text || row.text === text);
  }

  function clear() {
    for (const name of ["only", "value", "voice", "text"]) field(name).value = "";
    chosen = null;
    choices();
  }

  // The texts

  function draw() {
    const layersOn = on(), few = narrowed();
    document.body.classList.toggle("no-voice", !layersOn.has("attribution"));
    hits = rows.map((r, k) => k).filter(k => passes(rows[k], k, layersOn));
    const inHits = new Set(hits);
    for (const p of marked) {
      const own = rowsOf(p).filter(k => inHits.has(k));
      p.classList.toggle("on", own.length > 0);
      p.classList.toggle("hit", own.length > 0 && few);
      const its = new Set(own.map(k => rows[k].layer));
      for (const layer of Object.keys(layers)) p.classList.toggle("l-" + layer, its.has(layer));
    }
    at = -1;
    leave();
    count.textContent = told();
  }

  function told() {
    const per = {};
    for (const k of hits) per[rows[k].text] = (per[rows[k].text] || 0) + 1;
    const each = Object.entries(per).map(([text, n]) => `${text} ${n}`).join(", ");
    return `${hits.length} ${hits.length === 1 ? "place" : "places"}${each && ": " + each}`;
  }

  function codes(list) {
    panel.replaceChildren(...list.map(k => {
      const row = rows[k], box = element("section"), dl = element("dl");
      const words = row.surface.length > 240 ? row.surface.slice(0, 239) + "…" : row.surface;
      box.append(element("h3", `${layers[row.layer].name} · ${row.text} ${row.sent}`, "l-" + row.layer));
      box.append(element("p", words, "surface"));
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
    const inHits = new Set(hits), layersOn = on();
    return rowsOf(piece).filter(k => inHits.has(k) || (chosen === null && layersOn.has(rows[k].layer)));
  };

  function look(some) {
    const list = [...new Set([...some].flatMap(shown))];
    if (list.length) codes(list);
  }

  function leave() {
    for (const p of document.querySelectorAll(".current")) {
      p.classList.remove("current");
      p.removeAttribute("tabindex");
    }
  }

  function go(step) {
    if (!hits.length) return;
    at = at < 0 ? (step > 0 ? 0 : hits.length - 1) : (at + step + hits.length) % hits.length;
    const row = rows[hits[at]], own = pieces[hits[at]];
    leave();
    own.forEach(p => p.classList.add("current"));
    count.textContent = `${at + 1} of ${hits.length}: ${row.text} ${row.sent}`;
    if (own.length) {
      own[0].tabIndex = -1;
      own[0].focus({ preventScroll: true });
      own[0].scrollIntoView({ block: "center" });
    }
    codes([hits[at]]);
  }

  // The address says what is chosen, so that it can be passed on

  function choose(wanted) {
    clear();
    if (wanted.has("rows")) {
      const layer = wanted.get("layer");
      const named = wanted.get("rows").split(",").flatMap(key => byKey.get(key) || []);
      chosen = new Set(named.filter(k => !layer || rows[k].layer === layer));
    } else {
      for (const [name, key] of fields) field(name).value = wanted.get(key) || "";
      choices();
      if (wanted.has("field")) field("field").value = wanted.get("field");
      choices();
      field("value").value = wanted.get("value") || "";
    }
    draw();
    go(1);
  }

  function note() {
    const wanted = new URLSearchParams();
    for (const [name, key] of fields) if (field(name).value) wanted.set(key, field(name).value);
    if (field("value").value) for (const name of ["field", "value"]) wanted.set(name, field(name).value);
    history.replaceState(null, "", wanted.size ? "#" + wanted : location.pathname + location.search);
  }

  function address() {
    let hash;
    try { hash = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const wanted = new URLSearchParams(location.hash.slice(1)), sentence = document.getElementById(hash);
    document.querySelectorAll(".s.here").forEach(s => s.classList.remove("here"));
    if (["rows", "layer", "voice", "text"].some(key => wanted.get(key))) return choose(wanted);
    if (!sentence || !sentence.classList.contains("s")) return;
    sentence.classList.add("here");
    sentence.scrollIntoView({ block: "center" });
    sentence.querySelector(".sid").focus({ preventScroll: true });
    look(sentence.querySelectorAll("[data-r]"));
  }

  // Hands

  form.addEventListener("change", e => {
    if (e.target.name === "keys") return;
    chosen = null;
    if (e.target.name === "only") field("value").value = "";
    choices();
    draw();
    note();
  });
  const all = () => { clear(); draw(); note(); };
  form.addEventListener("reset", e => { e.preventDefault(); all(); });
  form.addEventListener("submit", e => e.preventDefault());
  field("previous").addEventListener("click", () => go(-1));
  field("next").addEventListener("click", () => go(1));
  const pointed = e => {
    const piece = e.target.closest && e.target.closest("[data-r].on");
    if (piece) look([piece]);
  };
  texts.addEventListener("pointerover", pointed);
  texts.addEventListener("click", pointed);
  texts.addEventListener("focusin", e => {
    if (e.target.classList.contains("sid")) look(e.target.closest(".s").querySelectorAll("[data-r]"));
  });
  addEventListener("keydown", e => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName) && e.key !== "Escape";
    if (!field("keys").checked || typing || e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.key === "n" || e.key === "p") { e.preventDefault(); go(e.key === "n" ? 1 : -1); }
    if (e.key === "Escape") all();
  });
  addEventListener("hashchange", address);
  document.body.classList.add("scripted");
  choices();
  draw();
  // After the browser has gone to the place in the address itself, which takes the focus away.
  if (document.readyState === "complete") address(); else addEventListener("load", () => setTimeout(address));
})();

// The review desk, the same in JupyterLab, in `diptych review` and on the site: one sentence at a time, the
// rows that are proposed, keys for everything. Every decision is a line (diptych.review.files); it is kept in this
// browser's storage before the next sentence is shown, and sent to `store.send` where there is one.
"use strict";

(() => {
if (window.diptychReview) return;

const hex = () => [...crypto.getRandomValues(new Uint8Array(8))].map(b =>
  b.toString(16).padStart(2, "0")).join("");
const make = (tag, props = {}, ...children) => {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) name in e ? e[name] = value :
    e.setAttribute(name, value);
  e.append(...children);
  return e;
};
const unseen = new RegExp("[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u061c" +
  "\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]", "g");
const seen = words => String(words).replace(unseen, c =>
  "U+" + c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0"));
const KEYS = "123456789abcdefghijklmnopqrstuvwxyz";
const HELP = [["a", "accept the row; when all are decided: nothing is missed, next sentence"],
  ["r", "reject the row"],
  ["1 to 9, e", "recode a field of the row; e is its first"], ["↓ ↑", "next and previous row"],
    ["n", "new row: mark words with ← → and Shift, then Enter"],
  ["j k", "next and previous sentence"], ["u", "undo the last decision"], ["Escape", "leave a menu"],
    ["?", "show and hide these keys"]];

function start(root, data, store) {
  const layerOf = Object.fromEntries(data.layers.map(l => [l.id, l]));
  const state = { coder: data.coder || "", lines: new Map(), undone: new Set(), at: new Map(),
    pending: new Map(), order: [], k: 0, row: 0, menu: null, mark: null, unkept: false };
  const part = name => root.querySelector(`[data-part=${name}]`);
  const placeOf = x => `${x.text} ${x.sent}`;

  // Lines: kept here, sent where there is a store

  const prefix = () => `diptych-review/${data.case}/${state.coder.toLowerCase()}/`;

  function take(line) {
    if (state.lines.has(line.id)) return;
    state.lines.set(line.id, line);
    if (line.do === "undo") state.undone.add(line.undoes);
    const place = placeOf(line);
    if (!state.at.has(place)) state.at.set(place, []);
    state.at.get(place).push(line);
  }

  function keep(line) {
    try { localStorage.setItem(prefix() + line.id, JSON.stringify(line)); } catch { state.unkept = true; }
  }

  function send() {
    clearTimeout(state.again);
    if (!store || !state.pending.size) return;
    store.send([...state.pending.values()], ids => { ids.forEach(id => state.pending.delete(id)); status();
      });
    state.again = setTimeout(send, 3000);  // what has not arrived by then is sent again
  }

  function write(what, s, more = {}) {
    const line = { id: hex(), at: new Date().toISOString(), coder: state.coder, do: what, text: s.text,
      edition: s.edition, sent: s.sent, layer: "",
      blind: isBlind(s), queue: s.queue, stratum: s.stratum, p: s.p, chance: s.chance, ...more };
    take(line);
    keep(line);
    state.pending.set(line.id, line);
    send();
    return line;
  }

  function takeKept() {
    const kept = [];
    try {
      for (let k = 0; k < localStorage.length; k++) {
        const key = localStorage.key(k);
        if (key.startsWith(prefix())) kept.push(JSON.parse(localStorage.getItem(key)));
      }
    } catch { state.unkept = true; }
    kept.sort((a, b) => a.at < b.at ? -1 : a.at > b.at ? 1 : 0).forEach(line => {
      if (!state.lines.has(line.id)) state.pending.set(line.id, line);
      take(line);
    });
  }

  // What the lines of a sentence come to, as in diptych.review.files.replay

  const standing = s => (state.at.get(placeOf(s)) || []).filter(x => x.do !== "undo" &&
    !state.undone.has(x.id) && x.edition === s.edition);
  const isDone = s => standing(s).some(x => x.do === "empty" && !x.blind);
  const isBlind = s => s.blind && !standing(s).some(x => x.do === "empty");

  function stateOf(s) {
    const rows = new Map(), how = new Map(), added = new Set();
    for (const x of standing(s)) {
      if (x.do === "empty") continue;
      const id = x.row.id, row = { ...x.row, layer: x.layer };
      if (x.do === "add") { rows.set(id, row); added.add(id); }
      else if (x.do === "reject") { rows.delete(id); how.set(id, "rejected"); }
      else if (x.do === "change") { rows.set(id, { ...(rows.get(id) || row), [x.field]: x.to });
        how.set(id, layerOf[x.layer]?.names ? "answered" : "changed"); }
      else { if (!rows.has(id)) rows.set(id, row); if (how.get(id) !== "changed") how.set(id, "accepted"); }
    }
    const own = [...added].filter(id => rows.has(id)).map(id => ({ ...rows.get(id), state: "added" }));
    if (isBlind(s)) return own;
    const same = r => own.some(o => o.layer === r.layer && o.start < r.end && r.start < o.end &&
      layerOf[r.layer].keys.every(f => String(o[f] ?? "") === String(r[f] ?? "")));
    const proposed = s.rows.filter(r => how.has(r.id) || !same(r)).map(r =>
      ({ ...(rows.get(r.id) || r), state: how.get(r.id) || "proposed" }));
    return [...proposed, ...own].sort((a, b) => a.start - b.start || a.end - b.end);
  }

  // What is shown

  const sentence = () => data.sentences[state.order[state.k]];
  const asked = (field, row) => !field.when || row[field.when[0]] === field.when[1];
  const openField = row => layerOf[row.layer].names && layerOf[row.layer].fields.find(f => asked(f, row) &&
    !row[f.field]);
  const isWhole = (row, s) => layerOf[row.layer].names && row.start === s.start && row.end === s.end;
  const nameOf = row => isWhole(row, sentence()) ? layerOf[row.layer].names[row.code] : row.surface;
  const wordsFor = (field, value) => field.words[value] || String(value === "" || value == null ? "none" :
    value);
  const say = words => { part("said").textContent = words; };

  function pick() {
    const queue = part("queue").value;
    const wanted = data.sentences.map((s, k) => k).filter(k => !queue ||
      (queue === "disputed" ? data.sentences[k].disputed : data.sentences[k].queue === queue));
    if (!wanted.length) { part("queue").value = ""; return pick(); }
    state.order = wanted;
    const first = wanted.findIndex(k => !isDone(data.sentences[k]));
    go(first < 0 ? 0 : first);
  }

  function go(k, words = "") {
    state.k = Math.max(0, Math.min(k, state.order.length - 1));
    state.menu = state.mark = null;
    const rows = stateOf(sentence()), next = rows.findIndex(r => r.state === "proposed");
    state.row = Math.max(0, next);
    draw(words);
  }

  function pieces(s, rows) {
    const chars = [...s.surface], edges = new Set([0, chars.length]);
    chars.forEach((c, i) => { if (i && /\s/.test(c) !== /\s/.test(chars[i - 1])) edges.add(i); });
    rows.forEach(r => { edges.add(Math.max(0, r.start - s.start));
      edges.add(Math.min(chars.length, r.end - s.start)); });
    const list = [...edges].sort((a, b) => a - b);
    return list.slice(0, -1).map((a, i) => ({ a, b: list[i + 1],
      words: chars.slice(a, list[i + 1]).join("") }));
  }

  function drawSentence(s, rows) {
    const current = rows[state.row], mark = state.mark;
    part("sentence").replaceChildren(...pieces(s, rows).map(({ a, b, words }) => {
      const here = rows.filter(r => !isWhole(r, s) && r.start - s.start <= a && b <= r.end - s.start);
      const piece = make(here.length ? "mark" : "span", {}, seen(words));
      piece.dataset.a = a; piece.dataset.b = b;
      if (here.length) piece.className = here.map(r => "l-" + r.layer).join(" ") + (here.every(r =>
        r.state === "rejected") ? " rejected" : "");
      if (current && !mark && here.includes(current)) piece.classList.add("current");
      if (mark && a >= mark.from && b <= mark.to) piece.classList.add("marked");
      return piece;
    }));
    part("before").textContent = seen(s.before);
    part("after").textContent = seen(s.after);
  }

  function drawRow(row, k) {
    const layer = layerOf[row.layer], current = k === state.row;
    const words = nameOf(row);
    const name = `${layer.title}: ${words}`;
    const sure = row.suggested?.length ? `, suggested by “${row.suggested.join("”, “")}”` :
      row.p == null || row.state === "added" ? "" : `, the program is ${Math.round(row.p * 100)} % sure`;
    const head = make("h3", {}, make("button", { type: "button", className: "pick",
      "aria-pressed": String(current) }, seen(words)), make("span", { className: "codes" },
      ` ${layer.title} · ${layer.names && row.state === "proposed" ? "asked" : row.state}${sure}`));
    head.firstChild.addEventListener("click", () => { state.row = k; state.menu = null; draw(); });
    let number = 0;
    const chips = layer.fields.map(f => {
      if (!shownField(f, row)) return "";
      number += 1;
      const chip = make("button", { type: "button", className: "chip" },
        make("kbd", { "aria-hidden": "true" }, String(number)), ` ${f.field.replaceAll("_", " ")}: `,
        make("b", {}, f === openField(row) ? "not answered yet" : seen(wordsFor(f, row[f.field]))));
      chip.addEventListener("click", () => { state.row = k; open(f); });
      return make("li", {}, chip);
    });
    const box = make("section", { className: `row l-${row.layer} ${row.state}${current ? " current" : ""}`,
      "aria-label": seen(name) }, head, make("ul", { className: "chips" }, ...chips));
    if (current && state.menu) box.append(drawMenu());
    return box;
  }

  const shownField = (f, row) => asked(f, row) && !(layerOf[row.layer].names && f.field === "code");

  function drawMenu() {
    const { field: f, value, ask } = state.menu;
    const title = make("p", { id: `${root.id}-ask` }, make("b", {}, ask || f.ask), ` ${f.help || ""}`);
    const menu = make("div", { className: "menu", role: "group", "aria-labelledby": `${root.id}-ask` },
      title);
    if (f.values.length) {
      f.values.forEach((v, k) => {
        const one = make("button", { type: "button", className: "choice", title: f.meaning?.[v] || "" },
          make("kbd", { "aria-hidden": "true" }, KEYS[k]), " ", wordsFor(f, v));
        if (v === value) one.setAttribute("aria-current", "true");
        one.addEventListener("click", () => choose(v));
        menu.append(one);
      });
    } else {
      const input = make("input", { value: value || "", type: "text", "aria-labelledby": `${root.id}-ask`,
        autocomplete: "off" });
      const form = make("form", {}, input, " ", make("button", {}, "Enter"));
      form.addEventListener("submit", e => { e.preventDefault(); choose(input.value.trim()); });
      menu.append(form);
    }
    const away = make("button", { type: "button", className: "choice" },
      make("kbd", { "aria-hidden": "true" }, "Esc"), " leave");
    away.addEventListener("click", leave);
    menu.append(away);
    return menu;
  }

  function draw(words = "") {
    const s = sentence(), rows = stateOf(s), blind = isBlind(s),
      open = rows.filter(r => r.state === "proposed").length;
    state.row = Math.max(0, Math.min(state.row, rows.length - 1));
    const stage = isDone(s) ? ", read to the end" : blind ? ", coded blind" : "";
    part("place").textContent = `${s.text} ${s.sent}${stage}`;
    drawSentence(s, rows);
    const none = blind
      ? "Code this sentence before you see what the program proposes: n for each row; a when none is missed."
      : "No row is proposed. Is one missed? n for a new row; a where there is none.";
    part("rows").replaceChildren(...(state.mark ? [drawMarking()] : rows.length ? rows.map(drawRow) :
      [make("p", { className: "none" }, none)]));
    part("hands").hidden = Boolean(state.menu || state.mark);
    part("accept").lastChild.textContent = open ? " accept" : blind ?
      " nothing missed, show the program’s rows" : " nothing missed, next";
    for (const [name, off] of [["reject", !rows.length || rows[state.row].state === "rejected"],
      ["previous", !state.k], ["next", state.k === state.order.length - 1]]) part(name).disabled = off;
    status();
    const first = state.menu && root.querySelector(".menu [aria-current], .menu input, .menu button");
    if (first) first.focus({ preventScroll: true });
    else if (!root.contains(document.activeElement) ||
      document.activeElement === root) part("place").focus({ preventScroll: true });
    const row = rows[state.row];
    say([words, row && !state.menu ?
      `Row ${state.row + 1} of ${rows.length}: ${layerOf[row.layer].title}, ${nameOf(row)}, ${row.state}.` :
      rows.length ? "" : none].filter(Boolean).join(" "));
  }

  function drawMarking() {
    const { from, to, field } = state.mark, words = [...sentence().surface].slice(from, to).join("");
    const box = make("section", { className: "row current", "aria-label": "New row" });
    if (state.menu) box.append(make("h3", {}, seen(words)), drawMenu());
    else box.append(make("p", {}, make("b", {}, `New row: ${seen(words)}`),
      " ← → move, Shift ← → more or fewer words, Enter goes on; or click the first and last word."),
      button("goOn", "Enter", "these words", askLayer));
    return box;
  }

  const button = (name, key, words, what) => {
    const b = make("button", { type: "button", "data-part": name },
      make("kbd", { "aria-hidden": "true" }, key), ` ${words}`);
    b.addEventListener("click", what);
    return b;
  };

  function status() {
    const all = state.order.map(k => data.sentences[k]), done = all.filter(isDone).length;
    const bar = part("progress");
    bar.max = all.length; bar.value = done;
    part("left").textContent = `${done} of ${all.length} sentences${timeLeft(all.length - done)}`;
    const n = state.lines.size, decisions = `${n} ${n === 1 ? "decision" : "decisions"}`;
    part("kept").textContent = state.unkept ?
      "This browser keeps nothing: save your decisions as a file before you leave." : !store ?
      `${decisions}, kept in this browser: save them as a file when you stop.`
      : state.pending.size ?
        `${decisions}, ${state.pending.size} of them not yet in ${data.file}; this browser keeps them.` :
        `${decisions}, all in ${data.file}.`;
  }

  function timeLeft(left) {
    const ends = [...state.lines.values()].filter(x => x.do === "empty").map(x =>
      Date.parse(x.at)).sort((a, b) => a - b);
    const paces = ends.slice(1).map((t, k) => t - ends[k]).filter(t => t > 200 && t < 300_000).sort((a, b) =>
      a - b);
    if (paces.length < 4 || !left) return "";
    const minutes = Math.ceil(left * paces[paces.length >> 1] / 60_000);
    return `, about ${minutes} ${minutes === 1 ? "minute" : "minutes"} left`;
  }

  // Decisions

  const bare = row => { const { state: _, ...rest } = row; return rest; };
  const decision = row => ({ layer: row.layer, row: bare(row), p: row.p ?? sentence().p });
  const current = () => stateOf(sentence())[state.row];

  function accept() {
    const s = sentence(), rows = stateOf(s), row = rows[state.row];
    const undecided = rows.filter(r => r.state === "proposed");
    if (!undecided.length) return finish(s);
    const one = row?.state === "proposed" || row?.state === "rejected" ? row : undecided[0];
    if (openField(one)) { state.row = rows.indexOf(one); return open(openField(one)); }
    write("accept", s, decision(one));
    nextRow("Accepted.");
  }

  function reject() {
    const row = current();
    if (!row || row.state === "rejected") return;
    write("reject", sentence(), decision(row));
    nextRow("Rejected.");
  }

  function nextRow(words) {
    const rows = stateOf(sentence()), next = rows.findIndex(r => r.state === "proposed");
    if (next >= 0) state.row = next;
    draw(words + (next < 0 ? " Is anything missed? n for a new row, a for none." : ""));
  }

  function finish(s) {
    const blind = isBlind(s);
    write("empty", s, { row: { start: s.start, end: s.end }, layers: data.layers.map(l => l.id),
      proposed: s.rows });
    if (blind && s.rows.length) return go(state.k, "Now the program’s rows.");
    if (blind) write("empty", s, { row: { start: s.start, end: s.end }, layers: data.layers.map(l => l.id),
      proposed: s.rows });
    const later = state.order.findIndex((at, k) => k > state.k && !isDone(data.sentences[at]));
    const next = later >= 0 ? later : state.order.findIndex(at => !isDone(data.sentences[at]));
    go(next >= 0 ? next : state.k, next >= 0 ? "" : "All sentences are read to the end.");
  }

  function undo() {
    const last = [...state.lines.values()].filter(x => x.do !== "undo" && !state.undone.has(x.id)).pop();
    if (!last) return say("There is nothing to undo.");
    write("undo", { ...last, rows: [] }, { undoes: last.id, blind: last.blind });
    const k = state.order.findIndex(at => placeOf(data.sentences[at]) === placeOf(last));
    go(k < 0 ? state.k : k, `Undone: ${last.do}.`);
  }

  function open(field) {
    const row = current();
    state.menu = { field, value: row[field.field], done: value => change(row, field, value) };
    draw();
  }

  function leave() {
    state.menu = state.mark = null;
    draw("Left.");
    part("place").focus({ preventScroll: true });
  }

  function choose(value) {
    const { done } = state.menu;
    state.menu = null;
    part("place").focus({ preventScroll: true });
    done(value);
  }

  function change(row, field, value) {
    const s = sentence();
    if (String(row[field.field] ?? "") !== value) write("change", s,
      { ...decision(row), field: field.field, from: row[field.field] ?? "", to: value });
    let now = stateOf(s).find(r => r.id === row.id);
    for (const f of layerOf[row.layer].fields) {
      if (!f.when || f.when[0] !== field.field) continue;
      if (!asked(f, now) && now[f.field]) write("change", s, { ...decision(now), field: f.field,
        from: now[f.field], to: "" });
      else if (asked(f, now) && !now[f.field]) return open(f);
      now = stateOf(s).find(r => r.id === row.id);
    }
    draw(`${field.field.replaceAll("_", " ")}: ${wordsFor(field, value)}.`);
  }

  // A new row: words, layer, then its fields

  const wordsOf = s => pieces(s, []).filter(p => /\S/.test(p.words));

  function startMarking() {
    const s = sentence(), words = wordsOf(s), chosen = selected();
    state.menu = null;
    state.mark = chosen ?? { from: words[0].a, to: words[0].b };
    state.mark.draft = {};
    trim();
    if (chosen) return askLayer();
    draw("Mark the words of the new row.");
    part("place").focus({ preventScroll: true });
  }

  function selected() {
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null, box = part("sentence");
    if (!range || range.collapsed || !box.contains(range.startContainer) ||
      !box.contains(range.endContainer)) return null;
    const at = (node, offset) => { const p = (node.nodeType === 3 ? node.parentElement :
      node).closest("[data-a]"); return p ? Number(p.dataset.a) + [...p.textContent.slice(0, offset)].length :
      null; };
    const from = at(range.startContainer, range.startOffset), to = at(range.endContainer, range.endOffset);
    getSelection().removeAllRanges();
    return from === null || to === null || from >= to ? null : { from, to };
  }

  // Marks at the ends of the words do not belong to a row.
  function trim() {
    const chars = [...sentence().surface], m = state.mark, inner = c => /[\p{L}\p{N}]/u.test(c);
    let { from, to } = m;
    while (from < to && !inner(chars[from])) from++;
    while (to > from && !inner(chars[to - 1])) to--;
    if (from < to) Object.assign(m, { from, to });
  }

  function move(step, more) {
    const words = wordsOf(sentence()), m = state.mark;
    const first = Math.max(0, words.findIndex(w => w.b > m.from)),
      last = Math.max(first, words.findLastIndex(w => w.a < m.to));
    const to = Math.max(0, Math.min(words.length - 1, last + step));
    if (more) Object.assign(m, { from: words[first].a, to: words[Math.max(first, to)].b });
    else Object.assign(m, { from: words[to].a, to: words[to].b });
    trim();
    draw([...sentence().surface].slice(m.from, m.to).join(""));
  }

  function askLayer() {
    const values = data.layers.map(l => l.id), words = Object.fromEntries(data.layers.map(l =>
      [l.id, l.title]));
    state.menu = { field: { field: "layer", ask: "What is it?", values, words }, done: id => askNext(id, 0) };
    draw();
  }

  function askNext(id, k) {
    const { draft } = state.mark, fields = layerOf[id].fields;
    for (; k < fields.length && !asked(fields[k], draft); k++) draft[fields[k].field] ??= "";
    if (k === fields.length) return add(id);
    const f = fields[k];
    state.menu = { field: f, ask: `${k + 1} of ${fields.length}: ${f.ask}`, value: "", done: value =>
      { draft[f.field] = value || f.blank; askNext(id, k + 1); } };
    draw();
  }

  function add(id) {
    const s = sentence(), { from, to, draft } = state.mark, chars = [...s.surface],
      surface = chars.slice(from, to).join("");
    const before = chars.slice(0, from).join("");
    let nth = 1;
    for (let at = s.surface.indexOf(surface); at >= 0 && at < before.length;
      at = s.surface.indexOf(surface, at + 1)) nth++;
    const line = { id: hex() };
    const row = { id: line.id, layer: id, sent: s.sent, surface, nth, start: s.start + from,
      end: s.start + to, ...draft };
    state.mark = null;
    write("add", s, { ...line, layer: id, row });
    state.row = stateOf(s).findIndex(r => r.id === row.id);
    draw("Added.");
  }

  // Hands

  function step(by) { go(state.k + by); }
  function row(by) { const n = stateOf(sentence()).length; if (n) { state.row = (state.row + by + n) % n;
    draw(); } }
  const help = () => { part("help").open = !part("help").open; };

  function inMenu(e) {
    const { field: f } = state.menu, buttons = [...root.querySelectorAll(".menu button.choice")],
      at = buttons.indexOf(document.activeElement);
    const k = KEYS.indexOf(e.key);
    if (e.key === "Escape") return leave(), true;
    if (!f.values.length) return false;
    if (k >= 0 && k < f.values.length) return choose(f.values[k]), true;
    if (e.key === "ArrowDown" || e.key === "ArrowRight") return buttons[(at + 1) % buttons.length].focus(),
      true;
    if (e.key === "ArrowUp" ||
      e.key === "ArrowLeft") return buttons[(at - 1 + buttons.length) % buttons.length].focus(), true;
    return e.key !== "Enter" && e.key !== " " && e.key !== "Tab";
  }

  function inMarking(e) {
    if (e.key === "Escape") return leave(), true;
    if (e.key === "Enter") return askLayer(), true;
    if (e.key !== "ArrowLeft" && e.key !== "ArrowRight") return false;
    return move(e.key === "ArrowRight" ? 1 : -1, e.shiftKey), true;
  }

  function onKeys(e) {
    const fields = current() ? layerOf[current().layer].fields.filter(f => shownField(f,
      current())) : [];
    const does = { a: accept, r: reject, n: startMarking, u: undo, j: () => step(1), k: () => step(-1),
      "?": help, ArrowDown: () => row(1), ArrowUp: () => row(-1), e: () => fields[0] && open(fields[0]) };
    const number = Number(e.key);
    if (does[e.key]) return does[e.key](), true;
    if (number >= 1 && number <= fields.length) return open(fields[number - 1]), true;
    return false;
  }

  function onKey(e) {
    if (!state.order.length || e.ctrlKey || e.altKey || e.metaKey || !part("keys").checked) return;
    const types = /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName) && e.target.type !== "checkbox";
    if (types && !(state.menu && e.key === "Escape")) return;
    if (e.target.closest?.("button") && !state.menu && (e.key === "Enter" || e.key === " ")) return;
    if (state.menu ? inMenu(e) : state.mark ? inMarking(e) || (e.key === "u" && (leave(), true)) :
      onKeys(e)) e.preventDefault();
  }

  // Files

  function download() {
    const lines = [...state.lines.values()].map(x => JSON.stringify(x)).join("\n") + "\n";
    const href = URL.createObjectURL(new Blob([lines], { type: "application/x-ndjson" }));
    const stem = state.coder.toLowerCase().replace(/[^\p{L}\p{N}_.-]+/gu, "-");
    const a = make("a", { href, download: `${stem}.jsonl` });
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 1000);
    say(`Saved as ${a.download}; put it into coding/review in the folder of the case.`);
  }

  async function load(e) {
    let taken = 0, passed = 0, others = 0;
    for (const raw of (await e.target.files[0].text()).split("\n")) {
      if (!raw.trim()) continue;
      let line;
      try { line = JSON.parse(raw); } catch { passed++; continue; }
      if (!line || !line.id || !data.does.includes(line.do)) passed++;
      else if (line.coder !== state.coder) others++;
      else if (!state.lines.has(line.id)) { take(line); keep(line); state.pending.set(line.id, line); taken++;
        }
    }
    e.target.value = "";
    send();
    pick();
    say(`${taken} decisions taken over${passed ? `,
      ${passed} lines that are none passed over` : ""}${others ? `,
      ${others} of other coders passed over` : ""}.`);
  }

  function begin(e) {
    e?.preventDefault();
    state.coder = (data.coder || part("coder").value).trim().replace(/\s+/g, " ");
    if (!state.coder) return;
    for (const kept of [state.lines, state.undone, state.at, state.pending]) kept.clear();
    data.lines.filter(x => x.coder === state.coder).forEach(take);
    takeKept();
    send();
    part("desk").hidden = false;
    pick();
    if (e) part("place").focus();
  }

  // The page

  const desk = make("div", { "data-part": "desk" });
  desk.hidden = true;
  const queues = { "": "all, least sure first", rows: "with proposed rows", empty: "with none",
    disputed: "where coders differ" };
  const queue = make("select", { "data-part": "queue" }, ...Object.entries(queues).map(([v, words]) =>
    make("option", { value: v }, words)));
  queue.addEventListener("change", pick);
  const file = make("input", { type: "file", accept: ".jsonl,.json,.txt" });
  file.addEventListener("change", load);
  const keys = make("input", { type: "checkbox", checked: true, "data-part": "keys" });
  const listed = make("dl", {}, ...HELP.map(([key, words]) =>
    make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, words))));
  desk.append(
    make("p", { className: "walk" }, make("label", {}, "Sentences ", queue),
      make("progress", { "data-part": "progress", "aria-label": "sentences read to the end" }),
      make("span", { "data-part": "left" })),
    make("h2", { "data-part": "place", tabIndex: -1 }),
    make("p", { "data-part": "before", className: "around" }),
      make("p", { "data-part": "sentence", className: "sentence" }),
      make("p", { "data-part": "after", className: "around" }),
    make("div", { "data-part": "rows" }),
    make("p", { className: "hands", "data-part": "hands" }, button("accept", "a", "accept", accept),
      button("reject", "r", "reject", reject), button("new", "n", "new row", startMarking),
      button("undo", "u", "undo", undo), button("previous", "k", "previous", () => step(-1)),
      button("next", "j", "next", () => step(1))),
    make("p", { "data-part": "said", role: "status" }),
    make("details", { "data-part": "help" }, make("summary", {}, "The keys (?)"), listed,
      make("p", {}, make("label", {}, keys, " use single keys"))),
    make("p", { className: "files" }, make("span", { "data-part": "kept" }), " ",
      button("save", "⤓", "save as a file", download), " ", make("label", {}, "load a file ", file)));
  if (!data.coder) {
    const who = make("form", { className: "who" }, make("label", {}, "Your name, or one you make up ",
      make("input", { "data-part": "coder", required: true, maxLength: 40, autocomplete: "off" })), " ",
      make("button", {}, "Start, or go on"));
    who.addEventListener("submit", begin);
    root.append(who);
  }
  root.append(desk);
  part("sentence").addEventListener("click", e => {
    const piece = e.target.closest("[data-a]");
    if (!piece || !getSelection().isCollapsed) return;
    const a = Number(piece.dataset.a), b = Number(piece.dataset.b), m = state.mark, s = sentence();
    if (!m) { const k = stateOf(s).findIndex(r => r.start - s.start <= a && b <= r.end - s.start);
      if (k >= 0) { state.row = k; draw(); } return; }
    Object.assign(m, m.clicked ? { from: Math.min(m.from, a), to: Math.max(m.to, b) } : { from: a, to: b },
      { clicked: true });
    trim();
    draw();
  });
  (data.alone ? document : root).addEventListener("keydown", onKey);
  if (data.coder) begin();
  return { state, data, stateOf, sentence };
}

// Opens the newest desk of the document. Where decisions go: "" for nowhere but this browser, "fetch" for the server
// that gave the page, else the class of the widget by which the kernel hears.
function openNewest(post) {
  const data = document.querySelectorAll("#review-data"), roots = document.querySelectorAll("#review-desk");
  const root = roots[roots.length - 1];
  if (roots.length > 1) root.id += roots.length;
  const fetched = {
    send: (lines, done) => fetch(location.href, { method: "POST", body: JSON.stringify(lines) })
      .then(r => { if (r.ok) done(lines.map(x => x.id)); }, () => {}),
  };
  let sent = 0, watch = null;
  const kernel = { send: (lines, done) => {
    const box = document.querySelector("." + post), area = box?.querySelector("textarea");
    const heard = box?.querySelector(".widget-html-content");
    if (!area || !heard) return setTimeout(() => kernel.send(lines, done), 50);
    watch ??= new MutationObserver(() => done(heard.textContent.split(" ")));
    watch.observe(heard, { subtree: true, childList: true, characterData: true });
    area.value = JSON.stringify({ sent: sent++, lines });
    area.dispatchEvent(new Event("input", { bubbles: true }));
  } };
  const known = JSON.parse(data[data.length - 1].textContent);
  window.diptychDesk = start(root, known, post === "fetch" ? fetched : post ? kernel : null);
}

window.diptychReview = { start, open: openNewest };
if (document.currentScript?.dataset.open !== undefined) openNewest("");
})();

// Code it yourself: a desk in the browser, and the agreement of codings with the same numbers as diptych.agreement.
// Nothing is sent anywhere: answers are kept in this browser's storage, and saved and loaded as JSON Lines.
"use strict";

(() => {

const data = JSON.parse(document.getElementById("data").textContent);
const SEEN = "seen", DRAFT = "draft", OWN = "code";
const REFERENCE = "the reference", PROGRAM = "the program";
const layerOf = Object.fromEntries(data.layers.map(l => [l.id, l]));
const fieldsOf = id => [...new Set(layerOf[id].questions.map(q => q.field))];

// Agreement, as in coding.py and agreement.py

function wordsIn(value) {
  return new Set((String(value ?? "").toLowerCase().match(/[\p{L}\p{N}_]+/gu) || []).filter(w => !data.stop.includes(w)));
}

function same(field, a, b) {
  if (data.loose.includes(field)) {
    const none = v => v === undefined || v === null || v === "" || v === "none" || v === "None";
    if (none(a) || none(b)) return none(a) === none(b);
    const x = wordsIn(a), y = wordsIn(b), both = [...x].filter(w => y.has(w)).length;
    return both > 0 && both >= 0.5 * Math.min(x.size, y.size);
  }
  return (a || "") === (b || "");
}

function match(reference, got, layer) {
  const found = [];
  reference.forEach((r, i) => got.forEach((g, j) => {
    const overlap = Math.min(r.end, g.end) - Math.max(r.start, g.start);
    if (overlap > 0 && (layer !== OWN || r.code === g.code)) {
      const exact = r.start === g.start && r.end === g.end ? 1 : 0;
      found.push([exact, overlap, layerOf[layer].keys.filter(k => same(k, r[k], g[k])).length, -i, -j]);
    }
  }));
  found.sort((a, b) => { for (let k = 0; k < 5; k++) if (a[k] !== b[k]) return b[k] - a[k]; return 0; });
  const usedI = new Set(), usedJ = new Set(), out = [];
  for (const [, , , i, j] of found) if (!usedI.has(i) && !usedJ.has(j)) { usedI.add(i); usedJ.add(j); out.push([-i, -j]); }
  return out;
}

function readBy(rows, layer) {
  if (!rows.some(r => r.layer === SEEN)) return () => true;
  const spans = rows.filter(r => r.layer === SEEN && (r.asked ?? layer) === layer).map(r => [r.start, r.to ?? r.end]);
  return at => spans.some(([a, b]) => a <= at && at < b);
}

// Units of a layer: { text_id, sent, start, end, surface, rows: {coder: row or null for who has read the sentence} }
function units(codings, layer) {
  const out = [], names = Object.keys(codings).sort();
  const texts = [...new Set(names.flatMap(n => Object.keys(codings[n])))].sort();
  for (const id of texts) {
    const coders = names.filter(n => id in codings[n]);
    if (coders.length < 2) continue;
    const heads = [], found = [];
    for (const n of coders) {
      const mine = codings[n][id].filter(r => r.layer === layer), matched = match(heads, mine, layer), taken = new Set();
      for (const [i, j] of matched) { found[i][n] = mine[j]; taken.add(j); }
      mine.forEach((r, j) => { if (!taken.has(j)) { heads.push(r); found.push({ [n]: r }); } });
    }
    const read = Object.fromEntries(coders.map(n => [n, readBy(codings[n][id], layer)]));
    heads.map((h, k) => k).sort((a, b) => heads[a].start - heads[b].start || heads[a].end - heads[b].end).forEach(k => {
      const readers = coders.filter(n => n in found[k] || read[n](heads[k].start));
      if (readers.length > 1) out.push({ text_id: id, sent: heads[k].sent, start: heads[k].start, end: heads[k].end, surface: heads[k].surface,
        rows: Object.fromEntries(readers.map(n => [n, found[k][n] ?? null])) });
    });
  }
  return out;
}

const pairsOf = list => list.flatMap((a, i) => list.slice(i + 1).map(b => [a, b]));
const alike = (layer, a, b) => layerOf[layer].keys.every(k => same(k, a[k], b[k]));

function found(all, layer) {
  let rows = 0, both = 0, joint = 0, byAll = 0, byOne = 0;
  const coders = new Set();
  for (const u of all) {
    const names = Object.keys(u.rows), coded = names.filter(n => u.rows[n]);
    names.forEach(n => coders.add(n));
    byAll += coded.length === names.length;
    byOne += coded.length === 1;
    for (const [a, b] of pairsOf(names)) {
      rows += !!u.rows[a] + !!u.rows[b];
      if (u.rows[a] && u.rows[b]) { both += 1; joint += alike(layer, u.rows[a], u.rows[b]); }
    }
  }
  return { layer, coders: coders.size, units: all.length, by_all: byAll, by_some: all.length - byAll, by_one: byOne, found: rows ? 2 * both / rows : NaN, joint: rows ? 2 * joint / rows : NaN };
}

function counts(all, field) {
  return all.map(u => {
    const c = new Map();
    for (const r of Object.values(u.rows)) if (r) { const v = String(r[field] ?? ""); c.set(v, (c.get(v) || 0) + 1); }
    return c;
  });
}

const total = c => [...c.values()].reduce((a, b) => a + b, 0);

function percentOf(list) {
  const several = list.filter(c => total(c) >= 2);
  const share = several.map(c => { const r = total(c); return [...c.values()].reduce((s, k) => s + k * (k - 1), 0) / (r * (r - 1)); });
  return several.length ? share.reduce((a, b) => a + b, 0) / several.length : NaN;
}

function alphaOf(list) {
  const values = new Map();
  let apart = 0, n = 0;
  for (const c of list) {
    const r = total(c);
    if (r < 2) continue;
    apart += (r * r - [...c.values()].reduce((s, k) => s + k * k, 0)) / (r - 1);
    n += r;
    for (const [v, k] of c) values.set(v, (values.get(v) || 0) + k);
  }
  const expected = n * n - [...values.values()].reduce((s, k) => s + k * k, 0);
  return expected > 0 ? 1 - (n - 1) * apart / expected : NaN;
}

function ac1Of(list, categories) {
  const share = new Map();
  let n = 0;
  for (const c of list) {
    const r = total(c);
    if (!r) continue;
    n += 1;
    for (const [v, k] of c) share.set(v, (share.get(v) || 0) + k / r);
  }
  const pe = [...share.values()].reduce((s, p) => s + p / n * (1 - p / n), 0) / Math.max(1, categories - 1);
  return (percentOf(list) - pe) / (1 - pe);
}

// Of a case's own codes each is told apart, over the answers that anybody gave to it.
function measuresOfCodes(all) {
  const codeOf = u => Object.values(u.rows).find(r => r).code;
  return [...new Set(all.map(codeOf))].sort().flatMap(code => {
    const list = counts(all.filter(u => codeOf(u) === code), "answer");
    const units = list.filter(c => total(c) >= 2).length;
    const given = new Set(list.flatMap(c => [...c.keys()])).size;
    const told = { percent: percentOf(list), alpha: alphaOf(list), ac1: ac1Of(list, given) };
    return units ? [{ layer: OWN, field: code, units, ...told }] : [];
  });
}

function measures(all, layer) {
  if (layer === OWN) return measuresOfCodes(all);
  const out = [];
  for (const q of layerOf[layer].questions) {
    const list = counts(all, q.field), several = list.filter(c => total(c) >= 2).length;
    if (!several) continue;
    const closed = Object.keys(q.answers);
    let percent = percentOf(list);
    if (data.loose.includes(q.field)) {
      const shares = all.map(u => pairsOf(Object.values(u.rows).filter(r => r).map(r => String(r[q.field] ?? "")))).filter(p => p.length).map(p => p.filter(([a, b]) => same(q.field, a, b)).length / p.length);
      percent = shares.reduce((a, b) => a + b, 0) / shares.length;
    }
    out.push({ layer, field: q.field, units: several, percent, alpha: closed.length ? alphaOf(list) : NaN, ac1: closed.length ? ac1Of(list, closed.length) : NaN });
  }
  return out;
}

function pairs(all, layer) {
  const names = [...new Set(all.flatMap(u => Object.keys(u.rows)))].sort();
  return pairsOf(names).map(([a, b]) => {
    const shared = all.filter(u => a in u.rows && b in u.rows);
    const n = shared.reduce((s, u) => s + !!u.rows[a] + !!u.rows[b], 0), both = shared.filter(u => u.rows[a] && u.rows[b]);
    return { layer, coder: a, other: b, units: shared.filter(u => u.rows[a] || u.rows[b]).length, both: both.length, found: n ? 2 * both.length / n : NaN,
      joint: n ? 2 * both.filter(u => alike(layer, u.rows[a], u.rows[b])).length / n : NaN };
  });
}

function disagreements(all, layer) {
  const out = [];
  for (const u of all) {
    const names = Object.keys(u.rows), coded = names.filter(n => u.rows[n]), not = names.length - coded.length;
    const of = names.length * (names.length - 1) / 2;
    const agree = pairsOf(coded).filter(([a, b]) => alike(layer, u.rows[a], u.rows[b])).length + not * (not - 1) / 2;
    if (agree < of) {
      const codes = layerOf[layer].keys.map(k => { const c = new Map(); coded.forEach(n => { const v = u.rows[n][k] || "none"; c.set(v, (c.get(v) || 0) + 1); }); return c; })
        .filter(c => c.size > 1).map(c => [...c].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([v, n]) => `${v} ${n}`).join("; "));
      out.push({ ...u, coded_by: coded, not_by: names.filter(n => !u.rows[n]), codes: codes.join(" | "), apart: 1 - agree / of });
    }
  }
  const sum = {};
  out.forEach(u => { const k = `${u.text_id} ${u.sent}`; sum[k] = (sum[k] || 0) + u.apart; });
  return out.sort((a, b) => sum[`${b.text_id} ${b.sent}`] - sum[`${a.text_id} ${a.sent}`] || (a.text_id < b.text_id ? -1 : a.text_id > b.text_id ? 1 : 0) || (a.sent < b.sent ? -1 : a.sent > b.sent ? 1 : 0) || b.apart - a.apart || a.start - b.start);
}

// Files: JSON Lines, a row an object, with coder and text_id

function parse(content, name) {
  return content.split("\n").filter(line => line.trim()).map((line, k) => {
    let row;
    try { row = JSON.parse(line); } catch { throw new Error(`${name}, line ${k + 1}: not JSON; write one object a line`); }
    if (!row || typeof row !== "object" || !["layer", "surface", "start", "end"].every(key => key in row)) throw new Error(`${name}, line ${k + 1}: a row needs layer, surface, start and end`);
    for (const q of layerOf[row.layer]?.questions ?? []) {
      const closed = Object.keys(q.answers);
      if (closed.length && asked(q, row) && !closed.includes(row[q.field])) throw new Error(
        `${name}, line ${k + 1}: "${q.field}" is "${row[q.field] ?? ""}"; write one of ${closed.join(", ")}`);
    }
    return row;
  });
}

function gather(files) {
  const codings = {}, owner = {};
  for (const [name, rows] of files) for (const r of rows) {
    const coder = String(r.coder || name.replace(/\.[^.]*$/, "")), id = String(r.text_id || name.split(".")[0]);
    const key = JSON.stringify([coder, id]);
    if ((owner[key] ??= name) !== name) throw new Error(`${name}: "${coder}" has coded "${id}" in ${owner[key]} too; give each coder one file`);
    if (r.layer !== DRAFT && editionOf(id, r)) ((codings[coder] ??= {})[id] ??= []).push(r);
  }
  return codings;
}

const editions = Object.fromEntries(data.sentences.map(s => [s.text_id, s.edition]));
const editionOf = (id, row) => !row.edition || !editions[id] || row.edition === editions[id];
const byText = rows => rows.reduce((out, r) => { (out[r.text_id] ??= []).push(r); return out; }, {});

// The desk

const $ = id => document.getElementById(id);
const make = (tag, props = {}, ...children) => { const e = Object.assign(document.createElement(tag), props); e.append(...children); return e; };
const state = { coder: "", layer: data.layers[0].id, k: 0, rows: [], class: [] };
const keyOf = coder => `diptych/${data.case}/${JSON.stringify(editions)}/${coder.toLowerCase()}`;
const tell = message => { $("said").textContent = `${message} ${doneCount()} of ${data.sentences.length} sentences finished.`.trim(); };

function keep() {
  try { localStorage.setItem(keyOf(state.coder), JSON.stringify(state.rows)); } catch { return " This browser keeps nothing: save your coding as a file before you leave."; }
  return "";
}

const here = (r, s) => r.text_id === s.text_id && r.edition === s.edition;
const rowsOf = k => { const s = data.sentences[k]; return state.rows.filter(r => (r.layer === state.layer || r.layer === DRAFT && r.asked === state.layer) && here(r, s) && s.start <= r.start && r.start < s.end).sort((a, b) => a.start - b.start || a.end - b.end); };
const isDone = k => { const s = data.sentences[k]; return state.rows.some(r => r.layer === SEEN && r.asked === state.layer && here(r, s) && r.start === s.start); };
const doneCount = () => data.sentences.filter((s, k) => isDone(k)).length;
const asked = (q, row) => !q.when || row[q.when[0]] === q.when[1];
const open = row => layerOf[state.layer].questions.filter(q => asked(q, row) && !row[q.field] && !data.maybe.includes(q.field));
const where = s => ({ coder: state.coder, text_id: s.text_id, edition: s.edition, sent: s.sent });

function places(text, words) {
  const out = [];
  for (let at = text.indexOf(words); words && at >= 0; at = text.indexOf(words, at + words.length)) out.push(at);
  return out;
}

// Offsets in files count characters as Python does; a browser counts UTF-16 units, which differ for rare characters only.
const points = text => [...text].length;

function mark(words, nth) {
  const s = data.sentences[state.k];
  words = words.trim();
  let text = s.surface, at = places(text, words);
  if (!at.length && words) at = places(text.toLowerCase(), words.toLowerCase());
  if (!at.length) return `“${words}” does not stand in this sentence; copy the words from it.`;
  if (nth < 1 || nth > at.length) return `“${words}” stands ${at.length} times in this sentence.`;
  const from = at[nth - 1], surface = text.slice(from, from + words.length), start = s.start + points(text.slice(0, from));
  let times = 1;
  for (let i = 0; i < from; i++) times += text.startsWith(surface, i);
  const end = start + points(surface), taken = rowsOf(state.k).some(r => r.start === start && r.end === end);
  if (taken && state.layer !== OWN) return `“${words}” has a row already.`;
  const row = { layer: DRAFT, asked: state.layer, ...where(s), surface, nth: times, start, end };
  for (const f of fieldsOf(state.layer)) row[f] = "";
  state.rows.push(row);
  draw("Marked. Now the questions." + keep());
  document.querySelector("#rows fieldset:last-of-type select, #rows fieldset:last-of-type input")?.focus();
  return "";
}

const isWhole = (r, s) => state.layer === OWN && r.start === s.start && r.end === s.start + points(s.surface);

// Each own code of the case is asked about the whole sentence, where there is no row for it yet.
function prepare(k) {
  if (state.layer !== OWN || isDone(k)) return;
  const s = data.sentences[k], known = rowsOf(k).map(r => r.code);
  const whole = { surface: s.surface, nth: 1, start: s.start, end: s.end };
  const codes = Object.keys(layerOf[OWN].questions[0].answers).filter(code => !known.includes(code));
  const draft = { layer: DRAFT, asked: OWN, ...where(s), ...whole, answer: "" };
  state.rows.push(...codes.map(code => ({ ...draft, code })));
}

function draw(message = "") {
  prepare(state.k);
  const s = data.sentences[state.k], own = rowsOf(state.k);
  $("place").textContent = `${state.k + 1} of ${data.sentences.length}: ${s.text_id} ${s.sent}${isDone(state.k) ? " (finished)" : ""}`;
  const chars = [...s.surface], marked = own.filter(r => !isWhole(r, s));
  const spans = marked.map(r => [r.start - s.start, r.end - s.start]);
  $("sentence").replaceChildren();
  for (let i = 0, at = 0; i <= spans.length; i++) {
    const [a, b] = spans[i] ?? [chars.length, chars.length];
    if (a >= at) { $("sentence").append(chars.slice(at, a).join("")); if (b > a) $("sentence").append(make("mark", {}, chars.slice(a, b).join(""))); at = b; }
  }
  const words = [...new Set(s.surface.split(/\s+/).map(w => w.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")).filter(Boolean))];
  $("wordlist").replaceChildren(...words.map(w => make("option", { value: w })));
  $("words").value = ""; $("nth").value = 1; $("back").disabled = state.k === 0;
  $("rows").replaceChildren(...own.map(box));
  tell(message);
}

let ids = 0;
function box(row) {
  const words = isWhole(row, data.sentences[state.k]) ? "The whole sentence" : `“${row.surface}”`;
  const set = make("fieldset", {}, make("legend", {}, words)), lines = [];
  for (const q of layerOf[state.layer].questions) {
    const id = `q${++ids}`, answers = Object.entries(q.answers);
    const input = answers.length ? make("select", { id }, make("option", { value: "" }, "choose"), ...answers.map(([a, what]) => make("option", { value: a }, what ? `${a}: ${what}` : a))) : make("input", { id });
    input.value = row[q.field] ?? "";
    input.dataset.field = q.field;
    const line = make("p", {}, make("label", { htmlFor: id }, q.ask), " ", input, " ", make("small", {}, q.help));
    input.addEventListener("input", () => {
      row[q.field] = input.value.trim();
      if (q.field === "code") {
        row.answer = "";
        set.querySelectorAll("[data-field=answer]").forEach(i => { i.value = ""; });
      }
      row.layer = open(row).length ? DRAFT : state.layer;
      lines.forEach(([other, l]) => { l.hidden = !asked(other, row); });
      tell(keep());
    });
    lines.push([q, line]);
    set.append(line);
  }
  lines.forEach(([q, line]) => { line.hidden = !asked(q, row); });
  const away = make("button", { type: "button" }, "Take this row away");
  away.addEventListener("click", () => { state.rows = state.rows.filter(r => r !== row); draw("The row is gone." + keep()); $("words").focus(); });
  set.append(away);
  return set;
}

function finish() {
  const draft = rowsOf(state.k).find(r => r.layer === DRAFT);
  if (draft) return tell(`“${draft.surface}” still has a question open: ${open(draft)[0].ask}`);
  const s = data.sentences[state.k];
  if (!isDone(state.k)) state.rows.push({ layer: SEEN, asked: state.layer, ...where(s), surface: "", nth: 1, start: s.start, end: s.start, to: s.end });
  const kept = keep();
  state.k = Math.min(state.k + 1, data.sentences.length - 1);
  draw((doneCount() === data.sentences.length ? "All sentences are finished. Save your coding as a file, and hand it in." : "") + kept);
  $("place").focus();
}

function begin(event) {
  event?.preventDefault();
  state.coder = $("coder").value.trim().replace(/\s+/g, " ");
  state.layer = $("layer").value;
  if (!state.coder) return;
  try { state.rows = JSON.parse(localStorage.getItem(keyOf(state.coder)) || "[]"); } catch { state.rows = []; }
  const k = data.sentences.findIndex((s, i) => !isDone(i));
  state.k = k < 0 ? 0 : k;
  manual();
  $("desk").hidden = false;
  draw();
  $("place").focus();
}

function manual() {
  const l = layerOf[$("layer").value], asks = l.questions.filter(q => q.field !== "code");
  const items = asks.map(q => make("li", {}, make("b", {}, q.ask), ` ${q.help}`));
  $("manual").replaceChildren(make("h2", {}, l.title), make("p", {}, l.mark), make("ol", {}, ...items),
    make("p", {}, l.example));
}

function download() {
  const lines = state.rows.map(r => JSON.stringify(r)).join("\n") + "\n";
  const name = state.coder.toLowerCase().replace(/[^\p{L}\p{N}_.-]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "") || "coding";
  const a = make("a", { href: URL.createObjectURL(new Blob([lines], { type: "application/x-ndjson" })), download: `${name}.jsonl` });
  document.body.append(a); a.click(); a.remove();
  tell(`Saved as ${name}.jsonl.`);
}

// A class together

async function load(event) {
  try {
    const read = await Promise.all([...event.target.files].map(async f => [f.name, parse(await f.text(), f.name)]));
    gather(read);
    state.class = read;
    const own = read.flatMap(([, rows]) => rows).filter(r => state.coder && String(r.coder) === state.coder);
    if (own.length && !state.rows.length) { state.rows = own; keep(); draw("Your coding is loaded."); }
    $("told").textContent = `${read.length} files: ${Object.keys(gather(read)).sort().join(", ")}.`;
  } catch (error) { $("told").textContent = error.message; }
  event.target.value = "";
}

function codingsNow() {
  const all = gather(state.class);
  if (state.rows.length) all[state.coder] = byText(state.rows.filter(r => r.layer !== DRAFT));
  return all;
}

const figure = v => Number.isNaN(v) ? "" : v.toFixed(2);

function table(caption, heads, rows) {
  const wrap = make("div", { className: "table", tabIndex: 0 });
  wrap.setAttribute("role", "region"); wrap.setAttribute("aria-label", caption);
  wrap.append(make("table", {}, make("caption", {}, caption), make("thead", {}, make("tr", {}, ...heads.map(h => make("th", { scope: "col" }, h)))),
    make("tbody", {}, ...rows.map(r => make("tr", {}, ...r.map((c, i) => i ? make("td", {}, c) : make("th", { scope: "row" }, c)))))));
  return wrap;
}

function compare(extra) {
  const layer = $("layer").value, codings = { ...codingsNow(), ...extra };
  const all = units(codings, layer), out = $("figures");
  out.replaceChildren();
  if (!all.length) { $("told").textContent = Object.keys(codings).length < 2 ? "Load the files of two coders or more, or code and load one." : "No two of these coders have read the same sentences, or nobody has marked anything."; return; }
  const f = found(all, layer), m = measures(all, layer), p = pairs(all, layer);
  const names = [...new Set(p.flatMap(r => [r.coder, r.other]))].sort();
  $("told").textContent = `${f.coders} coders, ${f.units} places. Found: ${figure(f.found)}; found and coded alike: ${figure(f.joint)}. ${f.by_one} places were marked by one coder only.`;
  out.append(make("h3", {}, "The answers"), table("agreement by question", ["question", "places", "percent", "Krippendorff’s alpha", "Gwet’s AC1"], m.map(r => [r.field.replace(/_/g, " "), String(r.units), figure(r.percent), figure(r.alpha), figure(r.ac1)])),
    make("p", {}, "Percent: how often two coders give the same answer. Alpha and AC1 take off what chance would give; alpha sinks when nearly all answers are the same, and has no value when all are. The notebook gives intervals too."),
    make("h3", {}, "Who agrees with whom"), table("found and coded alike, by pair", ["", ...names], names.map(a => [a, ...names.map(b => { const r = p.find(r => r.coder === a && r.other === b || r.coder === b && r.other === a); return r ? figure(r.joint) : ""; })])),
    make("h3", {}, "Back to the sentences: the most disputed first"));
  const list = make("ul", { className: "sentences" });
  for (const u of disagreements(all, layer).slice(0, 20)) {
    const s = data.sentences.find(s => s.text_id === u.text_id && s.start <= u.start && u.start < s.end);
    const item = make("li", {}, make("span", { className: "where" }, `${u.text_id} ${u.sent} `));
    if (s) { const c = [...s.surface]; item.append(c.slice(0, u.start - s.start).join(""), make("mark", {}, c.slice(u.start - s.start, u.end - s.start).join("")), c.slice(u.end - s.start).join("")); } else item.append(make("mark", {}, u.surface));
    item.append(" ", make("span", { className: "codes" }, [`marked by ${u.coded_by.join(", ")}`, u.not_by.length ? `not by ${u.not_by.join(", ")}` : "", u.codes].filter(Boolean).join("; ")));
    list.append(item);
  }
  out.append(list);
}

// In a class the reference and the program have read the sentences of this page and no others.
function other(name, rows) {
  const read = data.layers.flatMap(l => data.sentences.map(s => ({ layer: SEEN, asked: l.id, text_id: s.text_id, sent: s.sent, surface: "", start: s.start, end: s.start, to: s.end })));
  return rows.length ? { [name]: byText([...rows, ...read]) } : {};
}

$("layer").append(...data.layers.map(l => make("option", { value: l.id }, l.title)));
$("layer").addEventListener("change", () => { manual(); if (state.coder && !$("desk").hidden) begin(); });
$("who").addEventListener("submit", begin);
$("marking").addEventListener("submit", event => { event.preventDefault(); const fault = mark($("words").value, Number($("nth").value)); if (fault) tell(fault); });
$("sentence").addEventListener("mouseup", () => { const chosen = String(getSelection()).trim(); if (chosen) $("words").value = chosen; });
$("forward").addEventListener("click", finish);
$("back").addEventListener("click", () => { state.k = Math.max(0, state.k - 1); draw(); });
$("save").addEventListener("click", download);
$("files").addEventListener("change", load);
$("compare").addEventListener("click", () => compare({}));
$("show-reference").addEventListener("click", () => compare(other(REFERENCE, data.reference)));
$("show-program").addEventListener("click", () => compare({ ...other(REFERENCE, data.reference), ...other(PROGRAM, data.program) }));
manual();

window.diptych = { data, state, gather, parse, units, found, measures, pairs, disagreements, codingsNow };
})();

// Any word: a concordance of the texts on the page, made here. Whole words, or the beginning of one: geno*
"use strict";

(() => {
  const form = document.querySelector("form.search"), field = name => form.elements.namedItem(name);
  const found = document.querySelector(".found"), WIDTH = 60, MOST = 500;
  const texts = [...document.querySelectorAll("article.text")].map(article => ({
    id: article.id.slice("text-".length), words: Number(article.dataset.words),
    paragraphs: [...article.querySelectorAll("p:not(.where)")].map(paragraph),
  }));

  // The words of a paragraph, and where in them each sentence begins.
  function paragraph(p) {
    let words = "";
    const begins = [...p.querySelectorAll(".s")].map(s => {
      const begins = words.length;
      for (const node of s.childNodes) if (!node.classList?.contains("sid")) words += node.textContent;
      words += " ";
      return [begins, s.id];
    });
    return { words, begins };
  }

  function pattern(wanted) {
    const letter = "[\\p{L}\\p{M}\\p{N}_]";
    const plain = w => w.replace(/[.+?^${}()|[\]\\/]/g, "\\$&").replace(/['‘’]/g, "['‘’]");
    const one = w => plain(w).replace(/\*+/g, letter + "*");
    const words = wanted.trim().split(/\s+/).map(one).join("\\s+");
    return new RegExp(`(?<!${letter})${words}(?!${letter})`, "giu");
  }

  function line(text, { words, begins }, at, word) {
    const end = at + word.length, left = words.slice(Math.max(0, at - WIDTH - 1), at);
    const right = words.slice(end, end + WIDTH + 1);
    return { text: text.id, word, sentence: begins.findLast(([begin]) => begin <= at)[1],
      left: (at > WIDTH ? left.replace(/^\S*\s/, "") : left).trim(),
      right: (end + WIDTH < words.length ? right.replace(/\s\S*$/, "") : right).trim() };
  }

  function lines(wanted) {
    const is = pattern(wanted);
    const of = (text, p) => [...p.words.matchAll(is)].map(m => line(text, p, m.index, m[0]));
    return texts.flatMap(text => text.paragraphs.flatMap(p => of(text, p)));
  }

  const sorts = {
    after: one => one.right.toLowerCase(),
    before: one => one.left.toLowerCase().split(/\s+/).reverse().join(" "),
  };

  function cell(words, cls, name = "td") {
    return Object.assign(document.createElement(name), { textContent: words, className: cls || "" });
  }

  function row(one) {
    const tr = document.createElement("tr"), word = cell(""), place = cell("");
    const sent = one.sentence.slice(one.text.length + 1);
    const link = cell(sent, "where", "a");
    link.href = "#" + encodeURIComponent(one.sentence);
    link.setAttribute("aria-label", `${one.text} ${sent}: open the sentence`);
    word.append(cell(one.word, "", "mark"));
    place.append(link);
    tr.append(cell(one.text), cell(one.left, "left"), word, cell(one.right), place);
    return tr;
  }

  function counted(all) {
    return texts.map(({ id, words }) => {
      const n = all.filter(one => one.text === id).length, rate = words ? 1000 * n / words : 0;
      return `${id} ${n} (${rate.toFixed(1)} per 1,000 words)`;
    }).join(", ");
  }

  function show() {
    const wanted = field("find").value.trim();
    found.querySelector("table").hidden = true;
    if (!/[\p{L}\p{N}]/u.test(wanted)) {
      field("told").textContent = wanted && "Write a word, or how one begins with a star, such as geno*.";
      return;
    }
    const all = lines(wanted), by = sorts[field("sort").value];
    field("told").textContent = `${all.length} ${all.length === 1 ? "line" : "lines"}: ${counted(all)}`
      + (all.length > MOST ? `; the first ${MOST} are shown` : "");
    if (by) all.sort((a, b) => by(a).localeCompare(by(b), "en"));
    found.querySelector("tbody").replaceChildren(...all.slice(0, MOST).map(row));
    found.querySelector("table").hidden = all.length === 0;
  }

  function note() {
    const find = field("find").value.trim();
    if (find) history.replaceState(null, "", "#" + new URLSearchParams({ find, sort: field("sort").value }));
  }

  function address() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    if (!wanted.has("find")) return;
    field("find").value = wanted.get("find");
    if (sorts[wanted.get("sort")]) field("sort").value = wanted.get("sort");
    show();
    form.scrollIntoView({ block: "nearest" });
  }

  form.addEventListener("submit", e => { e.preventDefault(); show(); note(); });
  form.addEventListener("change", () => { show(); note(); });
  addEventListener("hashchange", address);
  address();
})();

"""Tables, sentences and lists as HTML. Words of a text are always escaped: markup in a text shows as text."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from importlib.resources import files as resources
from urllib.parse import quote

import pandas as pd

from diptych import charts, rowkeys
from diptych.ask import all_of, columns
from diptych.corpus import texts
from diptych.reading import pipeline
from diptych.reading.reading import Reading

MANY = 200
#: Tables of more rows are folded, and lists of more sentences from there on.
FEW_ROWS, FEW_SENTENCES = 12, 4
#: The site's reader, in whose pages sentences are links; unset in a notebook of one's own, where they are
#: plain.
READER = "DIPTYCH_READER"
#: The texts that the reader holds, with spaces between them; sentences of others are no links.
READS = "DIPTYCH_READS"


def in_site() -> bool:
    """Whether what is shown becomes a page of the site, which has its style and scripts in files of their
    own."""
    return bool(os.environ.get(READER))


@lru_cache
def template(name: str) -> str:
    """A file of `templates/`."""
    return (resources("diptych") / "templates" / name).read_text(encoding="utf-8")


def escaped(words: str) -> str:
    """Words for an attribute of HTML."""
    return escape(words, quote=True)


class Html:
    """A piece of a page: what Jupyter and the site show for it. A notebook gets the style with it."""

    def __init__(self, html: str):
        self.html = html

    def _repr_html_(self) -> str:
        style = f"<style>{template('parts.css')}</style>"
        return self.html if in_site() else f'<div class="diptych in-notebook">{style}{self.html}</div>'

    def __repr__(self) -> str:
        words = re.sub(r"<script>.*?</script>|<[^>]+>", " ", self.html, flags=re.S)
        return re.sub(r"\s+", " ", words).strip()[:200]


def editions(case_texts: Iterable[texts.Text]) -> Html:
    """One line for each text that says who wrote it, for whom and when, and which edition is read here."""
    return Html(
        '<ul class="editions">' + "".join(f"<li>{as_text(signed_line(t))}</li>" for t in case_texts) + "</ul>"
    )


def byline(text: texts.Text) -> str:
    """Who wrote a text, where it appeared and when, as far as the case knows: "Dana Orlen, Adrel Courier, 12
    October 2012"."""
    return ", ".join(words for words in (text.author, text.outlet, charts.in_plain_words(text.date)) if words)


def bylines(case: texts.Case) -> dict[str, str]:
    """The line on each text of a case that says who wrote it, by the text's id."""
    return {text.id: byline(text) for text in case.texts}


def signed_line(text: texts.Text) -> str:
    """The line that says which edition of a text is shown, with its byline."""
    line, by = texts.edition_line(text), byline(text)
    return f"{text.id} ({by}){line.removeprefix(text.id)}" if by else line


def about(case: texts.Case) -> Html:
    """What a case is about, what its texts cannot show, and which edition of each is read."""
    paragraphs = "".join(f"<p>{as_text(words)}</p>" for words in (case.about, case.cannot) if words)
    return Html(paragraphs + editions(case.texts).html)


def folded(summary: str, inside: str, *, open: bool = False) -> str:
    """Something long, unfolded by a click on its summary."""
    return f'<details class="fold"{" open" if open else ""}><summary>{summary}</summary>{inside}</details>'


def table(frame: pd.DataFrame, *, caption: str = "", most: int = MANY, fold: bool = True) -> Html:
    """A table as the site shows it: headers, no row numbers, long ones folded, very long ones cut (and said
    to be). A column `rows` of keys becomes the sentences of the rows, and `sent` beside text_id a link to
    its sentence."""
    columns = [str(c) for c in frame.columns]
    keyed = "rows" in frame and frame["rows"].map(lambda v: isinstance(v, (tuple, list))).any()
    names = ["sentences" if c == "rows" and keyed else c for c in columns]
    head = "".join(f'<th scope="col">{escape(c)}</th>' for c in names)
    rows = frame.head(most).itertuples(index=False, name=None)
    body = "".join(f"<tr>{_cells(dict(zip(columns, row)))}</tr>" for row in rows)
    label = caption or "table: " + ", ".join(columns[:6])
    name = f"<caption>{escape(caption)}</caption>" if caption else ""
    html = f"<table>{name}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    html = f'<div class="table" tabindex="0" role="region" aria-label="{escaped(label)}">{html}</div>'
    if len(frame) > most:
        html += f'<p class="cut">{most} of {len(frame):,} rows; all of them are in the CSV file.</p>'
    whose = frame.attrs.get(rowkeys.CODING, "")
    html += f'<p class="cut">Drawn from {escape(whose)}.</p>' if whose else ""
    long = fold and len(frame) > FEW_ROWS
    named = f"{charts.count_of(len(frame))}: {escape(caption or ', '.join(names[:8]))}"
    return Html(folded(f"Table of {named}", html) if long else html)


def _cells(values: dict) -> str:
    """The cells of one row of a table, each value by its column."""
    cells = []
    for column, value in values.items():
        text_id = values.get("lacks" if column == "near" else "text_id")
        shown = _places(column, value, text_id) if column in ("rows", "sent", "near") else _cell(value)
        cells.append(f"<td{_side(value)}>{shown}</td>")
    return "".join(cells)


def search(frame: pd.DataFrame) -> Html:
    """A table to search, sort and leaf through in JupyterLab (itables, with no network); in the site the
    plain table, which sorts too."""
    if in_site():
        return table(frame)
    import itables
    itables.init_notebook_mode(all_interactive=False, connected=False)
    return Html(
        itables.to_html_datatable(
            flat(frame), connected=False, showIndex=False, display_logo_when_loading=False
        )
    )


def _places(column: str, value, text_id) -> str:
    """The cell of a column `sent`, `near` or `rows`: links to the sentences."""
    if column != "rows":
        return where(text_id, value, str(value)) if text_id and value else _cell(value)
    if not isinstance(value, (tuple, list)):
        return _cell(value)
    at = dict.fromkeys(rowkeys.place(k)[:2] for k in value)
    return " ".join(where(id, sent, sent if id == text_id else f"{id} {sent}") for id, sent in at)


def where(text_id: str, sent: str, words: str = "") -> str:
    """HTML that names a sentence; in the site, a link to it in the reader, if that holds the text."""
    words, reads = escape(words or f"{text_id} {sent}"), os.environ.get(READS)
    page = os.environ.get(READER) if reads is None or text_id in reads.split() else None
    return (
        f'<a class="where" href="{escape(page, quote=True)}#{quote(f"{text_id}-{sent}")}">{words}</a>'
        if page
        else f'<span class="where">{words}</span>'
    )


def _cell(value) -> str:
    if isinstance(value, Html):
        return value.html
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,.2f}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return as_text(str(value))


def _side(value) -> str:
    if isinstance(value, str) and len(value) > 90:
        return ' class="long"'
    return ' class="figure"' if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def sentences(rows: pd.DataFrame, readings: Sequence[Reading], *, codes: Sequence[str] = (),
              most: int = 30) -> Html:
    """The sentences behind rows of any table, in their order, the counted words marked; `codes` names columns
    to put beside them."""
    by_id = {r.text.id: r for r in readings}
    columns(rows, "text_id", "sent", "start", "end", *codes)
    all_of(rows["text_id"].unique(), by_id, "text")
    items = []
    for (text_id, sent), group in list(rows.groupby(["text_id", "sent"], sort=False))[:most]:
        reading = by_id[text_id]
        spans = list(zip(group["start"], group["end"]))
        said = highlight(reading.text.text, *sentence_span(reading, sent), spans)
        items.append(f"<li>{where(text_id, sent)} {said}{_notes(group, codes)}</li>")
    if not items:
        return Html('<p class="none">No sentence has this.</p>')
    few = FEW_SENTENCES if len(items) > FEW_SENTENCES + 1 else len(items)
    first, rest = (f'<ul class="sentences">{"".join(some)}</ul>' for some in (items[:few], items[few:]))
    others = charts.count_of(len(items) - few, "sentence")
    html = first + (folded(f"The other {others}", rest) if items[few:] else "")
    left = rows.drop_duplicates(["text_id", "sent"]).shape[0] - len(items)
    more = f'<p class="cut">and {charts.count_of(left, "more sentence")}.</p>' if left > 0 else ""
    return Html(html + more)


def _notes(rows: pd.DataFrame, codes: Sequence[str]) -> str:
    """What the rows of one sentence are coded as, a line for each; where the lines differ, each begins with
    its words."""
    told = (
        [_coded(codes, values) for values in rows[list(codes)].itertuples(index=False, name=None)]
        if codes
        else []
    )
    lines = (
        told[:1]
        if len(set(told)) < 2
        else [f"“{' '.join(str(words).split())}” {line}" for words, line in zip(rows["surface"], told)]
    )
    return "".join(f' <span class="codes">{as_text(line)}</span>' for line in dict.fromkeys(lines) if line)


def _coded(codes: Sequence[str], values: Sequence) -> str:
    """The codes of a row: one value alone, several each after its column's name."""
    named = [
        (name, _cell(value) if isinstance(value, float) else str(value)) for name, value in zip(codes, values)
    ]
    return " · ".join(
        f"{name.replace('_', ' ')}: {value}" if len(codes) > 1 else value for name, value in named if value
    )


def claim_cards(cards: pd.DataFrame, *, most: int = 5) -> Html:
    """Claim cards (`claims.claim_cards`), one for each legal class: a row for each element of it, with where
    that can be read; a column for each text, with the words that speak of the element, their sentence, voice
    and the standing of the class there."""
    out, ids = [], list(dict.fromkeys(cards["text_id"]))
    for concept, card in cards.groupby("concept", sort=False):
        head = "".join(f'<th scope="col">{escape(c)}</th>' for c in ("what the class asks for", *ids))
        body = []
        for (element, read), part in card.groupby(["element", "read"], sort=False):
            cells = "".join(f"<td>{_said(part[part['text_id'] == id], most)}</td>" for id in ids)
            told = f'{escape(element)}<br><span class="codes">{escape(read)}</span>'
            body.append(f'<tr><th scope="row">{told}</th>{cells}</tr>')
        name = escape(str(concept).replace("_", " "))
        html = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"
        card = (
            '<div class="table claim" tabindex="0" role="region" aria-label="claim card:'
            f' {name}">{html}</div>'
        )
        out.append(folded(f"Claim card: {name}", card, open=not out))
    note = ("What the law asks for is put in our own words. A card shows where a text speaks of an element, "
            "not whether the element is met. It is no legal opinion.")
    none = Html('<p class="none">No text applies a legal class to this event.</p>')
    return Html(f'{"".join(out)}<p class="cut">{note}</p>') if out else none


def _said(rows: pd.DataFrame, most: int) -> str:
    """What one text says of one element, as the cell of a card."""
    items = []
    if rows.empty:
        return '<span class="none">the text does not apply this class to the event</span>'
    for r in rows.head(most).itertuples():
        if r.start < 0:
            return f'<span class="none">{escape(r.surface)}</span>'
        told = ", ".join(
            v for v in (r.source or r.voice, r.status, "what law says" if r.about == "law" else "") if v
        )
        items.append(
            f'<li>{where(r.text_id, r.sent, r.sent)} <mark>{escape(" ".join(r.surface.split()))}</mark> <span'
            f' class="codes">{escape(told)}</span></li>'
        )
    left = len(rows) - len(items)
    return f'<ul class="sentences">{"".join(items)}</ul>' + (
        f'<p class="cut">and {left} more.</p>' if left > 0 else ""
    )


def mirror(spots: pd.DataFrame, readings: Sequence[Reading], *, most: int = 5) -> Html:
    """What one text has and another lacks (`mirror.blind_spots`). Of two texts, for each kind a column for
    each text, of equal space, with the first mention of each thing and, below it, the nearest sentence of
    the text that lacks it; of more, one grid for each kind, a thing a row and a text a column. The most
    frequent `most` of each text; the rest by name."""
    by_id = {r.text.id: r for r in readings}
    if len(by_id) < 2:
        return Html('<p class="none">There is one text only, and nothing to hold it up to.</p>')
    of_kind = _columns if len(by_id) == 2 else _grid
    out = []
    for kind, rows in spots.groupby("kind", sort=False):
        summary = f'{escape(kind)} <span class="codes">{rows["thing"].nunique()}</span>'
        out.append(folded(summary, of_kind(rows, by_id, most), open=not out))
    return Html("".join(out)) if out else Html('<p class="none">Every text has all that another has.</p>')


def _columns(spots: pd.DataFrame, by_id: dict[str, Reading], most: int) -> str:
    """One kind of thing of two texts: what only the one has beside what only the other has."""
    sides = []
    for id in by_id:
        own = spots[spots["text_id"] == id].sort_values("n", ascending=False, kind="stable")
        items = "".join(_spot(thing, by_id) for _, thing in list(own.groupby("thing", sort=False))[:most])
        listed = (
            f"<ul>{items}</ul>"
            if items
            else "<p class=none>nothing of this kind that the other text lacks</p>"
        )
        more = _further(own.drop_duplicates("thing").iloc[most:])
        sides.append(f"<section><h4>only {escape(id)}</h4>{listed}{more}</section>")
    return f'<div class="pair">{"".join(sides)}</div>'


def _grid(spots: pd.DataFrame, by_id: dict[str, Reading], most: int) -> str:
    """One kind of thing of three texts or more: for each how often every text has it, and the sentence
    nearest to it where one does not."""
    had = {(r.thing, r.text_id): (r.sent, r.n) for r in spots.itertuples()}
    near = {(r.thing, r.lacks): r.near for r in spots.sort_values("closeness", kind="stable").itertuples()}
    size = spots.drop_duplicates(["thing", "text_id"]).groupby("thing", sort=False)["n"].agg(["size", "sum"])
    order = list(size.sort_values(["size", "sum"], ascending=False, kind="stable").index)
    body = []
    for thing in order[: most * len(by_id)]:
        cells = "".join(
            f"<td>{_stands(id, had.get((thing, id)), near.get((thing, id)))}</td>" for id in by_id
        )
        body.append(f'<tr><th scope="row">{as_text(_thing(spots["kind"].iloc[0], thing))}</th>{cells}</tr>')
    head = "".join(f'<th scope="col">{escape(c)}</th>' for c in ("thing", *by_id))
    rest = spots[spots["thing"].isin(order[most * len(by_id) :])].drop_duplicates("thing")
    label = escape(f"{spots['kind'].iloc[0]}: what each text has", quote=True)
    return (
        f'<div class="table" tabindex="0" role="region" aria-label="{label}">'
        f"<table><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table></div>{_further(rest)}"
    )


def _stands(id: str, first: tuple[str, int] | None, near: str | None) -> str:
    """The cell of one thing and one text: how often, with the first sentence; or that it is not there, with
    the nearest."""
    if first:
        return f"{first[1]} × {where(id, first[0], first[0])}"
    return f'<span class="none">none{f"; nearest {where(id, near, near)}" if near else ""}</span>'


def _thing(kind: str, thing: str) -> str:
    return charts.in_plain_words(thing) if kind == "date" else thing


def _further(rows: pd.DataFrame) -> str:
    """The things of a kind that a column of the mirror has no room for: their names and first sentences."""
    names = ", ".join(
        f"{as_text(_thing(r.kind, r.thing))} {where(r.text_id, r.sent, r.sent)}" for r in rows.itertuples()
    )
    return f'<p class="cut">and also: {names}</p>' if names else ""


def _spot(rows: pd.DataFrame, by_id: dict[str, Reading]) -> str:
    """One thing of the mirror list: its name, its first sentence, and the nearest sentence of each text that
    lacks it."""
    r = rows.iloc[0]
    own = by_id[r["text_id"]]
    near = "".join(
        (
            f'<span class="nearest">nearest in {escape(n.lacks)}: {where(n.lacks, n.near, n.near)}'
            f' {as_text(by_id[n.lacks].text.text[n.near_start : n.near_end])} <span class="codes">shared:'
            f" {as_text(n.shared)}</span></span>"
            if n.near
            else (
                f'<span class="nearest">no sentence of {escape(n.lacks)} has anything in common with this'
                " one</span>"
            )
        )
        for n in rows.itertuples()
    )
    words = highlight(own.text.text, *sentence_span(own, r["sent"]), [(r["start"], r["end"])])
    return (
        f"<li><strong>{as_text(_thing(r['kind'], r['thing']))}</strong> ({r['n']})"
        f" {where(r['text_id'], r['sent'], r['sent'])} {words}{near}</li>"
    )


def in_context(row, readings: Sequence[Reading]) -> Html:
    """The sentence of one row, its words marked: `show.in_context(terms.iloc[3], readings)`."""
    return sentences(pd.DataFrame([dict(row)]), readings)


def concordance(kwic: pd.DataFrame) -> Html:
    """A key-word-in-context table (`compare.concordance`) with the word in the middle."""
    head = "".join(f'<th scope="col">{c}</th>' for c in ("text", "before", "word", "after", "sentence"))
    body = "".join(f"<tr>{_line(r)}</tr>" for r in kwic.itertuples())
    html = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    html = f'<div class="table kwic" tabindex="0" role="region" aria-label="concordance">{html}</div>'
    lines = charts.count_of(len(kwic), "line")
    return Html(folded(f"Concordance: {lines}", html) if len(kwic) > FEW_ROWS else html)


def _line(r) -> str:
    """The cells of one line of a concordance."""
    left, right, word = as_text(r.left), as_text(r.right), as_text(r.word)
    place = where(r.text_id, r.sent, r.sent)
    return (f'<td>{escape(r.text_id)}</td><td class="left">{left}</td><td><mark>{word}</mark></td>'
            f"<td>{right}</td><td>{place}</td>")


def try_out(sentence: str, codebook) -> list[Reading]:
    """A sentence of your own, read with a codebook: give it to any function of `extract`."""
    return pipeline.read([texts.Text("mine", sentence)], codebook)


def sentence_span(reading: Reading, sent: str) -> tuple[int, int]:
    """First and last character of a sentence by its id."""
    p = reading.parse
    a, b = p.sents[int(sent[1:]) - 1]
    while b - 1 > a and p.pos[b - 1] == "SPACE":
        b -= 1
    return p.start[a], p.end[b - 1]


def paragraph_span(reading: Reading, sent: str) -> tuple[int, int]:
    """First and last character of the paragraph in which a sentence stands."""
    p = reading.parse
    own = p.paragraph[p.sents[int(sent[1:]) - 1][0]]
    inside = [f"s{k + 1:03d}" for k, (a, _) in enumerate(p.sents) if p.paragraph[a] == own]
    return sentence_span(reading, inside[0])[0], sentence_span(reading, inside[-1])[1]


def highlight(text: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> str:
    """HTML of text[start:end] with the spans marked."""
    out, at = [], start
    for a, b in sorted(spans):
        a, b = max(a, at), min(b, end)
        if a < b:
            out += [as_text(text[at:a]), "<mark>", as_text(text[a:b]), "</mark>"]
            at = b
    return "".join(out) + as_text(text[at:end])


#: Characters that would change how the words around them are written, or that cannot be seen.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


def as_text(words: str) -> str:
    """HTML that shows words as they are written: markup as text, unseen characters and those that turn the
    direction of writing by their number."""
    return _UNSEEN.sub(lambda c: f'<span class="unseen">U+{ord(c[0]):04X}</span>', escape(words))



def flat(frame: pd.DataFrame) -> pd.DataFrame:
    """A table for a file: keys in a column `rows` as words with spaces between them."""
    return frame.assign(rows=[" ".join(keys) for keys in frame["rows"]]) if "rows" in frame else frame

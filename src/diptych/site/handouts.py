"""Handouts: for each of three questions one sheet of A4 with a chart, its account, six sentences and three
questions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from html import escape

import jinja2
import nbformat
import pandas as pd
from markupsafe import Markup

from diptych import charts, compare, rowkeys, show
from diptych.corpus import texts
from diptych.people import coding
from diptych.reading.reading import Reading
from diptych.site.pages import Page

SENTENCES, CLASSES = 6, 8
#: Longer sentences are left for the page: a sheet has room for six of this many characters.
LONGEST = 240
#: The codes by which the sentences of a sheet differ, and are told apart on it.
CODES = {
    "term": ("term", "referent", "stance"),
    "responsibility": ("actor", "form"),
    "legal": ("concept", "status"),
}


def known() -> dict[str, dict[str, str]]:
    """The sheets by layer (`templates/handouts.toml`): page, file, title, read, not_shown."""
    return tomllib.loads(show.template("handouts.toml"))


def html(case: texts.Case, readings: Sequence[Reading], layer: str, page: Page, *,
         foot: Sequence[str] = ()) -> str:
    """The sheet of a layer: a whole page of HTML with no request to anywhere. `page` is that of the notebook
    whose question it asks."""
    rows = coding.rows(case, readings, layer)
    ax = _chart(layer, rows, readings)
    whose = rows.attrs.get(rowkeys.CODING, "")
    source = show.sources_line(charts.marks_of(ax), readings, layer, whose, case=case)
    words = show.template("handout.html.j2")
    template = jinja2.Template(words, autoescape=True, undefined=jinja2.StrictUndefined)
    return template.render(
        **known()[layer], case_title=case.title, question=page.question, picture=Markup(show.picture(ax)),
        source=source,
        sentences=[Markup(_sentence(*at, layer, rows, readings)) for at in chosen(rows, readings, layer)],
        questions=[Markup(_inline(q)) for q in questions(page)], foot=foot)


def _chart(layer: str, rows: pd.DataFrame, readings: Sequence[Reading]):
    if layer == "term":
        return charts.steps(compare.step_by_step(rows, readings))
    if layer == "responsibility":
        ladder = compare.ladder(rows)
        return charts.dots(ladder, value="share", label="rung", xlabel="per cent of the acts told")
    of_case = rows[rows["applies_to"] == "case"]
    most = compare.most_frequent(of_case, "concept", CLASSES)
    return charts.cells(of_case[of_case["concept"].isin(most)], x="status", y="concept")


def chosen(rows: pd.DataFrame, readings: Sequence[Reading], layer: str) -> list[tuple[str, str]]:
    """The sentences of a sheet as (text_id, sent), in the order of the texts: as many of each text, short
    enough for paper, and each time the first that shows most codes not shown yet."""
    per = max(1, SENTENCES // max(1, len(readings)))
    found: list[tuple[str, str]] = []
    for reading in readings[:SENTENCES]:
        own = _codes(rows[rows["text_id"] == reading.text.id], reading, layer)
        seen: set = set()
        picked: list[str] = []
        while own and len(picked) < per:
            best = max(own, key=lambda sent: len(own[sent] - seen))
            seen |= own.pop(best)
            picked.append(best)
        found += [(reading.text.id, sent) for sent in sorted(picked)]
    return found


def _codes(rows: pd.DataFrame, reading: Reading, layer: str) -> dict[str, set[tuple]]:
    """The codes of each sentence that is short enough, in the order of the text."""
    found: dict[str, set[tuple]] = {}
    for row in rows.to_dict("records"):
        start, end = show.sentence_span(reading, row["sent"])
        if end - start <= LONGEST:
            of_voice = {("voice", row["voice"]), *((field, row[field]) for field in CODES[layer])}
            found.setdefault(row["sent"], set()).update(of_voice)
    return found


def _sentence(text_id: str, sent: str, layer: str, rows: pd.DataFrame, readings: Sequence[Reading]) -> str:
    """A sentence with the coded words marked, and room for what a reader makes of it."""
    reading = next(r for r in readings if r.text.id == text_id)
    own = rows[(rows["text_id"] == text_id) & (rows["sent"] == sent)]
    spans = list(zip(own["start"], own["end"]))
    words = show.highlight(reading.text.text, *show.sentence_span(reading, sent), spans)
    return f"<b>{escape(text_id)} {escape(sent)}</b> {words}"


def questions(page: Page) -> list[str]:
    """The questions that a notebook asks under "Discuss", in its own Markdown."""
    cells = nbformat.read(page.notebook, as_version=4).cells
    asked = next((c.source for c in cells if "## Discuss" in c.source), "## Discuss")
    told = asked.split("## Discuss")[1].split("\n## ")[0]
    return re.findall(r"^\d\. (.+)$", told, re.M)


def _inline(markdown: str) -> str:
    """Emphasis, code and links of one line of Markdown; a link is its words on paper."""
    line = escape(re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", markdown), quote=False)
    line = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", line)
    return re.sub(r"`(.+?)`", r"<code>\1</code>", re.sub(r"\*(.+?)\*", r"<i>\1</i>", line))


def of_pages(pages: Sequence[Page]) -> Mapping[str, Page]:
    """The page of each layer that has a sheet and a page."""
    by_name = {page.short: page for page in pages}
    return {layer: by_name[sheet["page"]] for layer, sheet in known().items() if sheet["page"] in by_name}

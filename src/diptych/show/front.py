"""The first page of a site: the picture of a case, and what each text answers to its three questions."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pandas as pd
from markupsafe import Markup

from diptych import charts, show
from diptych.compare import findings
from diptych.corpus import texts
from diptych.reading.reading import Reading

#: For each question its layer, and the page that goes into it.
ABOUT = {
    "words": ("term", "terminology"),
    "doers": ("responsibility", "responsibility"),
    "law": ("legal", "legal claims"),
}


class Question(NamedTuple):
    """One question: its title, each text's finding with its counts as links, the page that goes into it."""

    title: str
    answers: Sequence[tuple[str, Markup]]
    page: str


def picture(
    case: texts.Case, tables: Mapping[str, pd.DataFrame], readings: Sequence[Reading], reader: str
) -> Markup:
    """The diptych of a case as a page of the site shows it, with the sentences behind its marks."""
    before = dict(os.environ)
    os.environ |= {show.READER: reader, show.READS: " ".join(t.id for t in case.texts)}
    try:
        return Markup(show.chart(_drawn(case, tables), readings).html)
    finally:
        os.environ.clear()
        os.environ |= before


def questions(
    case: texts.Case, tables: Mapping[str, pd.DataFrame], pages: Mapping[str, str], reader: str
) -> list[Question]:
    """The three questions and each text's answers. `pages` gives the file of a page by its name."""
    drawn = findings.mentions(*_asked(tables), case.codebook)
    told = findings.findings(drawn, [t.id for t in case.texts])
    out = []
    for question, (layer, page) in ABOUT.items():
        answers = [(f.text_id, _linked(f, layer, reader)) for f in told if f.question == question]
        out.append(Question(findings.QUESTIONS[question], answers, pages.get(page, "")))
    return out


def write_svg(case: texts.Case, tables: Mapping[str, pd.DataFrame], path: str | Path) -> str:
    """Writes the diptych of a case as an SVG file: words as text, a description, a title for each mark.
    Returns the description."""
    ax = _drawn(case, tables)
    marks = {m.id: escape(charts.plain(m.title)) for m in charts.marks_of(ax)}
    link = re.compile(r'<a [^>]*xlink:href="#(mark-\d+)"[^>]*>')
    svg = link.sub(lambda found: f"<g><title>{marks[found[1]]}</title>", show._svg(ax))
    svg = svg.replace("</a>", "</g>")
    opening, rest = svg.split(">", 1)
    told = f"<title>{escape(case.title)}</title><desc>{escape(ax.figure.get_label())}</desc>"
    role = ' role="img" style="stroke-linejoin: round; stroke-linecap: butt"'
    Path(path).write_text(f"{opening}{role}>{told}{rest}", encoding="utf-8")
    return ax.figure.get_label()


def _drawn(case: texts.Case, tables: Mapping[str, pd.DataFrame]):
    """The diptych of a case, from its tables of terms, responsibility and legal claims."""
    return charts.diptych(*_asked(tables), codebook=case.codebook, texts=show.bylines(case))


def _asked(tables: Mapping[str, pd.DataFrame]) -> list[pd.DataFrame]:
    return [tables[name] for name in ("terms", "responsibility", "legal")]


def _linked(finding: findings.Finding, layer: str, reader: str) -> Markup:
    """A finding in which every count leads to the places in the texts that it counts."""
    out = []
    for words, keys in finding.pieces:
        said = words.lstrip(" ,;.(")
        at = escape(urlencode({"layer": layer, "rows": ",".join(keys)}, safe=","), quote=True)
        link = f'<a href="{reader}#{at}">{show.as_text(said)}</a>' if keys else show.as_text(said)
        out.append(show.as_text(words[: len(words) - len(said)]) + link)
    return Markup("".join(out))

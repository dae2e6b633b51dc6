"""From a row back to its sentence, and how tables and charts appear on a page.

Imported in a notebook, it makes tables and charts appear as they do in the site: tables with headers and no row numbers,
charts as SVG with their alt text. Words of a text are always escaped: markup in a text shows as text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from html import escape

import matplotlib
import pandas as pd
from matplotlib.axes import Axes

from diptych import charts, pipeline, texts
from diptych.pipeline import Reading

MANY = 200


class Html:
    """A piece of a page: what Jupyter and the site show for it."""

    def __init__(self, html: str):
        self.html = html

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.html)).strip()[:200]


def editions(case_texts: Iterable[texts.Text]) -> Html:
    """One line for each text that says which edition is read here."""
    return Html('<ul class="editions">' + "".join(f"<li>{escape(texts.edition_line(t))}</li>" for t in case_texts) + "</ul>")


def table(frame: pd.DataFrame, *, caption: str = "", most: int = MANY) -> Html:
    """A table as the site shows it: headers, no row numbers, long ones cut (and said to be)."""
    head = "".join(f'<th scope="col">{escape(str(c))}</th>' for c in frame.columns)
    body = "".join("<tr>" + "".join(f"<td{_side(v)}>{_cell(v)}</td>" for v in row) + "</tr>" for row in frame.head(most).itertuples(index=False, name=None))
    cut = f'<p class="cut">{most} of {len(frame):,} rows; all of them are in the CSV file.</p>' if len(frame) > most else ""
    name = f"<caption>{escape(caption)}</caption>" if caption else ""
    label = escape(caption or "table", quote=True)
    return Html(f'<div class="table" tabindex="0" role="region" aria-label="{label}"><table>{name}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{cut}')


def _cell(value) -> str:
    if isinstance(value, Html):
        return value.html
    if value is None or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,.2f}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return escape(str(value))


def _side(value) -> str:
    return ' class="figure"' if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def sentences(rows: pd.DataFrame, readings: Sequence[Reading], *, codes: Sequence[str] = (), most: int = 30) -> Html:
    """The sentences behind rows of any table, in their order, the counted words marked; `codes` names columns to put beside them."""
    by_id = {r.text.id: r for r in readings}
    items = []
    for (text_id, sent), group in list(rows.groupby(["text_id", "sent"], sort=False))[:most]:
        reading = by_id[text_id]
        start, end = sentence_span(reading, sent)
        spans = list(zip(group["start"], group["end"]))
        notes = "; ".join(dict.fromkeys(", ".join(str(v) for v in row if str(v)) for row in group[list(codes)].itertuples(index=False, name=None))) if codes else ""
        items.append(f'<li><span class="where">{escape(text_id)} {escape(sent)}</span> {highlight(reading.text.text, start, end, spans)}'
                     + (f' <span class="codes">{escape(notes)}</span>' if notes else "") + "</li>")
    left = rows.drop_duplicates(["text_id", "sent"]).shape[0] - len(items)
    more = f'<p class="cut">and {left} more sentences.</p>' if left > 0 else ""
    return Html(f'<ul class="sentences">{"".join(items)}</ul>{more}') if items else Html('<p class="none">No sentence has this.</p>')


def in_context(row, readings: Sequence[Reading]) -> Html:
    """The sentence of one row, its words marked: `show.in_context(terms.iloc[3], readings)`."""
    return sentences(pd.DataFrame([dict(row)]), readings)


def concordance(kwic: pd.DataFrame) -> Html:
    """A key-word-in-context table (`compare.concordance`) with the word in the middle."""
    head = "".join(f'<th scope="col">{c}</th>' for c in ("text", "", "word", "", "sentence"))
    body = "".join(f'<tr><td>{escape(r.text_id)}</td><td class="left">{escape(r.left)}</td><td><mark>{escape(r.word)}</mark></td><td>{escape(r.right)}</td><td>{escape(r.sent)}</td></tr>'
                   for r in kwic.itertuples())
    return Html(f'<div class="table kwic" tabindex="0" role="region" aria-label="concordance"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>')


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


def highlight(text: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> str:
    """HTML of text[start:end] with the spans marked."""
    out, at = [], start
    for a, b in sorted(spans):
        a, b = max(a, at), min(b, end)
        if a < b:
            out += [escape(text[at:a]), "<mark>", escape(text[a:b]), "</mark>"]
            at = b
    return "".join(out) + escape(text[at:end])


def chart(ax: Axes) -> Html:
    """A chart as SVG, its alt text with it."""
    figure, buffer = ax.figure, io.StringIO()
    with matplotlib.rc_context(charts.STYLE):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg"):]
    alt = escape(figure.get_label() or "chart", quote=True)
    svg = re.sub(r'^<svg ([^>]*?)width="[^"]*pt" height="[^"]*pt"|^<svg ', lambda m: f'<svg {(m[1] or "")}role="img" aria-label="{alt}" ', svg, count=1)
    svg = re.sub(r"\s*<metadata>.*?</metadata>", "", svg, flags=re.S)
    return Html(f'<figure class="chart">{svg}</figure>')


def _register() -> None:
    try:
        from IPython import get_ipython
    except ModuleNotFoundError:
        return
    shell = get_ipython()
    if shell is not None and shell.display_formatter is not None:
        html = shell.display_formatter.formatters["text/html"]
        html.for_type(pd.DataFrame, lambda frame: table(frame).html)
        html.for_type(Axes, lambda ax: chart(ax).html)


_register()

"""A chart on a page: the drawing, its sources, its table, and the rows behind every mark.

A mark is a button in the drawing (`g role="button" data-mark=…`, never an SVG link: JupyterLab cannot set the
address of one). What it counts is listed below; `templates/marks.js` opens it under the drawing. The site
loads that script as a file, and a notebook has it in the output, so that charts do the same in JupyterLab, in
Jupyter Notebook, in pages made by nbconvert, and in the site. """

from __future__ import annotations

import hashlib
import io
import os
import re
from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path

import matplotlib
from matplotlib.axes import Axes

from diptych import __version__, charts, rowkeys, schema
from diptych.ask import all_of, one_of
from diptych.corpus import texts
from diptych.people import coding
from diptych.reading.reading import Reading
from diptych.show.page import (
    Html,
    escaped,
    flat,
    highlight,
    in_site,
    paragraph_span,
    sentence_span,
    table,
    template,
    where,
)

#: Where the site keeps its charts as files, and the name of the page that is being made.
FIGURES, PAGE = "DIPTYCH_FIGURES", "DIPTYCH_PAGE"
#: How the program's score begins, which is no part of what a chart of people's coding was made from: the page
#: says it once, and paper and files have it beside the chart.
OF_PROGRAM = " The program alone"


def chart(ax: Axes, readings: Sequence[Reading] = (), *, layer: str = "") -> Html:
    """A chart with all that is behind it: the drawing, in which every mark opens its rows; its sources; its
    table; and for each mark the rows that it counts, with their sentences. `layer` is the one whose score is
    given with the sources."""
    if layer:
        one_of(layer, schema.LAYERS, "layer")
    marks, svg = charts.marks_of(ax), _svg(ax)
    counted = {rowkeys.place(k).text_id for m in marks for k in m.keys if readings}
    all_of(sorted(counted), [r.text.id for r in readings], "text")
    id = _fresh("chart-" + hashlib.sha256(svg.encode()).hexdigest()[:8])
    source = sources_line(marks, readings, layer, charts.coding_of(ax)) if readings else ""
    kept = _keep(ax, source)
    shown, alt = marks if readings else [], ax.figure.get_label() or "chart"
    drawing = _drawing(svg, id, {m.id: f"{id}-{m.id}" for m in shown}, shown, alt)
    parts = [f'<div class="drawing wide" tabindex="0" role="region" aria-label="The drawing">{drawing}</div>',
             _narrow(ax, id, shown, alt),
             '<div class="opened" tabindex="-1" role="region" aria-label="The rows of a mark" hidden></div>',
             _caption(ax, source, kept), _data(ax)]
    if readings and marks:
        behind = "".join(_behind(m, f"{id}-{m.id}", readings) for m in marks)
        parts.append(f'<details class="behind"><summary>{_marks(len(marks))}</summary>{behind}</details>')
    # The keys of a notebook (Enter edits a cell) are not meant for a chart that has the focus.
    figure = f'<figure class="chart" id="{id}" data-lm-suppress-shortcuts="true">{"".join(parts)}</figure>'
    return Html(figure if in_site() else f"{figure}<script>{template('marks.js')}</script>")


def picture(ax: Axes) -> str:
    """The drawing alone, for paper: nothing in it can be pressed."""
    return _drawing(_svg(ax), _fresh("picture"), {}, [], ax.figure.get_label() or "chart")


def _narrow(ax: Axes, id: str, marks: Sequence[charts.Mark], alt: str) -> str:
    """The same chart drawn for a phone, shown where there is no room for the other; its marks open the same
    rows."""
    small = charts.for_a_phone(ax)
    if small is None:
        return ""
    rows = {m.keys: f"{id}-{m.id}" for m in reversed(marks)}
    rows |= {(m.title, m.keys): f"{id}-{m.id}" for m in marks}
    own = charts.marks_of(small) if marks else []
    opens = {m.id: found for m in own if (found := rows.get((m.title, m.keys), rows.get(m.keys)))}
    drawing = _drawing(_svg(small), f"{id}-n", opens, own, alt)
    return f'<div class="drawing narrow" tabindex="0" role="region" aria-label="The drawing">{drawing}</div>'


def _caption(ax: Axes, source: str, kept: Sequence[str]) -> str:
    """The account of a chart in four lines, and the files that it is kept as. The picture of the first page
    has its account drawn in it, and only its sources here."""
    account, made = charts.account_of(ax), source.removeprefix("Source: ").split(OF_PROGRAM)[0]
    lines = [*zip(charts.HEADS, account)] if account and not _draws_its_account(ax) else []
    lines += [(charts.HEADS[-1] if lines else "Source", made)] if made else []
    told = "".join(f"<div><dt>{head}</dt> <dd>{escape(words)}</dd></div>" for head, words in lines)
    links = " · ".join(f'<a href="{escaped(f.parent.name)}/{escaped(f.name)}">{f.suffix[1:].upper()}</a>'
                       for f in map(Path, kept))
    files = f'<p class="kept">As a file: {links}</p>' if links else ""
    listed = f'<dl class="account">{told}</dl>' if told else ""
    return f"<figcaption>{listed}{files}</figcaption>" if listed or files else ""


def _draws_its_account(ax: Axes) -> bool:
    """Whether a chart has its account in the drawing."""
    return getattr(ax.figure, "diptych_chart", ("",))[0] == charts.diptych.__name__


def _data(ax: Axes) -> str:
    data = charts.data_of(ax)
    if data is None or not len(data):
        return ""
    return (
        '<details class="data"><summary>The table of this'
        f" chart</summary>{table(data, fold=False).html}</details>"
    )


def _marks(n: int) -> str:
    return "The sentences behind the mark" if n == 1 else f"The sentences behind each of the {n:,} marks"


def _behind(mark: charts.Mark, id: str, readings: Sequence[Reading]) -> str:
    by_id, spans = {r.text.id: r for r in readings}, {}
    for one in mark.keys:
        p = rowkeys.place(one)
        spans.setdefault((p.text_id, p.sent), []).append((p.start, p.end, one))
    items = "".join(_item(by_id[text_id], sent, found) for (text_id, sent), found in spans.items())
    return (f'<details class="rows"><summary>{escape(charts.plain(mark.title))}</summary>'
            f'<div id="{id}" tabindex="-1"><ul class="sentences">{items}</ul></div></details>')


def _item(reading: Reading, sent: str, found: Sequence[tuple[int, int, str]]) -> str:
    """A sentence with the words that a mark counts; where there is no reader to lead to, it opens its
    paragraph."""
    text, spans = reading.text.text, [f[:2] for f in found]
    said = highlight(text, *sentence_span(reading, sent), spans)
    keys = escaped(" ".join(key for _, _, key in found))
    place = where(reading.text.id, sent)
    if not in_site():
        around = highlight(text, *paragraph_span(reading, sent), spans)
        place = f'<details class="around"><summary>{place}</summary><p>{around}</p></details>'
    return f'<li data-keys="{keys}">{place} {said}</li>'


def sources_line(marks: Sequence[charts.Mark], readings: Sequence[Reading], layer: str = "", whose: str = "",
                 *, case: texts.Case | None = None) -> str:
    """What a chart rests on, in one line: edition, rows counted, whose coding they are drawn from (`whose`,
    else the program's), and the program's score against the reference coding of the case that is given, else
    of the one that a notebook reads."""
    by_edition: dict[str, list[str]] = {}
    for r in readings:
        name = {"own": "a reader’s own text"}.get(r.text.edition, f"{r.text.edition} edition")
        by_edition.setdefault(name, []).append(r.text.id)
    alone = len(by_edition) == 1
    editions = "; ".join(e if alone else f"{e}: {', '.join(ids)}" for e, ids in by_edition.items())
    ones = all(m.shows == 1 for m in marks)
    n = len(marks) if ones else len({k for m in marks for k in m.keys})
    known, joint = _joint(tuple(readings), layer, case)
    score = ", no reference coding to score it by" if layer else ""
    if known:
        of = _covered(known, readings)
        score = f", joint F1 {joint:.2f} (1 is no error) against the reference coding of {of}"
    rows = f"{n:,} {'row' if n == 1 else 'rows'} counted in {charts.count_of(len(readings), 'text')}"
    if whose in ("", "the program"):
        return f"Source: {editions}, {rows}, drawn from the program (diptych {__version__}{score})."
    of_program = f"{OF_PROGRAM} (diptych {__version__}){score}." if known else ""
    return f"Source: {editions}, {rows}, drawn from {whose}.{of_program}"


def _covered(known: Sequence[str], readings: Sequence[Reading]) -> str:
    """The texts that a score is worked out on, and those that it says nothing of."""
    others = [r.text.id for r in readings if r.text.id not in known]
    return ", ".join(known) + (f" alone, none of {', '.join(others)}" if others else "")


_JOINT: dict[tuple, tuple[list[str], dict]] = {}


def _joint(readings: tuple[Reading, ...], layer: str, case: texts.Case | None) -> tuple[list[str], float]:
    """The texts that have a reference coding, and the joint score on a layer over them all; worked out
    once."""
    if not layer:
        return [], 0.0
    if (made := (case and case.folder, readings)) not in _JOINT:
        at = {r: path for r in readings if not r.text.differs and (path := _reference(r.text, case))}
        known = list(at)
        coded = coding.code(known)
        scores = coding.score((coding.read(at[r]), coded[r.text.id]) for r in known) if known else {}
        _JOINT.clear()
        _JOINT[made] = [r.text.id for r in known], scores
    known, scores = _JOINT[made]
    return known, scores[layer]["joint"] if known else 0.0


def _reference(text: texts.Text, case: texts.Case | None = None) -> Path | None:
    """The reference coding of a text: that of its case or, for one of the invented case, of that."""
    try:
        shown = case.folder if case else texts.find_case()
        invented = texts.example()
    except texts.TextError:
        return None
    name = Path("coding", "reference", f"{text.id}.{text.edition}.jsonl")
    if (shown / name).is_file():
        return shown / name
    known = (invented / name).is_file() and text in texts.load_case(invented).texts
    return invented / name if known else None


_SEEN: Counter = Counter()


def start_anew() -> None:
    """Lets the ids of charts begin again, so that a site made twice by one process is the same."""
    _SEEN.clear()


def _fresh(id: str) -> str:
    """An id that no chart shown before in this session has."""
    _SEEN[id] += 1
    return id if _SEEN[id] == 1 else f"{id}-{_SEEN[id]}"


def _svg(ax: Axes) -> str:
    buffer = io.StringIO()
    with matplotlib.rc_context(charts.STYLE):
        ax.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg"):]
    return re.sub(r"\s*<metadata>.*?</metadata>|\s*<style.*?</style>", "", svg, flags=re.S)


def _drawing(svg: str, id: str, opens: dict[str, str], marks: Sequence[charts.Mark], alt: str) -> str:
    """The drawing for a page: ids of its own, its alt text, and marks as buttons that open rows by their id;
    the second part of a mark takes no tab stop."""
    referred = set(re.findall(r'(?:xlink:href="#|url\(#)(?!mark-)([^")]+)', svg))
    svg = re.sub(r' id="([^"]*)"', lambda m: f' id="{id}-{m[1]}"' if m[1] in referred else "", svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{id}-\1)", svg)
    svg = re.sub(r'(<use [^>]*xlink:href="#)', rf"\1{id}-", svg)
    by_id, seen = {m.id: m for m in marks}, set()

    def button(found: re.Match) -> str:
        m = by_id.get(found[1])
        if m is None or m.id not in opens:
            return "<g>"
        title = escaped(charts.plain(m.title))
        first = f'role="button" tabindex="0" data-shows="{m.shows}" aria-label="{title}"'
        attributes = 'aria-hidden="true"' if m.id in seen else first
        seen.add(m.id)
        return f'<g class="mark" data-mark="{opens[m.id]}" {attributes}><title>{title}</title>'
    svg = re.sub(r'<a [^>]*xlink:href="#(mark-\d+)"[^>]*>', button, svg)
    svg = re.sub(r"<a [^>]*>", "<g>", svg).replace("</a>", "</g>")
    role, opening, rest = "group" if marks else "img", *re.match(r"<svg([^>]*)(.*)", svg, re.S).groups()
    opening = re.sub(r' (?:width|height)="[^"]*"', "", opening)
    wide = re.search(r'viewBox="0 0 ([\d.]+) ', opening)
    style = "stroke-linejoin: round; stroke-linecap: butt" + (
        f"; max-width: {1.5 * float(wide[1]):.0f}px" if wide else ""
    )
    return f'<svg style="{style}" role="{role}" aria-label="{escaped(alt)}"{opening}{rest}'


def _keep(ax: Axes, source: str) -> list[str]:
    """In the making of the site, keeps the chart as files (SVG, PNG, its data as CSV). Returns their
    names."""
    folder, page = os.environ.get(FIGURES), os.environ.get(PAGE, "figure")
    if not folder:
        return []
    _SEEN[page] += 1
    stem, figure, data = Path(folder) / f"{page}-{_SEEN[page]}", ax.figure, charts.data_of(ax)
    with matplotlib.rc_context(charts.STYLE):
        figure.draw_without_rendering()
        figure.set_layout_engine("none")
        for key in figure.legends:  # all stays where it is, though the note makes the picture taller
            corner = figure.transFigure.inverted().transform(key.get_window_extent().p0)
            key.borderaxespad = 0
            key.set_bbox_to_anchor(tuple(corner), transform=figure.transFigure)
        note = figure.text(0.01, -0.02, charts.short(source, 120, 3), fontsize=7, color=charts.SOFT, va="top")
        figure.savefig(f"{stem}.svg", metadata={"Date": None, "Creator": None}, bbox_inches="tight")
        figure.savefig(f"{stem}.png", dpi=150, metadata={"Software": None}, bbox_inches="tight")
        note.remove()
    if data is not None:
        flat(data).to_csv(f"{stem}.csv", index=False, lineterminator="\n")
    return [f"{stem}.{kind}" for kind in ("svg", "png", *(["csv"] if data is not None else []))]

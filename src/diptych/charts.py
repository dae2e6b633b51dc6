"""Charts: a table and `ax=None` in, the Axes out. None shows or saves; titles belong to the notebook.

Every text has one colour and one mark on all charts, in the order in which the case lists the texts; filled means the author's
own voice, hollow a voice that the author reports. No colour is a party's, and none means good or bad.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from importlib.resources import files

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

STYLE = matplotlib.rc_params_from_file(files("diptych") / "diptych.mplstyle", use_default_template=False)
COLOURS = ("#4B2E83", "#A3853B", "#3F7F86", "#A0699A", "#5B5B5B")
MARKS = ("o", "s", "^", "D", "v")
INK, FAINT = "#222222", "#999999"


def looks(text_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Colour and mark of each text, by its place in the case."""
    return {id: (COLOURS[k % len(COLOURS)], MARKS[k % len(MARKS)]) for k, id in enumerate(dict.fromkeys(text_ids))}


def new_axes(ax: Axes | None, *, rows: float = 10) -> Axes:
    """The Axes to draw on: the one given, or a new one, tall enough for so many rows of labels."""
    if ax is not None:
        return ax
    with matplotlib.rc_context(STYLE):
        return Figure(figsize=(8.4, max(2.2, 1.3 + 0.3 * rows))).subplots()


def describe(ax: Axes, alt: str, *, source: str = "") -> Axes:
    """Gives a chart its alt text (what it shows, for who cannot see it) and its sources line. Returns the Axes."""
    ax.figure.set_label(alt)
    if source:
        ax.figure.supxlabel(source, x=0.01, ha="left", fontsize=8, color="#666666")
    return ax


def styled(draw):
    """Decorator: draws in the collection's style, whatever style the session has."""
    from functools import wraps

    @wraps(draw)
    def drawn(*args, **kwargs) -> Axes:
        with matplotlib.rc_context(STYLE):
            return draw(*args, **kwargs)
    return drawn


@styled
def voices(sentences: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Each text as a strip, one cell a sentence in reading order: how much of it is said in a voice that is not the author's.

    `sentences`: one row per sentence, from `compare.sentences`: text_id, sent, words, attributed (share of its words, 0 to 1).
    """
    ids = list(dict.fromkeys(sentences["text_id"]))
    look = looks(ids)
    ax = new_axes(ax, rows=2.2 * len(ids))
    shares = []
    for row, id in enumerate(ids):
        one = sentences[sentences["text_id"] == id]
        colour = look[id][0]
        ends = one["words"].cumsum().to_numpy()
        starts = ends - one["words"].to_numpy()
        ax.broken_barh(list(zip(starts, one["words"])), (row - 0.3, 0.6), facecolors="white", edgecolors=FAINT, linewidth=0.5)
        ax.broken_barh(list(zip(starts, one["words"])), (row - 0.3, 0.6), facecolors=[(*matplotlib.colors.to_rgb(colour), float(a)) for a in one["attributed"]],
                       edgecolors=FAINT, linewidth=0.5)
        share = float((one["attributed"] * one["words"]).sum() / one["words"].sum()) if len(one) else 0.0
        shares.append(f"{id}: {share:.0%} of {int(one['words'].sum()):,} words are laid at somebody else's door")
    ax.set_yticks(range(len(ids)), ids)
    ax.invert_yaxis()
    ax.set_xlim(0, None)
    ax.set_xlabel("words from the beginning; a cell is a sentence, darker where more of it is attributed")
    ax.spines["left"].set_visible(False)
    return describe(ax, "Strips of sentences, darker where more is attributed. " + ". ".join(shares) + ".")


@styled
def dots(table: pd.DataFrame, *, value: str = "rate", label: str, low: str | None = None, high: str | None = None,
         xlabel: str = "per 1,000 words", ax: Axes | None = None) -> Axes:
    """A dot for each text on each row, both on one axis; a line from `low` to `high` where given.

    `table`: one row per text and label: text_id, the label's column, the value's column, and n where counts are known.
    Rows stand in the order in which their labels first come.
    """
    ids, labels = list(dict.fromkeys(table["text_id"])), list(dict.fromkeys(table[label]))
    look = looks(ids)
    ax = new_axes(ax, rows=len(labels) * (1 if low is None else 1.2) + 1)
    place = {name: k for k, name in enumerate(labels)}
    step = 0.18 if len(ids) > 1 else 0
    for k, id in enumerate(ids):
        one = table[table["text_id"] == id]
        y = [place[v] + (k - (len(ids) - 1) / 2) * step for v in one[label]]
        colour, mark = look[id]
        if low is not None:
            ax.hlines(y, one[low], one[high], color=colour, linewidth=1.4, alpha=0.6)
        ax.plot(one[value], y, mark, color=colour, label=id, markersize=7)
    ax.set_yticks(range(len(labels)), labels)
    ax.set_ylim(len(labels) - 0.5, -0.5)
    ax.grid(axis="x")
    ax.set_xlim(0, None)
    ax.set_xlabel(xlabel)
    legend_above(ax, len(ids))
    told = [f"{name}: " + ", ".join(f"{r.text_id} {getattr(r, value):.3g}" for r in table[table[label] == name].itertuples()) for name in labels[:12]]
    return describe(ax, f"Dots, {xlabel}. " + "; ".join(told) + (f"; and {len(labels) - 12} more rows, in the table." if len(labels) > 12 else "."))


def legend_above(ax: Axes, n: int) -> None:
    """The key, above the chart, where it covers no mark."""
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=n, borderaxespad=0.2, handletextpad=0.3)


def fit(value: float, digits: int = 2) -> str:
    """A figure in as many digits as it bears."""
    return "–" if value is None or math.isnan(value) else f"{value:.{digits}f}".rstrip("0").rstrip(".")


@styled
def cells(table: pd.DataFrame, *, x: str, y: str, ax: Axes | None = None) -> Axes:
    """A grid: in each cell a mark for each text, as large as its count, the count beside it.

    `table`: one row per thing counted, with text_id and the columns named by `x` and `y`; with a column voice, rows in the
    author's own voice are a filled mark and rows in others' a hollow one, side by side. Rows and columns stand in the order
    of their totals.
    """
    ids = list(dict.fromkeys(table["text_id"]))
    look = looks(ids)
    across, down = (list(table[c].value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable").index) for c in (x, y))
    ax = new_axes(ax, rows=len(down) * max(1, 0.75 * len(ids)) + 4)
    counts = table.groupby([y, x, "text_id", *(["voice"] if "voice" in table else [])]).size()
    for key, n in counts.items():
        row, column, id = down.index(key[0]), across.index(key[1]), key[2]
        hollow = len(key) > 3 and key[3] != "author"
        colour, mark = look[id]
        at = (column + (0.05 if hollow else -0.33), row + (ids.index(id) - (len(ids) - 1) / 2) * 0.34)
        ax.plot(*at, mark, color=colour, markerfacecolor="white" if hollow else colour, markersize=min(16, 4 + 2.4 * math.sqrt(n)), markeredgewidth=1.4)
        ax.annotate(str(n), at, xytext=(9, 0), textcoords="offset points", va="center", fontsize=8, color=INK)
    ax.set_xticks(range(len(across)), [_wrapped(v) for v in across])
    ax.xaxis.tick_top()
    ax.tick_params(axis="x", length=0)
    ax.set_yticks(range(len(down)), [_wrapped(v, 34) for v in down])
    ax.set_xlim(-0.6, len(across) - 0.4)
    ax.set_ylim(len(down) - 0.5, -0.5)
    for k in range(1, len(down)):
        ax.axhline(k - 0.5, color="#E4E4E4", linewidth=0.8)
    for k in range(1, len(across)):
        ax.axvline(k - 0.5, color="#E4E4E4", linewidth=0.8)
    _key_below(ax, look, voices="voice" in table)
    top = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))[:10]
    return describe(ax, f"Counts by {y.replace('_', ' ')} and {x.replace('_', ' ')}, the largest first: " + "; ".join(", ".join(map(str, key)) + f" {n}" for key, n in top) + ".")


@styled
def timeline(dates: pd.DataFrame, published: dict[str, str], ax: Axes | None = None) -> Axes:
    """Event time from top to bottom, a column for each text; on the left the same days to scale.

    `dates`: rows of `extract.dates` with an earliest and a latest day. `published`: day of publication of each text, drawn as
    a row of its own. A day that the text gives is a filled mark; a month, season, year or span is a hollow one, and a bar on
    the scale. Rows are evenly spaced, so no label meets another.
    """
    known = dates[dates["earliest"].astype(str).str.len() > 0]
    ids = list(dict.fromkeys([*dates["text_id"], *published]))
    look = looks(ids)
    rows = _timeline_rows(known, published)
    ax = new_axes(ax, rows=0.8 * len(rows) + 2)
    if not rows:
        ax.text(0.5, 0.5, "no date could be placed", ha="center", transform=ax.transAxes)
        return describe(ax, "A timeline with no marks: no date in these texts could be placed in time.")
    first, last = min(r[0] for r in rows), max(r[1] for r in rows)
    scale = lambda day: (day - first) / max(1, last - first) * (len(rows) - 1)  # noqa: E731
    for k, (start, end, label, exact, per_text, is_publication) in enumerate(rows):
        middle = scale((start + end) / 2)
        ax.plot([0, 0], [scale(start), scale(end)], color=FAINT, linewidth=5, alpha=0.45, solid_capstyle="butt")
        ax.plot([0, 0.5, 0.6], [middle, k, k], color="#CFCFCF", linewidth=0.8)
        ax.text(0.66, k, label, va="center", fontsize=8.5, color=INK)
        for id, what in per_text.items():
            colour, mark = look[id]
            column = 2.1 + 3.4 * ids.index(id)
            ax.plot(column, k, "|" if is_publication else mark, color=colour, markerfacecolor=colour if exact else "white", markersize=9 if is_publication else 7, markeredgewidth=1.4)
            ax.text(column + 0.12, k, _cut(what, 46), va="center", fontsize=8.5, color=FAINT if is_publication else INK, style="italic" if is_publication else "normal")
    ax.plot([0, 0], [0, len(rows) - 1], color=FAINT, linewidth=1)
    for id in ids:
        ax.text(2.1 + 3.4 * ids.index(id), -1.2, id, color=look[id][0], fontweight="bold", va="center")
    ax.text(0, -1.2, "to scale", fontsize=8, color="#666666", va="center", ha="center")
    ax.set_xlim(-0.3, 2.1 + 3.4 * len(ids))
    ax.set_ylim(len(rows) - 0.4, -1.7)
    ax.axis("off")
    return describe(ax, "Timeline from the earliest date to the latest. " + "; ".join(
        f"{label}: " + ", ".join(f"{id} {what}" for id, what in per_text.items()) for _, _, label, _, per_text, _ in rows[:25]) + ".")


def _timeline_rows(known: pd.DataFrame, published: dict[str, str]) -> list[tuple]:
    """(first day, last day, label, whether it is one day, what each text dates so, whether it is a publication), in order."""
    from datetime import date
    rows: dict[tuple, dict[str, list[str]]] = {}
    for r in known.itertuples():
        start, end = (date.fromisoformat(str(v)[:10]).toordinal() for v in (r.earliest, r.latest))
        rows.setdefault((start, end, r.edtf, start == end, False), {}).setdefault(r.text_id, []).append(r.what)
    for id, day in published.items():
        if day:
            start, end = bounds_of(day)
            rows.setdefault((start, end, day, True, True), {}).setdefault(id, []).append("published")
    return [(start, end, edtf, exact, {id: "; ".join(dict.fromkeys(w)) for id, w in texts.items()}, pub)
            for (start, end, edtf, exact, pub), texts in sorted(rows.items(), key=lambda item: item[0])]


def bounds_of(edtf: str) -> tuple[int, int]:
    """First and last day of an EDTF date, as day numbers."""
    from datetime import date

    from edtf import parse_edtf
    parsed = parse_edtf(edtf.rstrip("~?"))
    return tuple(date(*t[:3]).toordinal() for t in (parsed.lower_strict(), parsed.upper_strict()))


@styled
def figures(numbers: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """The figures of the texts on one scale (a logarithm, so that 8 and 7,000 can both be read), a row for each thing counted.

    `numbers`: rows of `extract.numbers`. A line from low to high, an arrow where there is no upper end; filled in the author's
    voice, hollow in another's, whose name stands beside it.
    """
    rows = numbers[(numbers["kind"] == "count") & (pd.to_numeric(numbers["low"]) > 0)]
    ids = list(dict.fromkeys(numbers["text_id"]))
    look = looks(ids)
    labels = list(dict.fromkeys(zip(rows["measure"], rows["counted"])))
    labels.sort(key=lambda pair: pair[0])
    ax = new_axes(ax, rows=1.0 * len(labels) + 2)
    for r in rows.itertuples():
        y = labels.index((r.measure, r.counted)) + (ids.index(r.text_id) - (len(ids) - 1) / 2) * 0.22
        colour, mark = look[r.text_id]
        low = float(r.low)
        high = float(r.high) if r.high not in ("", None) and r.high == r.high else None
        fill = colour if r.voice == "author" else "white"
        if high is None:
            ax.annotate("", (low * 2.2, y), (low, y), arrowprops={"arrowstyle": "->", "color": colour})
        elif high != low:
            ax.hlines(y, low, high, color=colour, linewidth=2)
        ax.plot(low, y, mark, color=colour, markerfacecolor=fill, markeredgewidth=1.4)
        beyond = high or low * 2.2
        ax.annotate(f"{r.surface}" + (f", {_cut(r.source, 34)}" if r.source else ""), (max(beyond, low), y), xytext=(8, 0), textcoords="offset points", va="center", fontsize=8)
    ax.set_xscale("log")
    ax.set_xlim(0.8, max([10.0, *pd.to_numeric(rows["low"])]) * 60)
    ax.set_yticks(range(len(labels)), [f"{_cut(counted, 40)}  ·  {measure.replace('_', ' ')}" for measure, counted in labels])
    ax.set_ylim(max(0.5, len(labels) - 0.5), -0.5)
    ax.set_xticks([1, 10, 100, 1000, 10000], ["1", "10", "100", "1,000", "10,000"])
    ax.minorticks_off()
    ax.grid(axis="x")
    _key_below(ax, look, voices=True)
    return describe(ax, "Figures given by the texts. " + "; ".join(f"{r.text_id}: {r.surface} {r.counted}" + (f" ({r.source})" if r.source else "") for r in rows.itertuples()) + ".")


@styled
def dispersion(rows: pd.DataFrame, readings, *, by: str, ax: Axes | None = None) -> Axes:
    """Where in each text a thing falls: a line for each text and value of `by`, a mark for each mention, in per cent of the text.

    `rows`: any table of mentions with the column `by`; with a column voice, hollow marks are words of others.
    """
    length = {r.text.id: len(r.text.text) for r in readings}
    look = looks(list(length))
    values = list(rows[by].value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable").index)
    lanes = [(value, id) for value in values for id in length]
    ax = new_axes(ax, rows=0.75 * len(lanes) + 2)
    place = {lane: k for k, lane in enumerate(lanes)}
    for k, (value, _) in enumerate(lanes):
        ax.axhline(k, color="#E4E4E4", linewidth=0.8, zorder=0)
        if k and lanes[k - 1][0] != value:
            ax.axhline(k - 0.5, color=FAINT, linewidth=0.6)
    for r in rows.itertuples():
        colour, mark = look[r.text_id]
        hollow = getattr(r, "voice", "author") != "author"
        ax.plot(100 * r.start / length[r.text_id], place[getattr(r, by), r.text_id], mark, color=colour, markerfacecolor="white" if hollow else colour, markersize=7, markeredgewidth=1.3, alpha=0.9)
    counts = rows.groupby([by, "text_id"]).size()
    ax.set_yticks(range(len(lanes)), [f"{value} · {id} ({int(counts.get((value, id), 0))})" for value, id in lanes])
    ax.set_ylim(max(0.5, len(lanes) - 0.5), -0.5)
    ax.set_xlim(-2, 102)
    ax.set_xlabel("per cent of the text, from its beginning")
    _key_below(ax, look, voices="voice" in rows)
    return describe(ax, "Where each mention falls. " + "; ".join(f"{value}, {id}: {int(counts.get((value, id), 0))}" for value, id in lanes) + ".")


@styled
def steps(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How a rate changes as distinctions are added: one line for each text and term, from the plain count to the narrowest.

    `table`: one row per text, term and step, from `compare.step_by_step`: text_id, term, step, n, rate.
    """
    ids, names, order = (list(dict.fromkeys(table[c])) for c in ("text_id", "term", "step"))
    look = looks(ids)
    ax = new_axes(ax, rows=10)
    line = ("-", "--", ":", "-.")
    ends = []
    for (id, name), one in table.groupby(["text_id", "term"], sort=False):
        colour, mark = look[id]
        ax.plot([order.index(s) for s in one["step"]], one["rate"], line[names.index(name) % 4], marker=mark, color=colour, linewidth=1.8)
        ends.append((float(one["rate"].iloc[-1]), f"{name}, {id} ({int(one['n'].iloc[-1])})", colour))
    top = max([*table["rate"], 1.0])
    for (y, label, colour), at in zip(sorted(ends), spread([e[0] for e in sorted(ends)], 0.065 * top)):
        ax.annotate(label, (len(order) - 1, y), xytext=(len(order) - 0.93, at), textcoords="data", va="center", fontsize=9, color=colour)
    ax.set_xticks(range(len(order)), [_wrapped(s, 16) for s in order])
    ax.set_xlim(-0.2, len(order) - 0.05 + 0.35)
    ax.set_ylim(0, None)
    ax.set_ylabel("mentions per 1,000 words")
    ax.grid(axis="y")
    return describe(ax, "Rates per 1,000 words as distinctions are added. " + "; ".join(
        f"{name} in {id}: " + ", ".join(f"{s} {r:.1f}" for s, r in zip(one["step"], one["rate"])) for (id, name), one in table.groupby(["text_id", "term"], sort=False)) + ".")


def spread(places: Sequence[float], gap: float) -> list[float]:
    """Places moved apart, as little as needed for each to be at least `gap` above the one before; given and returned in order."""
    out: list[float] = []
    for place in places:
        out.append(max(place, out[-1] + gap) if out else place)
    return out


def _key_below(ax: Axes, look: dict[str, tuple[str, str]], *, voices: bool) -> None:
    from matplotlib.lines import Line2D
    handles = [Line2D([], [], marker=mark, color=colour, linestyle="", label=id) for id, (colour, mark) in look.items()]
    if voices:
        handles += [Line2D([], [], marker="o", color=INK, linestyle="", label="the author’s own voice"),
                    Line2D([], [], marker="o", color=INK, markerfacecolor="white", linestyle="", label="a voice that the author reports")]
    ax.figure.legend(handles=handles, loc="outside lower left", ncols=len(handles), handletextpad=0.2, columnspacing=1.4)


def _wrapped(text: object, width: int = 14) -> str:
    from textwrap import fill
    return fill(str(text).replace("_", " "), width)


def _cut(text: object, most: int) -> str:
    text = str(text)
    return text if len(text) <= most else text[:most - 1].rsplit(" ", 1)[0] + "…"


@styled
def keyness(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Words that one text prefers to the other: a dot with its interval for each, the first text's to the left.

    `table`: one row per lemma, from `compare.keyness`.
    """
    ids = sorted(set(table["text_id"]), key=list(table["text_id"]).index)
    look = looks(ids)
    ax = new_axes(ax, rows=0.75 * len(table) + 1)
    for k, r in enumerate(table.itertuples()):
        colour, mark = look[r.text_id]
        ax.hlines(k, -r.high, -r.low, color=colour, linewidth=1.4, alpha=0.6)
        ax.plot(-r.log_odds, k, mark, color=colour, markersize=7)
    ax.axvline(0, color=FAINT, linewidth=1)
    ax.set_yticks(range(len(table)), [f"{r.lemma} ({r.n} : {r.other_n})" for r in table.itertuples()])
    ax.set_ylim(max(0.5, len(table) - 0.5), -0.5)
    reach = max([1.0, *table["low"].abs(), *table["high"].abs()]) * 1.05
    ax.set_xlim(-reach, reach)
    ax.set_xlabel(f"prefers it: {ids[0]} to the left{', ' + ids[1] + ' to the right' if len(ids) > 1 else ''} (log-odds; counts there : in the other text)" if ids else "")
    ax.grid(axis="x")
    _key_below(ax, look, voices=False)
    return describe(ax, "Words that each text prefers. " + "; ".join(f"{id}: " + ", ".join(table[table["text_id"] == id]["lemma"]) for id in ids) + ".")

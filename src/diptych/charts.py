"""Charts: a table and `ax=None` in, the Axes out. None shows or saves; titles belong to the notebook.

Every text has one colour and one mark on all charts, in the order in which the case lists the texts; filled means the author's
own voice, hollow a voice that the author reports. No colour is a party's, and none means good or bad. Every mark knows the rows
that it counts (`marks_of`), so that whoever shows the chart can open them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from importlib.resources import files
from textwrap import wrap
from typing import NamedTuple
from unicodedata import east_asian_width

import matplotlib
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from diptych import receipts

STYLE = matplotlib.rc_params_from_file(files("diptych") / "diptych.mplstyle", use_default_template=False)
COLOURS = ("#4B2E83", "#A07A1A", "#2F6F76", "#9A5A92", "#5B5B5B")
MARKS = ("o", "s", "^", "D", "v", "P", "X")
INK, SOFT, FAINT, RULE = "#222222", "#595959", "#8C8C8C", "#E4E4E4"
LINE, LANE = 0.17, 0.19  # inches: a line of a label; the lane of one text in a row


class Mark(NamedTuple):
    """One mark of a chart: its id in the chart, what it stands for in words, the number it shows, and the keys of the rows it counts."""

    id: str
    title: str
    shows: int
    keys: tuple[str, ...]


def mark(ax: Axes, artists: Artist | Iterable[Artist], *, title: str, shows: int, keys: Iterable[str]) -> None:
    """Makes artists one mark of the chart: they link to `#mark-k`, and the figure remembers the rows behind them."""
    known = marks_of(ax)
    id = f"mark-{len(known) + 1}"
    for artist in [artists] if isinstance(artists, Artist) else artists:
        artist.set_url(f"#{id}")
    known.append(Mark(id, title, int(shows), tuple(keys)))


def marks_of(ax: Axes) -> list[Mark]:
    """The marks of a chart, in the order in which they are read."""
    if not hasattr(ax.figure, "diptych_marks"):
        ax.figure.diptych_marks = []
    return ax.figure.diptych_marks


def data_of(ax: Axes) -> pd.DataFrame | None:
    """The table that a chart shows, or None."""
    return getattr(ax.figure, "diptych_data", None)


def looks(text_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Colour and mark of each text, by its place in the case."""
    return {id: (COLOURS[k % len(COLOURS)], MARKS[k % len(MARKS)]) for k, id in enumerate(dict.fromkeys(text_ids))}


def new_axes(ax: Axes | None, *, height: float = 4.2, width: float = 8.4) -> Axes:
    """The Axes to draw on: the one given, or a new one of so many inches."""
    return ax if ax is not None else Figure(figsize=(width, max(2.2, height))).subplots()


def describe(ax: Axes, alt: str, data: pd.DataFrame | None = None) -> Axes:
    """Gives a chart its alt text (what it shows, for who cannot see it) and its table. Returns the Axes."""
    ax.figure.set_label(plain(alt))
    ax.figure.diptych_data = data
    return ax


def styled(draw):
    """Decorator: draws in the collection's style, whatever style the session has."""
    from functools import wraps

    @wraps(draw)
    def drawn(*args, **kwargs) -> Axes:
        with matplotlib.rc_context(STYLE):
            return draw(*args, **kwargs)
    return drawn


# Labels


def plain(text: object) -> str:
    """Words that are safe to draw: codes of no shape of their own (controls, marks that turn the direction of writing) shown as ·."""
    return "".join(c if c == "\n" or c.isprintable() else " " if c.isspace() else "·" for c in str(text))


def short(text: object, width: int = 34, lines: int = 3) -> str:
    """A label in at most so many lines, underscores as spaces; cut with … where it is longer."""
    words = plain(str(text).replace("_", " ")[:width * lines * 3])
    width = max(4, int(width / (1 + 0.75 * max((_broad(w) for w in words.split()), default=0))))
    found = wrap(words, width) or [""]
    return "\n".join(found if len(found) <= lines else [*found[:lines - 1], found[lines - 1][:width - 1] + "…"])


def _broad(word: str) -> float:
    """Share of a word's characters that are broader than most."""
    return sum(c in "WMmw@%—…" or east_asian_width(c) in "WF" for c in word) / len(word) if len(word) > 4 else 0.0


def lines_of(labels: Iterable[str]) -> int:
    """Lines of the tallest label."""
    return max((s.count("\n") + 1 for s in labels), default=1)


def by_total(values: pd.Series) -> list:
    """The values of a column, the most frequent first, then in the order of the alphabet."""
    return list(values.value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable").index)


def key_below(ax: Axes, look: dict[str, tuple[str, str]], *, voices: bool, ranges: bool = False) -> None:
    """The key, below the chart, where it covers no mark."""
    handles = [Line2D([], [], marker=shape, color=colour, linestyle="", label=short(id, 24, 1)) for id, (colour, shape) in look.items()]
    if voices:
        handles += [Line2D([], [], marker="o", color=INK, linestyle="", label="the author’s own voice"),
                    Line2D([], [], marker="o", color=INK, markerfacecolor="white", linestyle="", label="a voice that the author reports")]
    if ranges:
        handles.append(Line2D([], [], color=SOFT, linewidth=1.4, label="range by chance (95 %)"))
    ax.figure.legend(handles=handles, loc="outside lower left", ncols=min(4, len(handles)), handletextpad=0.2, columnspacing=1.4)


def lanes(ax: Axes, n: int) -> None:
    """A light line between one row and the next."""
    for k in range(1, n):
        ax.axhline(k - 0.5, color=RULE, linewidth=0.8, zorder=0)


def point(ax: Axes, x: float, y: float, look: tuple[str, str], *, hollow: bool = False, size: float = 7) -> Line2D:
    """One mark at a place, filled or hollow."""
    colour, shape = look
    (drawn,) = ax.plot([x], [y], shape, color=colour, markerfacecolor="white" if hollow else colour, markersize=size, markeredgewidth=1.4, clip_on=False, zorder=3)
    return drawn


def count_of(n: int, what: str = "row") -> str:
    return f"{n} {what}" + ("" if n == 1 else "s")


# The charts


@styled
def voices(sentences: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Each text as a strip, one cell a sentence in reading order: how much of it is said in a voice that is not the author's.

    `sentences`: one row per sentence, from `compare.sentences`: text_id, sent, start, end, words, attributed (share of its words, 0 to 1).
    """
    look = looks(sentences["text_id"])
    ax = new_axes(ax, height=1.2 + 0.75 * len(look))
    told = []
    for row, (id, (colour, _)) in enumerate(look.items()):
        one, at = sentences[sentences["text_id"] == id], 0
        for r in one.itertuples():
            shade = (*matplotlib.colors.to_rgb(colour), float(r.attributed))
            ax.add_patch(Rectangle((at, row - 0.32), r.words, 0.64, facecolor="white", edgecolor="none"))
            cell = ax.add_patch(Rectangle((at, row - 0.32), r.words, 0.64, facecolor=shade, edgecolor=FAINT, linewidth=0.6))
            mark(ax, cell, title=f"{id} {r.sent}: {count_of(r.words, 'word')}, {r.attributed:.0%} attributed", shows=1, keys=[receipts.key(id, r.sent, r.start, r.end)])
            at += r.words
        total = int(one["words"].sum())
        share = float((one["attributed"] * one["words"]).sum() / total) if total else 0.0
        told.append(f"{id}: {share:.0%} of {total:,} words are laid at somebody else’s door")
    ax.set_yticks(range(len(look)), [short(id, 20, 2) for id in look])
    ax.set_ylim(len(look) - 0.5, -0.5)
    ax.set_xlim(0, max(1, sentences.groupby("text_id")["words"].sum().max() if len(sentences) else 1))
    ax.set_xlabel("words from the beginning; a cell is a sentence, darker where more of it is attributed")
    ax.spines["left"].set_visible(False)
    return describe(ax, "Strips of sentences, darker where more is attributed. " + ". ".join(told) + ".",
                    sentences[["text_id", "sent", "words", "attributed"]])


@styled
def dots(table: pd.DataFrame, *, value: str = "rate", label: str, low: str | None = None, high: str | None = None,
         xlabel: str = "per 1,000 words", ax: Axes | None = None) -> Axes:
    """A dot for each text on each row, all on one axis; a line from `low` to `high` where given. No dot where the text has none.

    `table`: one row per text and label: text_id, the label's column, the value's column, n, and rows (the keys of what is
    counted). Rows stand in the order in which their labels first come.
    """
    look, names = looks(table["text_id"]), list(dict.fromkeys(table[label]))
    shown = [short(name, 38) for name in names]
    row = max(LANE * len(look) + 0.08, LINE * lines_of(shown) + 0.08, 0.28)
    ax = new_axes(ax, height=1.5 + row * len(names))
    place, order = {name: k for k, name in enumerate(names)}, list(look)
    for r in table.to_dict("records"):
        id, y = r["text_id"], place[r[label]] + (order.index(r["text_id"]) - (len(look) - 1) / 2) * LANE / row
        if low is not None:
            ax.hlines(y, r[low], r[high], color=look[id][0], linewidth=1.4, alpha=0.55)
        if r["n"]:
            mark(ax, point(ax, r[value], y, look[id]), title=f"{r[label]}, {id}: {count_of(r['n'])}, {r[value]:.3g} {xlabel}", shows=r["n"], keys=r["rows"])
    lanes(ax, len(names))
    ax.set_yticks(range(len(names)), shown)
    ax.set_ylim(max(0.5, len(names) - 0.5), -0.5)
    ax.grid(axis="x")
    ax.set_xlim(0, None)
    ax.xaxis.set_major_locator(MaxNLocator(integer=value == "n", nbins=9, steps=[1, 2, 5, 10]))
    ax.set_xlabel(xlabel)
    key_below(ax, look, voices=False, ranges=low is not None)
    told = [f"{name}: " + ", ".join(f"{id} {v:.3g}" for id, v in zip(one["text_id"], one[value])) for name, one in table.groupby(label, sort=False)]
    return describe(ax, f"Dots, {xlabel}. " + "; ".join(told[:12]) + (f"; and {len(told) - 12} more rows, in the table." if len(told) > 12 else "."), table)


@styled
def cells(table: pd.DataFrame, *, x: str, y: str, ax: Axes | None = None) -> Axes:
    """A grid: in each cell a mark for each text, as large as its count, the count beside it.

    `table`: one row per thing counted, with text_id, sent, start, end and the columns named by `x` and `y`; with a column voice,
    rows in the author's own voice are a filled mark and rows in others' a hollow one, side by side. Rows and columns stand in
    the order of their totals.
    """
    look, across, down = looks(table["text_id"]), by_total(table[x]), by_total(table[y])
    heads, sides = [short(v, max(12, 84 // max(1, len(across))), 4) for v in across], [short(v, 30) for v in down]
    row = max(0.27 * len(look) + 0.1, LINE * lines_of(sides) + 0.1)
    ax = new_axes(ax, height=1.5 + LINE * lines_of(heads) + row * len(down), width=max(8.4, 2.4 + (1.05 if "voice" in table else 0.82) * len(across)))
    by = [y, x, "text_id", *(["voice"] if "voice" in table else [])]
    counts, order = receipts.gathered(table, by), list(look)
    counts = dict(sorted(counts.items(), key=lambda item: (down.index(item[0][0]), across.index(item[0][1]), order.index(item[0][2]), item[0][3:])))
    for key, keys in counts.items():
        hollow, n = len(key) > 3 and key[3] != "author", len(keys)
        at = (across.index(key[1]) + (0.06 if hollow else -0.36), down.index(key[0]) + (order.index(key[2]) - (len(order) - 1) / 2) * 0.27 / row)
        drawn = point(ax, *at, look[key[2]], hollow=hollow, size=min(15, 4 + 2.4 * math.sqrt(n)))
        number = ax.annotate(str(n), at, xytext=(9.5, 0), textcoords="offset points", va="center", fontsize=8, color=INK)
        mark(ax, (drawn, number), title=", ".join(str(k).replace("_", " ") for k in key) + f": {count_of(n)}", shows=n, keys=keys)
    ax.set_xticks(range(len(across)), heads)
    ax.xaxis.tick_top()
    ax.tick_params(axis="x", length=0)
    ax.set_yticks(range(len(down)), sides)
    ax.set_xlim(-0.6, max(0.4, len(across) - 0.4))
    ax.set_ylim(max(0.5, len(down) - 0.5), -0.5)
    lanes(ax, len(down))
    for k in range(1, len(across)):
        ax.axvline(k - 0.5, color=RULE, linewidth=0.8, zorder=0)
    ax.spines["bottom"].set_visible(False)
    key_below(ax, look, voices="voice" in table)
    top = sorted(counts.items(), key=lambda item: (-len(item[1]), str(item[0])))[:10]
    data = pd.DataFrame([(*key, len(keys), keys) for key, keys in counts.items()], columns=[*by, "n", "rows"])
    return describe(ax, f"Counts by {y.replace('_', ' ')} and {x.replace('_', ' ')}, the largest first: " + "; ".join(", ".join(map(str, key)) + f" {len(keys)}" for key, keys in top) + ".", data)


@styled
def timeline(dates: pd.DataFrame, published: dict[str, str], ax: Axes | None = None) -> Axes:
    """Event time from top to bottom, a column for each text; on the left the same days to scale.

    `dates`: rows of `extract.dates` with an earliest and a latest day. `published`: day of publication of each text, drawn as
    a row of its own. A day that the text gives is a filled mark; a month, season, year or span is a hollow one, and a bar on
    the scale. A row is as high as its words need, so no label meets another.
    """
    known = dates[dates["earliest"].astype(str).str.len() > 0]
    look, rows = looks([*dates["text_id"], *published]), _timeline_rows(known, published)
    if not rows:
        ax = new_axes(ax)
        ax.text(0.5, 0.5, "no date could be placed", ha="center", transform=ax.transAxes)
        ax.axis("off")
        return describe(ax, "A timeline with no marks: no date in these texts could be placed in time.", known[["text_id", "sent"]])
    wide = max(3.2, 6.4 / len(look))
    words = [{id: short("; ".join(dict.fromkeys(w for w, _ in what)), int(wide * 13), 4) for id, what in r[4].items()} for r in rows]
    whens = [short(r[2], 20, 2) for r in rows]
    tall = [max(LINE * max(lines_of([when, *w.values()]), 1) + 0.13, 0.3) for when, w in zip(whens, words)]
    at = [sum(tall[:k]) + tall[k] / 2 for k in range(len(rows))]
    ax = new_axes(ax, height=sum(tall) + 1.1, width=max(8.4, 2.5 + wide * len(look)))
    first, last = min(r[0] for r in rows), max(r[1] for r in rows)
    scale = lambda day: at[0] + (day - first) / max(1, last - first) * (at[-1] - at[0])  # noqa: E731
    left = {id: 2.2 + wide * k for k, id in enumerate(look)}
    for y, (start, end, when, exact, per_text, is_publication), shown, said in zip(at, rows, whens, words):
        middle = scale((start + end) / 2)
        ax.plot([0, 0], [scale(start), scale(end)], color=FAINT, linewidth=5, alpha=0.45, solid_capstyle="butt")
        ax.plot([0, 0.4, 0.5], [middle, y, y], color="#CFCFCF", linewidth=0.8)
        ax.text(0.55, y, shown, va="center", linespacing=1.15, fontsize=8.5, color=INK)
        for id, what in per_text.items():
            if is_publication:
                ax.plot(left[id], y, "|", color=look[id][0], markersize=10, markeredgewidth=1.6)
                ax.text(left[id] + 0.13, y, "published", va="center", fontsize=8.5, color=SOFT, style="italic")
                continue
            drawn = point(ax, left[id], y, look[id], hollow=not exact)
            text = ax.text(left[id] + 0.13, y, said[id], va="center", fontsize=8.5, color=INK, linespacing=1.15)
            mark(ax, (drawn, text), title=f"{when}, {id}: {count_of(len(what))}", shows=len(what), keys=[k for _, k in what])
    ax.plot([0, 0], [at[0], at[-1]], color=FAINT, linewidth=1)
    for id in look:
        ax.text(left[id] - 0.05, -0.3, short(id, int(wide * 11), 1), color=look[id][0], fontweight="bold", va="center")
    ax.text(0, -0.3, "to scale", fontsize=8, color=SOFT, va="center", ha="center")
    ax.set_xlim(-0.3, 2.2 + wide * len(look))
    ax.set_ylim(sum(tall) + 0.1, -0.5)
    ax.axis("off")
    return describe(ax, "Timeline from the earliest date to the latest. " + "; ".join(
        f"{when}: " + ", ".join(f"{id} {'; '.join(w for w, _ in what)}" for id, what in per_text.items()) for _, _, when, _, per_text, _ in rows[:25]) + ".",
        known.sort_values(["earliest", "latest"], kind="stable")[["edtf", "text_id", "sent", "surface", "what"]])


def _timeline_rows(known: pd.DataFrame, published: dict[str, str]) -> list[tuple]:
    """(first day, last day, EDTF, whether it is one day, (what, key) for each text, whether it is a publication), in order."""
    from datetime import date
    rows: dict[tuple, dict[str, list[tuple[str, str]]]] = {}
    for r in known.itertuples():
        start, end = (date.fromisoformat(str(v)[:10]).toordinal() for v in (r.earliest, r.latest))
        rows.setdefault((start, end, r.edtf, start == end, False), {}).setdefault(r.text_id, []).append((r.what, receipts.key(r.text_id, r.sent, r.start, r.end)))
    for id, day in published.items():
        if day:
            rows.setdefault((*bounds_of(day), day, True, True), {}).setdefault(id, []).append(("published", ""))
    return [(start, end, in_plain_words(edtf), exact, texts, pub) for (start, end, edtf, exact, pub), texts in sorted(rows.items(), key=lambda item: item[0])]


_MONTHS = ("", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter", "33": "first quarter of", "34": "second quarter of", "35": "third quarter of", "36": "fourth quarter of",
            "40": "first half of", "41": "second half of"}


def in_plain_words(edtf: str) -> str:
    """A date in EDTF as people write it: 26 February 1992, autumn 1991, the 2000s, about 2025; what is not known by its form stays as it is."""
    if "/" in edtf:
        left, right = edtf.split("/", 1)
        day, _, clock = left.partition("T")
        if clock and right.startswith(day + "T"):
            return f"{in_plain_words(day)}, {clock} to {right.partition('T')[2]}"
        if len(left) == len(right) == 10 and left[:7] == right[:7]:
            return f"{int(left[8:])} to {in_plain_words(right)}"
        return f"{in_plain_words(left)} to {in_plain_words(right)}"
    about, plain = ("about " if edtf[-1:] in "~?" else ""), edtf.rstrip("~?%")
    day, _, clock = plain.partition("T")
    parts = day.split("-")
    if re.fullmatch(r"\d{3}X", day):
        return f"{about}the {day[:3]}0s"
    if re.fullmatch(r"\d\dXX", day):
        return f"{about}the years {day[:2]}00 to {day[:2]}99"
    if not all(part.isdecimal() for part in parts) or len(parts[0]) != 4:
        return edtf
    if len(parts) == 1:
        words = parts[0]
    elif parts[1] in _SEASONS:
        words = f"{_SEASONS[parts[1]]} {parts[0]}"
    elif not 1 <= int(parts[1]) <= 12:
        return edtf
    else:
        words = " ".join([*([str(int(parts[2]))] if len(parts) == 3 else []), _MONTHS[int(parts[1])], parts[0]])
    return about + words + (f", {clock}" if clock else "")


def bounds_of(edtf: str) -> tuple[int, int]:
    """First and last day of an EDTF date, as day numbers."""
    from datetime import date

    from edtf import parse_edtf
    parsed = parse_edtf(edtf.rstrip("~?"))
    return tuple(date(*t[:3]).toordinal() for t in (parsed.lower_strict(), parsed.upper_strict()))


@styled
def figures(numbers: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """The figures of the texts on one scale (a logarithm, so that 8 and 7,000 can both be read), a row for each thing counted and in
    it a lane for each figure.

    `numbers`: rows of `extract.numbers`. A line from low to high, an arrow where there is no upper or no lower end; filled in the author's
    voice, hollow in another's, whose name stands at the end of the lane.
    """
    low, high = pd.to_numeric(numbers["low"], errors="coerce"), pd.to_numeric(numbers["high"], errors="coerce")
    rows = numbers.assign(low=low, high=high, at=low.fillna(high))[(numbers["kind"] == "count") & (low.fillna(high) > 0)].copy()
    look = looks(numbers["text_id"])
    rows["order"] = [list(look).index(id) for id in rows["text_id"]]
    rows = rows.sort_values(["measure", "counted", "order", "at"], kind="stable")
    groups = list(dict.fromkeys(zip(rows["measure"], rows["counted"])))
    names = [short(" · ".join(w for w in (counted, _measured(counted, measure)) if w), 34) for measure, counted in groups]
    tall = [max(0.24 * int(((rows["measure"] == m) & (rows["counted"] == c)).sum()), LINE * (name.count("\n") + 1)) + 0.1 for (m, c), name in zip(groups, names)]
    ax = new_axes(ax, height=sum(tall) + 1.4)
    edge = max([10.0, *rows["at"], *rows["high"].dropna()]) * 3
    for top, name, height, (measure, counted) in zip([sum(tall[:k]) for k in range(len(tall))], names, tall, groups):
        own = rows[(rows["measure"] == measure) & (rows["counted"] == counted)]
        ax.axhline(top, color=RULE, linewidth=0.8, zorder=0)
        for k, r in enumerate(own.itertuples()):
            y = top + height / 2 + (k - (len(own) - 1) / 2) * 0.24
            if pd.isna(r.high) or pd.isna(r.low):
                ax.annotate("", (r.at * 2.4 if pd.isna(r.high) else r.at / 2.4, y), (r.at, y), arrowprops={"arrowstyle": "->", "color": look[r.text_id][0]})
            elif r.high != r.low:
                ax.hlines(y, r.low, r.high, color=look[r.text_id][0], linewidth=2)
            drawn = point(ax, r.at, y, look[r.text_id], hollow=r.voice != "author")
            text = ax.text(1.01, y, short(str(r.surface) + (f" ({r.source})" if r.source else ""), 40, 1), transform=ax.get_yaxis_transform(), va="center", fontsize=8.5, color=INK)
            mark(ax, (drawn, text), title=f"{r.text_id} {r.sent}: {r.surface}, {counted}" + (f", by {r.source}" if r.source else ""), shows=1, keys=[receipts.key(r.text_id, r.sent, r.start, r.end)])
    ax.set_xscale("log")
    ax.set_xlim(0.8, edge)
    ax.set_yticks([sum(tall[:k]) + tall[k] / 2 for k in range(len(tall))], names)
    ax.set_ylim(sum(tall) or 1, 0)
    ticks = [10 ** k for k in range(0, max(2, math.ceil(math.log10(edge))))]
    ax.set_xticks(ticks, [f"{t:,}" for t in ticks])
    ax.minorticks_off()
    ax.set_xlabel("the figure; each step to the right is ten times the one before")
    ax.grid(axis="x")
    key_below(ax, look, voices=True)
    return describe(ax, "Figures given by the texts. " + "; ".join(f"{r.text_id}: {r.surface} {r.counted}" + (f" ({r.source})" if r.source else "") for r in rows.itertuples()) + ".",
                    rows[["measure", "counted", "text_id", "sent", "surface", "low", "high", "voice", "source"]])


def _measured(counted: str, measure: str) -> str:
    """What the measure adds to what is counted: nothing to "people killed", and nothing where it is `other`."""
    if counted and measure == "other":
        return ""
    return " ".join(word for word in str(measure).split("_") if word not in str(counted).split())


@styled
def dispersion(rows: pd.DataFrame, readings, *, by: str, ax: Axes | None = None) -> Axes:
    """Where in each text a thing falls: a line for each text and value of `by`, a mark for each mention, in per cent of the text.

    `rows`: any table of mentions with the column `by`; with a column voice, hollow marks are words of others.
    """
    length = {r.text.id: len(r.text.text) for r in readings}
    look, counts = looks(length), rows.groupby([by, "text_id"]).size()
    pairs = [(value, id) for value in by_total(rows[by]) for id in length]
    names = [short(f"{value} · {id} ({int(counts.get((value, id), 0))})", 36, 2) for value, id in pairs]
    ax = new_axes(ax, height=1.4 + (LINE * lines_of(names) + 0.1) * len(pairs))
    place = {pair: k for k, pair in enumerate(pairs)}
    for k, (value, _) in enumerate(pairs):
        ax.axhline(k, color=RULE, linewidth=0.8, zorder=0)
        if k and pairs[k - 1][0] != value:
            ax.axhline(k - 0.5, color=FAINT, linewidth=0.6)
    for r in rows.itertuples():
        value, hollow = getattr(r, by), getattr(r, "voice", "author") != "author"
        drawn = point(ax, 100 * r.start / length[r.text_id], place[value, r.text_id], look[r.text_id], hollow=hollow)
        mark(ax, drawn, title=f"{value}, {r.text_id} {r.sent}", shows=1, keys=[receipts.key(r.text_id, r.sent, r.start, r.end)])
    ax.set_yticks(range(len(pairs)), names)
    ax.set_ylim(max(0.5, len(pairs) - 0.5), -0.5)
    ax.set_xlim(-2, 102)
    ax.set_xlabel("per cent of the text, from its beginning")
    key_below(ax, look, voices="voice" in rows)
    return describe(ax, "Where each mention falls. " + "; ".join(f"{value}, {id}: {int(counts.get((value, id), 0))}" for value, id in pairs) + ".",
                    rows[["text_id", "sent", "surface", by, *(["voice"] if "voice" in rows else [])]])


@styled
def steps(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How a rate changes as distinctions are added: one line for each text and term, from the plain count to the narrowest.

    `table`: one row per text, term and step, from `compare.step_by_step`: text_id, term, step, n, rate, rows.
    """
    names, order = (list(dict.fromkeys(table[c])) for c in ("term", "step"))
    look, last, ends = looks(table["text_id"]), len(order) - 1, []
    n_lines = table.drop_duplicates(["text_id", "term"]).shape[0]
    tall = max(4.2, 1.4 + 0.24 * n_lines)
    ax = new_axes(ax, height=tall)
    for (id, name), one in table.groupby(["text_id", "term"], sort=False):
        ax.plot([order.index(s) for s in one["step"]], one["rate"], ("-", "--", ":", "-.")[names.index(name) % 4], color=look[id][0], linewidth=1.8)
        for r in one.itertuples():
            if r.n:
                mark(ax, point(ax, order.index(r.step), r.rate, look[id]), title=f"{name}, {id}, {r.step}: {count_of(r.n, 'mention')}", shows=r.n, keys=r.rows)
        ends.append((float(one["rate"].iloc[-1]), f"{name}, {id} ({int(one['n'].iloc[-1])})", look[id][0]))
    top, ends = max([*table["rate"], 1.0]), sorted(ends)
    at = spread([e[0] for e in ends], 0.27 / (tall - 1.6) * top)
    for (y, words, colour), place in zip(ends, at):
        ax.annotate(short(words, 40, 1), (last, y), xytext=(last + 0.12, place), va="center", fontsize=9, color=INK, annotation_clip=False,
                    arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 5})
    ax.set_xticks(range(len(order)), [short(s, 16) for s in order])
    ax.set_xlim(-0.2, last + 0.08)
    ax.set_ylim(0, max([top * 1.05, *at]))
    ax.set_ylabel("mentions per 1,000 words")
    ax.grid(axis="y")
    key_below(ax, look, voices=False)
    return describe(ax, "Rates per 1,000 words as distinctions are added. " + "; ".join(
        f"{name} in {id}: " + ", ".join(f"{s} {r:.1f}" for s, r in zip(one["step"], one["rate"])) for (id, name), one in table.groupby(["text_id", "term"], sort=False)) + ".", table)


@styled
def over_time(table: pd.DataFrame, *, value: str = "rate", ylabel: str = "per 1,000 words", ax: Axes | None = None) -> Axes:
    """A line for each outlet (text_id) over the periods, with the interval of each point; a point opens the rows that it counts.

    `table`: one row per text_id and period, with the value's column, n, low, high and rows. A period without texts has no point, and the line is broken there.
    """
    look, periods = looks(table["text_id"]), sorted(set(table["period"]))
    step = min((b - a for a, b in zip(periods, periods[1:])), default=1)
    ax = new_axes(ax, height=4.6)
    for k, (id, one) in enumerate(table.groupby("text_id", sort=False)):
        shift = (k - (len(look) - 1) / 2) * step * 0.09
        by_period = one.set_index("period")[value].reindex(range(periods[0], periods[-1] + step, step))
        ax.plot(by_period.index + shift, by_period, "-", color=look[id][0], linewidth=1.6, alpha=0.8)
        for r in one.to_dict("records"):
            ax.vlines(r["period"] + shift, r["low"], r["high"], color=look[id][0], linewidth=1.3, alpha=0.5)
            drawn = point(ax, r["period"] + shift, r[value], look[id])
            if r["n"]:
                mark(ax, drawn, title=f"{id}, {_years(r['period'], step)}: {count_of(r['n'])}, {r[value]:.3g} {ylabel}", shows=r["n"], keys=r["rows"])
    ax.set_xticks(periods, [_years(p, step) for p in periods])
    ax.set_ylim(0, max([0.01, *table["high"]]) * 1.04)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=7))
    ax.set_ylabel(ylabel)
    ax.grid(axis="y")
    key_below(ax, look, voices=False, ranges=True)
    told = [f"{id}: " + ", ".join(f"{p} {v:.3g}" for p, v in zip(one["period"], one[value])) for id, one in table.groupby("text_id", sort=False)]
    return describe(ax, f"Lines over time, {ylabel}, by the first year of each period. " + "; ".join(told) + ".", table)


def _years(first: int, step: int) -> str:
    return str(first) if step == 1 else f"{first}–{(first + step - 1) % 100:02d}"


def spread(places: Sequence[float], gap: float) -> list[float]:
    """Places moved apart, as little as needed for each to be at least `gap` above the one before; given and returned in order."""
    out: list[float] = []
    for place in places:
        out.append(max(place, out[-1] + gap) if out else place)
    return out


@styled
def keyness(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Words that one text prefers to the other: a dot with its interval for each, the first text's to the left.

    `table`: one row per lemma, from `compare.keyness`.
    """
    ids = list(dict.fromkeys(table["text_id"]))
    look = looks(ids)
    ax = new_axes(ax, height=1.5 + 0.26 * len(table))
    for k, r in enumerate(table.itertuples()):
        ax.hlines(k, -r.high, -r.low, color=look[r.text_id][0], linewidth=1.4, alpha=0.55)
        mark(ax, point(ax, -r.log_odds, k, look[r.text_id]), title=f"{r.lemma}: {r.n} in {r.text_id}, {r.other_n} in the other", shows=r.n + r.other_n, keys=r.rows)
    ax.axvline(0, color=FAINT, linewidth=1)
    lanes(ax, len(table))
    ax.set_yticks(range(len(table)), [short(f"{r.lemma} ({r.n} : {r.other_n})", 30, 1) for r in table.itertuples()])
    ax.set_ylim(max(0.5, len(table) - 0.5), -0.5)
    reach = max([1.0, *table["low"].abs(), *table["high"].abs()]) * 1.05
    ax.set_xlim(-reach, reach)
    ax.set_xlabel("← " + "   |   ".join(short(id, 24, 1) for id in ids) + " →\nthe further from 0, the more one text prefers the word (log-odds)\nin brackets: how often there : in the other text" if ids else "")
    ax.grid(axis="x")
    key_below(ax, look, voices=False, ranges=True)
    return describe(ax, "Words that each text prefers. " + "; ".join(f"{id}: " + ", ".join(table[table["text_id"] == id]["lemma"]) for id in ids) + ".", table)

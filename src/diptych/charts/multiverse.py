"""Whether findings hold: a line for each, on it a mark for each way of counting."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from diptych.charts.base import (
    COLOURS,
    INK,
    LINE,
    describe,
    is_narrow,
    label_rows,
    lanes,
    lines_of,
    mark,
    new_axes,
    short,
    styled,
)

#: How a way of counting stands beside the first page's: its sign, and the mark (told by shape, not by colour
#: alone) and words for it.
SHAPES = {
    "same": ("o", "the same way"),
    "flips": ("X", "the other way round"),
    "none": ("D", "no difference"),
}
STEP = 0.11  # inches from one mark of a line to the next
CHOICES = ("coding", "voice", "last")


@styled
def multiverse(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How far apart two shares are in each way of counting, a line for each finding.

    `table`: one row per finding and way of counting, from `multiverse.readings_of`. The ways stand one
    below the other in the order of the table; the first page's has a large ring.
    """
    names = list(dict.fromkeys(table["finding"]))
    own = {name: table[table["finding"] == name].to_dict("records") for name in names}
    holds = [f"holds in {_same(own[name])} of {len(own[name])} readings" for name in names]
    labels = [f"{short(name, 38, 4)}\n{words}" for name, words in zip(names, holds)]
    head = LINE * lines_of(labels) + 0.04 if is_narrow() else 0.0
    most = max(map(len, own.values()), default=1)
    row = max(head + STEP * most + 0.14, LINE * lines_of(labels) + 0.1)
    ax = new_axes(ax, height=1.5 + row * len(names))
    for k, name in enumerate(names):
        top = k - 0.5 + (head + (row - head - STEP * len(own[name])) / 2) / row
        ax.vlines(0, top, k + 0.5, color=INK, linewidth=0.9, zorder=1)
        for j, one in enumerate(own[name]):
            _draw(ax, one, top + STEP * (j + 0.5) / row)
    lanes(ax, len(names))
    label_rows(ax, range(len(names)), [k - 0.5 + 0.03 / row for k in range(len(names))], labels)
    far = max(map(abs, table["difference"]), default=1.0)
    ax.set_xlim(-1.12 * far, 1.12 * far)
    ax.set_ylim(max(0.5, len(names) - 0.5), -0.5)
    ax.grid(axis="x")
    ax.set_xlabel(short("difference of the two shares, in percentage points", 40 if is_narrow() else 100))
    _key(ax, set(table["sign"]))
    told = "; ".join(f"{name}, {words}" for name, words in zip(names, holds))
    return describe(ax, f"Findings by way of counting. {told}.", table)


def _same(rows: list[dict]) -> int:
    return sum(one["sign"] == "same" for one in rows)


def _draw(ax: Axes, one: dict, y: float) -> None:
    """One mark, which opens the rows that both shares count, where there are any."""
    told = SHAPES[one["sign"]][1]
    drawn = ax.plot([one["difference"]], [y], **_look(one["sign"]), clip_on=False, zorder=3)
    if one["first"]:
        drawn += ax.plot([one["difference"]], [y], **_ring(), clip_on=False, zorder=2)
    n = one["n"] + one["other_n"]
    counts = f"{one['n']} of {one['of']}, and {one['other_n']} of {one['other_of']}"
    if one["rows"]:
        title = f"{one['finding']}; {', '.join(one[c] for c in CHOICES)}: {told}, {counts}"
        mark(ax, drawn, title=title, shows=n, keys=one["rows"])


def _look(sign: str) -> dict:
    """The mark of a sign, as properties of a line."""
    shape = SHAPES[sign][0]
    style = {"marker": shape, "linestyle": "", "markersize": 7 if shape == "X" else 6}
    hollow = {"markerfacecolor": "white"} if sign == "none" else {}
    return style | hollow | {"color": COLOURS[0] if sign == "same" else INK}


def _ring() -> dict:
    size = {"markersize": 11, "markeredgewidth": 1.0}
    return {"marker": "o", "markerfacecolor": "none", "color": INK, "linestyle": ""} | size


def _key(ax: Axes, signs: set[str]) -> None:
    shown = [(Line2D([], [], **_ring()), "as counted on the first page")]
    for sign in (sign for sign in SHAPES if sign in signs):
        shown.append((Line2D([], [], **_look(sign)), SHAPES[sign][1]))
    handles, labels = zip(*shown)
    ax.figure.legend(handles, labels, loc="outside lower left", ncols=1 if is_narrow() else 4, fontsize=9)

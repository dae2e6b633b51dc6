"""Counts: in each cell of a grid a mark for each text."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes

from diptych import receipts
from diptych.charts.base import (
    INK,
    LINE,
    RULE,
    by_total,
    count_of,
    describe,
    key_below,
    lanes,
    lines_of,
    looks,
    mark,
    new_axes,
    point,
    short,
    styled,
)


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

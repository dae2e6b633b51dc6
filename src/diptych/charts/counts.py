"""Counts: a grid in which each text has a mark for each voice, with what is denied or kept at a distance
struck through."""

from __future__ import annotations

import math
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from diptych import rowkeys, schema
from diptych.ask import columns
from diptych.charts.base import (
    INK,
    LINE,
    RULE,
    WIDE,
    by_total,
    count_of,
    describe,
    is_narrow,
    lanes,
    lines_of,
    looks,
    mark,
    new_axes,
    short,
    styled,
)
from diptych.charts.signs import SIGNS, Sign, key_below, mark_of, point

SLOT, LANE = 0.36, 0.27  # inches: a mark with its number; the lane of one text in a row


class _Count(NamedTuple):
    """What one mark counts: the row and the column of the grid, the text, the sign, and the keys of the
    rows."""

    y: str
    x: str
    text_id: str
    sign: Sign
    keys: tuple[str, ...]


@styled
def cells(table: pd.DataFrame, *, x: str, y: str, ax: Axes | None = None) -> Axes:
    """A grid: in each cell a mark for each text and sign, as large as its count, the count beside it.

    `table`: one row per thing counted, with text_id, sent, start, end and the columns named by `x` and `y`;
    the sign of each row is that of `mark_of`. Rows and columns stand in the order of their totals. On a
    phone, a list of the cells.
    """
    columns(table, "text_id", x, y)
    look, across, down = looks(table["text_id"]), by_total(table[x]), by_total(table[y])
    counts = _counted(table, x, y, list(look), across, down)
    ax = (_list if is_narrow() else _grid)(counts, x, y, look, across, down, ax)
    signed = {"voice", *schema.STRUCK} & set(table.columns)
    key_below(ax, look, signs={c.sign for c in counts} if signed else ())
    top = sorted(counts, key=lambda c: (-len(c.keys), str(c)))[:10]
    told = "; ".join(f"{_named(c, x, y, bool(signed))} {len(c.keys)}" for c in top)
    rows = [(c.y, c.x, c.text_id, c.sign.words, len(c.keys), c.keys) for c in counts]
    data = pd.DataFrame(rows, columns=[y, x, "text_id", "mark", "n", "rows"])
    data = data if signed else data.drop(columns="mark")
    return describe(
        ax, f"Counts by {y.replace('_', ' ')} and {x.replace('_', ' ')}, the largest first: {told}.", data
    )


def _counted(table: pd.DataFrame, x: str, y: str, order: list[str], across: list, down: list) -> list[_Count]:
    """The marks of a grid in the order in which it is read."""
    signed = table.assign(_sign=[mark_of(row) for row in table.to_dict("records")])
    found = [_Count(*by, keys) for by, keys in rowkeys.gathered(signed, [y, x, "text_id", "_sign"]).items()]
    place = lambda c: (down.index(c.y), across.index(c.x), order.index(c.text_id), SIGNS.index(c.sign))  # noqa: E731
    return sorted(found, key=place)


def _named(c: _Count, x: str, y: str, signed: bool) -> str:
    return ", ".join(
        [schema.words(y, c.y), schema.words(x, c.x), c.text_id, *([c.sign.words] if signed else [])]
    )


def _draw(ax: Axes, at: tuple[float, float], c: _Count, look: dict, title: str) -> None:
    """One mark with its number."""
    n = len(c.keys)
    drawn = point(ax, *at, look[c.text_id], c.sign, size=min(15, 4 + 2.4 * math.sqrt(n)))
    number = ax.annotate(
        str(n), at, xytext=(9.5, 0), textcoords="offset points", va="center", fontsize=9, color=INK
    )
    mark(ax, (drawn, number), title=f"{title}: {count_of(n)}", shows=n, keys=c.keys)


def _grid(
    counts: list[_Count], x: str, y: str, look: dict, across: list, down: list, ax: Axes | None
) -> Axes:
    """The grid of a wide chart: a column is as wide as its signs or the longest word of its head."""
    signs = {v: [s for s in SIGNS if any(c.x == v and c.sign == s for c in counts)] for v in across}
    names = [schema.words(x, v) for v in across]
    wide = [max(SLOT * len(signs[v]) + 0.12, min(1.2, 0.085 * max(map(len, n.split()), default=1) + 0.12))
            for v, n in zip(across, names)]
    wide = [w * max(1.0, min(1.6, 5.6 / sum(wide))) for w in wide]
    edges = [sum(wide[:k]) for k in range(len(wide) + 1)]
    heads = [short(n, max(5, int(w / 0.083)), 6) for n, w in zip(names, wide)]
    sides = [short(schema.words(y, v), 30) for v in down]
    row = max(LANE * len(look) + 0.1, LINE * lines_of(sides) + 0.1)
    ax = new_axes(ax, height=1.6 + LINE * lines_of(heads) + row * len(down), width=max(WIDE, 2.6 + edges[-1]))
    order = list(look)
    for c in counts:
        k = across.index(c.x)
        left = edges[k] + (wide[k] - SLOT * len(signs[c.x])) / 2 + SLOT * signs[c.x].index(c.sign) + 0.12
        lane = (order.index(c.text_id) - (len(order) - 1) / 2) * LANE / row
        _draw(
            ax,
            (left, down.index(c.y) + lane),
            c,
            look,
            _named(c, x, y, c.sign != SIGNS[0] or len(set(counts)) > 1),
        )
    ax.set_xticks([(a + b) / 2 for a, b in zip(edges, edges[1:])], heads)
    ax.xaxis.tick_top()
    ax.tick_params(axis="x", length=0)
    ax.set_yticks(range(len(down)), sides)
    ax.set_xlim(0, max(0.4, edges[-1]))
    ax.set_ylim(max(0.5, len(down) - 0.5), -0.5)
    lanes(ax, len(down))
    for edge in edges[1:-1]:
        ax.axvline(edge, color=RULE, linewidth=0.8, zorder=0)
    ax.spines["bottom"].set_visible(False)
    return ax


def _list(
    counts: list[_Count], x: str, y: str, look: dict, across: list, down: list, ax: Axes | None
) -> Axes:
    """The cells of a narrow chart, one below the other: the row's name, then each column that it has with the
    marks there."""
    order, tall, placed = list(look), 0.0, []
    for v in down:
        head = short(schema.words(y, v), 40)
        placed.append((0.0, tall, head, "bold", []))
        tall += LINE * lines_of([head]) + 0.06
        for u in across:
            own = [c for c in counts if c.y == v and c.x == u]
            if own:
                name = short(schema.words(x, u), 21)
                lanes_ = [id for id in order if any(c.text_id == id for c in own)]
                placed.append(
                    (
                        0.1,
                        tall,
                        name,
                        "normal",
                        [(c, tall + LANE * (lanes_.index(c.text_id) + 0.5)) for c in own],
                    )
                )
                tall += max(LANE * len(lanes_), LINE * lines_of([name])) + 0.05
        tall += 0.1
    ax = new_axes(ax, height=tall + 1.5)
    for left, top, name, weight, marks in placed:
        ax.text(left, top, name, va="top", fontsize=9, fontweight=weight, linespacing=1.1)
        if weight == "bold":
            ax.axhline(top - 0.06, color=RULE, linewidth=0.8, zorder=0)
        for c, at in marks:
            _draw(ax, (1.95 + 0.42 * SIGNS.index(c.sign), at), c, look, _named(c, x, y, True))
    ax.set_xlim(0, 3.6)
    ax.set_ylim(tall or 1, -0.08)
    ax.axis("off")
    return ax

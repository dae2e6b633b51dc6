"""Rates and shares: rows of dots, steps of a count, lines over time, and the words that one text prefers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from diptych.charts.base import (
    FAINT,
    INK,
    LANE,
    LINE,
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

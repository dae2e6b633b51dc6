"""Rates and shares: rows of dots, steps of a count, lines over time, and the words that one text prefers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from diptych import schema
from diptych.ask import columns
from diptych.charts.base import (
    FAINT,
    INK,
    LANE,
    LINE,
    SOFT,
    count_of,
    describe,
    is_narrow,
    label_rows,
    lanes,
    lines_of,
    looks,
    mark,
    new_axes,
    short,
    styled,
)
from diptych.charts.signs import Sign, key_below, point
from diptych.schema import OTHERS


@styled
def dots(
    table: pd.DataFrame,
    *,
    value: str = "n",
    label: str,
    low: str | None = None,
    high: str | None = None,
    xlabel: str = "",
    ax: Axes | None = None,
) -> Axes:
    """A dot for each text on each row, all on one axis, with its number; a small 0 where the text has none.

    `table`: one row per text and label: text_id, the label's column, n, the value's column (n, rate, share,
    …), `of` where the value is a share, and rows (the keys of what is counted). A share is drawn in per cent,
    with its "5 of 14". Rows stand in the order in which their labels first come. A line from `low` to `high`
    only where their columns are named.
    """
    columns(table, "text_id", label, value, "n", low, high)
    look, names = looks(table["text_id"]), list(dict.fromkeys(table[label]))
    shown = [short(schema.words(label, name), 38) for name in names]
    xlabel, times = xlabel or XLABELS.get(value, value), 100 if value == "share" else 1
    head = LINE * lines_of(shown) + 0.04 if is_narrow() else 0.0
    row = max(head + LANE * len(look) + 0.1, LINE * lines_of(shown) + 0.08, 0.28)
    ax = new_axes(ax, height=1.5 + row * len(names))
    place, order = {name: k for k, name in enumerate(names)}, list(look)
    for r in table.to_dict("records"):
        y = (
            place[r[label]]
            - 0.5
            + (head + (row - head - LANE * len(look)) / 2 + LANE * (order.index(r["text_id"]) + 0.5)) / row
        )
        if low is not None:
            ax.hlines(
                y, times * r[low], times * r[high], color=look[r["text_id"]][0], linewidth=1.4, alpha=0.55
            )
        _dot(
            ax,
            r,
            times * r[value],
            y,
            look[r["text_id"]],
            f"{schema.words(label, r[label])}, {r['text_id']}",
            xlabel,
            value,
            low is None,
        )
    lanes(ax, len(names))
    label_rows(ax, range(len(names)), [k - 0.5 + 0.03 / row for k in range(len(names))], shown)
    ax.set_ylim(max(0.5, len(names) - 0.5), -0.5)
    ax.grid(axis="x")
    most = max([times * v for v in table[value]], default=1.0) if low is None else ax.dataLim.x1
    ax.set_xlim(0, max(most, 1e-9) * (1.02 if low is not None else 1.3 if value == "share" else 1.1))
    ax.xaxis.set_major_locator(
        MaxNLocator(integer=value == "n", nbins=5 if is_narrow() else 9, steps=[1, 2, 5, 10])
    )
    ax.set_xlabel(short(xlabel, 40 if is_narrow() else 100))
    struck = [Sign(), Sign(struck=True)] if "struck" in table and table["struck"].any() else ()
    key_below(ax, look, signs=struck, ranges=low is not None)
    told = [
        f"{schema.words(label, name)}: "
        + ", ".join(f"{r['text_id']} {_number(r, value)}" for r in one.to_dict("records"))
        for name, one in table.groupby(label, sort=False)
    ]
    more = f"; and {len(told) - 12} more rows, in the table." if len(told) > 12 else "."
    return describe(ax, f"Dots, {xlabel}. " + "; ".join(told[:12]) + more, table)


XLABELS = {"n": "mentions", "rate": "per 1,000 words", "share": "per cent"}


def _number(r: dict, value: str) -> str:
    """The number that a dot shows, as words: "5", "5 of 14", "2.4"."""
    if value == "share" and "of" in r:
        return f"{r['n']} of {r['of']}"
    return str(r["n"]) if value == "n" else f"{r[value]:.3g}"


def _dot(
    ax: Axes,
    r: dict,
    x: float,
    y: float,
    look: tuple[str, str],
    named: str,
    xlabel: str,
    value: str,
    numbered: bool,
) -> None:
    """One dot and its number, or the 0 of a text that has none."""
    if not r["n"]:
        ax.annotate(
            "0", (0, y), xytext=(3, 0), textcoords="offset points", va="center", fontsize=9, color=SOFT
        )
        return
    drawn = point(ax, x, y, look, Sign(struck=bool(r.get("struck"))))
    if numbered:
        drawn.append(
            ax.annotate(
                _number(r, value),
                (x, y),
                xytext=(7, 0),
                textcoords="offset points",
                va="center",
                fontsize=9,
                color=INK,
                annotation_clip=False,
            )
        )
    more = (
        ""
        if value == "n"
        else f", {_number(r, value)} ({x:.0f} %)"
        if value == "share"
        else f", {x:.3g} {xlabel}"
    )
    mark(ax, drawn, title=f"{named}: {count_of(r['n'])}{more}", shows=r["n"], keys=r["rows"])


@styled
def steps(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How a count changes as distinctions are added: one line for each text and term, from every mention to
    the narrowest.

    `table`: one row per text, term and step, from `compare.step_by_step`: text_id, term, step, n, rate, rows.
    """
    names, order = (list(dict.fromkeys(table[c])) for c in ("term", "step"))
    look, last, ends = looks(table["text_id"]), len(order) - 1, []
    n_lines = table.drop_duplicates(["text_id", "term"]).shape[0]
    tall = max(4.2, 1.4 + 0.24 * n_lines)
    ax = new_axes(ax, height=tall + (0.24 * n_lines if is_narrow() else 0))
    for k, ((id, name), one) in enumerate(table.groupby(["text_id", "term"], sort=False)):
        shift = 0.05 * (k - (n_lines - 1) / 2) / max(1, n_lines)
        line = LINES[names.index(name) % len(LINES)]
        ax.plot(
            [order.index(s) + shift for s in one["step"]], one["n"], line, color=look[id][0], linewidth=1.8
        )
        for r in one.itertuples():
            if r.n:
                title = f"{schema.words('term', name)}, {id}, {r.step}: {count_of(r.n, 'mention')}"
                mark(
                    ax,
                    point(ax, order.index(r.step) + shift, r.n, look[id]),
                    title=title,
                    shows=r.n,
                    keys=r.rows,
                )
        ends.append(
            (
                float(one["n"].iloc[-1]),
                f"{schema.words('term', name)}, {id} ({int(one['n'].iloc[-1])})",
                look[id],
                line,
            )
        )
    top, ends = max([*table["n"], 1.0]), sorted(ends, key=lambda e: e[:2])
    at = [] if is_narrow() else _named_at_the_end(ax, ends, last, 0.27 / (tall - 1.6) * top)
    ax.set_xticks(range(len(order)), [short(s, 9 if is_narrow() else 16, 4) for s in order])
    ax.set_xlim(-0.2, last + 0.08 + (0.12 if is_narrow() else 0))
    ax.set_ylim(0, max([top * 1.05, *at]))
    ax.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=8))
    ax.set_ylabel("mentions")
    ax.grid(axis="y")
    if is_narrow():
        keys = [
            Line2D([], [], color=look[0], marker=look[1], linestyle=line) for *_, look, line in reversed(ends)
        ]
        ax.figure.legend(
            keys,
            [short(words, 36, 1) for _, words, *_ in reversed(ends)],
            loc="outside lower left",
            fontsize=9,
        )
    else:
        key_below(ax, look)
    told = "; ".join(f"{name} in {id}: " + ", ".join(f"{s} {n}" for s, n in zip(one["step"], one["n"]))
                     for (id, name), one in table.groupby(["text_id", "term"], sort=False))
    return describe(ax, f"Mentions as distinctions are added. {told}.", table)


LINES = ("-", "--", ":", "-.")


def _named_at_the_end(ax: Axes, ends: list[tuple], last: int, gap: float) -> list[float]:
    """The names of lines, each at its end and moved apart; where they were put."""
    at = spread([e[0] for e in ends], gap)
    for (y, words, (colour, _), _), place in zip(ends, at):
        ax.annotate(
            short(words, 40, 1),
            (last, y),
            xytext=(last + 0.12, place),
            va="center",
            fontsize=9,
            color=INK,
            annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 5},
        )
    return at


@styled
def over_time(
    table: pd.DataFrame, *, value: str = "rate", ylabel: str = "per 1,000 words", ax: Axes | None = None
) -> Axes:
    """A line for each outlet (text_id) over the periods, with the interval of each point; a point opens the
    rows that it counts.

    `table`: one row per text_id and period, with the value's column, n, low, high and rows. A period without
    texts has no point, and the line is broken there.
    """
    columns(table, "text_id", "period", value)
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
                mark(
                    ax,
                    drawn,
                    title=f"{id}, {_years(r['period'], step)}: {count_of(r['n'])}, {r[value]:.3g} {ylabel}",
                    shows=r["n"],
                    keys=r["rows"],
                )
    every = periods[::2] if is_narrow() and len(periods) > 5 else periods
    ax.set_xticks(every, [str(p) if is_narrow() else _years(p, step) for p in every])
    ax.set_ylim(0, max([0.01, *table["high"]]) * 1.04)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=7))
    ax.set_ylabel(ylabel)
    ax.grid(axis="y")
    key_below(ax, look, ranges=True)
    told = [
        f"{id}: " + ", ".join(f"{p} {v:.3g}" for p, v in zip(one["period"], one[value]))
        for id, one in table.groupby("text_id", sort=False)
    ]
    return describe(
        ax, f"Lines over time, {ylabel}, by the first year of each period. " + "; ".join(told) + ".", table
    )


def _years(first: int, step: int) -> str:
    return str(first) if step == 1 else f"{first}–{(first + step - 1) % 100:02d}"


def spread(places: Sequence[float], gap: float) -> list[float]:
    """Places moved apart, as little as needed for each to be at least `gap` above the one before; given and
    returned in order."""
    out: list[float] = []
    for place in places:
        out.append(max(place, out[-1] + gap) if out else place)
    return out


@styled
def keyness(table: pd.DataFrame, *, intervals: bool = False, ax: Axes | None = None) -> Axes:
    """Words that a text prefers: a dot for each, its interval where asked for. Of two texts the first's words
    lie to the left; of more, each text's words are set against all the others, and lie to the right.

    `table`: one row per lemma, from `compare.keyness`.
    """
    ids, others = list(dict.fromkeys(table["text_id"])), set(table["against"])
    side = 1 if others == {OTHERS} else -1
    look = looks(ids)
    ax = new_axes(ax, height=1.7 + 0.26 * len(table))
    for k, r in enumerate(table.itertuples()):
        if intervals:
            ax.hlines(k, side * r.low, side * r.high, color=look[r.text_id][0], linewidth=1.4, alpha=0.55)
        title = f"{r.lemma}: {r.n} in {r.text_id}, {r.other_n} in {r.against}"
        mark(
            ax,
            point(ax, side * r.log_odds, k, look[r.text_id]),
            title=title,
            shows=r.n + r.other_n,
            keys=r.rows,
        )
    ax.axvline(0, color=FAINT, linewidth=1)
    lanes(ax, len(table))
    wide = 18 if is_narrow() else 30
    ax.set_yticks(
        range(len(table)), [short(f"{r.lemma} ({r.n} : {r.other_n})", wide, 1) for r in table.itertuples()]
    )
    ax.set_ylim(max(0.5, len(table) - 0.5), -0.5)
    ends = table[["low", "high"]] if intervals else table[["log_odds"]]
    reach = max([1.0, *ends.abs().max()]) * 1.1 if len(table) else 1.0
    ax.set_xlim(-reach, reach)
    ax.set_xlabel(_preferred(ids, others), fontsize=9)
    ax.grid(axis="x")
    key_below(ax, look, ranges=intervals)
    told = "; ".join(f"{id}: " + ", ".join(table[table["text_id"] == id]["lemma"]) for id in ids)
    return describe(ax, f"Words that each text prefers. {told}.", table)


def _preferred(ids: Sequence[str], others: set[str]) -> str:
    """What the axis of `keyness` says."""
    if not ids:
        return ""
    if others == {OTHERS}:
        said = [
            "the further to the right, the more its text prefers the word to the others (log-odds); in"
            " brackets: how often there : in the others"
        ]
    else:
        sides = "← " + " | ".join(short(id, 12 if is_narrow() else 24, 1) for id in ids) + " →"
        said = [
            sides,
            (
                "the further from 0, the more one text prefers the word (log-odds); in brackets: how often"
                " there : in the other text"
            ),
        ]
    return "\n".join(short(words, 32 if is_narrow() else 60, 6) for words in said)

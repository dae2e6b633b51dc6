"""The figures that the texts give, on one scale."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes

from diptych import rowkeys
from diptych.charts.base import (
    INK,
    LINE,
    RULE,
    SOFT,
    describe,
    is_narrow,
    label_rows,
    looks,
    mark,
    new_axes,
    short,
    styled,
)
from diptych.charts.signs import key_below, mark_of, point

#: So many figures of one thing counted have a lane; what is beyond is counted, and listed behind the number.
MOST = 12


@styled
def figures(numbers: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """The figures of the texts on one scale (a logarithm, so that 8 and 7,000 can both be read), a row for
    each thing counted and in it a lane for each figure.

    `numbers`: rows of layer `number`. A line from low to high, an arrow where there is no upper or no lower
    end; the sign is that of `mark_of`, and the name of who gives a reported figure stands beside it.
    """
    rows, look = _counts(numbers)
    groups = list(dict.fromkeys(zip(rows["measure"], rows["counted"])))
    names = [
        short(" · ".join(w for w in (counted, _measured(counted, measure)) if w), 34)
        for measure, counted in groups
    ]
    lane = 0.42 if is_narrow() else 0.24
    heads = [LINE * (name.count("\n") + 1) + 0.05 if is_narrow() else 0.0 for name in names]
    n_in = [min(MOST + 1, int(((rows["measure"] == m) & (rows["counted"] == c)).sum())) for m, c in groups]
    tall = [
        max(lane * n + head, LINE * (name.count("\n") + 1)) + 0.1 for n, name, head in zip(n_in, names, heads)
    ]
    tops = [sum(tall[:k]) for k in range(len(tall))]
    ax = new_axes(ax, height=sum(tall) + 1.6)
    edge = max([10.0, *rows["at"], *rows["high"].dropna()]) * 3
    for top, head, height, (measure, counted) in zip(tops, heads, tall, groups):
        own = rows[(rows["measure"] == measure) & (rows["counted"] == counted)]
        ax.axhline(top, color=RULE, linewidth=0.8, zorder=0)
        middle = top + head + (height - head) / 2 + (0.08 if is_narrow() else 0)
        lanes_of = [middle + (k - (min(len(own), MOST + 1) - 1) / 2) * lane for k in range(MOST + 1)]
        fits = len(own) if len(own) <= MOST + 1 else MOST
        for y, r in zip(lanes_of, own.head(fits).to_dict("records")):
            _figure(ax, r, y, look)
        if len(own) > fits:
            _more(ax, own.iloc[fits:], lanes_of[fits])
    ax.set_xscale("log")
    ax.set_xlim(0.8, edge)
    label_rows(ax, [a + t / 2 for a, t in zip(tops, tall)], [a + 0.04 for a in tops], names)
    ax.set_ylim(sum(tall) or 1, 0)
    ticks = [
        10**k for k in range(0, max(2, math.ceil(math.log10(edge))), 2 if is_narrow() and edge > 1e5 else 1)
    ]
    ax.set_xticks(ticks, [f"{t:,}" for t in ticks])
    ax.minorticks_off()
    ax.set_xlabel(
        short("the figure; each step to the right is ten times the one before", 40 if is_narrow() else 100),
        fontsize=9,
    )
    ax.grid(axis="x")
    key_below(ax, look, signs=[mark_of(r) for r in rows.to_dict("records")])
    told = "; ".join(
        f"{r.text_id}: {r.surface} {r.counted}" + (f" ({r.source})" if r.source else "")
        for r in rows.head(50).itertuples()
    )
    return describe(
        ax,
        f"Figures given by the texts. {told}.",
        rows[["measure", "counted", "text_id", "sent", "surface", "low", "high", "voice", "source"]],
    )


def _counts(numbers: pd.DataFrame) -> tuple[pd.DataFrame, dict]:
    """The counts among the figures, by what is counted, and the look of each text."""
    low, high = (
        pd.to_numeric(numbers["low"], errors="coerce"),
        pd.to_numeric(numbers["high"], errors="coerce"),
    )
    at = low.fillna(high)
    rows = numbers.assign(low=low, high=high, at=at)[(numbers["kind"] == "count") & (at > 0)].copy()
    look = looks(numbers["text_id"])
    rows["order"] = [list(look).index(id) for id in rows["text_id"]]
    return rows.sort_values(["measure", "counted", "order", "at"], kind="stable"), look


def _figure(ax: Axes, r: dict, y: float, look: dict) -> None:
    """One figure: its mark, its range, and its words."""
    colour = look[r["text_id"]][0]
    if pd.isna(r["high"]) or pd.isna(r["low"]):
        end = r["at"] * 2.4 if pd.isna(r["high"]) else r["at"] / 2.4
        ax.annotate("", (end, y), (r["at"], y), arrowprops={"arrowstyle": "->", "color": colour})
    elif r["high"] != r["low"]:
        ax.hlines(y, r["low"], r["high"], color=colour, linewidth=2)
    by = f" ({r['source']})" if r["source"] else ""
    at, put = ((0.02, y - 0.2), "left") if is_narrow() else ((1.01, y), "left")
    drawn = point(ax, r["at"], y, look[r["text_id"]], mark_of(r))
    drawn.append(
        ax.text(
            *at,
            short(f"{r['surface']}{by}", 40, 1),
            transform=ax.get_yaxis_transform(),
            va="center",
            ha=put,
            fontsize=9,
            color=INK,
        )
    )
    title = f"{r['text_id']} {r['sent']}: {r['surface']}, {r['counted']}" + (
        f", by {r['source']}" if r["source"] else ""
    )
    mark(ax, drawn, title=title, shows=1, keys=[rowkeys.key(*(r[c] for c in rowkeys.BASE))])


def _more(ax: Axes, rest: pd.DataFrame, y: float) -> None:
    """The figures of a row for which there is no lane, as one mark."""
    words = f"and {len(rest):,} more"
    drawn = ax.text(0.02 if is_narrow() else 1.01, y, words, transform=ax.get_yaxis_transform(), va="center",
                    ha="left", fontsize=9, color=SOFT)
    keys = [rowkeys.key(*(r[c] for c in rowkeys.BASE)) for r in rest.to_dict("records")]
    mark(ax, drawn, title=f"{rest['counted'].iloc[0]}: {words}", shows=len(rest), keys=keys)


def _measured(counted: str, measure: str) -> str:
    """What the measure adds to what is counted: nothing to "people killed", and nothing where it is
    `other`."""
    if counted and measure == "other":
        return ""
    return " ".join(word for word in str(measure).split("_") if word not in str(counted).split())

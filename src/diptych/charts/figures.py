"""The figures that the texts give, on one scale."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes

from diptych import receipts
from diptych.charts.base import (
    INK,
    LINE,
    RULE,
    describe,
    key_below,
    looks,
    mark,
    new_axes,
    point,
    short,
    styled,
)


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

"""Event time from top to bottom, a column for each text."""

from __future__ import annotations

from datetime import date

import pandas as pd
from matplotlib.axes import Axes

from diptych import receipts
from diptych.charts.base import (
    FAINT,
    INK,
    LINE,
    SOFT,
    count_of,
    describe,
    lines_of,
    looks,
    mark,
    new_axes,
    short,
    styled,
)
from diptych.charts.signs import point
from diptych.days import bounds_of, in_plain_words


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
            drawn = point(ax, left[id], y, look[id])
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
    rows: dict[tuple, dict[str, list[tuple[str, str]]]] = {}
    for r in known.itertuples():
        start, end = (date.fromisoformat(str(v)[:10]).toordinal() for v in (r.earliest, r.latest))
        rows.setdefault((start, end, r.edtf, start == end, False), {}).setdefault(r.text_id, []).append((r.what, receipts.key(r.text_id, r.sent, r.start, r.end)))
    for id, day in published.items():
        if day:
            rows.setdefault((*bounds_of(day), day, True, True), {}).setdefault(id, []).append(("published", ""))
    return [(start, end, in_plain_words(edtf), exact, texts, pub) for (start, end, edtf, exact, pub), texts in sorted(rows.items(), key=lambda item: item[0])]

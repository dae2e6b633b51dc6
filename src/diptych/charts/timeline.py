"""Event time from top to bottom: the words of each text about each date, as they stand there."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from diptych import rowkeys
from diptych.charts.base import (
    FAINT,
    INK,
    LINE,
    NARROW,
    SOFT,
    WIDE,
    describe,
    is_narrow,
    looks,
    mark,
    new_axes,
    short,
    styled,
)
from diptych.charts.signs import Sign, key_below, mark_of, point
from diptych.extract.days import bounds_of, in_plain_words

#: Before a date that is not one day: a month, a season, a year, a span. The form of a mark says whose voice
#: it is.
SPAN = "↔ "
COLUMNS = 2  # texts that have a column of their own; more of them stand below one another
GAP = 0.06
#: What one text says of one date is drawn so often; what is beyond is counted, and listed behind the number.
MOST = 12


class _Said(NamedTuple):
    """What a text says of a date: its words, their sign, the key of its row, or those of more rows than are
    drawn."""

    words: str
    sign: Sign
    keys: tuple[str, ...]


class _When(NamedTuple):
    """One date: its first and last day, its name, and what each text says of it; `published` for a day of
    publication."""

    first: int
    last: int
    name: str
    said: dict[str, list[_Said]]
    published: bool


@styled
def timeline(dates: pd.DataFrame, published: dict[str, str], ax: Axes | None = None) -> Axes:
    """Event time from top to bottom, a row for each date, and in it the words of each text about it.

    `dates`: rows of layer `date` with an earliest and a latest day, from `excerpts.quoted`: the label of a
    mark is its `quote`, else its surface; its sign is that of `mark_of`. `published`: day of publication of
    each text, a row of its own. A month, season, year or span has ↔ before it. Up to two texts have a column
    each, and the same days to scale beside them; more texts, and all on a phone, stand below one another.
    """
    known = dates[dates["earliest"].astype(str).str.len() > 0]
    look, rows = looks([*dates["text_id"], *published]), _rows(known, published)
    if not rows:
        ax = new_axes(ax)
        ax.text(0.5, 0.5, "no date could be placed", ha="center", transform=ax.transAxes)
        ax.axis("off")
        return describe(
            ax,
            "A timeline with no marks: no date in these texts could be placed in time.",
            known[["text_id", "sent"]],
        )
    side_by_side = len(look) <= COLUMNS and not is_narrow()
    ax = (_columns if side_by_side else _list)(rows, look, ax)
    ax.axis("off")
    key_below(
        ax,
        {} if side_by_side else look,
        signs=[s.sign for r in rows for said in r.said.values() for s in said if s.keys],
    )
    told = [
        f"{r.name}: " + "; ".join(f"{id} “{s.words}”" for id, said in r.said.items() for s in said)
        for r in rows[:25]
    ]
    kept = [
        c for c in ("edtf", "text_id", "sent", "surface", "what", "quote", "voice", "source") if c in known
    ]
    return describe(ax, "Timeline from the earliest date to the latest. " + ". ".join(told) + ".",
                    known.sort_values(["earliest", "latest"], kind="stable")[kept])


def _rows(known: pd.DataFrame, published: dict[str, str]) -> list[_When]:
    """The dates in their order."""
    found: dict[tuple, dict[str, list[_Said]]] = {}
    for r in known.to_dict("records"):
        first, last = (date.fromisoformat(str(v)[:10]).toordinal() for v in (r["earliest"], r["latest"]))
        said = _Said(
            str(r.get("quote") or r["surface"]), mark_of(r), (rowkeys.key(*(r[c] for c in rowkeys.BASE)),)
        )
        found.setdefault((first, last, False, r["edtf"]), {}).setdefault(r["text_id"], []).append(said)
    for id, day in published.items():
        if day:
            found.setdefault((*bounds_of(day), True, day), {})[id] = [_Said("published", Sign(), ())]
    return [_When(first, last, ("" if first == last else SPAN) + in_plain_words(edtf),
                  {id: _folded(own) for id, own in said.items()}, is_published)
            for (first, last, is_published, edtf), said in sorted(found.items(), key=lambda item: item[0])]


def _folded(said: list[_Said]) -> list[_Said]:
    """What a text says of a date: the first words, and what is beyond `MOST` as one."""
    if len(said) <= MOST + 1:
        return said
    keys = tuple(key for one in said[MOST:] for key in one.keys)
    return [*said[:MOST], _Said(f"and {len(keys):,} more", Sign(), keys)]


def _say(ax: Axes, said: _Said, words: str, x: float, y: float, look: tuple[str, str], title: str) -> None:
    """A mark with its words beside it, from y down; for a day of publication a stroke."""
    at = y + LINE / 2
    if not said.keys:
        ax.plot(x, at, "|", color=look[0], markersize=10, markeredgewidth=1.6)
        ax.text(x + 0.13, y, words, va="top", fontsize=9, color=SOFT, style="italic")
        return
    text = ax.text(x + 0.13, y, words, va="top", fontsize=9, color=INK, linespacing=1.15)
    drawn = [text] if len(said.keys) > 1 else [point(ax, x, at, look, said.sign), text]
    mark(ax, drawn, title=title, shows=len(said.keys), keys=said.keys)


def _stacked(said: list[_Said], width: int) -> list[tuple[_Said, str, float]]:
    """What one text says of one date, with its words in lines and their distance from the top."""
    out, down = [], 0.0
    for one in said:
        words = short(one.words, width, 4, verbatim=True)
        out.append((one, words, down))
        down += LINE * (words.count("\n") + 1) + GAP
    return out


def _height(stack: list[tuple[_Said, str, float]]) -> float:
    return stack[-1][2] + LINE * (stack[-1][1].count("\n") + 1) + GAP if stack else 0.0


def _columns(rows: list[_When], look: dict, ax: Axes | None) -> Axes:
    """A column for each text; on the left the same days to scale."""
    wide = (WIDE - 2.3) / len(look)
    stacks = [{id: _stacked(said, int(wide * 12.5)) for id, said in r.said.items()} for r in rows]
    whens = [short(r.name, 19, 2) for r in rows]
    tall = [
        max([LINE * (when.count("\n") + 1) + GAP, *map(_height, s.values())]) + 0.08
        for when, s in zip(whens, stacks)
    ]
    tops = [sum(tall[:k]) for k in range(len(tall))]
    ax = new_axes(ax, height=sum(tall) + 1.3)
    first, last = min(r.first for r in rows), max(r.last for r in rows)
    at = [top + LINE / 2 for top in tops]
    scale = lambda day: at[0] + (day - first) / max(1, last - first) * (at[-1] - at[0])  # noqa: E731
    left = {id: 2.2 + wide * k for k, id in enumerate(look)}
    for top, y, r, when, stack in zip(tops, at, rows, whens, stacks):
        ax.plot(
            [0, 0],
            [scale(r.first), scale(r.last)],
            color=FAINT,
            linewidth=5,
            alpha=0.45,
            solid_capstyle="butt",
        )
        ax.plot([0, 0.4, 0.5], [scale((r.first + r.last) / 2), y, y], color="#CFCFCF", linewidth=0.8)
        ax.text(0.55, top, when, va="top", linespacing=1.15, fontsize=9, color=INK)
        for id, said in stack.items():
            for one, words, down in said:
                _say(ax, one, words, left[id], top + down, look[id], f"{r.name}, {id}: {one.words}")
    ax.plot([0, 0], [at[0], at[-1]], color=FAINT, linewidth=1)
    for id in look:
        ax.text(
            left[id] - 0.05,
            -0.3,
            short(id, int(wide * 10), 1),
            color=look[id][0],
            fontweight="bold",
            va="center",
        )
    ax.text(-0.25, -0.3, "to scale", fontsize=9, color=SOFT, va="center", ha="left")
    ax.set_xlim(-0.3, WIDE - 0.1)
    ax.set_ylim(sum(tall) + 0.1, -0.5)
    return ax


def _list(rows: list[_When], look: dict, ax: Axes | None) -> Axes:
    """The dates one below the other, and below each the words of one text after the other."""
    width = (NARROW if is_narrow() else WIDE) - 0.2
    placed, down = [], 0.0
    for r in rows:
        name = short(r.name, 40, 2)
        placed.append((r, name, down, []))
        down += LINE * (name.count("\n") + 1) + GAP
        for id in (id for id in look if id in r.said):
            stack = _stacked(r.said[id], int((width - 0.35) * 12.5))
            placed[-1][3].extend((id, one, words, down + more) for one, words, more in stack)
            down += _height(stack)
        down += 0.12
    ax = new_axes(ax, height=down + 0.9 + 0.2 * len(look))
    for r, name, top, said in placed:
        ax.text(0, top, name, va="top", fontsize=9, fontweight="bold", linespacing=1.15)
        for id, one, words, y in said:
            _say(ax, one, words, 0.15, y, look[id], f"{r.name}, {id}: {one.words}")
    ax.set_xlim(0, width)
    ax.set_ylim(down, -0.05)
    return ax

"""The style that all charts share, their marks and what each of them counts, and their labels.

A mark knows the rows that it counts (`marks_of`), so that whoever shows the chart can open them.
"""

from __future__ import annotations

from collections.abc import Iterable
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

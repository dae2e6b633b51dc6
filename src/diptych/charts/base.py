"""The style that all charts share, their marks and what each of them counts, and their labels.

A mark knows the rows that it counts (`marks_of`), so that whoever shows the chart can open them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial, wraps
from importlib.resources import files
from textwrap import wrap
from typing import NamedTuple
from unicodedata import east_asian_width

import matplotlib
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from diptych.rowkeys import CODING

#: Parameters that are about a session and its windows, not about a chart.
_SESSION = ("backend", "date.epoch", "docstring", "figure.max", "figure.raise", "interactive", "keymap",
            "savefig.directory", "timezone", "tk", "toolbar", "webagg")
#: Every parameter of a chart, so that none is left to the settings of a machine.
STYLE = {name: value for name, value in matplotlib.rcParamsDefault.items() if not name.startswith(_SESSION)}
STYLE |= matplotlib.rc_params_from_file(
    files("diptych.charts") / "diptych.mplstyle", use_default_template=False
)
COLOURS = ("#4B2E83", "#A07A1A", "#2F6F76", "#9A5A92", "#5B5B5B")
MARKS = ("o", "s", "^", "D", "v", "P", "X")
INK, SOFT, FAINT, RULE = "#222222", "#595959", "#8C8C8C", "#E4E4E4"
LINE, LANE = 0.17, 0.19  # inches: a line of a label; the lane of one text in a row


class Mark(NamedTuple):
    """One mark of a chart: its id there, what it stands for in words, the number it shows, and the keys of
    its rows."""

    id: str
    title: str
    shows: int
    keys: tuple[str, ...]


def mark(ax: Axes, artists: Artist | Iterable, *, title: str, shows: int, keys: Iterable[str]) -> None:
    """Makes artists one mark of the chart: they link to `#mark-k`, and the figure remembers the rows behind
    them."""
    known = marks_of(ax)
    id = f"mark-{len(known) + 1}"
    for artist in _each(artists):
        artist.set_url(f"#{id}")
    known.append(Mark(id, title, int(shows), tuple(keys)))


def _each(artists: Artist | Iterable) -> Iterator[Artist]:
    """Every artist of an artist, or of lists of them."""
    if isinstance(artists, Artist):
        yield artists
    else:
        for one in artists:
            yield from _each(one)


def marks_of(ax: Axes) -> list[Mark]:
    """The marks of a chart, in the order in which they are read."""
    if not hasattr(ax.figure, "diptych_marks"):
        ax.figure.diptych_marks = []
    return ax.figure.diptych_marks


def data_of(ax: Axes) -> pd.DataFrame | None:
    """The table that a chart shows, or None."""
    return getattr(ax.figure, "diptych_data", None)


def coding_of(ax: Axes) -> str:
    """Whose coding the rows of a chart are drawn from, in words; empty where its table does not say."""
    return getattr(ax.figure, "diptych_coding", "")


def looks(text_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Colour and mark of each text, by its place in the case."""
    return {
        id: (COLOURS[k % len(COLOURS)], MARKS[k % len(MARKS)]) for k, id in enumerate(dict.fromkeys(text_ids))
    }


WIDE, NARROW = 8.4, 3.75  # inches: a page, and a phone of 360 px, where a letter of 9 points is 12 px high
_NARROW: ContextVar[bool] = ContextVar("narrow", default=False)


@contextmanager
def narrow() -> Iterator[None]:
    """Within it every chart is drawn for a phone: 360 px wide, labels above their rows, nothing smaller than
    12 px."""
    before = _NARROW.set(True)
    try:
        yield
    finally:
        _NARROW.reset(before)


def is_narrow() -> bool:
    """Whether charts are being drawn for a phone."""
    return _NARROW.get()


def new_axes(ax: Axes | None, *, height: float = 4.2, width: float = WIDE) -> Axes:
    """The Axes to draw on: the one given, or a new one of so many inches; on a phone, of a phone's width."""
    if ax is not None:
        return ax
    return Figure(figsize=(NARROW if is_narrow() else width, max(2.2, height))).subplots()


def label_rows(ax: Axes, places: Sequence[float], tops: Sequence[float], labels: Sequence[str]) -> None:
    """The names of rows: beside their middle (`places`), or, on a phone, above their marks, from `tops`
    down."""
    if not is_narrow():
        ax.set_yticks(places, labels)
        return
    ax.set_yticks([])
    for top, label in zip(tops, labels):
        ax.text(
            0,
            top,
            label,
            transform=ax.get_yaxis_transform(),
            va="top",
            fontsize=9,
            fontweight="bold",
            linespacing=1.1,
        )


def describe(ax: Axes, alt: str, data: pd.DataFrame | None = None) -> Axes:
    """Gives a chart its alt text (what it shows, for who cannot see it) and its table. Returns the Axes."""
    ax.figure.set_label(plain(alt))
    ax.figure.diptych_data = data
    return ax


#: Options that say what a chart is drawn of, and so which account it has.
_USES = ("label", "y", "by", "value")


def styled(draw):
    """Decorator: draws in the collection's style, whatever style the session has, and so that it can be drawn
    again."""
    @wraps(draw)
    def drawn(*args, **kwargs) -> Axes:
        with matplotlib.rc_context(STYLE):
            ax = draw(*args, **kwargs)
        if not any(given is ax for given in (*args, kwargs.get("ax"))):
            ax.figure.diptych_again = partial(drawn, *args, **kwargs)
        ax.figure.diptych_coding = args[0].attrs.get(CODING, "") if args else ""
        ax.figure.diptych_chart = draw.__name__, next((str(kwargs[k]) for k in _USES if k in kwargs), "")
        return ax

    return drawn


def for_a_phone(ax: Axes) -> Axes | None:
    """The same chart drawn for a phone; None for one drawn on axes given to it, which cannot be drawn
    again."""
    again = getattr(ax.figure, "diptych_again", None)
    if again is None:
        return None
    with narrow():
        return again()


# Labels


def plain(text: object) -> str:
    """Words that are safe to draw: codes of no shape of their own (controls, marks that turn the direction of
    writing) shown as ·."""
    return "".join(c if c == "\n" or c.isprintable() else " " if c.isspace() else "·" for c in str(text))


def short(text: object, width: int = 34, lines: int = 3, *, verbatim: bool = False) -> str:
    """A label in at most so many lines, cut with … where it is longer; underscores as spaces, unless it is
    `verbatim`."""
    words = plain((str(text) if verbatim else str(text).replace("_", " "))[:width * lines * 3])
    width = max(4, int(width / (1 + 0.75 * max((_broad(w) for w in words.split()), default=0))))
    found = wrap(words, width) or [""]
    return "\n".join(
        found if len(found) <= lines else [*found[: lines - 1], found[lines - 1][: width - 1] + "…"]
    )


def _broad(word: str) -> float:
    """Share of a word's characters that are broader than most."""
    return (
        sum(c in "WMmw@%—…" or east_asian_width(c) in "WF" for c in word) / len(word)
        if len(word) > 4
        else 0.0
    )


def lines_of(labels: Iterable[str]) -> int:
    """Lines of the tallest label."""
    return max((s.count("\n") + 1 for s in labels), default=1)


def by_total(values: pd.Series) -> list:
    """The values of a column, the most frequent first, then in the order of the alphabet."""
    return list(
        values.value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable").index
    )


def lanes(ax: Axes, n: int) -> None:
    """A light line between one row and the next."""
    for k in range(1, n):
        ax.axhline(k - 0.5, color=RULE, linewidth=0.8, zorder=0)


def count_of(n: int, what: str = "row") -> str:
    return f"{n} {what}" + ("" if n == 1 else "s")

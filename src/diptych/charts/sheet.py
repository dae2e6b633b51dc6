"""A drawing laid out in inches, from the top down, by the measured width of its words, so that none meets
another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from unicodedata import east_asian_width

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from diptych.charts.base import FAINT, INK, plain

SIZE = 9.25  # points: 12 pixels where an inch is 96
LINE = 0.163  # inches: a line of words of that size


@dataclass
class Sheet:
    """Axes in inches, and how far down they are written: `y`, from the top."""

    ax: Axes
    width: float
    y: float = 0.06
    edge: float = 0.06

    def write(
        self,
        x: float,
        words: str,
        room: float,
        *,
        most: int = 99,
        size: float = SIZE,
        colour: str = INK,
        bold: bool = False,
        slanted: bool = False,
    ) -> float:
        """Writes words from y down, in at most so many lines no longer than the room; returns their
        height."""
        lines = wrapped(words, room, size=size, bold=bold)
        lines = lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][:-1] + "…"]
        tall = LINE * size / SIZE
        style = {"fontweight": "bold" if bold else "normal", "fontstyle": "italic" if slanted else "normal"}
        for k, line in enumerate(lines):
            self.ax.text(
                x, self.y + k * tall, line, fontsize=size, color=colour, va="top", ha="left", **style
            )
        return len(lines) * tall

    def rule(self) -> None:
        """A line across the sheet."""
        self.ax.plot(
            [self.edge, self.width - self.edge], [self.y, self.y], color=FAINT, linewidth=0.8, zorder=0
        )

    def finish(self, *, sized: bool) -> None:
        """Sets the limits of the Axes to what was written and, where asked, the size of the figure."""
        self.ax.set_xlim(0, self.width)
        self.ax.set_ylim(self.y + self.edge, 0)
        if sized:
            self.ax.figure.set_size_inches(self.width, self.y + self.edge)


def wrapped(words: str, room: float, *, size: float = SIZE, bold: bool = False) -> list[str]:
    """Words in lines no longer than so many inches; a word that is longer than a line is cut."""
    lines, line = [], ""
    for word in plain(words).split():
        for piece in _pieces(word, room, size, bold):
            longer = f"{line} {piece}" if line else piece
            if line and measured(longer, size, bold) > room:
                lines.append(line)
                longer = piece
            line = longer
    return [*lines, line]


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    """A word, in pieces that each have room in a line."""
    out = []
    while len(word) > 1 and measured(word, size, bold) > room:
        fits = next(
            k for k in range(len(word) - 1, 0, -1) if k == 1 or measured(word[:k], size, bold) <= room
        )
        out.append(word[:fits])
        word = word[fits:]
    return [*out, word]


def measured(words: str, size: float = SIZE, bold: bool = False) -> float:
    """The width of words in inches, with a little to spare."""
    return 1.02 * size * sum(_advance(c, bold) for c in words) / 72


@lru_cache(maxsize=4096)
def _advance(character: str, bold: bool) -> float:
    """The width of a character of the style's font, in ems; a broad one of another script is an em."""
    if east_asian_width(character) in "WF":
        return 1.0
    font = FontProperties(family="DejaVu Sans", size=100, weight="bold" if bold else "normal")
    return text_to_path.get_text_width_height_descent(character, font, ismath=False)[0] / 100

"""What a mark means, the same on every chart: solid, hollow, struck through. One function gives each row's,
one draws it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.legend_handler import HandlerTuple
from matplotlib.lines import Line2D
from matplotlib.patheffects import Normal, Stroke

from diptych import schema
from diptych.charts.base import INK, SOFT, is_narrow, short


class Sign(NamedTuple):
    """The form of a mark: `hollow` is a reported voice, `struck` is denied, left open or kept at a
    distance."""

    hollow: bool = False
    struck: bool = False

    @property
    def words(self) -> str:
        """What the sign says: "the author’s own voice", "a reported voice, denied or kept at a distance"."""
        voice = schema.words("voice", "attributed" if self.hollow else "author")
        return voice + (", " + STRUCK if self.struck else "")


STRUCK = "denied, left open or kept at a distance"
#: Every sign, in the order of the key.
SIGNS = (Sign(), Sign(hollow=True), Sign(struck=True), Sign(hollow=True, struck=True))


def mark_of(row: Mapping[str, object]) -> Sign:
    """The sign of a row of any layer: by its voice, and by its stance, certainty or status. A row without a
    voice is solid."""
    return Sign(hollow=row.get("voice") == "attributed", struck=schema.is_struck(row))


def point(
    ax: Axes, x: float, y: float, look: tuple[str, str], sign: Sign = SIGNS[0], *, size: float = 7
) -> list[Line2D]:
    """One mark at a place, in the form of its sign; all that it is drawn with."""
    colour, shape = look
    face = "white" if sign.hollow else colour
    style = {"color": colour, "markerfacecolor": face, "markersize": size, "markeredgewidth": 1.4}
    drawn = ax.plot([x], [y], shape, **style, clip_on=False, zorder=3)
    return drawn + (ax.plot([x], [y], **strike(size), clip_on=False, zorder=4) if sign.struck else [])


def strike(size: float) -> dict:
    """The stroke through a mark, as properties of a line: dark with a light rim, so that it is seen on any
    mark."""
    rim = [Stroke(linewidth=3.4, foreground="white"), Normal()]
    return {"marker": [(-1, -1), (1, 1)], "markersize": size * 1.7, "color": INK, "linestyle": "",
            "markeredgewidth": 1.4, "path_effects": rim}


def key_below(
    ax: Axes, look: Mapping[str, tuple[str, str]], *, signs: Iterable[Sign] = (), ranges: bool = False
) -> None:
    """The key, below the chart, where it covers no mark: the texts, and the signs that the chart has."""
    shown, found = [], set(signs)
    for id, (colour, shape) in look.items():
        shown.append((Line2D([], [], marker=shape, color=colour, linestyle=""), short(id, 24, 1)))
    for sign in SIGNS[:2] if found else ():
        face = "white" if sign.hollow else INK
        shown.append((Line2D([], [], marker="o", color=INK, markerfacecolor=face, linestyle=""), sign.words))
    if any(sign.struck for sign in found):
        through = Line2D([], [], marker="o", color=INK, linestyle=""), Line2D([], [], **strike(8))
        shown.append((through, STRUCK))
    if ranges:
        shown.append((Line2D([], [], color=SOFT, linewidth=1.4), "95 % interval"))
    handles, labels = zip(*shown) if shown else ((), ())
    columns = min(1 if is_narrow() else 3, len(shown) or 1)
    ax.figure.legend(
        handles,
        labels,
        loc="outside lower left",
        ncols=columns,
        handletextpad=0.2,
        columnspacing=1.4,
        handler_map={tuple: HandlerTuple(ndivide=1)},
        fontsize=9,
    )

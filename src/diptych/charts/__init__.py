"""Charts: a table and `ax=None` in, the Axes out. None shows or saves; titles belong to the notebook.

Every text has one colour and one mark on all charts, in the order in which the case lists the texts; filled means the author's
own voice, hollow a voice that the author reports. No colour is a party's, and none means good or bad. Every mark knows the rows
that it counts (`marks_of`), so that whoever shows the chart can open them.

    base        the style, the marks and what they count, labels
    places      voices, dispersion: where in each text a thing stands
    counts      cells: a grid of counts
    rates       dots, steps, over_time, keyness
    timeline    the dates in order        days: EDTF in plain words
    figures     the numbers on one scale
"""

from diptych.charts.base import (
    COLOURS,
    FAINT,
    INK,
    MARKS,
    RULE,
    SOFT,
    STYLE,
    Mark,
    by_total,
    count_of,
    data_of,
    describe,
    key_below,
    lanes,
    lines_of,
    looks,
    mark,
    marks_of,
    new_axes,
    plain,
    point,
    short,
    styled,
)
from diptych.charts.counts import cells
from diptych.charts.days import bounds_of, in_plain_words
from diptych.charts.figures import figures
from diptych.charts.places import dispersion, voices
from diptych.charts.rates import dots, keyness, over_time, spread, steps
from diptych.charts.timeline import timeline

__all__ = [
    "COLOURS", "FAINT", "INK", "MARKS", "RULE", "SOFT", "STYLE", "Mark", "bounds_of", "by_total", "cells", "count_of",
    "data_of", "describe", "dispersion", "dots", "figures", "in_plain_words", "key_below", "keyness", "lanes", "lines_of",
    "looks", "mark", "marks_of", "new_axes", "over_time", "plain", "point", "short", "spread", "steps", "styled",
    "timeline", "voices",
]

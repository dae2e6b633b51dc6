"""Charts: a table and `ax=None` in, the Axes out. None shows or saves; titles belong to the notebook.

Every text has one colour and one mark on all charts, in the order in which the case lists the texts. A solid
mark is the author's own voice, a hollow one a reported voice, one struck through is denied, left open or kept
at a distance (`mark_of`). No colour is a party's, and none means good or bad. Every mark knows the rows that
it counts (`marks_of`), so that whoever shows the chart can open them. Within `narrow()` a chart is drawn for
a phone.

    accounts    the words below a chart (accounts.toml)
    base        the style, the marks and what they count, labels
    signs       what the form of a mark means, and the key
    places      voices, dispersion: where in each text a thing stands
    counts      cells: a grid of counts
    rates       dots, steps, over_time, keyness
    timeline    the dates in order
    figures     the numbers on one scale
    multiverse  findings by way of counting
    diptych     the three questions in one picture: a panel for each text, a mark for each mention
    sheet       the paper that it is drawn on
"""

from diptych.charts.accounts import HEADS, Account, account, account_of
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
    coding_of,
    count_of,
    data_of,
    describe,
    for_a_phone,
    is_narrow,
    label_rows,
    lanes,
    lines_of,
    looks,
    mark,
    marks_of,
    narrow,
    new_axes,
    plain,
    short,
    styled,
)
from diptych.charts.counts import cells
from diptych.charts.diptych import diptych
from diptych.charts.figures import figures
from diptych.charts.multiverse import multiverse
from diptych.charts.places import dispersion, voices
from diptych.charts.rates import dots, keyness, over_time, spread, steps
from diptych.charts.signs import SIGNS, Sign, key_below, mark_of, point
from diptych.charts.timeline import timeline
from diptych.extract.days import bounds_of, in_plain_words

__all__ = [
    "Account",
    "HEADS",
    "account",
    "account_of",
    "COLOURS",
    "FAINT",
    "INK",
    "MARKS",
    "RULE",
    "SIGNS",
    "SOFT",
    "STYLE",
    "Mark",
    "Sign",
    "bounds_of",
    "by_total",
    "cells",
    "coding_of",
    "count_of",
    "data_of",
    "describe",
    "diptych",
    "dispersion",
    "dots",
    "figures",
    "for_a_phone",
    "in_plain_words",
    "is_narrow",
    "key_below",
    "keyness",
    "label_rows",
    "lanes",
    "lines_of",
    "looks",
    "mark",
    "mark_of",
    "marks_of",
    "multiverse",
    "narrow",
    "new_axes",
    "over_time",
    "plain",
    "point",
    "short",
    "spread",
    "steps",
    "styled",
    "timeline",
    "voices",
]

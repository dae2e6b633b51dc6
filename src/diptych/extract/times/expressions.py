"""The grammar of time expressions: from words to what they say about time, before anyone asks which year is
meant.

`timewords` gives every word of a text one letter for its class, so that a text is a string of letters and a
rule is a regular expression over them: `Md,?y` is "February 26, 1992". Each rule has a builder (`timepoints`,
`timelengths`) that reads the values of the words it matched. `find` returns the expressions;
`diptych.extract.times.story` resolves them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from diptych.extract.times.clock import clock, hours, spoken_clock, two_clocks
from diptych.extract.times.joined import (
    days_with_times,
    named_stretches,
    pairs,
    told_beside,
)
from diptych.extract.times.lengths import (
    again,
    age,
    day,
    deictic,
    length,
    lengths,
    nights,
    nth,
    plural,
    set_of,
    shifted,
    two_days_off,
    vague,
    weeks_ago_on,
    years_ago_today,
)
from diptych.extract.times.lexicon import Words
from diptych.extract.times.points import (
    Found,
    days_in_a_row,
    nth_weekday,
    point,
    some_day,
    stretch_of,
    two_points,
)

# Pieces of patterns, in the letters of timewords: a year, an edge ("the beginning of"), a number, a length

_YEAR = r"(?:b[ydhc]|[ydhc][Bb]|y)"
_OF_YEAR = rf"(?:,?O?{_YEAR}|,?O?(?:[zt]s?|[lx])u(?!G))"
_END_OF, _HALF_OF = r"t?[oelX]{0,2}EO", r"(?:t[oelX]{0,2}|[oelX]{1,2})JO"
_EARLY = r"t?m-?(?:[A&]e)?|t?e(?:[A&][em])?(?:It|I|O)?-?"
_EDGE = rf"(?:r{{0,2}}(?:{_END_OF}|{_HALF_OF}|{_EARLY}|t[uV](?=[ydhc])|t|f(?=D)){{0,3}})"
_COUNT = r"w(?:-?w){0,4}"
_NUMBER = rf"(?:[dhcyn]v{{0,2}}|(?:{_COUNT})?v{{1,2}}(?:&?{_COUNT})?|{_COUNT})"
_MANY = rf"(?:a?f?{_NUMBER}(?:-?&-?a?-?J)?|a?fO?|a?JO?a|a)"
_SO_MANY = rf"(?:[rq]{{0,3}}|t(?:[lxoXs]|e){{0,2}}|[lx]){_MANY}-?(?:[j+]-?){{0,2}}[uUV](?:&aJ)?(?:-?\+)?"
_LENGTH = rf"(?:a[uU]Aw|{_SO_MANY}|[rq]{{0,3}}{_NUMBER}_V|t?{_NUMBER}[lxs]V)"
_TIME = r"(?:CK?p?|[dn]K?p|[dw]K)"
_MONTH_DAY, _DAY_MONTH = r"M-?t?[do]", r"t?[do]O?M"
_SECOND_DAY = rf"t?[do]M?{_OF_YEAR}?(?![do]|w?V)"

#: The grammar: an example, its pattern, and what builds the expression. At one place the longest wins.
RULES: tuple[tuple[str, str, Callable[[Words, int, int], Found | None]], ...] = (
    # Points
    ("Q3 2019", rf"(?:t?4|t?oJ)O?{_OF_YEAR}", point),
    ("the second Sunday of October 2019", rf"t?[olX]W[OI]M{_OF_YEAR}?", nth_weekday),
    ("26 February 1992", rf"{_EDGE}(?:W,?t?)?(?:{_MONTH_DAY}(?!w?[VU])|{_DAY_MONTH}){_OF_YEAR}?", point),
    ("the end of March 1992", rf"{_EDGE}SO?y-[dhy](?!-)|{_EDGE}(?:M|S|H){_OF_YEAR}?", point),
    ("the first days of May", rf"t?[oelX](?:{_COUNT}|f)?[uUV]O(?:tUO)?t?(?:[MS]{_OF_YEAR}?|y)", stretch_of),
    ("the week of September 30", rf"tUO(?:{_MONTH_DAY}|{_DAY_MONTH}|M){_OF_YEAR}?", stretch_of),
    ("one day in May 1990", rf"(?:wU|[wa]P)I(?:{_EDGE}(?:M|S){_OF_YEAR}?|y)", some_day),
    ("early 1992", rf"{_EDGE}{_YEAR}(?!w?V)", point),
    ("the late 1980s", rf"{_EDGE}DB?", point),
    ("the early twentieth century", rf"{_EDGE}o-?UB?", point),
    ("2001-02-27", r"(?:W,?)?i|W|(?:t?e?PO)?to(?![-UJPS])", point),
    ("Tuesday morning", rf"{_EDGE}[Wzt]?PV?", point),
    ("May 5 and 6, 1992", rf"{_EDGE}(?:M[do]|{_DAY_MONTH}){_OF_YEAR}?[A&/-]{_SECOND_DAY}", two_points),
    ("25/26 February 1992", rf"{_EDGE}t?[do][A&/-]{_DAY_MONTH}{_OF_YEAR}?", two_points),
    ("7, 8 and 9 May 1945", rf"t?[do](?:,t?[do])+,?[A&]{_DAY_MONTH}{_OF_YEAR}?", days_in_a_row),
    ("May 7, 8 and 9, 1945", rf"M[do](?:,[do])+,?[A&]t?[do]{_OF_YEAR}?", days_in_a_row),
    ("1994/95", rf"{_EDGE}(?:y[-/][dh]|[ydhc]B?[A&-][ydhc]B)(?!-?[dhc])", two_points),
    # Times of day
    ("the early hours of", r"t?[e~_]VO", hours),
    ("11:30 p.m.", rf"[rq]{{0,2}}(?:{_TIME}|[yn]V)(?:ItP)?Z?|[rq]{{0,2}}[dw]ItP", clock),
    ("9 to 11 p.m.", rf"[rq]{{0,2}}(?:{_TIME}|[dn])[A&-]{_TIME}Z?", two_clocks),
    ("half past four", r"[rq]{0,2}(?:a?J|[dw])[lAG][dw](?:p|ItP)?", spoken_clock),
    # Lengths
    ("more than two and a half years", _LENGTH, length),
    ("ten-day", rf"{_NUMBER}-[uU](?:-?\+)?|[uUV]-?\+", length),
    ("two nights", rf"a?{_NUMBER}-?j?P", nights),
    ("two to three weeks", rf"[rq]{{0,2}}{_NUMBER}[A-]{_NUMBER}-?[UuV]", lengths),
    ("nineteen years old", rf"a?{_NUMBER}-?[uUV]-?k|{_NUMBER}[uUV]OT", age),
    ("recent months", r"[tz]s?V|t?[lxRG]V|t?[lx]fV|V", plural),
    # Distances from a day
    ("two days later", rf"(?:{_LENGTH}|[rq]{{0,2}}f?V)[gG]", shifted),
    ("ten years ago today", rf"(?:{_LENGTH})g(?:zs?[uUM]|Y)", years_ago_today),
    ("a week ago on Tuesday", rf"(?:{_LENGTH})gI?W", weeks_ago_on),
    ("the day before yesterday", r"t[uU]G[Ylx]", two_days_off),
    ("the following March", rf"{_EDGE}(?:t?[lx]|zs?|ts)[uUSMWP](?!G)", deictic),
    ("the night before", r"t[uUP][Gx](?![uUVSMWP])", deictic),
    ("later that year", r"(?:G|e)(?:It|It?[lxzs]|zs?|ts)[uUSP]", deictic),
    ("the end of the year", rf"(?:{_END_OF}|{_HALF_OF}|e[IO])[tz]s?[uU]", deictic),
    ("tomorrow evening", r"eY|Ye?P?", day),
    # Again and again
    ("every two weeks", rf"L|Q(?:{_NUMBER}|o|f|_)?[uUVWMSP]|Q(?:[do]O?M|M[do])|Q_", set_of),
    ("year after year", r"[uU][IG][uU]", again),
    # No more than a side of now
    ("the initial phase", r"(?:[tza]s?)?[eXolxRN~]?T|t?[~R]?N|t?R?l|R", vague),
    ("the final year", r"t[oX][uUP]|t[uUP](?=O[^yz])|t[oeX]V", nth),
)
_COMPILED = [(re.compile(pattern), build) for _, pattern, build in RULES]
#: Words between two other words in which no expression can be: no rule has two other words side by side, or
#: only such letters as these.
_BETWEEN = re.compile(r"_[_!,O&A\-()/'|taIFz]*_(?<!t_)")


def _kept(letters: str) -> list[int]:
    """The words that the rules have to see, by their numbers: of every stretch without an expression the
    first and the last."""
    kept, at = [], 0
    for m in _BETWEEN.finditer(letters):
        kept += [*range(at, m.start() + 1), m.end() - 1]
        at = m.end()
    return [*kept, *range(at, len(letters))]


def find(w: Words) -> list[Found]:
    """All expressions in order, none inside another: the first wins, and of those with the same start the
    longest."""
    kept = _kept(w.letters)
    letters = "".join([w.letters[k] for k in kept])
    candidates = [
        (kept[m.start()], -kept[m.end() - 1] - 1, k)
        for k, (pattern, _) in enumerate(_COMPILED)
        for m in pattern.finditer(letters)
        if m.end() > m.start()
    ]
    out: list[Found] = []
    at = 0
    for a, b, k in sorted(candidates):
        if a >= at:
            made = _COMPILED[k][1](w, a, -b)
            if made is not None:
                out.append(made)
                at = made.last
    return told_beside(w, named_stretches(w, pairs(w, days_with_times(w, out))))

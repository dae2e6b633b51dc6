"""The grammar of time expressions: from words to what they say about time, before anyone asks which year is meant.

`timewords` gives every word of a text one letter for its class, so that a text is a string of letters and a rule is a regular
expression over them: `Md,?y` is "February 26, 1992". Each rule has a builder (`timepoints`, `timelengths`) that reads the
values of the words it matched. `find` returns the expressions; `diptych.extract.story` resolves them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from diptych.extract.timejoined import days_with_times, named_stretches, pairs, told_beside
from diptych.extract.timelengths import (
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
from diptych.extract.timepoints import (
    Found,
    clock,
    days_in_a_row,
    hours,
    nth_weekday,
    point,
    some_day,
    spoken_clock,
    stretch_of,
    two_clocks,
    two_points,
)
from diptych.extract.timewords import Words



_YEAR = r"(?:b[ydhc]|[ydhc][Bb]|y)"
_OF_YEAR = rf"(?:,?O?{_YEAR}|,?O?(?:[zt]s?|[lx])u(?!G))"
_EDGE = (r"(?:r{0,2}(?:t?[oelX]{0,2}EO|(?:t[oelX]{0,2}|[oelX]{1,2})JO|t?m-?(?:[A&]e)?|t?e(?:[A&][em])?(?:It|I|O)?-?|t[uV](?=[ydhc])|t|f(?=D)){0,3})")
_COUNT = r"w(?:-?w){0,4}"
_NUMBER = rf"(?:[dhcyn]v{{0,2}}|(?:{_COUNT})?v{{1,2}}(?:&?{_COUNT})?|{_COUNT})"
_MANY = rf"(?:a?f?{_NUMBER}(?:-?&-?a?-?J)?|a?fO?|a?JO?a|a)"
_LENGTH = (rf"(?:a[uU]Aw|(?:[rq]{{0,3}}|t(?:[lxoXs]|e){{0,2}}|[lx]){_MANY}-?(?:[j+]-?){{0,2}}[uUV](?:&aJ)?(?:-?\+)?|[rq]{{0,3}}{_NUMBER}_V|t?{_NUMBER}[lxs]V)")
_TIME = r"(?:CK?p?|[dn]K?p|[dw]K)"
_OCLOCK = r"[rq]{0,2}[dw]ItP"
_RULES: list[tuple[re.Pattern, Callable[[Words, int, int], Found | None]]] = [(re.compile(pattern), build) for pattern, build in [
    (rf"(?:t?4|t?oJ)O?{_OF_YEAR}", point),
    (rf"t?[olX]W[OI]M{_OF_YEAR}?", nth_weekday),
    (rf"{_EDGE}(?:W,?t?)?(?:M-?t?[do](?!w?[VU])|t?[do]O?M){_OF_YEAR}?", point),
    (rf"{_EDGE}SO?y-[dhy](?!-)|{_EDGE}(?:M|S|H){_OF_YEAR}?", point),
    (rf"t?[oelX](?:{_COUNT}|f)?[uUV]O(?:tUO)?t?(?:[MS]{_OF_YEAR}?|y)|tUO(?:M-?t?[do]|t?[do]O?M|M){_OF_YEAR}?", stretch_of),
    (rf"(?:wU|[wa]P)I(?:{_EDGE}(?:M|S){_OF_YEAR}?|y)", some_day),
    (rf"{_EDGE}{_YEAR}(?!w?V)", point),
    (rf"{_EDGE}DB?", point),
    (rf"{_EDGE}o-?UB?", point),
    (r"(?:W,?)?i|W|(?:t?e?PO)?to(?![-UJPS])", point),
    (r"t?[e~_]VO", hours),
    (rf"{_EDGE}[Wzt]?PV?", point),
    (rf"{_EDGE}(?:M[do]|t?[do]O?M){_OF_YEAR}?[A&/-]t?[do]M?{_OF_YEAR}?(?![do]|w?V)", two_points),
    (rf"{_EDGE}t?[do][A&/-]t?[do]O?M{_OF_YEAR}?", two_points),
    (rf"t?[do](?:,t?[do])+,?[A&]t?[do]O?M{_OF_YEAR}?|M[do](?:,[do])+,?[A&]t?[do]{_OF_YEAR}?", days_in_a_row),
    (rf"{_EDGE}(?:y[-/][dh]|[ydhc]B?[A&-][ydhc]B)(?!-?[dhc])", two_points),
    (rf"[rq]{{0,2}}(?:{_TIME}|[yn]V)(?:ItP)?Z?|{_OCLOCK}", clock),
    (rf"[rq]{{0,2}}(?:{_TIME}|[dn])[A&-]{_TIME}Z?", two_clocks),
    (r"[rq]{0,2}(?:a?J|[dw])[lAG][dw](?:p|ItP)?", spoken_clock),
    (_LENGTH, length),
    (rf"{_NUMBER}-[uU](?:-?\+)?|[uUV]-?\+", length),
    (rf"a?{_NUMBER}-?j?P", nights),
    (rf"[rq]{{0,2}}{_NUMBER}[A-]{_NUMBER}-?[UuV]", lengths),
    (rf"a?{_NUMBER}-?[uUV]-?k|{_NUMBER}[uUV]OT", age),
    (rf"(?:{_LENGTH}|[rq]{{0,2}}f?V)[gG]", shifted),
    (rf"(?:{_LENGTH})g(?:zs?[uUM]|Y)", years_ago_today),
    (rf"(?:{_LENGTH})gI?W", weeks_ago_on),
    (r"t[uU]G[Ylx]", two_days_off),
    (rf"{_EDGE}(?:t?[lx]|zs?|ts)[uUSMWP](?!G)|t[uUP][Gx](?![uUVSMWP])|(?:G|e)(?:It|It?[lxzs]|zs?|ts)[uUSP]", deictic),
    (r"(?:t?[oelX]{0,2}EO|(?:t[oelX]{0,2}|[oelX]{1,2})JO|e[IO])[tz]s?[uU]", deictic),
    (r"eY|Ye?P?", day),
    (rf"L|Q(?:{_NUMBER}|o|f|_)?[uUVWMSP]|Q(?:[do]O?M|M[do])|Q_", set_of),
    (r"[uU][IG][uU]", again),
    (r"[tz]s?V|t?[lxRG]V|t?[lx]fV|V", plural),
    (r"(?:[tza]s?)?[eXolxRN~]?T|t?[~R]?N|t?R?l|R", vague),
    (r"t[oX][uUP]|t[uUP](?=O[^yz])|t[oeX]V", nth),
]]
#: Words between two other words in which no expression can be: no rule has two other words side by side, or only such letters as these.
_BETWEEN = re.compile(r"_[_!,O&A\-()/'|taIFz]*_(?<!t_)")


def _kept(letters: str) -> list[int]:
    """The words that the rules have to see, by their numbers: of every stretch without an expression the first and the last."""
    kept, at = [], 0
    for m in _BETWEEN.finditer(letters):
        kept += [*range(at, m.start() + 1), m.end() - 1]
        at = m.end()
    return [*kept, *range(at, len(letters))]


def find(w: Words) -> list[Found]:
    """All expressions in order, none inside another: the first wins, and of those with the same start the longest."""
    kept = _kept(w.letters)
    letters = "".join([w.letters[k] for k in kept])
    candidates = [(kept[m.start()], -kept[m.end() - 1] - 1, k) for k, (pattern, _) in enumerate(_RULES) for m in pattern.finditer(letters) if m.end() > m.start()]
    out: list[Found] = []
    at = 0
    for a, b, k in sorted(candidates):
        if a >= at:
            made = _RULES[k][1](w, a, -b)
            if made is not None:
                out.append(made)
                at = made.last
    return told_beside(w, named_stretches(w, pairs(w, days_with_times(w, out))))

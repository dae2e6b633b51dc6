"""Dates in EDTF: in plain words, and their first and last day."""

from __future__ import annotations

import re
from datetime import date

from edtf import parse_edtf

_MONTHS = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASONS = {
    "21": "spring",
    "22": "summer",
    "23": "autumn",
    "24": "winter",
    "33": "first quarter of",
    "34": "second quarter of",
    "35": "third quarter of",
    "36": "fourth quarter of",
    "40": "first half of",
    "41": "second half of",
}


def in_plain_words(edtf: str) -> str:
    """A date in EDTF as people write it: 26 February 1992, autumn 1991, the 2000s, about 2025; what is not
    known by its form stays as it is."""
    if "/" in edtf:
        left, right = edtf.split("/", 1)
        day, _, clock = left.partition("T")
        if clock and right.startswith(day + "T"):
            return f"{in_plain_words(day)}, {clock} to {right.partition('T')[2]}"
        if len(left) == len(right) == 10 and left[:7] == right[:7]:
            return f"{int(left[8:])} to {in_plain_words(right)}"
        return f"{in_plain_words(left)} to {in_plain_words(right)}"
    about, plain = ("about " if edtf[-1:] in "~?" else ""), edtf.rstrip("~?%")
    day, _, clock = plain.partition("T")
    parts = day.split("-")
    if re.fullmatch(r"\d{3}X", day):
        return f"{about}the {day[:3]}0s"
    if re.fullmatch(r"\d\dXX", day):
        return f"{about}the years {day[:2]}00 to {day[:2]}99"
    if not all(part.isdecimal() for part in parts) or len(parts[0]) != 4:
        return edtf
    if len(parts) == 1:
        words = parts[0]
    elif parts[1] in _SEASONS:
        words = f"{_SEASONS[parts[1]]} {parts[0]}"
    elif not 1 <= int(parts[1]) <= 12:
        return edtf
    else:
        words = " ".join(
            [*([str(int(parts[2]))] if len(parts) == 3 else []), _MONTHS[int(parts[1])], parts[0]]
        )
    return about + words + (f", {clock}" if clock else "")


def bounds_of(edtf: str) -> tuple[int, int]:
    """First and last day of an EDTF date, as day numbers."""
    parsed = parse_edtf(edtf.rstrip("~?"))
    return tuple(date(*t[:3]).toordinal() for t in (parsed.lower_strict(), parsed.upper_strict()))

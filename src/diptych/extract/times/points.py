"""Time expressions that are points in the calendar or on the clock: from the words of a match to what they
say."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from diptych.extract.times.almanac import Length, When, days_in
from diptych.extract.times.lexicon import MONTHS, Words
from diptych.wordlists import word_lists


@dataclass(frozen=True)
class Found:
    """One time expression: the words first to last - 1, and what they say.

    kind    point   a place in the calendar, its year, month or day perhaps left to the context: `when`
            shift   `length` from an anchor, back (`sign` -1), on (1) or in the same one (0); `when` has the
                    parts named beside it. `anchor`: `now`, `told` (the date told last) or `event` (what the
                    next words name)
            length  a stretch of time: `length`;  set: again and again: `length`
            vague   no more than a side of now: `ref`
            pair    two points, `parts`: a range where `range` holds, else two dates that share what is said
                    once
    ref     PAST_REF, PRESENT_REF, FUTURE_REF, or empty where the tense must tell
    rule    which rule found it
    """

    first: int
    last: int
    kind: str
    when: When = When()
    length: Length | None = None
    sign: int = 0
    anchor: str = ""
    ref: str = ""
    parts: tuple[Found, ...] = ()
    range: bool = False
    rule: str = ""


def point(w: Words, a: int, b: int) -> Found | None:
    """A place in the calendar: every word of it fills the slot of its class."""
    slot: dict = {}
    for i in range(a, b):
        slot |= _filled(w, a, i, b, slot)
    if slot.get("part") in _ON_THE_HOUR:
        slot |= _ON_THE_HOUR[slot["part"]]
    if "H" in w.letters[a:b] and slot["month"] is None:
        slot["part"] = "EASTER"
    if "U" in w.letters[a:b] and "century" not in slot:
        return None
    if slot.get("half") or slot.get("quarter"):
        slot["mod"] = ""
    when = _on_calendar(When(**slot))
    if when is None or when.day is not None and not 1 <= when.day <= 31:
        return None
    side = _side(w, a, b)
    if side is None or when.year is not None:
        return Found(a, b, "point", when, rule="point")
    first = next(w.lower[i] for i in range(a, b) if w.letters[i] in "zlxstu" and "u" in w.letters[i : i + 3])
    anchor = "now" if first in ("this", "last", "next") else "told"
    return Found(a, b, "shift", when, Length(1, "year"), side, anchor, rule="point")


def _filled(w: Words, a: int, i: int, b: int, slot: dict) -> dict:
    """The slots that word i fills, those before it being filled."""
    letter, value = w.letters[i], w.value[i]
    if letter in SLOTS:
        return {SLOTS[letter]: value}
    if letter == "H":
        return dict(zip(("month", "day"), value or (None, None)))
    if letter == "i":
        return _numeric(value, w.day_first)
    if letter == "J":
        return fraction(w, a, i)
    if letter == "o" and w.letters[i + 1 : i + 2] not in ("J", "E"):
        return {"century" if "century" in w.lower[i + 1 : i + 3] and i + 1 < b else "day": value}
    if letter in "dhy" and w.letters[a:i].endswith("y-"):
        return {}
    if _is_year(w, a, i):
        return {"year": value}
    if letter == "r":
        return {"mod": slot.get("mod", "APPROX")}
    if letter in "eEm":
        return {"mod": value or slot.get("mod", "")}
    return {"d": {"day": value}, "B": {"bc": w.lower[i][:1] == "b"}}.get(letter, {})


def _is_year(w: Words, a: int, i: int) -> bool:
    """A figure before or after BC and AD, or one that can only be a year."""
    letter = w.letters[i]
    after = letter == "d" and w.letters[i + 1 : i + 2] in ("B", "b")
    return after or letter in "dh" and w.letters[a:i].endswith("b") or letter in "yhc"


def _side(w: Words, a: int, b: int) -> int | None:
    """The year before (-1), this one (0) or the next (1), where a word for a year says so."""
    side = None
    for i in range(a, b):
        if w.letters[i] in "zlxs" and "u" in w.letters[i:b]:
            side = {"l": -1, "x": 1}.get(w.letters[i], side or 0)
        elif w.letters[i] == "u":
            side = side or 0
    return side


_ON_THE_HOUR = {
    "noon": {"hour": 12, "minute": 0, "part": ""},
    "midnight": {"hour": 0, "minute": 0, "part": ""},
}
SLOTS = {"M": "month", "4": "quarter", "W": "weekday", "S": "season", "P": "part", "D": "decade"}


def stretch_of(w: Words, a: int, b: int) -> Found | None:
    """the first days of March, the last weeks of 1991, the month of May: early or late in what is named."""
    at = max(i for i in range(a, b) if w.letters[i] == "O" and w.letters[i - 1] in "uUV")
    whole, unit = point(w, at + 1, b), w.value[at - 1]
    if whole is None or unit in ("hour", "minute", "second"):
        return None
    last = any(w.lower[i] in ("last", "late", "final", "closing") for i in range(a, at))
    if w.letters[a:at] == "tU":
        week = unit == "week" and whole.when.day is not None
        return (
            replace(whole, first=a, when=whole.when._replace(mod="", week=week))
            if week or whole.when.day is None
            else None
        )
    n = next(
        (w.value[i] for i in range(a, at) if w.letters[i] in "dw"), 1 if w.letters[at - 1] != "V" else None
    )
    exact = _first_or_last(whole.when, unit, n, last)
    if exact is None:
        return replace(whole, first=a, when=whole.when._replace(mod="END" if last else "START"))
    if exact[0] == exact[1]:
        return replace(whole, first=a, last=b, when=exact[0])
    return Found(
        a,
        b,
        "pair",
        parts=tuple(replace(whole, first=a, when=end) for end in exact),
        range=True,
        rule="stretch",
    )


def _first_or_last(x: When, unit: str, n: int | None, last: bool) -> tuple[When, When] | None:
    """The first or last n months of a year, days of a month of a known year: its first and its last."""
    if n is None or x != When(x.year, x.month) or x.year is None:
        return None
    if unit == "month" and x.month is None and 1 <= n < 12:
        return (
            (x._replace(month=13 - n), x._replace(month=12))
            if last
            else (x._replace(month=1), x._replace(month=n))
        )
    days = days_in(x.year, x.month) if x.month else 0
    if unit == "day" and 1 <= n < days:
        return (
            (x._replace(day=days + 1 - n), x._replace(day=days))
            if last
            else (x._replace(day=1), x._replace(day=n))
        )
    return None


def nth_weekday(w: Words, a: int, b: int) -> Found | None:
    """the second Sunday of October 2019, the last Thursday in November: the day of the month that this is."""
    at = next(i for i in range(a, b) if w.letters[i] == "W")
    month, nth = point(w, at + 2, b), -1 if w.lower[at - 1] in ("last", "final") else w.value[at - 1]
    if month is None or month.when.month is None or month.when.day or not isinstance(nth, int) or nth > 5:
        return None
    return replace(month, first=a, when=month.when._replace(weekday=w.value[at], nth=nth))


def some_day(w: Words, a: int, b: int) -> Found | None:
    """one day in May 1990, a morning in April: early or late in what is named, no one knows."""
    at = next(i for i in range(a, b) if w.letters[i] == "I")
    if (
        w.lower[a] not in ("one", "a", "an")
        or w.lower[at] not in ("in", "during")
        or w.lower[at - 1] not in _SOME_DAY
    ):
        return None
    whole = point(w, at + 1, b)
    return whole and replace(whole, first=a)


_SOME_DAY = word_lists("diptych.extract.times", "words.toml")["some-day"]


def fraction(w: Words, a: int, i: int) -> dict:
    """The half or quarter that "the second half", "the latter half", "the last quarter" are."""
    nth = next((w.value[k] for k in range(a, i) if w.letters[k] == "o"), None)
    end = any(w.lower[k] in ("latter", "last", "final", "late") for k in range(a, i))
    if w.lower[i] == "half":
        return {"half": 2 if end or nth == 2 else 1}
    return {"quarter": 4 if end else nth} if end or nth in (1, 2, 3, 4) else {}


_MONTH_BETWEEN = re.compile(r"(\d{1,2})-?([a-z]{3,9})-?(\d+)", re.I)


def _year_of(figures: str) -> int:
    """A year in four figures, or in two: those after 30 are of the last century."""
    return int(figures) + (0 if len(figures) == 4 else 1900 if int(figures) > 30 else 2000)


def _numeric(word: str, day_first: bool) -> dict:
    """2001-02-27; 1992/02/27; 19-Nov-12; 27.02.2001 with the day first; 2/27/2001 with the month first,
    unless only the other order is a date, here or elsewhere in the text."""
    named, rest = _MONTH_BETWEEN.fullmatch(word), {}
    if named:
        year, day = _year_of(named[3]), int(named[1])
        month = next((k for k, name in enumerate(MONTHS, 1) if name.startswith(named[2].lower()[:3])), 0)
    elif re.match(r"\d{4}/", word):
        year, month, day = map(int, word.split("/"))
    elif "-" in word:
        year, month, day = (int(x) for x in word[:10].split("-"))
        clock = word[11:].split(":")
        rest = {"hour": int(clock[0]), "minute": int(clock[1])} if word[10:] else {}
    else:
        first, second, last = re.split(r"[./]", word)
        year, leads = _year_of(last), int(second) <= 12 and (day_first or "." in word or int(first) > 12)
        day, month = (int(first), int(second)) if leads else (int(second), int(first))
        if "." in word and len(last) == 2 and not re.fullmatch(r"\d\d\.\d\d\.\d\d", word):
            return {"day": 0}
    if not (
        1 <= month <= 12
        and 1 <= day <= days_in(year, month)
        and 1000 <= year <= 2199
        and rest.get("hour", 0) < 24
        and rest.get("minute", 0) < 60
    ):
        return {"day": 0}
    return {"year": year, "month": month, "day": day} | rest


def _on_calendar(when: When) -> When | None:
    """Years before Christ as ISO 8601 counts them, decades of this century and the last in full; None for a
    day that no month has."""
    if when.decade is not None and when.decade < 10 and not when.bc:
        when = when._replace(decade=when.decade + 190)
    if when.bc and when.year is not None:
        when = when._replace(year=1 - when.year)
    if when.month and when.day and when.day > days_in(when.year, when.month):
        return None
    return when


def two_points(w: Words, a: int, b: int) -> Found | None:
    """February 25 and 26, 1992; 6-7 February; 1995-96; 499 to 493 BC: two points that share what is said
    once."""
    letters = w.letters
    cut = next(
        (
            i
            for i in range(a + 1, b - 1)
            if letters[i] in "A&-/" and letters[i + 1] in "dohcyt" and letters[i - 1] in "dohcyMB"
        ),
        None,
    )
    if cut is None:
        return None
    left, right = point(w, a, cut), point(w, cut + 1, b)
    if left is None or right is None:
        return None
    x, y = left.when, right.when
    if letters[b - 1] == "B":
        if x.year is None or x.year > 0:
            x = x._replace(day=None, year=1 - (x.day if x.year is None else x.year), bc=True)
    elif "M" not in letters[a:b]:
        short = w.value[cut + 1]
        if (
            x.year is None
            or letters[cut + 1] not in "dh"
            or w.end[cut + 1] - w.start[cut + 1] != 2
            or 0 < short <= x.year % 100
        ):
            return None
        y = When(year=x.year - x.year % 100 + short + (0 if short else 100))
    x, y = _shared(x, y), _shared(y, x)
    if x is None or y is None:
        return None
    is_range = (
        letters[cut] in "-/"
        or w.lower[cut] not in ("and", "or")
        or w.lower[a - 1 : a] == ["between"]
        or next_day(x, y)
    )
    return Found(
        a, b, "pair", parts=(replace(left, when=x), replace(right, when=y)), range=is_range, rule="pair"
    )


def days_in_a_row(w: Words, a: int, b: int) -> Found | None:
    """7, 8 and 9 May 1945; May 7, 8 and 9: from the first to the last of days that follow one another."""
    at = next(i for i in range(b - 1, a, -1) if w.letters[i] in "A&-")
    named = [i for i in range(a, b) if w.letters[i] in "do"]
    days = [w.value[i] for i in named]
    if days != list(range(days[0], days[0] + len(days))) or not days[0] >= 1:
        return None
    month = w.letters[a:b].index("M") + a
    whole = point(w, month, b) if month > at else point(w, a, named[0] + 1)
    years = [w.value[i] for i in range(a, b) if w.letters[i] == "y"]
    if whole is None or whole.when.month is None or days[-1] > days_in(whole.when.year, whole.when.month):
        return None
    first, last = (
        whole.when._replace(day=day, year=years[0] if years else whole.when.year)
        for day in (days[0], days[-1])
    )
    parts = Found(a, named[1] - 1, "point", first, rule="point"), Found(
        named[-1], b, "point", last, rule="point"
    )
    return Found(a, b, "pair", parts=parts, range=True, rule="pair")


def _shared(x: When, y: When) -> When | None:
    """The first point with the month and year that only the second names."""
    x = x._replace(month=x.month or y.month, year=y.year if x.year is None else x.year)
    return None if x.month and x.day and x.day > days_in(x.year, x.month) else x


def next_day(x: When, y: When) -> bool:
    """Whether two days follow one another, so that "and" makes them one stretch."""
    return (
        x.day is not None
        and y.day is not None
        and x.year == y.year
        and x.month == y.month
        and y.day == x.day + 1
    )

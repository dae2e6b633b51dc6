"""The grammar of time expressions: from words to what they say about time, before anyone asks which year is meant.

`timewords` gives every word of a text one letter for its class, so that a text is a string of letters and a rule is a regular
expression over them: `Md,?y` is "February 26, 1992". Each rule has a builder that reads the values of the words it matched.
`find` returns the expressions; `diptych.extract.story` resolves them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from diptych.extract.almanac import Length, When, days_in
from diptych.extract.timewords import Words


@dataclass(frozen=True)
class Found:
    """One time expression: the words first to last - 1, and what they say.

    kind    point   a place in the calendar, its year, month or day perhaps left to the context: `when`
            shift   `length` from an anchor, back (`sign` -1), on (1) or in the same one (0); `when` has the parts named beside it.
                    `anchor`: `now`, `told` (the date told last) or `event` (what the next words name)
            length  a stretch of time: `length`;  set: again and again: `length`
            vague   no more than a side of now: `ref`
            pair    two points, `parts`: a range where `range` holds, else two dates that share what is said once
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
    parts: tuple["Found", ...] = ()
    range: bool = False
    rule: str = ""


# Building: from the words of a match to what they say


def _point(w: Words, a: int, b: int) -> Found | None:
    """A place in the calendar: every word of it fills the slot of its class."""
    slot: dict = {}
    side = None
    for i in range(a, b):
        letter, value = w.letters[i], w.value[i]
        if letter in _SLOTS:
            slot[_SLOTS[letter]] = value
        elif letter == "H":
            slot["month"], slot["day"] = value or (None, None)
        elif letter == "i":
            slot |= _numeric(value)
        elif letter == "J":
            slot |= _fraction(w, a, i)
        elif letter == "o" and w.letters[i + 1:i + 2] not in ("J", "E"):
            slot["century" if "century" in w.lower[i + 1:i + 3] and i + 1 < b else "day"] = value
        elif letter in "dhy" and w.letters[a:i].endswith("y-"):
            continue
        elif letter == "d" and w.letters[i + 1:i + 2] == "B" or letter in "dh" and w.letters[a:i].endswith("b") or letter in "yhc":
            slot["year"] = value
        elif letter == "d":
            slot["day"] = value
        elif letter == "B":
            slot["bc"] = w.lower[i][:1] == "b"
        elif letter in "eEm":
            slot["mod"] = value or slot.get("mod", "")
        elif letter == "r":
            slot.setdefault("mod", "APPROX")
        elif letter in "zlxs" and "u" in w.letters[i:b]:
            side = {"l": -1, "x": 1}.get(letter, side or 0)
        elif letter == "u":
            side = side or 0
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
    if side is None or when.year is not None:
        return Found(a, b, "point", when, rule="point")
    first = next(w.lower[i] for i in range(a, b) if w.letters[i] in "zlxstu" and "u" in w.letters[i:i + 3])
    return Found(a, b, "shift", when, Length(1, "year"), side, "now" if first in ("this", "last", "next") else "told", rule="point")


_ON_THE_HOUR = {"noon": {"hour": 12, "minute": 0, "part": ""}, "midnight": {"hour": 0, "minute": 0, "part": ""}}
_SLOTS = {"M": "month", "W": "weekday", "S": "season", "P": "part", "D": "decade"}


def _stretch_of(w: Words, a: int, b: int) -> Found | None:
    """the first days of March, the last weeks of 1991, the month of May: early or late in what is named."""
    at = max(i for i in range(a, b) if w.letters[i] == "O" and w.letters[i - 1] in "uUV")
    point = _point(w, at + 1, b) if w.value[at - 1] not in ("hour", "minute", "second") else None
    mod = "" if w.letters[a:at] == "tU" else "END" if any(w.lower[i] in ("last", "late", "final", "closing") for i in range(a, at)) else "START"
    return point and replace(point, first=a, when=point.when._replace(mod=mod))


def _some_day(w: Words, a: int, b: int) -> Found | None:
    """one day in May 1990, a morning in April: early or late in what is named, no one knows."""
    at = next(i for i in range(a, b) if w.letters[i] == "I")
    point = _point(w, at + 1, b) if w.lower[a] in ("one", "a", "an") and w.lower[at] in ("in", "during") and w.lower[at - 1] in _SOME_DAY else None
    return point and replace(point, first=a)


_SOME_DAY = frozenset("day night morning evening afternoon".split())


def _fraction(w: Words, a: int, i: int) -> dict:
    """The half or quarter that "the second half", "the latter half", "the last quarter" are."""
    nth = next((w.value[k] for k in range(a, i) if w.letters[k] == "o"), None)
    end = any(w.lower[k] in ("latter", "last", "final", "late") for k in range(a, i))
    if w.lower[i] == "half":
        return {"half": 2 if end or nth == 2 else 1}
    return {"quarter": 4 if end else nth} if end or nth in (1, 2, 3, 4) else {}


def _numeric(word: str) -> dict:
    """2001-02-27; 27.02.2001 with the day first; 2/27/2001 with the month first, unless only the other order is a date."""
    if "-" in word:
        year, month, day = (int(x) for x in word[:10].split("-"))
        clock = word[11:].split(":")
        rest = {"hour": int(clock[0]), "minute": int(clock[1])} if word[10:] else {}
    else:
        first, second, last = re.split(r"[./]", word)
        year = int(last) + (0 if len(last) == 4 else 1900 if int(last) > 30 else 2000)
        day_first = "." in word or int(first) > 12
        day, month, rest = (int(first), int(second), {}) if day_first else (int(second), int(first), {})
        if "." in word and len(last) == 2:
            return {"day": 0}
    if not (1 <= month <= 12 and 1 <= day <= days_in(year, month) and 1000 <= year <= 2199 and rest.get("hour", 0) < 24 and rest.get("minute", 0) < 60):
        return {"day": 0}
    return {"year": year, "month": month, "day": day} | rest


def _on_calendar(when: When) -> When | None:
    """Years before Christ as ISO 8601 counts them, decades of this century and the last in full; None for a day that no month has."""
    if when.decade is not None and when.decade < 10 and not when.bc:
        when = when._replace(decade=when.decade + 190)
    if when.bc and when.year is not None:
        when = when._replace(year=1 - when.year)
    if when.month and when.day and when.day > days_in(when.year, when.month):
        return None
    return when


def _hours(w: Words, a: int, b: int) -> Found | None:
    """the early hours of 3 May, the small hours: a part of the day."""
    part = {"early": "NI", "small": "NI", "late": "EV", "dark": "NI", "daylight": "DT"}.get(w.lower[b - 3])
    return Found(a, b - 1, "point", When(part=part), rule="clock") if w.lower[b - 2] == "hours" and part else None


def _clock(w: Words, a: int, b: int) -> Found | None:
    hour = minute = None
    mod = zone = half = ""
    for i in range(a, b):
        letter, value, word = w.letters[i], w.value[i], w.word[i]
        if letter == "C":
            hour, minute = (int(x) for x in word.split(":")[:2])
        elif letter == "n" and "." in word:
            hours, _, minutes = word.partition(".")
            if len(minutes) != 2 or len(hours) > 2:
                return None
            hour, minute = int(hours), int(minutes)
        elif letter in "yn":
            if len(word) != 4 or w.lower[i + 1:b] != ["hours"]:
                return None
            hour, minute = divmod(int(value), 100)
        elif letter in "dw":
            hour = value
        elif letter == "p":
            half = word[0].lower() + "m"
        elif letter == "P":
            half = {"MO": "am", "AF": "pm", "EV": "pm", "NI": "pm" if (hour or 0) > 5 else "am"}.get(value, "")
        elif letter == "r":
            mod = value
        elif letter == "Z":
            zone = w.lower[i]
    if hour is not None and w.letters[b - 1] == "P" and w.lower[b - 3:b - 2] != ["in"]:
        return None
    if hour is None or hour > 24 or (minute or 0) > 59 or half and (hour == 0 or hour > 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return Found(a, b, "point", When(hour=hour % 24, minute=minute or 0, mod=mod, zone=zone), rule="clock")


def _two_clocks(w: Words, a: int, b: int) -> Found | None:
    """1:00 and 4:00 a.m., 9 to 11 p.m.: the half of the day is said once, and the first time comes before the second."""
    cut = next(i for i in range(a + 1, b - 1) if w.letters[i] in "A&-")
    right = _clock(w, cut + 1, b)
    first = next(i for i in range(a, cut) if w.letters[i] in "Cdn")
    said = (w.word[first].replace(".", ":") + ":0").split(":")[:2]
    hour, minute = map(int, said) if all(x.isdecimal() for x in said) else (99, 0)  # "1,275 and 11:00" are no two times
    if right is None or hour > 24 or minute > 59 or w.letters[first] == "n" and "." not in w.lower[first]:
        return None
    if w.letters[cut - 1] == "p":
        left = _clock(w, a, cut)
    else:
        end = right.when.hour * 60 + right.when.minute
        hour = hour % 12 + 12 if "p" in w.letters[cut:b] and right.when.hour >= 12 and (hour % 12 + 12) * 60 + minute < end else hour
        left = Found(a, cut, "point", When(hour=hour % 24, minute=minute), rule="clock")
    return Found(a, b, "pair", parts=(left, right), range=True, rule="clock") if left else None


def number(w: Words, a: int, b: int) -> float | None:
    """The value of figures and number words: "twenty-five", "two hundred and five", "3 million", "one and a half"; None for "several"."""
    total = current = 0.0
    seen = False
    for i in range(a, b):
        letter, value = w.letters[i], w.value[i]
        if letter in "dhcynwJ" and isinstance(value, (int, float)):
            current = (current or 1) * 12 if w.lower[i] == "dozen" else current + value
            seen = True
        elif letter == "v":
            current, seen = (current or 1) * value, True
            if value > 100:
                total, current = total + current, 0.0
        elif letter == "f" and w.lower[i] != "some":
            return 2.0 if w.lower[i] == "couple" else None
    return total + current if seen else 1.0 if "a" in w.letters[a:b] else None


def _length(w: Words, a: int, b: int) -> Found | None:
    """two years, a few days, one and a half months, more than 21 years, ten-day, half a century, the last two weeks, year-long."""
    at = next(i for i in range(a, b) if w.letters[i] in "uUV")
    unit, n = w.value[at], number(w, a, at)
    if at == a:
        n = 1.0 if w.letters[at] != "V" else None
    if unit == "weekend" or w.letters[a:at].strip("t") == "a" and w.letters[at] == "V" or unit in ("second", "quarter") and n is None:
        return None
    if n is not None and n > 1 and w.letters[at] != "V" and w.letters[at - 1] != "-" and "+" not in w.letters[at:b]:
        return None
    if w.letters[b - 1] == "J" and n is not None:
        n += w.value[b - 1]
    if w.letters[b - 2] == "A":  # "an hour or two"
        if w.lower[b - 2] != "or" or w.value[b - 1] not in (2, 3):
            return None
        n = float(w.value[b - 1])
    if n is not None and n != int(n) and unit in ("decade", "century"):
        n, unit = n * {"decade": 10, "century": 100}[unit], "year"
    if unit == "fortnight":
        n, unit = n and 2 * n, "week"
    mod = next((w.value[i] for i in range(a, at) if w.letters[i] in "rq" and w.value[i]), "APPROX" if w.lower[a] == "some" and n is not None else "")
    return Found(a, b, "length", length=Length(n, unit, mod), ref=_side(w, a, at), rule="length")


def _nights(w: Words, a: int, b: int) -> Found | None:
    """one-night, two nights: counted as days."""
    at = next(i for i in range(a, b) if w.letters[i] == "P")
    n = number(w, a, at)
    if w.value[at] not in ("NI", "MO", "AF", "EV") or n is None or (n > 1) != w.lower[at].endswith("s") and w.letters[at - 1] != "-":
        return None
    return Found(a, b, "length", length=Length(n, "day"), rule="length")


def _lengths(w: Words, a: int, b: int) -> Found | None:
    """two to three weeks, ten or fifteen years, 12-18 months."""
    at = b - 1
    cut = max(i for i in range(a + 1, at) if w.letters[i] == "A" or w.letters[i] == "-" and w.letters[i - 1] not in "wv" and i + 1 < at)
    low, high = number(w, a, cut), number(w, cut + 1, at)
    if low is None or high is None or low >= high:
        return None
    unit = w.value[at]
    left, right = (Found(x, y, "length", length=Length(n, unit), rule="length") for x, y, n in ((a, cut, low), (cut + 1, b, high)))
    return Found(a, b, "length", length=Length(low, unit, most=high), parts=(left, right), rule="length")


def _age(w: Words, a: int, b: int) -> Found | None:
    """26 years of age, nineteen years old, a 63-year-old."""
    at = next((i for i in range(a, b) if w.letters[i] in "uUV"), b)
    n = number(w, a, at)
    return Found(a, b, "length", length=Length(n, w.value[at]), rule="age") if n is not None and at < b else None


def _side(w: Words, a: int, b: int) -> str:
    """The side of now that "past", "last", "next", "recent", "these" put something on."""
    for i in range(a, b):
        if w.letters[i] in "lxz":
            return {"l": "PAST_REF", "x": "FUTURE_REF"}.get(w.letters[i]) or ("PRESENT_REF" if w.lower[i] in ("this", "these") else "PAST_REF")
        if w.letters[i] in "RN":
            return w.value[i]
        if w.letters[i] == "G":
            return "PAST_REF"
    return ""


_BACK = frozenset({"earlier", "before", "previously", "beforehand"})


def _shifted(w: Words, a: int, b: int) -> Found | None:
    """two days later, a year ago, months earlier, three weeks after: a length and the word that says to which side of what."""
    length = _length(w, a, b - 1)
    if length is None:
        return None
    word = w.lower[b - 1]
    anchor = "now" if word in ("ago", "hence", "from now") else "event" if word in ("after", "before") else "told"
    return replace(length, last=b, kind="shift", sign=-1 if word == "ago" or word in _BACK else 1, anchor=anchor, rule="shift")


def _years_ago_today(w: Words, a: int, b: int) -> Found | None:
    """twenty years ago today, ten years ago this week: the same day, week or month of an earlier year, in `parts`."""
    at = max(i for i in range(a, b) if w.letters[i] == "g")
    shift, same = _shifted(w, a, at + 1), _day(w, at + 1, b) if w.letters[b - 1] == "Y" else _deictic(w, at + 1, b)
    return shift and same and shift.length.unit in ("year", "decade") and replace(shift, last=b, parts=(same,), rule="years ago today") or None


def _deictic(w: Words, a: int, b: int) -> Found | None:
    """this year, that same day, the following month, last spring, next Friday, later that year, the end of the week, the day before."""
    head = max(i for i in range(a, b) if w.letters[i] in "uUSMWP")
    told = next((i for i in range(head - 1, a - 1, -1) if w.letters[i] in "lxz"), None)
    letter, word = w.letters[head], w.lower[told] if told is not None else "the"
    side = {"l": -1, "x": 1}.get(w.letters[told], 0) if told is not None else 0
    anchor = "now" if word == "this" or word in ("last", "past", "next") and w.letters[told - 1:told] != "t" else "told"
    slot = {"mod": next((w.value[i] for i in range(head - 1, a - 1, -1) if w.letters[i] in "eEm" and w.value[i]), "")}
    half = next((i for i in range(a, head) if w.letters[i] == "J"), None)
    if half is not None:
        slot = _fraction(w, a, half)
    if w.letters[b - 1] in "Gx":
        side, anchor = (-1 if w.lower[b - 1] in _BACK else 1), "event" if w.lower[b - 1] in ("after", "before") else "told"
    if letter in "SMWP":
        slot[_SLOTS[letter]] = w.value[head]
        return Found(a, b, "shift", When(**slot), Length(1, {"W": "week", "P": "day"}.get(letter, "year")), side, anchor, rule="deictic")
    if word == "last" and w.letters[a:b] == "tlU" and w.value[head] == "day":
        return _nth(w, a, b)
    if word == "past" and "t" in w.letters[a:b]:
        return Found(a, b, "length", length=Length(1, w.value[head]), ref="PAST_REF", rule="length")
    return Found(a, b, "shift", When(**slot), Length(1, w.value[head]), side, anchor, rule="deictic")


def _day(w: Words, a: int, b: int) -> Found | None:
    """today, yesterday, tomorrow evening, tonight."""
    at = next(i for i in range(a, b) if w.letters[i] == "Y")
    part = "NI" if w.lower[at] == "tonight" else next((w.value[i] for i in range(at, b) if w.letters[i] == "P"), "")
    return Found(a, b, "shift", When(part=part), Length(1, "day"), w.value[at], "now", rule="day")


def _set(w: Words, a: int, b: int) -> Found | None:
    """daily, every two weeks, each year, per month, every other Friday."""
    if w.letters[a] == "L":
        return Found(a, b, "set", length=Length(1, w.value[a]), rule="adverb")
    if w.lower[b - 1] in _YEARLY:
        return Found(a, b, "set", length=Length(1, "year"), rule="set")
    at = next((i for i in range(a, b) if w.letters[i] in "uUVPWMS"), None)
    if at is None or w.letters[b - 1] == "_":
        return None
    letter = w.letters[at]
    if letter == "M" and b - a > 2:
        return Found(a, b, "set", length=Length(1, "year"), rule="set")
    n = next((float(w.value[i]) for i in range(a, at) if w.letters[i] == "o"), None) or (2.0 if "other" in w.lower[a:at] else number(w, a + 1, at) or 1.0)
    if (letter == "V") != (n > 1) and "other" not in w.lower[a:at] and "o" not in w.letters[a:at]:
        return None
    when = When(**{_SLOTS[letter]: w.value[at]}) if letter in _SLOTS else When()
    unit = {"P": "day", "W": "week", "M": "year", "S": "year"}.get(letter) or w.value[at]
    return Found(a, b, "set", when, Length(n, unit), rule="each" if w.lower[a] == "per" else "set")


_YEARLY = frozenset({"anniversary", "birthday"})


def _again(w: Words, a: int, b: int) -> Found | None:
    """year after year, day by day: again and again, or without a stop."""
    return Found(a, b, "set", length=Length(1, w.value[a]), rule="set") if w.lower[a] == w.lower[b - 1] and w.lower[a + 1] in ("by", "after") else None


def _plural(w: Words, a: int, b: int) -> Found | None:
    """the years, those days, recent months, the coming weeks, decades: a stretch of no known length."""
    return Found(a, b, "length", length=Length(None, w.value[b - 1]), ref=_side(w, a, b - 1), rule="plural")


def _vague(w: Words, a: int, b: int) -> Found | None:
    """this point, the time, the initial phase, the near future, the past, now."""
    letter = w.letters[b - 1]
    if letter == "l":
        return Found(a, b, "vague", ref="PAST_REF", rule="vague") if w.lower[b - 1] == "past" else None
    return Found(a, b, "vague", ref=_side(w, a, b) if letter == "T" else w.value[b - 1], rule="adverb" if letter == "R" else "vague")


def _nth(w: Words, a: int, b: int) -> Found | None:
    """the third day, the final year, the day of the vote: a place in something else's time."""
    if w.lower[b - 1] in ("century", "second", "quarter"):
        return None
    return Found(a, b, "vague", When(part=w.value[b - 1] if w.letters[b - 1] == "P" else ""), ref="PAST_REF", rule="nth")


def _two_points(w: Words, a: int, b: int) -> Found | None:
    """February 25 and 26, 1992; 6-7 February; 1995-96; 499 to 493 BC: two points that share what is said once."""
    letters = w.letters
    cut = next((i for i in range(a + 1, b - 1) if letters[i] in "A&-" and letters[i + 1] in "dohcyt" and letters[i - 1] in "dohcyMB"), None)
    if cut is None:
        return None
    left, right = _point(w, a, cut), _point(w, cut + 1, b)
    if left is None or right is None:
        return None
    x, y = left.when, right.when
    if letters[b - 1] == "B":
        if x.year is None or x.year > 0:
            x = x._replace(day=None, year=1 - (x.day if x.year is None else x.year), bc=True)
    elif "M" not in letters[a:b]:
        short = w.value[cut + 1]
        if x.year is None or letters[cut + 1] not in "dh" or w.end[cut + 1] - w.start[cut + 1] != 2 or 0 < short <= x.year % 100:
            return None
        y = When(year=x.year - x.year % 100 + short + (0 if short else 100))
    x, y = _shared(x, y), _shared(y, x)
    if x is None or y is None:
        return None
    is_range = letters[cut] == "-" or w.lower[cut] not in ("and", "or") or w.lower[a - 1:a] == ["between"] or _next_day(x, y)
    return Found(a, b, "pair", parts=(replace(left, when=x), replace(right, when=y)), range=is_range, rule="pair")


def _shared(x: When, y: When) -> When | None:
    """The first point with the month and year that only the second names."""
    x = x._replace(month=x.month or y.month, year=y.year if x.year is None else x.year)
    return None if x.month and x.day and x.day > days_in(x.year, x.month) else x


def _next_day(x: When, y: When) -> bool:
    """Whether two days follow one another, so that "and" makes them one stretch."""
    return x.day is not None and y.day is not None and x.year == y.year and x.month == y.month and y.day == x.day + 1


# Rules


_YEAR = r"(?:b[ydhc]|[ydhc]B|y)"
_OF_YEAR = rf"(?:,?O?{_YEAR}|,?O?(?:[zt]s?|[lx])u(?!G))"
_EDGE = (r"(?:r{0,2}(?:t?[oelX]{0,2}EO|(?:t[oelX]{0,2}|[oelX]{1,2})JO|t?m-?(?:[A&]e)?|t?e(?:[A&][em])?(?:It|I|O)?-?|t[uV](?=[ydhc])|t|f(?=D)){0,3})")
_COUNT = r"w(?:-?w){0,4}"
_NUMBER = rf"(?:[dhcyn]v{{0,2}}|(?:{_COUNT})?v{{1,2}}(?:&?{_COUNT})?|{_COUNT})"
_MANY = rf"(?:a?f?{_NUMBER}(?:-?&-?a-?J)?|a?fO?|a?JO?a|a)"
_LENGTH = (rf"(?:a[uU]Aw|(?:[rq]{{0,3}}|t(?:[lxoXs]|e){{0,2}}|[lx]){_MANY}-?(?:[j+]-?){{0,2}}[uUV](?:&aJ)?(?:-?\+)?|[rq]{{0,3}}{_NUMBER}_V|t?{_NUMBER}[lxs]V)")
_TIME = r"(?:CK?p?|[dn]K?p|[dw]K)"
_OCLOCK = r"[rq]{0,2}[dw]ItP"

_RULES: list[tuple[re.Pattern, Callable[[Words, int, int], Found | None]]] = [(re.compile(pattern), build) for pattern, build in [
    (rf"{_EDGE}(?:W,?t?)?(?:M-?t?[do](?!w?[VU])|t?[do]O?M){_OF_YEAR}?", _point),
    (rf"{_EDGE}SO?y-[dhy](?!-)|{_EDGE}(?:M|S|H){_OF_YEAR}?", _point),
    (rf"t?[oelX](?:{_COUNT}|f)?[uUV]O(?:tUO)?t?(?:[MS]{_OF_YEAR}?|y)|tUOM{_OF_YEAR}?", _stretch_of),
    (rf"(?:wU|[wa]P)I(?:{_EDGE}(?:M|S){_OF_YEAR}?|y)", _some_day),
    (rf"{_EDGE}{_YEAR}(?!w?V)", _point),
    (rf"{_EDGE}DB?", _point),
    (rf"{_EDGE}o-?UB?", _point),
    (r"(?:W,?)?i|W|(?:t?e?PO)?to(?![-UJPS])", _point),
    (r"t?[e~_]VO", _hours),
    (rf"{_EDGE}[Wzt]?PV?", _point),
    (rf"{_EDGE}(?:M[do]|t?[do]O?M){_OF_YEAR}?[A&-]t?[do]M?{_OF_YEAR}?(?![do]|w?V)", _two_points),
    (rf"{_EDGE}t?[do][A&-]t?[do]O?M{_OF_YEAR}?", _two_points),
    (rf"{_EDGE}(?:y-[dh]|[ydhc]B?[A&-][ydhc]B)(?!-?[dhc])", _two_points),
    (rf"[rq]{{0,2}}(?:{_TIME}|[yn]V)(?:ItP)?Z?|{_OCLOCK}", _clock),
    (rf"[rq]{{0,2}}(?:{_TIME}|[dn])[A&-]{_TIME}Z?", _two_clocks),
    (_LENGTH, _length),
    (rf"{_NUMBER}-[uU](?:-?\+)?|[uUV]-?\+", _length),
    (rf"a?{_NUMBER}-?j?P", _nights),
    (rf"[rq]{{0,2}}{_NUMBER}[A-]{_NUMBER}-?[UuV]", _lengths),
    (rf"a?{_NUMBER}-?[uUV]-?k|{_NUMBER}[uUV]OT", _age),
    (rf"(?:{_LENGTH}|[rq]{{0,2}}f?V)[gG]", _shifted),
    (rf"(?:{_LENGTH})g(?:zs?[uUM]|Y)", _years_ago_today),
    (rf"{_EDGE}(?:t?[lx]|zs?|ts)[uUSMWP](?!G)|t[uU][Gx](?![uUVSMWP])|(?:G|e)(?:It|It?[lxzs]|zs?|ts)[uUSP]", _deictic),
    (r"(?:t?[oelX]{0,2}EO|(?:t[oelX]{0,2}|[oelX]{1,2})JO|e[IO])[tz]s?[uU]", _deictic),
    (r"eY|Ye?P?", _day),
    (rf"L|Q(?:{_NUMBER}|o|f|_)?[uUVWMSP]|Q(?:[do]O?M|M[do])|Q_", _set),
    (r"[uU][IG][uU]", _again),
    (r"[tz]s?V|t?[lxRG]V|t?[lx]fV|V", _plural),
    (r"(?:[tza]s?)?[eXolxRN~]?T|t?[~R]?N|t?R?l|R", _vague),
    (r"t[oX][uUP]|t[uUP](?=O[^yz])|t[oeX]V", _nth),
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
    return _told_beside(w, _named_stretches(w, _pairs(w, _days_with_times(w, out))))


# Joining what stands side by side


def _days_with_times(w: Words, found: list[Found]) -> list[Found]:
    """A time of day and its day as one: "11:00 p.m. on February 25", "the morning of 3 May", "May 3 at noon"."""
    out: list[Found] = []
    for f in found:
        g = out[-1] if out else None
        link = w.letters[g.last:f.first] if g else "_"
        between = w.lower[f.first - 1] if f.first else ""
        if g and is_time(g) and _is_day(f) and re.fullmatch(r",?[OI]?", link) and (link[-1:] != "I" or between in ("on", "in")):
            out[-1] = _timed(g, f, g.first, f.last)
        elif g and _is_day(g) and is_time(f) and f.rule == "clock" and re.fullmatch(r",?[IF]?", link) and between not in ("by", "since"):
            out[-1] = _timed(f, g, g.first, f.last)
        else:
            out.append(f)
    return out


def _named_stretches(w: Words, found: list[Found]) -> list[Found]:
    """ "the period from May to June 1990" is that range; "every year on 3 May" is one set."""
    out: list[Found] = []
    for f in found:
        g = out[-1] if out else None
        if g and g.kind == "vague" and f.kind == "pair" and f.range and w.letters[g.last:f.first] in ("F", "O") and w.lower[g.last - 1] in ("period", "time", "era"):
            out[-1] = replace(f, first=g.first)
        elif g and g.kind == "set" and g.length.unit == "year" and f.kind == "point" and f.when.year is None and (f.when.month or f.when.season) and w.letters[g.last:f.first] in ("I", "I", ","):
            out[-1] = replace(g, last=f.last)
        else:
            out.append(f)
    return out


def _told_beside(w: Words, found: list[Found]) -> list[Found]:
    """A distance with its date in apposition is that date, as finely as its unit: "four years earlier, on 3 May 1988"; "in 1988, four years earlier,"."""
    out = list(found)
    for k, f in enumerate(found):
        if f.rule == "shift" and (f.anchor != "event" or w.letters[f.last:f.last + 1] == ","):
            beside = found[k + 1] if k + 1 < len(found) and re.fullmatch(r"[,(-]I?", w.letters[f.last:found[k + 1].first]) else None
            if beside is None and k and w.letters[found[k - 1].last:f.first] == "," and w.letters[f.last:f.last + 1] in (",", ")", ""):
                beside = found[k - 1]
            if beside is not None and beside.kind == "point" and beside.when.year is not None:
                x = beside.when
                keep = {"year": 1, "decade": 1, "month": 2}.get(f.length.unit, 3)
                out[k] = replace(f, when=When(*x[:keep]))
    return out


def is_time(f: Found) -> bool:
    """Whether an expression is a time of day with no day of its own."""
    if f.kind == "pair":
        return all(is_time(part) for part in f.parts)
    x = f.when
    return f.kind == "point" and (x.hour is not None or x.part not in ("", "EASTER")) and x.year is x.month is x.day is x.weekday is x.season is None


def _is_day(f: Found) -> bool:
    if f.kind == "pair":
        return all(_is_day(part) for part in f.parts)
    if f.when.hour is not None or f.when.part and f.kind != "shift":
        return False
    return f.kind == "point" and (f.when.day or f.when.weekday) is not None or f.kind == "shift" and f.length.unit == "day" and (f.length.n or 0) <= 1


def _timed(time: Found, day: Found, first: int, last: int) -> Found:
    """A day with its time; the range of two times of one day; the part of two days ("the night of 6-7 May")."""
    if time.kind == "pair" and day.kind != "pair":
        return replace(time, first=first, last=last, parts=tuple(_timed(part, day, part.first, part.last) for part in time.parts))
    if day.kind == "pair":
        part = "" if time.kind == "pair" else time.when.part
        return replace(day, first=first, last=last, parts=tuple(replace(end, when=end.when._replace(part=part)) for end in day.parts), rule="night")
    t = time.when
    return replace(day, first=first, last=last, when=day.when._replace(hour=t.hour, minute=t.minute, part=t.part, zone=t.zone, mod=t.mod), rule="timed")


def _pairs(w: Words, found: list[Found]) -> list[Found]:
    """Two points of one grain joined by a dash, "to", "and": "March-April 1992", "late 1948 and early 1949"."""
    out: list[Found] = []
    for f in found:
        g = out[-1] if out else None
        if g and w.letters[g.last:f.first] in ("-", "A", "&") and g.kind == f.kind == "point" and _grain(g.when) == _grain(f.when) != "":
            out[-1] = _pair(w, g, f)
        else:
            out.append(f)
    return out


def _grain(when: When) -> str:
    """The finest part that a point names; months, seasons and halves count as one grain."""
    for name in ("hour", "part", "weekday", "day", "month", "season", "half", "year", "decade", "century"):
        if getattr(when, name) not in (None, ""):
            return "month" if name in ("season", "half") else name
    return ""


def _pair(w: Words, left: Found, right: Found) -> Found:
    x, y, link = left.when, right.when, w.lower[left.last]
    between = w.lower[left.first - 1:left.first] == ["between"]
    if x.year is None and y.year is not None and _place(x)[0]:
        x = x._replace(year=y.year - (link not in ("and", "or") and _place(x) > _place(y)), bc=y.bc)
    elif y.year is None and x.year is not None and _place(y)[0]:
        y = y._replace(year=x.year + (_place(x) > _place(y)), bc=x.bc)
    if y.bc and not x.bc and x.year is not None and x.year > 0 and x.month is None:
        x = x._replace(year=1 - x.year, bc=True)
    is_range = link not in ("and", "or") or between and link == "and" or _next_day(x, y) or link == "and" and None not in (x.month, y.month) and x.day is y.day is None and x.year == y.year and y.month == x.month + 1
    return Found(left.first, right.last, "pair", parts=(replace(left, when=x), replace(right, when=y)), range=is_range, rule="joined")


def _place(when: When) -> tuple[int, int]:
    """Where in a year a point lies: month (for a season its last) and day."""
    return when.month or (3 * when.season if when.season else 6 * when.half if when.half else 0), when.day or 0

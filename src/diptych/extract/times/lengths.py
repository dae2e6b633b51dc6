"""Time expressions that are lengths, distances from a day, and times that come again: from words to what they
say."""

from __future__ import annotations

from dataclasses import replace

from diptych.extract.times.almanac import Length, When
from diptych.extract.times.lexicon import Words
from diptych.extract.times.points import SLOTS, Found, fraction
from diptych.wordlists import word_lists


def number(w: Words, a: int, b: int) -> float | None:
    """The value of figures and number words: "twenty-five", "two hundred and five", "3 million", "one and a
    half"; None for "several"."""
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


def length(w: Words, a: int, b: int) -> Found | None:
    """two years, a few days, one and a half months, more than 21 years, ten-day, half a century, the last two
    weeks, year-long."""
    at = next(i for i in range(a, b) if w.letters[i] in "uUV")
    unit, n = w.value[at], number(w, a, at)
    if at == a:
        n = 1.0 if w.letters[at] != "V" else None
    if (
        unit == "weekend"
        or w.letters[a:at].strip("t") == "a"
        and w.letters[at] == "V"
        or unit in ("second", "quarter")
        and n is None
    ):
        return None
    if (
        n is not None
        and n > 1
        and w.letters[at] != "V"
        and w.letters[at - 1] != "-"
        and "+" not in w.letters[at:b]
        and not _describes(w, b)
    ):
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
    mod = next(
        (w.value[i] for i in range(a, at) if w.letters[i] in "rq" and w.value[i]),
        "APPROX" if w.lower[a] == "some" and n is not None else "",
    )
    return Found(a, b, "length", length=Length(n, unit, mod), ref=_side(w, a, at), rule="length")


def _describes(w: Words, b: int) -> bool:
    """Whether a length in the singular stands before a noun: "a thirty year truce", "the ten year's
    struggle"."""
    after = w.lower[b : b + 1]
    return (
        w.letters[b - 1] in "uU"
        and after != []
        and (w.letters[b] == "'" or w.letters[b] == "_" and after[0] not in _NO_NOUN)
    )


_NO_NOUN = word_lists("diptych.extract.times", "words.toml")["no-noun"]


def nights(w: Words, a: int, b: int) -> Found | None:
    """one-night, two nights: counted as days."""
    at = next(i for i in range(a, b) if w.letters[i] == "P")
    n = number(w, a, at)
    if (
        w.value[at] not in ("NI", "MO", "AF", "EV")
        or n is None
        or (n > 1) != w.lower[at].endswith("s")
        and w.letters[at - 1] != "-"
    ):
        return None
    return Found(a, b, "length", length=Length(n, "day"), rule="length")


def lengths(w: Words, a: int, b: int) -> Found | None:
    """two to three weeks, ten or fifteen years, 12-18 months."""
    at = b - 1
    cut = max(
        i
        for i in range(a + 1, at)
        if w.letters[i] == "A" or w.letters[i] == "-" and w.letters[i - 1] not in "wv" and i + 1 < at
    )
    low, high = number(w, a, cut), number(w, cut + 1, at)
    if low is None or high is None or low >= high:
        return None
    unit = w.value[at]
    left, right = (
        Found(x, y, "length", length=Length(n, unit), rule="length")
        for x, y, n in ((a, cut, low), (cut + 1, b, high))
    )
    return Found(a, b, "length", length=Length(low, unit, most=high), parts=(left, right), rule="length")


def age(w: Words, a: int, b: int) -> Found | None:
    """26 years of age, nineteen years old, a 63-year-old."""
    at = next((i for i in range(a, b) if w.letters[i] in "uUV"), b)
    n = number(w, a, at)
    return (
        Found(a, b, "length", length=Length(n, w.value[at]), rule="age") if n is not None and at < b else None
    )


def _side(w: Words, a: int, b: int) -> str:
    """The side of now that "past", "last", "next", "recent", "these" put something on."""
    for i in range(a, b):
        if w.letters[i] in "lxz":
            return {"l": "PAST_REF", "x": "FUTURE_REF"}.get(w.letters[i]) or (
                "PRESENT_REF" if w.lower[i] in ("this", "these") else "PAST_REF"
            )
        if w.letters[i] in "RN":
            return w.value[i]
        if w.letters[i] == "G":
            return "PAST_REF"
    return ""


def shifted(w: Words, a: int, b: int) -> Found | None:
    """two days later, a year ago, months earlier, three weeks after: a length and the word that says to which
    side of what."""
    stretch = length(w, a, b - 1)
    if stretch is None:
        return None
    word = w.lower[b - 1]
    anchor = (
        "now" if word in ("ago", "hence", "from now") else "event" if word in ("after", "before") else "told"
    )
    return replace(
        stretch,
        last=b,
        kind="shift",
        sign=-1 if word == "ago" or word in _BACK else 1,
        anchor=anchor,
        rule="shift",
    )


_BACK = frozenset({"earlier", "before", "previously", "beforehand"})


def years_ago_today(w: Words, a: int, b: int) -> Found | None:
    """twenty years ago today, ten years ago this week: the same day, week or month of an earlier year, in
    `parts`."""
    at = max(i for i in range(a, b) if w.letters[i] == "g")
    shift, same = shifted(w, a, at + 1), (
        day(w, at + 1, b) if w.letters[b - 1] == "Y" else deictic(w, at + 1, b)
    )
    return (
        shift
        and same
        and shift.length.unit in ("year", "decade")
        and replace(shift, last=b, parts=(same,), rule="years ago today")
        or None
    )


def weeks_ago_on(w: Words, a: int, b: int) -> Found | None:
    """a week ago Tuesday, two weeks ago on Sunday: the day of the week so many weeks back."""
    at = max(i for i in range(a, b) if w.letters[i] == "g")
    shift = shifted(w, a, at + 1)
    if shift is None or shift.length.unit != "week" or shift.length.n is None:
        return None
    return replace(shift, last=b, when=When(weekday=w.value[b - 1]), rule="weeks ago")


def two_days_off(w: Words, a: int, b: int) -> Found | None:
    """the day before yesterday, the day after tomorrow, the week before last, the year after next."""
    sides = {"before": {"yesterday": -1, "last": -1}, "after": {"tomorrow": 1, "next": 1}}
    sign = sides.get(w.lower[b - 2], {}).get(w.lower[b - 1])
    if sign is None or (w.letters[b - 1] == "Y") != (w.value[b - 3] == "day"):
        return None
    return Found(a, b, "shift", length=Length(2, w.value[b - 3]), sign=sign, anchor="now", rule="two off")


def deictic(w: Words, a: int, b: int) -> Found | None:
    """this year, that same day, the following month, last spring, next Friday, later that year, the end of
    the week, the day before."""
    head = max(i for i in range(a, b) if w.letters[i] in "uUSMWP")
    told = next((i for i in range(head - 1, a - 1, -1) if w.letters[i] in "lxz"), None)
    letter, word = w.letters[head], w.lower[told] if told is not None else "the"
    side = {"l": -1, "x": 1}.get(w.letters[told], 0) if told is not None else 0
    anchor = (
        "now"
        if word == "this" or word in ("last", "past", "next") and w.letters[told - 1 : told] != "t"
        else "told"
    )
    slot = {
        "mod": next(
            (w.value[i] for i in range(head - 1, a - 1, -1) if w.letters[i] in "eEm" and w.value[i]), ""
        )
    }
    half = next((i for i in range(a, head) if w.letters[i] == "J"), None)
    if half is not None:
        slot = fraction(w, a, half)
    if w.letters[b - 1] in "Gx":
        side, anchor = (-1 if w.lower[b - 1] in _BACK else 1), (
            "event" if w.lower[b - 1] in ("after", "before") else "told"
        )
    if letter in "SMWP":
        slot[SLOTS[letter]] = w.value[head]
        return Found(
            a,
            b,
            "shift",
            When(**slot),
            Length(1, {"W": "week", "P": "day"}.get(letter, "year")),
            side,
            anchor,
            rule="deictic",
        )
    if word == "last" and w.letters[a:b] == "tlU" and w.value[head] == "day":
        return nth(w, a, b)
    if word == "past" and "t" in w.letters[a:b]:
        return Found(a, b, "length", length=Length(1, w.value[head]), ref="PAST_REF", rule="length")
    return Found(a, b, "shift", When(**slot), Length(1, w.value[head]), side, anchor, rule="deictic")


def day(w: Words, a: int, b: int) -> Found | None:
    """today, yesterday, tomorrow evening, tonight."""
    at = next(i for i in range(a, b) if w.letters[i] == "Y")
    part = (
        "NI"
        if w.lower[at] == "tonight"
        else next((w.value[i] for i in range(at, b) if w.letters[i] == "P"), "")
    )
    return Found(a, b, "shift", When(part=part), Length(1, "day"), w.value[at], "now", rule="day")


def set_of(w: Words, a: int, b: int) -> Found | None:
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
    n = next((float(w.value[i]) for i in range(a, at) if w.letters[i] == "o"), None) or (
        2.0 if "other" in w.lower[a:at] else number(w, a + 1, at) or 1.0
    )
    if (letter == "V") != (n > 1) and "other" not in w.lower[a:at] and "o" not in w.letters[a:at]:
        return None
    when = When(**{SLOTS[letter]: w.value[at]}) if letter in SLOTS else When()
    unit = {"P": "day", "W": "week", "M": "year", "S": "year"}.get(letter) or w.value[at]
    return Found(a, b, "set", when, Length(n, unit), rule="each" if w.lower[a] == "per" else "set")


_YEARLY = frozenset({"anniversary", "birthday"})


def again(w: Words, a: int, b: int) -> Found | None:
    """year after year, day by day: again and again, or without a stop."""
    return (
        Found(a, b, "set", length=Length(1, w.value[a]), rule="set")
        if w.lower[a] == w.lower[b - 1] and w.lower[a + 1] in ("by", "after")
        else None
    )


def plural(w: Words, a: int, b: int) -> Found | None:
    """the years, those days, recent months, the coming weeks, decades: a stretch of no known length."""
    return Found(a, b, "length", length=Length(None, w.value[b - 1]), ref=_side(w, a, b - 1), rule="plural")


def vague(w: Words, a: int, b: int) -> Found | None:
    """this point, the time, the initial phase, the near future, the past, now."""
    letter = w.letters[b - 1]
    if letter == "l":
        return Found(a, b, "vague", ref="PAST_REF", rule="vague") if w.lower[b - 1] == "past" else None
    return Found(
        a,
        b,
        "vague",
        ref=_side(w, a, b) if letter == "T" else w.value[b - 1],
        rule="adverb" if letter == "R" else "vague",
    )


def nth(w: Words, a: int, b: int) -> Found | None:
    """the third day, the final year, the day of the vote: a place in something else's time."""
    if w.lower[b - 1] in ("century", "second", "quarter"):
        return None
    return Found(
        a,
        b,
        "vague",
        When(part=w.value[b - 1] if w.letters[b - 1] == "P" else ""),
        ref="PAST_REF",
        rule="nth",
    )

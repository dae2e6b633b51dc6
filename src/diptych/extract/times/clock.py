"""Time expressions that are times of day: from the words of a match to what they say."""

from __future__ import annotations

from diptych.extract.times.almanac import When
from diptych.extract.times.lexicon import Words
from diptych.extract.times.points import Found


def hours(w: Words, a: int, b: int) -> Found | None:
    """the early hours of 3 May, the small hours: a part of the day."""
    part = {"early": "NI", "small": "NI", "late": "EV", "dark": "NI", "daylight": "DT"}.get(w.lower[b - 3])
    return (
        Found(a, b - 1, "point", When(part=part), rule="clock")
        if w.lower[b - 2] == "hours" and part
        else None
    )


def clock(w: Words, a: int, b: int) -> Found | None:
    """A time of day in figures: 23:00, 4.30 p.m., 2300 hours, 5 in the morning."""
    slot: dict = {"hour": None, "minute": 0, "mod": "", "zone": "", "half": ""}
    for i in range(a, b):
        more = _slots(w, i, b, slot["hour"])
        if more is None:
            return None
        slot |= more
    hour, minute, half = slot["hour"], slot["minute"], slot.pop("half")
    if hour is not None and w.letters[b - 1] == "P" and w.lower[b - 3 : b - 2] != ["in"]:
        return None
    if hour is None or hour > 24 or minute > 59 or half and (hour == 0 or hour > 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return Found(a, b, "point", When(**slot | {"hour": hour % 24}), rule="clock")


def _slots(w: Words, i: int, b: int, hour: int | None) -> dict | None:
    """What one word of a time of day says; None where it can be no part of one."""
    letter, value, word = w.letters[i], w.value[i], w.word[i]
    if letter == "C":
        return dict(zip(("hour", "minute"), (int(x) for x in word.split(":")[:2])))
    if letter == "n" and "." in word:
        before, _, behind = word.partition(".")
        return {"hour": int(before), "minute": int(behind)} if len(behind) == 2 and len(before) < 3 else None
    if letter in "yn":
        four = len(word) == 4 and w.lower[i + 1 : b] == ["hours"]
        return dict(zip(("hour", "minute"), divmod(int(value), 100))) if four else None
    if letter == "P":
        halves = {"MO": "am", "AF": "pm", "EV": "pm", "NI": "pm" if (hour or 0) > 5 else "am"}
        return {"half": halves.get(value, "")}
    if letter == "Z":
        return {"zone": w.lower[i]}
    own = {
        "d": {"hour": value},
        "w": {"hour": value},
        "p": {"half": word[0].lower() + "m"},
        "r": {"mod": value},
    }
    return own.get(letter, {})


def spoken_clock(w: Words, a: int, b: int) -> Found | None:
    """half past four, quarter to nine, ten past six; from one to six in the afternoon, where nothing is said
    of it."""
    at = (
        next(i for i in range(a + 1, b) if w.lower[i] in ("past", "to", "after"))
        if {"past", "to", "after"} & set(w.lower[a + 1 : b])
        else 0
    )
    minutes = {"half": 30, "quarter": 15}.get(w.lower[at - 1]) or w.value[at - 1] if at else None
    hour = w.value[at + 1] if at and at + 1 < b else None
    if (
        not isinstance(minutes, int)
        or not 0 < minutes < 60
        or not isinstance(hour, int)
        or not 1 <= hour <= 12
    ):
        return None
    if w.lower[at] == "to" and w.letters[at - 1] != "J" and w.lower[a - 1 : a] != ["at"]:
        return None  # "five to six"
    half = (
        w.word[b - 1][0].lower()
        if w.letters[b - 1] == "p"
        else {"MO": "a", "AF": "p", "EV": "p"}.get(str(w.value[b - 1]), "")
    )
    hour = hour % 12 + 12 * (half == "p" or not half and hour <= 6)
    hour, minutes = (hour - 1, 60 - minutes) if w.lower[at] == "to" else (hour, minutes)
    return Found(a, b, "point", When(hour=hour % 24, minute=minutes), rule="clock")


def two_clocks(w: Words, a: int, b: int) -> Found | None:
    """1:00 and 4:00 a.m., 9 to 11 p.m.: the half of the day is said once, and the first time comes before the
    second."""
    cut = next(i for i in range(a + 1, b - 1) if w.letters[i] in "A&-")
    right = clock(w, cut + 1, b)
    first = next(i for i in range(a, cut) if w.letters[i] in "Cdn")
    said = (w.word[first].replace(".", ":") + ":0").split(":")[:2]
    hour, minute = (
        map(int, said) if all(x.isdecimal() for x in said) else (99, 0)
    )  # "1,275 and 11:00" are no two times
    if right is None or hour > 24 or minute > 59 or w.letters[first] == "n" and "." not in w.lower[first]:
        return None
    if w.letters[cut - 1] == "p":
        left = clock(w, a, cut)
    else:
        end = right.when.hour * 60 + right.when.minute
        hour = (
            hour % 12 + 12
            if "p" in w.letters[cut:b] and right.when.hour >= 12 and (hour % 12 + 12) * 60 + minute < end
            else hour
        )
        left = Found(a, cut, "point", When(hour=hour % 24, minute=minute), rule="clock")
    return Found(a, b, "pair", parts=(left, right), range=True, rule="clock") if left else None

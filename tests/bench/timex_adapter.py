"""The date layer in the notation of TIMEX3, for measuring on public test sets: `predict(text, dct, genre)`.

The engine is that of the project; only conventions of annotation differ. A range is annotated as its two ends; adverbs and adjectives
(now, former, recent) and ages are annotated; a lasting period without a value ("this period") has an empty one.
"""

from __future__ import annotations

from diptych.corpus.codebook import Codebook
from diptych.corpus.texts import Text
from diptych.extract.dates import is_time_noun
from diptych.extract.times.almanac import (
    Length,
    When,
    days_of,
    from_day,
    to_day,
    weekday,
)
from diptych.extract.times.story import Dated, timeline
from diptych.reading import pipeline

_EMPTY = Codebook(())
_SEASONS = {1: "SP", 2: "SU", 3: "FA", 4: "WI"}
_LETTERS = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "millennium": "ML"}
_GRAIN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX", "quarter": "XXXX-QX", "hour": "XXXX-XX-XXTXX"}


def predict(text: str, dct: str = "", genre: str = "news") -> list[dict]:
    """Every time expression of a text: start, end, type, value."""
    return annotated(pipeline.read([Text(id="text", text=text, date="" if genre == "narrative" else dct)], _EMPTY)[0])


def annotated(reading: pipeline.Reading) -> list[dict]:
    out = []
    for d in timeline(reading):
        if d.found.rule == "stretch":  # "the first two months of 1939" is as long as it is
            first, last = days_of(d.when), days_of(d.until)
            months = d.until.month - d.when.month + 1 if d.until.day is None else 0
            said = f"P{months}M" if months else f"P{last[1] - first[0] + 1}D"
            out.append({"start": d.start, "end": d.end, "type": "DURATION", "value": said})
            continue
        for part in d.parts or (d,):
            if wanted(reading, part):
                out.append({"start": part.start, "end": part.end, "type": part.type, "value": value(part)})
    return out


def wanted(reading: pipeline.Reading, d: Dated) -> bool:
    """Vague times need a time noun used for a time; of the adverbs and adjectives only those that have no anchor."""
    if d.found.kind != "vague" or d.found.rule == "adverb":
        return True
    word = reading.parse.lower[d.head]
    return word == "future" or d.found.rule == "nth" or word not in ("point", "stage", "phase", "moment", "juncture") and is_time_noun(reading.parse, d)


def value(d: Dated) -> str:
    if d.type == "SET":
        if d.when and d.when.weekday:
            return f"XXXX-WXX-{d.when.weekday}"
        return _GRAIN.get(d.length.unit, "") if d.found.rule == "adverb" and d.length.n == 1 else length(d.length)
    if d.type == "DURATION":
        return length(d.length)
    if d.found.kind == "shift" and d.found.length.n is None:
        return "FUTURE_REF" if d.found.sign > 0 else "PAST_REF"
    return point(d.when) if d.when is not None else d.ref


def length(x: Length) -> str:
    letter = _LETTERS[x.unit]
    return f"P{letter[0] if letter[0] == 'T' and len(letter) == 2 else ''}{'X' if x.n is None else f'{x.n:g}'}{letter[1:] if letter[0] == 'T' and len(letter) == 2 else letter}"


def point(when: When) -> str:
    era = ""
    year = "XXXX"
    if when.year is not None:
        era, year = ("BC", f"{1 - when.year:04d}") if when.year <= 0 else ("", f"{when.year:04d}")
    elif when.decade is not None:
        return f"BC{when.decade:03d}" if when.bc else f"{when.decade}"
    elif when.century is not None:
        return f"{'BC' if when.bc else ''}{when.century - 1:02d}"
    if when.week and when.day:
        y, m, d = when.year, when.month, when.day
        thursday = to_day(y, m, d) - weekday(y, m, d) + 4
        y = from_day(thursday)[0]
        return f"{y:04d}-W{(thursday - to_day(y, 1, 1)) // 7 + 1:02d}"
    text = era + year
    if when.month:
        text += f"-{when.month:02d}" + (f"-{when.day:02d}" if when.day else "")
    elif when.season:
        text += f"-{_SEASONS[when.season]}"
    elif when.half:
        text += f"-H{when.half}"
    elif when.quarter:
        text += f"-Q{when.quarter}"
    elif when.weekday and when.year is None:
        text += f"-WXX-{when.weekday}"
    if when.hour is not None or when.part:
        text += "-XX" * (2 - text.count("-"))
        text += f"T{when.part}" if when.hour is None else f"T{when.hour:02d}:{when.minute or 0:02d}"
    return text

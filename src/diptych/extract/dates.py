"""Dates: every time expression of a text, with its value in EDTF."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.resources import files

import pandas as pd

from diptych.extract.times.almanac import (
    Length,
    When,
    days_of,
    edtf_of,
    iso_day,
    iso_length,
    to_day,
    weekday,
)
from diptych.extract.times.story import Dated, timeline
from diptych.reading import grammar, names, table
from diptych.reading.reading import Reading, worked_out_once
from diptych.reading.spelling import plain
from diptych.wordlists import word_lists

FIELDS = ["type", "edtf", "what", "earliest", "latest"]


def dates(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per time expression.

    type      DATE, TIME (a time of day), DURATION, SET (again and again)
    edtf      EDTF (ISO 8601-2) of a DATE or TIME: `1992-02-26`, `1992-03/1992-04`, `1991-23` (autumn),
              `199X`, `2025~`, `1992-02-25T23:00`;
              an ISO 8601 length of a DURATION or SET: `P23Y`; PAST_REF, PRESENT_REF, FUTURE_REF where nothing
              nearer can be said
    what      what is dated: the noun that the expression hangs on, or its verb with subject and object, in 2
              to 8 words
    earliest, latest  first and last day that the expression can mean, ISO 8601; "early", "mid" and "late"
                      narrow them to a third;
              empty where there are none (lengths, sets, vague times, a year that the text does not let
              resolve)

    A month or day without its year takes it from the running date of the narrative, so a wrong turn there
    carries on to the next full date.
    """
    return table.coded(readings, rows, FIELDS)


@worked_out_once
def rows(reading: Reading) -> list[tuple]:
    """The rows of one text: (start, end, type, edtf, what, earliest, latest). A word of a listed name is no
    date: the Weekly of a newspaper."""
    p = reading.parse
    named = [
        (p.start[m.first], p.end[m.last - 1])
        for m in names.mentions(reading)
        if m.found_by == "codebook" and m.label in ("ORG", "PERSON", "NORP", "GPE", "LOC")
    ]
    return [
        (d.start, d.end, d.type, edtf(d), what(reading, d), *bounds(d))
        for found in timeline(reading)
        for d in as_coded(p, found)
        if not any(start <= d.start and d.end <= end for start, end in named)
        and not _in_an_event_s_name(p, d)
    ]


def _in_an_event_s_name(p: grammar.Parse, d: Dated) -> bool:
    """Whether the name of a day or month stands alone after an adjective with a capital: Bloody Sunday, Black
    January."""
    first, last = grammar.tokens_in(p, d.start, d.end)
    if last - first != 1 or not p.word[first].isalpha() or not first or p.sent[first - 1] != p.sent[first]:
        return False
    before = p.word[first - 1]
    return before.istitle() and before.lower() in _EVENTFUL


_NAMES = tomllib.loads((files("diptych.extract.times") / "eventnames.toml").read_text(encoding="utf-8"))
#: Adjectives that make a day or a month the name of an event.
_EVENTFUL = frozenset(_NAMES["adjectives"]["words"])


def edtf(d: Dated) -> str:
    """The value of an expression in the manual's notation."""
    if d.type in ("DURATION", "SET"):
        if d.length.n is None:
            return d.ref
        low = iso_length(d.length.n, d.length.unit)
        return low if d.length.most is None else f"{low}/{iso_length(d.length.most, d.length.unit)}"
    if d.ref or d.when is None:
        return d.ref
    if d.when.week and d.when.day and d.until is None:
        monday, sunday = _week(d.when)
        return f"{iso_day(monday)}/{iso_day(sunday)}"
    return edtf_of(d.when) if d.until is None else f"{edtf_of(d.when)}/{edtf_of(d.until)}"


def _week(when: When) -> tuple[int, int]:
    """Monday and Sunday of the week that a day is in."""
    monday = to_day(when.year, when.month, when.day) - weekday(when.year, when.month, when.day) + 1
    return monday, monday + 6


def bounds(d: Dated) -> tuple[str, str]:
    """First and last day that an expression can mean; empty texts where there are none."""
    if d.when is None or d.ref or d.type in ("DURATION", "SET"):
        return "", ""
    if d.when.week and d.when.day and d.until is None:
        return tuple(map(iso_day, _week(d.when)))
    first, last = days_of(d.when), days_of(d.until or d.when)
    return (
        ("", "")
        if first is None or last is None
        else (iso_day(min(first[0], last[0])), iso_day(max(first[1], last[1])))
    )


# What the manual counts


def as_coded(p: grammar.Parse, d: Dated) -> list[Dated]:
    """The manual's rows of an expression: a range is one; two dates that only share their year are two; vague
    adverbs and adjectives, ages, parts of the day before a noun ("night raids"), what a day is said to be ("a
    day of mourning") and the years of laws are none. A length from a day that the text does not tell is a
    duration."""
    f = d.found
    if f.rule == "age" or f.kind == "vague" and not is_time_noun(p, d) or _in_law(p, d):
        return []
    if (
        d.type == "TIME"
        and f.rule == "point"
        and f.last - f.first == 1
        and p.dep[d.head] in ("compound", "amod", "nmod")
    ):
        return []
    if f.rule == "nth" and p.word[d.head] == "Day":  # the name of a day
        return []
    if (
        d.type == "DURATION"
        and d.ref == "PRESENT_REF"
        and p.lower[d.head - 1 : d.head + 1] == ["these", "days"]
    ):
        return [d._replace(type="DATE")]
    if f.rule == "vague" and p.lower[d.head - 2:d.head + 1] == ["for", "a", "time"]:
        return [d._replace(type="DURATION", length=Length(None, "day"), ref="PAST_REF")]
    if d.loose:
        return [
            d._replace(
                type="DURATION", end=d.loose, length=f.length, when=None, until=None, ref=d.ref or "PAST_REF"
            )
        ]
    if (
        f.kind == "length"
        and f.length.n == 1
        and f.length.unit == "day"
        and p.lower[d.head - 1] == "a"
        and (
            p.dep[d.head] == "attr"
            or p.lower[d.head + 1 : d.head + 3] == ["on", "which"]
            or p.lower[d.head + 1 : d.head + 2] == ["of"]
            and p.lower[d.head - 2] not in _LASTING
        )
    ):
        return []
    if (
        d.type == "TIME"
        and d.when
        and d.when.part == "NI"
        and d.when.day
        and d.when.hour is None
        and (
            f.when.day
            or p.lower[max(0, d.head - 2) : d.head]
            and set(p.lower[max(0, d.head - 2) : d.head]) & {"that", "same"}
        )
    ):
        return [d._replace(type="DATE")]  # the night of a day lasts into the next
    return list(d.parts) if f.kind == "pair" and not f.range else [d]


_LASTING = word_lists("diptych.extract", "words.toml")["lasting"]
_AT = word_lists("diptych.extract", "words.toml")["at"]
_ORDER = word_lists("diptych.extract", "words.toml")["order"]


def is_time_noun(p: grammar.Parse, d: Dated) -> bool:
    """Whether a vague expression has a time noun at its head, used of a time: "at that point" and not "a
    point", "the post-war period" and not "three times", "the future" and not "future talks"."""
    if d.found.rule == "adverb":
        return False
    if d.when is not None or d.found.rule == "nth":
        return True
    i, noun = d.head, p.lower[d.head]
    first = next((k for k in range(i, -1, -1) if p.start[k] <= d.start), i)
    words, before, after = (
        set(p.lower[first:i]),
        p.lower[first - 1] if first else "",
        p.lower[i + 1] if i + 1 < len(p) else "",
    )
    if noun in ("future", "past", "present"):
        return (
            p.pos[i] in ("NOUN", "PROPN")
            and p.dep[i] not in ("amod", "compound")
            and after != "of"
            or bool(words & {"near", "distant", "foreseeable"})
            and not (i + 1 < len(p) and p.pos[i + 1] == "NOUN")
        )
    if noun in ("day", "present-day"):
        return p.dep[i] not in ("amod", "compound")
    if noun == "time" and before == "for" and words == {"a"}:
        return True
    if noun == "time":
        return (
            before in _AT
            and bool(words & {"this", "that", "the"})
            and not words & {"same", "first", "second", "third", "last", "next"}
            and not (after == "to" and p.tag[i + 1] == "TO" and p.tag[i + 2 : i + 3] == ["VB"])
        )
    if noun == "times":
        return before in _AT and bool(
            words
            & {
                "these",
                "those",
                "recent",
                "modern",
                "ancient",
                "early",
                "late",
                "present",
                "current",
                "different",
                "various",
                "other",
                "certain",
            }
        )
    if noun in ("point", "juncture"):
        return before in _AT and bool(words & {"this", "that"}) and after != "of"
    if noun == "moment":
        return before in _AT and bool(words & {"this", "that", "the"}) and after != "of"
    if noun in ("stage", "phase"):
        return bool(words & {"this", "that"} or words & _ORDER) or any(
            p.tag[k] in ("JJS", "RBS") or p.tag[k] == "JJ" and p.lower[k].endswith("est")
            for k in range(first, i)
        )
    named = any(p.pos[c] == "PROPN" and p.dep[c] == "compound" for c in p.children[i])
    return noun in ("period", "era", "epoch") and (
        bool(words & {"this", "that", "these", "those", "the", "previous"}) or named
    )


_LAWS = word_lists("diptych.extract", "words.toml")["laws"]
_INSIDE = word_lists("diptych.extract", "words.toml")["inside"]


def _in_law(p: grammar.Parse, d: Dated) -> bool:
    """Whether a year is part of the name of a law: "the 1949 Convention", "Act of 1974", "the Refugees Act,
    1996"."""
    if d.found.kind != "point" or d.when is None or d.found.when != When(year=d.when.year):
        return False
    first, last = grammar.tokens_in(p, d.start, d.end)
    for i in range(last, min(last + 8, len(p))):
        if p.lower[i] in _LAWS:
            if p.word[i][0].isupper() or any(p.word[k][0].isupper() for k in range(last, i)):
                return True
            break
        if not (p.word[i][0].isupper() or p.lower[i] in _INSIDE):
            break
    i = first - 2 if first > 1 and p.lower[first - 1] in (",", "of", "(") else first - 1
    if i > 0 and p.pos[i] == "NUM":
        i -= 1
    return i >= 0 and p.lower[i] in _LAWS and p.word[i][0].isupper()


# What is dated


def what(reading: Reading, d: Dated) -> str:
    """The event that an expression dates, in 2 to 8 words: the noun it hangs on, or its verb with subject and
    object."""
    p, i = reading.parse, d.head
    while p.head[i] != i:
        h = p.head[i]
        if not d.start <= p.start[h] < d.end:
            if p.pos[h] in ("NOUN", "PROPN") and p.dep[i] in (
                "prep",
                "compound",
                "nummod",
                "nmod",
                "amod",
                "poss",
                "npadvmod",
                "appos",
            ):
                return _in_words(p, _noun(reading, h, d), h)
            if p.pos[h] in ("VERB", "AUX") and p.dep[i] not in ("aux", "auxpass"):
                return _clause(reading, h, d)
        i = h
    return (
        _clause(reading, i, d) if p.pos[i] in ("VERB", "AUX") else _in_words(p, names.describe(reading, i), i)
    )


def _clause(reading: Reading, verb: int, d: Dated) -> str:
    """A verb with its subject and its object, or the first noun that a preposition ties to it."""
    p = reading.parse
    outside = lambda i: i is not None and not d.start <= p.start[i] < d.end  # noqa: E731
    subject, thing = (
        grammar.subject(p, verb),
        grammar.child(p, verb, "dobj", "attr", "oprd", "acomp", "xcomp"),
    )
    link = ""
    if not outside(thing):
        thing = None
        for c in p.children[verb]:
            if p.dep[c] in ("prep", "agent") and c > verb and outside(grammar.child(p, c, "pobj")):
                link, thing = p.lower[c], grammar.child(p, c, "pobj")
                break
    no = "not" if grammar.is_negated(p, verb) else ""
    particle = next((p.lower[c] for c in p.children[verb] if p.dep[c] == "prt"), "")
    words = " ".join(
        [
            _core(reading, subject) if outside(subject) else "",
            no,
            p.word[verb],
            particle,
            link,
            _core(reading, thing) if thing is not None else "",
        ]
    ).split()
    if len(words) < 2:
        words = grammar.words(p, *p.sents[p.sent[verb]]).split()
    return " ".join(words[:8])


def _core(reading: Reading, i: int) -> str:
    """A noun phrase in at most three words: its name where that is short, else its last words up to the
    head."""
    p, said = reading.parse, names.describe(reading, i)
    if len(said.split()) <= 3:
        return said
    first = grammar.noun_phrase(p, i)[0]
    return " ".join(
        p.word[k] for k in range(max(first, i - 2), i + 1) if p.pos[k] not in ("DET", "PUNCT", "SPACE")
    )


def _noun(reading: Reading, i: int, d: Dated) -> str:
    """What a noun is called, without the words of the date that hangs on it."""
    p, said = reading.parse, names.describe(reading, i)
    if " ".join(plain(reading.text.text[d.start:d.end]).split()) not in said:
        return said
    first, last = grammar.noun_phrase(p, i)
    kept = [
        k
        for k in range(first, last)
        if not d.start <= p.start[k] < d.end and p.pos[k] not in ("DET", "SPACE")
    ]
    while kept and p.pos[kept[-1]] in ("ADP", "PUNCT", "CCONJ", "PART"):
        kept.pop()
    return " ".join(p.word[k] for k in kept if p.pos[k] != "PUNCT") or said


def _in_words(p: grammar.Parse, words: str, i: int) -> str:
    """A noun phrase in 2 to 8 words, not broken off after a preposition; with its governor where it is one
    word."""
    kept = words.split()[:8]
    while len(kept) > 2 and kept[-1].lower() in (
        "of",
        "the",
        "a",
        "in",
        "and",
        "on",
        "for",
        "to",
        "by",
        "with",
    ):
        kept.pop()
    if len(kept) == 1 and p.head[i] != i:
        near = p.word[p.head[i]]
        kept = [near, *kept] if p.head[i] < i else [*kept, near]
    return " ".join(kept if len(kept) > 1 else grammar.words(p, *p.sents[p.sent[i]]).split()[:8])

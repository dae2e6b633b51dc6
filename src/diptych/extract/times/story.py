"""Every time expression of a text in order, resolved by what the text has told before.

running      the date told last, and what moves it on
timeplaced   what a point leaves to the context: the year of "April", the day of "on Tuesday"
timeshifted  what a distance is counted from: "two days later", "after the election"
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from diptych.extract.times import expressions, lexicon
from diptych.extract.times.about import MODIFIES, is_about_time
from diptych.extract.times.almanac import When, from_day, to_day
from diptych.extract.times.expressions import Found
from diptych.extract.times.placed import placed
from diptych.extract.times.running import (
    AHEAD,
    Dated,
    Story,
    auxiliaries,
    governor,
    tense_of,
)
from diptych.extract.times.shifted import event_at, shifted
from diptych.reading import grammar
from diptych.reading.reading import Reading, worked_out_once
from diptych.wordlists import word_lists


@worked_out_once
def timeline(reading: Reading) -> list[Dated]:
    """All time expressions of a text in order, resolved."""
    p = reading.parse
    if not len(p):
        return []
    w = lexicon.lex(p.spelling)
    found, out = expressions.find(w), []
    ends = [
        end for f in found for end in (f.parts or (f,)) if end.kind == "point" and end.when.year is not None
    ]
    story = Story(reading, w, [(w.start[end.first], end.when.year) for end in ends])
    for f in found:
        head = _head(p, *w.span(f.first, f.last))
        if is_about_time(p, w, f, head):
            out.append(_resolve(story, f, head))
    return out


def _head(p: grammar.Parse, start: int, end: int) -> int:
    """The token of a stretch that the rest of it hangs on."""
    first, last = max(0, bisect_right(p.start, start) - 1), max(1, bisect_right(p.start, end - 1))
    for i in range(first, last):
        outside = not first <= p.head[i] < last or p.head[i] == i
        if outside and (p.pos[i] not in ("PUNCT", "ADP", "ADV", "DET", "CCONJ") or last - first == 1):
            return i
    return last - 1


def _extent(p: grammar.Parse, w: lexicon.Words, f: Found, head: int) -> tuple[int, int]:
    """The characters of an expression: no article where it stands before another noun ("the 1936 games"), the
    whole noun phrase of a vague time, the of-phrase of a stretch of time, and what "after" names."""
    start, end = w.span(f.first, f.last)
    if (
        w.letters[f.first : f.last] == "ty"
        or w.letters[f.first] in "ta"
        and f.last - f.first > 1
        and p.dep[head] in (*MODIFIES, "nummod")
        and p.head[head] > head
        and p.start[p.head[head]] >= end
    ):
        start = w.start[f.first + 1]
    if f.rule == "vague" and p.pos[head] in ("NOUN", "PROPN"):
        first = grammar.noun_phrase(p, head)[0]
        if p.sent[first] == p.sent[head] and p.pos[first] not in ("PUNCT", "SPACE"):
            start = min(start, p.start[first])
    if f.anchor == "event":
        word = grammar.tokens_in(p, *w.span(f.last - 1, f.last))[0]
        if grammar.child(p, word, "pobj") is not None:
            end = p.end[_phrase_end(p, word) - 1]
    elif f.rule in ("length", "plural", "vague", "nth") and w.letters[f.last : f.last + 1] == "O":
        of = next((c for c in p.children[head] if p.start[c] == w.start[f.last]), None)
        if of is not None:
            end = p.end[_phrase_end(p, of) - 1]
    return start, end


def _phrase_end(p: grammar.Parse, i: int) -> int:
    """The token after the phrase of a preposition, without clauses and what comes after a comma."""
    while True:
        inner = next((c for c in reversed(p.children[i]) if c > i), None)
        for c in p.children[i]:
            if c > i and p.dep[c] in ("relcl", "acl", "advcl", "appos", "punct"):
                earlier = [k for k in p.children[i] if i < k < c]
                inner = earlier[-1] if earlier else None
                break
        if inner is None:
            return i + 1
        i = inner


def _resolve(story: Story, f: Found, head: int) -> Dated:
    """What an expression says in its story: the days that it means, moved on from what was told before."""
    p, w = story.parse, story.words
    start, end = _extent(p, w, f, head)
    tense = tense_of(p, head)
    blank = Dated(start, end, "DATE", None, None, None, "", head, f)
    if f.kind == "pair":
        return _pair(story, f, head, blank)
    if f.kind == "point":
        return _point(story, f, head, tense, blank)
    if f.kind == "set":
        return blank._replace(type="SET", when=f.when, length=f.length)
    if f.kind == "length" or f.kind == "shift" and _is_lasting(w, f):
        return _length(story, f, head, tense, blank)
    if f.kind == "shift":
        return shifted(story, f, head, tense, blank)
    event = event_at(story, f.last + 1) if w.letters[f.last : f.last + 1] == "O" else None
    if event:
        return blank._replace(when=event[0], until=event[1])
    ref = f.ref or "PAST_REF"
    if ref == "PRESENT_REF" and tense == "past" and w.letters[f.first] == "z":
        ref = "PAST_REF"
    return blank._replace(type="TIME" if f.when.part else "DATE", ref=ref)


def _pair(story: Story, f: Found, head: int, blank: Dated) -> Dated:
    """A range, or two points joined: each by itself, then the story at its end."""
    left, right = (_resolve(story, part, head) for part in f.parts)
    if left.when and right.when:
        over = left.when.year != right.when.year  # over the turn of a year the story goes on at its end
        story.tell(left.when if f.range and not over else right.when, head)
    if f.range and left.type == right.type == "TIME" and f.rule == "clock":
        left, right = _past_midnight(left, right)
    type = left.type if f.rule != "night" else "DATE"
    d = blank._replace(type=type, when=left.when, until=right.when, parts=(left, right))
    story.tell_night(d)
    return d


def _point(story: Story, f: Found, head: int, tense: str, blank: Dated) -> Dated:
    """A point, with what it leaves to the story filled in."""
    w, night = story.words, story.night
    bare_night = f.when.part == "NI" and f.when._replace(part="") == When()
    if bare_night and w.letters[f.first] == "z" and night:  # "that night"
        return blank._replace(when=night.when, until=night.until, type=night.type)
    if _is_of_the_evening(story, f, head):
        f = replace(f, when=f.when._replace(hour=f.when.hour + 12))
    story.spoke = story.parse.sent[head]
    said = _in_its_century(story, f)
    when = said if _is_every_years(story.parse, f, head, tense) else placed(story, said, head, tense)
    if f.when.hour is None or f.when.day is not None or when.day and _may_be_told(story, when):
        story.tell(when, head)
    if "midnight" in w.lower[f.first : f.last] and f.when.day and when.year is not None:
        story.evening = when
        year, month, day = from_day(to_day(when.year, when.month, when.day) + 1)
        return blank._replace(type="TIME", when=when._replace(year=year, month=month, day=day))
    d = blank._replace(type="TIME" if when.hour is not None or when.part else "DATE", when=when)
    story.tell_night(d)
    return d


def _is_of_the_evening(story: Story, f: Found, head: int) -> bool:
    """Whether an hour is one of the evening that its sentence names: "on the evening of 3 May, at 11
    o'clock"."""
    clock = f.rule == "clock" and "K" in story.words.letters[f.first : f.last] and (f.when.hour or 12) < 12
    evening = story.evening and story.evening.part == "EV"
    return bool(clock and evening and story.parse.sent[head] == story.spoke)


def _may_be_told(story: Story, when: When) -> bool:
    """Whether the day of an hour moves the story: none is told yet, or it is the morning after."""
    morning = story.morning()
    return story.told is None or story.told.day is None or bool(morning and when[:3] == morning[:3])


def _length(story: Story, f: Found, head: int, tense: str, blank: Dated) -> Dated:
    """A length of time: a duration, how often something happens, or "one day"."""
    p, w = story.parse, story.words
    one_day = w.lower[f.first : f.last] == ["one", "day"] and w.lower[f.first - 1 : f.first] != ["for"]
    if one_day and p.dep[head] == "npadvmod":
        past = tense == "past" and not auxiliaries(p, governor(p, head)) & AHEAD
        return blank._replace(ref="PAST_REF" if past else "FUTURE_REF")
    if _is_rate(p, w, f):
        return blank._replace(type="SET", when=When(), length=f.length)
    ref = f.ref or ("FUTURE_REF" if tense == "future" else "PAST_REF")
    if ref == "FUTURE_REF" and tense != "future" and not _AFTER.isdisjoint(w.lower[f.first : f.last]):
        ref = "PAST_REF"
    parts = tuple(
        Dated(*w.span(part.first, part.last), "DURATION", None, None, part.length, ref, head, part)
        for part in f.parts
    )
    return blank._replace(type="DURATION", length=f.length, ref=ref, parts=parts)


_AFTER = frozenset({"following", "subsequent", "ensuing", "succeeding"})


def _in_its_century(story: Story, f: Found) -> When:
    """A point with the year that "'89" is nearest to the one told last, or the last such year before
    publication."""
    short = next(
        (
            i
            for i in range(f.first, f.last)
            if story.words.word[i][0] == "'" and story.words.letters[i] == "y"
        ),
        None,
    )
    if short is None or f.when.year is None:
        return f.when
    if story.told:
        around = story.told.year
        return f.when._replace(
            year=min(
                (y + f.when.year % 100 for y in range(around // 100 * 100 - 100, around + 101, 100)),
                key=lambda y: abs(y - around),
            )
        )
    newest = story.published.year if story.published else f.when.year
    return f.when._replace(year=newest - (newest - f.when.year) % 100)


def _past_midnight(left: Dated, right: Dated) -> tuple[Dated, Dated]:
    """Two times of one day on two days, where the second is earlier: "from 11 p.m. until 4 a.m. (on May 5)".
    A day that is named is the second's."""
    x, y = left.when, right.when
    if (
        None in (x.year, x.month, x.day, y.hour)
        or x[:3] != y[:3]
        or (y.hour, y.minute or 0) >= (x.hour, x.minute or 0)
    ):
        return left, right
    named = left.found.when.day is not None
    year, month, day = from_day(to_day(*x[:3]) + (-1 if named else 1))
    moved = {"year": year, "month": month, "day": day}
    return (
        (left._replace(when=x._replace(**moved)), right)
        if named
        else (left, right._replace(when=y._replace(**moved)))
    )


def _is_lasting(w: lexicon.Words, f: Found) -> bool:
    """ "for the next decade", "over the last year": a stretch, not a date."""
    return (
        f.rule == "deictic"
        and f.sign != 0
        and f.length.unit != "day"
        and w.letters[f.first : f.last - 1] in ("tl", "tx")
        and w.lower[f.first - 1 : f.first] in (["for"], ["over"])
    )


def _is_rate(p: grammar.Parse, w: lexicon.Words, f: Found) -> bool:
    """ "three times a week", "$2 million a year", "four men a day": a unit with "a" right after what is
    counted."""
    if (
        w.letters[f.first : f.last] not in ("aU", "au")
        or not f.first
        or w.letters[max(0, f.first - 2) : f.first] in ("Md", "Mo")
    ):
        return False
    i = grammar.tokens_in(p, *w.span(f.first - 1, f.first))[0]
    return (
        w.letters[f.first - 1] in "dhcynwv"
        or p.tag[i] in ("NNS", "NN")
        and any(p.dep[c] == "nummod" for c in p.children[i])
        or w.lower[f.first - 1]
        in (
            "once",
            "twice",
            "times",
            "thrice",
            "percent",
            "dollars",
            "euros",
            "people",
            "tons",
            "tonnes",
            "%",
        )
    )


def _is_every_years(p: grammar.Parse, f: Found, head: int, tense: str) -> bool:
    """Whether a day is of every year: one that is or remains something ("May 9 is a day of mourning"), or
    that somebody declares or keeps as a day ("declared May 9 the Day of the Dead", "observe May 9 as a day of
    mourning")."""
    if not (f.when.month and f.when.day) or f.when.year is not None:
        return False
    verb = governor(p, head)
    if (
        p.dep[head] in ("nsubj", "nsubjpass")
        and p.head[head] == verb
        and p.lemma[verb] in ("be", "remain", "become", "stay", "mark")
        and tense in ("present", "future")
    ):
        return True
    a, b = verb, p.sents[p.sent[verb]][1]
    return (
        p.lemma[verb] in _DECLARES
        and p.dep[head] in ("dobj", "nsubj", "nsubjpass", "npadvmod")
        and any(p.lower[i] in ("day", "holiday") for i in range(a, b))
    )


_DECLARES = word_lists("diptych.extract.times", "words.toml")["declares"]

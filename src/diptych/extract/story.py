"""The running date of a narrative: every time expression of a text, resolved by what the text has told before.

Most dates of a narrative do not name their year. What they leave out is taken from the date told last, unless that one looked back
("since", "had"), ahead ("will", "until") or aside ("signed in 1947"); with nothing told, from the day of publication or the event of the case.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import NamedTuple

from diptych import grammar
from diptych.codebook import Entry
from diptych.extract import timewords, timex
from diptych.extract.abouttime import MODIFIES, is_about_time
from diptych.extract.almanac import SMALLER, Length, When, days_in, days_of, easter, ends_of, from_day, point_of, to_day, weekday
from diptych.extract.timex import Found
from diptych.pipeline import Reading, worked_out_once


class Dated(NamedTuple):
    """One time expression, resolved: characters start to end, its type (DATE, TIME, DURATION, SET), and what it comes to.

    when, until  a point in the calendar, or the two ends of a range
    length       of a DURATION or SET
    ref          PAST_REF, PRESENT_REF or FUTURE_REF, where nothing nearer can be said
    head         the token that heads it in the parse
    found        the expression as the grammar found it
    parts        the ends of a range, each resolved
    loose        of a length that is counted from something the text does not date ("six weeks after the town fell"), or to the writer's own
                 day ("a decade later nothing has changed"): the character after the length; else 0
    """

    start: int
    end: int
    type: str
    when: When | None
    until: When | None
    length: Length | None
    ref: str
    head: int
    found: Found
    parts: tuple["Dated", ...] = ()
    loose: int = 0


class _Story:
    """What has been told: the date told last and its paragraph, beside the day of publication and the event of the case."""

    def __init__(self, reading: Reading, words: timewords.Words, years: list[tuple[int, int]]):
        self.years = years  # (character, year) of every year that the text names
        self.reading, self.parse, self.words = reading, reading.parse, words
        self.published = point_of(reading.text.date)
        self.event = next((ends_of(str(e.more["date"])) for e in reading.codebook["event"] if e.more.get("date")), None)
        self.told: When | None = None
        self.back: tuple[When, int] | None = None
        self.night: Dated | None = None
        self.evening: When | None = None
        self.spoke = -1
        self.is_news = False  # whether a day of the week was one beside the day of publication
        self.paragraph = -1

    def tell(self, when: When, head: int) -> None:
        """Takes note of a date, unless it is off the line of the story or says less than what was told of the same year."""
        p = self.parse
        if when.year is None or self.told and self._is_stray(when.year, head):
            return
        if self.told and (when.year != self.told.year and _is_aside(p, head, when.year > self.told.year) or _is_participle(p, _governor(p, head))):
            if "had" in _auxiliaries(p, _governor(p, head)) and p.dep[_governor(p, head)] != "relcl":
                self.back = when, p.paragraph[head]
            return
        self.paragraph = self.parse.paragraph[head]
        if not self.told or when.year != self.told.year or when.month or when.season or when.mod:
            self.told = when._replace(hour=None, minute=None, part="")

    def _is_stray(self, year: int, head: int) -> bool:
        """Whether a year stands away from the story, which the next year that is named comes back to: "papers found in 2004"."""
        told, at = self.told.year, self.parse.end[head]
        following = next((y for start, y in self.years if start >= at and y != year), None)
        return year - told > 8 and following is not None and abs(following - told) <= 1

    def now(self, f: Found, head: int, tense: str) -> When | None:
        """What "ago", "this year", "last August" count from: the day of publication; where it is not known, the date told last."""
        return self.told if self.published is None else self.published

    def here(self, head: int) -> When | None:
        """What "two days later", "that month", "on Friday", "at noon" count from: in a look back ("had"), the date that it began with."""
        if self.back and self.back[1] == self.parse.paragraph[head] and "had" in _auxiliaries(self.parse, _governor(self.parse, head)):
            return self.back[0]
        return self.told or self.published

    def tell_night(self, d: Dated) -> None:
        """Takes note of a night or an evening, so that "that night" is this one and "at dawn" the morning after it."""
        if d.when and None not in d.when[:3] and d.found.kind == "point":
            night = d.when.part == "NI" and d.found.when.day and self.words.lower[d.found.first:d.found.last].count("night")
            self.evening = d.when if night or d.when.part == "EV" or (d.when.hour or 0) >= 18 else None
        if d.found.rule == "night" or d.when and d.when.part == "NI" and d.when.day:
            self.night = d

    def morning(self) -> When | None:
        """The day that "at dawn" falls on, where the evening or night told last is the day told last."""
        if self.evening and self.told and self.evening[:3] == self.told[:3]:
            return When(*from_day(to_day(*self.evening[:3]) + 1))
        last = self.night and (self.night.until or None)
        return last if last and self.told and self.night.when[:3] == self.told[:3] else None


def _is_aside(p: grammar.Parse, i: int, later: bool) -> bool:
    """Whether a date of another year than the one told leaves the line of the story: an earlier one after "since", with "had", in a relative
    clause, with a participle, or before a noun; a later one after "until" or with a modal or infinitive."""
    head = i
    while p.head[i] != i and p.pos[i] not in ("VERB", "AUX"):
        if p.lower[i] in ("until", "till", "since"):
            return True
        if i == head and not later and p.dep[i] in ("compound", "nummod", "nmod", "amod") and p.pos[p.head[i]] in ("NOUN", "PROPN"):
            return True
        i = p.head[i]
    if p.pos[i] not in ("VERB", "AUX"):
        return False
    if later:
        return bool(_auxiliaries(p, i) & _AHEAD) or p.lemma[i] in _TELLS and any(p.lower[k] in ("me", "us", "our", "my") for c in p.children[i] if p.dep[c] in ("dobj", "dative") for k in (c, *p.children[c]))
    return "had" in _auxiliaries(p, i) or p.dep[i] in ("acl", "relcl")


def _is_participle(p: grammar.Parse, verb: int) -> bool:
    """survivors interviewed in March: what a participle dates is no step of the story."""
    return p.dep[verb] == "acl" and p.tag[verb] == "VBN"


_SAYS = frozenset("say tell write recall add testify".split())
#: What somebody tells the writer in 2011 of an earlier year leaves the story there.
_TELLS = frozenset("tell give show".split())
_AHEAD = frozenset({"will", "would", "shall", "to", "'ll", "could", "should", "may", "might"})


def _auxiliaries(p: grammar.Parse, verb: int) -> set[str]:
    return {p.lower[c] for c in p.children[verb] if p.dep[c] in ("aux", "auxpass")} | {p.lower[verb]}


def _governor(p: grammar.Parse, i: int) -> int:
    """The verb that a token hangs on, or the top of its sentence."""
    while p.pos[i] not in ("VERB", "AUX") and p.head[i] != i:
        i = p.head[i]
    return i


def _tense(p: grammar.Parse, i: int) -> str:
    """Tense of the clause around a token: past, present, perfect, future; empty where no finite verb governs it."""
    while True:
        if p.pos[i] in ("VERB", "AUX"):
            words = _auxiliaries(p, i)
            tags = {p.tag[c] for c in p.children[i] if p.dep[c] in ("aux", "auxpass")} | {p.tag[i]}
            if words & {"will", "shall", "'ll"}:
                return "future"
            if "VBD" in tags or words & {"had", "would"}:
                return "past"
            if tags & {"VBZ", "VBP"}:
                return "perfect" if words & {"has", "have", "'ve"} and "VBN" in tags else "present"
        if p.head[i] == i:  # "The raid shocked all", whose verb the parse hangs on its noun
            return "past" if any(p.dep[c] == "acl" and p.tag[c] == "VBD" for c in p.children[i]) else ""
        i = p.head[i]


@worked_out_once
def timeline(reading: Reading) -> list[Dated]:
    """All time expressions of a text in order, resolved."""
    p = reading.parse
    if not len(p):
        return []
    w = timewords.lex(p.spelling)
    found, out = timex.find(w), []
    ends = [end for f in found for end in (f.parts or (f,)) if end.kind == "point" and end.when.year is not None]
    story = _Story(reading, w, [(w.start[end.first], end.when.year) for end in ends])
    for f in found:
        head = _head(p, *w.span(f.first, f.last))
        if is_about_time(p, w, f, head):
            out.append(_resolve(story, f, head))
    return out


def _head(p: grammar.Parse, start: int, end: int) -> int:
    """The token of a stretch that the rest of it hangs on."""
    first, last = max(0, bisect_right(p.start, start) - 1), max(1, bisect_right(p.start, end - 1))
    for i in range(first, last):
        if not first <= p.head[i] < last or p.head[i] == i:
            if p.pos[i] not in ("PUNCT", "ADP", "ADV", "DET", "CCONJ") or last - first == 1:
                return i
    return last - 1


# How far an expression reaches


def _extent(p: grammar.Parse, w: timewords.Words, f: Found, head: int) -> tuple[int, int]:
    """The characters of an expression: no article where it stands before another noun ("the 1936 games"), the whole noun phrase of a vague
    time, the of-phrase of a stretch of time, and what "after" names."""
    start, end = w.span(f.first, f.last)
    if w.letters[f.first:f.last] == "ty" or w.letters[f.first] in "ta" and f.last - f.first > 1 and p.dep[head] in (*MODIFIES, "nummod") and p.head[head] > head and p.start[p.head[head]] >= end:
        start = w.start[f.first + 1]
    if f.rule == "vague" and p.pos[head] in ("NOUN", "PROPN"):
        first = grammar.noun_phrase(p, head)[0]
        if p.sent[first] == p.sent[head] and p.pos[first] not in ("PUNCT", "SPACE"):
            start = min(start, p.start[first])
    if f.anchor == "event":
        word = grammar.tokens_in(p, *w.span(f.last - 1, f.last))[0]
        if grammar.child(p, word, "pobj") is not None:
            end = p.end[_phrase_end(p, word) - 1]
    elif f.rule in ("length", "plural", "vague", "nth") and w.letters[f.last:f.last + 1] == "O":
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


# Resolution


def _resolve(story: _Story, f: Found, head: int) -> Dated:
    p, w = story.parse, story.words
    start, end = _extent(p, w, f, head)
    tense = _tense(p, head)
    blank = Dated(start, end, "DATE", None, None, None, "", head, f)
    if f.kind == "pair":
        left, right = (_resolve(story, part, head) for part in f.parts)
        if left.when and right.when:
            over = left.when.year != right.when.year  # a range over the turn of a year: the story goes on at its end
            story.tell(left.when if f.range and not over else right.when, head)
        if f.range and left.type == right.type == "TIME" and f.rule == "clock":
            left, right = _past_midnight(left, right)
        d = blank._replace(type=left.type if f.rule != "night" else "DATE", when=left.when, until=right.when, parts=(left, right))
        story.tell_night(d)
        return d
    if f.kind == "point":
        if f.when.part == "NI" and f.when._replace(part="") == When() and w.letters[f.first] == "z" and story.night:  # "that night"
            return blank._replace(when=story.night.when, until=story.night.until, type=story.night.type)
        if f.rule == "clock" and "K" in w.letters[f.first:f.last] and (f.when.hour or 12) < 12 and story.evening and story.evening.part == "EV" and story.parse.sent[head] == story.spoke:
            f = replace(f, when=f.when._replace(hour=f.when.hour + 12))  # "on the evening of 3 May, at 11 o'clock"
        story.spoke = story.parse.sent[head]
        said = _in_its_century(story, f)
        when = said if _is_every_years(p, f, head, tense) else _placed(story, said, head, tense)
        if f.when.hour is None or f.when.day is not None or when.day and (story.told is None or story.told.day is None or story.morning() and when[:3] == story.morning()[:3]):
            story.tell(when, head)
        if "midnight" in w.lower[f.first:f.last] and f.when.day and when.year is not None:
            story.evening = when
            return blank._replace(type="TIME", when=when._replace(**dict(zip(("year", "month", "day"), from_day(to_day(when.year, when.month, when.day) + 1)))))
        d = blank._replace(type="TIME" if when.hour is not None or when.part else "DATE", when=when)
        story.tell_night(d)
        return d
    if f.kind == "set":
        return blank._replace(type="SET", when=f.when, length=f.length)
    if f.kind == "length" or f.kind == "shift" and _is_lasting(w, f):
        if w.lower[f.first:f.last] == ["one", "day"] and p.dep[head] == "npadvmod" and w.lower[f.first - 1:f.first] != ["for"]:
            return blank._replace(ref="PAST_REF" if tense == "past" and not _auxiliaries(p, _governor(p, head)) & _AHEAD else "FUTURE_REF")
        if _is_rate(p, w, f):
            return blank._replace(type="SET", when=When(), length=f.length)
        ref = f.ref or ("FUTURE_REF" if tense == "future" else "PAST_REF")
        if ref == "FUTURE_REF" and tense != "future" and {"following", "subsequent", "ensuing", "succeeding"} & set(w.lower[f.first:f.last]):
            ref = "PAST_REF"
        parts = tuple(Dated(*w.span(part.first, part.last), "DURATION", None, None, part.length, ref, head, part) for part in f.parts)
        return blank._replace(type="DURATION", length=f.length, ref=ref, parts=parts)
    if f.kind == "shift":
        return _shifted(story, f, head, tense, blank)
    event = _event_at(story, f.last + 1) if w.letters[f.last:f.last + 1] == "O" else None
    if event:
        return blank._replace(when=event[0], until=event[1])
    ref = f.ref or "PAST_REF"
    if ref == "PRESENT_REF" and tense == "past" and w.letters[f.first] == "z":
        ref = "PAST_REF"
    return blank._replace(type="TIME" if f.when.part else "DATE", ref=ref)


def _in_its_century(story: _Story, f: Found) -> When:
    """A point with the year that "'89" is nearest to the one told last, or the last such year before publication."""
    short = next((i for i in range(f.first, f.last) if story.words.word[i][0] == "'" and story.words.letters[i] == "y"), None)
    if short is None or f.when.year is None:
        return f.when
    if story.told:
        around = story.told.year
        return f.when._replace(year=min((y + f.when.year % 100 for y in range(around // 100 * 100 - 100, around + 101, 100)),
                                        key=lambda y: abs(y - around)))
    newest = story.published.year if story.published else f.when.year
    return f.when._replace(year=newest - (newest - f.when.year) % 100)


def _past_midnight(left: Dated, right: Dated) -> tuple[Dated, Dated]:
    """Two times of one day on two days, where the second is earlier: "from 11 p.m. until 4 a.m. (on May 5)". A day that is named is the second's."""
    x, y = left.when, right.when
    if None in (x.year, x.month, x.day, y.hour) or x[:3] != y[:3] or (y.hour, y.minute or 0) >= (x.hour, x.minute or 0):
        return left, right
    named = left.found.when.day is not None
    year, month, day = from_day(to_day(*x[:3]) + (-1 if named else 1))
    moved = dict(year=year, month=month, day=day)
    return (left._replace(when=x._replace(**moved)), right) if named else (left, right._replace(when=y._replace(**moved)))


def _is_lasting(w: timewords.Words, f: Found) -> bool:
    """ "for the next decade", "over the last year": a stretch, not a date."""
    return f.rule == "deictic" and f.sign != 0 and f.length.unit != "day" and w.letters[f.first:f.last - 1] in ("tl", "tx") and w.lower[f.first - 1:f.first] in (["for"], ["over"])


def _is_rate(p: grammar.Parse, w: timewords.Words, f: Found) -> bool:
    """ "three times a week", "$2 million a year", "four men a day": a unit with "a" right after what is counted."""
    if w.letters[f.first:f.last] not in ("aU", "au") or not f.first or w.letters[max(0, f.first - 2):f.first] in ("Md", "Mo"):
        return False
    i = grammar.tokens_in(p, *w.span(f.first - 1, f.first))[0]
    return w.letters[f.first - 1] in "dhcynwv" or p.tag[i] in ("NNS", "NN") and any(p.dep[c] == "nummod" for c in p.children[i]) or w.lower[f.first - 1] in ("once", "twice", "times", "thrice", "percent", "dollars", "euros", "people", "tons", "tonnes", "%")


def _is_every_years(p: grammar.Parse, f: Found, head: int, tense: str) -> bool:
    """Whether a day is of every year: one that is or remains something ("May 9 is a day of mourning"), or that somebody declares or keeps
    as a day ("declared May 9 the Day of the Dead", "observe May 9 as a day of mourning")."""
    if not (f.when.month and f.when.day) or f.when.year is not None:
        return False
    verb = _governor(p, head)
    if p.dep[head] in ("nsubj", "nsubjpass") and p.head[head] == verb and p.lemma[verb] in ("be", "remain", "become", "stay", "mark") and tense in ("present", "future"):
        return True
    a, b = verb, p.sents[p.sent[verb]][1]
    return p.lemma[verb] in _DECLARES and p.dep[head] in ("dobj", "nsubj", "nsubjpass", "npadvmod") and any(p.lower[i] in ("day", "holiday") for i in range(a, b))


_DECLARES = frozenset("declare proclaim designate establish institute observe mark commemorate keep name".split())


def _placed(story: _Story, when: When, head: int, tense: str) -> When:
    """A point with what it leaves to the context filled in; midnight ends the day that is named with it."""
    if when.part == "EASTER":
        year = _year_for(story, When(month=4), head, tense) if when.year is None else when.year
        month, day = easter(year) if year is not None and year > 1582 else (None, None)
        return when._replace(year=year, month=month, day=day, part="")
    if when.nth:
        year = _year_for(story, When(month=when.month), head, tense) if when.year is None else when.year
        return _nth_weekday(when._replace(year=year)) if year is not None else when._replace(weekday=None, nth=0)
    if when.year is not None or when.decade is not None or when.century is not None:
        return when
    if when.month or when.season or when.half or when.quarter:
        year = _year_of_the_noun(story.parse, head) or _year_for(story, when, head, tense)
        if year is not None and when.day and when.day > days_in(year, when.month):  # 29 February
            year = next((y for y in (story.event and story.event[0].year, story.published and story.published.year) if y and when.day <= days_in(y, when.month)), year)
        return when._replace(year=year)
    here = story.here(head)
    if when.day and when.weekday is None:  # "on the 23rd"
        base = here if here and here.month else story.event and story.event[0]
        if base and base is story.published and base.day and base.day < when.day and tense in ("past", "perfect"):
            base = base._replace(year=base.year - (base.month == 1), month=base.month - 1 or 12)  # "on the 26th", told on the 13th
        known = base and base.month and when.day <= days_in(base.year, base.month)
        return when._replace(year=base.year, month=base.month) if known else when
    if tense in ("present", "future", "perfect") and story.published and here and here.year != story.published.year:
        here = story.published
    if story.morning() and (when.part == "MO" or when.hour is not None and when.hour < 12):
        here = story.morning()
    elif here and here.day is None and story.event and _holds(here, story.event[0]) and when.weekday is None:  # the hours of the event's own night
        here = (story.event[1] if when.part == "MO" or (when.hour if when.hour is not None else 12) < 12 else None) or story.event[0]
    if when.weekday is not None and story.published and story.published.day and _is_news(story, here, head):
        here, story.is_news = story.published, True
    if here is None:
        return when
    if when.weekday is None:
        return when._replace(year=here.year, month=here.month, day=here.day)
    if here.day is None:
        return when
    day = to_day(here.year, here.month, here.day)
    ahead = (when.weekday - weekday(here.year, here.month, here.day)) % 7
    back = tense != "future" and (here is story.published)
    year, month, number = from_day(day + ahead - (7 if back and ahead else 0))
    return when._replace(year=year, month=month, day=number)


def _year_of_the_noun(p: grammar.Parse, head: int) -> int | None:
    """The year that stands after the noun which a month or season describes: "the winter offensive of 1942"."""
    noun = p.head[head]
    if p.dep[head] not in MODIFIES or noun < head:
        return None
    words = [p.word[k] for c in p.children[noun] if p.lower[c] == "of" for k in p.children[c]]
    return next((int(word) for word in words if re.fullmatch(r"1\d{3}|20\d\d", word)), None)


def _is_news(story: _Story, here: When | None, head: int) -> bool:
    """Whether a day of the week is one beside the day of publication: with nothing told near, or where somebody "said on Tuesday"."""
    if story.is_news or here is None or here.day is None or story.paragraph != story.parse.paragraph[head]:
        return True
    return abs(_days_apart(here, story.published)) <= 31 or story.parse.lemma[_governor(story.parse, head)] in _SAYS


def _nth_weekday(x: When) -> When:
    """The second Sunday, the last Thursday of a month."""
    days = days_in(x.year, x.month)
    start = 1 if x.nth > 0 else days - 6
    day = start + (x.weekday - weekday(x.year, x.month, start)) % 7 + 7 * max(0, x.nth - 1)
    return x._replace(day=day if day <= days else None, weekday=None, nth=0)


def _holds(stretch: When, day: When) -> bool:
    """Whether a year, season or month is that of a day."""
    first, last = days_of(stretch) or (0, 0)
    return stretch.year == day.year or None not in day[:3] and first <= to_day(*day[:3]) <= last


def _days_apart(x: When, y: When) -> int:
    return to_day(x.year, x.month, x.day) - to_day(y.year, y.month, y.day)


def _year_for(story: _Story, when: When, head: int, tense: str) -> int | None:
    """The year of "in April", "the summer", "February 26".

    The year of the date told last; the next or the one before where that brings the month close to the month told. With nothing told, and
    in a new paragraph that speaks of the present, the year of publication, or the year of the event of the case where its month is named.
    """
    told, published, event = story.here(head) if story.told else None, story.published, story.event
    if told and published and tense in ("present", "future", "perfect") and published.year - told.year > 1 and (tense == "future" or story.paragraph != story.parse.paragraph[head]):
        told = None
    if told is None:
        if published and when.day and (when.month, when.day) == (published.month, published.day):  # a dateline
            return published.year
        if event and when.month == event[0].month and tense in ("past", ""):
            return event[0].year
        if published and tense in ("past", "perfect") and published.month and (_month(when) or 0) > published.month:
            return published.year - 1
        return published.year if published else None
    month, last = _month(when), _month(told) or {"START": 2, "MID": 7, "END": 12}.get(told.mod)
    if month is None or last is None or when.season and when.season == told.season:
        return told.year
    ahead = (month - last) % 12
    if ahead >= 6 and month > last and story.parse.lower[head - 1] in ("since", "from"):  # "without light since November", told of February
        return told.year - 1
    return told.year + (1 if ahead <= 5 and month < last else -1 if ahead >= 10 and month > last else 0)


def _month(when: When) -> int | None:
    """The month of a point, or the middle month of a season."""
    return when.month or (3 * when.season + 1 if when.season else None)


def _shifted(story: _Story, f: Found, head: int, tense: str, blank: Dated) -> Dated:
    """ "two days later", "last year", "that night", "three weeks after the election": the anchor's date moved."""
    p, type = story.parse, "TIME" if f.when.part else "DATE"
    n, unit = f.length.n, f.length.unit
    loose = 0
    if f.rule == "deictic" and f.sign == 0 and f.anchor == "told" and story.told is None and story.event and f.when.month == story.event[0].month:  # "that February"
        when = When(story.event[0].year, f.when.month)
        story.tell(when, head)
        return blank._replace(when=when)
    if f.anchor == "event":
        event = _event_at(story, f.last)
        base = (event[1] if f.sign > 0 else None) or event[0] if event else story.here(head)
        lasts = f.sign < 0 and story.words.lower[f.first - 1:f.first] == ["for"]  # "for two years before the war"
        if (lasts or not event and f.rule == "shift") and _goes_on(story, f):
            loose = story.words.span(f.first, f.last - 1)[1]
    else:
        base = story.now(f, head, tense) if f.anchor == "now" else story.here(head)
        if f.anchor == "told" and base is story.told and base and base.month is base.season is None and unit in ("day", "week", "month") and f.rule == "shift" and story.event:
            base = story.event[1] or story.event[0]  # a year is too coarse to count weeks from
    if f.rule == "day" and f.sign == 0 and not f.when.part:
        is_general = base is not story.published or tense in ("present", "perfect", "") or story.told is not None and story.told.year != base.year
        return blank._replace(when=base if base is story.published and base and base.day else None, ref="PRESENT_REF" if is_general else "")._replace(
            **({"ref": "PRESENT_REF"} if not (base and base.day) else {}))
    if f.rule == "shift" and f.anchor == "told" and f.sign > 0 and unit in ("year", "decade", "century", "month") and tense in ("present", "perfect"):
        loose = story.words.span(f.first, f.last - 1)[1]
    if f.rule == "deictic" and f.sign == 0 and unit == "day" and not f.when.part and story.words.lower[f.first - 1:f.first + 1] == ["to", "this"]:
        return blank._replace(ref="PRESENT_REF")
    if f.when.part == "NI" and f.rule == "deictic" and f.sign == 0 and story.night:
        return blank._replace(type=story.night.type, when=story.night.when, until=story.night.until)
    blank = blank._replace(loose=loose)
    if f.rule == "shift" and f.when.year is not None:  # its date stands beside it
        return blank._replace(when=f.when)
    if f.rule == "years ago today":
        return _years_ago_today(story, f, blank)
    if f.rule == "weeks ago" and base and base.day:
        monday = to_day(*base[:3]) - weekday(*base[:3]) + 1
        when = When(*from_day(monday - 7 * int(n) + f.when.weekday - 1))
        story.tell(when, head)
        return blank._replace(when=when)
    if f.rule == "deictic" and f.when.weekday and f.sign == 0 and f.anchor == "now" and base and base.day and tense != "past":
        ahead = (f.when.weekday - weekday(*base[:3])) % 7  # "opens this Friday"
        return blank._replace(when=When(*from_day(to_day(*base[:3]) + ahead)))
    if n is None and unit == "day" and base and base.month and not base.day and f.anchor == "told":
        return blank._replace(when=base)  # "in May 1990 … days later"
    if base is None or base.year is None or n is None:
        return blank._replace(type=type, ref="FUTURE_REF" if f.sign > 0 and (tense == "future" or f.anchor == "now") else "PRESENT_REF" if f.sign == 0 and f.anchor == "now" else "PAST_REF")
    if n != int(n) and unit in SMALLER:
        n, unit = int(n * SMALLER[unit][0]), SMALLER[unit][1]
    there = _moved(base, f, f.sign * int(n), unit)
    if f.when.mod or f.length.mod == "APPROX":
        there = there._replace(mod=f.when.mod or "APPROX")
    if f.when.hour is not None:  # "at 7 a.m. the next morning"
        type, there = "TIME", there._replace(hour=f.when.hour, minute=f.when.minute)
    there = there._replace(part=f.when.part, half=f.when.half or there.half, quarter=f.when.quarter or there.quarter)
    if not loose and (f.anchor != "now" or p.lemma[_governor(p, head)] not in _SAYS):  # "he said in an interview last year"
        story.tell(there, head)
    return blank._replace(type=type, when=there)


def _years_ago_today(story: _Story, f: Found, blank: Dated) -> Dated:
    """ "twenty years ago this weekend": the same days, week or month, so many years before the day of publication."""
    base, same = story.published, f.parts[0]
    if base is None or f.length.n is None:
        return blank._replace(ref="PAST_REF")
    back = int(f.length.n) * (10 if f.length.unit == "decade" else 1)
    finest = {"year": 1, "month": 2}.get(same.length.unit, 3)
    if same.when.month:
        days = [base._replace(month=same.when.month, day=None)]
    elif same.length.unit in ("week", "weekend") and base.day:
        days = [When(*from_day(day)) for day in _week_around(base, same.length.unit)]
    else:
        days = [When(*base[:finest])]
    past = [d._replace(year=d.year - back) for d in days]
    story.tell(past[0], blank.head)
    return blank._replace(when=past[0], until=past[1] if len(past) > 1 else None)


def _week_around(x: When, unit: str) -> tuple[int, int]:
    """First and last day of the week that a day is in, or of the weekend nearest to it."""
    day, of_week = to_day(x.year, x.month, x.day), weekday(x.year, x.month, x.day)
    if unit == "week":
        return day - of_week + 1, day - of_week + 7
    saturday = day + 6 - of_week - 7 * (of_week < 3)
    return saturday, saturday + 1


def _goes_on(story: _Story, f: Found) -> bool:
    """Whether "after" or "before" has a noun or a clause behind it; "before that" counts from what was told."""
    p, w = story.parse, story.words
    word = grammar.tokens_in(p, *w.span(f.last - 1, f.last))[0]
    behind = grammar.child(p, word, "pobj", "pcomp")
    return behind is not None and p.lower[behind] not in ("that", "this") or p.dep[word] == "mark"


def _moved(base: When, f: Found, step: int, unit: str) -> When:
    """A date moved by a number of units, no finer than the unit, or to the month, season or weekday that is named; where the base is too
    coarse for that, as much of it as is known."""
    if f.when.month or f.when.season:
        return _in_year(base, f)
    if f.when.weekday and base.day:
        day, ahead = to_day(base.year, base.month, base.day), (f.when.weekday - weekday(base.year, base.month, base.day)) % 7
        return When(*from_day(day + (ahead or 7 * (f.sign > 0)) - 7 * (f.sign < 0 or f.sign == 0 and ahead > 0)), weekday=f.when.weekday)
    if unit == "year":
        return When(base.year + step)
    if unit == "decade":
        return When(decade=base.year // 10 + step) if base.year > 0 else When(decade=(1 - base.year) // 10 - step, bc=True)
    if unit in ("century", "millennium"):
        step *= 10 if unit == "millennium" else 1
        return When(century=(base.year - 1) // 100 + 1 + step) if base.year > 0 else When(century=-base.year // 100 + 1 - step, bc=True)
    if unit in ("month", "quarter") and base.month:
        year, month = divmod(base.year * 12 + base.month - 1 + step * (3 if unit == "quarter" else 1), 12)
        return When(year, month + 1)
    if unit in ("day", "week", "weekend") and base.day:
        return When(*from_day(to_day(base.year, base.month, base.day) + step * (1 if unit == "day" else 7)), week=unit == "week")
    if unit in ("hour", "minute", "second") or abs(step) < 20 and unit in ("day", "week", "weekend") and base.month:
        return base._replace(mod="", hour=None, minute=None, part="")
    return When(base.year)


def _in_year(base: When, f: Found) -> When:
    """last spring, the following March, August of that year: the month or season on the side that is meant."""
    when = f.when._replace(mod="")
    if when.season == 4 and base.month:
        return when._replace(year=_winter(base, f.sign))
    month, here = when.month or 3 * when.season, base.month or (3 * base.season if base.season else None)
    if f.rule == "point" or here is None or f.sign == 0:
        return when._replace(year=base.year + f.sign)
    return when._replace(year=base.year + (-1 if f.sign < 0 and month >= here else 1 if f.sign > 0 and month <= here else 0))


def _winter(base: When, sign: int) -> int:
    """The year in which this, last or the next winter began, as a month of that year or the next sees it."""
    inside = base.month in (12, 1, 2)
    if sign == 0:
        return base.year - (base.month <= 5)
    began = base.year - (base.month <= 2) if inside else base.year - (sign < 0)
    return began + sign * inside


# The events that the codebook dates


def _event_at(story: _Story, word: int) -> tuple[When, When | None] | None:
    """The date of the event that the noun phrase beginning at this word names: an entry of the codebook that has a date, or, with "the", a
    noun that stands for the event of the case."""
    p, w = story.parse, story.words
    if word >= len(w.start):
        return None
    first = grammar.tokens_in(p, w.start[word], w.end[word])[0]
    head = first
    while head < min(len(p), first + 8) - 1 and p.pos[head] not in ("NOUN", "VERB", "ADP") and (p.pos[head] != "PROPN" or p.pos[head + 1] in ("PROPN", "NOUN")):
        head += 1
    named = _entry_at(story.reading, first, head + 1)
    if named is not None:
        return ends_of(str(named.more.get("date", "")))
    definite = p.lower[first] in ("the", "this", "that") and not any(p.pos[k] == "PROPN" for k in range(first, head))
    if not definite or p.pos[head] not in ("NOUN", "PROPN") or p.lemma[head].lower() not in _event_nouns(story.reading):
        return None
    if story.told and story.event and story.told.year != story.event[0].year:  # the text tells of other days
        return (story.told, None) if story.told.day else None
    return story.event


def _entry_at(reading: Reading, first: int, last: int) -> Entry | None:
    """The event or neighbour of the codebook whose name lies on these tokens."""
    for span in reading.doc.spans.get("codebook", ()):
        if span.label_ in ("event", "neighbours") and span.start < last and span.end > first:
            return next((e for e in reading.codebook[span.label_] if e.id == span.id_), None)
    return None


@worked_out_once
def _event_nouns(reading: Reading) -> frozenset[str]:
    """Nouns that, with "the", stand for the event of the case: the codebook's terms, and the common nouns in the event's names."""
    terms = {form.lower() for entry in reading.codebook["terms"] for form in entry.forms if " " not in form}
    return frozenset(terms | {word for entry in reading.codebook["event"] for form in entry.forms for word in form.split() if word.islower()})

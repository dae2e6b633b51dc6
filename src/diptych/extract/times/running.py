"""The running date of a narrative: what has been told, and by which clause a date moves it on.

Most dates of a narrative do not name their year. What they leave out is taken from the date told last, unless
that one looked back ("since", "had"), ahead ("will", "until") or aside ("signed in 1947"), or the story comes
back from it.
"""

from __future__ import annotations

from typing import NamedTuple

from diptych.extract.times import lexicon
from diptych.extract.times.almanac import (
    Length,
    When,
    ends_of,
    from_day,
    point_of,
    to_day,
)
from diptych.extract.times.points import Found
from diptych.reading import grammar
from diptych.reading.reading import Reading
from diptych.wordlists import word_lists


class Dated(NamedTuple):
    """One time expression, resolved: characters start to end, its type (DATE, TIME, DURATION, SET), and what
    it comes to.

    when, until  a point in the calendar, or the two ends of a range
    length       of a DURATION or SET
    ref          PAST_REF, PRESENT_REF or FUTURE_REF, where nothing nearer can be said
    head         the token that heads it in the parse
    found        the expression as the grammar found it
    parts        the ends of a range, each resolved
    loose        of a length that is counted from something the text does not date ("six weeks after the town
                 fell"), or to the writer's own day ("a decade later nothing has changed"): the character
                 after the length; else 0
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
    parts: tuple[Dated, ...] = ()
    loose: int = 0


class Story:
    """What has been told: the date told last and its paragraph, beside the day of publication and the event
    of the case."""

    def __init__(self, reading: Reading, words: lexicon.Words, years: list[tuple[int, int]]):
        self.years = years  # (character, year) of every year that the text names
        self.reading, self.parse, self.words = reading, reading.parse, words
        self.published = point_of(reading.text.date)
        self.event = next(
            (ends_of(str(e.more["date"])) for e in reading.codebook["event"] if e.more.get("date")), None
        )
        self.told: When | None = None
        self.back: tuple[When, int] | None = None
        self.night: Dated | None = None
        self.evening: When | None = None
        self.spoke = -1
        self.is_news = False  # whether a day of the week was one beside the day of publication
        self.paragraph = -1

    def tell(self, when: When, head: int) -> None:
        """Takes note of a date, unless it is off the line of the story or says less than what was told of the
        same year."""
        p = self.parse
        if when.year is None or self.told and self._is_stray(when.year, head):
            return
        if self.told and (
            when.year != self.told.year
            and _is_aside(p, head, when.year > self.told.year)
            or _is_participle(p, governor(p, head))
        ):
            if "had" in auxiliaries(p, governor(p, head)) and p.dep[governor(p, head)] != "relcl":
                self.back = when, p.paragraph[head]
            return
        self.paragraph = self.parse.paragraph[head]
        if not self.told or when.year != self.told.year or when.month or when.season or when.mod:
            self.told = when._replace(hour=None, minute=None, part="")

    def _is_stray(self, year: int, head: int) -> bool:
        """Whether a year stands away from the story, which the next year that is named comes back to: "papers
        found in 2004"."""
        told, at = self.told.year, self.parse.end[head]
        following = next((y for start, y in self.years if start >= at and y != year), None)
        return year - told > 8 and following is not None and abs(following - told) <= 1

    def now(self, f: Found, head: int, tense: str) -> When | None:
        """What "ago", "this year", "last August" count from: the day of publication; where it is not known,
        the date told last."""
        return self.told if self.published is None else self.published

    def here(self, head: int) -> When | None:
        """What "two days later", "that month", "on Friday", "at noon" count from: in a look back ("had"), the
        date that it began with."""
        if (
            self.back
            and self.back[1] == self.parse.paragraph[head]
            and "had" in auxiliaries(self.parse, governor(self.parse, head))
        ):
            return self.back[0]
        return self.told or self.published

    def tell_night(self, d: Dated) -> None:
        """Takes note of a night or an evening, so that "that night" is this one and "at dawn" the morning
        after it."""
        if d.when and None not in d.when[:3] and d.found.kind == "point":
            night = (
                d.when.part == "NI"
                and d.found.when.day
                and self.words.lower[d.found.first : d.found.last].count("night")
            )
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
    """Whether a date of another year than the one told leaves the line of the story: an earlier one after
    "since", with "had", in a relative clause, with a participle, or before a noun; a later one after "until"
    or with a modal or infinitive."""
    head = i
    while p.head[i] != i and p.pos[i] not in ("VERB", "AUX"):
        if p.lower[i] in ("until", "till", "since"):
            return True
        if (
            i == head
            and not later
            and p.dep[i] in ("compound", "nummod", "nmod", "amod")
            and p.pos[p.head[i]] in ("NOUN", "PROPN")
        ):
            return True
        i = p.head[i]
    if p.pos[i] not in ("VERB", "AUX"):
        return False
    if later:
        return (
            bool(auxiliaries(p, i) & AHEAD)
            or p.lemma[i] in _TELLS
            and any(
                p.lower[k] in ("me", "us", "our", "my")
                for c in p.children[i]
                if p.dep[c] in ("dobj", "dative")
                for k in (c, *p.children[c])
            )
        )
    return "had" in auxiliaries(p, i) or p.dep[i] in ("acl", "relcl")


def _is_participle(p: grammar.Parse, verb: int) -> bool:
    """survivors interviewed in March: what a participle dates is no step of the story."""
    return p.dep[verb] == "acl" and p.tag[verb] == "VBN"


SAYS = word_lists("diptych.extract.times", "words.toml")["says"]
_TELLS = word_lists("diptych.extract.times", "words.toml")["tells"]
AHEAD = frozenset({"will", "would", "shall", "to", "'ll", "could", "should", "may", "might"})


def auxiliaries(p: grammar.Parse, verb: int) -> set[str]:
    return {p.lower[c] for c in p.children[verb] if p.dep[c] in ("aux", "auxpass")} | {p.lower[verb]}


def governor(p: grammar.Parse, i: int) -> int:
    """The verb that a token hangs on, or the top of its sentence."""
    while p.pos[i] not in ("VERB", "AUX") and p.head[i] != i:
        i = p.head[i]
    return i


def tense_of(p: grammar.Parse, i: int) -> str:
    """Tense of the clause around a token: past, present, perfect, future; empty where no finite verb governs
    it."""
    while True:
        if p.pos[i] in ("VERB", "AUX"):
            words = auxiliaries(p, i)
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

"""A distance from a day, counted from what it is told of: "two days later", "last year", "three weeks after
the election"."""

from __future__ import annotations

from diptych.corpus.codebook import Entry
from diptych.extract.times.almanac import (
    SMALLER,
    When,
    ends_of,
    from_day,
    to_day,
    weekday,
)
from diptych.extract.times.points import Found
from diptych.extract.times.running import SAYS, Dated, Story, governor
from diptych.reading import grammar
from diptych.reading.reading import Reading, worked_out_once


def shifted(story: Story, f: Found, head: int, tense: str, blank: Dated) -> Dated:
    """ "two days later", "last year", "that night", "three weeks after the election": the anchor's date
    moved."""
    p, type = story.parse, "TIME" if f.when.part else "DATE"
    n, unit = f.length.n, f.length.unit
    loose = 0
    if (
        f.rule == "deictic"
        and f.sign == 0
        and f.anchor == "told"
        and story.told is None
        and story.event
        and f.when.month == story.event[0].month
    ):  # "that February"
        when = When(story.event[0].year, f.when.month)
        story.tell(when, head)
        return blank._replace(when=when)
    if f.anchor == "event":
        event = event_at(story, f.last)
        base = (event[1] if f.sign > 0 else None) or event[0] if event else story.here(head)
        lasts = f.sign < 0 and story.words.lower[f.first - 1 : f.first] == [
            "for"
        ]  # "for two years before the war"
        if (lasts or not event and f.rule == "shift") and _goes_on(story, f):
            loose = story.words.span(f.first, f.last - 1)[1]
    else:
        base = story.now(f, head, tense) if f.anchor == "now" else story.here(head)
        if (
            f.anchor == "told"
            and base is story.told
            and base
            and base.month is base.season is None
            and unit in ("day", "week", "month")
            and f.rule == "shift"
            and story.event
        ):
            base = story.event[1] or story.event[0]  # a year is too coarse to count weeks from
    if f.rule == "day" and f.sign == 0 and not f.when.part:
        is_general = (
            base is not story.published
            or tense in ("present", "perfect", "")
            or story.told is not None
            and story.told.year != base.year
        )
        return blank._replace(
            when=base if base is story.published and base and base.day else None,
            ref="PRESENT_REF" if is_general else "",
        )._replace(**({"ref": "PRESENT_REF"} if not (base and base.day) else {}))
    if (
        f.rule == "shift"
        and f.anchor == "told"
        and f.sign > 0
        and unit in ("year", "decade", "century", "month")
        and tense in ("present", "perfect")
    ):
        loose = story.words.span(f.first, f.last - 1)[1]
    if (
        f.rule == "deictic"
        and f.sign == 0
        and unit == "day"
        and not f.when.part
        and story.words.lower[f.first - 1 : f.first + 1] == ["to", "this"]
    ):
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
    if (
        f.rule == "deictic"
        and f.when.weekday
        and f.sign == 0
        and f.anchor == "now"
        and base
        and base.day
        and tense != "past"
    ):
        ahead = (f.when.weekday - weekday(*base[:3])) % 7  # "opens this Friday"
        return blank._replace(when=When(*from_day(to_day(*base[:3]) + ahead)))
    if n is None and unit == "day" and base and base.month and not base.day and f.anchor == "told":
        return blank._replace(when=base)  # "in May 1990 … days later"
    if base is None or base.year is None or n is None:
        return blank._replace(
            type=type,
            ref=(
                "FUTURE_REF"
                if f.sign > 0 and (tense == "future" or f.anchor == "now")
                else "PRESENT_REF" if f.sign == 0 and f.anchor == "now" else "PAST_REF"
            ),
        )
    if n != int(n) and unit in SMALLER:
        n, unit = int(n * SMALLER[unit][0]), SMALLER[unit][1]
    there = _moved(base, f, f.sign * int(n), unit)
    if f.when.mod or f.length.mod == "APPROX":
        there = there._replace(mod=f.when.mod or "APPROX")
    if f.when.hour is not None:  # "at 7 a.m. the next morning"
        type, there = "TIME", there._replace(hour=f.when.hour, minute=f.when.minute)
    there = there._replace(
        part=f.when.part, half=f.when.half or there.half, quarter=f.when.quarter or there.quarter
    )
    if not loose and (
        f.anchor != "now" or p.lemma[governor(p, head)] not in SAYS
    ):  # "he said in an interview last year"
        story.tell(there, head)
    return blank._replace(type=type, when=there)


def _years_ago_today(story: Story, f: Found, blank: Dated) -> Dated:
    """ "twenty years ago this weekend": the same days, week or month, so many years before the day of
    publication."""
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


def _goes_on(story: Story, f: Found) -> bool:
    """Whether "after" or "before" has a noun or a clause behind it; "before that" counts from what was
    told."""
    p, w = story.parse, story.words
    word = grammar.tokens_in(p, *w.span(f.last - 1, f.last))[0]
    behind = grammar.child(p, word, "pobj", "pcomp")
    return behind is not None and p.lower[behind] not in ("that", "this") or p.dep[word] == "mark"


def _moved(base: When, f: Found, step: int, unit: str) -> When:
    """A date moved by a number of units, no finer than the unit, or to the month, season or weekday that is
    named; where the base is too coarse for that, as much of it as is known."""
    if f.when.month or f.when.season:
        return _in_year(base, f)
    if f.when.weekday and base.day:
        day, ahead = (
            to_day(base.year, base.month, base.day),
            (f.when.weekday - weekday(base.year, base.month, base.day)) % 7,
        )
        return When(
            *from_day(day + (ahead or 7 * (f.sign > 0)) - 7 * (f.sign < 0 or f.sign == 0 and ahead > 0)),
            weekday=f.when.weekday,
        )
    if unit == "year":
        return When(base.year + step)
    if unit == "decade":
        return (
            When(decade=base.year // 10 + step)
            if base.year > 0
            else When(decade=(1 - base.year) // 10 - step, bc=True)
        )
    if unit in ("century", "millennium"):
        step *= 10 if unit == "millennium" else 1
        return (
            When(century=(base.year - 1) // 100 + 1 + step)
            if base.year > 0
            else When(century=-base.year // 100 + 1 - step, bc=True)
        )
    if unit in ("month", "quarter") and base.month:
        year, month = divmod(base.year * 12 + base.month - 1 + step * (3 if unit == "quarter" else 1), 12)
        return When(year, month + 1)
    if unit in ("day", "week", "weekend") and base.day:
        return When(
            *from_day(to_day(base.year, base.month, base.day) + step * (1 if unit == "day" else 7)),
            week=unit == "week",
        )
    if (
        unit in ("hour", "minute", "second")
        or abs(step) < 20
        and unit in ("day", "week", "weekend")
        and base.month
    ):
        return base._replace(mod="", hour=None, minute=None, part="")
    return When(base.year)


def _in_year(base: When, f: Found) -> When:
    """last spring, the following March, August of that year: the month or season on the side that is
    meant."""
    when = f.when._replace(mod="")
    if when.season == 4 and base.month:
        return when._replace(year=_winter(base, f.sign))
    month, here = when.month or 3 * when.season, base.month or (3 * base.season if base.season else None)
    if f.rule == "point" or here is None or f.sign == 0:
        return when._replace(year=base.year + f.sign)
    return when._replace(
        year=base.year + (-1 if f.sign < 0 and month >= here else 1 if f.sign > 0 and month <= here else 0)
    )


def _winter(base: When, sign: int) -> int:
    """The year in which this, last or the next winter began, as a month of that year or the next sees it."""
    inside = base.month in (12, 1, 2)
    if sign == 0:
        return base.year - (base.month <= 5)
    began = base.year - (base.month <= 2) if inside else base.year - (sign < 0)
    return began + sign * inside


def event_at(story: Story, word: int) -> tuple[When, When | None] | None:
    """The date of the event that the noun phrase beginning at this word names: an entry of the codebook that
    has a date, or, with "the", a noun that stands for the event of the case."""
    p, w = story.parse, story.words
    if word >= len(w.start):
        return None
    first = grammar.tokens_in(p, w.start[word], w.end[word])[0]
    head = first
    while (
        head < min(len(p), first + 8) - 1
        and p.pos[head] not in ("NOUN", "VERB", "ADP")
        and (p.pos[head] != "PROPN" or p.pos[head + 1] in ("PROPN", "NOUN"))
    ):
        head += 1
    named = _entry_at(story.reading, first, head + 1)
    if named is not None:
        return ends_of(str(named.more.get("date", "")))
    definite = p.lower[first] in ("the", "this", "that") and not any(
        p.pos[k] == "PROPN" for k in range(first, head)
    )
    if (
        not definite
        or p.pos[head] not in ("NOUN", "PROPN")
        or p.lemma[head].lower() not in _event_nouns(story.reading)
    ):
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
    """Nouns that, with "the", stand for the event of the case: the codebook's terms, and the common nouns in
    the event's names."""
    terms = {form.lower() for entry in reading.codebook["terms"] for form in entry.forms if " " not in form}
    return frozenset(
        terms
        | {
            word
            for entry in reading.codebook["event"]
            for form in entry.forms
            for word in form.split()
            if word.islower()
        }
    )

"""A point of the calendar with what it leaves to the context filled in: "April", "Tuesday", "the 26th", "the
second Sunday"."""

from __future__ import annotations

import re

from diptych.extract.times.about import MODIFIES
from diptych.extract.times.almanac import (
    When,
    days_in,
    days_of,
    easter,
    from_day,
    to_day,
    weekday,
)
from diptych.extract.times.running import SAYS, Story, governor
from diptych.reading import grammar


def placed(story: Story, when: When, head: int, tense: str) -> When:
    """A point with what it leaves to the context filled in; midnight ends the day that is named with it."""
    if when.part == "EASTER":
        year = _year_for(story, When(month=4), head, tense) if when.year is None else when.year
        month, day = easter(year) if year is not None and year > 1582 else (None, None)
        return when._replace(year=year, month=month, day=day, part="")
    if when.nth:
        year = _year_for(story, When(month=when.month), head, tense) if when.year is None else when.year
        known = year is not None
        return _nth_weekday(when._replace(year=year)) if known else when._replace(weekday=None, nth=0)
    if when.year is not None or when.decade is not None or when.century is not None:
        return when
    if when.month or when.season or when.half or when.quarter:
        return _in_a_year(story, when, head, tense)
    here = story.here(head)
    if when.day and when.weekday is None:
        return _in_a_month(story, when, here, tense)
    return _on_a_day(story, when, _where_hours_are(story, when, here, tense), head, tense)


def _in_a_year(story: Story, when: When, head: int, tense: str) -> When:
    """A day or month with its year; 29 February in a year that has one."""
    year = _year_of_the_noun(story.parse, head) or _year_for(story, when, head, tense)
    if year is not None and when.day and when.day > days_in(year, when.month):
        years = (story.event and story.event[0].year, story.published and story.published.year)
        year = next((y for y in years if y and when.day <= days_in(y, when.month)), year)
    return when._replace(year=year)


def _in_a_month(story: Story, when: When, here: When | None, tense: str) -> When:
    """A day of the month that is told of: "on the 23rd"."""
    base = here if here and here.month else story.event and story.event[0]
    told_later = base and base is story.published and base.day and base.day < when.day
    if told_later and tense in ("past", "perfect"):  # "on the 26th", told on the 13th
        base = base._replace(year=base.year - (base.month == 1), month=base.month - 1 or 12)
    known = base and base.month and when.day <= days_in(base.year, base.month)
    return when._replace(year=base.year, month=base.month) if known else when


def _where_hours_are(story: Story, when: When, here: When | None, tense: str) -> When | None:
    """The day that an hour or weekday is beside: the one told of, the morning after, the event's own
    night."""
    early = when.part == "MO" or when.hour is not None and when.hour < 12
    now = tense in ("present", "future", "perfect")
    if now and story.published and here and here.year != story.published.year:
        here = story.published
    if story.morning() and early:
        return story.morning()
    within = here and here.day is None and story.event and _holds(here, story.event[0])
    if within and when.weekday is None:
        return (story.event[1] if early else None) or story.event[0]
    return here


def _on_a_day(story: Story, when: When, here: When | None, head: int, tense: str) -> When:
    """An hour on the day that it is beside, a weekday as the one next to it."""
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


def _is_news(story: Story, here: When | None, head: int) -> bool:
    """Whether a day of the week is one beside the day of publication: with nothing told near, or where
    somebody "said on Tuesday"."""
    if story.is_news or here is None or here.day is None or story.paragraph != story.parse.paragraph[head]:
        return True
    return (
        abs(_days_apart(here, story.published)) <= 31
        or story.parse.lemma[governor(story.parse, head)] in SAYS
    )


def _year_of_the_noun(p: grammar.Parse, head: int) -> int | None:
    """The year that stands after the noun which a month or season describes: "the winter offensive of
    1942"."""
    noun = p.head[head]
    if p.dep[head] not in MODIFIES or noun < head:
        return None
    words = [p.word[k] for c in p.children[noun] if p.lower[c] == "of" for k in p.children[c]]
    return next((int(word) for word in words if re.fullmatch(r"1\d{3}|20\d\d", word)), None)


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


def _year_for(story: Story, when: When, head: int, tense: str) -> int | None:
    """The year of "in April", "the summer", "February 26".

    The year of the date told last; the next or the one before where that brings the month close to the month
    told. With nothing told, and in a new paragraph that speaks of the present, the year of publication, or
    the year of the event of the case where its month is named.
    """
    told, published, event = story.here(head) if story.told else None, story.published, story.event
    if (
        told
        and published
        and tense in ("present", "future", "perfect")
        and published.year - told.year > 1
        and (tense == "future" or story.paragraph != story.parse.paragraph[head])
    ):
        told = None
    if told is None:
        if (
            published and when.day and (when.month, when.day) == (published.month, published.day)
        ):  # a dateline
            return published.year
        if event and when.month == event[0].month and tense in ("past", ""):
            return event[0].year
        if (
            published
            and tense in ("past", "perfect")
            and published.month
            and (_month(when) or 0) > published.month
        ):
            return published.year - 1
        return published.year if published else None
    month, last = _month(when), _month(told) or {"START": 2, "MID": 7, "END": 12}.get(told.mod)
    if month is None or last is None or when.season and when.season == told.season:
        return told.year
    ahead = (month - last) % 12
    if (
        ahead >= 6 and month > last and story.parse.lower[head - 1] in ("since", "from")
    ):  # "without light since November", told of February
        return told.year - 1
    return told.year + (1 if ahead <= 5 and month < last else -1 if ahead >= 10 and month > last else 0)


def _month(when: When) -> int | None:
    """The month of a point, or the middle month of a season."""
    return when.month or (3 * when.season + 1 if when.season else None)

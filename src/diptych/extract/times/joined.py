"""Time expressions that stand side by side and are one: a day with its time, the two ends of a range."""

from __future__ import annotations

import re
from dataclasses import replace

from diptych.extract.times.almanac import When
from diptych.extract.times.lexicon import Words
from diptych.extract.times.points import Found, next_day


def days_with_times(w: Words, found: list[Found]) -> list[Found]:
    """A time of day and its day as one: "11:00 p.m. on February 25", "the morning of 3 May", "May 3 at
    noon"."""
    out: list[Found] = []
    for f in found:
        g = out[-1] if out else None
        link = w.letters[g.last : f.first] if g else "_"
        between = w.lower[f.first - 1] if f.first else ""
        if (
            g
            and is_time(g)
            and _is_day(f)
            and re.fullmatch(r",?[OI]?", link)
            and (link[-1:] != "I" or between in ("on", "in"))
        ):
            out[-1] = _timed(g, f, g.first, f.last)
        elif (
            g
            and _is_day(g)
            and is_time(f)
            and f.rule == "clock"
            and re.fullmatch(r",?[IF]?", link)
            and between not in ("by", "since")
        ):
            out[-1] = _timed(f, g, g.first, f.last)
        else:
            out.append(f)
    return out


def named_stretches(w: Words, found: list[Found]) -> list[Found]:
    """ "the period from May to June 1990" is that range; "every year on 3 May" is one set."""
    out: list[Found] = []
    for f in found:
        g = out[-1] if out else None
        if (
            g
            and g.kind == "vague"
            and f.kind == "pair"
            and f.range
            and w.letters[g.last : f.first] in ("F", "O")
            and w.lower[g.last - 1] in ("period", "time", "era")
        ):
            out[-1] = replace(f, first=g.first)
        elif (
            g
            and g.kind == "set"
            and g.length.unit == "year"
            and f.kind == "point"
            and f.when.year is None
            and (f.when.month or f.when.season)
            and w.letters[g.last : f.first] in ("I", "I", ",")
        ):
            out[-1] = replace(g, last=f.last)
        else:
            out.append(f)
    return out


def told_beside(w: Words, found: list[Found]) -> list[Found]:
    """A distance with its date in apposition is that date, as finely as its unit: "four years earlier, on 3
    May 1988"; "in 1988, four years earlier,"."""
    out = list(found)
    for k, f in enumerate(found):
        if f.rule == "shift" and (f.anchor != "event" or w.letters[f.last : f.last + 1] == ","):
            beside = (
                found[k + 1]
                if k + 1 < len(found) and re.fullmatch(r"[,(-]I?", w.letters[f.last : found[k + 1].first])
                else None
            )
            if (
                beside is None
                and k
                and w.letters[found[k - 1].last : f.first] == ","
                and w.letters[f.last : f.last + 1] in (",", ")", "")
            ):
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
    return (
        f.kind == "point"
        and (x.hour is not None or x.part not in ("", "EASTER"))
        and x.year is x.month is x.day is x.weekday is x.season is None
    )


def _is_day(f: Found) -> bool:
    if f.kind == "pair":
        return all(_is_day(part) for part in f.parts)
    if f.when.hour is not None or f.when.part and f.kind != "shift":
        return False
    return (
        f.kind == "point"
        and (f.when.day or f.when.weekday) is not None
        or f.kind == "shift"
        and f.length.unit == "day"
        and (f.length.n or 0) <= 1
    )


def _timed(time: Found, day: Found, first: int, last: int) -> Found:
    """A day with its time; the range of two times of one day; the part of two days ("the night of 6-7
    May")."""
    if time.kind == "pair" and day.kind != "pair":
        return replace(
            time,
            first=first,
            last=last,
            parts=tuple(_timed(part, day, part.first, part.last) for part in time.parts),
        )
    if day.kind == "pair":
        part = "" if time.kind == "pair" else time.when.part
        return replace(
            day,
            first=first,
            last=last,
            parts=tuple(replace(end, when=end.when._replace(part=part)) for end in day.parts),
            rule="night",
        )
    t = time.when
    return replace(
        day,
        first=first,
        last=last,
        when=day.when._replace(hour=t.hour, minute=t.minute, part=t.part, zone=t.zone, mod=t.mod),
        rule="timed",
    )


def pairs(w: Words, found: list[Found]) -> list[Found]:
    """Two points of one grain joined by a dash, "to", "and": "March-April 1992", "late 1948 and early
    1949"."""
    out: list[Found] = []
    for f in found:
        g = out[-1] if out else None
        if (
            g
            and w.letters[g.last : f.first] in ("-", "A", "&")
            and g.kind == f.kind == "point"
            and _grain(g.when) == _grain(f.when) != ""
        ):
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
    between = w.lower[left.first - 1 : left.first] == ["between"]
    if x.year is None and y.year is not None and _place(x)[0]:
        x = x._replace(year=y.year - (link not in ("and", "or") and _place(x) > _place(y)), bc=y.bc)
    elif y.year is None and x.year is not None and _place(y)[0]:
        y = y._replace(year=x.year + (_place(x) > _place(y)), bc=x.bc)
    if y.bc and not x.bc and x.year is not None and x.year > 0 and x.month is None:
        x = x._replace(year=1 - x.year, bc=True)
    is_range = (
        link not in ("and", "or")
        or between
        and link == "and"
        or next_day(x, y)
        or link == "and"
        and None not in (x.month, y.month)
        and x.day is y.day is None
        and x.year == y.year
        and y.month == x.month + 1
    )
    return Found(
        left.first,
        right.last,
        "pair",
        parts=(replace(left, when=x), replace(right, when=y)),
        range=is_range,
        rule="joined",
    )


def _place(when: When) -> tuple[int, int]:
    """Where in a year a point lies: month (for a season its last) and day."""
    return (
        when.month or (3 * when.season if when.season else 6 * when.half if when.half else 0),
        when.day or 0,
    )

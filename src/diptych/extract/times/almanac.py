"""The calendar: points and lengths of time, their days, and their notation in EDTF and ISO 8601.

The `edtf` library takes some three milliseconds for one date, ends a winter in December and knows no times of
day, so bounds are worked out here; the tests hold them against the library's wherever it is right.
"""

from __future__ import annotations

from typing import NamedTuple


class When(NamedTuple):
    """A point or stretch of the calendar, with only what is known of it.

    year     astronomical, as in ISO 8601: 480 BC is -479
    decade   199 for the 1990s; century: 20 for the twentieth; season: 1 spring to 4 winter; half: 1 or 2;
             quarter: 1 to 4
    weekday  1 Monday to 7; nth: the second of the month, the last (-1); hour, minute: of the 24-hour clock;
             part: of the day (MO, AF, EV, NI, DT)
    mod      START, MID, END of it, or APPROX
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    decade: int | None = None
    century: int | None = None
    half: int | None = None
    quarter: int | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    part: str = ""
    mod: str = ""
    zone: str = ""
    bc: bool = False
    week: bool = False
    nth: int = 0


class Length(NamedTuple):
    """So many units; `n` is None for "several". mod: APPROX, MORE_THAN, LESS_THAN."""

    n: float | None
    unit: str
    mod: str = ""
    most: float | None = None


def days_in(year: int | None, month: int) -> int:
    """How many days a month has; 29 for a February of no known year."""
    if month == 2:
        return 29 if year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def to_day(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 in the Gregorian calendar, for any year (after Howard Hinnant,
    “chrono-Compatible Low-Level Date Algorithms”)."""
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def from_day(days: int) -> tuple[int, int, int]:
    """Year, month, day of a number of days since 1970-01-01."""
    era, of_era = divmod(days + 719468, 146097)
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month += 3 if month < 10 else -9
    return year + era * 400 + (month <= 2), month, day


def weekday(year: int, month: int, day: int) -> int:
    """1 for Monday to 7 for Sunday."""
    return (to_day(year, month, day) + 3) % 7 + 1


def easter(year: int) -> tuple[int, int]:
    """Month and day of Western Easter (the anonymous Gregorian computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return month, day + 1


#: Early, mid and late, as first and last of a month's days, a year's months, a decade's and a century's
#: years, counted from 0.
_THIRDS = {
    "START": ((0, 9), (0, 3), (0, 3), (0, 32)),
    "MID": ((10, 19), (4, 7), (4, 6), (33, 66)),
    "END": ((20, 30), (8, 11), (7, 9), (67, 99)),
}
_SEASON_MONTHS = {1: (3, 5), 2: (6, 8), 3: (9, 11), 4: (12, 14)}


def days_of(when: When) -> tuple[int, int] | None:
    """First and last day of a point in the calendar, or None where its year is not known.

    Winter runs from December of its year to February of the next; early, mid and late are thirds, in days of
    a month, months of a year or season, years of a decade or century.
    """
    months = _months_of(when)
    if months is None:
        return None
    first, last = months
    if when.year is not None and when.month and when.day:
        day = to_day(when.year, when.month, when.day)
        return day, day
    start, end = to_day(*first, 1), to_day(*last, days_in(*last))
    if when.mod not in _THIRDS:
        return start, end
    by_day, by_month, by_year, by_century = _THIRDS[when.mod]
    months = 12 * (last[0] - first[0]) + last[1] - first[1] + 1
    if months == 1:
        return start + by_day[0], min(start + by_day[1], end)
    if months <= 12:
        low, high = (
            by_month if months == 12 else (by_month[0] * months // 12, (by_month[1] + 1) * months // 12 - 1)
        )
        (a, b), (c, d) = divmod(first[1] - 1 + low, 12), divmod(first[1] - 1 + high, 12)
        return to_day(first[0] + a, b + 1, 1), to_day(first[0] + c, d + 1, days_in(first[0] + c, d + 1))
    low, high = by_year if months == 120 else by_century
    return to_day(first[0] + low, 1, 1), to_day(first[0] + high, 12, 31)


def _months_of(when: When) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """First and last month of a point, as (year, month)."""
    y = when.year
    if y is not None:
        a, b = 1, 12
        if when.month:
            a = b = when.month
        elif when.season:
            a, b = _SEASON_MONTHS[when.season]
        elif when.half:
            a, b = 6 * when.half - 5, 6 * when.half
        elif when.quarter:
            a, b = 3 * when.quarter - 2, 3 * when.quarter
        return (y, a), ((y + 1, b - 12) if b > 12 else (y, b))
    if when.decade is not None:
        first = -10 * when.decade - 8 if when.bc else 10 * when.decade
        return (first, 1), (first + 9, 12)
    if when.century is not None:
        first = 1 - 100 * when.century if when.bc else 100 * when.century - 100
        return (first, 1), (first + 99, 12)
    return None


def iso_year(year: int) -> str:
    """A year in at least four digits, with a minus sign before the year 0 (1 BC)."""
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def iso_day(days: int) -> str:
    """A day as ISO 8601."""
    year, month, day = from_day(days)
    return f"{iso_year(year)}-{month:02d}-{day:02d}"


#: The year of a decade that stands for its early, mid or late part.
_IN_DECADE = {"START": 2, "MID": 5, "END": 8}


def edtf_of(when: When) -> str:
    """EDTF of one point.

    Decades are `199X`, centuries `19XX`, seasons 21 to 24, quarters 33 to 36, halves 40 and 41; `~` stands
    for "about", for year 2, 5 or 8 of an early, mid or late decade, and for the middle day of a month.
    Decades and centuries before Christ are intervals, since their digits do not run with the calendar's.
    """
    about = "~" if when.mod == "APPROX" else ""
    if when.year is None and (when.decade is not None or when.century is not None):
        (first, _), (last, _) = _months_of(when)
        if when.bc:
            return f"{iso_year(first)}/{iso_year(last)}"
        if when.decade is None:
            return f"{first // 100:02d}XX{about}"
        year = _IN_DECADE.get(when.mod)
        return f"{first + year:04d}~" if year else f"{when.decade:03d}X{about}"
    parts = ["XXXX" if when.year is None else iso_year(when.year)]
    if when.month:
        about = "~" if when.mod == "MID" and not when.day else about
        parts += [f"{when.month:02d}"] + (
            [f"{when.day:02d}"] if when.day else ["15"] if when.mod == "MID" else []
        )
    elif when.season or when.half or when.quarter:
        parts.append(
            str(20 + when.season if when.season else 39 + when.half if when.half else 32 + when.quarter)
        )
    if when.hour is not None:
        return (
            "-".join((parts + ["XX", "XX"])[:3] if when.month or len(parts) == 1 else parts)
            + f"T{when.hour:02d}:{when.minute or 0:02d}"
        )
    if len(parts) == 1 and when.year is None:
        parts += ["XX", "XX"]
    return "-".join(parts) + about


_ISO = {
    "second": "T{}S",
    "minute": "T{}M",
    "hour": "T{}H",
    "day": "{}D",
    "week": "{}W",
    "weekend": "{}W",
    "month": "{}M",
    "quarter": "{}M",
    "year": "{}Y",
}
_MANY = {
    "decade": (10, "year"),
    "century": (100, "year"),
    "millennium": (1000, "year"),
    "quarter": (3, "month"),
}
SMALLER = {
    "year": (12, "month"),
    "week": (7, "day"),
    "day": (24, "hour"),
    "hour": (60, "minute"),
    "minute": (60, "second"),
}


def iso_length(n: float, unit: str) -> str:
    """ISO 8601 length: P23Y, P1Y6M for a year and a half, PT30M for half an hour, P10Y for a decade."""
    times, unit = _MANY.get(unit, (1, unit))
    n *= times
    if n != int(n) and unit in SMALLER:
        times, smaller = SMALLER[unit]
        if n * times == int(n * times) and unit == "year" and n > 1:
            return f"P{int(n)}Y{round(n % 1 * 12)}M"
        if n * times == int(n * times):
            n, unit = n * times, smaller
    return "P" + _ISO[unit].format(f"{n:g}" if n < 1e6 else str(int(n)))


def point_of(edtf: str) -> When | None:
    """The year, month and day of a date as sources.toml and the codebook write it: `2015-02-25`, `2026-02`,
    `2026~`; None for anything else."""
    parts = edtf.strip().rstrip("~?%").split("T")[0].split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isdecimal() for part in parts) or len(parts[0]) != 4:
        return None
    year, month, day = (*map(int, parts), None, None)[:3]
    if month is not None and not 1 <= month <= 12 or day is not None and not 1 <= day <= days_in(year, month):
        return When(year)
    return When(year, month, day)


def ends_of(edtf: str) -> tuple[When, When | None] | None:
    """A date, or the two ends of a range, as the codebook writes it; None for anything else."""
    ends = [point_of(part) for part in edtf.split("/")]
    if None in ends or len(ends) > 2:
        return None
    return ends[0], ends[1] if len(ends) == 2 else None

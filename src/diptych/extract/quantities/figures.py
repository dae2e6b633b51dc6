"""The grammar of figures: from words to values. "over 7,000", "between 40 and 50", "one-third", "$4.5
million".

Its words are in figures.toml; each pattern stands beside examples of what it finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from diptych.extract.quantities.words import (
    DATA,
    ONE_TO_NINE,
    ONES,
    OUT_OF,
    PARTS,
    SCALE_WORDS,
    SCALES,
    SHORT,
    TEN_UP,
    TENS,
    VAGUE,
    value,
)

OVER, UNDER, ABOUT, MOST = (tuple(DATA["bounds"][name]) for name in ("over", "under", "about", "most"))

_NTHS = {
    w: k
    for k, w in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50}
_SCALED_NTHS = {"hundredth": 100, "thousandth": 1000, "millionth": 1_000_000}


def _by_word(groups: dict[str, list[str]]) -> dict[str, str]:
    return {word: meaning for meaning, words in groups.items() for word in words}


_MONEY, _CODES, _UNITS = (_by_word(DATA[name]) for name in ("signs", "codes", "units"))


class Figure(NamedTuple):
    """One figure in a text: characters, with its bound word and its unit sign, and what it is worth.

    core    characters of the figure alone
    low, high  its value: equal where exact; high None for "over …", low None for "under …"
    kind    count, ordinal, percent, money, measure; unit is the sign or word of money and measures, else
            empty
    bound   ">", "<", "~" or "="
    """

    start: int
    end: int
    core: tuple[int, int]
    low: float | None
    high: float | None
    kind: str
    unit: str
    bound: str


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


# Patterns, from digits to a figure with all that belongs to it


#: Digits: 1,50,000 · 25 000 · 1.200.000 · 2,5 million · 1,200.5 · 12.5 · .5
_DIGITS = rf"""(?:
      \d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)
    | (?<![\d.,])\d{{1,3}}(?:\ \d{{3}})+(?![\d.,]\d|\d)
    | \d{{1,3}}(?:\.\d{{3}}){{2,}}(?!\d)
    | \d+,\d{{1,2}}(?=\s?(?:(?:{SCALE_WORDS}|mn|bn|per\s?cent)\b|%))
    | \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)? | \d+(?:\.\d+)? | (?<![\w.])\.\d+
)"""
_TENS_AND_ONES = rf"(?:{TEN_UP})(?:[-\s](?:{ONE_TO_NINE}))?"
#: One number: 7½ · ½ · sixty-four · eleven
_ATOM = rf"(?:{_DIGITS}(?:\s*(?:-\s*)?[½¼¾])?|[½¼¾⅓⅔]|\b{_TENS_AND_ONES}\b|\b(?:{'|'.join(ONES)})\b)"
_PLAIN = rf"(?:{_ATOM}|\b(?:a|an|half\s+an?|a\s+half)(?=\s+(?:{SCALE_WORDS})\b))"
#: hundred · -million · k · mn
_SCALE = rf"(?:[\s-]*(?:{SCALE_WORDS})\b|\s?(?:mn|bn|tn)\b|(?:k|[mb](?=[\s.,;)]|$))\b)"
_SMALL = rf"\b(?:{_TENS_AND_ONES}|{'|'.join(ONES)})\b(?!\s+(?:hundred|thousand|million))"
#: A value: hundreds of thousands · two and a half million · 3 million four hundred and five · hundred and
#: twenty · 450
_VALUE = rf"""(?:
      \b(?:{_either(VAGUE)})\b
    | {_PLAIN} \s+and\s+a\s+(?:half|quarter) {_SCALE}
    | {_PLAIN} {_SCALE}+ (?:\s+(?:and\s+)?{_ATOM}{_SCALE}+)* (?:\s+(?:and\s+)?{_SMALL})?
      (?:\s+and\s+(?:a\s+half|three\s+quarters|a\s+quarter)\b)?
    | \bhundred\s+and\s+{_SMALL}
    | {_PLAIN}
)"""
#: A share: one-third · half of · by half · 3/4
_FRACTION = rf"""\b(?:
      (?:{ONE_TO_NINE}|a)[-\s](?:{'|'.join(PARTS)})
    | half(?=\s+(?:of|the|its|their|his|her|a\s+(?!million|billion|dozen|century)))
    | (?<=\bby\s)half(?!\s+(?:an?|past)\b) | \d{{1,2}}/\d{{1,2}}(?!/|\d)
)\b"""
_SIGN = (
    r"(?<![\w])(?-i:US\s?\$|HK\s?\$|NZ\s?\$|A\$|C\$|S\s?\$)|\$(?:US|A)(?=\s?\d)|[$€£¥₽₼֏₹]|\b(?-i:"
    + "|".join(_CODES)
    + r")(?=\s?\d)"
)
_PERCENT = r"\s*%|[-\s]*(?:per\s*cent|percent|percentage\s+points?|pct|pc)\b"
#: A figure: its bound, "between" or "from", sign, minus, value, and the second value of a range or list
_PATTERN = re.compile(
    rf"""
    (?P<bound>\b(?:{_either((*OVER, *UNDER, *ABOUT, *MOST))})\s+(?:the\s+|an?\s+(?=estimated))?|[<>≤≥]=?\s?)?
    (?P<pair>\b(?:between|from)\s+)?
    (?P<sign>(?:{_SIGN})\s?)?
    (?P<minus>(?:(?<![\w)])[-−–](?=[\d.])|\bminus[\s-]+))?
    (?P<first>{OUT_OF}|{_FRACTION}|{_VALUE})
    (?P<percent1>{_PERCENT})?
    (?: (?P<to>\s*[-–—]\s*|\s+(?:to|and|or)\s+)
        (?P<sign2>(?:{_SIGN})\s?)? (?P<second>{_VALUE}) (?P<percent2>{_PERCENT})? )?
    (?P<after>\s+or\s+(?:more|so|over|above|less|fewer|under)\b|\+)?
    """,
    re.X | re.I,
)
_STREETS = _either(map(str.title, DATA["labels"]["street"]))
#: What looks like a figure and is none: [2] behind a word, +44 20 7946 0000, 9/11, 10 Downing Street
_NO_FIGURE = re.compile(
    rf"""
      (?<=\S)\[\d{{1,3}}\] | (?<![\w])\+\d[\d\ ()-]{{6,}}\d
    | \b(?:{_either(DATA['labels']['events'])})\b(?![/\d])
    | \b\d{{1,4}}[a-z]?\s+(?:[A-Z][a-z'-]+\s+){{1,3}}(?:{_STREETS})(?!\w)
    """,
    re.X,
)
#: 23rd · 1,000th · twenty-third · fifth · two-hundredth
_ORDINAL = re.compile(
    rf"""\b(?:
      \d{{1,3}}(?:,\d{{3}})*(?:st|nd|rd|th)
    | (?P<tens>{TEN_UP})-(?P<ones>{'|'.join(list(_NTHS)[:9])})
    | (?:(?P<times>{_TENS_AND_ONES}|{'|'.join(ONES)})[-\s])?(?P<scaled>{'|'.join(_SCALED_NTHS)})
    | {'|'.join(_NTHS)}
)\b""",
    re.X | re.I,
)

#: Where a figure may start, in lower case: at a digit or a sign, or at the first word of one. All else need
#: not be tried.
_FIRST_WORDS = sorted(
    {w.split()[0] for w in (*OVER, *UNDER, *ABOUT, *MOST, *VAGUE, *TENS, *ONES)}
    | {"between", "from", "minus", "half", "a", "an", "hundred"},
    key=len,
    reverse=True,
)
_STARTS = re.compile(
    rf"[\d½¼¾⅓⅔.$€£¥₽₼֏₹−–<>≤≥-]|(?<!\w)(?:(?:{'|'.join(_FIRST_WORDS)})(?!\w)"
    rf"|(?:us|hk|nz|a|c|s)\s?\$|(?:{'|'.join(_CODES).lower()})(?=\s?\d))"
)


def find(text: str) -> list[Figure]:
    """Every figure of a text in order, none inside another. Numbers inside words ("T-72", "366th") are no
    figures."""
    none = {k for m in _NO_FIGURE.finditer(text) for k in range(*m.span())}
    found, end, low = [], 0, text.lower()
    if len(low) != len(text):
        return [f for m in _PATTERN.finditer(text) for f in _figures(text, m) if f.core[0] not in none]
    for start in _STARTS.finditer(low):
        m = _PATTERN.match(text, start.start()) if start.start() >= end else None
        if m:
            end = m.end()
            found += [f for f in _figures(text, m) if f.core[0] not in none]
    return found


def ordinals(text: str) -> list[Figure]:
    """Every ordinal of a text: "23rd", "twenty-third", "third", "two-hundredth"."""
    found = []
    for m in _ORDINAL.finditer(text):
        word = m[0].lower()
        if m["scaled"]:
            n = _SCALED_NTHS[m["scaled"].lower()] * (value(m["times"])[0] if m["times"] else 1)
        elif m["tens"]:
            n = TENS[m["tens"].lower()] + _NTHS[m["ones"].lower()]
        else:
            n = float(re.sub(r"\D", "", word)) if word[0].isdigit() else _NTHS[word]
        found.append(Figure(m.start(), m.end(), m.span(), n, n, "ordinal", "", "="))
    return found


def _figures(text: str, m: re.Match) -> list[Figure]:
    """The figure or range of a match; two figures where the words between only join them."""
    start = m.start("sign") if m["sign"] else m.start("minus") if m["minus"] else m.start("first")
    first = None if _inside_a_word(text, start, m.start("first")) else value(m["first"])
    if first is None:
        return []
    if m["minus"]:
        first = -first[1], -first[0]
    sign = (m["sign"] or m["sign2"] or "").strip()
    second = value(m["second"]) if m["second"] else None
    times = _shared_scale(m, first, second) if second else 1
    first = first[0] * times, first[1] * times
    if second is None or not _is_range(m, first, second, times):
        end, after = m.end("percent1") if m["percent1"] else m.end("first"), (
            None if m["second"] else m["after"]
        )
        return [
            f
            for f in (_figure(text, m, (start, end), first, m["percent1"], sign, after), *_rest(text, m))
            if f
        ]
    end = m.end("percent2") if m["percent2"] else m.end("second")
    percent = m["percent2"] or m["percent1"]
    made = _figure(text, m, (start, end), (first[0], second[1]), percent, sign, m["after"])
    return [made] if made else []


def _shared_scale(m: re.Match, first: tuple[float, float], second: tuple[float, float]) -> float:
    """The magnitude that is said once for two: "two to three hundred", "5 or 6 thousand", "between 2 and 3
    million"."""
    scale = re.search(rf"(?:{SCALE_WORDS}|mn|bn|tn)$", m["second"], re.I)
    word = m["to"].strip().lower()
    if scale is None or word == "and" and (m["pair"] or "").strip().lower() != "between":
        return 1
    times = (SCALES | SHORT)[scale[0].lower()]
    if re.search(r"[a-z]", m["first"], re.I) and value(m["first"])[0] >= 100 or first[0] != first[1]:
        return 1
    return times if times >= 100 and first[0] * times < second[0] and first[0] < 1000 else 1


def _rest(text: str, m: re.Match) -> list[Figure]:
    """The second figure of a match that was no range, read anew with what follows it."""
    if not m["second"]:
        return []
    again = _PATTERN.match(text, m.start("sign2") if m["sign2"] else m.start("second"))
    return _figures(text, again) if again else []


def _is_range(m: re.Match, first: tuple[float, float], second: tuple[float, float], times: float) -> bool:
    word, before = m["to"].strip().lower(), m.start("sign") if m["sign"] else m.start("first")
    if (
        m["percent1"]
        and not m["percent2"]
        or re.search(r"\bby\s+$", m.string[max(0, m.start() - 5) : before])
    ):
        return False
    if re.fullmatch(r"(?:1[89]|20)\d\d", m["first"]) and not re.fullmatch(r"\d{4}", m["second"]):
        return False
    if first[0] != first[1] or second[0] != second[1] or second[0] <= first[0]:
        return False
    if word == "and":
        return (m["pair"] or "").strip().lower() == "between"
    if word == "or":
        return second[0] <= first[0] + max(2 * times, first[0] / 2) and not m["sign2"]
    return word == "to" or m["first"].lower() not in ONES


def _figure(
    text: str,
    m: re.Match,
    core: tuple[int, int],
    worth: tuple[float, float],
    percent: str | None,
    sign: str,
    after: str | None,
) -> Figure | None:
    (low, high), end = worth, core[1]
    if not percent and not sign and text[end : end + 1].isalpha():
        glued = _GLUED.match(text, end)
        if not glued:
            return None
        unit = _UNITS.get(glued[0].lower().replace(" ", ""), _UNITS.get(glued[0].lower(), glued[0]))
        return _bounded(text, m, core, (low, high), ("measure", unit, glued.end()), after)
    if _inside_a_word(text, None, end) or re.match(rf"-(?:{'|'.join(_SCALED_NTHS)})\b", text[end:], re.I):
        return None
    if percent:
        kind = "percent", "", end
    elif sign:
        kind = "money", _MONEY.get(sign.replace(" ", "")) or _CODES.get(sign.upper(), "dollar"), end
    else:
        kind = _unit(text, end)
    return _bounded(text, m, core, (low, high), kind, after)


def _bounded(
    text: str,
    m: re.Match,
    core: tuple[int, int],
    worth: tuple[float, float],
    kind: tuple[str, str, int],
    after: str | None,
) -> Figure:
    """The figure with its bound: "over" and ">" take away the upper end, "under" and "<" the lower."""
    (low, high), (kind, unit, end) = worth, kind
    bound, word = "=", " ".join((m["bound"] or "").lower().split()).removesuffix(" the")
    tail = (after or "").split()[-1].lower() if after else ""
    if word.startswith((*OVER, ">", "≥")) or tail in ("more", "over", "above", "+"):
        bound, high = ">", None
    elif (
        word.startswith((*UNDER, "<", "≤"))
        or word in MOST
        and _is_round(high)
        or tail in ("less", "fewer", "under")
    ):
        bound, low = "<", None
    elif word or tail == "so":
        bound = "~"
    if after and bound != "=" and text[end : end + len(after)] == after:
        end += len(after)
    start = (
        m.start("bound")
        if word
        else m.start("pair") if m["pair"] and low != high and m["second"] else core[0]
    )
    return Figure(start, end, core, low, high, kind, unit, bound)


def _is_round(figure: float | None) -> bool:
    """Whether a figure is one that nobody has counted to: 50, 500, 1,200."""
    return figure is not None and figure % (10 if figure < 100 else 50) == 0


#: Signs of units that may be glued to a figure: 60GB, 50mph.
_GLUED = re.compile(
    r"(?:km/hr?|kph|bhp|sq\s?m|m2|m²|deg\s?[CF]?|p|mph|km|kg|cm|mm|ml|mg|kWh|kW|MW|GB|MB|TB"
    r"|[kGM]?Hz|Mbps|Gbps|hp|rpm|ft|lb|min|sec|[mglWV])(?![\w/])"
)


@lru_cache(maxsize=1)
def _unit_pattern() -> re.Pattern:
    words = _either([u for u in _UNITS if len(u) > 2 or u in ("km", "kg", "hp", "cm", "mm", "ft", "lb")])
    return re.compile(
        rf"[\s-]*(?P<square>square\s+|cubic\s+)?(?P<unit>{words})(?P<plural>e?s)?\b"
        r"|[\s-]*(?P<sign>GB|MB|TB|kW|MW|[kGM]?Hz|°C|°F|m)(?![\w-])"
        r"|[\s-]*(?P<whose>(?-i:US|U\.S\.|[A-Z][a-z]{2,})\s+)?"
        rf"(?P<money>{'|'.join(DATA['money']['words'])})s?\b",
        re.I,
    )


def _unit(text: str, end: int) -> tuple[str, str, int]:
    """(kind, unit, end) of what stands right after a figure."""
    m = _unit_pattern().match(text, end)
    if not m:
        return "count", "", end
    if m["money"]:
        whose = (
            ((m["whose"] or "").lower() + m["money"].lower()).removeprefix("us ").removeprefix("american ")
        )
        return "money", whose.strip(), m.end()
    word = (m["unit"] or m["sign"]).lower()
    if word == "pound" and not re.match(r"[\s-]*pounds?\s+of\b", text[end : end + 20], re.I):
        return "money", "pound sterling", m.end()
    square = (m["square"] or "").lower().strip() + " " * bool(m["square"])
    return "measure", square + _UNITS.get(word, word), m.end()


def _inside_a_word(text: str, start: int | None, end: int | None) -> bool:
    """Whether a figure is a part of a longer token: T-72, A4, v1.2, 366th, 2-1, 10:30, 1/2/90."""
    if start is not None:
        one, two = text[max(0, start - 1) : start], text[max(0, start - 2) : start - 1]
        return (
            one.isalnum()
            or one == "_"
            or bool(one)
            and one in "/:#@."
            and two.isalnum()
            or one == "-"
            and two.isalnum()
            and text[start].isdigit()
        )
    one, two = text[end : end + 1], text[end + 1 : end + 2]
    return (
        one.isalpha()
        or one == "_"
        or bool(one)
        and one in ":/"
        and two.isalnum()
        or one == "-"
        and two.isdigit()
    )

"""The words of time: what each word and figure can be in a time expression, as one letter and a value.

    M month        W weekday       S season        P part of the day   H holiday     U unit (u year)    V
                   units in the plural
    d 1 to 31      h other two figures             c three figures     y 1000 to 2199                   n any
                   other number
    w number word  v hundred, thousand             o ordinal           D decade      J half, quarter    a a,
                   an
    i 2001-02-27   C 11:30         p a.m., p.m.    K o'clock           Z time zone   B BC, CE           b AD
                   (before its year)
    4 Q1 to Q4
    t the          z this, that    s same          l last, previous    x next, following                e
                   early, late      m mid
    E end, start   X final, first of its kind      f few, several      j full, more  + long             ~
                   near, distant
    r about        q over, nearly  g ago           G later, before     k old, aged   Q every, each      L
                   daily, weekly
    T time nouns   N future        R now, former   Y today             I in, on      F from, between    O of
    & and          A to, or        - dashes        , comma             ' possessive  | line             !
                   other signs      _ other words
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from diptych.reading.spelling import Spelling, spelling

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
UNITS = "second minute hour day week weekend fortnight month quarter year decade century millennium".split()
ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen".split()
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()

_PARTS = {
    "MO": "morning mornings dawn daybreak sunrise first_light",
    "AF": "afternoon afternoons",
    "EV": "evening evenings dusk sunset sundown nightfall",
    "NI": "night nights overnight nighttime",
    "DT": "daytime",
    "noon": "noon midday",
    "midnight": "midnight",
}
_HOLIDAYS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "new year": (1, 1),
    "halloween": (10, 31),
    "may day": (5, 1),
    "valentine's day": (2, 14),
    "armistice day": (11, 11),
    "bastille day": (7, 14),
    "easter": None,
    "easter sunday": None,
}
_BOUNDS = {
    "APPROX": ["about", "around", "approximately", "roughly", "circa", "ca", "ca.", "c.", "an estimated"],
    "LESS_THAN": [
        "close to",
        "nearly",
        "almost",
        "under",
        "less than",
        "fewer than",
        "up to",
        "at most",
        "no more than",
        "barely",
        "scarcely",
        "as many as",
    ],
    "MORE_THAN": ["over", "well over", "more than", "at least", "no less than", "no fewer than"],
    "": ["only", "just", "exactly", "fully", "merely", "as long as"],
}
_EDGES = {
    "END": ["end", "close", "ending"],
    "START": ["beginning", "start", "turn"],
    "MID": ["middle", "height"],
    "": ["part", "rest", "remainder", "whole", "entirety"],
}
_REFS = {
    "PRESENT_REF": ["now", "currently", "current", "nowadays", "presently"],
    "PAST_REF": ["former", "recent", "recently", "formerly"],
}


def _lexicon() -> dict[str, tuple[str, object]]:
    """Every word with its letter and value; where a word is named twice the later line holds."""
    table: dict[str, tuple[str, object]] = {}

    def put(letter: str, values) -> None:
        table.update((word, (letter, values[word] if isinstance(values, dict) else word)) for word in values)

    for k, month in enumerate(MONTHS, 1):
        put("M", {month: k} if month == "may" else {month: k, month[:3]: k, month[:3] + ".": k})
    put("M", {"sept": 9, "sept.": 9})
    for k, day in enumerate(WEEKDAYS, 1):
        put("W", {day: k, day + "s": k})
    put(
        "S",
        {
            "spring": 1,
            "summer": 2,
            "autumn": 3,
            "fall": 3,
            "winter": 4,
            "springtime": 1,
            "summertime": 2,
            "wintertime": 4,
        },
    )
    for part, words in _PARTS.items():
        put("P", dict.fromkeys((w.replace("_", " ") for w in words.split()), part))
    put("H", _HOLIDAYS)
    put("U", {unit: unit for unit in UNITS})
    put("u", {"year": "year"})
    put(
        "V",
        {
            (unit[:-1] + "ies" if unit == "century" else unit + "s"): unit
            for unit in UNITS
            if unit not in ("quarter", "millennium")
        }
        | {"millennia": "millennium"},
    )
    put(
        "w",
        {word: k for k, word in enumerate(ONES)}
        | {word: 20 + 10 * k for k, word in enumerate(TENS)}
        | {"dozen": 12, "single": 1},
    )
    put("v", {"hundred": 100, "thousand": 1000, "million": 1_000_000})
    put("o", {word: k for k, word in enumerate(ORDINALS, 1)} | {"thirtieth": 30, "thirty-first": 31}
        | {f"twenty-{word}": 20 + k for k, word in enumerate(ORDINALS[:9], 1)})
    put("J", {"half": 0.5, "quarter": 0.25})
    put(
        "D",
        {
            word: k
            for k, word in enumerate(
                "twenties thirties forties fifties sixties seventies eighties nineties".split(), 2
            )
        },
    )
    for bound, words in _BOUNDS.items():
        put("r" if bound == "APPROX" else "q", dict.fromkeys(words, bound))
    for edge, words in _EDGES.items():
        put("E", dict.fromkeys(words, edge))
    for ref, words in _REFS.items():
        put("R", dict.fromkeys(words, ref))
    put(
        "N",
        {
            "future": "FUTURE_REF",
            "present": "PRESENT_REF",
            "present day": "PRESENT_REF",
            "present-day": "PRESENT_REF",
        },
    )
    put("e", {"early": "START", "late": "END", "latter": "END"})
    put("m", {"mid": "MID"})
    put("l", ["last", "past", "previous", "preceding", "prior"])
    put("x", ["next", "following", "coming", "subsequent", "ensuing", "upcoming", "succeeding"])
    put("X", ["final", "initial", "opening", "closing"])
    put("~", ["near", "distant", "foreseeable", "immediate", "remote", "modern", "contemporary"])
    put("f", ["few", "several", "some", "many", "numerous", "couple", "handful", "various", "countless"])
    put(
        "j",
        [
            "full",
            "whole",
            "entire",
            "consecutive",
            "straight",
            "more",
            "additional",
            "further",
            "successive",
            "calendar",
            "extra",
            "short",
            "brief",
        ],
    )
    put("+", ["long"])
    put(
        "G",
        [
            "later",
            "earlier",
            "after",
            "afterwards",
            "afterward",
            "before",
            "beforehand",
            "previously",
            "hence",
            "from now",
        ],
    )
    put("Q", ["every", "each", "per"])
    put(
        "L",
        {
            "hourly": "hour",
            "daily": "day",
            "nightly": "day",
            "weekly": "week",
            "monthly": "month",
            "quarterly": "quarter",
            "yearly": "year",
            "annually": "year",
            "annual": "year",
        },
    )
    put("Y", {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1})
    put(
        "T",
        [
            "time",
            "times",
            "moment",
            "period",
            "periods",
            "era",
            "eras",
            "phase",
            "stage",
            "point",
            "juncture",
            "epoch",
            "age",
        ],
    )
    put("I", ["in", "on", "at", "during", "within", "throughout", "by", "since"])
    put("F", ["from", "between"])
    put("A", ["or", "to", "through", "until", "till"])
    put("z", ["this", "that", "these", "those"])
    put("s", ["same", "very"])
    put("a", ["a", "an"])
    put("k", ["old", "aged"])
    put("B", ["bc", "bce", "ce"])
    put("b", ["ad"])
    put("p", ["am", "pm"])
    put("Z", "gmt utc est edt cst cdt pst pdt cet cest eet msk".split())
    put("K", ["o'clock"])
    return table | {"the": ("t", "the"), "of": ("O", "of"), "and": ("&", "and"), "ago": ("g", "ago")}


_LEXICON = _lexicon()
_LOWER_MONTHS = frozenset(month for month in MONTHS if month not in ("march", "may", "august"))

_TOKEN = r"""
    (?P<date>\d{4}-\d\d-\d\d(?:[Tt]\d\d:\d\d(?::\d\d)?)?(?![\w-])|\d{1,2}(?P<sep>[./])\d{1,2}(?P=sep)(?:\d{4}|\d\d)(?![\w./]*\d)
      |\d{4}/\d{1,2}/\d{1,2}(?![\w/])
      |\d{1,2}(?P<dash>-?)(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?P=dash)(?:\d{4}|\d\d)(?![\w-]))
  | (?P<clock>\d{1,2}:\d\d(?::\d\d)?(?!\d))
  | (?P<decade>\d{1,3}0'?s\b|'\d0s\b)
  | (?P<short>'\d\d\b(?!s))
  | (?P<quarter>q[1-4]\b)
  | (?P<ordinal>\d+(?:st|nd|rd|th)\b)
  | (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+\.\d+|\d+)
  | (?P<fixed>(?:
      [ap]\.\ ?m\.|b\.\ ?c\b\.?(?:\ ?e\.)?|a\.\ ?d\.|c\.\ ?e\.|ca?\.(?=\ ?\d)
      |(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.
      |o'clock|new\ year's\ (?:day|eve)|new\ year(?!'?s)|christmas\ (?:day|eve)|boxing\ day|may\ day
      |valentine's\ day|armistice\ day|bastille\ day|easter\ sunday
      |(?:no\ )?(?:more|less|fewer)\ than|at\ (?:least|most)|up\ to|close\ to|well\ over|an\ estimated
      |as\ (?:early|late|recently|long|much|many|far\ back)\ as|from\ now|present[ -]day|first\ light
      |(?:twenty|thirty)-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)
      )(?!\w))
  | (?P<word>[^\W\d_]+)
  | (?P<s>'s?(?!\w))
  | (?P<line>\s*\n\s*)
  | (?P<sign>\S)
"""
_OF_TEXT, _OF_LOWER = (
    re.compile(_TOKEN, re.X | re.I),
    re.compile(_TOKEN, re.X),
)  # small letters alone are found much faster
_SIGNS = {"-": "-", "–": "-", "—": "-", "−": "-", ",": ",", "(": "(", ")": ")", "/": "/"}


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a text, one item each: the word, its offsets in the text as it is, the word in lower case,
    its value, its letter. `day_first`: one of its dates in figures, as 27/2/1992, can only have its day
    first."""

    text: str
    word: list[str]
    start: list[int]
    end: list[int]
    lower: list[str]
    value: list[object]
    letters: str
    day_first: bool = False

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of the words first to last - 1."""
        return self.start[first], self.end[last - 1]


def lex(text: str | Spelling) -> Words:
    """The words of a text and their letters; offsets count the characters of the text as it is."""
    spelt = spelling(text) if isinstance(text, str) else text
    text = spelt.plain
    words, start, end, lower, value, letters, low = [], [], [], [], [], [], text.lower()
    for found in _OF_LOWER.finditer(low) if len(low) == len(text) else _OF_TEXT.finditer(text):
        a, b = found.span()
        word = text[a:b]
        letter, meaning = _class(found.lastgroup, word)
        words.append(word)
        a, b = spelt.span(a, b)
        start.append(a)
        end.append(b)
        lower.append(word.lower())
        value.append(meaning)
        letters.append(letter)
    day_first = any(_DAY_FIRST.match(v) for v, letter in zip(value, letters) if letter == "i")
    return Words(spelt.text, words, start, end, lower, value, "".join(letters), day_first)


_DAY_FIRST = re.compile(r"(?:1[3-9]|[23]\d)/\d{1,2}/\d")


@lru_cache(maxsize=1 << 15)
def _class(group: str, word: str) -> tuple[str, object]:
    """Letter and value of one word, by the group of the pattern that found it."""
    if group == "word":
        letter, meaning = _LEXICON.get(word.lower(), ("_", None))
        if (
            letter in "MW"
            and not word[0].isupper()
            and word.lower() not in _LOWER_MONTHS
            or letter in "Bb"
            and not word.isupper()
        ):
            return "_", None
        return letter, meaning
    if group == "fixed":
        low = word.lower()
        return _LEXICON.get(low) or _LEXICON.get(low.replace(".", "").replace(" ", "")) or ("_", None)
    if group == "number":
        return _figure(word)
    if group == "ordinal":
        return "o", int(word[:-2]) if len(word) < 8 else 0
    if group == "decade":
        return "D", int("".join(filter(str.isdigit, word))[:-1])
    if group == "short":
        return "y", int(word[1:]) + (1900 if int(word[1:]) > 30 else 2000)
    if group == "quarter":
        return "4", int(word[1:])
    if group == "sign":
        return _SIGNS.get(word, "!"), None
    return {"date": "i", "clock": "C", "s": "'", "line": "|"}[group], word


def _figure(word: str) -> tuple[str, object]:
    plain = word.replace(",", "")
    if not plain.isascii() or len(plain) > 15 or not word.isdigit():
        try:
            return "n", float(plain)
        except ValueError:
            return "_", None
    k = int(plain)
    if len(word) <= 2:
        return ("d" if 1 <= k <= 31 else "h"), k
    return ("c" if len(word) == 3 else "y" if len(word) == 4 and 1000 <= k <= 2199 else "n"), k

"""The grammar of figures: from words to values. "over 7,000", "between 40 and 50", "tens of thousands", "one-third", "$4.5 million", "9.4 per cent"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_ONES = {w: k for k, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())}
_TENS = {w: 10 * k for k, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12, "lakh": 1e5, "crore": 1e7}
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8,
          "tenth": 10, "tenths": 10}
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
#: Plurals that give an order of magnitude: from twice the unit (hundreds are more than one) to just under the next.
_VAGUE = {"dozens": (24, 99), "scores": (40, 99), "tens": (20, 99), "hundreds": (200, 999), "thousands": (2e3, 9999), "tens of thousands": (2e4, 99_999), "hundreds of thousands": (2e5, 999_999),
          "millions": (2e6, 9_999_999), "tens of millions": (2e7, 99_999_999), "hundreds of millions": (2e8, 999_999_999), "billions": (2e9, 9_999_999_999), "several hundred": (200, 999),
          "several thousand": (2e3, 9999), "several dozen": (24, 99), "several million": (2e6, 9_999_999), "a few hundred": (200, 999), "a few thousand": (2e3, 9999), "a few dozen": (24, 99)}
_MONEY = {"$": "dollar", "US$": "dollar", "A$": "australian dollar", "C$": "canadian dollar", "€": "euro", "£": "pound sterling", "¥": "yen", "₽": "rouble", "₼": "manat", "֏": "dram", "₹": "rupee"}
_CODES = {"USD": "dollar", "EUR": "euro", "GBP": "pound sterling", "JPY": "yen", "CHF": "swiss franc", "RUB": "rouble", "AZN": "manat", "AMD": "dram", "TRY": "lira", "INR": "indian rupee", "CNY": "yuan", "AUD": "australian dollar",
          "CAD": "canadian dollar", "HKD": "hong kong dollar", "SGD": "singapore dollar", "MYR": "malaysian ringgit", "RM": "malaysian ringgit", "SEK": "krona", "NOK": "krona", "UAH": "hryvnia", "GEL": "lari", "ILS": "shekel"}
_CURRENCIES = ("dollar", "euro", "pound", "yen", "rouble", "ruble", "manat", "dram", "rupee", "franc", "lira", "yuan", "cent", "krona", "peso", "won")
_UNITS = {"km": "kilometre", "kilometre": "kilometre", "kilometer": "kilometre", "mile": "mile", "m": "metre", "metre": "metre", "meter": "metre", "cm": "centimetre", "mm": "millimetre", "foot": "foot", "feet": "foot",
          "ft": "foot", "inch": "inch", "yard": "yard", "hectare": "hectare", "acre": "acre", "kg": "kilogram", "kilogram": "kilogram", "kilo": "kilogram", "gram": "gram", "g": "gram", "tonne": "tonne", "ton": "ton",
          "pound": "pound", "lb": "pound", "ounce": "ounce", "litre": "litre", "liter": "litre", "gallon": "gallon", "degree": "degree", "mph": "mile per hour", "km/h": "kilometre per hour", "kph": "kilometre per hour",
          "hp": "horsepower", "horsepower": "horsepower", "watt": "watt", "kw": "kilowatt", "mw": "megawatt", "gb": "gigabyte", "mb": "megabyte", "tb": "terabyte", "hz": "hertz", "rpm": "revolutions per minute",
          "°c": "degree celsius", "°f": "degree fahrenheit", "basis point": "basis point", "calibre": "calibre", "caliber": "calibre", "volt": "volt", "calorie": "calorie", "kwh": "kilowatt hour",
          "mbps": "megabit per second", "gbps": "gigabit per second", "min": "minute", "sec": "second", "l": "litre", "ml": "millilitre", "mg": "milligram", "km/hr": "kilometre per hour", "bhp": "brake horsepower", "sq m": "square metre", "sqm": "square metre", "m2": "square metre", "m²": "square metre", "deg": "degree", "degc": "celsius", "degf": "fahrenheit", "p": "penny", "w": "watt", "v": "volt", "ghz": "gigahertz", "mhz": "megahertz"}

#: Words before a figure that make it a lower or an upper end, or an estimate.
OVER = ("over", "more than", "at least", "no fewer than", "no less than", "not less than", "not fewer than", "upwards of", "upward of", "in excess of", "exceeding", "above", "well over", "a minimum of", "greater than",
        "well above", "just over", "slightly more than", "a little over", "north of")
UNDER = ("under", "fewer than", "less than", "up to", "at most", "no more than", "not more than", "as many as", "as much as", "below", "a maximum of", "as few as", "as little as", "within", "well under", "just under")
ABOUT = ("about", "around", "some", "roughly", "approximately", "nearly", "almost", "close to", "an estimated", "estimated", "circa", "an average of", "on average", "averaged", "or so", "reportedly")


class Figure(NamedTuple):
    """One figure in a text: characters, with its bound word and its unit sign, and what it is worth.

    core    characters of the figure alone
    low, high  its value: equal where exact; high None for "over …", low None for "under …"
    kind    count, ordinal, percent, money, measure; unit is the sign or word of money and measures, else empty
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


def _either(words) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


_SIMPLE = "|".join([*_TENS, *sorted(_ONES, key=len, reverse=True)])
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d.,]\d)|\d+(?:\.\d+)?|(?<![\w.])\.\d+"
_ATOM = rf"(?:{_DIGITS})(?:\s*(?:-\s*)?(?:[½¼¾]))?|[½¼¾⅓⅔]|\b(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(list(_ONES)[1:10])}))?\b|\b(?:{'|'.join(_ONES)})\b"
_PLAIN = rf"(?:{_ATOM}|\b(?:a|an|half\s+an?|a\s+half)(?=\s+(?:{'|'.join(_SCALES)})\b))"
_SCALE = rf"(?:[\s-]*(?:{'|'.join(_SCALES)})\b|(?:k|mn|bn|tn|m(?=[\s.,;)]|$)|b(?=[\s.,;)]|$))\b)"
_VALUE = rf"""(?:
      \b(?:{_either(_VAGUE)})\b
    | {_PLAIN} \s+and\s+a\s+(?:half|quarter) {_SCALE}
    | {_PLAIN} {_SCALE}+ (?:\s+(?:and\s+)?(?:{_ATOM}){_SCALE}+)* (?:\s+(?:and\s+)?\b(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(list(_ONES)[1:10])}))?|{'|'.join(_ONES)})\b(?!\s+(?:hundred|thousand|million)))? (?:\s+and\s+(?:a\s+half|three\s+quarters|a\s+quarter)\b)?
    | {_PLAIN}
)"""
_FRACTION = rf"\b(?:(?:{'|'.join(list(_ONES)[1:10])}|a)[-\s](?:{'|'.join(_PARTS)})|half(?=\s+(?:of|the|its|their|his|her|a\s+(?!million|billion|dozen|century)))|(?<=\bby\s)half(?!\s+(?:an?|past)\b)|\d{{1,2}}/\d{{1,2}}(?!/|\d))\b"
_SIGN = r"(?<![\w])(?-i:US\s?\$|HK\s?\$|A\$|C\$|S\s?\$)|\$US|[$€£¥₽₼֏₹]|\b(?-i:" + "|".join(_CODES) + r")(?=\s?\d)"
_PERCENT = r"\s*%|[-\s]*(?:per\s*cent|percent|percentage\s+points?|pct|pc)\b"
_PATTERN = re.compile(rf"""
    (?P<bound>\b(?:{_either((*OVER, *UNDER, *ABOUT))})\s+(?:the\s+|an?\s+(?=estimated))?)?
    (?P<pair>\b(?:between|from)\s+)?
    (?P<sign>(?:{_SIGN})\s?)?
    (?P<minus>(?:(?<![\w)])[-−–](?=[\d.])|\bminus[\s-]+))?
    (?P<first>{_FRACTION}|{_VALUE})
    (?P<percent1>{_PERCENT})?
    (?: (?P<to>\s*[-–—]\s*|\s+(?:to|and|or)\s+) (?P<sign2>(?:{_SIGN})\s?)? (?P<second>{_VALUE}) (?P<percent2>{_PERCENT})? )?
    (?P<after>\s+or\s+(?:more|so|over|above|less|fewer|under)\b|\+)?
    """, re.X | re.I)
_ORDINAL = re.compile(r"\b\d{1,3}(?:st|nd|rd|th)\b|\b(?:" + "|".join(
    [*"first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth hundredth".split()]) + r")\b", re.I)
_ORDINALS = dict(zip("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(), range(1, 21))) | {
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
_TENFOLD = re.compile(rf"\b({'|'.join(_TENS)})-({'|'.join(list(_ORDINALS)[:9])})\b", re.I)


#: Where a figure may start, in lower case: at a digit or a sign, or at the first word of one. All else need not be tried.
_FIRST_WORDS = sorted({w.split()[0] for w in (*OVER, *UNDER, *ABOUT, *_VAGUE, *_TENS, *_ONES, "between", "from", "minus", "half", "a", "an")}, key=len, reverse=True)
_STARTS = re.compile(rf"[\d½¼¾⅓⅔.$€£¥₽₼֏₹−–-]|(?<!\w)(?:(?:{'|'.join(_FIRST_WORDS)})(?!\w)|(?:us|hk|a|c|s)\s?\$|(?:{'|'.join(_CODES).lower()})(?=\s?\d))")


def find(text: str) -> list[Figure]:
    """Every figure of a text in order, none inside another. Numbers inside words ("T-72", "366th") are no figures."""
    found, end, low = [], 0, text.lower()
    if len(low) != len(text):
        return [f for m in _PATTERN.finditer(text) for f in _figures(text, m)]
    for start in _STARTS.finditer(low):
        m = _PATTERN.match(text, start.start()) if start.start() >= end else None
        if m:
            end = m.end()
            found += _figures(text, m)
    return found


def ordinals(text: str) -> list[Figure]:
    """Every ordinal of a text: "23rd", "twenty-third", "third"."""
    found, taken = [], set()
    for m in _TENFOLD.finditer(text):
        n = _TENS[m[1].lower()] + _ORDINALS[m[2].lower()]
        found.append(Figure(m.start(), m.end(), m.span(), n, n, "ordinal", "", "="))
        taken.update(range(*m.span()))
    for m in _ORDINAL.finditer(text):
        if m.start() not in taken:
            word = m[0].lower()
            n = float(re.sub(r"\D", "", word)) if word[0].isdigit() else _ORDINALS[word]
            found.append(Figure(m.start(), m.end(), m.span(), n, n, "ordinal", "", "="))
    return sorted(found)


def _figures(text: str, m: re.Match) -> list[Figure]:
    """The figure or range of a match; two figures where the words between only join them."""
    start = m.start("sign") if m["sign"] else m.start("minus") if m["minus"] else m.start("first")
    if _inside_a_word(text, start, m.start("first")):
        return []
    first = value(m["first"])
    if first is None:
        return []
    if m["minus"]:
        first = -first[1], -first[0]
    sign = (m["sign"] or m["sign2"] or "").strip()
    second = value(m["second"]) if m["second"] else None
    joined = second is not None and _is_range(m, first, second)
    if not joined:
        end = m.end("percent1") if m["percent1"] else m.end("first")
        return [f for f in (_figure(text, m, start, end, first, m["percent1"], sign, after=m["after"] if not m["second"] else None), *_rest(text, m)) if f]
    percent = m["percent2"] or m["percent1"]
    low, high = first[0], second[1]
    if low < 100 and "m" not in (m["first"] or "").lower() and high >= 1e6 and re.search(r"[a-z]", m["second"], re.I):  # "2 to 3 million"
        low *= next((10.0 ** k for k in (12, 9, 6) if high >= 10 ** k), 1)
    return [f for f in (_figure(text, m, start, m.end("percent2") if m["percent2"] else m.end("second"), (low, high), percent, sign, after=m["after"]),) if f]


def _rest(text: str, m: re.Match) -> list[Figure]:
    """The second figure of a match that was no range, read anew with what follows it."""
    if not m["second"]:
        return []
    again = _PATTERN.match(text, m.start("sign2") if m["sign2"] else m.start("second"))
    return _figures(text, again) if again else []


def _is_range(m: re.Match, first: tuple[float, float], second: tuple[float, float]) -> bool:
    word = m["to"].strip().lower()
    if m["percent1"] and not m["percent2"] or re.search(r"\bby\s+$", m.string[max(0, m.start() - 5):m.start("sign") if m["sign"] else m.start("first")]):
        return False
    if re.fullmatch(r"(?:1[89]|20)\d\d", m["first"]) and not re.fullmatch(r"\d{4}", m["second"]):
        return False
    if first[0] != first[1] or second[0] != second[1] or second[0] <= first[0] and not (second[0] >= 1e6 and first[0] < 1000):
        return False
    if word == "and":
        return (m["pair"] or "").strip().lower() == "between"
    if word == "or":
        return second[0] <= first[0] + max(2, first[0] / 2) and not m["sign2"]
    if word == "to":
        return True
    return second[0] > first[0] and not m["first"].lower() in _ONES


def _figure(text: str, m: re.Match, start: int, end: int, worth: tuple[float, float], percent: str | None, sign: str, *, after: str | None) -> Figure | None:
    core = (start, end)
    low, high, kind, unit = worth[0], worth[1], "count", ""
    if not percent and not sign and text[end:end + 1].isalpha():
        glued = _GLUED.match(text, end)
        if not glued:
            return None
        return _bounded(text, m, start, core, low, high, "measure", _UNITS.get(glued[0].lower().replace(" ", ""), _UNITS.get(glued[0].lower(), glued[0])), glued.end(), after)
    if _inside_a_word(text, None, end):
        return None
    if percent:
        kind = "percent"
    elif sign:
        kind, unit = "money", _MONEY.get(sign) or _CODES.get(sign) or {"H": "hong kong dollar", "A": "australian dollar", "C": "canadian dollar", "S": "singapore dollar"}.get(sign[:1], "dollar")
    else:
        kind, unit, end = _unit(text, end)
    return _bounded(text, m, start, core, low, high, kind, unit, end, after)


def _bounded(text: str, m: re.Match, start: int, core: tuple[int, int], low: float, high: float, kind: str, unit: str, end: int, after: str | None) -> Figure:
    """The figure with its bound word: "over" takes away the upper end, "under" the lower."""
    bound, word = "=", " ".join((m["bound"] or "").lower().split()).removesuffix(" the")
    tail = (after or "").split()[-1].lower() if after else ""
    if word.startswith(OVER) or tail in ("more", "over", "above", "+"):
        bound, high = ">", None
    elif word.startswith(UNDER) or tail in ("less", "fewer", "under"):
        bound, low = "<", None
    elif word or tail == "so":
        bound = "~"
    if after and bound != "=" and text[end:end + len(after)] == after:
        end += len(after)
    begin = m.start("bound") if word else m.start("pair") if m["pair"] and low != high and m["second"] else start
    return Figure(begin, end, core, low, high, kind, unit, bound)


#: Signs of units that may be glued to a figure: 60GB, 50mph.
_GLUED = re.compile(r"(?:km/hr?|kph|bhp|sq\s?m|m2|m²|deg\s?[CF]?|p|mph|km|kg|cm|mm|ml|mg|kW|MW|kWh|GB|MB|TB|Hz|GHz|MHz|Mbps|Gbps|hp|rpm|ft|lb|min|sec|[mglWV])(?![\w/])")


@lru_cache(maxsize=1)
def _unit_pattern() -> re.Pattern:
    words = _either([u for u in _UNITS if len(u) > 2 or u in ("km", "kg", "hp", "cm", "mm", "ft", "lb")])
    return re.compile(rf"[\s-]*(?P<square>square\s+|cubic\s+)?(?P<unit>{words})(?P<plural>e?s)?\b|[\s-]*(?P<sign>GB|MB|TB|kW|MW|Hz|°C|°F|m)(?![\w-])|[\s-]*(?P<whose>(?-i:US|U\.S\.|[A-Z][a-z]{{2,}})\s+)?"
                      rf"(?P<money>{'|'.join(_CURRENCIES)})s?\b", re.I)


def _unit(text: str, end: int) -> tuple[str, str, int]:
    """(kind, unit, end) of what stands right after a figure."""
    m = _unit_pattern().match(text, end)
    if not m:
        return "count", "", end
    if m["money"]:
        return "money", ((m["whose"] or "").lower() + m["money"].lower()).removeprefix("us ").removeprefix("american ").strip(), m.end()
    word = (m["unit"] or m["sign"]).lower()
    if word == "pound" and not re.match(r"[\s-]*pounds?\s+of\b", text[end:end + 20], re.I):
        return "money", "pound sterling", m.end()
    return "measure", (m["square"] or "").lower().strip() + " " * bool(m["square"]) + _UNITS.get(word, word), m.end()


def _inside_a_word(text: str, start: int | None, end: int | None) -> bool:
    """Whether a figure is a part of a longer token: T-72, A4, v1.2, 366th, 2-1, 10:30, 1/2/90."""
    if start is not None:
        before = text[max(0, start - 2):start]
        if before[-1:].isalnum() or before[-1:] in ("_", "/", ":", "#", "@", ".") and before[:1].isalnum() or before[-1:] == "-" and before[:1].isalnum() and text[start].isdigit():
            return True
        return False
    after = text[end:end + 2]
    return after[:1].isalpha() and not after[:1] in "%" or after[:1] == "_" or after[:1] in ":/" and after[1:].isalnum() or after[:1] == "-" and after[1:2].isdigit()


def value(words: str) -> tuple[float, float] | None:
    """What a figure or number words are worth, as (low, high); None for what is no number."""
    plain = re.sub(r"(?<=\d) (?=\d{3})", "", " ".join(words.lower().split()))
    if plain in _VAGUE:
        return tuple(map(float, _VAGUE[plain]))
    part = re.fullmatch(r"(\d{1,2})/(\d{1,2})", plain)
    if part:
        return (int(part[1]) / int(part[2]),) * 2 if int(part[2]) and int(part[1]) < int(part[2]) else None
    mixed = re.fullmatch(rf"(.+) and a (half|quarter)\s+({'|'.join(_SCALES)})", plain)
    if mixed:
        whole = value(mixed[1])
        return ((whole[0] + 1 / _PARTS[mixed[2]]) * _SCALES[mixed[3]],) * 2 if whole else None
    tokens = re.findall(r"[\d.,]*\d[\d,]*(?:\.\d+)?|[½¼¾⅓⅔]|[a-z]+", plain)
    if plain == "half":
        return 0.5, 0.5
    if len(tokens) == 2 and tokens[1] in _PARTS and (tokens[0] in _ONES or tokens[0] == "a"):
        return (_ONES.get(tokens[0], 1) / _PARTS[tokens[1]],) * 2
    total = current = 0.0
    seen = False
    k = 0
    while k < len(tokens):
        token = tokens[k]
        if token[0].isdigit() or token[0] == "." and len(token) > 1:
            current, seen = current + float(token.replace(",", "")), True
        elif token in _GLYPHS:
            current, seen = current + _GLYPHS[token], True
        elif token in _ONES or token in _TENS:
            current, seen = current + _ONES.get(token, _TENS.get(token, 0)), True
        elif token in _SCALES or token in _SHORT:
            scale = _SCALES.get(token, _SHORT.get(token, 1))
            current = (current or 1) * scale
            seen = True
            if scale >= 1000:
                total, current = total + current, 0.0
        elif token == "half":
            if k + 1 < len(tokens) and tokens[k + 1] in ("a", "an") or k and tokens[k - 1] == "a" and k + 1 < len(tokens):
                current, seen = 0.5, True
            else:
                last = next((t for t in reversed(tokens[:k]) if t in _SCALES), None)
                total, seen = total + 0.5 * (_SCALES[last] if last else 1), True
        elif token in ("quarter", "quarters"):
            total += (0.75 if "three" in tokens[:k] else 0.25)
        elif token == "three" and "quarters" in tokens:
            pass
        elif token not in ("and", "a", "an"):
            return None
        k += 1
    return (total + current,) * 2 if seen else None

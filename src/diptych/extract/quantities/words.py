"""What number words and digits are worth: "two and a half million", "nine out of ten", "1,50,000",
"hundreds"."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

DATA = tomllib.loads(files("diptych.extract.quantities").joinpath("figures.toml").read_text(encoding="utf-8"))
ONES = {
    w: k
    for k, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen "
        "eighteen nineteen".split()
    )
}
TENS = {w: 10 * k for k, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES, SHORT, VAGUE = (
    DATA["scales"],
    DATA["short"],
    {k: tuple(map(float, v)) for k, v in DATA["vague"].items()},
)
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
PARTS = {word: int(n) for n, words in DATA["parts"].items() for word in words}


ONE_TO_NINE, TEN_UP = "|".join(list(ONES)[1:10]), "|".join(TENS)
SCALE_WORDS = "|".join(SCALES)
#: So many of so many: one in five · nine out of ten · 3 in 10; not "two in 1994", "5 in 10 days"
OUT_OF = rf"""\b(?P<some>{ONE_TO_NINE}|\d{{1,2}})\s+(?:in|out\s+of)\s+(?:every\s+)?
    (?P<all>{ONE_TO_NINE}|ten|{TEN_UP}|an?\s+hundred|\d{{1,3}})\b
    (?![,.]\d|\s+(?:second|minute|hour|day|night|week|month|year)s?\b)"""


def value(words: str) -> tuple[float, float] | None:
    """What a figure or number words are worth, as (low, high); None for what is no number."""
    plain = " ".join(words.lower().split())
    if plain in VAGUE:
        return VAGUE[plain]
    if plain == "half":
        return 0.5, 0.5
    share = _share(plain)
    if share is not None:
        return (share, share) if 0 < share < 1 else None
    mixed = re.fullmatch(rf"(.+) and a (half|quarter)\s+({SCALE_WORDS})", plain)
    if mixed:
        whole = value(mixed[1])
        return ((whole[0] + 1 / PARTS[mixed[2]]) * SCALES[mixed[3]],) * 2 if whole else None
    plain = re.sub(r"(?<=\d) (?=\d{3})", "", plain)
    worth = _added_up(re.findall(r"[\d.,]*\d[\d,]*(?:\.\d+)*|[½¼¾⅓⅔]|[a-z]+", plain))
    return None if worth is None else (worth, worth)


def _share(plain: str) -> float | None:
    """The worth of "3/4", "one in five", "a third"; 0 for no share of anything, None for other words."""
    part = re.fullmatch(r"(\d{1,2})/(\d{1,2})", plain)
    if part:
        return int(part[1]) / int(part[2]) if int(part[2]) else 0
    some = re.fullmatch(OUT_OF, plain, re.X)
    if some:
        few, of = _added_up([some["some"]]), _added_up(some["all"].split())
        return few / of if few and of and few < of else 0
    tokens = re.split(r"[\s-]", plain)
    if len(tokens) == 2 and tokens[1] in PARTS and (tokens[0] in ONES or tokens[0] == "a"):
        return ONES.get(tokens[0], 1) / PARTS[tokens[1]]
    return None


def _in_digits(token: str) -> float:
    """1,200.5, 1,50,000, 1.200.000, and the decimal comma of "2,5"."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", token):
        return float(token.replace(".", ""))
    return float(token.replace(",", ".") if re.fullmatch(r"\d+,\d{1,2}", token) else token.replace(",", ""))


def _added_up(tokens: list[str]) -> float | None:
    """The worth of number words and digits in a row; None where a word is no number."""
    total = current = 0.0
    seen = False
    for k, token in enumerate(tokens):
        if token[0].isdigit() or token[0] == "." and len(token) > 1:
            current, seen = current + _in_digits(token), True
        elif token in ("and", "a", "an") or token == "three" and "quarters" in tokens:
            continue
        elif token in _GLYPHS or token in ONES or token in TENS:
            current, seen = current + (_GLYPHS | ONES | TENS)[token], True
        elif token in SCALES or token in SHORT:
            scale = (SCALES | SHORT)[token]
            current, seen = (current or 1) * scale, True
            if scale >= 1000:
                total, current = total + current, 0.0
        elif token == "half" and (
            tokens[k + 1 : k + 2] in (["a"], ["an"]) or tokens[:k][-1:] == ["a"] and tokens[k + 1 :]
        ):
            current, seen = 0.5, True
        elif token == "half":
            total, seen = (
                total + 0.5 * next((SCALES[t] for t in reversed(tokens[:k]) if t in SCALES), 1),
                True,
            )
        elif token in ("quarter", "quarters"):
            total += 0.75 if "three" in tokens[:k] else 0.25
        else:
            return None
    return total + current if seen else None

"""Whether words that can mean something else are about time: may, march, fall, second, 1500, a Paris
daily."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from importlib.resources import files

from diptych.extract.times import lexicon
from diptych.extract.times.almanac import When
from diptych.extract.times.expressions import Found
from diptych.reading import grammar
from diptych.wordlists import word_lists

BEFORE_TIME = word_lists("diptych.extract.times", "words.toml")["before-time"]
MODIFIES = ("compound", "amod", "nmod")


def is_about_time(p: grammar.Parse, w: lexicon.Words, f: Found, head: int) -> bool:
    """Whether an expression that the grammar found is one in its sentence, `head` being the token it hangs
    on."""
    letters = w.letters[f.first : f.last]
    before, after = w.lower[f.first - 1] if f.first else "", w.lower[f.last] if f.last < len(w.lower) else ""
    if _counts(p, w, f, letters) or _is_in_an_event_s_name(w, f):
        return False
    if f.kind == "point" and f.rule == "point":
        told = _POINTS.get(letters.lstrip("trf"))
        if told is not None:
            return told(p, w, f, head, before, after)
        if letters.lstrip("trf").endswith("o") and f.when.day and f.when.month is None:
            return _is_day_of_a_month(p, w, f, head, before)
    if f.rule == "clock" and letters == "C":
        return before in BEFORE_TIME or before in ("about", "and", ",", "(")
    if f.rule == "plural":
        return (
            bool(f.ref)
            or letters != "V"
            or after == "of"
            or before
            in (
                "in",
                "for",
                "within",
                "over",
                "during",
                "through",
                "throughout",
                "after",
                "of",
                "took",
                "lasted",
            )
        )
    if f.rule == "deictic" and w.lower[f.first - 1 : f.last + 1] == [
        "at",
        "the",
        "end",
        "of",
        "the",
        "day",
        ",",
    ]:
        return False  # all things considered
    if f.rule == "adverb" and f.kind == "set" and _is_paper(p, head):
        return False
    return not (
        f.kind == "length" and f.length.unit in ("second", "quarter") and not set(letters) & set("wdhcyn")
    )


_EVENTS = frozenset(
    tomllib.loads((files("diptych.extract.times") / "eventnames.toml").read_text(encoding="utf-8"))["nouns"][
        "words"
    ]
)


def _is_in_an_event_s_name(w: lexicon.Words, f: Found) -> bool:
    """A month or a length with capitals before a noun of events: the October Revolution, the Six-Day War."""
    unit, after = w.word[f.last - 1], w.word[f.last] if f.last < len(w.word) else ""
    bare = f.kind == "point" and f.when == When(month=f.when.month) or f.kind == "length"
    if bare and after == "'" and f.last + 1 < len(w.word):
        after = w.word[f.last + 1]
    return bare and unit[:1].isupper() and after[:1].isupper() and after.lower() in _EVENTS


def _is_day_of_a_month(p: grammar.Parse, w: lexicon.Words, f: Found, head: int, before: str) -> bool:
    """ "on the 23rd", "the evening of the 25th": a figure that is no place in another row ("on the 25th
    anniversary")."""
    if (
        not w.lower[f.last - 1][0].isdigit()
        or p.dep[head] in (*MODIFIES, "nummod")
        and p.head[head] > head
        or w.lower[f.last : f.last + 1] == ["of"]
    ):
        return False
    return f.last - f.first > 2 or before in ("on", "by", "until", "till", "since", "from")


def _is_paper(p: grammar.Parse, i: int) -> bool:
    """a Paris daily, the weekly Der Spiegel, a daily newspaper: what comes out so often."""
    h = p.head[i]
    return (
        p.dep[i] in ("pobj", "dobj", "nsubj")
        or p.dep[i] in MODIFIES
        and h > i
        and (p.pos[h] == "PROPN" or p.lemma[h] in ("newspaper", "paper", "magazine", "journal"))
    )


def _is_month(p: grammar.Parse, w: lexicon.Words, f: Found, head: int, before: str) -> bool:
    """A month alone is written out; it is no verb, no part of a longer name ("Theresa May", "the Long
    March"), and with an article it describes a noun."""
    word = w.word[f.last - 1]
    if len(word) <= 4 and word.lower() not in ("may", "june", "july"):
        return False
    if p.pos[head] not in ("PROPN", "NOUN") and before not in BEFORE_TIME:
        return False
    if f.last - f.first > 1:
        return p.dep[head] in (*MODIFIES, "poss") or w.letters[f.first] == "r"
    return before in BEFORE_TIME or not (
        f.first and w.letters[f.first - 1] in "_j+" and w.word[f.first - 1][0].isupper()
    )


_NUMBERED = word_lists("diptych.extract.times", "words.toml")["numbered"]
_YEAR_AFTER = word_lists("diptych.extract.times", "words.toml")["year-after"]


def _is_year(p: grammar.Parse, w: lexicon.Words, f: Found, head: int, before: str, after: str) -> bool:
    """Four figures are a year unless they number something, count the noun that follows, or are small and
    stand after no preposition."""
    if (
        before in _NUMBERED
        or after in ("%", "percent", "per", "km", "miles", "metres", "meters", "people", "men", "women")
        or w.letters[f.last : f.last + 1] == "v"
    ):
        return False
    h = p.head[head]
    if (
        p.dep[head] == "nummod"
        and p.tag[h] == "NNS"
        and h == head + 1
        and "t" not in w.letters[f.first : f.last]
    ):
        return (
            before in ("in", "since", "its", "their", "his", "her")
            and f.when.year >= 1700
            and f.when.year % 50 != 0
        )
    return (
        1300 <= f.when.year <= 2100
        or before in _YEAR_AFTER
        or "-" in (before, w.letters[f.last : f.last + 1])
        or before == "("
    )


def _counts_what_follows(p: grammar.Parse, end: int) -> bool:
    """Whether a common noun in the plural stands right after the token that ends here."""
    i = bisect_right(p.start, end - 1)
    return i < len(p) and p.tag[i] == "NNS" and p.end[i - 1] == end


def _counts(p: grammar.Parse, w: lexicon.Words, f: Found, letters: str) -> bool:
    """Whether two round years count what follows: "1500 to 2000 villagers"."""
    years = len(letters) > 1 and letters[0] == letters[-1] == "y"
    return (
        years
        and w.value[f.first] % 100 == w.value[f.last - 1] % 100 == 0
        and _counts_what_follows(p, w.end[f.last - 1])
    )


# Points of one word, by its letter: whether it is one in its sentence


def _month(p: grammar.Parse, w: lexicon.Words, f: Found, head: int, before: str, after: str) -> bool:
    return _is_month(p, w, f, head, before)


def _season(p: grammar.Parse, w: lexicon.Words, f: Found, head: int, before: str, after: str) -> bool:
    """Fall and spring are verbs and water too; a season before a hyphen is a kind."""
    verb = w.lower[f.last - 1] in ("fall", "spring") and (p.pos[head] == "VERB" or after == "of")
    if w.letters[f.last : f.last + 2] == "-_" or verb:
        return False
    placed = before in BEFORE_TIME or p.dep[head] in (*MODIFIES, "npadvmod")
    return w.letters[f.first : f.last] != "S" or placed


def _part_of_day(p: grammar.Parse, w: lexicon.Words, f: Found, head: int, before: str, after: str) -> bool:
    placed = p.dep[head] in MODIFIES or before in BEFORE_TIME or before == "all"
    return w.letters[f.first : f.last] != "P" or placed or w.value[f.last - 1] in ("noon", "midnight")


def _decade(p: grammar.Parse, w: lexicon.Words, f: Found, head: int, before: str, after: str) -> bool:
    """The fifties; "in his fifties" tells an age."""
    letters = w.letters[f.first : f.last]
    age = before in ("in", "his", "her", "their", "my", "our", "your") and letters[0] != "t"
    return w.value[f.last - 1] >= 100 or letters != "D" or not age


def _no(p: grammar.Parse, w: lexicon.Words, f: Found, head: int, before: str, after: str) -> bool:
    return False


def _year(p: grammar.Parse, w: lexicon.Words, f: Found, head: int, before: str, after: str) -> bool:
    return len(w.letters[f.first : f.last].lstrip("trf")) > 1 or _is_year(p, w, f, head, before, after)


def _numbered_day(p: grammar.Parse, w: lexicon.Words, f: Found, head: int, before: str, after: str) -> bool:
    day = f.when.day and f.when.month is None
    return bool(day) and _is_day_of_a_month(p, w, f, head, before)


_POINTS = {"M": _month, "S": _season, "P": _part_of_day, "D": _decade, "o": _numbered_day, "d": _no}
_POINTS |= dict.fromkeys(("y", "yB", "by", "cB", "dB", "hB", "bc", "bd", "bh"), _year)

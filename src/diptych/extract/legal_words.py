"""Words that may carry law: the lists of the codebook (legal_classes.toml) and where they stand in a text.

Whether they do carry law where they stand is asked in `legal_senses`.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from diptych import law, names, phrases
from diptych.codebook import Codebook, Entry
from diptych.extract import standing
from diptych.grammar import Parse
from diptych.pipeline import Reading

_OF_TRADES = frozenset("enforcement firm school student professor and".split())
_AS_NOUN = frozenset("oprd attr dobj pobj".split())
_IN_PHRASE = _AS_NOUN | frozenset("amod compound pcomp nsubj conj nsubjpass".split())


class Hit(NamedTuple):
    """Words that bring law to bear: first and last token, the token at their head, the legal class, and their entry (None for an
    instrument, and for a word that points back); step: whether they tell of something done in law, such as a trial."""

    first: int
    last: int
    head: int
    concept: str
    entry: Entry | None
    step: bool


class Pattern(NamedTuple):
    """One form of an entry: its words, the entry, and the list it is from (nouns, verbs, words)."""

    words: phrases.Words
    entry: Entry
    needs: str


class Lexicon(NamedTuple):
    """The lists of the codebook: patterns by first word, the longest first; words of law and of crime; rulings by ("nouns" or "verbs", word)."""

    first: dict[str, list[Pattern]]
    law: frozenset[str]
    crime: frozenset[str]
    rulings: dict[tuple[str, str], Entry]


def entry_id(hit: Hit) -> str:
    """The id of a hit's entry, "" where it has none."""
    return hit.entry.id if hit.entry is not None else ""


def sort(hit: Hit) -> str:
    """class, principle, step or goal; "" where it has no entry."""
    return str(hit.entry.more["sort"]) if hit.entry is not None else ""


def when(hit: Hit) -> str:
    """When the words of a hit's entry count (`legal_senses`), "" where it has none."""
    return str(hit.entry.more.get("when", "always")) if hit.entry is not None else ""


@lru_cache(maxsize=8)
def lexicon(codebook: Codebook) -> Lexicon:
    """The lists of one codebook."""
    first, context, rulings = defaultdict(list), {"law": set(), "crime": set()}, {}
    for e in codebook["legal_classes"]:
        if e.more["concept"] == "context":
            context[str(e.more["sort"])].update(e.more.get("words", ()))
            continue
        for key in ("nouns", "verbs", "words"):
            for phrase in e.more.get(key, ()):
                words = phrases.compiled(phrase)
                if e.more.get("when") == "by-court":
                    rulings.update({(key, w): e for w in words[0]})
                    continue
                for w in words[0]:
                    first[w].append(Pattern(words, e, key))
    for patterns in first.values():
        patterns.sort(key=lambda pattern: -len(pattern.words))
    return Lexicon(dict(first), frozenset(context["law"]), frozenset(context["crime"]), rulings)


def lexical(reading: Reading, lex: Lexicon) -> list[Hit]:
    """Every place of a listed word or phrase, in order: the longest at each place, none inside a longer name."""
    p, names_at, found = reading.parse, _names_by_token(reading), []
    for i, key in phrases.starts(p, lex.first):
        for pattern in lex.first[key]:
            tokens = phrases.follow(p, i, pattern.words) if _fits(p, i, pattern) else None
            if tokens and not (pattern.needs == "nouns" and len(tokens) > 1 and standing.is_finite(p, tokens[-1])):
                found.append((tokens, pattern.entry))
                break
    used, kept = set(), []
    for tokens, entry in sorted(found, key=lambda f: (-len(f[0]), f[0][0])):
        if used.isdisjoint(tokens):
            used.update(tokens)
            if not any(a <= tokens[0] and tokens[-1] < b and b - a > len(tokens) for a, b in names_at.get(tokens[0], ())):
                kept.append(Hit(tokens[0], tokens[-1] + 1, phrases.head(p, tokens), str(entry.more["concept"]), entry, entry.more["sort"] in ("step", "goal")))
    return sorted(kept)


def _fits(p: Parse, i: int, pattern: Pattern) -> bool:
    """Whether token i is of the sort that the pattern's list needs; a participle may do as a noun."""
    verb = p.pos[i] in ("VERB", "AUX")
    if pattern.needs == "verbs":
        return verb or p.pos[i] == "ADJ" and p.lower[i].endswith("ed")
    if pattern.needs != "nouns" or not verb:
        return True
    return p.dep[i] in _IN_PHRASE if len(pattern.words) > 1 else p.dep[i] in _AS_NOUN and p.tag[i] != "VBG"


def _names_by_token(reading: Reading) -> dict[int, list[tuple[int, int]]]:
    """Names that words may stand inside without being said, by their tokens: events, works, bodies, instruments, courts."""
    found = [(m.first, m.last) for m in names.mentions(reading) if m.label in ("EVENT", "WORK_OF_ART", "ORG", "LAW", "FAC", "PERSON")]
    by_token = defaultdict(list)
    for first, last in [*found, *((f.first, f.last) for f in [*law.named(reading), *law.courts(reading)])]:
        for k in range(first, last):
            by_token[k].append((first, last))
    return by_token


def places_of(p: Parse, sent: tuple[int, int], words: frozenset[str]) -> list[int]:
    """Where a sentence has one of these words; not "law firm", "law and order"."""
    return [k for k in range(*sent) if (p.lemma[k].lower() in words or p.lower[k] in words) and not (p.lemma[k] == "law" and k + 1 < len(p) and p.lower[k + 1] in _OF_TRADES)]


def is_broken(reading: Reading, i: int) -> bool:
    """Whether something is what somebody violates, or a violation is of it."""
    p, broken = reading.parse, standing.words_of(reading.codebook).broken
    while p.dep[i] in ("conj", "appos", "npadvmod") and p.pos[p.head[i]] in ("NOUN", "PROPN"):
        i = p.head[i]
    up = p.head[i]
    return p.dep[i] in ("dobj", "nsubjpass") and p.lemma[up] in broken or p.dep[i] == "pobj" and p.lower[up] == "of" and p.lemma[p.head[up]] in broken

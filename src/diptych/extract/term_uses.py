"""Uses of terms: where they are, and how a word stands in its clause: definite or bare, a name, or what something is said to be."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from diptych import grammar, names, phrases
from diptych.agency.words import is_nominal
from diptych.codebook import Codebook
from diptych.grammar import Parse
from diptych.pipeline import Reading, worked_out_once

BEGINS = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "our"})
CALLS = frozenset(("call label term brand dub name describe classify qualify characterise characterize recognise recognize regard consider deem treat define present "
                  "frame portray depict view see designate declare").split())
INVENTS = frozenset("fabricate invent manufacture concoct".split())
_IS = frozenset("constitute amount represent become remain mean recognise recognize".split())
_CHARGES = frozenset("accuse convict suspect guilty acquit accusation charge allegation threshold".split())
_KINDS = frozenset("act case crime form campaign instance example one".split())


class Use(NamedTuple):
    """One use of a term: its tokens, its head, its entry's label, and whether the word is a verdict."""

    first: int
    last: int
    head: int
    term: str
    verdict: bool


@worked_out_once
def uses(reading: Reading) -> list[Use]:
    """Every use of a term, in order, none inside another."""
    p, lexicon, found = reading.parse, _lexicon(reading.codebook), []
    verbs = {e.label for e in reading.codebook["terms"] if e.more.get("verb")}
    for i, key in phrases.starts(p, lexicon):
        for words, label, verdict in lexicon[key]:
            tokens = phrases.follow(p, i, words)
            if tokens and (label == "" or label not in verbs or _is_noun(p, tokens)):
                head = tokens[0] if p.pos[tokens[0]] == "NOUN" and len(tokens) > 2 else phrases.head(p, tokens)
                found.append(Use(tokens[0], tokens[-1] + 1, head, label, verdict))
    kept, used = [], set()
    for use in sorted(found, key=lambda u: (u.first - u.last, u.first)):
        if used.isdisjoint(range(use.first, use.last)):
            used.update(range(use.first, use.last))
            if use.term:
                kept.append(use)
    return sorted(kept)


@lru_cache(maxsize=8)
def _lexicon(codebook: Codebook) -> dict[str, list[tuple[phrases.Words, str, bool]]]:
    """The forms of all terms by their first word: (words, label, whether it is a verdict); label "" for words that are no term."""
    lexicon: dict[str, list] = {}
    for entry in codebook["terms"]:
        for form in (*entry.forms, *entry.more.get("not", ())):
            words = phrases.compiled(form)
            label = entry.label if form in entry.forms else ""
            for first in words[0] or ():
                lexicon.setdefault(first, []).append((words, label, bool(entry.more.get("class"))))
    return lexicon


def _is_noun(p: Parse, tokens: tuple[int, ...]) -> bool:
    """Used as a noun or an adjective, not as a verb."""
    head = phrases.head(p, tokens)
    return p.pos[head] == "ADJ" or is_nominal(p, head) or len(tokens) > 1


# How the word stands


def is_definite(p: Parse, use: Use) -> bool:
    """Whether the word points: "the massacre", "their crimes"; not "the crime of genocide", which names the class."""
    first, _ = grammar.noun_phrase(p, use.head)
    if use.term != "crime" and p.lower[use.head] == "crime" and p.lower[first] == "the":
        return False
    return any(p.lower[k] in BEGINS for k in range(first, use.head) if p.head[k] == use.head)


def is_most(p: Parse, use: Use) -> bool:
    """Whether the word has a superlative: "the worst massacre of the war"."""
    return any(p.tag[c] == "JJS" for c in p.children[use.head])


def is_named(reading: Reading, use: Use) -> bool:
    """Whether the word is part of an event's name: "the Boston Massacre"."""
    return any(m.first <= use.head < m.last and m.label == "EVENT" for m in names.mentions(reading))


def is_claim(p: Parse, use: Use) -> bool:
    """Whether the word is what is said of the event: a predicate, or after "as", "an act of", "amount to", "accused of"."""
    if p.dep[use.head] == "conj" and p.lemma[p.head[use.head]] == "be" or p.dep[use.head] == "ROOT" and grammar.child(p, use.head, "nsubj") is not None:
        return True
    i = grammar.first_conjunct(p, use.head)
    if p.dep[i] == "appos" and p.lower[grammar.noun_phrase(p, i)[0] - 1] == "not":
        i = p.head[i]  # "it was a massacre, not a battle"
    for _ in range(3):
        up = p.head[i]
        if _is_predicate(p, i):
            return True
        if p.dep[i] != "pobj":
            return p.dep[i] == "dobj" and p.lemma[up] in _IS and not any(p.lower[c] == "as" and c > i for c in p.children[up])
        word, over = p.lower[up], p.lemma[p.head[up]]
        if word == "as" or word == "to" and over in ("amount", "tantamount"):
            return True
        if word != "of" or over in _CHARGES or over not in _KINDS:
            return word == "of" and over in _CHARGES and not is_definite(p, use)
        i = grammar.first_conjunct(p, p.head[up])
    return False


def _is_predicate(p: Parse, i: int) -> bool:
    up = p.head[i]
    if p.dep[i] in ("attr", "oprd", "acomp") or p.dep[i] == "amod" and p.dep[up] in ("attr", "oprd"):
        return True
    return p.dep[i] == "ccomp" and p.lemma[up] in CALLS and p.pos[i] == "NOUN"


def said_of(p: Parse, use: Use) -> int | None:
    """The thing that the word is said to be, where it is said of one: "described the raid as a massacre", "called the raid the worst
    massacre of the war"."""
    if not is_claim(p, use):
        return None
    i = grammar.first_conjunct(p, use.head)
    while p.dep[i] == "pobj" and p.lower[p.head[i]] == "of" and p.lemma[p.head[p.head[i]]] in _KINDS:
        i = grammar.first_conjunct(p, p.head[p.head[i]])  # "as an act of genocide"
    v = p.head[i] if p.dep[i] != "pobj" else p.head[p.head[i]]
    if p.pos[v] in ("NOUN", "PROPN") and p.dep[v] == "dobj":
        return v  # the parser hangs "as a massacre" on the raid
    if p.dep[v] == "xcomp" and grammar.child(p, v, "nsubj") is None and p.lemma[v] == "be":
        v = p.head[v]  # "it was held to be a massacre"
    return grammar.child(p, v, "dobj", "nsubjpass", *(() if p.lemma[v] in CALLS else ("nsubj",))) if p.pos[v] in ("VERB", "AUX") else None

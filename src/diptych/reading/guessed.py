"""Names that the model found, put right by how they are built and where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable

from diptych.corpus.codebook import LABELS
from diptych.reading import grammar
from diptych.reading.grammar import Parse
from diptych.reading.listed import listed
from diptych.reading.mention import (
    BODIES,
    OFFICIAL,
    SURNAME,
    WORDS,
    Mention,
    is_heading,
    stands_where_places_do,
)
from diptych.reading.reading import Reading, worked_out_once

_NOT_IN_HEADINGS = frozenset({"ORG", "WORK_OF_ART", "EVENT", "LAW", "FAC"})
#: How a name hangs on the noun that it stands before.
_BEFORE_A_NOUN = ("compound", "nmod", "amod")


@worked_out_once
def longer(reading: Reading) -> list[tuple[int, int]]:
    """Names of bodies that the model found around a name of the codebook: "Baku State University" is not
    Baku. A possessive parts two names."""
    p, out = reading.parse, []
    known = {(m.first, m.last): m for m in listed(reading)}
    for e in reading.doc.ents:
        first, last = e.start, e.end
        while first < last and p.lower[first] in ("the", "a", "an"):
            first += 1
        if (
            last - first < 2
            or p.lower[last - 1] not in BODIES
            or not all(
                p.word[i][:1].isupper() or p.lower[i] in ("of", "the", "for", "and")
                for i in range(first, last)
            )
        ):
            continue
        inside = [(a, b) for a, b in known if a < last and first < b]
        if (
            inside
            and all(first <= a and b <= last and (a, b) != (first, last) for a, b in inside)
            and not any(p.tag[i] == "POS" for i in range(first, last))
            and (all(known[span].label in ("GPE", "NORP", "LOC") for span in inside))
        ):
            out.append((first, last))
    return out


def guessed(reading: Reading, taken: set[int]) -> list[Mention]:
    """The model's names, without articles and titles, and bodies with the list of their tasks; types of
    weapons are no names. Words that are `taken` belong to others."""
    p, found = reading.parse, []
    for e in reading.doc.ents:
        if e.label_ not in LABELS or e.label_ in _NOT_IN_HEADINGS and is_heading(p, p.sent[e.start]):
            continue
        first, last = _trimmed(p, e.start, e.end, taken)
        label = "PERSON" if _has_title(p, first, last, e.label_) else e.label_
        if _is_name(p, first, last) and not _is_kind(p, first, last, label):
            found.append(_mention(p, first, last, relabelled(p, first, last, label)))
    return found


def _trimmed(p: Parse, first: int, last: int, taken: set[int]) -> tuple[int, int]:
    """A name without the words of others, articles, titles and marks at its ends."""
    while first < last and first in taken:
        first += 1
    while first < last and _is_before_a_name(p, first):
        first += 1
    while first < last and (p.tag[last - 1] == "POS" or _is_mark(p, last - 1) or p.lower[last - 1] == "'s"):
        last -= 1
    return first, last


def _is_before_a_name(p: Parse, i: int) -> bool:
    title = p.lower[i].rstrip(".") in WORDS["titles"] and not WORDS["offices"].issuperset(
        p.lower[i + 1 : i + 2]
    )
    return p.lower[i] in WORDS["before-a-name"] or title or p.pos[i] in ("SPACE", "PUNCT")


def _is_mark(p: Parse, i: int) -> bool:
    return p.pos[i] in ("SPACE", "PUNCT") or p.word[i] == "'"


def _is_name(p: Parse, first: int, last: int) -> bool:
    """Whether words have the capitals of a name, and are no common noun at the opening of its sentence."""
    return (
        first < last
        and p.word[first][:1].isupper()
        and p.word[last - 1][:1].isupper()
        and not _is_common(p, first, last)
    )


def _has_title(p: Parse, first: int, last: int, label: str) -> bool:
    """Whether a short name stands behind a title: "General Petrov", whatever the model took him for."""
    return (
        0 < first < last <= first + 3
        and p.lower[first - 1].rstrip(".") in WORDS["titles"]
        and p.sent[first - 1] == p.sent[first]
        and label in ("ORG", "GPE", "WORK_OF_ART", "FAC", "LOC")
    )


def _is_kind(p: Parse, first: int, last: int, label: str) -> bool:
    """Whether words tell a kind and name nobody: "a National Hero" is one of many, "Grad rockets" are
    weapons, a "Secretary of State" is an office."""
    if p.lower[first - 2 : first] == ["secretary", "of"] or p.lower[first].endswith("phobia"):
        return True
    one_of_many = p.lower[first - 1 : first] in (["a"], ["an"]) and p.head[first - 1] == last - 1
    if one_of_many and label in ("PERSON", "ORG", "WORK_OF_ART", "EVENT", "FAC"):
        return True
    return label != "NORP" and p.dep[last - 1] in _BEFORE_A_NOUN and _is_weapon(p, last)


def _is_weapon(p: Parse, i: int) -> bool:
    """Whether token i is a weapon, or stands before one: "Grad rocket launchers"."""
    if i >= len(p):
        return False
    behind = i + 1 < len(p) and p.head[i] == i + 1 and p.lemma[i + 1] in WORDS["weapons"]
    return p.lemma[i] in WORDS["weapons"] or behind


def _mention(p: Parse, first: int, last: int, label: str) -> Mention:
    """The mention of a name: a person with the first name that the model left out, a body with its tasks, a
    people in the singular."""
    surname = label == "PERSON" and last - first == 1 and SURNAME.search(p.lower[first])
    if surname and _is_first_name(p, first - 1, first):
        first -= 1
    if label == "ORG":
        last = _with_tasks(p, first, last)
    words = grammar.words(p, first, last)
    plural = (
        p.tag[last - 1] in ("NNPS", "NNS") or last - first == 1 and re.search(r"[bcdfgiklmnprtu]s$", words)
    )
    if label == "NORP" and words.endswith("s") and plural:
        words = words[:-1]
    return Mention(first, last, label, words, "model")


# The label


#: What a name is by its build and its place: the first of these that holds.
_RULES: list[tuple[str, Callable[[Parse, int, int, str], bool]]] = []


def _rule(label: str) -> Callable:
    """Decorator for a test of (parse, first token, token after the last, the model's label) that gives a name
    this label."""

    def listed_(test: Callable[[Parse, int, int, str], bool]) -> Callable[[Parse, int, int, str], bool]:
        _RULES.append((label, test))
        return test

    return listed_


def relabelled(p: Parse, first: int, last: int, label: str) -> str:
    """The label of a name by its build and its place, where these are surer than the model."""
    if label in ("LAW", "EVENT"):
        return label
    return next((own for own, holds in _RULES if holds(p, first, last, label)), label)


@_rule("LOC")
def _is_landscape(p: Parse, first: int, last: int, label: str) -> bool:
    """The river Araks, Mount Ararat, the Araks Valley."""
    before = p.lower[first - 1 : first]
    if before and before[0] in WORDS["landscape"] and p.head[first - 1] == last - 1:
        return True
    inside = p.lower[first] in ("mount", "lake", "cape") or p.lower[last - 1] in WORDS["landscape"]
    return last - first > 1 and inside


@_rule("NORP")
def _is_people(p: Parse, first: int, last: int, label: str) -> bool:
    """Serbs, without an article."""
    return (
        last - first == 1
        and label in ("PERSON", "GPE", "ORG")
        and p.tag[first] == "NNPS"
        and p.lower[first].endswith("s")
        and p.lower[first - 1 : first] != ["the"]
    )


def _stands_before(p: Parse, last: int, words: frozenset[str]) -> bool:
    return last < len(p) and p.lower[last] in words and p.dep[last - 1] in _BEFORE_A_NOUN


@_rule("FAC")
def _is_site(p: Parse, first: int, last: int, label: str) -> bool:
    """The Tamar bridge."""
    return label in ("ORG", "PERSON", "WORK_OF_ART", "EVENT") and _stands_before(p, last, WORDS["sites"])


@_rule("ORG")
def _is_group(p: Parse, first: int, last: int, label: str) -> bool:
    """Kosar guerrillas."""
    return label in ("PERSON", "LOC", "GPE") and _stands_before(p, last, WORDS["groups"])


@_rule("NORP")
def _is_of_a_people(p: Parse, first: int, last: int, label: str) -> bool:
    """The Tutsi refugees."""
    hangs = p.dep[first] in ("compound", "amod") and p.head[first] == last
    return label == "PERSON" and last - first == 1 and hangs and p.tag[last] == "NNS"


@_rule("PERSON")
def _is_teller(p: Parse, first: int, last: int, label: str) -> bool:
    """“…”, says Tigran."""
    behind_verb = p.dep[first] == "nsubj" and p.head[first] == first - 1
    return (
        label in ("GPE", "ORG") and last - first == 1 and behind_verb and p.lemma[first - 1] in WORDS["tells"]
    )


@_rule("ORG")
def _is_medium_written_on(p: Parse, first: int, last: int, label: str) -> bool:
    """Wrote on Twitter."""
    on = first > 0 and p.lower[first - 1] == "on" and p.pos[p.head[first - 1]] == "VERB"
    return on and last - first == 1 and label in ("PERSON", "GPE", "WORK_OF_ART")


@_rule("ORG")
def _is_body(p: Parse, first: int, last: int, label: str) -> bool:
    """Anything Committee."""
    return last - first > 1 and p.lower[last - 1] in BODIES


@_rule("GPE")
def _is_settlement(p: Parse, first: int, last: int, label: str) -> bool:
    """The villagers of Tal."""
    named = p.pos[first] == "PROPN" and not p.word[first].isupper()
    return (
        named
        and last - first == 1
        and label in ("PERSON", "ORG", "NORP")
        and stands_where_places_do(p, first)
    )


@_rule("ORG")
def _is_published(p: Parse, first: int, last: int, label: str) -> bool:
    """The newspaper Respublika."""
    return first > 0 and p.lower[first - 1] in WORDS["media"] and p.sent[first - 1] == p.sent[first]


@_rule("PERSON")
def _is_surname(p: Parse, first: int, last: int, label: str) -> bool:
    """Tigran Sarkisyan."""
    words = p.word[first:last]
    if label == "PERSON" or not 2 <= len(words) <= 3 or p.lower[first - 1 : first] in (["the"], ["of"]):
        return False
    written = all(w.isalpha() and w[:1].isupper() and not w.isupper() for w in words)
    return written and SURNAME.search(p.lower[last - 1]) is not None


def _is_first_name(p: Parse, i: int, surname: int) -> bool:
    """Whether token i is the first name that the model left out before a surname; a title or office is
    none."""
    return (
        i >= p.sents[p.sent[surname]][0]
        and p.pos[i] == "PROPN"
        and p.dep[i] == "compound"
        and p.head[i] == surname
        and p.ent_iob[i] in (0, 2)
        and p.word[i].istitle()
        and p.lower[i].rstrip(".") not in OFFICIAL
    )


def _with_tasks(p: Parse, first: int, last: int) -> int:
    """The token after a body's name with the list of its tasks: "Commission on Prisoners of War, Hostages and
    Missing Persons"."""
    if (
        p.lower[last : last + 1] in (["and"], [","])
        and not any(
            p.lower[i] in BODIES and p.lower[i + 1 : i + 2] in (["on"], ["for"], ["against"], ["of"])
            for i in range(first, last)
        )
        or p.lower[last - 1] not in BODIES
        and p.lower[last : last + 1] not in (["and"], [","])
    ):
        return last
    end, i, inside = p.sents[p.sent[first]][1], last, last
    while i < end and (
        p.word[i][:1].isupper()
        and p.pos[i] != "PRON"
        or p.word[i] == ","
        or p.lower[i] in ("and", "of", "for", "the")
    ):
        i += 1
        if p.word[i - 1][:1].isupper() and (
            not {",", "and"} & set(p.lower[last:i])
            or "and" in p.lower[last:i]
            and p.tag[i - 1] in ("NNS", "NNPS", "NN")
        ):
            inside = i
    return inside


def _is_common(p: Parse, first: int, last: int) -> bool:
    """A common noun with the capital of its sentence: alone, first, no proper noun by its tag or written
    small elsewhere."""
    if {p.lower[last - 1], " ".join(p.lower[first:last])} & WORDS["dates"]:  # a date
        return True
    if last - first > 1 or first != p.sents[p.sent[first]][0] and p.word[first - 1] not in ("\"", "'"):
        return False
    return (
        p.pos[first] not in ("PROPN", "ADJ") or p.lower[first] in p.word or p.lower[first] in WORDS["common"]
    )

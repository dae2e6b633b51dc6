"""Who is meant by a pronoun or a definite description, where a name before it in its paragraph makes that clear."""

from __future__ import annotations

from functools import lru_cache

from diptych import names
from diptych.agency.clauses import can_act
from diptych.agency.words import Scene, scene
from diptych.codebook import Codebook
from diptych.grammar import child, noun_phrase
from diptych.pipeline import Reading

#: What a description may mean: by the `what` of a place in the codebook, else by the label of a name.
_FITS = {"settlement": "town city village settlement".split(), "country": "country state republic nation".split(), "region": "region province enclave territory".split(),
         "PERSON": "general colonel commander officer president minister author".split(),
         "ORG": "organization organisation group body agency union court tribunal movement newspaper commission council ministry party alliance".split()}
_KIND = {noun: kind for kind, nouns in _FITS.items() for noun in nouns}
_PLACES = {"town": "settlement", "city": "settlement", "village": "settlement", "country": "country", "region": "region"}
_POINTERS = frozenset({"the", "this", "that"})
_PERSON = frozenset({"he", "him", "she", "her"})


def meant(reading: Reading, i: int) -> str:
    """The canonical name that token i, the head of a noun phrase, clearly refers back to; else "".

    A common noun with the, this or that and no other word means a name before it that ends in it ("the regiment": the Third
    Regiment), else the one name of its kind in the nearest sentence that has any, else the subject of the sentence before where that is a
    name of no known kind. "he" and "she" mean the one person named before; "the latter" the nearest people or body;
    "it" as a subject means the state, body or force that is
    the subject of a clause above it, else the name that is the subject of the sentence before; "they" the force, body or people that are; "its" the state or body that is the subject of its own clause or of one above. "Before" is in the paragraph, never the name whose own phrase or clause the words stand in.
    """
    s = scene(reading)
    p, word = s.p, s.p.lower[i]
    if word == "whose":
        return _owner_before(reading, s, i)
    if p.pos[i] == "PRON":
        if word in _PERSON:
            return _only({m.canonical for m in _before(reading, i) if m.label == "PERSON"})
        if word == "its" and p.dep[i] == "poss":
            return _subject_above(reading, s, i)
        if word == "they" and p.dep[i] in ("nsubj", "nsubjpass"):
            return _many_before(reading, s, i)
        return _subject_above(reading, s, i, "force", "body", "people") or _subject_before(reading, s, i) if word == "it" and p.dep[i] in ("nsubj", "nsubjpass") else ""
    if word == "latter":
        return _latter(reading, s, i)
    if p.pos[i] != "NOUN" or s.label[i] or p.tag[i] == "NNS":
        return ""
    kids = [c for c in p.children[i] if p.dep[c] not in ("punct", "case", "cc", "conj", "relcl", "appos", "acl")]
    if len(kids) != 1 or p.lower[kids[0]] not in _POINTERS:
        return ""
    return _ends_in(reading, s, i) or _of_kind(reading, s, i, _KIND.get(p.lemma[i], ""))


def _owner_before(reading: Reading, s: Scene, i: int) -> str:
    """The noun before the clause that "whose" opens: "the junta, whose campaign …"."""
    p, clause = s.p, s.p.head[i]
    while p.dep[clause] != "relcl" and p.head[clause] != clause:
        clause = p.head[clause]
    return names.describe(reading, p.head[clause]) if p.dep[clause] == "relcl" and p.head[clause] < i else ""


def _many_before(reading: Reading, s: Scene, i: int) -> str:
    """The armed force, body or people, in the plural, whose deeds the sentence before tells as its subject."""
    p, k = s.p, s.p.sent[i]
    if not k or p.paragraph[p.sents[k - 1][0]] != p.paragraph[i]:
        return ""
    root = next((j for j in range(*p.sents[k - 1]) if p.head[j] == j), p.sents[k - 1][0])
    who = child(p, root, "nsubj", "nsubjpass")
    if who is None or p.tag[who] not in ("NNS", "NNPS") or child(p, who, "conj") is not None or child(p, root, "ccomp") is not None or not (s.has(who, "force", "body") or s.label[who] == "NORP"):
        return ""
    return names.describe(reading, who)


def _subject_above(reading: Reading, s: Scene, i: int, *roles: str) -> str:
    """The state, people or body, or the noun of one of these roles in the singular, that is the nearest subject before token i in the clauses above it."""
    p, k = s.p, i
    while p.head[k] != k:
        k = p.head[k]
        who = child(p, k, "nsubj", "nsubjpass")
        if who is not None and who < i and p.pos[who] != "PRON":
            return names.describe(reading, who) if s.label[who] in ("GPE", "ORG", "NORP") or roles and s.has(who, *roles) and p.tag[who] == "NN" else ""
    return ""


def _before(reading: Reading, i: int) -> list[names.Mention]:
    p = reading.parse
    return [m for m in names.mentions(reading) if m.last <= i and p.paragraph[m.first] == p.paragraph[i]]


def _only(found: set[str]) -> str:
    return found.pop() if len(found) == 1 else ""


def _latter(reading: Reading, s: Scene, i: int) -> str:
    """The nearest armed force or body before "the latter", else the nearest people, in its sentence or the one before."""
    p = s.p
    before = range(i - 1, p.sents[max(0, p.sent[i] - 1)][0] - 1, -1)
    for j in sorted(before, key=lambda j: not s.has(j, "force", "body")):
        if p.pos[j] in ("NOUN", "PROPN") and p.dep[j] not in ("compound", "poss") and p.ent[j] not in ("DATE", "TIME") and can_act(s, j):
            return names.describe(reading, j)
    return ""


def _ends_in(reading: Reading, s: Scene, i: int) -> str:
    """The nearest name that ends in the noun i: listed, or written with a capital and words before it."""
    p, word = s.p, s.p.lower[i]
    for m in reversed(_before(reading, i)):
        if m.last - m.first > 1 and p.lower[m.last - 1] == word or " " in m.canonical and m.canonical.lower().split()[-1] == word:
            return m.canonical
    for j in range(i - 1, -1, -1):
        if p.paragraph[j] != p.paragraph[i]:
            break
        if p.lower[j] == word and p.tag[j] == "NNP" and noun_phrase(p, j)[0] < j:
            return names.describe(reading, j)
    return ""


def _of_kind(reading: Reading, s: Scene, i: int, kind: str) -> str:
    """The one name of a kind in the nearest sentence that names any; in the sentence of token i only what is no subject above it."""
    if not kind:
        return ""
    p, kinds, found = s.p, _kinds(reading.codebook), {}
    for m in _before(reading, i):
        here = p.sent[m.first] == p.sent[i]
        if kinds.get(m.canonical, m.label) == kind and not _acts(s, m.last - 1) and not (here and p.dep[m.last - 1] in ("nsubj", "nsubjpass", "poss") and kind != "settlement"):
            found.setdefault(p.sent[m.first], set()).add(m.canonical)
    if found:
        return _only(found[max(found)])
    return _subject_before(reading, s, i, place=True) if kind in ("settlement", "country") else ""


def _acts(s: Scene, i: int) -> bool:
    """Whether a place stands for its government: the subject of a verb that says or does something."""
    return s.p.dep[i] == "nsubj" and child(s.p, s.p.head[i], "ccomp", "dobj") is not None


@lru_cache(maxsize=8)
def _kinds(codebook: Codebook) -> dict[str, str]:
    """What kind of place each listed place is, by its canonical name."""
    return {e.label: _PLACES.get(str(e.more.get("what", "")), "") for e in codebook.entries if e.kind == "places"}


def _subject_before(reading: Reading, s: Scene, i: int, *, place: bool = False) -> str:
    """The name that is the subject of the sentence before, in its paragraph: a body, a place, or a name of no known kind."""
    p, k = s.p, s.p.sent[i]
    if not k or p.paragraph[p.sents[k - 1][0]] != p.paragraph[i]:
        return ""
    root = next((j for j in range(*p.sents[k - 1]) if p.head[j] == j), p.sents[k - 1][0])
    who = child(p, root, "nsubj", "nsubjpass")
    if who is not None and not place and p.tag[who] == "NN" and not s.label[who] and (s.has(who, "force", "body", "people") or p.dep[i] == "nsubjpass" and s.has(who, "place")):
        return names.describe(reading, who)
    if who is None or p.pos[who] != "PROPN" or place and _acts(s, who) and s.label[who] and not s.guessed[who] or s.label[who] in ("NORP", "EVENT", "LAW", "PERSON") and not s.guessed[who]:
        return ""
    return names.describe(reading, who)

"""Whom a pronoun means, and which noun phrase around an act is its agent or patient."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from diptych.coder import frame
from diptych.coder.agents import by_grammar, doers, is_party
from diptych.coder.context import word
from diptych.coder.harm import Candidate, candidates, kind
from diptych.coder.models import Features, Model, Models
from diptych.coder.scene import kinds_of
from diptych.reading import grammar, names
from diptych.reading.grammar import Parse
from diptych.reading.reading import Reading, worked_out_once

#: Pronouns that point back to a noun phrase, by number.
POINTS_BACK = {
    "he": "one",
    "him": "one",
    "his": "one",
    "she": "one",
    "her": "one",
    "it": "one",
    "its": "one",
    "they": "many",
    "them": "many",
    "their": "many",
    "who": "any",
    "which": "any",
    "that": "any",
    "whose": "any",
    "these": "many",
    "those": "many",
    "this": "one",
    "some": "many",
    "others": "many",
    "one": "one",
    "both": "many",
    "all": "many",
}
FAR_BACK = 3


def antecedents(reading: Reading, i: int) -> list[int]:
    """The heads of the noun phrases that token i may mean, if it is a pronoun: before it, in its sentence and
    the three before."""
    p = reading.parse
    if p.lower[i] not in POINTS_BACK:
        return []
    start = p.sents[max(0, p.sent[i] - FAR_BACK)][0]
    return [k for k in range(start, i) if _may_be_meant(reading, k)]


def _may_be_meant(reading: Reading, k: int) -> bool:
    p = reading.parse
    return (
        p.pos[k] in ("NOUN", "PROPN")
        and p.ent[k] not in ("DATE", "TIME", "CARDINAL")
        and is_party(reading, k)
    )


def antecedent_features(reading: Reading, i: int, before: list[int]) -> list[Features]:
    """How likely pronoun i means each of the noun phrases before it: number, kind, place, distance, what they
    do."""
    doing = doers(reading)
    last_doer = max((k for k in before if k in doing), default=-1)
    between = range(len(before) - 1, -1, -1)
    return [Features(_antecedent(reading, i, k, min(n, 6), k < last_doer)) for k, n in zip(before, between)]


def _antecedent(reading: Reading, i: int, k: int, between: int, doer_nearer: bool) -> list[str]:
    p = reading.parse
    clauses, of = frame.clauses(reading)
    what, back, low = kind(reading, k), p.sent[i] - p.sent[k], p.lower[i]
    joined = any(p.dep[c] == "conj" for c in p.children[k])
    number = "many" if joined or p.tag[k] in ("NNS", "NNPS") else "one"
    subject, does = clauses[of[k]].subject == k, k in doers(reading)
    both = subject and clauses[of[i]].subject == i
    return [
        f"{low} {what}",
        f"{low} {number}",
        f"{low} {what} {number}",
        f"{low} back={back}",
        f"{low} between={between}",
        f"{low} {p.dep[i]} {p.dep[k]} {back}",
        f"back={back}",
        f"back={back} subject={subject}",
        f"back={back} both-subjects={both}",
        f"between={between}",
        f"subject={subject} {clauses[of[k]].dep}",
        f"kind={what}",
        f"dep={p.dep[k]}",
        f"dep={p.dep[k]} back={back}",
        f"dep={p.dep[k]} over={word(p, p.head[k])}",
        f"paragraph={p.paragraph[i] == p.paragraph[k]}",
        f"does={does}",
        f"does={does} {low}",
        f"does={does} nearer={doer_nearer}",
        f"suffers={k in _patients(reading)} {low}",
        f"named={bool(kinds_of(reading)[k])} {low}",
        f"told={min(3, _told(reading)[p.lemma[k].lower()])} {low}",
    ]


@worked_out_once
def _patients(reading: Reading) -> frozenset[int]:
    """The objects of active acts and the subjects of passive ones."""
    p = reading.parse
    return frozenset(
        k for c in candidates(reading) for k in p.children[c.head] if p.dep[k] in ("dobj", "nsubjpass")
    )


@worked_out_once
def _told(reading: Reading) -> Counter[str]:
    """How often a text has each noun; names are not counted."""
    p = reading.parse
    return Counter(lemma.lower() for lemma, pos in zip(p.lemma, p.pos) if pos == "NOUN")


# The choice


class Chosen(NamedTuple):
    """Who was chosen as agent or patient of an act: the head of the noun phrase, its features, its name, and
    how sure that is."""

    head: int
    features: Sequence[str]
    name: str
    p: float


def nobody_features(reading: Reading, c: Candidate) -> Features:
    """The features by which an act has no agent (or patient) in its sentence: its form, its clause, what
    hangs on it."""
    p, h = reading.parse, c.head
    clauses, number = frame.clauses(reading)
    clause, doer = clauses[number[h]], by_grammar(reading, h)
    form = f"{p.pos[h]} {clause.passive and p.pos[h] in ('VERB', 'AUX')}"
    return Features(
        [
            "nobody",
            f"nobody {form}",
            f"nobody {form} {p.dep[h]}",
            f"nobody {form} grammar={doer >= 0}",
            f"nobody {form} subject={clause.subject >= 0}",
            f"nobody {form} {c.entries[0]}",
            f"nobody {c.role}",
            f"nobody {c.entries[0]}",
            f"nobody grammar={kind(reading, doer) if doer >= 0 else ''}",
            f"nobody {p.dep[h]}",
            f"nobody {p.tag[h]}",
            *(
                f"nobody has {p.dep[k]}:{p.lower[k] if p.dep[k] in ('prep', 'agent') else ''}"
                for k in p.children[h]
            ),
        ]
    )


def choose(
    reading: Reading, c: Candidate, around: list[tuple[int, Features]], model: Model, models: Models
) -> Chosen:
    """The likeliest agent (or patient) of an act by a model, of the noun phrases around it with their
    features, or "none"; a pronoun by whom it means."""
    shares = model.shares([*(f for _, f in around), nobody_features(reading, c)])
    best = int(shares.argmax())
    if best == len(around):
        return Chosen(-1, [], "none", float(shares[best]))
    i, features = around[best]
    return Chosen(i, features, meant(reading, i, models), float(shares[best]))


def meant(reading: Reading, i: int, models: Models) -> str:
    """What the noun phrase headed by token i is to be called: for a pronoun the noun phrase before it that it
    likely means."""
    before = antecedents(reading, i)
    if before:
        shares = models["antecedent"].shares(antecedent_features(reading, i, before))
        i = before[int(shares.argmax())]
    return " and ".join(
        _without_opening_capital(reading, k, names.describe(reading, k).removesuffix(", not"))
        for k in _joined(reading.parse, i)
    )


def _joined(p: Parse, i: int) -> list[int]:
    """A noun and those that "and" joins to it: "the army and the militia"."""
    words = {p.lower[c] for c in p.children[i] if p.dep[c] in ("cc", "neg")}
    others = [c for c in p.children[i] if p.dep[c] == "conj" and p.pos[c] in ("NOUN", "PROPN")]
    return [i, *(k for c in others for k in _joined(p, c))] if words == {"and"} or not words else [i]


def _without_opening_capital(reading: Reading, i: int, words: str) -> str:
    """A description without the capital of its sentence: "Armed men shelled the port" tells of armed men."""
    p = reading.parse
    first = grammar.noun_phrase(p, i)[0]
    opens = first == p.sents[p.sent[first]][0] and words.split()[:1] == [p.word[first]]
    named = p.pos[first] == "PROPN" or kinds_of(reading)[first]
    return words[:1].lower() + words[1:] if opens and not named else words

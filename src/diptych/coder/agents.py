"""Who does an act, and to whom: the noun phrases around it, their features, and whom a pronoun means."""

from __future__ import annotations

from typing import NamedTuple

from diptych import grammar, names
from diptych.coder import frame
from diptych.coder.context import word
from diptych.coder.harm import Candidate, kind, light_verbs
from diptych.coder.models import Model, Models
from diptych.coder.scene import inside_names, kinds_of
from diptych.grammar import Parse
from diptych.pipeline import Reading, worked_out_once

#: How likely a noun phrase must be to count as agent or patient, and a noun phrase before it as whom a
#: pronoun means.
AGENT, ANTECEDENT = 0.33, 0.3
PARTIES = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})


def parties(reading: Reading, c: Candidate) -> list[int]:
    """The heads of the noun phrases in the sentence of an act, pronouns too."""
    a, b = reading.parse.sents[reading.parse.sent[c.head]]
    return [i for i in range(a, b) if not c.first <= i < c.last and is_party(reading, i, c.head)]


def described(reading: Reading, c: Candidate) -> list[tuple[int, list[str]]]:
    """The noun phrases in the sentence of an act, by their heads, with their features; those too far off left
    out."""
    doer = by_grammar(reading, c.head)
    return [
        (i, party_features(reading, c, i, way, doer))
        for i in parties(reading, c)
        if (way := frame.path(reading, c.head, i))
    ]


def is_party(reading: Reading, i: int, act: int = -1) -> bool:
    """Whether token i heads a noun phrase, or names a people or owner right before the act ("rebel attack",
    "their assault")."""
    p = reading.parse
    if (
        p.pos[i] not in PARTIES
        or p.dep[i] in ("det", "punct", "case", "npadvmod", "expl", "mark")
        or i in inside_names(reading)
    ):
        return False
    if p.dep[i] in ("compound", "amod", "nmod", "nummod"):
        return p.head[i] == act and (p.pos[i] != "ADJ" or p.ent[i] in ("NORP", "GPE"))
    return p.dep[i] == "poss" or p.pos[i] not in ("ADJ",)


def party_features(reading: Reading, c: Candidate, i: int, way: tuple[str, ...], doer: int) -> list[str]:
    """How the noun phrase headed by token i hangs together with an act, and what it is."""
    p, h = reading.parse, c.head
    path, what, pos, entry = " ".join(way), kind(reading, i), p.pos[h], c.entries[0]
    last = way[-1]
    clauses, number = frame.clauses(reading)
    passive = clauses[number[h]].passive and pos in ("VERB", "AUX")
    side = "before" if i < h else "after"
    out = [
        f"path={path}",
        f"path={path} {pos}",
        f"path={path} {what}",
        f"path={path} {entry}",
        f"path={path} passive={passive}",
        f"path={path} {c.role}",
        f"kind={what}",
        f"kind={what} {pos} {last}",
        f"kind={what} {entry}",
        f"last={last} passive={passive}",
        f"first={way[0]} {pos}",
        f"steps={len(way)}",
        f"side={side} {pos}",
        f"side={side} {what}",
        f"clause={number[i] == number[h]}",
        f"over={word(p, p.head[i])} {p.dep[i]}",
        f"act={p.dep[h]} {p.dep[i]}",
    ]
    if clauses[number[i]].subject == i:
        out += ["subject", f"subject {what}", f"subject {pos} passive={clauses[number[i]].passive}"]
    if i == doer:
        out += ["grammar", f"grammar {what}", f"grammar {pos} passive={passive}", f"grammar {entry}"]
    elif doer >= 0:
        out.append("grammar=other")
    nouns = _nouns_before(reading)
    return [*out, f"between={min(abs(nouns[i] - nouns[h]), 6)} {side}"]


@worked_out_once
def _nouns_before(reading: Reading) -> list[int]:
    """For each token how many heads of noun phrases stand before it."""
    p, n, out, inside = reading.parse, 0, [], inside_names(reading)
    for i, (pos, dep) in enumerate(zip(p.pos, p.dep)):
        out.append(n)
        n += (
            pos in ("NOUN", "PROPN", "PRON")
            and dep not in ("compound", "poss", "nmod", "amod")
            and i not in inside
        )
    return out


def by_grammar(reading: Reading, h: int) -> int:
    """Who does an act by grammar alone: the object of by, else the subject of an active verb, across "and"
    and infinitives; of a noun
    its owner, else the subject of the light verb that it is the object of; -1 where there is none."""
    p = reading.parse
    by = next(
        (k for c in p.children[h] if p.lower[c] == "by" for k in p.children[c] if p.dep[k] == "pobj"), None
    )
    if by is not None:
        return by
    if p.pos[h] in ("VERB", "AUX"):
        doer = None if grammar.is_passive(p, h) else grammar.subject(p, h)
    else:
        doer = grammar.child(p, h, "poss")
        if (
            doer is None
            and p.dep[h] in ("dobj", "pobj")
            and p.lemma[frame.ancestors(p, h)[0]] in light_verbs(reading)
        ):
            doer = grammar.subject(p, p.head[h])
    return -1 if doer is None else _antecedent_of_relative(p, doer)


def _antecedent_of_relative(p: Parse, i: int) -> int:
    """The noun that a relative who, which or that stands for; any other token is itself."""
    verb = p.head[i]
    while p.tag[i] in ("WP", "WDT") and p.dep[verb] in ("conj", "xcomp"):
        verb = p.head[verb]
    return p.head[verb] if p.tag[i] in ("WP", "WDT") and p.dep[verb] == "relcl" else i


# Whom a pronoun means

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
    """The heads of the noun phrases that pronoun i may mean: before it, in its sentence and the three
    before."""
    p = reading.parse
    start = p.sents[max(0, p.sent[i] - FAR_BACK)][0]
    return [
        k
        for k in range(start, i)
        if is_party(reading, k)
        and p.pos[k] in ("NOUN", "PROPN")
        and p.ent[k] not in ("DATE", "TIME", "CARDINAL")
    ]


def antecedent_features(reading: Reading, i: int, k: int) -> list[str]:
    """How likely pronoun i means the noun phrase headed by token k: number, kind, place, distance."""
    p = reading.parse
    what, back, low = kind(reading, k), p.sent[i] - p.sent[k], p.lower[i]
    number = (
        "many" if p.tag[k] in ("NNS", "NNPS") or any(p.dep[c] == "conj" for c in p.children[k]) else "one"
    )
    clauses, of = frame.clauses(reading)
    subject = clauses[of[k]].subject == k
    between = sum(is_party(reading, m) and p.pos[m] in ("NOUN", "PROPN") for m in range(k + 1, i))
    root = clauses[of[k]].dep
    return [
        f"{low} {what}",
        f"{low} {number}",
        f"{low} back={back}",
        f"back={back}",
        f"back={back} subject={subject}",
        f"subject={subject} {root}",
        f"kind={what}",
        f"dep={p.dep[k]}",
        f"dep={p.dep[k]} back={back}",
        f"between={min(between, 6)}",
        f"{low} between={min(between, 6)}",
        f"paragraph={p.paragraph[i] == p.paragraph[k]}",
        f"{low} {what} {number}",
        f"{low} {p.dep[i]} {p.dep[k]} {back}",
    ]


# The choice


class Chosen(NamedTuple):
    """Who was chosen as agent or patient of an act: the head of the noun phrase, its features, its name, and
    how sure that is."""

    head: int
    features: list[str]
    name: str
    p: float


def choose(reading: Reading, around: list[tuple[int, list[str]]], model: Model, models: Models) -> Chosen:
    """The likeliest agent (or patient) of an act by a model, of the noun phrases around it with their
    features; "none" where none is
    likely; a pronoun by whom it means."""
    likely = [(model.say(f)["yes"], i, f) for i, f in around]
    p, i, f = max(likely, default=(0.0, -1, []))
    if p < AGENT:
        return Chosen(-1, [], "none", 1 - p)
    return Chosen(i, f, meant(reading, i, models), p)


def meant(reading: Reading, i: int, models: Models) -> str:
    """What the noun phrase headed by token i is to be called: for a pronoun the noun phrase before it that it
    likely means."""
    if reading.parse.lower[i] in POINTS_BACK:
        likely = [
            (models["antecedent"].say(antecedent_features(reading, i, k))["yes"], k)
            for k in antecedents(reading, i)
        ]
        p, k = max(likely, default=(0.0, -1))
        if p >= ANTECEDENT:
            i = k
    return _without_opening_capital(reading, i, names.describe(reading, i))


def _without_opening_capital(reading: Reading, i: int, words: str) -> str:
    """A description without the capital of its sentence: "Armed men shelled the port" tells of armed men."""
    p = reading.parse
    first = grammar.noun_phrase(p, i)[0]
    opens = first == p.sents[p.sent[first]][0] and words.split()[:1] == [p.word[first]]
    named = p.pos[first] == "PROPN" or kinds_of(reading)[first]
    return words[:1].lower() + words[1:] if opens and not named else words

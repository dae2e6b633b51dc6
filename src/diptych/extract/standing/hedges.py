"""How far a statement is vouched for: what may be so, what is hard to settle, and who says it."""

from __future__ import annotations

from diptych import grammar, voice
from diptych.extract.standing.clauses import may
from diptych.extract.standing.laws import is_finding
from diptych.extract.standing.words import HARD
from diptych.grammar import SUBJECTS, Parse, child
from diptych.pipeline import Reading

_OBSTACLES = frozenset("block hurdle obstacle difficulty crux rub".split())
_CALLS = frozenset("question call matter issue case".split())
_OPEN_CALLS = frozenset("open close hard difficult different another separate".split())
_CLEAR = frozenset("clear certain straightforward obvious".split())
_UNSURE = frozenset("less far hardly".split())
_INTO_CLASSES = frozenset({"to", "as", "under", "within", "into"})
_DONE = frozenset("commit perpetrate occur take happen violate breach".split())


def is_open_question(p: Parse, clause: int) -> bool:
    """Whether a clause says that its subject is hard to settle: "is a closer call", "is another matter", "is less clear", "is harder to
    establish", "is the stumbling block"."""
    what = child(p, clause, "attr", "acomp") if p.lemma[clause] in ("be", "remain") else None
    if what is None:
        return False
    lemma, kinds = p.lemma[what], {p.lemma[c] for c in p.children[what] if p.dep[c] in ("amod", "det", "advmod")}
    if lemma in _OBSTACLES and not grammar.is_negated(p, clause):
        return True
    if lemma in HARD and any(p.dep[c] == "xcomp" and p.pos[c] == "VERB" for c in p.children[what]):
        return True
    return lemma in _CALLS and not kinds.isdisjoint(_OPEN_CALLS) or lemma in _CLEAR and not kinds.isdisjoint(_UNSURE)


def is_hedged(p: Parse, i: int, clause: int) -> bool:
    """Whether a class is only what something may be: "may amount to a war crime", "might have violated the law", "war crimes could
    have been committed"."""
    if not may(p, clause):
        return False
    top = _whole(p, grammar.first_conjunct(p, i), clause)
    over = p.head[top]
    if p.dep[top] == "pobj" and p.lower[over] in _INTO_CLASSES:
        return p.head[over] == clause or p.dep[p.head[over]] == "oprd" and p.head[p.head[over]] == clause
    return over == clause and p.dep[top] in ("attr", "dobj", "acomp", "oprd") or p.dep[top] in SUBJECTS and p.lemma[clause] in _DONE


def _whole(p: Parse, top: int, clause: int) -> int:
    """The head of all that a word is part of below a clause: "act" for "an act of genocide"."""
    while p.head[top] != clause:
        over = p.head[top]
        if p.pos[over] in ("NOUN", "ADJ") and p.dep[top] in ("amod", "compound", "nmod", "acomp", "attr", "conj"):
            top = over
        elif p.dep[top] == "pobj" and p.lower[over] == "of" and p.pos[p.head[over]] in ("NOUN", "ADJ"):
            top = p.head[over]
        else:
            break
    return top


def by_voice(reading: Reading, i: int) -> str:
    """asserted or attributed, by who speaks and how far the words vouch. What a court finds is law, and so asserted."""
    p, found = reading.parse, voice.at(reading, i)
    if found is None or is_finding(reading, found):
        return "asserted"
    not_yet = any(p.tag[k] == "VB" and any(p.lower[c] == "to" for c in p.children[k]) for first, last in found.cue for k in range(first, last))  # "asked them to confirm that"
    return "attributed" if found.stance != "vouches" or found.act == "aims" or not_yet else "asserted"

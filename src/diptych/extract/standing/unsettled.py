"""Constructions that leave a statement of law open: "an open question", "the charge was never proven", "whether it was a crime".

Each is a function of one step of the walk (see `signs`). Nouns first, then verbs.
"""

from __future__ import annotations

from diptych import grammar
from diptych.extract.standing.clauses import is_negated, is_question
from diptych.extract.standing.hedges import is_open_question
from diptych.extract.standing.path import Here, is_subject, own_words
from diptych.extract.standing.words import HARD
from diptych.grammar import child

_PROOF = frozenset("evidence proof court tribunal consensus indication basis finding determination ruling judgment verdict decision".split())
_UNDER = frozenset("prep acl ccomp relcl appos pcomp compound nmod".split())
_NOT_DONE = frozenset("failure refusal reluctance inability impossibility delay".split())
_DIFFICULTY = frozenset("difficulty question problem obstacle doubt".split())
_DISAGREE = frozenset("disagree differ quarrel argue debate divide split".split())


def is_what_is_said(at: Here) -> bool:
    """Whether the step is at the word itself, or at the head of the list that it stands in."""
    return at.k == at.i or at.p.dep[at.i] == "conj" and grammar.first_conjunct(at.p, at.i) == at.k


# Nouns


def an_open_one(at: Here) -> str | None:
    """ "an unproven crime" """
    return "unresolved" if is_what_is_said(at) and not own_words(at).isdisjoint(at.w.open) else None


def no_proof_of(at: Here) -> str | None:
    """ "there is no evidence of genocide", "no court found" """
    return "unresolved" if at.lemma in _PROOF and at.p.dep[at.k] != "npadvmod" and not own_words(at).isdisjoint(("no", "neither", "nor")) else None


def hard_to_prove(at: Here) -> str | None:
    """ "genocide, hard to prove, …" """
    return "unresolved" if at.lemma in HARD and at.came in ("xcomp", "advcl", "ccomp") and at.p.lemma[at.prev] in at.w.settle else None


def a_question_of(at: Here) -> str | None:
    """ "the question of genocide", "the failure to try them"; not "beyond a doubt that". Who fails to deal with a crime does not leave
    open that it was one."""
    if at.k == at.i or at.p.pos[at.k] != "NOUN":
        return None
    if at.lemma == "doubt" and at.p.lower[at.p.head[at.k]] in ("beyond", "without"):
        return ""
    if at.lemma not in at.w.open_noun or at.came not in _UNDER:
        return None
    return "" if at.lemma == "matter" or at.lemma in _NOT_DONE and not at.step else "unresolved"


# Verbs


def near_the_threshold(at: Here) -> str | None:
    """ "nears the threshold of genocide" """
    thing = child(at.p, at.k, "dobj") if at.lemma in ("approach", "near") else None
    return "near" if thing is not None and at.p.lemma[thing] == "threshold" else None


def said_to_be_open(at: Here) -> str | None:
    """ "the charge is unproven", "it remains unclear that"; a trial that is pending goes on."""
    if at.said not in at.w.open:
        return None
    if is_subject(at):
        return "" if at.negated or at.step and at.said == "pending" else "unresolved"
    return None


def is_a_hard_question(at: Here) -> str | None:
    """ "genocide is a closer call", "the charge raises doubts", "the difficulty is intent" """
    p, k = at.p, at.k
    if is_subject(at):
        return "unresolved" if is_open_question(p, k) or at.lemma in ("raise", "pose") and any(p.dep[c] == "dobj" and p.lemma[c] in at.w.open_noun for c in p.children[k]) else None
    if at.came in ("attr", "acomp") and not at.step and p.lemma[at.i] != "impunity":
        return "unresolved" if any(p.dep[c] == "nsubj" and p.lemma[c] in _DIFFICULTY for c in p.children[k]) else None
    return None


def what_is_in_dispute(at: Here) -> str | None:
    """ "the charge is in dispute" """
    p = at.p
    if not is_subject(at) or at.lemma not in ("be", "remain"):
        return None
    what = [child(p, c, "pobj") for c in p.children[at.k] if p.lower[c] == "in"]
    if any(c is not None and p.lemma[c] in ("dispute", "doubt", "question") for c in what):
        return "" if at.negated else "unresolved"
    return None


def yet_to_be(at: Here) -> str | None:
    """ "has yet to be tried" """
    return "unresolved" if at.came == "xcomp" and at.lemma in ("have", "be") and any(at.p.lower[c] == "yet" and c > at.k for c in at.p.children[at.k]) else None


def doubted(at: Here) -> str | None:
    """ "they doubt that it was a crime" """
    return "unresolved" if at.lemma in ("doubt", "question") and at.came in ("ccomp", "dobj") else None


def disagreed_about(at: Here) -> str | None:
    """ "scholars disagree over genocide" """
    return "unresolved" if at.lemma in _DISAGREE and at.came in ("prep", "ccomp") and at.p.lower[at.prev] in ("about", "over", "on") else None


def found_hard_to_prove(at: Here) -> str | None:
    """ "it is hard to prove genocide", "genocide is hard to prove", "it is unclear that it was a crime" """
    p, settle = at.p, at.w.settle
    hard = [c for c in p.children[at.k] if p.dep[c] == "acomp" and p.lemma[c] in HARD]
    if hard and at.came == "xcomp" and p.lemma[at.prev] in settle:
        return "unresolved"
    if is_subject(at) and any(p.dep[d] == "xcomp" and p.lemma[d] in settle for c in hard for d in p.children[c]):
        return "unresolved"
    return "unresolved" if at.came == "ccomp" and at.said in at.w.open else None


def disputed(at: Here) -> str | None:
    """ "a crime disputed to this day" """
    return "unresolved" if at.lemma in ("dispute", "contest", "debate") and at.p.tag[at.k] == "VBN" and at.k != at.i and child(at.p, at.k, "agent") is None else None


def whether(at: Here) -> str | None:
    """ "whether they were tried", "if it was a crime", "as if it were a verdict"; not "even if" """
    p = at.p
    mark = next((c for c in p.children[at.k] if p.dep[c] == "mark" and p.lower[c] in ("whether", "if")), None)
    if mark is None or p.lower[mark - 1:mark] == ["even"]:
        return None
    if p.lower[mark - 1:mark] == ["as"]:
        return "unresolved" if at.step else None
    return "unresolved" if p.lower[mark] == "whether" or not at.step and at.came in ("attr", "dobj", "prep", "oprd") else None


def asked(at: Here) -> str | None:
    """ "Was it a crime?", "Were they tried?" """
    p = at.p
    if not is_question(p, at.k) or is_negated(p, at.k):
        return None
    return "unresolved" if at.step or at.came in ("attr", "acomp", "oprd", "prep", "dobj") or p.dep[at.i] == "appos" else None

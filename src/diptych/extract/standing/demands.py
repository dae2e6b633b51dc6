"""Constructions that call for a step in law, such as a trial: "must be tried", "calls for a trial", "a trial is needed".

Each is a function of one step of the walk (see `signs`). A class is not called for, a step is.
"""

from __future__ import annotations

from diptych.extract.standing.clauses import has_aux, is_negated
from diptych.extract.standing.path import Here, is_subject, own_words
from diptych.extract.standing.unsettled import is_what_is_said
from diptych.extract.standing.words import DUTY
from diptych.grammar import SUBJECTS

_ASKS_FOR = frozenset("call appeal push press ask campaign lobby work strive aim insist".split())


# Nouns


def a_needed_one(at: Here) -> str | None:
    """ "an overdue trial" """
    return "called_for" if at.step and is_what_is_said(at) and not own_words(at).isdisjoint(at.w.needed) else None


def a_call_for(at: Here) -> str | None:
    """ "the call for a trial", "the demand that they be tried" """
    if at.step and at.k != at.i and at.p.pos[at.k] == "NOUN" and at.lemma in at.w.ask_noun and at.came in ("prep", "acl", "ccomp", "compound", "nmod", "pcomp"):
        return "called_for"
    return None


# Verbs


def said_to_be_needed(at: Here) -> str | None:
    """ "a trial is needed", "it is vital that they be tried" """
    if not at.step or at.said not in at.w.needed:
        return None
    return "called_for" if is_subject(at) and not at.negated or at.came in ("xcomp", "advcl", "ccomp") else None


def waited_for(at: Here) -> str | None:
    """ "they wait to see them tried", "they have waited for a trial" """
    wanted = at.came in ("advcl", "xcomp", "ccomp") or at.came == "prep" and at.p.lower[at.prev] == "for"
    return "called_for" if at.step and at.lemma == "wait" and wanted else None


def commanded(at: Here) -> str | None:
    """ "Try them in court." """
    p, k = at.p, at.k
    return "called_for" if at.step and p.tag[k] == "VB" and p.dep[k] == "ROOT" and not any(p.dep[c] == "aux" or p.dep[c] in SUBJECTS for c in p.children[k]) else None


def ensured(at: Here) -> str | None:
    """ "to ensure that they are tried" """
    return "called_for" if at.step and at.lemma in ("ensure", "guarantee", "see") and at.p.tag[at.k] == "VB" and at.came == "ccomp" else None


def not_to_be_left(at: Here) -> str | None:
    """ "must not go untried" """
    return "called_for" if at.step and at.negated and has_aux(at.p, at.k, *DUTY) else None


def considered(at: Here) -> str | None:
    """ "is considering a trial" """
    return "called_for" if at.step and at.came == "dobj" and at.lemma in ("consider", "contemplate", "weigh", "mull") and at.p.tag[at.k] == "VBG" else None


def due(at: Here) -> str | None:
    """ "must be tried", "they are to be tried", "a trial has to follow" """
    p, k = at.p, at.k
    if not at.step:
        return None
    if has_aux(p, k, *DUTY) or p.lower[k] in DUTY or at.lemma in ("have", "be") and at.came == "xcomp":
        return "called_for"
    has_to = at.lemma == "have" and is_subject(at) and any(p.dep[c] == "xcomp" and any(p.lower[d] == "to" for d in p.children[c]) for c in p.children[k])
    return "called_for" if has_to else None


def asked_for(at: Here) -> str | None:
    """ "demands a trial", "calls for a trial", "a trial was demanded"; not "the judge called the trial a farce" """
    p, k = at.p, at.k
    if not at.step or k == at.i:
        return None
    if at.lemma == "call" and not any(p.lower[c] in ("for", "on", "upon") for c in (*p.children[k], min(k + 1, len(p) - 1))):
        return None
    if at.lemma in at.w.ask and (at.lemma in _ASKS_FOR if at.came == "prep" else at.came != "nsubj"):
        return "called_for"
    return "called_for" if at.came == "nsubjpass" and at.lemma in ("suggest", "discuss", "envisage", "foresee") else None


# What becomes of it


def as_met(at: Here) -> str:
    """What a call is under the verb that it hangs on: "unresolved" where it is refused ("denied the request for a trial", "has not
    complied with its duty to try them"), "broken" where it is a right that somebody violates, else "called_for"."""
    p, w, k, lemma = at.p, at.w, at.k, at.p.lemma[at.k]
    up = p.head[k]
    if lemma in w.ask_noun and p.dep[k] == "dobj" and p.lemma[up] in w.deny | w.fail and not is_negated(p, up):
        return "unresolved"
    if lemma == "right" and p.lemma[up] in w.broken:
        return "broken"
    if lemma in w.ask_noun and p.dep[k] == "pobj" and p.lower[up] == "with" and is_negated(p, p.head[up]):
        return "unresolved"
    return "called_for"

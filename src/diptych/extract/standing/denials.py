"""Constructions that deny a statement of law, or a step: "was no crime", "deny that it was one", "the charge is a lie", "nobody was tried".

Each is a function of one step of the walk (see `signs`). A class is denied; a step that is denied was not taken, and so is open.
"""

from __future__ import annotations

from types import SimpleNamespace

from diptych import grammar
from diptych.extract.standing.clauses import is_finite
from diptych.extract.standing.path import Here, is_subject, own_words
from diptych.extract.standing.words import FITTING, HAPPEN
from diptych.grammar import Parse, child

_BEGIN = frozenset("begin start open follow come materialise materialize result".split())
_DEALT_WITH = frozenset("punish prevent stop prosecute investigate condemn end halt try confront".split())
_FALLS = frozenset({"fail", "collapse", "crumble"})
_SAID_OF = frozenset("attr dobj acomp prep oprd xcomp pcomp agent ccomp".split())
_WHERE = frozenset("under in by according on at after before within despite since during for over".split())  # "nobody was tried for the war crimes"


# Nouns


def no_such(at: Here) -> str | None:
    """ "no genocide", "not one indictment", "no violation of the law" """
    p, k = at.p, at.k
    none = not own_words(at).isdisjoint(("no", "neither", "nor")) or k == at.i and p.left[k] < k and p.lower[p.left[k]] == "not"
    if not none or p.dep[k] == "npadvmod":
        return None
    if k == at.i and at.step:
        return "unresolved"
    if k == at.i and at.lemma != "doubt":
        return "unresolved" if p.lemma[p.head[k]] in at.w.settle and p.dep[k] in ("nsubjpass", "dobj") else "denied"
    return "denied" if at.lemma in at.w.broken and not at.step else None


def a_denial_of(at: Here) -> str | None:
    """ "the myth of genocide", "false claims of genocide" """
    if at.k == at.i or at.p.pos[at.k] != "NOUN":
        return None
    return "denied" if at.lemma in at.w.denial or at.lemma in at.w.said and not own_words(at).isdisjoint(at.w.false) else None


# Verbs


def said_to_be_false(at: Here) -> str | None:
    """ "the charge is false" """
    return "denied" if is_subject(at) and at.said in at.w.false and not at.negated else None


def denied(at: Here) -> str | None:
    """ "they deny genocide", "the charge was rejected"; not what is said of who denies, nor "dismissed the talks as …" """
    p, k = at.p, at.k
    if at.lemma not in at.w.deny or k == at.i or is_subject(at) and at.came != "nsubjpass":
        return None
    if at.came == "prep" and p.lower[at.prev] == "as" and child(p, k, "dobj", "nsubjpass") is not None:
        return None
    return "" if at.negated else "denied"


def failed(at: Here) -> str | None:
    """ "failed to prove a crime", "lacks a trial"; who fails to punish or prevent a crime does not say that it was none."""
    p = at.p
    if at.lemma not in at.w.fail or at.came not in ("xcomp", "dobj", "pcomp", "prep", "ccomp"):
        return None
    if at.negated or not at.step and at.came == "xcomp" and p.lemma[at.prev] in _DEALT_WITH:
        return ""
    proving = any(p.dep[c] == "xcomp" and p.lemma[c] in at.w.settle for c in p.children[at.k])
    return "unresolved" if at.step or proving or at.lemma in ("lack", "await") else "denied"


def not_so_that(at: Here) -> str | None:
    """ "that does not make it a crime"; "they did not say that it was a crime" denies no crime."""
    if not at.negated or at.came != "ccomp" or at.lemma in at.w.settle | at.w.hold:
        return None
    return "denied" if at.lemma in ("make", "render") and not is_finite(at.p, at.prev) else ""


def called_a_lie(at: Here) -> str | None:
    """ "describes the genocide claim as a fabrication", "calls it groundless", "talk of war crimes is propaganda", "the claim of genocide fails",
    "falls short of genocide" """
    p, k, w = at.p, at.k, at.w
    if at.negated:
        return None
    if at.came == "nsubj" and falls(p, k):
        return "denied" if p.lemma[child(p, k, "nsubj")] in w.said | w.charge else None
    if is_subject(at) and p.lemma[k] in ("be", "remain"):
        return "denied" if any(p.dep[c] == "attr" and (p.lemma[c] in w.denial or p.lemma[c] in w.label and any(p.lower[d] in w.false for d in p.children[c])) for c in p.children[k]) else None
    if at.came in ("advmod", "prep", "acomp") and p.lemma[k] == "fall" and any(p.lower[c] == "short" for c in p.children[k]):
        return "denied"
    if at.came == "nsubj" and p.pos[at.prev] == "NOUN" and p.lemma[at.prev] in w.label and p.lower[k] in w.false:
        return "denied"
    if at.came not in ("dobj", "nsubjpass", "nsubj"):
        return None
    called = [child(p, c, "pobj") if p.dep[c] == "prep" else c for c in p.children[k] if p.dep[c] == "oprd" or p.dep[c] == "prep" and p.lower[c] == "as"]
    return "denied" if any(c is not None and (p.lemma[c] in w.denial or p.lower[c] in w.false) for c in called) else None


def ruled_out(at: Here) -> str | None:
    """ "ruled out genocide", "ruled out a trial" """
    if at.lemma == "rule" and at.came == "dobj" and any(at.p.dep[c] == "prt" and at.p.lower[c] == "out" for c in at.p.children[at.k]):
        return "unresolved" if at.step else "denied"
    return None


def short_of(at: Here) -> str | None:
    """ "falls short of genocide" """
    return "denied" if at.lemma == "fall" and at.prev >= 0 and at.p.lower[at.prev] == "short" and at.i > at.prev and not at.step and not at.negated else None


def no_step(at: Here) -> str | None:
    """ "nobody was tried", "no trial was held"; "the trial did not help" tells of a trial."""
    if not at.negated or not at.step:
        return None
    goes_on = at.came == "nsubj" and not grammar.is_passive(at.p, at.k) and at.lemma not in HAPPEN | _BEGIN
    return "" if at.k != at.i and (at.lemma in at.w.leave and at.came != "prep" or goes_on) else "unresolved"


def no_class(at: Here) -> str | None:
    """ "was not a crime", "did not commit genocide", "genocide never happened"; "was not proven" leaves it open."""
    if not at.negated or at.step:
        return None
    p, k, came, lemma = at.p, at.k, at.came, at.lemma
    if k == at.i or lemma == "qualify" and came == "prep" and child(p, k, "dobj") is None:
        return "denied"
    if lemma in at.w.settle and (came != "nsubj" or grammar.is_passive(p, k)) or lemma in ("apply", "use") and p.lower[at.i] in ("that", "which"):
        return "unresolved"
    if is_subject(at):
        return _nothing_done(at)
    plainly = (lemma not in at.w.spare or came == "agent") and not (at.crossed and came == "ccomp" and lemma in ("know", "say", "doubt"))
    if plainly and came in _SAID_OF and not (came == "prep" and p.lower[at.prev] in _WHERE):
        return "denied"
    return "denied" if lemma in ("justify", "hide", "obscure", "excuse", "conceal") and came in ("prep", "agent") else ""


def _nothing_done(at: Here) -> str:
    """ "genocide was not committed", "no war crime took place"; what was not alleged is open."""
    p, lemma = at.p, at.lemma
    if at.came == "nsubjpass" and lemma in ("allege", "charge", "raise", "make", "bring", "hear", "test"):
        return "unresolved"
    if at.came == "nsubjpass" and lemma in ("commit", "perpetrate", "carry", "plead", "invoke", "claim"):
        return "denied"
    return "denied" if lemma in HAPPEN and all(p.lower[c] == "place" for c in p.children[at.k] if p.dep[c] in ("attr", "acomp", "dobj")) else ""


# What is false


def falls(p: Parse, v: int) -> bool:
    """ "fails", "collapses", "falls apart", of a claim."""
    return p.lemma[v] in _FALLS or p.lemma[v] == "fall" and any(p.lower[c] in ("apart", "flat", "away", "down", "short") for c in p.children[v])


def is_false(p: Parse, v: int, w: SimpleNamespace) -> bool:
    """Whether verb v may say of its subject that it is not so, and not only something about it: "was rejected", "is false", "is a lie",
    "is (not) the right word"."""
    if falls(p, v) or grammar.is_passive(p, v) or p.lemma[v] == "be" and child(p, v, "attr", "acomp") is None:
        return True
    return any(p.dep[c] == "attr" and (p.lemma[c] in w.denial or p.lemma[c] in w.label and any(p.lower[d] in FITTING for d in p.children[c])) or p.lower[c] in w.false or p.lower[c] == "there" for c in p.children[v])

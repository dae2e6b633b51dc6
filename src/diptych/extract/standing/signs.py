"""The sign that a statement of law stands under: the walk up from its word, and the list of all constructions that are a sign.

Each construction is a function of one step (`path.Here`) in `unsettled`, `denials` or `demands`. It returns a sign; or "", which says that
the step is no sign, whatever comes later in the list; or None, which leaves the step to the next in the list.
"""

from __future__ import annotations

from types import SimpleNamespace

from diptych import grammar
from diptych.extract.standing import demands, denials, unsettled
from diptych.extract.standing.clauses import is_finite
from diptych.extract.standing.path import here
from diptych.extract.standing.words import words_of
from diptych.grammar import SUBJECTS, Parse, child
from diptych.pipeline import Reading

NOUNS = (
    unsettled.an_open_one,
    demands.a_needed_one,
    denials.no_such,
    unsettled.no_proof_of,
    unsettled.hard_to_prove,
    denials.a_denial_of,
    unsettled.a_question_of,
    demands.a_call_for,
)
VERBS = (
    unsettled.near_the_threshold,
    unsettled.said_to_be_open,
    unsettled.is_a_hard_question,
    unsettled.what_is_in_dispute,
    unsettled.yet_to_be,
    demands.said_to_be_needed,
    denials.said_to_be_false,
    unsettled.doubted,
    demands.waited_for,
    unsettled.disagreed_about,
    demands.commanded,
    unsettled.found_hard_to_prove,
    unsettled.disputed,
    denials.denied,
    denials.failed,
    denials.not_so_that,
    denials.called_a_lie,
    denials.ruled_out,
    denials.short_of,
    demands.ensured,
    demands.not_to_be_left,
    denials.no_step,
    denials.no_class,
    unsettled.whether,
    unsettled.asked,
    demands.considered,
    demands.due,
    demands.asked_for,
)

_RULES = {"VERB": VERBS, "AUX": VERBS} | dict.fromkeys(("NOUN", "PROPN", "ADJ", "NUM", "PRON"), NOUNS)

_ENDS = frozenset({"relcl", "advcl", "parataxis", "ROOT"})
_HAPPENS = frozenset({"occur", "happen", "take", "exist"})
_IN_VIOLATION = frozenset("violation breach defiance contravention accordance compliance disregard".split())
_ANSWERS = frozenset("trial punishment sentence prosecution conviction responsibility apology blame justice accountability remorse".split())
_OF_CHARGES = frozenset({"of", "into", "for", "over"})


def sign(reading: Reading, i: int, *, step: bool) -> str:
    """denied, unresolved, called_for, alleged, near or "": the nearest sign above or on token i, the head of what is said in law.

    Walks up from i to the root of its sentence and stops at relative and adverbial clauses. `step`: what is said is a step (a
    trial), which is open when denied; a class is denied.
    """
    p, w = reading.parse, words_of(reading.codebook)
    k, came, prev, crossed, told, about = i, "", -1, False, False, False
    distant = "alleged" if _is_alleged(p, i, w) else ""
    while True:
        at = here(p, w, i, step, k, came, prev, crossed)
        found = next((s for rule in _RULES.get(p.pos[k], ()) if (s := rule(at)) is not None), "")
        if found == "called_for":
            found = demands.as_met(at)
        if found == "broken":
            return distant
        if found and not (told and found == "called_for") and not (about and found == "denied"):
            return found
        dep, up = p.dep[k], p.head[k]
        if _ends(p, k):
            return distant
        if dep == "conj" and p.pos[k] in ("VERB", "AUX"):
            prev, k = k, up
            continue
        crossed = crossed or dep in ("ccomp", "acl")
        told = told or came == "ccomp" and is_finite(p, prev) or _is_told_about(p, k)
        about = about or not step and _is_answered_for(p, k) or not step and dep in SUBJECTS and p.lemma[up] not in _HAPPENS and not denials.is_false(p, up, w)
        if _is_charged(p, k, w):
            distant = "alleged"
        if p.lower[k] == "in" and prev >= 0 and p.lemma[prev] in _IN_VIOLATION:
            return distant
        came = came if dep == "conj" else dep
        prev, k = k, up


def _ends(p: Parse, k: int) -> bool:
    """Whether the way up ends at token k: at the root, a relative or adverbial clause, a clause before a semicolon, or a verb with a
    subject or tense of its own that is joined to another; not at "to" with a purpose."""
    dep, up = p.dep[k], p.head[k]
    if up == k or up > k and dep == "ccomp" and any(p.word[m] in (";", ":") for m in range(p.right[k], up)):
        return True
    if dep in _ENDS:
        return not (dep == "advcl" and not is_finite(p, k) and any(p.lower[c] == "to" for c in p.children[k]))
    return dep == "conj" and p.pos[k] in ("VERB", "AUX") and (is_finite(p, k) or child(p, k, *SUBJECTS) is not None)


def _is_told_about(p: Parse, k: int) -> bool:
    """Whether token k leads from what a noun is about: "talks about", "a reply to"; not "the right to"."""
    up = p.head[k]
    return p.dep[k] == "prep" and p.pos[up] == "NOUN" and p.lower[k] in ("to", "about", "over", "from") and not (p.lower[k] == "to" and p.lemma[up] == "right")


def _is_answered_for(p: Parse, k: int) -> bool:
    """Whether token k leads from what a step is for, which took place whatever came of it: "no trial for the war crimes"."""
    return p.dep[k] == "prep" and p.lower[k] == "for" and p.lemma[p.head[k]] in _ANSWERS


def _is_charged(p: Parse, k: int, w: SimpleNamespace) -> bool:
    """Whether token k stands under a charge: "accused of", "an investigation into", "issued a warrant over"."""
    up, dep = p.head[k], p.dep[k]
    if p.pos[up] == "NOUN":
        return p.lemma[up] in w.charge and (dep in ("compound", "acl", "ccomp", "nmod") or p.lower[k] in _OF_CHARGES)
    if p.pos[up] == "VERB":
        return p.lemma[up] in w.accuse and dep in ("prep", "xcomp", "dobj") or dep == "prep" and p.lower[k] in _OF_CHARGES - {"of"} and any(p.dep[c] == "dobj" and p.lemma[c] in w.charge for c in p.children[up])
    return False


def _is_alleged(p: Parse, i: int, w: SimpleNamespace) -> bool:
    """ "alleged", "so-called" before the noun."""
    first, _ = grammar.noun_phrase(p, i)
    before = p.lower[first:i]
    return bool(w.alleged.intersection(before)) or "called" in before and "so" in before or "so-called" in before

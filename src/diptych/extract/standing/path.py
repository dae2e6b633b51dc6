"""One step on the way up from a word of law to the root of its sentence. Each construction that is a sign is a question about one step."""

from __future__ import annotations

from types import SimpleNamespace
from typing import NamedTuple

from diptych.extract.standing.clauses import has_nobody, is_negated, is_question
from diptych.grammar import SUBJECTS, Parse

#: The relations of a word that is said of another: "an *open* question", "is *unproven*", "was found *wanting*".
_SAID = frozenset({"acomp", "attr", "oprd", "advmod"})


class Here(NamedTuple):
    """Where the walk stands: in "They deny that it was a crime", k is at "deny", having come from "was" (prev) as its ccomp (came).

    p, w      the parse, and the words of standing.toml
    i         the head of what is said in law; step: whether that is a step (a trial), not a class
    k, lemma  the token reached, and its dictionary form
    came      the relation by which it was reached, "" at the start; conjuncts count as what they are joined to
    prev      the token before it, or -1
    crossed   whether another clause is left behind
    negated   whether k is a verb that is denied, or has nobody for its subject or object
    said      a word on a verb that calls its subject open, false or needed, or ""
    """

    p: Parse
    w: SimpleNamespace
    i: int
    step: bool
    k: int
    lemma: str
    came: str
    prev: int
    crossed: bool
    negated: bool
    said: str


def here(p: Parse, w: SimpleNamespace, i: int, step: bool, k: int, came: str, prev: int, crossed: bool) -> Here:
    """The step at token k."""
    negated, said = False, ""
    if p.pos[k] in ("VERB", "AUX"):
        negated = (is_negated(p, k) or has_nobody(p, k, i)) and not is_question(p, k)
        said = next((p.lower[c] for c in p.children[k] if p.dep[c] in _SAID and p.lower[c] in w.open | w.false | w.needed), "")
    return Here(p, w, i, step, k, p.lemma[k].lower(), came, prev, crossed, negated, said)


def is_subject(at: Here) -> bool:
    """Whether what is said in law is (in) the subject of k."""
    return at.came in SUBJECTS


def own_words(at: Here) -> set[str]:
    """The adjectives, articles and adverbs of k."""
    p = at.p
    return {p.lower[c] for c in p.children[at.k] if p.dep[c] in ("amod", "acomp", "attr", "advmod", "oprd", "det", "preconj", "neg")}

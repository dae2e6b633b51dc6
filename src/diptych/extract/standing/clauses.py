"""Clauses: where one ends, its tense, its negation, and what it says that something is."""

from __future__ import annotations

from diptych.grammar import SUBJECTS, Parse, child, is_passive

_WITH_TENSE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_NOT = frozenset({"never", "not", "n't", "hardly", "nowhere"})
_ONLY = frozenset({"only", "merely", "just", "simply", "solely", "alone"})
_PAST = frozenset({"was", "were", "had", "has", "have", "did"})


# Where it ends


def clause_of(p: Parse, i: int) -> int:
    """The finite verb whose clause token i stands in, or the root of its sentence. A participle that shares the auxiliary of the
    verb it is joined to is in that verb's clause: "the port was shelled and burned" is one."""
    own = i
    while p.head[i] != i and not is_finite(p, i):
        i = p.head[i]
    return before_which(p, own, i)


def before_which(p: Parse, i: int, clause: int) -> int:
    """A clause, or the one before it where the parser takes what that one says for the subject of this ("They were, on any view,
    breaches of the law, and Carthage is liable"): a "be" that says nothing, a phrase between commas, a noun, and a second clause."""
    who = child(p, clause, "nsubj")
    up = p.head[clause] if p.dep[clause] == "ccomp" else child(p, clause, "ccomp")
    if who is None or up is None or p.lemma[up] != "be" or up > i or child(p, up, "attr", "acomp", "agent") is not None or child(p, up, "nsubj") is None:
        return clause
    joined, second = p.word[p.left[who] - 1] == "," and any(p.dep[c] == "conj" and c > i for c in p.children[who]), child(p, who, "cc")
    return up if joined and second is not None and p.left[who] <= i < second else clause


def span_of(p: Parse, clause: int) -> tuple[int, int]:
    """A clause with what hangs on it, up to the next clause that is joined to it."""
    joined = [p.left[c] for c in p.children[clause] if c > clause and p.dep[c] in ("conj", "parataxis") and p.pos[c] in ("VERB", "AUX") and child(p, c, *SUBJECTS) is not None]
    return p.left[clause], min([p.right[clause], *joined])


def above(p: Parse, i: int) -> list[int]:
    """The tokens that token i hangs on, from its head to the root."""
    out = []
    while p.head[i] != i:
        i = p.head[i]
        out.append(i)
    return out


# Its tense


def is_finite(p: Parse, v: int) -> bool:
    """Whether a verb has tense of its own or an auxiliary of its own with tense; not a noun that the tagger took for one ("means acts
    committed with intent"), nor a participle that shares an auxiliary ("must be found and tried")."""
    if p.pos[v] not in ("VERB", "AUX") or p.dep[v] in ("aux", "auxpass", "amod", "compound", "dobj", "pobj"):
        return False
    if any(p.dep[c] in ("aux", "auxpass") and p.tag[c] in _WITH_TENSE for c in p.children[v]):
        return True
    if p.tag[v] not in _WITH_TENSE:
        return False
    if p.tag[v] != "VBD" or child(p, v, *SUBJECTS) is not None:
        return True
    return p.dep[v] not in ("acl", "amod") and not _shares_auxiliary(p, v)


def _shares_auxiliary(p: Parse, v: int) -> bool:
    """Whether a form such as "tried" is a participle joined to another: "want them named and tried", "must be found and tried"."""
    up = p.head[v]
    if p.dep[v] != "conj" or p.tag[up] != "VBN":
        return False
    return not is_finite(p, up) or is_passive(p, up) and child(p, v, "dobj", "ccomp", "xcomp") is None


def is_past(p: Parse, v: int) -> bool:
    """Whether a verb is in the past or the perfect: "shelled", "has shelled", "was shelled"."""
    return p.tag[v] == "VBD" or any(p.dep[c] in ("aux", "auxpass") and p.lower[c] in _PAST for c in p.children[v])


def has_aux(p: Parse, v: int, *words: str) -> bool:
    """Whether one of these words is an auxiliary of the verb."""
    return any(p.dep[c] == "aux" and p.lower[c] in words for c in p.children[v])


def may(p: Parse, v: int) -> bool:
    """Whether a verb is only possible: "may engage"."""
    return has_aux(p, v, "may", "might", "could")


# Its negation


def is_negated(p: Parse, k: int) -> bool:
    """A negation of the verb itself; not one of a part of the clause ("not upon them, but …", "not only", "not merely")."""
    for c in p.children[k]:
        if p.dep[c] == "neg" or p.lower[c] in _NOT and p.dep[c] in ("advmod", "preconj"):
            part = p.lower[c + 1:c + 2] and p.lower[c + 1] in _ONLY or c > k and p.pos[k] == "VERB" and p.tag[k] != "MD"
            if not part:
                return True
    if p.lower[k - 3:k] == ["so", "much", "as"] and p.lower[k - 4] in ("not", "n't", "never", "without"):
        return True
    if p.lower[p.left[k]] == "nor" or any(p.lower[c] == "nor" for c in p.children[k] if c < k):
        return True
    return p.dep[k] == "pcomp" and p.lower[p.head[k]] == "without"


def is_of_nobody(p: Parse, k: int) -> bool:
    """Whether a statement, no question, says that something was done to nobody, or not: "nobody was punished", "were never punished"."""
    return (is_negated(p, k) or has_nobody(p, k, k)) and not is_question(p, k)


def has_nobody(p: Parse, k: int, i: int) -> bool:
    """Whether the verb's subject or object, other than token i, is nobody: "no one was tried", "no court has ruled", "brought no
    charges", "none of whom it tried"."""
    if p.dep[k] == "relcl" and p.lower[p.head[k]] in ("none", "neither") and p.lower[p.head[k] + 1:p.head[k] + 2] == ["of"]:
        return True
    if k == i and any(p.dep[c] == "dobj" and (p.lower[c] in ("nobody", "none") or any(p.lower[d] == "no" for d in p.children[c])) for c in p.children[k]):
        return True
    for c in p.children[k]:
        if p.dep[c] == "agent":
            c = child(p, c, "pobj") or c
        if p.dep[c] in ("nsubj", "nsubjpass", "pobj") and p.dep[p.head[c]] != "prep" and c != i:
            if _is_nobody(p, c):
                return True
            if p.lower[c] in ("few", "little") or any(p.lower[d] == "few" and p.lower[d - 1:d] != ["a"] for d in p.children[c]):
                return False
    return False


def _is_nobody(p: Parse, c: int) -> bool:
    if p.lower[c] in ("nobody", "none", "neither", "no-one", "nothing") or p.lower[c] == "one" and c and p.lower[c - 1] == "no":
        return True
    return p.lower[p.left[c]] == "not" or any(p.lower[d] in ("no", "neither") and p.dep[d] in ("det", "preconj", "amod", "neg") for d in p.children[c])


def is_question(p: Parse, k: int) -> bool:
    """The main verb of a question that is answered by yes or no: "Was it a crime?" """
    a, b = p.sents[p.sent[k]]
    marked = any(p.word[m] == "?" for m in range(max(a, b - 3), b))
    return marked and p.dep[k] == "ROOT" and any(p.pos[m] == "AUX" for m in range(a, min(b, a + 2)))


# What it says


def predicate(p: Parse, clause: int) -> int | None:
    """What a clause says that something is: "is a war crime", "constitutes a breach", "amounts to genocide"."""
    if p.lemma[clause] in ("be", "become", "remain"):
        return child(p, clause, "attr", "acomp")
    if p.lemma[clause] == "constitute":
        return child(p, clause, "dobj")
    to = next((c for c in p.children[clause] if p.lower[c] == "to" and p.dep[c] == "prep"), None)
    return child(p, to, "pobj") if p.lemma[clause] == "amount" and to is not None else None


def is_of_somebody(p: Parse, clause: int) -> bool:
    """Whether a clause speaks of something of somebody's: "may engage its responsibility"."""
    return any(p.dep[k] == "poss" and p.lower[k] in ("its", "their", "his", "her") for k in range(*span_of(p, clause)))

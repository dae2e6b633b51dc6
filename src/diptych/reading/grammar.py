"""A parse as plain lists, and the few questions about grammar that every layer asks.

`arrays` makes it; after that everything is a list index, which is some thirty times faster than a token
attribute. Tokens are whole numbers from 0; a span is (first token, token after the last).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from diptych.reading.spelling import Spelling, plain

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj", "dative", "attr", "oprd"})
MODALS_OF_DOUBT = frozenset({"may", "might", "could"})


@dataclass(frozen=True, eq=False)
class Parse:
    """One parsed text. Each list has one item for each token, except `sents`, `text` and `spelling`.

    text        the text as it is; `spelling` has it in one spelling, which is that of `word`
    start, end  character offsets into the text as it is
    head        the governing token (itself for a root); children lists what hangs on a token, in order
    left, right first token and last token + 1 of all that hangs on a token, itself included
    sent        number of the token's sentence, from 0; sents has (first token, token after the last) of each
    paragraph   number of the token's paragraph, from 0
    """

    text: str
    spelling: Spelling
    word: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    ent: list[str]
    ent_iob: list[int]
    start: list[int]
    end: list[int]
    sent: list[int]
    paragraph: list[int]
    sents: list[tuple[int, int]]
    children: list[list[int]]
    left: list[int]
    right: list[int]

    def __len__(self) -> int:
        return len(self.word)


# Spans and words


def chars(p: Parse, first: int, last: int) -> tuple[int, int]:
    """Character span of the tokens first to last - 1, white space at its ends left out."""
    while first < last - 1 and p.pos[first] == "SPACE":
        first += 1
    while last - 1 > first and p.pos[last - 1] == "SPACE":
        last -= 1
    return p.start[first], p.end[last - 1]


def words(p: Parse, first: int, last: int) -> str:
    """The words of a span in the one spelling, with runs of white space as one space."""
    start, end = chars(p, first, last)
    return " ".join(plain(p.text[start:end]).split())


def tokens_in(p: Parse, start: int, end: int) -> tuple[int, int]:
    """The tokens that the characters start to end touch."""
    first, last = bisect_right(p.end, start), bisect_left(p.start, end)
    return first, max(first, last)


def subtree(p: Parse, i: int) -> list[int]:
    """A token and all that hangs on it, in order."""
    out, stack = [], [i]
    while stack:
        k = stack.pop()
        out.append(k)
        stack += p.children[k]
    return sorted(out)


def noun_phrase(p: Parse, i: int, *, clauses: bool = False) -> tuple[int, int]:
    """The noun phrase headed by token i: determiners, adjectives, compounds, possessors and phrases with a
    preposition.

    Conjuncts and appositions stay out, and so do relative clauses and participles unless `clauses`.
    """
    out = {"conj", "cc", "appos", "punct", "preconj"} | (
        set() if clauses else {"relcl", "acl", "advcl", "ccomp"}
    )
    first, last = i, i + 1
    for c in p.children[i]:
        if p.dep[c] in out:
            if c > i and p.dep[c] != "punct":
                break
            continue
        if c < i:
            first = min(first, p.left[c])
        else:
            last = max(last, _end_without(p, c, out))
    return first, last


def _end_without(p: Parse, i: int, out: set[str]) -> int:
    last = i + 1
    for c in p.children[i]:
        if c > i:
            if p.dep[c] in out:
                break
            last = max(last, _end_without(p, c, out))
    return last


# Clauses


def child(p: Parse, i: int, *deps: str) -> int | None:
    """The first child of a token in one of these relations, or None."""
    for c in p.children[i]:
        if p.dep[c] in deps:
            return c
    return None


def conjuncts(p: Parse, i: int) -> list[int]:
    """A token and all that is joined to it by and, or, commas, in order."""
    out, todo = [], [i]
    while todo:
        k = todo.pop()
        out.append(k)
        todo += [c for c in p.children[k] if p.dep[c] == "conj"]
    return sorted(out)


def first_conjunct(p: Parse, i: int) -> int:
    """The token at the head of the list that i stands in: i itself unless it is a conjunct."""
    while p.dep[i] == "conj":
        i = p.head[i]
    return i


def is_passive(p: Parse, verb: int) -> bool:
    """Passive by grammar, from the verb's own children or those of the verb it is joined to."""
    allowed = ("VBN",)
    while True:
        deps = {p.dep[c] for c in p.children[verb]}
        if deps & {"nsubjpass", "auxpass", "csubjpass"}:
            return True
        if (
            p.dep[verb] != "conj"
            or p.tag[verb] not in allowed
            or deps & {"nsubj", "aux"}
            or p.tag[verb] == "VBD"
            and "dobj" in deps
        ):
            return False
        verb, allowed = (
            p.head[verb],
            ("VBN", "VBD"),
        )  # one of a list may look like an active verb: "robbed, beat or shot"


def subject(p: Parse, verb: int) -> int | None:
    """The subject of a verb: its own, that of the verb it is joined to, or the one a control verb or a
    participle gives it."""
    seen = set()
    while verb not in seen:
        seen.add(verb)
        own = child(p, verb, *SUBJECTS)
        if own is not None:
            return own
        dep, head = p.dep[verb], p.head[verb]
        if dep in {"conj", "xcomp"}:
            verb = head
        elif dep in ("acl", "relcl") and p.pos[head] in ("NOUN", "PROPN", "PRON"):
            return head
        else:
            return None
    return None


def by_agent(p: Parse, verb: int) -> int | None:
    """The doer in a by-phrase: the object of the preposition, or None."""
    agent = child(p, verb, "agent")
    return child(p, agent, "pobj") if agent is not None else None


def is_negated(p: Parse, i: int) -> bool:
    """Denied by a word of its own: not, n't, never, no, neither, nor, without."""
    for c in p.children[i]:
        if p.dep[c] == "neg" or (
            p.dep[c] in ("det", "preconj", "cc") and p.lower[c] in ("no", "neither", "nor")
        ):
            return True
    return p.dep[i] in ("pobj", "pcomp") and p.lower[p.head[i]] == "without"


def governing_verb(p: Parse, i: int) -> int:
    """The nearest verb or auxiliary above a token that has a clause of its own, or the root."""
    while p.head[i] != i:
        if p.pos[i] in ("VERB", "AUX") and p.dep[i] not in ("aux", "auxpass", "amod", "compound"):
            return i
        i = p.head[i]
    return i

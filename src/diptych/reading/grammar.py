"""A parse as plain arrays, and the few questions about grammar that every layer asks.

spaCy's tokens are read once, with `doc.to_array`; after that everything is a list index, which is some thirty times faster
than a token attribute. Tokens are whole numbers from 0; a span is (first token, token after the last).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np
from spacy.attrs import (
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    IDX,
    LEMMA,
    LOWER,
    ORTH,
    POS,
    SENT_START,
    TAG,
)
from spacy.tokens import Doc

from diptych.reading.repairs import Tree, repair
from diptych.reading.spelling import Spelling, plain, spelling

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


def from_doc(doc: Doc, spelt: Spelling | None = None) -> Parse:
    """The arrays of a parsed Doc. `spelt` is the text that it was made from, where that is spelt otherwise."""
    spelt = spelling(doc.text) if spelt is None else spelt
    text = spelt.text
    n = len(doc)
    array = doc.to_array([LOWER, LEMMA, POS, TAG, DEP, HEAD, ENT_TYPE, ENT_IOB, SENT_START, ORTH, IDX]).reshape(n, 11)
    names = {int(k): doc.vocab.strings[int(k)] for k in np.unique(array[:, [0, 1, 3, 4, 6, 9]])} if n else {}
    pos_names = {int(k): doc.vocab.strings[int(k)] for k in np.unique(array[:, 2])} if n else {}
    column = lambda k, table: [table[v] for v in array[:, k].tolist()]  # noqa: E731
    head = (np.arange(n) + array[:, 5].astype(np.int64)).tolist()
    word = column(9, names)
    places = [spelt.span(s, s + len(w)) for s, w in zip(array[:, 10].tolist(), word)]
    start, end = [a for a, _ in places], [b for _, b in places]
    starts = [i for i, v in enumerate(array[:, 8].astype(np.int64).tolist()) if v == 1 or i == 0]
    sents = list(zip(starts, starts[1:] + [n])) if n else []
    sent, paragraph, p = [0] * n, [0] * n, 0
    for k, (a, b) in enumerate(sents):
        if a and "\n" in text[start[a - 1]:start[a]]:
            p += 1
        sent[a:b] = [k] * (b - a)
        paragraph[a:b] = [p] * (b - a)
    lower, pos, tag, dep = column(0, names), column(2, pos_names), column(3, names), column(4, names)
    repair(Tree(lower, pos, tag, dep, head))
    children: list[list[int]] = [[] for _ in range(n)]
    left, right = list(range(n)), list(range(1, n + 1))
    for i, h in enumerate(head):
        if h != i:
            children[h].append(i)
    for i in _leaves_first(head, children):
        h = head[i]
        if h != i:
            left[h] = min(left[h], left[i])
            right[h] = max(right[h], right[i])
    return Parse(text, spelt, word, lower, column(1, names), pos, tag, dep, head,
                 column(6, names), array[:, 7].tolist(), start, end, sent, paragraph, sents, children, left, right)


def _leaves_first(head: list[int], children: list[list[int]]) -> list[int]:
    order, stack = [], [i for i, h in enumerate(head) if h == i]
    while stack:
        i = stack.pop()
        order.append(i)
        stack += children[i]
    return order[::-1]


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
    """The noun phrase headed by token i: determiners, adjectives, compounds, possessors and phrases with a preposition.

    Conjuncts and appositions stay out, and so do relative clauses and participles unless `clauses`.
    """
    out = {"conj", "cc", "appos", "punct", "preconj"} | (set() if clauses else {"relcl", "acl", "advcl", "ccomp"})
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
        if p.dep[verb] != "conj" or p.tag[verb] not in allowed or deps & {"nsubj", "aux"} or p.tag[verb] == "VBD" and "dobj" in deps:
            return False
        verb, allowed = p.head[verb], ("VBN", "VBD")  # one of a list may look like an active verb: "robbed, beat or shot"


def subject(p: Parse, verb: int) -> int | None:
    """The subject of a verb: its own, that of the verb it is joined to, or the one a control verb or a participle gives it."""
    seen = set()
    while verb not in seen:
        seen.add(verb)
        own = child(p, verb, *SUBJECTS)
        if own is not None:
            return own
        dep, head = p.dep[verb], p.head[verb]
        if dep == "conj" or dep == "xcomp":
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
        if p.dep[c] == "neg" or (p.dep[c] in ("det", "preconj", "cc") and p.lower[c] in ("no", "neither", "nor")):
            return True
    return p.dep[i] in ("pobj", "pcomp") and p.lower[p.head[i]] == "without"


def governing_verb(p: Parse, i: int) -> int:
    """The nearest verb or auxiliary above a token that has a clause of its own, or the root."""
    while p.head[i] != i:
        if p.pos[i] in ("VERB", "AUX") and p.dep[i] not in ("aux", "auxpass", "amod", "compound"):
            return i
        i = p.head[i]
    return i

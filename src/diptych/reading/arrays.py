"""From a parsed Doc of spaCy's to a `Parse`: its tokens are read once, with `doc.to_array`."""

from __future__ import annotations

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

from diptych.reading.grammar import Parse
from diptych.reading.repairs import Tree, dictionary_form, repair
from diptych.reading.spelling import Spelling, spelling


def from_doc(doc: Doc, spelt: Spelling | None = None) -> Parse:
    """The arrays of a parsed Doc. `spelt` is the text that it was made from, where that is spelt
    otherwise."""
    spelt = spelling(doc.text) if spelt is None else spelt
    text = spelt.text
    n = len(doc)
    array = doc.to_array(
        [LOWER, LEMMA, POS, TAG, DEP, HEAD, ENT_TYPE, ENT_IOB, SENT_START, ORTH, IDX]
    ).reshape(n, 11)
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
    lemma = [dictionary_form(*pair) for pair in zip(lower, column(1, names))]
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
    return Parse(
        text,
        spelt,
        word,
        lower,
        lemma,
        pos,
        tag,
        dep,
        head,
        column(6, names),
        array[:, 7].tolist(),
        start,
        end,
        sent,
        paragraph,
        sents,
        children,
        left,
        right,
    )


def _leaves_first(head: list[int], children: list[list[int]]) -> list[int]:
    order, stack = [], [i for i, h in enumerate(head) if h == i]
    while stack:
        i = stack.pop()
        order.append(i)
        stack += children[i]
    return order[::-1]

"""Signs: words that say how a statement stands (denied, doubted, called for, defined, …), read from
signs.toml.

A row of signs.toml gives words, where they stand to the word in question, what they signal, and an example,
which is its test.

    over      the sign governs the word: "no evidence of [genocide]"
    on        the sign hangs on the word: "alleged [genocide]"
    beside    the sign stands in the clause of the word, or hangs on what governs it: "it is hardly
    [genocide]"
    near      anywhere else in the sentence
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from diptych.coder import frame
from diptych.corpus.codebook import Entry
from diptych.reading import phrases
from diptych.reading.reading import Reading, worked_out_once


class Sign(NamedTuple):
    """A sign in a text: its head, its tokens, what it signals, where it must stand."""

    head: int
    tokens: tuple[int, ...]
    signals: str
    where: tuple[str, ...]


@lru_cache(maxsize=8)
def _index(entries: tuple[Entry, ...]) -> phrases.Index:
    return phrases.index(
        (form, (str(e.more["signals"]), tuple(e.more["where"]))) for e in entries for form in e.more["words"]
    )


@worked_out_once
def signs(reading: Reading) -> list[list[Sign]]:
    """The signs of each sentence of a text, in order."""
    p = reading.parse
    found: list[list[Sign]] = [[] for _ in p.sents]
    for tokens, (signals, where) in phrases.find(p, _index(reading.codebook["signs"])):
        found[p.sent[tokens[0]]].append(Sign(phrases.head(p, tokens), tokens, signals, where))
    return found


def at(reading: Reading, i: int) -> list[tuple[str, str]]:
    """What the signs of its sentence say of token i: (what is signalled, where the sign stands)."""
    p, out = reading.parse, []
    own = signs(reading)[p.sent[i]]
    if not own:
        return out
    above = frame.ancestors(p, i)
    of, number = frame.clauses(reading)
    for sign in own:
        if i in sign.tokens:
            continue
        where = _where(reading, sign, i, above, number)
        if where in sign.where:
            out.append((sign.signals, where))
    return out


def _where(reading: Reading, sign: Sign, i: int, above: list[int], number: list[int]) -> str:
    p, k = reading.parse, sign.head
    if k in above:
        return "over"
    if p.head[k] == i:
        return "on"
    over = p.head[k]
    if over == i or i in frame.ancestors(p, k):
        return "on"
    if over in above or number[k] == number[i]:
        return "beside"
    return "near"

"""A few words of a sentence, as they stand there: the clause around a place, cut with … where the sentence
goes on."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from diptych import rowkeys, voice
from diptych.reading import grammar
from diptych.reading.reading import Reading

LEAST, MOST = 36, 88
_STRONG = frozenset(";:—–()[]“”\"")


@rowkeys.keeps_coding
def quoted(rows: pd.DataFrame, readings: Sequence[Reading]) -> pd.DataFrame:
    """The rows of a table of mentions, with `quote`, the words of the sentence around each, and its `voice`
    and `source`.

    Voice and source are read by the program where the table has none.
    """
    by_id = {r.text.id: r for r in readings}
    places = list(zip(rows["text_id"], rows["start"], rows["end"]))
    out = rows.assign(quote=[excerpt(by_id[id], start, end) for id, start, end in places])
    if "voice" in rows:
        return out
    spoken = [
        voice.voice_of(by_id[id], grammar.tokens_in(by_id[id].parse, start, end)[0])
        for id, start, end in places
    ]
    return out.assign(voice=[v for v, _ in spoken], source=[s for _, s in spoken])


def excerpt(reading: Reading, start: int, end: int, most: int = MOST) -> str:
    """Words of the sentence around text[start:end], in one piece and unchanged but for white space, of about
    `most` characters.

    As much of the clause as there is room for: from the words to the verb that they hang on, then to the next
    comma on each side; where that is little, or more than there is room for, then word by word. A … says that
    the sentence goes on.
    """
    p = reading.parse
    a, b = grammar.tokens_in(p, start, end)
    first, last = p.sents[p.sent[a]]
    while last - 1 > first and p.pos[last - 1] in ("SPACE", "PUNCT"):
        last -= 1
    low, high = _between(p, a, b, first, max(last, b), _STRONG)
    verb = _verb(p, a)
    if low <= verb < high and _length(p, min(a, verb), max(b, verb + 1)) <= most:
        a, b = min(a, verb), max(b, verb + 1)
    left, right = _between(p, a, b, low, high, frozenset(","))
    fits = _length(p, left, right) <= most
    if fits:
        a, b = left, right
    if not fits or _length(p, a, b) < LEAST or not a <= verb < b:
        a, b = _wider(p, a, b, low, high, most)
    words = " ".join(p.text[p.start[a]:p.end[b - 1]].split())
    return ("… " if a > first else "") + words + (" …" if b < last else "")


def _length(p: grammar.Parse, a: int, b: int) -> int:
    return p.end[b - 1] - p.start[a]


def _verb(p: grammar.Parse, i: int) -> int:
    """The verb that a token hangs on, or the top of its sentence."""
    while p.pos[i] not in ("VERB", "AUX") and p.head[i] != i:
        i = p.head[i]
    return i


def _between(
    p: grammar.Parse, a: int, b: int, first: int, last: int, marks: frozenset[str]
) -> tuple[int, int]:
    """The stretch around tokens a to b, up to the nearest of some marks on each side."""
    left = next((k + 1 for k in range(a - 1, first - 1, -1) if p.word[k] in marks), first)
    return left, next((k for k in range(b, last) if p.word[k] in marks), last)


def _wider(p: grammar.Parse, a: int, b: int, first: int, last: int, most: int) -> tuple[int, int]:
    """The stretch made wider word by word, to the right and to the left in turn, while there is room."""
    grew = True
    while grew:
        grew = False
        if b < last and _length(p, a, b + 1) <= most:
            b, grew = b + 1, True
        if a > first and _length(p, a - 1, b) <= most:
            a, grew = a - 1, True
    while b - 1 > a and p.pos[b - 1] == "PUNCT" and b < last:
        b -= 1
    while a < b - 1 and p.pos[a] == "PUNCT":
        a += 1
    return a, b

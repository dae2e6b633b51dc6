"""Quotations: where they open and close, and the words of the same sentence that they can be laid at."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from diptych.reading.grammar import Parse

_PAIRS = {"“": "”", "«": "»", "„": "“"}
_MARK = re.compile('[“”"«»„]')
_SINGLE = re.compile(r"(?<!\w)['‘](?=[^\s\d])(?!em\b|til\b|twas\b)|(?<=\S)['’](?!\w)")
_LONGEST = 6000
_ENDS = frozenset(".?!…")


class Quotation(NamedTuple):
    """One quotation, marks included: tokens first to last - 1. `goes_on`: it continues the one before, over a
    paragraph break."""

    first: int
    last: int
    goes_on: bool = False


def quotations(p: Parse) -> list[Quotation]:
    """The outermost quotations of a text in order, one for each paragraph they run over.

    Curly and straight double marks and guillemets; single marks where a paragraph has no others. A mark that
    is never closed quotes to the end of its paragraph if the next paragraph opens with a mark again; else it
    is passed over.
    """
    out: list[Quotation] = []
    for start, end, goes_on in _spans(p.spelling.spelt):
        start, end = p.spelling.span(start, end)
        first, last = bisect_right(p.start, start) - 1, bisect_right(p.start, end - 1) - 1
        if min(first, last) >= 0 and start < p.end[first] and end <= p.end[last]:
            out.append(Quotation(first, last + 1, goes_on))
    return out


def _spans(text: str) -> list[tuple[int, int, bool]]:
    """Characters of each quotation: (start, end, goes on)."""
    spans, open_before = [], False
    paragraphs = [m.span() for m in re.finditer(r"[^\n]+", text)]
    for k, (start, end) in enumerate(paragraphs):
        found, unclosed = _paragraph(text, start, end, single=not _MARK.search(text, start, end))
        if unclosed is not None:
            following = (
                text[paragraphs[k + 1][0] : paragraphs[k + 1][0] + 2].lstrip()
                if k + 1 < len(paragraphs)
                else ""
            )
            if following[:1] in ("“", '"', "«", "‘", "'"):
                found.append((unclosed, len(text[:end].rstrip())))
            else:
                unclosed = None
        for number, (a, b) in enumerate(found):
            spans.append((a, b, open_before and number == 0 and not text[start:a].strip()))
        open_before = unclosed is not None
    return spans


def _paragraph(text: str, start: int, end: int, *, single: bool) -> tuple[list[tuple[int, int]], int | None]:
    """Quotations closed inside a paragraph, and where one opens that is not closed."""
    spans, opened, closing, depth = [], None, "", 0
    for m in (_SINGLE if single else _MARK).finditer(text, start, end):
        c, at = m.group(), m.start()
        if opened is None:
            before = text[at - 1 : at] if at > start else ""
            after = text[m.end() : m.end() + 1].strip()
            if c in _PAIRS or (c == "”" and after.isalnum() and not before.strip()):
                opened, closing, depth = at, _PAIRS.get(c, "”"), 0
            elif c in "'‘" and after and not before.isalnum():
                opened, closing, depth = at, "'’", 0
            elif c == '"' and text[m.end() : m.end() + 1].strip() and not (before and before.isdigit()):
                opened, closing, depth = at, '"”', 0
        elif c in closing or (c == '"' and not text[m.end() : m.end() + 1].isalnum()):
            if depth:
                depth -= 1
            else:
                spans.append((opened, m.end()))
                opened = None
        elif c == "“" and not text[m.end() : m.end() + 1].strip() and text[at - 1] in ".,?!":
            spans.append((opened, m.end()))
            opened = None
        elif c in _PAIRS:
            depth += 1
    return spans, opened


def by_token(p: Parse, found: list[Quotation]) -> list[int]:
    """For each token the number of the quotation it stands in, or -1."""
    inside = [-1] * len(p)
    for k, q in enumerate(found):
        inside[q.first : q.last] = [k] * (q.last - q.first)
    return inside


def is_whole(p: Parse, q: Quotation) -> bool:
    """Whether a quotation stands as a sentence or more: nothing before it in its sentence, or a comma or
    colon."""
    return (
        q.first == 0
        or p.paragraph[q.first - 1] != p.paragraph[q.first]
        or p.word[q.first - 1][-1] in '.?!…,:;"—–'
        or p.pos[q.first - 1] == "SPACE"
    )


def zone_after(p: Parse, q: Quotation, inside: list[int]) -> range:
    """The tokens after a quotation up to the end of its sentence or the next quotation; none where it ends
    with a full stop."""
    inner = next((p.word[i][-1] for i in range(q.last - 1, q.first, -1) if p.word[i][0] not in "\"')"), "")
    if inner == "." and q.last < len(p) and not p.word[q.last][0].islower():
        return range(0)
    end = q.last
    while (
        end < len(p)
        and p.paragraph[end] == p.paragraph[q.first]
        and inside[end] < 0
        and p.word[end] not in _ENDS
        and p.word[end] != ";"
    ):
        end += 1
    return range(q.last, end)


def zone_before(p: Parse, q: Quotation, inside: list[int]) -> range:
    """The tokens before a quotation back to the start of its sentence or the last quotation; after a colon,
    over a paragraph break."""
    start = q.first
    while start > 0 and p.pos[start - 1] == "SPACE":
        start -= 1
    over = start > 0 and p.word[start - 1] == ":"
    stop = start
    while (
        stop > 0
        and inside[stop - 1] < 0
        and p.word[stop - 1] not in _ENDS
        and p.pos[stop - 1] != "SPACE"
        and (over or p.paragraph[stop - 1] == p.paragraph[q.first])
    ):
        stop -= 1
    return range(stop, start)

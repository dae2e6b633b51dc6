"""A case's own codes (`codebook/codes.toml`): a question about each sentence, with closed answers.

Each entry has a label, a question, answers and, where there are any, words that suggest it. A row of layer
`code` has the fields code (the id of the entry) and answer; its words are those of the whole sentence, or
the ones that a coder marked in it. Nothing is coded by the program: the desk asks people.
"""

from __future__ import annotations

from bisect import bisect_right

from diptych.corpus.codebook import Codebook
from diptych.reading import phrases, table
from diptych.reading.reading import Reading
from diptych.schema import OWN


def answers(codebook: Codebook) -> dict[str, tuple[str, ...]]:
    """The answers of each own code of a case, by the id of its entry."""
    return {entry.id: entry.more["answers"] for entry in codebook["codes"]}


def questions(reading: Reading) -> list[dict]:
    """An open row for each sentence of a text and each own code: with an `id`, no answer yet, and in
    `suggested` the words of the sentence that suggest the code."""
    found = _suggested(reading)
    rows = []
    for k, (start, end) in enumerate(table.sentences(reading)):
        place = {"sent": table.sentence_id(k), "surface": reading.text.text[start:end], "nth": 1}
        for code in answers(reading.codebook):
            rows.append(
                {"id": f"{OWN}-{code}-{start}-{end}", "layer": OWN, **place, "start": start, "end": end}
                | {"code": code, "answer": "", "suggested": found.get((k, code), [])}
            )
    return rows


def _suggested(reading: Reading) -> dict[tuple[int, str], list[str]]:
    """By sentence and own code, the words that suggest it."""
    p, firsts = reading.parse, [a for a, _ in reading.parse.sents]
    wanted = [(w, e.id) for e in reading.codebook["codes"] for w in e.more.get("words", ())]
    found: dict[tuple[int, str], list[str]] = {}
    for tokens, code in phrases.find(p, phrases.index(wanted)):
        a, b = phrases.span(p, tokens)
        found.setdefault((bisect_right(firsts, tokens[0]) - 1, code), []).append(reading.text.text[a:b])
    return found

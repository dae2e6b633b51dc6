"""Coding, a person's or the program's: rows of the manual as JSON Lines, and how well two codings agree."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

from diptych import extract, voice
from diptych.ask import all_of
from diptych.coder import card
from diptych.corpus import texts
from diptych.people.drawn import (
    CODING,
    SOURCES,
    difference_lines,
    people,
    rows,
    sources_from,
    whose_lines,
)
from diptych.people.rowfiles import (
    DRAFT,
    SEEN,
    CodingError,
    anchored,
    faults,
    read,
    write,
)
from diptych.reading import table
from diptych.reading.reading import Reading
from diptych.reading.table import sentences
from diptych.schema import CLOSED, EXTRA, FIELDS, KEYS, LAYERS, LOOSE
from diptych.score import match, same, score

__all__ = [
    "CLOSED",
    "CODING",
    "DRAFT",
    "EXTRA",
    "FIELDS",
    "KEYS",
    "LOOSE",
    "SEEN",
    "SOURCES",
    "CodingError",
    "anchored",
    "check_pair",
    "code",
    "faults",
    "match",
    "miss_lines",
    "people",
    "read",
    "rows",
    "same",
    "score",
    "score_line",
    "score_lines",
    "sentences",
    "sources_from",
    "difference_lines",
    "whose_lines",
    "write",
]


def code(readings: Iterable[Reading]) -> dict[str, list[dict]]:
    """Every row of the six layers and of layer `attribution`, for each text, in the order of the words."""
    readings = list(readings)
    coded: dict[str, list[dict]] = {r.text.id: [] for r in readings}
    within = {r.text.id: sentences(r) for r in readings}
    for layer, find in extract.LAYERS.items():
        found = find(readings)
        columns = [found[c].tolist() for c in [*table.BASE, *FIELDS[layer]]]
        for text_id, sent, start, end, surface, *values in zip(*columns):
            coded[text_id].append(
                {"layer": layer, "sent": sent, "surface": surface, "nth": 0, "start": start, "end": end}
                | {k: _plain(v) for k, v in zip(FIELDS[layer], values)}
            )
    for reading in readings:
        rows, text = coded[reading.text.id], reading.text.text
        for row in rows:
            first, last = within[reading.text.id][int(row["sent"][1:]) - 1]
            row["nth"] = _nth(text[first:last], row["surface"], row["start"] - first)
        rows += [_attribution(reading, found) for found in voice.find(reading)]
        rows.sort(key=lambda row: (row["start"], row["end"], row["layer"]))
    return coded


def _plain(value):
    if isinstance(value, float):
        return "" if math.isnan(value) else int(value) if value.is_integer() else value
    return "" if value is None else value


def _nth(sentence: str, surface: str, at: int) -> int:
    """Which occurrence of surface in the sentence starts at this place, counted as plain substrings, from
    1."""
    return 1 + sum(sentence.startswith(surface, k) for k in range(at))


def _attribution(reading: Reading, found: voice.Attribution) -> dict:
    p = reading.parse
    spans = lambda tokens: [[p.start[a], p.end[b - 1]] for a, b in tokens]  # noqa: E731
    content = spans(found.content)
    start, end = content[0][0], content[-1][1]
    return {
        "layer": "attribution",
        "sent": table.sentence_id(p.sent[found.content[0][0]]),
        "surface": reading.text.text[start:end],
        "start": start,
        "end": end,
        "source": spans(found.source),
        "cue": spans(found.cue),
        "content": content,
        "speaker": found.speaker,
        "stance": found.stance,
    }


# Agreement of a coding with a reference


def check_pair(
    reference: list[dict], got: list[dict], names: Sequence[str | Path] = ("the reference", "the coding")
) -> None:
    """Raises CodingError where two codings cannot be scored against each other: a code that the manual
    lacks, or words of two texts.

    Terms and fields that are missing are let pass: a codebook may add terms, and a person may have coded
    some fields only.
    """
    for coded, name in zip((reference, got), names):
        odd = [
            (k, what)
            for k, what in faults(coded)
            if "is missing" not in what and not what.startswith('"term"')
        ]
        if odd:
            raise CodingError(
                "\n".join(
                    [
                        *(f"{name}: row {k}: {what}" for k, what in odd[:5]),
                        *([f"and {len(odd) - 5} more"] if len(odd) > 5 else []),
                    ]
                )
            )
    at = {
        row["start"] + k: c
        for row in reference
        if len(row["surface"]) == row["end"] - row["start"]
        for k, c in enumerate(row["surface"])
    }
    shared = [
        (row["start"] + k, c)
        for row in got
        if len(row["surface"]) == row["end"] - row["start"]
        for k, c in enumerate(row["surface"])
        if row["start"] + k in at
    ]
    apart = [place for place, c in shared if at[place] != c]
    if len(apart) > len(shared) / 4:
        raise CodingError(
            f"{names[1]}: its words are not those of {names[0]} (from character {apart[0]} on); these are"
            " codings of two texts or of two editions. Code the edition that the reference is of"
        )


def score_lines(scores: dict[str, dict]) -> list[str]:
    """The scores as a table for the terminal, a line a layer."""
    lines = [f"{'layer':15}{'ref':>5}{'got':>5}{'strict':>8}{'found':>7}{'joint':>7}  fields"]
    for layer, s in scores.items():
        fields = " ".join(f"{k} {v:.2f}" for k, v in s["fields"].items())
        lines.append(
            f"{layer:15}{s['reference']:5}{s['coding']:5}{s['strict']:8.3f}{s['found']:7.3f}{s['joint']:7.3f}"
            f"  {fields}"
        )
    return lines


def miss_lines(wrong: list[tuple]) -> list[str]:
    """What a coding got wrong in one layer, a line a fault."""
    lines = []
    for r, g, off in wrong:
        if r is None:
            lines.append(f"{g['sent']} {g['surface']!r} extra")
        elif g is None:
            lines.append(f"{r['sent']} {r['surface']!r} missed")
        else:
            lines += [
                f"{r['sent']} {r['surface']!r} {k}: reference {r.get(k)!r}, coding {g.get(k)!r}" for k in off
            ]
    return lines


def score_line(case: texts.Case, readings: Iterable[Reading], *layers: str) -> str:
    """For each layer the program's score on passages that it was not trained on, where its codes are
    learned; then its score against the reference coding of the edition shown, on the texts that have one, or
    that there is none."""
    layers = all_of(layers, LAYERS, "layer")
    unseen = "".join(f"{line}\n" for layer in layers if (line := card.unseen_line(layer)))
    readings = list(readings)
    known = {r.text.id: r for r in readings if reference_of(case, r.text).is_file() and not r.text.differs}
    if not known:
        return f"{unseen}There is no reference coding of these texts, so no score on them can be given."
    coded = code(known.values())
    scores = score(
        (_anchored(read(reference_of(case, known[id].text)), known[id]), rows) for id, rows in coded.items()
    )
    others = [r.text.id for r in readings if r.text.id not in known]
    without = f"; there is no reference coding of {', '.join(others)}" if others else ""
    editions = "/".join(dict.fromkeys(r.text.edition for r in known.values()))
    on = f"{editions} edition of {texts.number_of(len(known))} ({', '.join(known)}{without})"
    return unseen + "\n".join(
        f"{layer}, {on}, {scores[layer]['reference']} rows in the reference: "
        f"F1 {scores[layer]['found']:.2f} for finding a row, {scores[layer]['joint']:.2f} for also giving "
        f"every key code as the reference does ({', '.join(KEYS[layer])})."
        for layer in layers
    )


def reference_of(case: texts.Case, text: texts.Text) -> Path:
    """The file with the reference coding of a text."""
    return Path(case.folder) / "coding" / "reference" / f"{text.id}.{text.edition}.jsonl"


def _anchored(rows: list[dict], reading: Reading) -> list[dict]:
    return anchored(rows, reading.text.text, sentences(reading))[0]

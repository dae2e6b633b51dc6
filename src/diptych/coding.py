"""Coding, a person's or the program's: rows of the coding manual as JSON Lines, and how well two codings agree."""

from __future__ import annotations

import math
import os
import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from diptych import card, derived, extract, receipts, table, texts, voice
from diptych.ask import all_of, one_of
from diptych.pipeline import Reading
from diptych.rowfiles import DRAFT, SEEN, CodingError, anchored, faults, read, write
from diptych.schema import CLOSED, EXTRA, FIELDS, KEYS, LOOSE
from diptych.score import match, same, score

__all__ = [
    "CLOSED", "CODING", "DRAFT", "EXTRA", "FIELDS", "KEYS", "LOOSE", "SEEN", "SOURCES", "CodingError", "anchored", "check_pair",
    "code", "faults", "match", "miss_lines", "people", "read", "rows", "same", "score", "score_line", "score_lines", "sentences",
    "sources_from", "whose_lines", "write",
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
            coded[text_id].append({"layer": layer, "sent": sent, "surface": surface, "nth": 0, "start": start, "end": end}
                                  | {k: _plain(v) for k, v in zip(FIELDS[layer], values)})
    for reading in readings:
        rows, text = coded[reading.text.id], reading.text.text
        for row in rows:
            first, last = within[reading.text.id][int(row["sent"][1:]) - 1]
            row["nth"] = _nth(text[first:last], row["surface"], row["start"] - first)
        rows += [_attribution(reading, found) for found in voice.find(reading)]
        rows.sort(key=lambda row: (row["start"], row["end"], row["layer"]))
    return coded


# Whose rows a case is drawn from

#: The codings of a case, the one that stands above the others first; a sentence is drawn from the first that has read it.
SOURCES = ("adjudicated", "reviewed", "reference", "program")
#: The environment's choice among them, for notebooks.
CODING = "DIPTYCH_CODING"


def rows(case: texts.Case, readings: Iterable[Reading], layer: str, *, coding: str = "") -> pd.DataFrame:
    """One row per mention of a layer, drawn from people's coding of the edition read where there is one, else from the program.

    The columns are those of the program's table (`extract.LAYERS`) and `coder`, the coding that a row is from: one of
    SOURCES, whose files are `coding/<source>/<text>.<edition>.jsonl` in the case's folder. A coding has read the sentences of
    its `seen` rows; without such rows, all sentences, for each layer of which it has a row. `coding="program"` (or the
    environment's DIPTYCH_CODING) leaves out those that stand above the one named. `attrs["coding"]` says in words whose the rows are.
    """
    readings, allowed = list(readings), sources_from(coding)
    program = extract.LAYERS[one_of(layer, FIELDS, "layer")](readings)
    columns = [c for c in program.columns if c not in table.BASE]
    own = {r.text.id: [] for r in readings}
    for row in program.to_dict("records"):
        own[row["text_id"]].append(row)
    drawn: dict[str, Counter] = {}

    def find(reading: Reading) -> Iterable[tuple]:
        found = _drawn(case, reading, layer, own[reading.text.id], columns, allowed)
        drawn[reading.text.id] = Counter(source for source, _ in found)
        for source, of_sentence in found:
            for row in of_sentence:
                yield (row["start"], row["end"], *(row.get(c, "") for c in columns), source)

    out = table.make(readings, find, [*columns, "coder"])
    out.attrs[receipts.CODING] = _whose(case, drawn)
    return out


def whose_lines(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Whose coding the rows of some tables are drawn from, a sentence for each answer; tables that do not say are left out."""
    told: dict[str, list[str]] = {}
    for name, frame in tables.items():
        told.setdefault(frame.attrs.get(receipts.CODING, ""), []).append(name)
    told.pop("", None)
    several = len(told) > 1
    return [f"{', '.join(names).capitalize() if several else 'The rows'}: drawn from {whose}." for whose, names in told.items()]


def sources_from(coding: str = "") -> tuple[str, ...]:
    """The codings that rows may be drawn from: the one named (else the environment's choice, else the first) and those below it."""
    chosen = coding or os.environ.get(CODING, "") or SOURCES[0]
    return SOURCES[SOURCES.index(one_of(chosen, SOURCES, "coding")):]


def _drawn(case: texts.Case, reading: Reading, layer: str, program: list[dict], columns: Sequence[str],
           allowed: Sequence[str]) -> list[tuple[str, list[dict]]]:
    """For each sentence of a text, in order, the coding it is drawn from and its rows there."""
    within = sentences(reading)
    firsts = [first for first, _ in within]
    sentence = lambda row: max(0, bisect_right(firsts, row["start"]) - 1)  # noqa: E731
    found: dict[int, tuple[str, list[dict]]] = {}
    for source in allowed:
        coded = program if source == "program" else people(case, reading, source)
        own = [r | {"sent": table.sentence_id(sentence(r))} for r in coded if r.get("layer", layer) == layer]
        if source != "program":
            own = derived.complete(layer, own, program, columns)
        for k in _read(coded, layer, within, every=source == "program" or bool(own)):
            if k not in found:
                found[k] = source, [r for r in own if sentence(r) == k]
    return [found[k] for k in sorted(found)]


def _read(coded: list[dict], layer: str, within: Sequence[tuple[int, int]], every: bool) -> list[int]:
    """The sentences that a coding has read for a layer."""
    seen = [r for r in coded if r.get("layer") == SEEN]
    if not seen:
        return list(range(len(within))) if every else []
    spans = [(r["start"], r.get("to", r["end"])) for r in seen if r.get("asked", layer) == layer]
    return [k for k, (first, last) in enumerate(within) if any(a < last and b > first for a, b in spans)]


def people(case: texts.Case, reading: Reading, source: str) -> list[dict]:
    """The rows of a coding of a text by people, placed in the text as it is read; none where there is no such coding."""
    text = reading.text
    path = Path(case.folder) / "coding" / source / f"{text.id}.{text.edition}.jsonl"
    if text.differs or not path.is_file():
        return []
    return anchored(read(path), text.text, sentences(reading))[0]


def _whose(case: texts.Case, drawn: dict[str, Counter]) -> str:
    """Whose coding the rows of each text are drawn from, in words, with the share of sentences where it is more than one."""
    told = {}
    for id, of in drawn.items():
        names = [(_called(case, source), of[source]) for source in SOURCES if of[source]]
        several = len(names) > 1
        told[id] = ", ".join(f"{name} ({n} of {sum(of.values())} sentences)" if several else name for name, n in names)
    kinds = list(dict.fromkeys(words for words in told.values() if words))
    if len(kinds) < 2:
        return "".join(kinds)
    return "; ".join(f"{id}: {words}" for id, words in told.items() if words)


def _called(case: texts.Case, source: str) -> str:
    """A coding in words, with what is known of how it was made."""
    path = Path(case.folder) / "coding" / "two-codings.toml"
    made = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    if source != "reference" or not made.get("codings"):
        return "the program" if source == "program" else f"the {source} coding"
    return f"the reference coding, settled from {made['codings']} codings of the {made['edition']} edition"


def sentences(reading: Reading) -> list[tuple[int, int]]:
    """The characters of each sentence of a text, first and after the last, in the order of `sent`."""
    p = reading.parse
    return [(p.start[a], p.end[b - 1]) for a, b in p.sents]


def _plain(value):
    if isinstance(value, float):
        return "" if math.isnan(value) else int(value) if value.is_integer() else value
    return "" if value is None else value


def _nth(sentence: str, surface: str, at: int) -> int:
    """Which occurrence of surface in the sentence starts at this place, counted as plain substrings, from 1."""
    return 1 + sum(sentence.startswith(surface, k) for k in range(at))


def _attribution(reading: Reading, found: voice.Attribution) -> dict:
    p = reading.parse
    spans = lambda tokens: [[p.start[a], p.end[b - 1]] for a, b in tokens]  # noqa: E731
    content = spans(found.content)
    start, end = content[0][0], content[-1][1]
    return {"layer": "attribution", "sent": table.sentence_id(p.sent[found.content[0][0]]), "surface": reading.text.text[start:end], "start": start, "end": end,
            "source": spans(found.source), "cue": spans(found.cue), "content": content, "speaker": found.speaker, "stance": found.stance}


# Agreement of a coding with a reference


def check_pair(reference: list[dict], got: list[dict], names: Sequence[str | Path] = ("the reference", "the coding")) -> None:
    """Raises CodingError where two codings cannot be scored against each other: a code that the manual lacks, or words of two texts.

    Terms and fields that are missing are let pass: a codebook may add terms, and a person may have coded some fields only.
    """
    for rows, name in zip((reference, got), names):
        odd = [(k, what) for k, what in faults(rows) if "is missing" not in what and not what.startswith('"term"')]
        if odd:
            raise CodingError("\n".join([*(f"{name}: row {k}: {what}" for k, what in odd[:5]), *([f"and {len(odd) - 5} more"] if len(odd) > 5 else [])]))
    at = {row["start"] + k: c for row in reference if len(row["surface"]) == row["end"] - row["start"] for k, c in enumerate(row["surface"])}
    shared = [(row["start"] + k, c) for row in got if len(row["surface"]) == row["end"] - row["start"] for k, c in enumerate(row["surface"]) if row["start"] + k in at]
    apart = [place for place, c in shared if at[place] != c]
    if len(apart) > len(shared) / 4:
        raise CodingError(f"{names[1]}: its words are not those of {names[0]} (from character {apart[0]} on); these are codings of two texts or of two editions. Code the edition that the reference is of")



def score_lines(scores: dict[str, dict]) -> list[str]:
    """The scores as a table for the terminal, a line a layer."""
    lines = [f"{'layer':15}{'ref':>5}{'got':>5}{'strict':>8}{'found':>7}{'joint':>7}  fields"]
    for layer, s in scores.items():
        fields = " ".join(f"{k} {v:.2f}" for k, v in s["fields"].items())
        lines.append(f"{layer:15}{s['reference']:5}{s['coding']:5}{s['strict']:8.3f}{s['found']:7.3f}{s['joint']:7.3f}  {fields}")
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
            lines += [f"{r['sent']} {r['surface']!r} {k}: reference {r.get(k)!r}, coding {g.get(k)!r}" for k in off]
    return lines


def score_line(case: texts.Case, readings: Iterable[Reading], *layers: str) -> str:
    """For each layer the program's score on passages that it was not trained on, where its codes are learned; then its score
    against the reference coding of the edition shown, on the texts that have one, or that there is none."""
    layers = all_of(layers, KEYS, "layer")
    unseen = "".join(f"{line}\n" for layer in layers if (line := card.unseen_line(layer)))
    readings = list(readings)
    known = {r.text.id: r for r in readings if _reference(case, r.text).is_file() and not r.text.differs}
    if not known:
        return f"{unseen}There is no reference coding of these texts, so no score on them can be given."
    coded = code(known.values())
    scores = score(
        (_anchored(read(_reference(case, known[id].text)), known[id]), rows) for id, rows in coded.items()
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


def _reference(case: texts.Case, text: texts.Text) -> Path:
    return Path(case.folder) / "coding" / "reference" / f"{text.id}.{text.edition}.jsonl"


def _anchored(rows: list[dict], reading: Reading) -> list[dict]:
    return anchored(rows, reading.text.text, sentences(reading))[0]

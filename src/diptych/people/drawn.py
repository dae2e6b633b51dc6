"""Whose rows are shown: sentence by sentence from the adjudicated coding, reviews, the reference or the
program."""

from __future__ import annotations

import os
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from diptych import extract, rowkeys
from diptych.ask import one_of
from diptych.corpus import texts
from diptych.extract import derived
from diptych.people import decisions as reviewed
from diptych.people.rowfiles import SEEN, CodingError, anchored, faults, read
from diptych.reading import table
from diptych.reading.reading import Reading
from diptych.reading.table import sentences
from diptych.schema import FIELDS, KEYS, LAYERS, OWN
from diptych.score import match, same

#: The codings of a case, the one that stands above the others first; a sentence is drawn from the first that
#: has read it.
SOURCES = ("adjudicated", "reviewed", "reference", "program")
#: How a row of each came about, as the column `how` says it.
HOW = dict(zip(SOURCES, ("adjudicated", "reviewed", "reference", "machine")))
#: The environment's choice among them, for notebooks.
CODING = "DIPTYCH_CODING"


def rows(
    case: texts.Case, readings: Iterable[Reading], layer: str, *, coding: str = "", coder: str = ""
) -> pd.DataFrame:
    """One row per mention of a layer, drawn sentence by sentence from people's coding of the edition read
    where there is one, else from the program.

    The columns are those of the program's table (`extract.LAYERS`; `p` is 1 in rows of people) and two more:
    coder, who coded the row (`adjudicated`, the name of a reviewer, `reference` or `program`), and how
    (adjudicated, reviewed, reference, machine). Files are `coding/<adjudicated or
    reference>/<text>.<edition>.jsonl` in the case's folder, which have read the sentences of their `seen`
    rows, or without such rows all sentences, for each layer of which they have a row; and
    `coding/review/<coder>.jsonl` (`review.files`), whose decisions hold for single rows until the sentence
    is read to the end. Of several who have read a sentence the one counts who agrees most with the others
    there (of two, the first by name), until what they differ on is adjudicated; `coder` names one.
    `coding="program"` (or the environment's DIPTYCH_CODING) leaves out those that stand above the one named.
    `attrs["coding"]` says in words whose the rows are. The program has no rows of a case's own codes (layer
    `code`; code, answer).
    """
    readings, allowed = list(readings), sources_from(coding)
    if one_of(layer, FIELDS, "layer") == OWN:
        allowed, program = allowed[:-1], table.make(readings, lambda reading: (), FIELDS[OWN])
    else:
        program = extract.LAYERS[layer](readings)
    columns = [c for c in program.columns if c not in table.BASE]
    own = {r.text.id: [] for r in readings}
    for row in program.to_dict("records"):
        own[row["text_id"]].append(row)
    reviews = _reviews(case, coder) if "reviewed" in allowed else {}
    drawn: dict[str, list[_Drawn]] = {}

    def find(reading: Reading) -> Iterable[tuple]:
        sources = _sources(case, reading, own[reading.text.id], allowed, reviews)
        drawn[reading.text.id] = _drawn(reading, layer, sources, own[reading.text.id], columns)
        for one in drawn[reading.text.id]:
            for row in one.rows:
                told = (row.get(c, "") for c in columns)
                yield (row["start"], row["end"], *told, row["coder"], row["how"])

    out = table.make(readings, find, [*columns, "coder", "how"])
    out.attrs[rowkeys.CODING] = _whose(case, drawn)
    return out


def whose_lines(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Whose coding the rows of some tables are drawn from, a sentence for each answer; tables that do not
    say are left out."""
    told: dict[str, list[str]] = {}
    for name, frame in tables.items():
        told.setdefault(frame.attrs.get(rowkeys.CODING, ""), []).append(name)
    told.pop("", None)
    several = len(told) > 1
    return [
        f"{', '.join(names).capitalize() if several else 'The rows'}: drawn from {whose}."
        for whose, names in told.items()
    ]


def difference_lines(case: texts.Case, readings: Iterable[Reading]) -> list[str]:
    """Where the program's coding is shown though people have coded: for each layer on which they differ how
    many rows only the one or the other has, and how many differ in a key code."""
    readings = list(readings)
    if sources_from() != SOURCES[-1:]:
        return []
    told = []
    for layer in LAYERS:
        people, program = (rows(case, readings, layer, coding=x) for x in (SOURCES[0], SOURCES[-1]))
        if (people["how"] != HOW["program"]).any():
            told.append(_differing(layer, people, program))
    where = "The page on limits lists their sentences."
    return [f"Beside people's coding: {'; '.join(filter(None, told))}. {where}"] if any(told) else []


def _differing(layer: str, people: pd.DataFrame, program: pd.DataFrame) -> str:
    """How two tables of a layer differ, in words; "" where they do not."""
    only_people = only_program = otherwise = 0
    for text in dict.fromkeys([*people["text_id"], *program["text_id"]]):
        a, b = (t[t["text_id"] == text].assign(layer=layer).to_dict("records") for t in (people, program))
        pairs = match(a, b)
        only_people, only_program = only_people + len(a) - len(pairs), only_program + len(b) - len(pairs)
        otherwise += sum(not all(same(k, a[i][k], b[j][k]) for k in KEYS[layer]) for i, j in pairs)
    if not only_people + only_program + otherwise:
        return ""
    return (
        f"{layer}: {only_people} rows in people's alone, {only_program} in the program's alone,"
        f" {otherwise} with another code"
    )


def sources_from(coding: str = "") -> tuple[str, ...]:
    """The codings that rows may be drawn from: the one named (else the environment's choice, else the first)
    and those below it."""
    chosen = coding or os.environ.get(CODING, "") or SOURCES[0]
    return SOURCES[SOURCES.index(one_of(chosen, SOURCES, "coding")) :]


class _Source(NamedTuple):
    """One coding of a text: which of SOURCES it is, whose, its rows, and those decided on one by one."""

    kind: str
    coder: str
    rows: list[dict]
    decided: Sequence[dict] = ()


class _Drawn(NamedTuple):
    """What a sentence is drawn from, its rows, and how many people have looked at it, where it was
    reviewed."""

    kind: str
    rows: list[dict]
    readers: int


def _reviews(case: texts.Case, coder: str) -> dict[str, list[dict]]:
    """The decisions of each reviewer, or of the one named."""
    found = {name: log.lines for name, log in reviewed.logs(case.folder).items()}
    return found if not coder else {one_of(coder, found, "coder"): found[coder]}


def _sources(
    case: texts.Case,
    reading: Reading,
    program: list[dict],
    allowed: Sequence[str],
    reviews: dict[str, list[dict]],
) -> list[_Source]:
    """The codings of a text that rows may be drawn from, the first one first."""
    text, out = reading.text, []
    for kind in allowed:
        if kind == "program":
            out.append(_Source(kind, kind, program))
        elif kind != "reviewed":
            out.append(_Source(kind, kind, people(case, reading, kind)))
        elif not text.differs:
            for name, lines in reviews.items():
                one = reviewed.replay(lines, text.id, text.edition)
                place = lambda rows: anchored(rows, text.text, sentences(reading))[0]  # noqa: E731
                out.append(_Source(kind, name, place(one.coding()), list(one.decided.values())))
    return out


def _drawn(
    reading: Reading, layer: str, sources: Sequence[_Source], program: list[dict], columns: Sequence[str]
) -> list[_Drawn]:
    """For each sentence of a text, in order, what it is drawn from."""
    within = sentences(reading)
    firsts = [first for first, _ in within]
    sentence = lambda row: max(0, bisect_right(firsts, row["start"]) - 1)  # noqa: E731
    found: dict[int, list[_Drawn]] = {}
    readers: Counter = Counter()
    touched: dict[int, list[tuple[list[dict], list[dict]]]] = {}
    for kind, coder, coded, decided in sources:
        own = _complete(layer, coded, (kind, coder), program, columns, sentence)
        read = _read(coded, layer, within, every=kind != "reviewed" and (kind == "program" or bool(own)))
        if kind == "reviewed":
            single = {sentence(r) for r in [*decided, *own] if r["layer"] == layer} - set(read)
            readers.update([*read, *single])
            for k in single:
                of = [
                    [r for r in some if r["layer"] == layer and sentence(r) == k] for some in (decided, own)
                ]
                touched.setdefault(k, []).append((of[0], of[1]))
        for k in read:
            if k not in found or found[k][0].kind == kind:
                found.setdefault(k, []).append(_Drawn(kind, [r for r in own if sentence(r) == k], readers[k]))
    return [_with_single(_central(found[k]), touched.get(k, ()), readers[k]) for k in sorted(found)]


def _central(several: list[_Drawn]) -> _Drawn:
    """The reading of a sentence that agrees most with the others of it; the first one of those that agree
    alike."""
    if len(several) < 3:
        return several[0]
    agreed = [0.0] * len(several)
    for i, a in enumerate(several):
        for j, b in enumerate(several[:i]):
            n, pairs = len(a.rows) + len(b.rows), match(a.rows, b.rows)
            codes = KEYS[a.rows[0]["layer"]] if pairs else ()
            joint = sum(all(same(f, a.rows[x].get(f), b.rows[y].get(f)) for f in codes) for x, y in pairs)
            share = 2 * joint / n if n else 1.0
            agreed[i] += share
            agreed[j] += share
    return several[agreed.index(max(agreed))]


def _complete(
    layer: str,
    coded: list[dict],
    whose: tuple[str, str],
    program: list[dict],
    columns: Sequence[str],
    sentence: Callable,
) -> list[dict]:
    """A coding's rows of a layer, with the columns of the program's table, and whose they are."""
    kind, coder = whose
    own = [
        r | {"layer": layer, "sent": table.sentence_id(sentence(r))}
        for r in coded
        if r.get("layer", layer) == layer
    ]
    if kind != "program":
        own = derived.complete(layer, own, program, columns)
    return [r | {"coder": coder, "how": HOW[kind]} for r in own]


def _with_single(drawn: _Drawn, touched: Sequence[tuple[list[dict], list[dict]]], readers: int) -> _Drawn:
    """A sentence that nobody has reviewed to the end, with the rows on which somebody has decided already."""
    rows = drawn.rows
    if drawn.kind not in ("reference", "program"):
        return drawn._replace(readers=readers)
    for decided, own in touched:
        before = [r for r in rows if r["how"] == "reviewed"]
        below = [r for r in rows if r["how"] != "reviewed"]
        replaced = [*decided, *own] if drawn.kind == "reference" else decided
        gone = {j for _, j in match(replaced, below)}
        rows = [
            *before,
            *(r for r in own if not match([r], before)),
            *(r for j, r in enumerate(below) if j not in gone),
        ]
    return _Drawn(drawn.kind, rows, readers)


def _read(coded: list[dict], layer: str, within: Sequence[tuple[int, int]], every: bool) -> list[int]:
    """The sentences that a coding has read for a layer."""
    seen = [r for r in coded if r.get("layer") == SEEN]
    if not seen:
        return list(range(len(within))) if every else []
    spans = [(r["start"], r.get("to", r["end"])) for r in seen if r.get("asked", layer) == layer]
    return [k for k, (first, last) in enumerate(within) if any(a < last and b > first for a, b in spans)]


def people(case: texts.Case, reading: Reading, source: str) -> list[dict]:
    """The rows of a coding of a text by people, placed in the text as it is read; none where there is no
    such coding. Raises CodingError where one cannot be drawn."""
    text = reading.text
    path = Path(case.folder) / "coding" / source / f"{text.id}.{text.edition}.jsonl"
    if text.differs or not path.is_file():
        return []
    coded = read(path)
    for k, what in faults(coded, terms=[e.label for e in case.codebook["terms"]]):
        raise CodingError(f"{path}: row {k}: {what}; diptych check {case.folder} tells all that is wrong")
    return anchored(coded, text.text, sentences(reading))[0]


def _whose(case: texts.Case, drawn: Mapping[str, list[_Drawn]]) -> str:
    """Whose coding the rows of each text are drawn from, in words, with the shares where it is more than
    one."""
    told = {id: _shares(case, of) for id, of in drawn.items()}
    kinds = list(dict.fromkeys(words for words in told.values() if words))
    if len(kinds) < 2:
        return "".join(kinds)
    return "; ".join(f"{id}: {words}" for id, words in told.items() if words)


def _shares(case: texts.Case, drawn: list[_Drawn]) -> str:
    """Whose the rows of one text are: "31 of 68 rows checked by two readers, 37 by the program"."""
    by = Counter((row["how"], one.readers * (row["how"] == "reviewed")) for one in drawn for row in one.rows)
    kinds = [kind for kind in SOURCES if any(one.kind == kind for one in drawn)]
    read = sum(one.readers > 0 for one in drawn)
    if not read and (len(kinds) < 2 or not by):
        return ", ".join(_called(case, kind) for kind in kinds)
    names = {how: _called(case, kind) for kind, how in HOW.items()}
    order = list(HOW.values())
    out = []
    for (how, readers), n in sorted(by.items(), key=lambda item: (order.index(item[0][0]), -item[0][1])):
        number = f"{n} of {by.total()} rows" if not out else f"{n}"
        who = texts.number_of(readers, "reader")
        out.append(f"{number} checked by {who}" if how == "reviewed" else f"{number} by {names[how]}")
    return ", ".join(out or ["no row"]) + (f" ({read} of {len(drawn)} sentences checked)" if read else "")


def _called(case: texts.Case, source: str) -> str:
    """A coding in words, with what is known of how it was made."""
    made = two_codings(case)
    if source != "reference" or not made.get("codings") or "edition" not in made:
        return "the program" if source == "program" else f"the {source} coding"
    return f"the reference coding, settled from {made['codings']} codings of the {made['edition']} edition"


def two_codings(case: texts.Case) -> dict:
    """What `coding/two-codings.toml` says of how the reference was made, and how far two codings agreed;
    empty where the case has no such file. Raises CodingError for one that cannot be read."""
    path = Path(case.folder) / "coding" / "two-codings.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise CodingError(f"{path}: not TOML that can be read ({error}); mend it, or take it away") from None

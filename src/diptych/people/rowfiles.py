"""Codings as files: rows of the coding manual as JSON Lines, read, written, checked, and placed in a text."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from diptych import files
from diptych.schema import CLOSED, FIELDS, OWN

#: A row that says that a coder has read a sentence for a layer (`asked`), found or not: no words, from start
#: to `to`.
SEEN = "seen"
#: A row that a coder has begun: its layer will be `asked`, some of its fields are not answered yet.
DRAFT = "draft"
#: What stands in the words of a row for those that are left out.
CUT = " … "


class CodingError(ValueError):
    """A coding that cannot be read: file, line, and what to write instead."""


def write(rows: Iterable[dict], path: str | Path) -> None:
    """Writes rows as JSON Lines in UTF-8, one object a line, the whole file or nothing."""
    files.write(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def read(path: str | Path) -> list[dict]:
    """The rows of a coding. Raises CodingError, naming the line that is not a JSON object."""
    rows = []
    try:
        lines = files.data(path).decode("utf-8-sig").split("\n")
    except OSError as error:
        raise CodingError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise CodingError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from None
    for k, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise CodingError(
                    f"{path}:{k}: not JSON: {getattr(error, 'msg', 'too deep')}; write one object a line"
                ) from None
            wrong = misshapen(row)
            if wrong:
                raise CodingError(f"{path}:{k}: {wrong}")
            rows.append({"sent": ""} | row)
    return rows


#: Fields of every row, or of some, that are texts; and those of an attribution that are pieces of the text.
_TEXTS = ("layer", "surface", "sent", "asked", "coder", "text_id", "edition")
_SPANS = ("source", "cue", "content")
_FIGURES = ("low", "high")


def misshapen(row: object) -> str:
    """What no row may be, whatever its layer, and what to write instead; nothing where it can be worked
    with."""
    if not isinstance(row, dict) or not {"layer", "surface", "start", "end"} <= row.keys():
        return "a row needs layer, surface, start and end"
    if not (_is_place(row["start"]) and _is_place(row["end"]) and row["start"] <= row["end"]):
        return "start and end must be whole numbers, the start first"
    if not isinstance(row["layer"], str) or not isinstance(row["surface"], str):
        return "layer and surface must be texts"
    odd = [f'"{key}" must be {must}' for key, value in row.items() if (must := _must_be(row, key, value))]
    return odd[0] if odd else _halves(row)


def _must_be(row: dict, key: str, value: object) -> str:
    """What a value must be that it is not."""
    if key in _SPANS and row["layer"] == "attribution":
        return "" if _are_spans(value) else "pairs of whole numbers, such as [[10, 14]]"
    if key in _TEXTS:
        return "" if isinstance(value, str) else "a text"
    if key in ("nth", "to"):
        return "" if _is_place(value) else "a whole number"
    if key in _FIGURES:
        return "" if value in (None, "") or _is_figure(value) else "a number, or empty"
    known = key in FIELDS.get(row["layer"], ())
    return "a text" if known and not isinstance(value, (str, type(None))) else ""


def _is_place(value: object) -> bool:
    return type(value) is int and 0 <= value < 2**31


def _are_spans(value: object) -> bool:
    pairs = value if isinstance(value, list) else [value]
    return all(isinstance(p, list) and len(p) == 2 and all(map(_is_place, p)) for p in pairs)


def _is_figure(value: object) -> bool:
    try:
        return not isinstance(value, bool) and math.isfinite(float(value))
    except (TypeError, ValueError, OverflowError):
        return False


def _halves(row: dict) -> str:
    """Whether a row has half a character, which no file can hold."""
    try:
        json.dumps(row, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return r"it has half a character (such as \ud83d alone); write the whole one"
    return ""


def faults(
    rows: Iterable[dict], *, terms: Iterable[str] = (), codes: Mapping[str, Sequence[str]] | None = None
) -> list[tuple[int, str]]:
    """What is wrong with the codes of rows, as (row from 1, what to write instead): unknown layers, missing
    fields, values outside the closed sets.

    `terms` has the terms that a case's codebook adds to those of the manual, `codes` its own codes with their
    answers; without it any code and answer are let pass.
    """
    closed = CLOSED | {("term", "term"): (*CLOSED["term", "term"], *terms), (OWN, "code"): tuple(codes or ())}
    found = []
    for k, row in enumerate(rows, 1):
        layer = row["layer"]
        if layer not in ("attribution", SEEN, DRAFT) and layer not in FIELDS:
            found.append((k, f'layer is "{layer[:60]}"; write one of {", ".join(FIELDS)}'))
            continue
        for field in FIELDS.get(layer, ()):
            allowed = closed.get((layer, field))
            if (layer, field) == (OWN, "answer") and codes:
                allowed = codes.get(row.get("code"))
            if field not in row:
                found.append((k, f'"{field}" is missing from this {layer} row'))
            elif allowed and row[field] not in allowed:
                found.append((k, f'"{field}" is "{str(row[field])[:60]}"; write one of {", ".join(allowed)}'))
    return found


def anchored(
    rows: Iterable[dict], text: str, within: Sequence[tuple[int, int]] = ()
) -> tuple[list[dict], list[tuple[int, str]]]:
    """Rows with offsets that fit the text, and those that could not be placed, as (row from 1, why).

    A row whose words do not stand at its offsets is moved to where they stand, if that is one place only: in
    the text, or in the row's sentence where `within` tells the characters of each. Words that are cut
    (`CUT`), as a coding of a text under copyright may have them, are made whole from the text.
    """
    kept, lost = [], []
    for k, row in enumerate(rows, 1):
        surface, start = str(row["surface"]), row["start"]
        whole = text[start:row["end"]]
        if whole == surface or _is_cut(surface, whole):
            kept.append(row | {"surface": whole})
            continue
        number = re.fullmatch(r"s(\d+)", str(row.get("sent", "")))
        sentence = within[int(number[1]) - 1] if number and 0 < int(number[1]) <= len(within) else (0, 0)
        span = next((s for s in ((0, len(text)), sentence) if surface and text.count(surface, *s) == 1), None)
        if span:
            at = text.index(surface, *span)
            kept.append(_moved(row, at - start, at, at + len(surface)))
        else:
            lost.append(
                (
                    k,
                    (
                        f"{surface!r} does not stand at {start}, and stands"
                        f" {text.count(surface) if surface else 0} times in the text: is this a coding of"
                        " another text or edition?"
                    ),
                )
            )
    return kept, lost


def _is_cut(surface: str, whole: str) -> bool:
    """Whether words are the first and the last of a longer phrase: "the storming … of the town"."""
    first, cut, last = surface.partition(CUT)
    return bool(cut) and whole.startswith(first) and whole.endswith(last) and len(whole) >= len(first + last)


def _moved(row: dict, by: int, start: int, end: int) -> dict:
    spans = {
        key: [[a + by, b + by] for a, b in row[key]]
        for key in ("source", "cue", "content")
        if row["layer"] == "attribution" and isinstance(row.get(key), list)
    }
    return row | {"start": start, "end": end} | spans

"""Decisions of people on the rows of a text, in files that only grow: `coding/review/NAME.jsonl` in a case.

One JSON object a line, written before the desk shows the next sentence, and never changed afterwards:

    id        of the line; no other line has it
    at        when, ISO 8601 in UTC
    coder     whose decision it is
    do        accept, change, reject, add, undo or empty
    text      id of the text; edition and sent: its edition and the sentence, s001 …
    layer     layer of the row; "" for empty
    row       the row as it stood before the decision (for add, the new one): an id of its own, surface, nth,
              start, end and every field of the layer. For empty, the sentence: start and end
    field, from, to    what is changed, of change only
    undoes    id of the line that is taken back, of undo only
    blind     true where the coder had not yet seen what the program proposes for the sentence
    queue     rows or empty: whether the program found something in the sentence; stratum: its stratum
    p         how sure the program is of the row; for add and empty, of the least sure row of the sentence
    chance    share of its stratum that is drawn with this sentence the last one: whoever stops there has
              seen each sentence of the stratum with this probability (the greatest of a stratum counts)
    layers, proposed   of empty only: the layers that were looked for, the program's rows in the sentence

`empty` says that the coder has read the sentence to its end and that nothing is missed: once for each
sentence, and once before, with `blind`, where it was coded blind first. Until then decisions hold for single
rows.

The id of a row that is proposed tells its place: `term-1203-1210`, and `term-1203-1210-2` for a second one
with the same words; the id of a row that is added is that of its line. Two processes may write to one file.
A line that a killed process did not finish is told and passed over; the line after it stands by itself.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from diptych import files
from diptych.people import rowfiles
from diptych.people.rowfiles import SEEN
from diptych.schema import CLOSED, FIELDS

DOES = ("accept", "change", "reject", "add", "undo", "empty")


class ReviewError(ValueError):
    """A review that cannot go on, and what to do instead."""


class Log(NamedTuple):
    """The lines of a file that can be read, in their order, and what is wrong with the others."""

    lines: list[dict]
    faults: list[str]


@dataclass
class Reviewed:
    """What one coder's decisions on one text come to: the rows that stand, the rows decided on as they were
    proposed, by id, and the sentences read to the end, as rows of layer `seen`."""

    coder: str
    text: str
    rows: dict[str, dict] = field(default_factory=dict)
    decided: dict[str, dict] = field(default_factory=dict)
    seen: list[dict] = field(default_factory=list)

    def coding(self) -> list[dict]:
        """The rows and the sentences read, as any coding has them."""
        return [*self.seen, *sorted(self.rows.values(), key=lambda r: (r["start"], r["end"], r["layer"]))]


def folder(case_folder: str | Path) -> Path:
    """Where the review files of a case are."""
    return Path(case_folder) / "coding" / "review"


def path_of(case_folder: str | Path, coder: str) -> Path:
    """The file of a coder. Raises ReviewError for a name that is none."""
    stem = re.sub(r"[^\w.-]+", "-", " ".join(coder.split())).strip("-.").lower()
    if not stem:
        raise ReviewError('say who reviews, such as --coder "Ann"')
    return folder(case_folder) / f"{stem}.jsonl"


def adjudicated_of(case_folder: str | Path, text: str, edition: str) -> Path:
    """The file with the adjudicated coding of a text."""
    return Path(case_folder) / "coding" / "adjudicated" / f"{text}.{edition}.jsonl"


def append(path: str | Path, lines: Iterable[dict]) -> int:
    """Adds lines that the file does not have yet, on the disk before it returns; gives how many.

    A line that a killed process left unfinished is ended first. Raises ReviewError for a line that is no
    decision.
    """
    path, lines = Path(path), list(lines)
    wrong = [what for line in lines if (what := fault(line))]
    if wrong:
        raise ReviewError(f"{path}: not written: {wrong[0]}")
    path.parent.mkdir(parents=True, exist_ok=True)
    known = {line["id"] for line in read(path).lines} if path.is_file() else set()
    new = [line for line in lines if line["id"] not in known]
    data = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in new).encode()
    place = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644)
    try:
        if data and _is_torn(place):
            data = b"\n" + data
        while data:
            data = data[os.write(place, data) :]
        os.fsync(place)
    finally:
        os.close(place)
    return len(new)


def _is_torn(place: int) -> bool:
    """Whether the last line of an open file has no end."""
    size = os.lseek(place, 0, os.SEEK_END)
    if not size:
        return False
    os.lseek(place, size - 1, os.SEEK_SET)
    return os.read(place, 1) != b"\n"


def read(path: str | Path) -> Log:
    """The decisions in a file, each once; lines that are none are told (file, line, why) and passed over."""
    try:
        data = files.data(path)
    except OSError as error:
        raise ReviewError(f"{path}: cannot be read: {error.strerror}") from None
    found, faults = {}, []
    last = data.count(b"\n") + 1
    for k, raw in enumerate(data.split(b"\n"), 1):
        if not raw.strip():
            continue
        try:
            line = json.loads(raw.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            torn = "was not written to its end" if k == last else "is not JSON"
            faults.append(f"{path}:{k}: this line {torn} and is passed over; all others count")
            continue
        what = fault(line)
        if what:
            faults.append(f"{path}:{k}: {what}; the line is passed over")
        else:
            found.setdefault(line["id"], line)
    return Log(list(found.values()), faults)


def fault(line: object) -> str:
    """What is wrong with a line, and what to write instead; nothing where it is a decision."""
    texts = ("id", "at", "coder", "do", "text", "sent")
    if not isinstance(line, dict) or not all(isinstance(line.get(key), str) and line[key] for key in texts):
        return f"a line needs {', '.join(texts)}"
    if line["do"] not in DOES:
        return f'do is "{line["do"][:40]}"; write one of {", ".join(DOES)}'
    if line["do"] == "undo":
        return "" if isinstance(line.get("undoes"), str) else "undo needs undoes, the id of a line"
    row = line.get("row")
    if not isinstance(row, dict) or not (type(row.get("start")) is type(row.get("end")) is int):
        return "row needs start and end, whole numbers"
    if not 0 <= row["start"] <= row["end"]:
        return "row needs start and end, the start first"
    return _fault_of_end(line) if line["do"] == "empty" else _fault_of_row(line, row)


def _fault_of_end(line: dict) -> str:
    layers = line.get("layers") or []
    known = isinstance(layers, list) and all(isinstance(x, str) and x in FIELDS for x in layers)
    return "" if known else f"layers must be a list of {', '.join(FIELDS)}"


def _fault_of_row(line: dict, row: dict) -> str:
    layer = line.get("layer")
    if not isinstance(layer, str) or layer not in FIELDS:
        return f'layer is "{str(layer)[:40]}"; write one of {", ".join(FIELDS)}'
    missing = [key for key in ("id", "surface", *FIELDS[layer]) if key not in row]
    if missing:
        return f"row needs {', '.join(missing)}"
    if line["do"] != "change":
        return _fault_of_codes(row | {"layer": layer})
    name = line.get("field")
    allowed = CLOSED.get((layer, str(name)))
    if name not in FIELDS[layer]:
        return f'field is "{str(name)[:40]}"; write one of {", ".join(FIELDS[layer])}'
    if allowed and name != "term" and line.get("to") not in allowed:
        return f'to is "{str(line.get("to"))[:40]}"; write one of {", ".join(allowed)}'
    if "to" not in line:
        return "change needs to"
    row = row | {"layer": layer}
    return _fault_of_codes(row) or _fault_of_codes(row | {name: line["to"]})


def _fault_of_codes(row: dict) -> str:
    """What is wrong with the values of a row; terms are let pass, which a codebook may add."""
    odd = [what for _, what in rowfiles.faults([row]) if not what.startswith('"term"')]
    return rowfiles.misshapen(row) or next(iter(odd), "")


def logs(case_folder: str | Path) -> dict[str, Log]:
    """Every review file of a case, by coder in the order of their names. Raises ReviewError where one coder
    has two files."""
    found: dict[str, Log] = {}
    for path in sorted(folder(case_folder).glob("*.jsonl")):
        log = read(path)
        for coder in sorted({line["coder"] for line in log.lines}) or [path.stem]:
            own = [line for line in log.lines if line["coder"] == coder]
            before = found.get(coder, Log([], []))
            found[coder] = Log([*before.lines, *own], [*before.faults, *log.faults])
    return dict(sorted(found.items()))


def standing(lines: Sequence[dict]) -> list[dict]:
    """The lines that are not taken back by a later one."""
    undone = {line["undoes"] for line in lines if line["do"] == "undo"}
    return [line for line in lines if line["do"] != "undo" and line["id"] not in undone]


def replay(lines: Sequence[dict], text: str, edition: str) -> Reviewed:
    """What a coder's lines come to for one text."""
    own = [
        line for line in standing(lines) if line["text"] == text and line.get("edition", edition) == edition
    ]
    out = Reviewed(own[0]["coder"] if own else "", text)
    added = {str(line["row"]["id"]) for line in own if line["do"] == "add"}
    for line in own:
        row = {**line["row"], "sent": line["sent"]}
        if line["do"] == "empty":
            if not line.get("blind"):
                out.seen += _seen(line, row)
            continue
        row["layer"] = line["layer"]
        id = str(row["id"])
        if line["do"] == "add":
            out.rows[id] = row
            continue
        if id not in added:
            out.decided.setdefault(id, row)
        if line["do"] == "reject":
            out.rows.pop(id, None)
        elif line["do"] == "change":
            out.rows[id] = out.rows.get(id, row) | {line["field"]: line["to"]}
        else:
            out.rows.setdefault(id, row)
    return out


def _seen(line: dict, row: dict) -> list[dict]:
    place = {"sent": line["sent"], "surface": "", "nth": 1, "start": row["start"], "end": row["start"]}
    return [
        {"layer": SEEN, "asked": layer, **place, "to": row["end"]} for layer in line.get("layers") or FIELDS
    ]


def codings(case_folder: str | Path, editions: dict[str, str]) -> dict[str, dict[str, list[dict]]]:
    """The reviews of a case as codings, coder -> text_id -> rows, of the editions given by text; texts that a
    coder has not touched are left out."""
    found: dict[str, dict[str, list[dict]]] = {}
    for coder, log in logs(case_folder).items():
        for text, edition in editions.items():
            if rows := _rows(log.lines, text, edition):
                found.setdefault(coder, {})[text] = [r | {"coder": coder, "text_id": text} for r in rows]
    return found


def _rows(lines: Sequence[dict], text: str, edition: str) -> list[dict]:
    """What the lines of a coder come to for a text, as a coding."""
    one = replay(lines, text, edition)
    rows = one.coding()
    if rows and not one.seen:  # a coding without such a row would have read all of the text
        rows.append({"layer": SEEN, "asked": "", "sent": "", "surface": "", "start": 0, "end": 0})
    return rows


def rows_of_file(path: str | Path) -> list[dict]:
    """The rows that a file of decisions comes to, each with its coder and text_id (`smith.original` where the
    file has another edition of the text too)."""
    lines = read(path).lines
    places = dict.fromkeys((x["coder"], x["text"], x.get("edition", "")) for x in lines)
    several = {(c, t) for c, t, e in places if sum((c, t) == p[:2] for p in places) > 1}
    out = []
    for coder, text, edition in places:
        named = f"{text}.{edition}" if (coder, text) in several else text
        own = [x for x in lines if x["coder"] == coder]
        out += [r | {"coder": coder, "text_id": named} for r in _rows(own, text, edition)]
    return out


def row_ids(rows: Sequence[dict]) -> list[str]:
    """The ids of rows that are proposed for a text, in their order."""
    taken: dict[str, int] = {}
    out = []
    for row in rows:
        id = f"{row['layer']}-{row['start']}-{row['end']}"
        taken[id] = taken.get(id, 0) + 1
        out.append(id if taken[id] == 1 else f"{id}-{taken[id]}")
    return out

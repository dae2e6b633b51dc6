"""The records of an archive, from files of many kinds: each a text with its metadata, or a fault with its
reason, so that none ends a run."""

from __future__ import annotations

import csv
import json
import os
import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from diptych.corpus import texts
from diptych.corpus.codebook import is_date
from diptych.reading import pipeline

MOST_WORDS = 200_000
MOST_CHARACTERS = 1_000_000
#: A text of so many words, of which fewer are among English's commonest, is in another language.
LEAST_WORDS, ENGLISH = 30, 0.25
FORMATS = (".jsonl", ".ndjson", ".csv", ".parquet", ".txt", ".md")


class ColumnsError(ValueError):
    """A table without a column of texts: which file, what columns it has, and what to do."""


class Fault(NamedTuple):
    """A record that cannot be read, and why."""

    id: str
    fault: str


@dataclass(frozen=True)
class Part:
    """A part of an archive: its number, and its records, each with its place in the archive from 0."""

    number: int
    records: tuple[tuple[int, dict | Fault], ...]


def records(source: Path) -> Iterator[dict | Fault]:
    """The records of an archive, in the order of their file names and lines."""
    for path in _files(source):
        suffix = path.suffix.lower()
        try:
            if suffix in (".txt", ".md"):
                yield _text_file(path, source)
            elif suffix == ".csv":
                yield from _csv(path)
            else:
                yield from _parquet(path) if suffix == ".parquet" else _json_lines(path)
        except OSError as error:
            yield Fault("", f"{path.name}: cannot be read to its end: {error.strerror or error}")


def _files(source: Path) -> list[Path]:
    return (
        sorted(p for p in source.rglob("*") if p.suffix.lower() in FORMATS and p.is_file())
        if source.is_dir()
        else [source]
    )


def count(source: Path) -> int:
    """How many records an archive has, by its lines, rows and files, without reading what they say."""
    n = 0
    for path in _files(source):
        suffix = path.suffix.lower()
        if suffix in (".jsonl", ".ndjson"):
            n += sum(1 for _ in _lines(path))
        elif suffix == ".parquet":
            n += _rows_of_parquet(path)
        else:
            n += sum(1 for _ in _csv(path)) if suffix == ".csv" else 1
    return n


def cut(found: Iterable[dict | Fault], size: int) -> Iterator[Part]:
    """Records in parts of so many, numbered; a record whose id an earlier one with a text has is a fault,
    wherever it stands."""
    kept: list[tuple[int, dict | Fault]] = []
    number = 0
    ids = sqlite3.connect(
        ""
    )  # a data base of SQLite's own, kept in a file of the system's where it grows: memory stays as it is
    ids.execute("CREATE TABLE ids (id TEXT PRIMARY KEY) WITHOUT ROWID")
    for k, record in enumerate(found):
        if has_text(record):
            id = id_of(record, k)
            if not ids.execute("INSERT OR IGNORE INTO ids VALUES (?)", (id,)).rowcount:
                record = Fault(id, f'another record has the id "{id}"')
        kept.append((k, record))
        if len(kept) == size:
            yield Part(number, tuple(kept))
            kept, number = [], number + 1
    if kept:
        yield Part(number, tuple(kept))


def _text_file(path: Path, source: Path) -> dict | Fault:
    id = str(path.relative_to(source).with_suffix("")).replace(os.sep, "/") if path != source else path.stem
    try:
        if path.stat().st_size > texts.MOST_BYTES:
            return Fault(id, f"{path.name}: more than {texts.MOST_BYTES // 1_000_000} MB")
        return {"id": id, "text": path.read_bytes().decode("utf-8-sig")}
    except (OSError, UnicodeDecodeError) as error:
        return Fault(id, f"{path.name}: cannot be read as UTF-8 ({error})")


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers, without those that are empty; of one that is too long for a
    text, no more than its beginning."""
    with path.open("rb") as file:
        k, whole = 1, True
        for line in iter(lambda: file.readline(5 * texts.MOST_BYTES), b""):
            if whole and line.strip():
                yield k, line
            whole = line.endswith(b"\n")
            k += whole


def _json_lines(path: Path) -> Iterator[dict | Fault]:
    for k, line in _lines(path):
        where = f"{path.name}:{k}"
        try:
            record = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
        except (ValueError, RecursionError) as error:
            yield Fault("", f"{where}: not JSON ({error})")
            continue
        yield record if isinstance(record, dict) else Fault("", f"{where}: not an object with a text")


def _csv(path: Path) -> Iterator[dict | Fault]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
        rows = csv.DictReader(lines, strict=True, delimiter=_delimiter(path))
        while True:
            first = rows.reader.line_num + 1
            try:
                record = next(rows, None)
            except csv.Error as error:
                last = rows.reader.line_num
                where = f"lines {first} to {last}" if last > first else f"line {first}"
                yield Fault("", f"{path.name}: {where}: a quotation mark is missing or too many ({error})")
                continue
            if record is None:
                return
            extra = record.pop(None, None)
            more = f"{path.name}:{first}: a row with more cells than the first line names"
            yield record if extra is None else Fault(str(record.get("id") or ""), more)


def _delimiter(path: Path) -> str:
    """What parts the columns of a CSV file, by its first line: a comma, a semicolon or a tab."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        head = lines.readline(10_000)
    return max(",;\t", key=head.count)


def check_columns(source: Path) -> None:
    """Raises ColumnsError for a table without a column `text`, naming the columns that it has."""
    for path in _files(source):
        columns = _columns(path)
        if columns is not None and "text" not in columns:
            raise ColumnsError(
                f"{path}: no column text; its columns are {', '.join(columns) or 'none'}. Call the one with"
                " the texts: text"
            )


def _columns(path: Path) -> list[str] | None:
    """The columns of a table; None for other files, and for one that cannot be read, which is told later."""
    try:
        if path.suffix.lower() == ".csv":
            with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
                return [c.strip() for c in next(csv.reader(lines, delimiter=_delimiter(path)), [])]
        if path.suffix.lower() == ".parquet":
            import pyarrow.parquet  # of the extra `archive`

            return pyarrow.parquet.ParquetFile(path).schema_arrow.names
    except (OSError, ValueError, csv.Error):
        return None
    return None


def _rows_of_parquet(path: Path) -> int:
    import pyarrow.parquet  # of the extra `archive`

    try:
        return pyarrow.parquet.ParquetFile(path).metadata.num_rows
    except (pyarrow.ArrowException, OSError):
        return 1


def _parquet(path: Path) -> Iterator[dict | Fault]:
    import pyarrow.parquet  # of the extra `archive`

    try:
        for batch in pyarrow.parquet.ParquetFile(path).iter_batches(batch_size=256):
            yield from batch.to_pylist()
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        yield Fault("", f"{path.name}: not Parquet, or damaged ({str(error).splitlines()[0]})")


def sort_out(part: Part) -> tuple[list[tuple[texts.Text, dict]], list[dict]]:
    """The texts of a part with their metadata, and the records that are none, each with its reason."""
    taken, rejected = [], []
    for place, record in part.records:
        id = id_of(record, place)
        reason = record.fault if isinstance(record, Fault) else _fault(record)
        if reason:
            rejected.append({"record": place, "id": id, "reason": _printable(reason)})
            continue
        more = {k: "" if v is None else str(v) for k, v in record.items() if k not in ("id", "text")}
        more = {"date": ""} | more | ({"date": _day(record["date"])} if record.get("date") else {})
        taken.append((texts.Text(id=id, text=record["text"], date=more["date"]), more))
    return taken, rejected


def _day(given: object) -> str:
    """A date as a day: of a moment its day, whether it is written or a timestamp of Parquet."""
    written = str(given).strip()
    moment = _MOMENT.fullmatch(written)
    return moment[1] if moment else written


#: A day with the time of day behind it: 2020-05-13 10:00:00, 2020-05-13T10:00:00Z.
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:?\d\d.*")


def id_of(record: dict | Fault, place: int) -> str:
    """The id of a record: its own, else one made of its place."""
    given = record.id if isinstance(record, Fault) else record.get("id")
    return _printable(str(given or f"t{place:07d}"))


def _printable(words: str) -> str:
    """Words as a file in UTF-8 can hold them."""
    return words.encode("utf-8", "backslashreplace").decode("utf-8")


def has_text(record: dict | Fault) -> bool:
    """Whether a record has words."""
    return isinstance(record, dict) and isinstance(record.get("text"), str) and bool(record["text"].strip())


def _fault(record: dict) -> str:
    if not has_text(record):
        return "no text"
    text = record["text"]
    if "\0" in text:
        return "not a text (it has NUL bytes)"
    for key, value in record.items():
        try:
            f"{key}{value}".encode()
        except UnicodeEncodeError:
            return "not UTF-8" if key == "text" else f"not UTF-8 in {_printable(str(key))}"
    day = _day(record.get("date") or "")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day) and not is_date(day):
        return f"date {day}: there is no such day"
    words = len(text.split())
    if words >= LEAST_WORDS and pipeline.english_share(text) < ENGLISH:
        return "does not look like English, which is all that the program reads"
    if words > MOST_WORDS:
        return f"more than {MOST_WORDS:,} words"
    if len(text) > MOST_CHARACTERS:
        return f"more than {MOST_CHARACTERS:,} characters"
    return ""

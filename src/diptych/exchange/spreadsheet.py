"""Codings as one table: CSV that spreadsheets open as it is meant, and Parquet.

One row of the table is one row of one coder: text_id, coder, layer, sent, surface, nth, start, end, every
field of the manual, and `more`, whatever else the row has, as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from diptych import files
from diptych.exchange.codings import Coded, ExchangeError, Project
from diptych.schema import FIELDS

PLACE = ["layer", "sent", "surface", "nth", "start", "end"]
_WHOLE = ("nth", "start", "end")
_NUMBERS = ("low", "high")
#: In `more`, the fields that a row has not.
_ABSENT = "absent"
_FIELDS = list(dict.fromkeys(field for fields in FIELDS.values() for field in fields))
COLUMNS = ["text_id", "coder", *PLACE, *_FIELDS, "more"]
#: A cell that begins with one of these is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def table(project: Project) -> pd.DataFrame:
    """Every row of a project, all cells text but nth, start and end."""
    cells = [_cells(one, row) for one in project.codings for row in one.rows]
    found = pd.DataFrame({c: [row[c] for row in cells] for c in COLUMNS}, columns=COLUMNS)
    return found.astype({c: "int64" if c in _WHOLE else "object" for c in COLUMNS})


def write_csv(project: Project, path: str | Path) -> None:
    """Writes the table as CSV for spreadsheets (`csv`)."""
    files.write(path, csv(table(project)))


def csv(frame: pd.DataFrame) -> bytes:
    """A table as CSV that a spreadsheet opens as it is meant: with a byte-order mark, and an apostrophe
    before cells that look like formulas."""
    formula = lambda cell: isinstance(cell, str) and cell.startswith(_FORMULA)  # noqa: E731
    safe = frame.map(lambda cell: f"'{cell}" if formula(cell) else cell)
    return safe.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")


def read_csv(path: str | Path) -> Project:
    """The codings of such a table, the apostrophes taken away again."""
    try:
        found = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise ExchangeError(f"{path}: no table that can be read ({error})") from None
    return _project(found.map(lambda cell: cell[1:] if cell[:1] == "'" else cell), path)


def write_parquet(project: Project, path: str | Path) -> None:
    """Writes the table as Parquet."""
    table(project).to_parquet(path, index=False)


def read_parquet(path: str | Path) -> Project:
    """The codings of such a table."""
    try:
        return _project(pd.read_parquet(path), path)
    except (OSError, ValueError) as error:
        raise ExchangeError(f"{path}: no table that can be read ({error})") from None


def _cells(one: Coded, row: Mapping) -> dict:
    """The cells of a row: text and figures as they are, all else in `more`."""
    known = [*PLACE, *FIELDS.get(row["layer"], ())]
    plain = {k: _cell(k, row[k]) for k in known if k in row and _is_plain(k, row[k])}
    more = {k: v for k, v in row.items() if k not in plain}
    absent = [k for k in known if k not in row]
    more |= {_ABSENT: absent} if absent else {}
    told = json.dumps(more, ensure_ascii=False) if more else ""
    empty = dict.fromkeys(COLUMNS, "") | dict.fromkeys(_WHOLE, 0)
    return empty | {"text_id": one.text_id, "coder": one.coder} | plain | {"more": told}


def _is_plain(field: str, value: object) -> bool:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, str) and field not in _WHOLE or number and field in (*_WHOLE, *_NUMBERS)


def _cell(field: str, value: str | float) -> str | float:
    return value if field in _WHOLE else str(value)


def _project(found: pd.DataFrame, path: str | Path) -> Project:
    missing = [c for c in ("text_id", "coder", *PLACE) if c not in found.columns]
    if missing:
        raise ExchangeError(
            f"{path}: the columns {', '.join(missing)} are missing; keep the head of the table"
        )
    rows: dict[tuple[str, str], list[dict]] = {}
    for line, cells in enumerate(found.to_dict("records"), 2):
        try:
            rows.setdefault((cells["text_id"], cells["coder"]), []).append(_row(cells))
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise ExchangeError(f"{path}:{line}: {error}") from None
    return Project("", {}, [Coded(text, coder, own) for (text, coder), own in rows.items()])


def _row(cells: dict) -> dict:
    """The row that cells were made from."""
    more = json.loads(cells.get("more") or "{}")
    known = [*PLACE, *FIELDS.get(cells["layer"], ())]
    own = {k: _value(k, cells[k]) for k in known if k in cells and k not in more.get(_ABSENT, ())}
    return own | {k: v for k, v in more.items() if k != _ABSENT}


def _value(field: str, cell: str) -> str | float:
    if field in _WHOLE:
        return int(cell)
    if field in _NUMBERS and cell:
        return float(cell) if any(c in cell for c in ".en") else int(cell)
    return cell

"""The formats by name, and which of them a file is in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from diptych.exchange import annotations, cas, refi, spreadsheet
from diptych.exchange.codings import ExchangeError, Project

#: How a project is written in each format, by its name: a file, but for XMI, which is a folder.
WRITE: dict[str, Callable[[Project, Path], object]] = {
    "qdpx": refi.write_qdpx,
    "annotations": annotations.write,
    "xmi": cas.write,
    "csv": spreadsheet.write_csv,
    "parquet": spreadsheet.write_parquet,
}


def read(path: Path) -> tuple[Project, list[str]]:
    """The project in a file, by its ending, or in a folder of XMI; and a line for all that holds no row."""
    if path.is_dir():
        return cas.read(path)
    kind = path.suffix.lower()
    if kind == ".qdpx":
        return refi.read_qdpx(path)
    if kind in (".jsonld", ".json"):
        return annotations.read(path)
    if kind == ".csv":
        return spreadsheet.read_csv(path), []
    if kind == ".parquet":
        return spreadsheet.read_parquet(path), []
    raise ExchangeError(
        f"{path}: give a .qdpx, .jsonld, .csv or .parquet file, or a folder of .xmi files; to read a coding"
        " as JSON Lines, put it into the case's coding folder"
    )

"""Parses kept between runs, so that a text is parsed once and not once a run.

A parse is a file named after everything that it depends on: the words as the parser saw them, the model with
its version and weights, spaCy's version, and `PIPELINE`. A change in the codebook that changes none of these
parses nothing anew. Each file starts with the checksum of the rest; one that was cut short, changed or is of
another version is passed over and written again. Nothing is unpickled.
"""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path

from diptych import files

#: To be raised whenever the components of the pipeline change what a parse says.
PIPELINE = "1"
FOLDER = "DIPTYCH_CACHE"


def folder() -> Path | None:
    """Where parses are kept: the folder named by DIPTYCH_CACHE, else the user's cache folder; None where
    DIPTYCH_CACHE is `off`."""
    named = os.environ.get(FOLDER)
    if named == "off":
        return None
    if named:
        return Path(named)
    from platformdirs import user_cache_path
    return user_cache_path("diptych", appauthor=False) / "parses"


def key(*parts: str | bytes) -> str:
    """The name of a parse, from all that it depends on."""
    digest = hashlib.sha256()
    for part in (PIPELINE, *parts):
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def get(name: str) -> bytes | None:
    """What is kept under a name, or None where nothing is, or where it is not what was written."""
    place = folder()
    if place is None:
        return None
    try:
        data = files.data(place / f"{name}.parse")
    except OSError:
        return None
    return data[32:] if hashlib.sha256(name.encode() + data[32:]).digest() == data[:32] else None


def put(name: str, data: bytes) -> None:
    """Keeps data under a name. Where it cannot be written (no room, no right to), nothing is kept and nothing
    is said."""
    place = folder()
    if place is None:
        return
    try:
        place.mkdir(parents=True, exist_ok=True)
        _tidied(place)
        files.write(place / f"{name}.parse", hashlib.sha256(name.encode() + data).digest() + data)
    except OSError:
        pass


@lru_cache(maxsize=8)
def _tidied(place: Path) -> None:
    """Takes away, once a run, what killed runs left half-written."""
    files.tidy(place)


def size() -> tuple[int, int]:
    """How many parses are kept, and their bytes."""
    place = folder()
    there = place.glob("*.parse") if place and place.is_dir() else ()
    found = [p.stat().st_size for p in there if p.is_file()]
    return len(found), sum(found)


def clear() -> int:
    """Takes all parses away; gives their number."""
    place = folder()
    found = list(place.glob("*.parse")) if place and place.is_dir() else []
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)

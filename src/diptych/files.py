"""Writing files so that nothing is ever half there: a new file is written beside the old one and takes its place in one step."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write(path: str | Path, content: str | bytes) -> None:
    """Writes a file whole or not at all, in UTF-8 with `\\n` as line end; a process killed half-way leaves the old file as it was.

    Raises OSError (a full disk, a folder that may not be written to) with the old file untouched.
    """
    path = Path(path)
    data = content.encode("utf-8") if isinstance(content, str) else content
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def replacing(folder: str | Path) -> Iterator[Path]:
    """An empty folder beside the one named, which takes its place when all is written; until then the old one stays as it was."""
    folder = Path(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".making", dir=folder.parent.resolve()))
    os.chmod(making, 0o755)
    try:
        yield making
        old = making.with_suffix(".old")
        if folder.exists():
            os.replace(folder, old)
        os.replace(making, folder)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(making, ignore_errors=True)

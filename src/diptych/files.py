"""Writing files so that nothing is ever half there: a new file is written beside the old one and takes its
place in one step.

What is being written has a name that says by whom: `.NAME.HOST-PROCESS-RANDOM.KIND`, the kind one of `part`
(a file), `making` (a folder) and `old` (the folder that is about to be replaced). So a later run knows what a
killed one left behind, and clears it away.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import platform
import re
import secrets
import shutil
import stat
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

_OURS = re.compile(
    r"\.(?P<name>.+)\.(?P<host>[0-9a-f]{8})-(?P<process>\d+)-[0-9a-f]{8}\.(?P<kind>part|making|old|lock)"
)
_HOST = hashlib.sha256(platform.node().encode("utf-8", "replace")).hexdigest()[:8]
_DAY = 86_400
#: What clocks may differ by, in seconds.
_MOMENT = 2
_in_use: set[str] = set()


class BusyError(RuntimeError):
    """Another run is at work on the same folder."""


class TomlError(ValueError):
    """What was to be written into a file of TOML could not be read again."""


def write(path: str | Path, content: str | bytes) -> None:
    """Writes a file whole or not at all, in UTF-8 with `\\n` as line end; a process killed half-way leaves
    the old file as it was.

    Raises OSError (a full disk, a folder that may not be written to) with the old file untouched.
    """
    path = Path(path)
    data = content.encode("utf-8") if isinstance(content, str) else content
    with _aside(path, "part") as part:
        try:
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, path)
        except BaseException as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            if isinstance(error, OSError):
                error.filename, error.filename2 = str(path), None
            raise


def data(path: str | Path, most: int = 3_000_000_000) -> bytes:
    """The bytes of a file. Raises OSError, for a pipe or a device too, which would have no end, and for more
    bytes than `most`."""
    path = Path(path)
    kind = path.stat()
    if stat.S_ISDIR(kind.st_mode):
        raise IsADirectoryError(errno.EISDIR, "this is a folder", str(path))
    if not stat.S_ISREG(kind.st_mode):
        raise OSError(errno.EINVAL, "a pipe or a device and no file", str(path))
    if kind.st_size > most:
        raise OSError(errno.EFBIG, f"more than {most // 1_000_000:,} MB", str(path))
    return path.read_bytes()


def write_toml(path: str | Path, content: str) -> None:
    """Writes a file of TOML whole or not at all (`write`), after it has been read back: a file that nothing
    could read never takes the place of one that can be read. Raises TomlError with the old file untouched."""
    try:
        tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(
            f"{path}: what was to be written would not be TOML ({error}); the file is as it was"
        ) from None
    write(path, content)


def toml_string(words: str) -> str:
    """Words as a string of TOML: quotes, backslashes and control characters escaped, so that they come back
    as they were; halves of characters, which no file can hold, as �."""
    plain = re.sub("[\ud800-\udfff]", "\ufffd", words)
    return re.sub("[\x7f-\x9f]", lambda c: f"\\u{ord(c[0]):04x}", json.dumps(plain, ensure_ascii=False))


@contextmanager
def replacing(folder: str | Path) -> Iterator[Path]:
    """An empty folder beside the one named, which takes its place when all is written; until then the old one
    stays as it was.

    What a killed run left is cleared away first (`recover`).
    """
    folder = Path(folder).resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    recover(folder)
    with _aside(folder, "making") as making:
        try:
            making.mkdir()
            yield making
            _swap(making, folder)
            recover(folder)  # a killed run's kernels may have written a moment longer
        finally:
            shutil.rmtree(making, ignore_errors=True)


def _swap(making: Path, folder: Path) -> None:
    """Puts one folder in another's place. Where two runs do so at once, the later one stays."""
    old = making.with_suffix(".old")
    try:
        for _ in range(100):
            with suppress(FileNotFoundError):
                os.replace(folder, old)
            try:
                os.replace(making, folder)
                return
            except OSError as error:
                if error.errno not in _TAKEN:
                    raise
            shutil.rmtree(old, ignore_errors=True)  # another run was quicker, and its folder is there now
        raise BusyError(f"{folder}: other runs keep writing there; wait until they are done, then try again")
    finally:
        if old.exists() and not folder.exists():
            _put_back(old, folder)
        shutil.rmtree(old, ignore_errors=True)


#: A folder is there already; Windows says so in words of its own.
_TAKEN = (errno.ENOTEMPTY, errno.EEXIST, *((errno.EACCES, errno.EPERM) if os.name == "nt" else ()))


def _put_back(old: Path, folder: Path) -> None:
    """Puts a folder back that was taken away, unless another run has put its own there meanwhile."""
    try:
        os.replace(old, folder)
    except OSError as error:
        if error.errno not in _TAKEN:
            raise


def recover(folder: str | Path) -> None:
    """Clears away what killed runs left beside a folder, and puts the folder back where one was killed
    between taking it away and putting the new one there. What a live run uses is left alone."""
    folder = Path(folder).resolve()
    for path, kind in _left(folder.parent, folder.name):
        if kind == "old" and not folder.exists():
            _put_back(path, folder)
        elif kind in ("old", "making"):
            shutil.rmtree(path, ignore_errors=True)


def tidy(folder: str | Path) -> None:
    """Takes away the files that killed runs left half-written in a folder."""
    for path, kind in _left(Path(folder)):
        if kind in ("part", "lock"):
            with suppress(OSError):
                path.unlink(missing_ok=True)


@contextmanager
def alone(folder: str | Path, *, patience: float = 10.0) -> Iterator[None]:
    """For as long as it lasts, no other run that asks for the same is at work on this folder.

    Raises BusyError where another one is for longer than `patience` (seconds), OSError where the folder may
    not be written to.
    """
    folder, until = Path(folder), time.monotonic() + patience
    tidy(folder)
    with _aside(folder / "alone", "lock") as mine:
        try:
            while True:
                mine.touch(exist_ok=False)
                if len(list(folder.glob(".alone.*.lock"))) == 1:
                    break
                mine.unlink()
                if time.monotonic() > until:
                    raise BusyError(_busy(folder, mine))
                time.sleep(0.02 + secrets.randbelow(100) / 1000)
            yield
        finally:
            mine.unlink(missing_ok=True)


def _busy(folder: Path, mine: Path) -> str:
    other = next((p for p in folder.glob(".alone.*.lock") if p != mine), mine)
    return (
        f"{folder}: another run is writing there; wait until it is done, then try again. If no run is at"
        f" work, take {other.name} away"
    )


@contextmanager
def _aside(path: Path, kind: str) -> Iterator[Path]:
    """A new name beside a path, marked as in use by this process for as long as it lasts."""
    name = f".{path.name}.{_HOST}-{os.getpid()}-{secrets.token_hex(4)}.{kind}"
    _in_use.add(name.rpartition(".")[0])
    try:
        yield path.with_name(name)
    finally:
        _in_use.discard(name.rpartition(".")[0])


def _left(folder: Path, name: str | None = None) -> list[tuple[Path, str]]:
    """What runs that are dead left in a folder, by the name that it was for: (path, kind)."""
    try:
        found = [(path, _OURS.fullmatch(path.name)) for path in folder.iterdir() if path.name.startswith(".")]
    except OSError:
        return []
    return sorted(
        (path, m["kind"])
        for path, m in found
        if m and name in (None, m["name"]) and not _is_live(path, m["host"], int(m["process"]))
    )


def _is_live(path: Path, host: str, process: int) -> bool:
    """Whether the process that a name tells may still be at work. One on another machine cannot be asked: it
    is given a day. One that began after the file was made only has the same number."""
    try:
        made = path.stat().st_mtime
    except OSError:
        return False
    if host != _HOST:
        return abs(time.time() - made) < _DAY
    if process == os.getpid():
        return path.stem in _in_use
    try:
        began = psutil.Process(process).create_time()
        return path.suffix == ".old" or began <= made + _MOMENT  # a folder that was moved keeps its time
    except psutil.NoSuchProcess:
        return False
    except (psutil.Error, OSError, OverflowError):
        return True

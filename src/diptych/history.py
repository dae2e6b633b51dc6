"""What a case was before it was changed: `.diptych/history/0007/` in its folder has the files that the
seventh change replaced, and `change.json`, which says what was done, when, and the checksum of each file
before and after (null where there was none). The last ten are kept."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from diptych import files

FOLDER = Path(".diptych") / "history"
KEPT = 10
_CHANGE = "change.json"


class HistoryError(ValueError):
    """A change that cannot be taken back, and what to do instead."""


@contextmanager
def keeping(what: str, paths: Iterable[Path]) -> Iterator[None]:
    """Keeps files of a case as they are before they are changed. Files outside of any case are not kept;
    where nothing was changed in the end, nothing is kept either."""
    paths = [path.resolve() for path in paths]
    case = next((p for path in paths for p in path.parents if (p / "sources.toml").is_file()), None)
    if case is None:
        yield
        return
    before = {path.relative_to(case).as_posix(): _sum(path) for path in paths if path.is_relative_to(case)}
    step = _keep(case, {"what": what, "at": _now(), "before": before})
    try:
        yield
    finally:
        after = {name: _sum(case / name) for name in before}
        with suppress(OSError):
            if after == before:
                _forget(step)
            else:
                _note(step, {"what": what, "at": _now(), "before": before, "after": after})
                for old in _steps(case)[:-KEPT]:
                    shutil.rmtree(old, ignore_errors=True)


def undo(case: str | Path) -> tuple[dict, int]:
    """Brings back the files as they were before the last change, and takes away those that it made. Gives
    what the change was (what, at, before) and how many earlier ones can be taken back.

    Raises HistoryError where there is none, where it cannot be read, and where a file was changed since,
    with the case as it was.
    """
    case = Path(case).resolve()
    if not case.is_dir():
        raise HistoryError(f"{case}: no such folder; name the folder of a case")
    steps = _steps(case)
    if not steps:
        raise HistoryError(f"{case}: there is no change to take back")
    step, change = steps[-1], _read(steps[-1])
    for name, sum in change["before"].items():
        if "after" in change and _sum(case / name) not in (sum, change["after"].get(name)):
            raise HistoryError(
                f"{case / name}: it was changed by hand since “{change['what']}”, and that would be lost;"
                f" what stood there before is in {step}"
            )
    for name, sum in change["before"].items():
        if sum is None:
            (case / name).unlink(missing_ok=True)
        elif _sum(case / name) != sum:
            files.write(case / name, (step / name).read_bytes())
    _forget(step)
    return change, len(steps) - 1


def _keep(case: Path, change: dict) -> Path:
    """A step with the files as they are now, whole or not at all."""
    history = case / FOLDER
    history.mkdir(parents=True, exist_ok=True)
    with files.alone(history):
        last = _steps(case)[-1:]
        step = history / f"{int(last[0].name) + 1 if last else 1:04d}"
        with files.replacing(step) as making:
            for name, sum in change["before"].items():
                if sum is not None:
                    (making / name).parent.mkdir(parents=True, exist_ok=True)
                    files.write(making / name, (case / name).read_bytes())
            _note(making, change)
    return step


def _note(step: Path, change: dict) -> None:
    files.write(step / _CHANGE, json.dumps(change, ensure_ascii=False, indent=1) + "\n")


def _read(step: Path) -> dict:
    try:
        change = json.loads((step / _CHANGE).read_text(encoding="utf-8"))
        names = {Path(name) for name in change["before"]}
        lost = [name for name, sum in change["before"].items() if sum not in (None, _sum(step / name))]
        if not lost and not any(name.is_absolute() or ".." in name.parts for name in names):
            return {"what": str(change["what"]), "at": str(change["at"])} | change
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise HistoryError(f"{step}: it was changed since it was kept and is not to be trusted; take it away")


def _steps(case: Path) -> list[Path]:
    history = case / FOLDER
    found = history.iterdir() if history.is_dir() else ()
    return sorted((p for p in found if re.fullmatch(r"\d{4,}", p.name)), key=lambda p: int(p.name))


def _forget(step: Path) -> None:
    shutil.rmtree(step)
    with suppress(OSError):  # folders with something in them stay
        step.parent.rmdir()
        step.parent.parent.rmdir()


def _sum(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

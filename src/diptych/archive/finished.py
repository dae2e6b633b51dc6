"""What of an archive is done: the line of each part in `done/`, held to the files that it tells of."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from diptych import files
from diptych.archive.records import Part

#: What a line in `done/` counts.
COUNTS = ("texts", "words", "rejected")


def checksum(part: Part) -> str:
    """The checksum of the records of a part."""
    told = json.dumps(part.records, ensure_ascii=True, default=str, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def rejected_of(out: Path, number: int) -> Path:
    """The file with the records of a part that were set aside."""
    return out / "done" / f"{number:05d}.rejected.jsonl"


def note(out: Path, part: Part, counts: dict[str, int], rows: dict[str, int]) -> dict:
    """Writes down that a part is done, with the checksums of its records and of its files; gives the line."""
    written = [out / name / f"part-{part.number:05d}.parquet" for name in (*rows, "texts")]
    written.append(rejected_of(out, part.number))
    sums = {path.relative_to(out).as_posix(): _sum(path) for path in written}
    line = {"records": checksum(part), **counts, "rows": rows, "files": sums}
    files.write(out / "done" / f"{part.number:05d}.json", json.dumps(line, sort_keys=True) + "\n")
    return line


def line_of(out: Path, number: int) -> tuple[dict, str]:
    """The line of a part that is done, whose files are all what they were; else an empty one, and why."""
    path = out / "done" / f"{number:05d}.json"
    try:
        line = json.loads(path.read_text(encoding="utf-8"))
        counts = [line[key] for key in COUNTS] + list(line["rows"].values())
        if not isinstance(line["records"], str) or any(type(n) is not int for n in counts):
            raise ValueError
        for name, sum in line["files"].items():
            if _sum(out / name) != sum:
                return {}, f"{out / name}: gone, or not what was written there"
    except FileNotFoundError:
        return {}, f"{path}: there is no such part"
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}, f"{path}: cannot be read as the line of a part that is done"
    return line, ""


def sweep(out: Path, parts: int) -> None:
    """Takes away what parts have left that the archive no longer has, and what killed runs left
    half-written."""
    for folder in [out, *(path for path in out.iterdir() if path.is_dir())]:
        files.tidy(folder)
    for path in _parts(out):
        if int(re.search(r"\d+", path.name)[0]) >= parts:
            path.unlink()


def check(out: Path, now: dict) -> list[str]:
    """Everything that is wrong with the tables of an archive, a line each: parts that are missing, files that
    are gone or not what was written, rows that are not as many as were counted, another program than
    `now`."""
    plan, why = plan_of(out)
    if why:
        return [why]
    found = [
        f'{out / "plan.json"}: made with {key} "{plan.get(key)}", and this is "{now[key]}"'
        for key in now
        if plan.get(key) != now[key]
    ]
    numbers = [int(p.stem) for p in (out / "done").glob("*.json") if p.stem.isdecimal()]
    known = set()
    for number in range(max(numbers, default=-1) + 1):
        line, why = line_of(out, number)
        found += [why] if why else _counted(out, number, line)
        known |= {out / name for name in line.get("files", ())} | {out / "done" / f"{number:05d}.json"}
        if why:
            known |= {path for path in _parts(out) if int(re.search(r"\d+", path.name)[0]) == number}
    strange = [path for path in _parts(out) if path not in known]
    found += [f"{path}: no part that is done tells of it; take it away" for path in strange]
    return found if numbers else [f"{out}: no part is done yet; run the archive again"]


def plan_of(out: Path) -> tuple[dict, str]:
    """The plan of the run that stands in a folder; an empty one where it cannot be read, and why."""
    path = out / "plan.json"
    try:
        plan = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(plan, dict):
            return plan, ""
    except FileNotFoundError:
        return {}, f"{path}: no such file; name the folder that an archive was written to"
    except (OSError, ValueError, RecursionError):
        pass
    return {}, f"{path}: it was changed and cannot be read; put it back, or take the folder away"


def _counted(out: Path, number: int, line: dict) -> list[str]:
    import pyarrow.parquet  # of the extra `archive`

    told = []
    for name, rows in (line["rows"] | {"texts": line["texts"]}).items():
        path = out / name / f"part-{number:05d}.parquet"
        there = pyarrow.parquet.ParquetFile(path).metadata.num_rows
        if there != rows:
            told.append(f"{path}: {there} rows, and {rows} were counted")
    return told


def _parts(out: Path) -> list[Path]:
    """The files of all parts."""
    return sorted(
        path
        for path in out.glob("*/*")
        if re.fullmatch(r"part-\d+\.parquet|\d+(\.rejected)?\.jsonl?", path.name) and path.is_file()
    )


def _sum(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

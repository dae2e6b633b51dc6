"""`make kill`: `diptych code`, `report`, `archive` and `review` ended at random moments of their run, by
SIGKILL and SIGTERM in turn.

Only the process itself is ended; those that it started must end within ORPHANS seconds. Half of the
moments are drawn from the whole run, half from its last fifth, where results are written.

`code` and `report`: a result is there before, made from another text. After each kill, every file of it
must be as it was or as the new run makes it, never between: for a site, all of one or all of the other,
in its place or ready to be put back. `archive`: every file that is there is that of a clean run.
`review`: every decision that was taken by the desk is in the file. Then one run to the end must give
what a clean run gives, byte for byte, and leave nothing else behind. `kill.py KILLS SEED COMMAND…`; 50
of each command where nothing is said.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
KHOJALY = ROOT / "texts" / "khojaly"
PUBLISHED = ("1990-05-04", "2015-02-25")
ORPHANS = 5
DIPTYCH = [sys.executable, "-m", "diptych"]


def everything(folder: Path) -> dict[str, bytes]:
    found = {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*")) if p.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.endswith(".part")}


def command(name: str, place: Path, which: int) -> list[str]:
    """One of two runs of a command, with results that differ: of a text with another day of publication, of a
    site of another case, of an archive of other texts."""
    if name == "code":
        own = [str(KHOJALY / f"{id}.txt") for id in ("aslanov", "azertac")]
        return [
            *DIPTYCH,
            "code",
            *own,
            "--case",
            str(KHOJALY),
            "--published",
            PUBLISHED[which],
            "--out",
            str(place),
        ]
    if name == "archive":
        source = str(place.parent / f"in-{which}.jsonl")
        return [
            *DIPTYCH,
            "archive",
            source,
            "--case",
            str(KHOJALY),
            "--out",
            str(place),
            "--processes",
            "2",
            "--part",
            "3",
        ]
    case = ROOT / "texts" / ("velin", "khojaly")[which]
    edition = ["--edition", "restated"] if which else []
    return [
        *DIPTYCH,
        "report",
        "--case",
        str(case),
        "--notebooks",
        str(ROOT / "notebooks"),
        "--out",
        str(place),
        *edition,
    ]


def start(words: list[str], **more) -> subprocess.Popen:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | more
    return subprocess.Popen(words, cwd=ROOT, start_new_session=True, **quiet)


def whole(name: str, place: Path, which: int) -> tuple[dict[str, bytes], float]:
    """What a run to the end gives, and its seconds."""
    began = time.monotonic()
    code = start(command(name, place, which)).wait()
    assert code == 0, f"diptych {name} ended with {code}"
    return everything(place), time.monotonic() - began


def end(running: subprocess.Popen, kind: int) -> bool:
    """Ends a process, and says whether it was still at work; nothing it started may outlive it for long."""
    was = running.poll() is None
    started = psutil.Process(running.pid).children(recursive=True) if was else []
    if was:
        running.send_signal(kind)
    running.wait(30)
    _, alive = psutil.wait_procs(started, timeout=ORPHANS)
    for process in alive:
        process.kill()
    assert not alive, f"{len(alive)} processes outlive their parent: {[p.name() for p in alive]}"
    return was


def killed(words: list[str], after: float, kind: int) -> bool:
    """Starts a run and ends it after some seconds; says whether it was still running."""
    running = start(words)
    try:
        running.wait(after)
    except subprocess.TimeoutExpired:
        pass
    return end(running, kind)


def as_it_stands(place: Path) -> dict[str, bytes]:
    """The result in its place, or the one that a run was killed while replacing; what is half-written has a
    name of its own and is left out."""
    old = sorted(place.parent.glob(f".{place.name}.*.old"))
    return everything(place if place.exists() or not old else old[0])


def moments(kills: int, seed: int, seconds: float):
    """When to end each run, and how."""
    chance = random.Random(seed)
    for k in range(kills):
        yield seconds * chance.uniform(0.8 * (k % 2), 1.05), (signal.SIGKILL, signal.SIGTERM)[k // 2 % 2]


def trial(name: str, kills: int, seed: int, folder: Path) -> str:
    if name == "review":
        return trial_of_review(kills, seed, folder)
    if name == "archive":
        return trial_of_archive(kills, seed, folder)
    place, wanted, seconds = folder / name, [], 0.0
    for which in (0, 1):
        found, seconds = whole(name, folder / f"{name}-clean-{which}", which)
        wanted.append(found)
    assert wanted[0] != wanted[1]
    shutil.copytree(folder / f"{name}-clean-0", place)
    hit, replaced = 0, 0
    for after, kind in moments(kills, seed, seconds):
        hit += killed(command(name, place, 1), after, kind)
        now = as_it_stands(place)
        if name == "report":
            assert now in wanted, "the site is neither the old one nor the new one"
        assert now.keys() == wanted[0].keys() | wanted[1].keys() or name == "report", "a result is lost"
        each = [data in (wanted[0].get(file), wanted[1].get(file)) for file, data in now.items()]
        assert all(each), "a file is neither the old one nor the new one"
        if now == wanted[1]:
            replaced += 1
            shutil.rmtree(place)
            shutil.copytree(folder / f"{name}-clean-0", place)
    found, _ = whole(name, place, 1)
    assert found == wanted[1], "a rerun is no clean run"
    left = [p.name for p in folder.iterdir() if p.name.startswith(".")]
    assert not left, f"left behind: {left}"
    return told(name, kills, seconds, seed, hit, f"{replaced} after the new result was whole", len(found))


def told(name: str, kills: int, seconds: float, seed: int, hit: int, more: str, n: int) -> str:
    return (
        f"diptych {name}: {kills} kills in {seconds:.1f} s of run (seed {seed}), {hit} while it ran, {more};"
        f" nothing lost, no process left, and the rerun equals a clean run ({n} files)"
    )


def trial_of_archive(kills: int, seed: int, folder: Path) -> str:
    text = "The town was attacked on 3 May 1990. Witnesses said that it was a massacre. "
    lines = [json.dumps({"id": f"t{k}", "text": text * (k % 5 + 1)}) + "\n" for k in range(60)]
    (folder / "in-0.jsonl").write_text("".join(lines), encoding="utf-8")
    place, hit, finished = folder / "archive", 0, 0
    wanted, seconds = whole("archive", folder / "archive-clean", 0)
    for after, kind in moments(kills, seed, seconds):
        hit += killed(command("archive", place, 0), after, kind)
        now = everything(place) if place.exists() else {}
        now.pop("rejected.jsonl", None)
        assert all(wanted.get(file) == data for file, data in now.items()), (
            "a file is not that of a clean run"
        )
        if len(now) >= len(wanted) - 1:
            finished += 1
            shutil.rmtree(place)
    found, _ = whole("archive", place, 0)
    assert found == wanted, "a rerun is no clean run"
    assert not list(place.rglob("*.part")), "half a file is left behind"
    return told("archive", kills, seconds, seed, hit, f"{finished} times whole", len(found))


def trial_of_review(kills: int, seed: int, folder: Path) -> str:
    """A desk to which decisions are sent, one after the other, until it is ended; and again."""
    case = folder / "case"
    shutil.copytree(ROOT / "texts" / "velin", case)
    shutil.copytree(KHOJALY / "codebook", folder / "khojaly" / "codebook")
    taken: list[str] = []
    for k, (after, kind) in enumerate(moments(kills, seed, 1.0)):
        words = [*DIPTYCH, "review", "--case", str(case), "--coder", "Ann", "--no-browser"]
        running = start(words, stdout=subprocess.PIPE, text=True)
        address = re.search(r"http://\S+", running.stdout.readline())[0]
        until = time.monotonic() + after
        while time.monotonic() < until:
            line = decision(f"{k}-{len(taken)}")
            if not send(address, line):
                break
            taken.append(line["id"])
        end(running, kind)
        running.stdout.close()
        known = read_ids(case / "coding" / "review" / "ann.jsonl")
        assert set(taken) <= set(known) and len(known) == len(set(known)), (
            "a decision is lost, or stands twice"
        )
    n = len(taken)
    return f"diptych review: {kills} kills (seed {seed}), {n} decisions taken, every one in the file once"


def read_ids(path: Path) -> list[str]:
    from diptych.people import decisions

    return [line["id"] for line in decisions.read(path).lines] if path.is_file() else []


def decision(id: str) -> dict:
    row = {
        "id": "term-0-4",
        "surface": "word",
        "start": 0,
        "end": 4,
        "term": "massacre",
        "referent": "case",
        "referent_name": "",
        "stance": "asserts",
        "voice": "author",
        "source": "",
    }
    return {
        "id": id,
        "at": "2026-01-01T00:00:00Z",
        "coder": "Ann",
        "do": "accept",
        "text": "orlen",
        "edition": "own",
        "sent": "s001",
        "layer": "term",
        "row": row,
    }


def send(address: str, line: dict) -> bool:
    try:
        with urllib.request.urlopen(address, json.dumps([line]).encode(), timeout=20) as answer:
            return answer.status == 200
    except OSError:
        return False


def main(kills: int, seed: int, names: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="diptych-kill-") as folder:
        os.environ["DIPTYCH_CACHE"] = str(Path(folder) / "parses")
        os.environ.pop("DIPTYCH_ORIGINALS", None)
        for name in names:
            print(trial(name, kills, seed, Path(folder)), flush=True)
    return 0


if __name__ == "__main__":
    numbers = [*map(int, sys.argv[1:3]), *(50, 1992)[len(sys.argv[1:3]) :]]
    sys.exit(main(*numbers, sys.argv[3:] or ["code", "report", "archive", "review"]))

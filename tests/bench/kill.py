"""`make kill`: `diptych code` and `diptych report` killed (kill -9, the whole process group) at random moments of their run.

Half of the moments are drawn from the whole run, half from its last fifth, where results are written.

A result is there before, made from another text. After each kill, every file of it must be as it was or as the new run makes it, never
between: for a site, all of one or all of the other, in its place or ready to be put back. Then one run to the end must give what a clean
run gives, byte for byte, and leave nothing else behind. `kill.py KILLS SEED COMMAND…`; 50 of each command where nothing is said.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ("1990-05-04", "2015-02-25")


def everything(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def command(name: str, place: Path, which: int) -> list[str]:
    """One of two runs of a command, with results that differ: of a text with another day of publication, of a site of another case."""
    diptych = [sys.executable, "-m", "diptych"]
    if name == "code":
        return [*diptych, "code", str(ROOT / "texts" / "khojaly" / "aslanov.txt"), str(ROOT / "texts" / "khojaly" / "azertac.txt"), "--case", str(ROOT / "texts" / "khojaly"),
                "--published", PUBLISHED[which], "--out", str(place)]
    case = ("velin", "khojaly")[which]
    return [*diptych, "report", "--case", str(ROOT / "texts" / case), "--notebooks", str(ROOT / "notebooks"), "--out", str(place), *(["--edition", "restated"] if which else [])]


def start(name: str, place: Path, which: int) -> subprocess.Popen:
    return subprocess.Popen(command(name, place, which), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def whole(name: str, place: Path, which: int) -> tuple[dict[str, bytes], float]:
    """What a run to the end gives, and its seconds."""
    began = time.monotonic()
    code = start(name, place, which).wait()
    assert code == 0, f"diptych {name} ended with {code}"
    return everything(place), time.monotonic() - began


def killed(name: str, place: Path, which: int, after: float) -> bool:
    """Starts a run and kills it and all that it started after some seconds; says whether it was still running."""
    running = start(name, place, which)
    try:
        running.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        return True
    return False


def as_it_stands(place: Path) -> dict[str, bytes]:
    """The result in its place, or the one that a run was killed while replacing; what is half-written has a name of its own and is left out."""
    old = sorted(place.parent.glob(f".{place.name}.*.old"))
    found = everything(place if place.exists() or not old else old[0])
    return {name: data for name, data in found.items() if not name.endswith(".part")}


def trial(name: str, kills: int, seed: int, folder: Path) -> str:
    chance, place = random.Random(seed), folder / name
    wanted, seconds = [], 0.0
    for which in (0, 1):
        found, seconds = whole(name, folder / f"{name}-clean-{which}", which)
        wanted.append(found)
    assert wanted[0] != wanted[1]
    shutil.copytree(folder / f"{name}-clean-0", place)
    hit, replaced = 0, 0
    for k in range(kills):
        hit += killed(name, place, 1, seconds * chance.uniform(0.8 * (k % 2), 1.05))
        now = as_it_stands(place)
        if name == "report":
            assert now in wanted, "the site is neither the old one nor the new one"
        assert now.keys() == wanted[0].keys() | wanted[1].keys() or name == "report", "a result is lost"
        assert all(data in (wanted[0].get(file), wanted[1].get(file)) for file, data in now.items()), "a file is neither the old one nor the new one"
        if now == wanted[1]:
            replaced += 1
            shutil.rmtree(place)
            shutil.copytree(folder / f"{name}-clean-0", place)
        if name == "report":
            print(f"  kill {k + 1}: {'after' if now == wanted[1] else 'before'} the new site", flush=True)
    found, _ = whole(name, place, 1)
    assert found == wanted[1], "a rerun is no clean run"
    left = [p.name for p in folder.iterdir() if p.name.startswith(".")]
    assert not left, f"left behind: {left}"
    return f"diptych {name}: {kills} kills in {seconds:.1f} s of run (seed {seed}), {hit} while it ran, {replaced} after the new result was whole; nothing lost, and the rerun equals a clean run ({len(found)} files)"


def main(kills: int, seed: int, names: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="diptych-kill-") as folder:
        os.environ["DIPTYCH_CACHE"] = str(Path(folder) / "parses")
        os.environ.pop("DIPTYCH_ORIGINALS", None)
        for name in names:
            print(trial(name, kills, seed, Path(folder)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50, int(sys.argv[2]) if len(sys.argv) > 2 else 1992, sys.argv[3:] or ["code", "report"]))

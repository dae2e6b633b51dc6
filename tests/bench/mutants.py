"""`make mutants`: each fault of mutants.toml is put into a scratch copy of the program, and its test file
must fail there.

First each test file must pass without a fault. `mutants.py NAME…` tries only those named; the exit code
is 1 where one is not caught, or where what is to be changed no longer stands in its file once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COPIED, LINKED = ("src", "tests", "pyproject.toml"), ("texts", "notebooks", "docs", "README.md", "Makefile")
SECONDS = 600


def known() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "mutants.toml").read_text(encoding="utf-8"))


def misplaced(mutants: dict[str, dict[str, str]]) -> list[str]:
    """The mutants whose words do not stand in their file exactly once."""
    text = {
        m["file"]: (ROOT / "src" / "diptych" / m["file"]).read_text(encoding="utf-8")
        for m in mutants.values()
    }
    return [name for name, m in mutants.items() if text[m["file"]].count(m["old"]) != 1]


def scratch(folder: Path) -> Path:
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(
            ROOT / name,
            folder / name,
            **({"ignore": shutil.ignore_patterns("__pycache__")} if (ROOT / name).is_dir() else {}),
        )
    for name in LINKED:
        (folder / name).symlink_to(ROOT / name)
    return folder


def passes(folder: Path, test: str) -> bool:
    file, *more = test.split(" ")
    environment = os.environ | {"PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", f"tests/{file}", *more]
    ended = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS
    )
    if ended.returncode not in (0, 1):
        raise RuntimeError(f"{test}: {ended.stdout[-2000:]}{ended.stderr[-2000:]}")
    return ended.returncode == 0


def caught(folder: Path, mutant: dict[str, str]) -> bool:
    path = folder / "src" / "diptych" / mutant["file"]
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace(mutant["old"], mutant["new"]), encoding="utf-8")
    try:
        return not passes(folder, mutant["test"])
    finally:
        path.write_text(before, encoding="utf-8")


def main(names: list[str]) -> int:
    mutants = {name: m for name, m in known().items() if not names or name in names}
    wrong = misplaced(mutants)
    with tempfile.TemporaryDirectory(prefix="diptych-mutants-") as place:
        folder = scratch(Path(place))
        tests = dict.fromkeys(m["test"] for m in mutants.values())
        failing = [test for test in tests if not passes(folder, test)]
        print(
            *(f"fails without a fault: {test}" for test in failing),
            *(f"not there once: {name}" for name in wrong),
            sep="\n",
            flush=True,
        )
        missed = []
        for name, mutant in mutants.items():
            if name not in wrong and mutant["test"] not in failing:
                found = caught(folder, mutant)
                missed += [] if found else [name]
                print(f"{'caught' if found else 'NOT CAUGHT'}: {name} ({mutant['test']})", flush=True)
    print(f"{len(mutants) - len(missed) - len(wrong)} of {len(mutants)} caught")
    return bool(missed or wrong or failing)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`make bench`: the date, number and voice layers on public test sets, beside the figures of the best peers on the same texts.

The sets are not part of the project. They are looked for in the folder that DIPTYCH_BENCH names, else in `shared/bench` beside the
checkout; where they are not at hand this says so. The scorers stand beside the data.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
BENCH = Path(os.environ.get("DIPTYCH_BENCH") or HERE.parents[2] / "shared" / "bench")

#: Name of the set, its scorer, its data, the adapter, more arguments; the peers' figures on the same file.
SETS = [
    ("dates: WikiWars open, strict and value F1", "timex_score.py", "wikiwars.open.jsonl", "timex_adapter:predict", [], "HeidelTime 85.3 / 84.0, spaCy with dateparser 73.4 / 35.0"),
    ("numbers: NewsQuant open, value F1, with concept", "number_score.py", "newsquant.open.jsonl", "number_adapter:predict", [], "CQE 90.2 / about 71, quantulum3 75.1 / about 7"),
    ("voice: PolNeAR dev, --speech, joint and token F1", "voice_score.py", "polnear.dev.jsonl", "voice_adapter:predict", ["--speech"],
     "Gender Gap Tracker 62.9 / 77.0, textacy 40.1 / 54.9, a fuller rule system 78.5 / 85.9, people 82.2 / 93.3 (on its test part)"),
]


def main() -> int:
    if not BENCH.is_dir():
        print("The public test sets are not at hand; name their folder in DIPTYCH_BENCH. Nothing was measured.")
        return 0
    failed = 0
    for name, scorer, data, adapter, more, peers in SETS:
        if not (BENCH / data).is_file():
            print(f"{name}: {data} is not at hand")
            continue
        gold = ["--gold", str(BENCH / data)] if scorer != "voice_score.py" else [str(BENCH / data)]
        result = subprocess.run([sys.executable, str(BENCH / scorer), *gold, "--adapter", adapter, *more], cwd=HERE, capture_output=True, text=True,
                                env=os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE), str(BENCH), os.environ.get("PYTHONPATH", "")])})
        failed += result.returncode != 0
        told = result.stdout if result.returncode == 0 else result.stderr[-600:]
        print(f"\n{name}\n{re.sub(re.escape(str(BENCH)) + '/?', '', told).rstrip()}\npeers: {peers}", flush=True)
    return 1 if failed + harm() else 0


#: Sets of acts of harm (`bench/harm`): the scorer, the data, and the peers' figures on the same file.
HARM = [
    ("harm_score.py", "ewt_harm.jsonl", "keyword and rule: recall 81, precision 75, agent F1 65"),
    ("harm_score.py", "qanom_harm.jsonl", "keyword and rule: recall 72, precision 74, agent F1 12"),
    ("harm_score.py", "wikievents_harm.jsonl", "keyword and rule: recall 88, precision 38, agent F1 49"),
    ("harm_score.py", "rams_harm.jsonl", "keyword and rule: recall 68, agent F1 35"),
    ("harm_score.py", "uds_certainty.jsonl", "keyword and rule: not happened, hedged 6; happened, plain 100"),
]


def harm() -> int:
    """The acts of harm, and how far verbs vouch, beside the peers' figures; the number of sets that could not be scored."""
    folder, failed = BENCH / "harm", 0
    if not folder.is_dir():
        print("harm: the sets are not at hand")
        return 0
    with tempfile.TemporaryDirectory() as place:
        adapter, pred, table = str(HERE / "harm_adapter.py"), f"{place}/pred.jsonl", f"{place}/stances.json"
        steps = [([adapter, str(folder / data), "--out", pred], [str(folder / scorer), str(folder / data), "--pred", pred], data, peers) for scorer, data, peers in HARM]
        verbs = [str(folder / "veridicality_score.py"), str(folder / "megaveridicality.jsonl"), "--stances", table]
        steps.append(([adapter, "--stances", table], verbs, "megaveridicality.jsonl", "textbook factives: AUC vouches .931"))
        for predict, score, name, peers in steps:
            subprocess.run([sys.executable, *predict], check=True)
            result = subprocess.run([sys.executable, *score], capture_output=True, text=True)
            failed += result.returncode != 0
            told = result.stdout if result.returncode == 0 else result.stderr[-600:]
            print(f"\nharm: {name}\n{told.replace(str(folder) + '/', '').rstrip()}\npeers: {peers}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())

"""For harm_score.py and veridicality_score.py: acts of harm in the texts of a gold file, and the stance of
every verb of reporting.

harm_adapter.py GOLD.jsonl --out PRED.jsonl
harm_adapter.py --stances STANCES.json
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from diptych.corpus.codebook import Codebook, read_codebook
from diptych.corpus.texts import Text
from diptych.extract.responsibility import responsibility
from diptych.reading import pipeline

FOLDER = Path(__file__).parents[2] / "texts" / "khojaly" / "codebook"
COLUMNS = ("start", "end", "surface", "actor", "affected", "form", "certainty", "voice", "source", "rung")


def codebook() -> Codebook:
    """The shared words of harm, law and reporting, and no names: as for texts of somebody's own."""
    book = read_codebook(FOLDER)
    return Codebook(
        tuple(e for e in book.entries if e.kind not in ("event", "actors", "places", "neighbours"))
    )


def acts(gold: Path, out: Path) -> None:
    """Writes the acts of each text of a gold file, a line a text."""
    items = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    readings = pipeline.read([Text(id=r["id"], text=r["text"], date="2020-01-01") for r in items], codebook())
    rows = {r["id"]: [] for r in items}
    for row in responsibility(readings).to_dict("records"):
        rows[row["text_id"]].append({k: row[k] for k in COLUMNS})
    out.write_text(
        "".join(
            json.dumps({"id": id, "acts": found}, ensure_ascii=False) + "\n" for id, found in rows.items()
        ),
        encoding="utf-8",
    )


def stances(out: Path) -> None:
    """Writes {verb: stance}; a verb of several entries keeps the first."""
    table: dict[str, str] = {}
    for entry in codebook()["cues"]:
        if entry.more["pos"] == "VERB":
            for lemma in entry.more["lemmas"]:
                table.setdefault(lemma, str(entry.more["stance"]))
    out.write_text(json.dumps(table, ensure_ascii=False, indent=0), encoding="utf-8")


if __name__ == "__main__":
    ask = argparse.ArgumentParser()
    ask.add_argument("gold", nargs="?", type=Path)
    ask.add_argument("--out", type=Path)
    ask.add_argument("--stances", type=Path)
    said = ask.parse_args()
    if said.stances:
        stances(said.stances)
    if said.gold:
        acts(said.gold, said.out)

"""The training passages: well formed, invented, coded by the manual's closed sets."""

import json
from pathlib import Path

from diptych import schema
from diptych.coder.passages import LAYERS, second_codings

DATA = Path(__file__).parents[1] / "texts" / "training"
PASSAGES = [
    json.loads(line)
    for path in sorted([*DATA.glob("*.jsonl"), *DATA.glob("sentences/*.jsonl")])
    for line in path.read_text(encoding="utf-8").splitlines()
]


def faults(passage):
    for k, sentence in enumerate(passage["sents"], 1):
        for row in sentence["rows"]:
            layer = LAYERS[row["l"]]
            where = f"{passage['id']} s{k} {row['w']!r}"
            if sentence["s"].count(row["w"]) < row.get("n", 1):
                yield f"{where}: not in the sentence that often"
            for field in schema.FIELDS[layer]:
                allowed = schema.CLOSED.get((layer, field))
                if field not in row and field != "referent_name" or allowed and row.get(field) not in allowed:
                    yield f"{where}: {field} is {row.get(field)!r}"
            if (row["voice"] == "author") != (row["source"] == ""):
                yield f"{where}: voice and source do not agree"


def test_every_row_stands_in_its_sentence_with_codes_of_the_manual():
    assert [fault for passage in PASSAGES for fault in faults(passage)] == []


def test_there_are_many_passages_and_many_sentences_without_a_row():
    sentences = [s for p in PASSAGES for s in p["sents"]]
    assert len(PASSAGES) >= 300 and len({p["id"] for p in PASSAGES}) == len(PASSAGES)
    assert 0.2 < sum(not s["rows"] for s in sentences) / len(sentences) < 0.5


def test_sixty_passages_were_coded_twice():
    twice = second_codings(DATA)
    assert len(twice) == 60 and all(first for first, _ in twice if _)

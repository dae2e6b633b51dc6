"""Training: the same bytes from the same passages, weights that hold no name, and p that can be believed."""

import json
import re
from pathlib import Path

import pytest

from diptych.coder import passages, train, trained
from diptych.coder.models import as_json
from diptych.corpus.codebook import read_codebook

ROOT = Path(__file__).parents[2]
DATA = ROOT / "texts" / "training"
WEIGHTS = ROOT / "src" / "diptych" / "coder" / "weights"


def test_the_same_passages_give_the_same_bytes(tmp_path):
    some = tmp_path / "some.jsonl"
    lines = [
        line
        for path in sorted(DATA.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()[:3]
    ]
    some.write_text("\n".join(lines) + "\n", encoding="utf-8")
    lessons = [
        train.lesson(p) for p in passages.load([some], read_codebook(ROOT / "texts" / "khojaly" / "codebook"))
    ]
    once, again = ({name: as_json(models) for name, models in train.fit(lessons).items()} for _ in range(2))
    assert once == again and set(once) == {"term", "responsibility", "legal", "voice"}


@pytest.mark.parametrize("layer", trained.LAYERS)
def test_p_is_near_the_share_of_rows_that_is_right(layer):
    scores = trained.scores()[layer]
    assert scores["calibration_error"] <= 0.08 and sum(b["n"] for b in scores["bins"]) == scores["coding"]


def test_the_weights_are_small_and_readable():
    files = sorted(WEIGHTS.glob("*.json"))
    assert sum(path.stat().st_size for path in files) < 2_000_000
    assert all(max(map(len, path.read_text(encoding="utf-8").splitlines())) < 200 for path in files)


def test_no_feature_holds_a_name():
    features = {
        f
        for name in (*trained.LAYERS, "voice")
        for f in json.loads((WEIGHTS / f"{name}.json").read_text(encoding="utf-8"))["weights"]
    }
    words = {
        w for f in features for w in re.findall(r"[^\W\d_]+", re.sub(r"<[^>]*>", "", f.partition("=")[2]))
    }
    codes = {
        "CARDINAL",
        "DATE",
        "EVENT",
        "FAC",
        "GPE",
        "LAW",
        "LOC",
        "MONEY",
        "NORP",
        "ORDINAL",
        "ORG",
        "PERCENT",
        "PERSON",
        "PROPN",
        "TIME",
        "WORK",
        "ART",
        "QUANTITY",
        "PRODUCT",
        "LANGUAGE",
        "ADJ",
        "ADP",
        "ADV",
        "AUX",
        "CCONJ",
        "DET",
        "INTJ",
        "NOUN",
        "NUM",
        "PART",
        "PRON",
        "PUNCT",
        "SCONJ",
        "SPACE",
        "SYM",
        "VERB",
        "X",
        "I",
        "True",
        "False",
        "ROOT",
    }
    capital = {w for w in words if w[:1].isupper() and w not in codes and not re.fullmatch(r"[A-Z]{2,5}", w)}
    assert capital == set()


def test_the_training_data_are_far_from_the_case_that_is_shown():
    known = json.dumps(trained.scores())
    assert "khojaly" not in known.lower()
    text = "".join(path.read_text(encoding="utf-8") for path in DATA.glob("*.jsonl"))
    assert "Khojaly" not in text and "Azerbaijan" not in text and "Armenia" not in text

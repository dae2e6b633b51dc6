"""The records of an archive: what a table must have, what a day is, and which texts are not in English."""

import json
from datetime import datetime

import pandas as pd
import pytest
from typer.testing import CliRunner

from diptych.archive import records
from diptych.cli import app

ENGLISH = "The army shelled the harbour of Karsk and forty people were killed. Nobody was tried for it. " * 3
TURKISH = (
    "Ordu kasabaya girdi ve o gece kırk kişi öldürüldü. Belediye başkanı bunu kınadı ve yardım istedi. Kimse gelmedi."
    " Köylüler ormana kaçtı, evleri yakıldı ve yollar kapatıldı. Mahkeme kimseyi yargılamadı, kimse hesap vermedi."
)


def sorted_out(*found):
    return records.sort_out(records.Part(0, tuple(enumerate(found))))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_is_read_whatever_parts_its_columns(tmp_path, mark):
    path = tmp_path / "a.csv"
    path.write_text(f"id{mark}text\nx{mark}\"Forty, and more; were killed.\"\n", encoding="utf-8")
    assert list(records.records(path)) == [{"id": "x", "text": "Forty, and more; were killed."}]


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_a_table_without_a_column_of_texts_is_told_once_with_its_columns(tmp_path, name):
    path, frame = tmp_path / name, pd.DataFrame({"id": ["x"], "body": [ENGLISH]})
    frame.to_csv(path, index=False) if name.endswith("csv") else frame.to_parquet(path)
    found = CliRunner().invoke(app, ["archive", str(path), "--out", str(tmp_path / "out")])
    assert found.exit_code == 2 and "no column text; its columns are id, body" in " ".join(found.output.split())
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "given, day",
    [
        ("2020-05-13 10:00:00", "2020-05-13"),
        ("2020-05-13T08:04:00Z", "2020-05-13"),
        (datetime(2020, 5, 13, 10), "2020-05-13"),
        ("2020-05", "2020-05"),
        ("May 2020", "May 2020"),
    ],
)
def test_a_moment_is_its_day(given, day):
    ((text, metadata),), _ = sorted_out({"id": "x", "text": ENGLISH, "date": given})
    assert text.date == metadata["date"] == day


def test_a_day_that_is_none_and_a_text_in_another_language_are_set_aside_with_the_reason():
    taken, rejected = sorted_out(
        {"id": "a", "text": ENGLISH},
        {"id": "b", "text": ENGLISH, "date": "2020-02-30"},
        {"id": "c", "text": TURKISH},
    )
    assert [text.id for text, _ in taken] == ["a"]
    assert [(r["id"], r["reason"].split(":")[0][:20]) for r in rejected] == [
        ("b", "date 2020-02-30"),
        ("c", "does not look like E"),
    ]


def test_an_archive_of_which_nothing_could_be_coded_does_not_end_well(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "c", "text": TURKISH}) + "\n", encoding="utf-8")
    found = CliRunner().invoke(app, ["archive", str(path), "--out", str(tmp_path / "out")])
    assert found.exit_code == 1 and "No record could be coded" in found.output

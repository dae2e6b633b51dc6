"""An archive at hand: what ships is what its script makes, a folder and a file give the same tables, and every figure leads back to its sentences."""

import json
import re
import subprocess
import sys

import pandas as pd
import pytest
from conftest import ROOT

from diptych import charts, rowkeys, show
from diptych.archive import batch, many
from diptych.corpus.texts import example

FOLDER = ROOT / "texts" / "velin-archive"


@pytest.fixture(scope="module")
def pieces():
    return [json.loads(line) for line in many.example().read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def shipped():
    return many.load(many.example())


def test_what_ships_is_what_its_script_makes_and_says_so(tmp_path):
    copy = tmp_path / "make.py"
    copy.write_bytes((FOLDER / "make.py").read_bytes())
    subprocess.run([sys.executable, str(copy)], check=True)
    assert (tmp_path / "pieces.jsonl").read_bytes() == (FOLDER / "pieces.jsonl").read_bytes()
    assert (FOLDER / "pieces.jsonl").stat().st_size < 400_000


def test_every_piece_says_that_it_was_generated(pieces):
    assert len(pieces) == len({p["id"] for p in pieces}) == 300
    assert {p["edition"] for p in pieces} == {"generated"}
    assert {p["outlet"] for p in pieces} == set(many.outlets(many.load(many.example(), most=300))["outlet"])


def test_every_row_points_at_its_words_and_has_the_metadata_beside_it(shipped):
    texts = shipped.tables["texts"].set_index("text_id")
    for name, frame in shipped.tables.items():
        assert {"outlet", "from", "date"} <= set(frame), name
        if name != "texts":
            assert len(frame) > 100, name
            assert [r for r in frame.itertuples() if texts.loc[r.text_id, "text"][r.start:r.end] != r.surface] == [], name
            assert (frame["outlet"] == frame["text_id"].map(texts["outlet"])).all(), name


def test_a_folder_that_archive_wrote_gives_the_tables_of_the_file(tmp_path, shipped, pieces):
    pytest.importorskip("pyarrow")
    few = tmp_path / "few.jsonl"
    few.write_text("".join(json.dumps(p) + "\n" for p in pieces[:12]), encoding="utf-8")
    batch.run(few, example(), tmp_path / "out", part=5)
    read, coded = many.load(tmp_path / "out"), many.load(few)
    assert (read.of, coded.of) == (12, 12)
    for name in ("terms", "responsibility", "sentences", "attributions"):
        columns = ["text_id", "sent", "start", "end", "surface", "outlet", "date"]
        assert read.tables[name][columns].values.tolist() == coded.tables[name][columns].values.tolist(), name
        assert len(read.tables[name]) == (shipped.tables[name]["text_id"].isin([p["id"] for p in pieces[:12]])).sum() > 0


def test_of_many_texts_the_same_sample_is_taken_every_time(shipped):
    one, two = many.load(many.example(), most=20), many.load(many.example(), most=20)
    assert list(one.tables["texts"]["text_id"]) == list(two.tables["texts"]["text_id"]) and len(one.tables["texts"]) == 20
    assert one.of == 300 and set(one.tables["terms"]["text_id"]) <= set(one.tables["texts"]["text_id"])


def test_a_rate_counts_its_rows_in_the_words_of_its_outlet_and_period(shipped):
    terms, texts = shipped.tables["terms"], shipped.tables["texts"]
    for years in (None, 5):
        rates = many.rates(terms, shipped, by="from", years=years)
        assert rates["n"].sum() == len(terms) == sum(map(len, rates["rows"]))
        assert ((rates["low"] <= rates["rate"]) & (rates["rate"] <= rates["high"])).all()
    r = rates[(rates["text_id"] == "Tolvia") & (rates["term"] == "massacre") & (rates["period"] == 2000)].iloc[0]
    there = texts[(texts["from"] == "Tolvia") & texts["date"].str[:4].isin(["2000", "2001", "2002", "2003", "2004"])]
    own = terms[(terms["term"] == "massacre") & terms["text_id"].isin(there["text_id"])]
    assert r["words"] == there["words"].sum() > 0 and r["n"] == len(own) and set(r["rows"]) == set(rowkeys.keys(own))


def test_the_ladder_of_an_outlet_adds_up(shipped):
    acts = shipped.tables["responsibility"]
    ladder = many.ladder(acts, shipped)
    on = ladder[~ladder["rung"].str.startswith(("blame", "denied"))]
    assert on.groupby("text_id")["share"].sum().round(9).eq(1).all() and len(set(ladder["text_id"])) == 6
    assert ladder["n"].sum() == len(acts)


def test_texts_without_a_year_are_in_no_period():
    texts = pd.DataFrame({"text_id": ["a", "b"], "words": [10, 10], "outlet": ["A", "A"], "date": ["1999-01-01", ""]})
    rows = pd.DataFrame({"text_id": ["a", "b"], "sent": ["s001"] * 2, "start": [0, 0], "end": [1, 1], "term": ["x", "x"], "outlet": ["A", "A"], "date": ["1999-01-01", ""]})
    of = many.Archive({"texts": texts}, 2)
    assert many.rates(rows, of, years=5)[["period", "n", "words"]].values.tolist() == [[1995, 1, 10]]
    assert many.rates(rows, of)[["n", "words"]].values.tolist() == [[2, 20]]


def test_the_program_finds_most_of_what_was_put_in_and_the_table_can_be_low(shipped):
    found = many.put_in(shipped)
    assert set(found["what"]) == {"word", "rung"} and found["pieces"].sum() > 400
    assert (found[found["what"] == "word"]["share"] > 0.95).all() and (found["share"] > 0.6).all()
    tables = dict(shipped.tables, terms=shipped.tables["terms"].head(0))
    assert (many.put_in(many.Archive(tables, 300)).query("what == 'word'")["share"] == 0).all()
    assert many.put_in(many.Archive(dict(tables, texts=tables["texts"].drop(columns=["put_word", "put_rung"])), 300)).empty


def test_a_mark_opens_the_sentences_that_it_counts(shipped):
    terms = shipped.tables["terms"]
    own = terms[(terms["term"] == "genocide") & (terms["voice"] == "author")]
    for chart in (charts.dots(many.rates(own, shipped), value="rate", label="term", low="low", high="high"), charts.over_time(many.rates(own, shipped, by="from", years=5))):
        marks = charts.marks_of(chart)
        assert sorted(k for m in marks for k in m.keys) == sorted(rowkeys.keys(own)) and all(m.shows == len(m.keys) for m in marks)
        html = show.chart(chart, many.readings(shipped, own)).html
        assert len(re.findall("data-keys", html)) == own.drop_duplicates(["text_id", "sent"]).shape[0] and "generated edition" in html


def test_a_sentence_is_shown_as_it_stands_in_its_text(shipped):
    rows = shipped.tables["terms"].head(3)
    html = show.sentences(rows, many.readings(shipped, rows)).html
    sentences = shipped.tables["sentences"].set_index(["text_id", "sent"])["surface"]
    for r in rows.itertuples():
        before, after = sentences[r.text_id, r.sent].split(r.surface, 1)
        assert f"{show.as_text(before)}<mark>{show.as_text(r.surface)}</mark>{show.as_text(after)}" in html


def test_what_is_no_archive_is_said(tmp_path):
    with pytest.raises(batch.ArchiveError, match="neither a folder that diptych archive wrote nor a file of records"):
        many.load(tmp_path)

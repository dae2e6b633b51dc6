"""Findings counted in other ways: every mark has its rows, and what turns round is told."""

import json
import os
import shutil
from dataclasses import replace

import pytest

from diptych import charts, extract, rowkeys, show
from diptych.compare import multiverse
from diptych.reading import pipeline


@pytest.fixture(scope="module")
def counted(velin):
    return multiverse.readings_of(*velin)


def test_every_way_of_counting_has_as_many_rows_as_its_two_counts(counted):
    assert len(counted) > 30
    for row in counted.itertuples():
        own = [key for key in row.rows if rowkeys.place(key).text_id == row.text_id]
        assert (len(own), len(row.rows) - len(own)) == (row.n, row.other_n)
        assert row.difference == pytest.approx(100 * (row.n / row.of - row.other_n / row.other_of))


def test_each_mark_of_the_chart_opens_the_rows_of_its_way_of_counting(counted):
    marks = charts.marks_of(charts.multiverse(counted))
    with_rows = counted[counted["n"] + counted["other_n"] > 0]
    assert [m.keys for m in marks] == list(with_rows["rows"])
    assert all(m.shows == len(m.keys) for m in marks)


def test_the_chart_says_that_each_coding_is_counted_apart(velin, counted):
    html = show.chart(charts.multiverse(counted), velin[1]).html
    assert "drawn from each coding apart (people’s coding, the program’s coding)" in html


def test_a_finding_is_told_as_the_first_page_counts_it_and_flips_where_the_sign_does(counted):
    for _, own in counted.groupby("finding"):
        first = own[own["first"]]
        assert list(first["sign"]) == ["same"]
        turned = own["difference"] * first["difference"].iloc[0] < 0
        assert list(own["sign"] == "flips") == list(turned)
    assert set(counted["sign"]) == {"same", "flips", "none"}


def test_the_author_alone_and_verbs_alone_never_count_more_than_all(counted):
    sizes = counted.set_index(["finding", "coding", "voice", "last"])["of"]
    for (finding, coding, voice, last), of in sizes.items():
        assert of <= sizes.get((finding, coding, multiverse.VOICES[0], last), of)
        if last == multiverse.NOUNS[1]:
            assert of <= sizes.get((finding, coding, voice, multiverse.NOUNS[0]), of)


def test_the_table_says_in_how_many_readings_a_finding_holds(counted):
    told = multiverse.holds(counted)
    for row in told.itertuples():
        own = counted[counted["finding"] == row.finding]
        assert row.holds == f"{(own['sign'] == 'same').sum()} of {len(own)} readings"
        assert (row.flips == "none") == (not (own["sign"] == "flips").any())


@pytest.mark.parametrize("n", [1, 3, 5, 8])
def test_one_text_has_nothing_to_compare_and_of_many_one_is_set_against_the_others(velin, n):
    case, readings = velin
    several = [replace(case.texts[k % 2], id=f"t{k}") for k in range(n)]
    found = multiverse.readings_of(
        replace(case, texts=tuple(several)), pipeline.read(several, case.codebook)
    )
    assert found.empty == (n == 1)
    assert found.empty or all(f.endswith("than the others") for f in found["finding"])
    assert charts.multiverse(found).figure.get_label().startswith("Findings")


def test_each_reviewer_is_a_coding_apart(velin, counted, tmp_path):
    case, readings = velin
    assert set(counted["coding"]) == {multiverse.PEOPLE, multiverse.PROGRAM}
    copy = replace(case, folder=tmp_path / "velin")
    shutil.copytree(case.folder, copy.folder)
    row = extract.terms(readings).iloc[0]
    edition = next(t.edition for t in case.texts if t.id == row["text_id"])
    taken_out = {"at": "2026-01-01T00:00:00Z", "coder": "ada", "do": "reject", "text": row["text_id"]}
    taken_out |= {"sent": row["sent"], "edition": edition, "layer": "term"}
    taken_out |= {"row": {k: row[k] for k in ("surface", "term", "voice")}}
    taken_out["row"] |= {"layer": "term", "start": int(row["start"]), "end": int(row["end"])}
    path = copy.folder / "coding" / "review" / "ada.jsonl"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(taken_out) + "\n", encoding="utf-8")
    assert "reviewed by ada" in set(multiverse.readings_of(copy, readings)["coding"])


def test_the_other_edition_is_counted_where_it_is_at_hand_and_its_marks_say_so(edition):
    case, readings = edition
    counted = multiverse.readings_of(case, readings)
    other = counted["coding"].str.endswith(multiverse.OTHER_EDITION)
    assert {"answerable", "words", "doers", "law"} >= set(counted["question"]) >= {"answerable", "words"}
    if os.environ.get("DIPTYCH_ORIGINALS"):
        assert other.any() and not counted[other]["first"].any()
        assert (counted[other]["rows"].map(len) == 0).all()
    marks = charts.marks_of(charts.multiverse(counted))
    assert len(marks) == int((counted["rows"].map(len) > 0).sum())

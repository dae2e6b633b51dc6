import os
import subprocess
import sys

import pandas as pd
import pytest
from conftest import ROOT

from diptych import show
from diptych.interactive import classroom
from diptych.interactive.classroom import ClassroomError
from diptych.people import agreement, coding

ANSWERS = {"term": "massacre", "referent": "case", "stance": "asserts", "voice": "author"}


@pytest.fixture
def sentences():
    words = ["The massacre was no battle, and the massacre is remembered.", "Nobody came."]
    return pd.DataFrame([("t", "s001", 0, 59, words[0], "own"), ("t", "s002", 60, 72, words[1], "own")], columns=["text_id", "sent", "start", "end", "surface", "edition"])


@pytest.fixture
def session(sentences, tmp_path):
    return classroom.start(sentences, "Ann B.", folder=tmp_path)


def code_all(session):
    row = classroom.mark(session, 0, "massacre")
    for field, value in ANSWERS.items():
        classroom.answer(session, row, field, value)
    classroom.done(session, 0)
    classroom.done(session, 1)


@pytest.mark.parametrize("layer", classroom.LAYERS)
def test_there_are_six_questions_with_the_manuals_answers(layer):
    asked = classroom.layers()[layer].questions
    assert [q.field for q in asked] and sorted(q.field for q in asked) == sorted(coding.FIELDS[layer])
    assert len(asked) == 6
    for q in asked:
        assert tuple(q.answers) == coding.CLOSED.get((layer, q.field), ())
        assert q.when is None or q.when[1] in coding.CLOSED[layer, q.when[0]]


def test_every_answer_is_on_the_disk_when_it_is_given(session):
    row = classroom.mark(session, 0, "massacre")
    for field, value in ANSWERS.items():
        classroom.answer(session, row, field, value)
        assert coding.read(session.path)[0][field] == value
    assert coding.read(session.path)[0]["layer"] == "term"


def test_a_row_with_a_question_open_is_a_draft_and_no_sentence_is_finished_with_one(session):
    row = classroom.mark(session, 0, "massacre")
    classroom.answer(session, row, "term", "massacre")
    assert row["layer"] == "draft"
    with pytest.raises(ClassroomError, match="“massacre” still has a question open: What is it a word for"):
        classroom.done(session, 0)
    assert coding.faults(session.rows) == []


def test_a_source_is_asked_for_after_attributed_only(session):
    row = classroom.mark(session, 0, "massacre")
    for field, value in (ANSWERS | {"voice": "attributed"}).items():
        classroom.answer(session, row, field, value)
    assert [q.field for q in classroom.open_questions(session, row)] == ["source"]
    classroom.answer(session, row, "source", "the ministry")
    assert row["layer"] == "term"


def test_words_are_found_by_which_time_they_stand_there(session):
    row = classroom.mark(session, 0, "massacre", nth=2)
    assert (row["start"], row["nth"], row["surface"]) == (36, 2, "massacre")
    with pytest.raises(ClassroomError, match="stands 2 times"):
        classroom.mark(session, 0, "massacre", nth=3)
    with pytest.raises(ClassroomError, match="does not stand in this sentence; copy the words"):
        classroom.mark(session, 1, "genocide")
    with pytest.raises(ClassroomError, match="has a row already"):
        classroom.mark(session, 0, "massacre", nth=2)


def test_a_sentence_read_and_left_empty_is_kept_as_read(session, sentences, tmp_path):
    code_all(session)
    assert classroom.progress(session) == (2, 2)
    again = classroom.start(sentences, "Ann B.", folder=tmp_path)
    assert classroom.progress(again) == (2, 2)
    assert [r["surface"] for r in classroom.rows_of(again, 0)] == ["massacre"]
    assert classroom.rows_of(again, 1) == []


def test_a_killed_kernel_loses_nothing(sentences, tmp_path):
    code = ("import os, sys, pandas as pd\nfrom diptych.interactive import classroom\n"
            "s = classroom.start(pd.read_json(sys.argv[1], dtype={'sent': str}), 'Ann', folder=sys.argv[2])\n"
            "row = classroom.mark(s, 0, 'battle')\nclassroom.answer(s, row, 'term', 'battle')\nos.kill(os.getpid(), 9)\n")
    sentences.to_json(tmp_path / "s.json")
    died = subprocess.run([sys.executable, "-c", code, str(tmp_path / "s.json"), str(tmp_path)], env=os.environ | {"PYTHONPATH": str(ROOT / "src")})
    assert died.returncode == -9
    again = classroom.start(sentences, "Ann", folder=tmp_path)
    (row,) = classroom.rows_of(again, 0)
    assert (row["surface"], row["term"], row["layer"]) == ("battle", "battle", "draft")


def test_a_name_must_be_one_and_two_people_may_not_share_a_file(session, sentences, tmp_path):
    code_all(session)
    assert session.path.name == "ann-b.jsonl"
    with pytest.raises(ClassroomError, match="choose a name to code under"):
        classroom.start(sentences, " / ", folder=tmp_path)
    with pytest.raises(ClassroomError, match='has the coding of Ann B.; choose another name than "ann b"'):
        classroom.start(sentences, "ann b", folder=tmp_path)


def test_an_answer_outside_the_manual_is_refused(session):
    row = classroom.mark(session, 0, "massacre")
    with pytest.raises(ClassroomError, match='"endorses" is no answer to this question; choose one of asserts'):
        classroom.answer(session, row, "stance", "endorses")
    assert row["stance"] == ""


def test_a_row_taken_away_is_gone_from_the_disk(session):
    row = classroom.mark(session, 0, "massacre")
    classroom.remove(session, row)
    assert coding.read(session.path) == []


def test_a_table_filled_in_a_spreadsheet_is_the_same_coding(session, sentences, tmp_path):
    code_all(session)
    path = classroom.table_to_fill(sentences, tmp_path / "paper.csv")
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    for field, value in (ANSWERS | {"words": "massacre"}).items():
        frame.loc[0, field] = value
    frame.to_csv(path, index=False)
    other = classroom.from_table(path, sentences, "Ben", folder=tmp_path)
    bare = lambda rows: [{k: v for k, v in r.items() if k != "coder"} for r in rows]  # noqa: E731
    assert bare(other.rows) == bare(session.rows)
    frame.loc[0, "stance"] = "endorses"
    frame.loc[1, "words"] = "somebody"
    frame.to_csv(path, index=False)
    with pytest.raises(ClassroomError, match="line 2: \"endorses\" is no answer(.|\n)*line 3: “somebody” does not stand"):
        classroom.from_table(path, sentences, "Ben", folder=tmp_path)
    assert bare(coding.read(other.path)) == bare(session.rows)


def test_all_who_use_the_same_numbers_get_the_same_sentences(velin):
    case, readings = velin
    one, other = classroom.choose(readings, n=8, seed=3), classroom.choose(readings, n=8, seed=3)
    pd.testing.assert_frame_equal(one, other)
    assert list(one["text_id"].value_counts()) == [4, 4]
    assert not one.equals(classroom.choose(readings, n=8, seed=4))
    for s in one.itertuples():
        text = next(t.text for t in case.texts if t.id == s.text_id)
        assert text[s.start:s.end] == s.surface


def test_a_class_is_merged_and_held_against_reference_and_program(velin, tmp_path):
    case, readings = velin
    sentences = classroom.choose(readings, n=8)
    for coder, by_text in classroom.invented(case, readings, sentences).items():
        rows = [r | {"coder": coder, "text_id": id, "edition": "own"} for id, own in by_text.items() for r in own]
        coding.write(rows, tmp_path / f"{coder[:3].lower()}.jsonl")
    found = classroom.codings(case, folder_of=tmp_path)
    assert sorted(found) == list(classroom.INVENTED)
    scores = classroom.against(found, classroom.reference(case), classroom.REFERENCE, layer="responsibility")
    assert list(scores["coder"]) == list(classroom.INVENTED)
    assert scores["joint"].iloc[0] > scores["joint"].iloc[2]
    own = classroom.against({"me": classroom.reference(case)}, classroom.reference(case), classroom.REFERENCE)
    assert own["joint"].iloc[0] == 1.0
    program = classroom.against(found, classroom.program(readings), classroom.PROGRAM)
    assert program["units"].min() > 0
    assert list(classroom.figures(found)["field"]) == coding.FIELDS["term"]
    assert len(agreement.disagreements(agreement.units(found, layers=["term"]))) > 0


def test_a_coding_of_another_edition_is_left_out(velin, tmp_path):
    case, _ = velin
    coding.write([{"layer": "seen", "asked": "term", "sent": "s001", "surface": "", "nth": 1, "start": 0, "end": 0, "to": 5, "coder": "Ann", "text_id": "orlen", "edition": "restated"}], tmp_path / "ann.jsonl")
    assert classroom.codings(case, folder_of=tmp_path) == {}


def test_the_printed_sheet_has_every_sentence_and_asks_nothing_of_the_network(velin, tmp_path, monkeypatch):
    _, readings = velin
    sentences = classroom.choose(readings, n=6)
    monkeypatch.delenv(show.READER, raising=False)
    assert "sheet.html" in classroom.sheet(sentences, tmp_path / "new" / "sheet.html", layers=["term", "legal"]).html
    html = (tmp_path / "new" / "sheet.html").read_text(encoding="utf-8")
    assert html.count("□ nothing to mark") == 12
    assert "http:" not in html and "https:" not in html
    monkeypatch.setenv(show.READER, "reader.html")
    assert "code-it-yourself-sheet-term.html" in classroom.sheet(sentences, tmp_path / "other.html").html
    assert not (tmp_path / "other.html").exists()


def test_the_desk_codes_by_its_widgets_and_keeps_every_answer(sentences, tmp_path, monkeypatch):
    pytest.importorskip("ipywidgets")
    monkeypatch.delenv(show.READER, raising=False)
    desk = classroom.desk(sentences, "Ann", folder=tmp_path)
    line, rows, buttons, said = desk.children[1], desk.children[2], desk.children[3], desk.children[4]
    line.children[0].value = "battle"
    line.children[2].click()
    (box,) = rows.children
    for widget, value in zip(box.children[1:7], ("battle", "case", "", "denies", "author", "")):
        widget.value = value
    assert [w.layout.display for w in box.children[1:7]] == [None, None, "none", None, None, "none"]
    assert coding.read(tmp_path / "ann.jsonl")[0]["layer"] == "term"
    buttons.children[0].click()
    assert "1 of 2 sentences finished" in said.value
    line.children[0].value = "genocide"
    line.children[2].click()
    assert "does not stand in this sentence" in said.value
    buttons.children[0].click()
    assert "All sentences are finished" in said.value


def test_on_a_page_the_desk_only_shows_the_sentences(sentences, tmp_path, monkeypatch):
    monkeypatch.setenv(show.READER, "reader.html")
    html = classroom.desk(sentences, "Ann", folder=tmp_path).html
    assert "code-it-yourself.html" in html and "Nobody came." in html

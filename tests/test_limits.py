import pytest

from diptych.corpus import texts
from diptych.interactive import classroom
from diptych.people import coding
from diptych.site import limits


def test_the_scores_are_those_of_the_score_command(velin):
    case, readings = velin
    known, got = classroom.reference(case), classroom.program(readings)
    plain = coding.score([(known[id], got[id]) for id in known])
    frame = limits.scores(case, readings, draws=200)
    for r in frame[frame["text_id"] == "all"].itertuples():
        assert (r.found, r.joint, r.n) == pytest.approx((plain[r.layer]["found"], plain[r.layer]["joint"], plain[r.layer]["reference"]))
        assert r.found_low <= r.found <= r.found_high and r.joint_low <= r.joint <= r.joint_high
    assert set(frame["text_id"]) == {"orlen", "tolpress", "all"}


def test_every_error_points_at_its_words(velin):
    case, readings = velin
    text = {t.id: t.text for t in case.texts}
    errors = limits.errors(case, readings)
    assert len(errors) > 10
    assert all(text[r.text_id][r.start:r.end] == r.surface for r in errors.itertuples())
    assert set(errors["error"]) <= {"missed", "extra", *(k for keys in coding.KEYS.values() for k in keys)}
    assert (errors["where"] != "").all()
    assert limits.tally(errors)["n"].sum() == len(errors)


def test_a_program_that_says_what_the_reference_says_has_no_error(velin, monkeypatch):
    case, readings = velin
    monkeypatch.setattr(classroom, "program", lambda readings: classroom.reference(case))
    assert limits.errors(case, readings).empty
    assert (limits.scores(case, readings, draws=10)["joint"] == 1).all()


@pytest.mark.parametrize("sentence, words, where", [
    ("The army did not shell the town.", "shell", "a negation"),
    ("The town was shelled.", "shelled", "a passive"),
    ("He spoke of a “night battle” there.", "battle", "quotation marks"),
    ("The men who shelled the town fled.", "shelled", "a relative clause"),
    ("They came at dawn.", "came", "a plain clause"),
])
def test_an_error_is_laid_at_what_stands_around_it(read, sentence, words, where):
    (reading,) = read(sentence)
    at = sentence.index(words)
    assert where in limits.construction(reading, at, at + len(words)).split(", ")


def test_the_model_alone_gives_rows_of_the_manual_and_points_at_words(velin):
    _, readings = velin
    for reading in readings:
        rows = limits.stock(readings)[reading.text.id]
        assert {r["layer"] for r in rows} == {"entity", "date", "number"}
        assert all(reading.text.text[r["start"]:r["end"]] == r["surface"] for r in rows)


def test_the_program_stands_between_the_model_alone_and_two_coders(restated):
    case, readings = restated
    frame = limits.beside(case, readings).set_index("layer")
    if frame.empty:
        pytest.skip("no reference coding of this edition")
    for layer in ("entity", "date", "number"):
        assert frame.loc[layer, "stock_joint"] < frame.loc[layer, "program_joint"]
    assert frame.loc["term", "coders_joint"] == 0.89


def test_a_case_with_no_reference_has_no_scores(velin, tmp_path):
    case, readings = velin
    bare = texts.Case("bare", "Bare", tmp_path, case.texts, case.codebook)
    assert limits.scores(bare, readings).empty and limits.errors(bare, readings).empty and limits.beside(bare, readings).empty and limits.by_edition(bare).empty

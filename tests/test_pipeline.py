import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych.corpus import texts
from diptych.corpus.codebook import Codebook, read_codebook
from diptych.reading import grammar, pipeline
from diptych.reading.spelling import plain

NOTHING = Codebook(())


def reading(string, codebook=NOTHING):
    return pipeline.read([texts.Text("t", string)], codebook)[0]


def sentence_words(r):
    return [grammar.words(r.parse, a, b) for a, b in r.parse.sents]


def test_the_model_is_the_pinned_one():
    assert pipeline.model().meta["version"] == pipeline.VERSION
    assert pipeline.model_name().startswith("en_core_web_sm 3.8.0, spaCy 3.8")


def test_a_model_of_another_version_is_refused(monkeypatch):
    import types
    pipeline.model.cache_clear()
    monkeypatch.setattr(pipeline.importlib, "import_module", lambda name: types.SimpleNamespace(__version__="999.9.9"))
    try:
        with pytest.raises(pipeline.ModelError, match="version 999.9.9; this collection needs 3.8.0"):
            pipeline.model()
    finally:
        pipeline.model.cache_clear()


def test_a_paragraph_break_is_a_sentence_break_even_without_a_full_stop():
    r = reading("Law and memory\n\nThe ferry sank. Nobody knows why.\n\nThe end")
    assert sentence_words(r) == ["Law and memory", "The ferry sank.", "Nobody knows why.", "The end"]
    assert [r.parse.paragraph[a] for a, _ in r.parse.sents] == [0, 1, 1, 2]


def test_wrapped_lines_are_one_paragraph_and_offsets_stay_those_of_the_file():
    text = "The ferry left the\nharbour at dawn and\nsank off the coast.\n\nNobody knows why."
    r = reading(text)
    assert sentence_words(r) == ["The ferry left the harbour at dawn and sank off the coast.", "Nobody knows why."]
    assert all(text[s:e] == w for s, e, w in zip(r.parse.start, r.parse.end, r.parse.word) if w.strip())


def test_lines_that_are_whole_paragraphs_need_no_blank_line_between():
    assert sentence_words(reading("The ferry sank in the night.\nThe end came quickly.")) == ["The ferry sank in the night.", "The end came quickly."]


BOUNDARIES = [
    ('The mayor was blunt: "We never left." Nobody answered. "That is a lie."', ['The mayor was blunt: "We never left."', "Nobody answered.", '"That is a lie."']),
    ("The report ends: “Nobody came.”", ["The report ends: “Nobody came.”"]),
    ("The shelling began at 5 p.m. Because the road was cut, nobody left.", ["The shelling began at 5 p.m.", "Because the road was cut, nobody left."]),
    ("At 3 a.m. Russian troops entered. The harbour burned.", ["At 3 a.m. Russian troops entered.", "The harbour burned."]),
    ("It ended at 11:00 p.m. on Friday.", ["It ended at 11:00 p.m. on Friday."]),
    ("(They had met before.) Then came silence.", ["(They had met before.)", "Then came silence."]),
    ("The court cited art. 3 of the statute. It met once.", ["The court cited art. 3 of the statute.", "It met once."]),
]


@pytest.mark.parametrize("text, expected", BOUNDARIES, ids=[b[0][:40] for b in BOUNDARIES])
def test_quotation_marks_and_abbreviations_end_no_sentence_by_themselves(text, expected):
    assert sentence_words(reading(text)) == [plain(words) for words in expected]


def test_every_text_is_parsed_once(monkeypatch):
    monkeypatch.setenv("DIPTYCH_CACHE", "off")
    parsed = []
    nlp = pipeline.model()
    monkeypatch.setattr(type(nlp), "pipe", lambda self, strings, batch_size: [parsed.append(s.text) or nlp(s) for s in strings])
    assert len(pipeline.read([texts.Text("a", "One."), texts.Text("b", "Two.")], NOTHING)) == 2
    assert parsed == ["One.", "Two."]


def test_the_longest_name_in_the_codebook_wins(tmp_path):
    (tmp_path / "places.toml").write_text('[hull]\nlabel = "Hull"\nforms = ["Hull"]\ntype = "GPE"\n', encoding="utf-8")
    (tmp_path / "actors.toml").write_text('[hull-port]\nlabel = "Port of Hull"\nforms = ["Port of Hull"]\ntype = "ORG"\n', encoding="utf-8")
    r = reading("The Port of Hull lies in Hull.", read_codebook(tmp_path))
    assert [(s.text, s.label_, s.id_) for s in r.doc.spans["codebook"]] == [("Port of Hull", "actors", "hull-port"), ("Hull", "places", "hull")]


def test_what_is_worked_out_is_worked_out_once():
    calls = []

    @pipeline.worked_out_once
    def find(reading):
        calls.append(reading.text.id)
        return len(calls)
    r = reading("One.")
    assert (find(r), find(r), find(reading("Two."))) == (1, 1, 2)


def test_no_text_is_too_short_to_read():
    assert len(reading("").parse) == 0
    assert reading("Yes").parse.word == ["Yes"]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_tokens_point_at_their_words_in_any_text(text):
    p = reading(text).parse
    assert all(p.text is text or p.text == text for _ in [0])
    for s, e, w in zip(p.start, p.end, p.word):
        assert w.replace("\n", " ") in plain(text[s:e]).replace("\n", " ")
    assert [i for a, b in p.sents for i in range(a, b)] == list(range(len(p)))


def test_the_originals_have_the_sentences_that_were_coded(edition):
    case, readings = edition
    if case.texts[0].edition == "original":
        assert [len(r.parse.sents) for r in readings] == [42, 60]
    else:
        import json
        for r in readings:
            path = case.folder / "coding" / "reference" / f"{r.text.id}.restated.jsonl"
            for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
                a, b = r.parse.sents[int(row["sent"][1:]) - 1]
                assert r.parse.start[a] <= row["start"] < r.parse.end[b - 1], row

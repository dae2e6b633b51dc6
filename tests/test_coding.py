import json

import pytest

from diptych.people import coding, rowfiles
from diptych.schema import LAYERS

ROW = {"layer": "term", "sent": "s001", "surface": "massacre", "nth": 1, "start": 10, "end": 18, "term": "massacre", "referent": "case", "referent_name": "", "stance": "asserts", "voice": "author", "source": ""}


def row(**change):
    return ROW | change


def scored(reference, got, layer="term"):
    return coding.score([(reference, got)])[layer]


def test_a_coding_agrees_with_itself():
    s = scored([ROW, row(start=30, end=38)], [ROW, row(start=30, end=38)])
    assert (s["strict"], s["found"], s["joint"]) == (1.0, 1.0, 1.0)
    assert s["wrong"] == []


def test_strict_found_and_joint_are_told_apart():
    reference = [row(), row(start=30, end=38), row(start=50, end=58)]
    got = [row(), row(start=30, end=40, stance="denies"), row(start=90, end=98)]
    s = scored(reference, got)
    assert (s["reference"], s["coding"], s["strict"], s["found"], s["joint"]) == (3, 3, 1 / 3, 2 / 3, 1 / 3)
    assert s["fields"]["stance"] == 0.5
    assert coding.miss_lines(s["wrong"]) == ["s001 'massacre' stance: reference 'asserts', coding 'denies'", "s001 'massacre' missed", "s001 'massacre' extra"]


def test_rows_match_one_to_one_same_span_first():
    assert coding.match([row(start=0, end=10)], [row(start=0, end=9), row(start=0, end=10)]) == [(0, 1)]
    assert len(coding.match([row(start=0, end=10)], [row(start=0, end=5), row(start=5, end=10)])) == 1


@pytest.mark.parametrize("field, a, b, agree", [
    ("low", 7000, 7000.0, True), ("high", "", None, True), ("high", "", 7000, False),
    ("actor", "Armenian side", "the Armenian side", True), ("actor", "none", "", True), ("actor", "none", "army", False),
    ("actor", "366th Motor Rifle Regiment", "regiment", True), ("actor", "army of X", "navy of X", True), ("actor", "army", "navy", False),
    ("actor", "guards of the northern harbour", "northern fleet under sail", False),
    ("stance", "asserts", "reports", False), ("stance", None, "", True),
])
def test_phrases_agree_by_their_words_and_closed_sets_to_the_letter(field, a, b, agree):
    assert coding.same(field, a, b) is agree


def test_several_texts_are_pooled():
    s = coding.score([([row()], [row()]), ([row()], [])])["term"]
    assert (s["reference"], s["coding"], s["found"]) == (2, 1, 2 / 3)


def test_an_empty_layer_scores_nothing():
    assert scored([], [], "legal")["joint"] == 0.0


def test_a_row_written_is_read_again_as_it_was(tmp_path):
    rows = [row(surface="“massacre”"), row(start=30, end=38)]
    coding.write(rows, tmp_path / "a.jsonl")
    assert coding.read(tmp_path / "a.jsonl") == rows


@pytest.mark.parametrize("line, fault", [("{oops", "a.jsonl:2: not JSON"), ("[1]", "a.jsonl:2: a row needs layer"), ('{"layer": "term"}', "a.jsonl:2: a row needs layer")])
def test_a_line_that_is_no_row_is_named(tmp_path, line, fault):
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(coding.CodingError, match=fault):
        coding.read(tmp_path / "a.jsonl")


@pytest.mark.parametrize("surface, placed", [
    ("The storming … town", "The storming of the town"), ("The … town", "The storming of the town"),
    ("The storming of the town", "The storming of the town"), ("The siege … town", None), ("The storming … siege", None),
    ("The storming of the … storming of the town", None),
])
def test_words_that_a_coding_leaves_out_are_made_whole_from_the_text(surface, placed):
    text = "The storming of the town began."
    kept, lost = rowfiles.anchored([row(surface=surface, start=0, end=24)], text)
    assert [r["surface"] for r in kept] == ([placed] if placed else []) and len(lost) == (placed is None)


def test_every_row_points_at_the_words_it_quotes(edition):
    case, readings = edition
    coded = coding.code(readings)
    assert list(coded) == [t.id for t in case.texts]
    for text in case.texts:
        rows = coded[text.id]
        assert {r["layer"] for r in rows} == {*LAYERS, "attribution"}
        for r in rows:
            assert text.text[r["start"]:r["end"]] == r["surface"], r
            if r["layer"] == "attribution":
                spans = r["source"] + r["cue"] + r["content"]
                assert all(0 <= s < e <= len(text.text) for s, e in spans) and r["content"]
            else:
                assert list(r) == ["layer", "sent", "surface", "nth", "start", "end", *coding.FIELDS[r["layer"]]]
                assert r["nth"] >= 1


def test_the_nth_of_a_row_counts_the_same_words_before_it(read):
    (reading,) = read("The killings of 1990 and the killings of 1991 came before the killings in May.")
    rows = [r for r in coding.code([reading])["t0"] if r["surface"] == "killings"]
    assert [r["nth"] for r in rows if r["layer"] == "term"] == [1, 2, 3]


CLOSED = {
    ("entity", "label"): {"PERSON", "NORP", "GPE", "LOC", "FAC", "ORG", "EVENT", "LAW", "WORK_OF_ART"},
    ("date", "type"): {"DATE", "TIME", "DURATION", "SET"},
    ("number", "kind"): {"count", "ordinal", "percent", "money", "measure"},
    ("number", "measure"): {"killed", "wounded", "hostage", "missing", "orphaned", "displaced", "population", "families_destroyed", "anniversary", "other"},
    ("term", "term"): {"massacre", "genocide", "tragedy", "killing", "war crime", "crime against humanity", "crime", "ethnic cleansing", "assault", "attack", "violence", "battle", "impunity"},
    ("term", "referent"): {"case", "other", "concept", "title"},
    ("term", "stance"): {"asserts", "reports", "distances", "denies", "withholds", "defines"},
    ("responsibility", "form"): {"active", "passive_by", "passive_bare", "nominal_by", "nominal_bare", "intransitive", "blame"},
    ("responsibility", "certainty"): {"plain", "hedged", "denied"},
    ("legal", "concept"): {"genocide", "war_crime", "crime_against_humanity", "ihl_violation", "command_responsibility", "individual_responsibility", "ethnic_cleansing",
                           "hostage_taking", "territorial_integrity", "impunity", "prosecution", "transitional_justice", "sanction", "recognition", "other"},
    ("legal", "status"): {"asserted", "attributed", "defined", "unresolved", "denied", "called_for", "proceeding"},
    ("legal", "applies_to"): {"case", "other", "general"},
} | {(layer, "voice"): {"author", "attributed"} for layer in ("number", "term", "responsibility", "legal")}


def test_codes_are_those_of_the_manual(edition):
    _, readings = edition
    for rows in coding.code(readings).values():
        for r in rows:
            for (layer, field), values in CLOSED.items():
                if r["layer"] == layer:
                    assert r[field] in values, r
            if r.get("voice") == "author":
                assert r["source"] == "", r
            elif r.get("voice") == "attributed":
                assert r["source"], r

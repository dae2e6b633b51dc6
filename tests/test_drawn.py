"""What is shown is drawn from people's coding where there is one, and each chart, table and finding follows it."""

import re
import shutil

import pandas as pd
import pytest
from conftest import ROOT, VELIN
from test_charts import every_chart

from diptych import ask, charts, extract, rowkeys, schema, show
from diptych.compare import findings
from diptych.corpus import texts
from diptych.extract import derived
from diptych.people import coding, drawn
from diptych.people.rowfiles import CodingError
from diptych.reading import pipeline


@pytest.fixture
def case_of(tmp_path):
    """The invented case in a folder of its own, with the rows of the reference of `orlen` changed by a function."""
    def made(change=lambda rows: rows, source="reference"):
        folder = tmp_path / f"case-{len(list(tmp_path.iterdir()))}"
        shutil.copytree(VELIN, folder)
        sources = folder / "sources.toml"
        told = sources.read_text(encoding="utf-8").replace("../khojaly", str(ROOT / "texts" / "khojaly"))
        sources.write_text(told, encoding="utf-8")
        path = folder / "coding" / "reference" / "orlen.own.jsonl"
        rows = change(coding.read(path))
        (folder / "coding" / source).mkdir(exist_ok=True)
        coding.write(rows, folder / "coding" / source / "orlen.own.jsonl")
        return texts.load_case(folder)
    return made


#: A row that the charts of its layer draw.
DRAWN = {"entity": {}, "date": {"type": "DATE"}, "number": {"kind": "count"}, "term": {"referent": "case"},
         "responsibility": {"form": "active", "certainty": "plain"}, "legal": {"applies_to": "case"}}


def without(layer):
    """What takes the first row that charts draw of a layer out of a coding; keeps it as `gone`."""
    def change(rows):
        change.gone = next(r for r in rows if r["layer"] == layer and DRAWN[layer].items() <= r.items())
        return [r for r in rows if r is not change.gone]
    return change


@pytest.mark.parametrize("layer", schema.LAYERS)
def test_the_table_of_people_s_rows_has_the_columns_of_the_program_s_and_their_codes(velin, layer):
    case, readings = velin
    people, program = coding.rows(case, readings, layer), extract.LAYERS[layer](readings)
    assert list(people.columns) == [*program.columns, "coder", "how"] and set(people["coder"]) == {"reference"}
    for r in readings:
        path = case.folder / "coding" / "reference" / f"{r.text.id}.own.jsonl"
        own = people[people["text_id"] == r.text.id]
        coded = sorted((x["start"], x["surface"], *(str(x[f]) for f in schema.FIELDS[layer])) for x in coding.read(path) if x["layer"] == layer)
        assert sorted(zip(own["start"], own["surface"], *(own[f].astype(str) for f in schema.FIELDS[layer]))) == coded
        assert [s for s, a, b in zip(own["surface"], own["start"], own["end"]) if r.text.text[a:b] != s] == []


@pytest.mark.parametrize("layer", schema.LAYERS)
def test_with_the_choice_of_the_program_every_row_is_the_program_s(velin, layer, monkeypatch):
    case, readings = velin
    named = coding.rows(case, readings, layer, coding="program")
    monkeypatch.setenv(coding.CODING, "program")
    chosen = coding.rows(case, readings, layer)
    pd.testing.assert_frame_equal(named, chosen)
    pd.testing.assert_frame_equal(named.drop(columns=["coder", "how"]), extract.LAYERS[layer](readings))
    assert set(named["coder"]) == {"program"} and named.attrs["coding"] == "the program"


def test_a_coding_that_there_is_not_is_named_with_those_there_are(velin):
    with pytest.raises(ask.AskError, match="no coding \"referee\"; there are adjudicated, reviewed, reference, program"):
        coding.rows(*velin, "term", coding="referee")


def test_a_sentence_is_drawn_from_the_first_coding_that_has_read_it(case_of):
    def first_sentence(rows):
        seen = {"layer": coding.SEEN, "asked": "term", "sent": "s001", "surface": "", "nth": 1, "start": 0, "end": 0, "to": 10}
        return [seen]
    case = case_of(first_sentence, source="adjudicated")
    readings = pipeline.read(case.texts, case.codebook)
    drawn, before = (coding.rows(case, readings, "term", coding=name) for name in ("", "reference"))
    gone = before[(before["text_id"] == "orlen") & (before["sent"] == "s001")]
    assert set(rowkeys.keys(before)) - set(rowkeys.keys(drawn)) == set(rowkeys.keys(gone)) and len(gone)
    told = drawn.attrs["coding"]
    assert "rows by the reference coding" in told and "tolpress: the reference coding" in told


def test_a_layer_that_nobody_coded_is_drawn_from_the_program(case_of):
    case = case_of(lambda rows: [r for r in rows if r["layer"] == "term"])
    readings = pipeline.read(case.texts, case.codebook)
    legal, terms = (coding.rows(case, readings, layer) for layer in ("legal", "term"))
    assert set(legal.loc[legal["text_id"] == "orlen", "coder"]) == {"program"} and set(terms["coder"]) == {"reference"}
    assert legal.attrs["coding"] == "orlen: the program; tolpress: the reference coding"


#: The charts that count a layer.
OF_LAYER = {"entity": {"names"}, "date": {"timeline"}, "number": {"figures"}, "term": {"ledger", "terms", "dispersion"},
            "responsibility": {"doers", "ladder"}, "legal": {"law"}}


@pytest.mark.parametrize("layer", schema.LAYERS)
def test_a_row_taken_out_of_the_reference_is_gone_from_every_chart_and_table_that_counted_it(case_of, layer):
    change = without(layer)
    before, after = case_of(), case_of(change)
    readings = pipeline.read(before.texts, before.codebook)
    gone = rowkeys.key("orlen", *(change.gone[c] for c in ("sent", "start", "end")))
    shown = [{name: sum(m.keys.count(gone) for m in charts.marks_of(ax)) for name, ax in every_chart(readings, case).items()} for case in (before, after)]
    assert {name for name in shown[0] if shown[0][name] != shown[1][name]} >= OF_LAYER[layer]
    assert [name for name in OF_LAYER[layer] if shown[0][name] - shown[1][name] != 1] == []


def test_a_row_taken_out_of_the_reference_is_gone_from_the_findings_of_the_first_page(case_of):
    for layer in ("term", "responsibility", "legal"):
        change = without(layer)
        before, after = case_of(), case_of(change)
        readings = pipeline.read(before.texts, before.codebook)
        gone = rowkeys.key("orlen", *(change.gone[c] for c in ("sent", "start", "end")))
        drawn = [findings.mentions(*(coding.rows(case, readings, one) for one in ("term", "responsibility", "legal")), case.codebook) for case in (before, after)]
        told = [sum(one.keys.count(gone) for one in findings.findings(d)) for d in drawn]
        assert told[0] - told[1] == 1 and len(drawn[0]) - len(drawn[1]) == 1, layer


def test_a_code_changed_in_the_reference_is_changed_in_the_findings(case_of):
    case = case_of(lambda rows: [r | {"term": "battle"} if r["layer"] == "term" else r for r in rows])
    readings = pipeline.read(case.texts, case.codebook)
    drawn = findings.mentions(*(coding.rows(case, readings, one) for one in ("term", "responsibility", "legal")), case.codebook)
    own = drawn[(drawn["text_id"] == "orlen") & (drawn["question"] == "words")]
    assert set(own["row"]) == {"battle"} and findings.findings(drawn)[0].words.startswith(f"Battle {len(own)} times")


def test_every_chart_says_whose_coding_it_is_drawn_from(velin):
    case, readings = velin
    for name, ax in every_chart(readings, case).items():
        if name not in ("voices", "keyness"):
            assert charts.coding_of(ax) == "the reference coding", name
            assert "drawn from the reference coding." in show.chart(ax, readings, layer="term").html, name
    for name, ax in every_chart(readings).items():
        assert charts.coding_of(ax) == "" and "drawn from the program (diptych" in show.chart(ax, readings).html, name


@pytest.mark.parametrize("edtf, days", [
    ("1992-02-26", ("1992-02-26", "1992-02-26")), ("1992-02", ("1992-02-01", "1992-02-29")), ("199X", ("1990-01-01", "1999-12-31")),
    ("1992-02-25T23:00", ("1992-02-25", "1992-02-25")), ("1992-02-26T01:00/1992-02-26T04:00", ("1992-02-26", "1992-02-26")),
    ("1992-02-25/1992-02-26", ("1992-02-25", "1992-02-26")), ("P3Y", ("", "")), ("PAST_REF", ("", "")), ("", ("", "")), ("1992-13", ("", "")),
])
def test_the_days_of_a_date_follow_from_its_value(edtf, days):
    assert derived.days(edtf) == days


def test_the_rungs_of_people_s_rows_are_those_that_the_program_gives_to_the_same_codes(edition):
    _, readings = edition
    rows = extract.responsibility(readings).to_dict("records")
    apart = [r["surface"] for r in rows if derived.rung(r, [x for x in rows if x["text_id"] == r["text_id"]]) != r["rung"]]
    assert len(apart) <= len(rows) / 20


#: A code of each layer that charts tell apart, and another value for it.
OTHER = {"term": {"term": "battle"}, "responsibility": {"actor": "Tolvian army"}, "legal": {"concept": "hostage_taking"}}


def changed(layer, kind):
    """What changes a drawn row of a layer, takes it out, or adds another of the same codes at words nobody coded."""
    def change(rows):
        old = without(layer)
        rest = old(rows)
        gone = old.gone
        added = gone | {"surface": "Sunday", "start": 0, "end": 6, "sent": "s001"}
        new = {"a code changed": gone | OTHER[layer], "a row taken out": None, "a row added": added}[kind]
        assert new != gone
        change.key = rowkeys.key("orlen", *((new or gone)[c] for c in ("sent", "start", "end")))
        rows = [*rows, new] if kind == "a row added" else [*rest, *([new] if new else [])]
        return sorted(rows, key=lambda row: row["start"])
    return change


def everything_shown(case, readings):
    """Of each chart, of the findings and of the exported tables: what they say of each key."""
    tables = {layer: coding.rows(case, readings, layer) for layer in schema.LAYERS}
    told = {name: [(m.title, key) for m in charts.marks_of(ax) for key in m.keys]
            for name, ax in every_chart(readings, case).items()}
    three = [tables[layer] for layer in ("term", "responsibility", "legal")]
    picture = charts.diptych(*three, codebook=case.codebook, texts=[t.id for t in case.texts])
    told["diptych"] = [(m.title, key) for m in charts.marks_of(picture) for key in m.keys]
    drawn = findings.mentions(*three, case.codebook)
    told["findings"] = [(one.words, key) for one in findings.findings(drawn) for key in one.keys]
    for layer, table in tables.items():
        told[f"{layer} table"] = list(zip(table.drop(columns="p", errors="ignore").to_csv(index=False).splitlines()[1:],
                                          rowkeys.keys(table)))
    return told


@pytest.mark.parametrize("kind", ["a code changed", "a row taken out", "a row added"])
@pytest.mark.parametrize("layer", OTHER)
def test_every_chart_finding_and_table_that_counts_a_row_follows_its_change(layer, kind, case_of, velin):
    _, readings = velin
    change = changed(layer, kind)
    before, after = (everything_shown(case, readings) for case in (case_of(), case_of(change)))
    says = [{name: sorted(w for w, key in pairs if key == change.key) for name, pairs in told.items()}
            for told in (before, after)]
    follow = {name for name in says[0] if says[0][name] != says[1][name]}
    assert follow >= {*OF_LAYER[layer] - {"ladder"}, "diptych", f"{layer} table"}
    number = [{name: len(words) for name, words in one.items()} for one in says]
    more = {"a code changed": 0, "a row taken out": -1, "a row added": 1}[kind]
    for name in {*OF_LAYER[layer], "diptych", "findings", f"{layer} table"}:
        assert number[1][name] - number[0][name] == more, name
    others = {f"{other} table" for other in schema.LAYERS if other != layer}
    assert not follow & others


def test_the_program_s_coding_says_in_words_how_it_differs_from_people_s(restated, monkeypatch):
    case, readings = restated
    assert coding.difference_lines(case, readings) == []
    monkeypatch.setenv("DIPTYCH_CODING", "program")
    (told,) = coding.difference_lines(case, readings)
    people = coding.rows(case, readings, "term", coding="reference")
    program = coding.rows(case, readings, "term", coding="program")
    alone, more, otherwise = map(
        int, re.search(r"term: (\d+) rows in people's alone, (\d+) in .*?, (\d+) with", told).groups()
    )
    assert len(people) - alone == len(program) - more
    assert otherwise > 0 and "The page on limits lists their sentences" in told


def test_what_is_said_of_two_codings_is_told_with_its_file_where_it_cannot_be_read(case_of):
    case = case_of()
    (case.folder / "coding" / "two-codings.toml").write_text("codings = [", encoding="utf-8")
    with pytest.raises(CodingError, match=r"two-codings\.toml: not TOML"):
        drawn.two_codings(case)

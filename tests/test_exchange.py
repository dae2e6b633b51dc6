"""Codings go out to other programs and come back whole."""

import io
import json
import uuid
import zipfile
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych.corpus.texts import Text
from diptych.exchange import annotations, bundle, cas, methods, refi, spreadsheet
from diptych.exchange.codings import Coded, ExchangeError, Project, fitting, gathered, take_in
from diptych.schema import CLOSED, FIELDS

TEXT = "Forty villagers were killed at Karsk – “a massacre”, the mayor said.\n\nNobody was tried. 😀 Żal."
WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Co", "Cn"]), max_size=12)
MORE = st.dictionaries(st.sampled_from(["p", "how", "note"]), WORDS | st.floats(0, 1), max_size=2)


@st.composite
def rows(draw):
    layer = draw(st.sampled_from([*FIELDS, "seen"]))
    start = draw(st.integers(0, len(TEXT) - 1))
    end = draw(st.integers(start, len(TEXT)))
    place = {"sent": "s001", "surface": TEXT[start:end], "nth": 1, "start": start, "end": end}
    values = {}
    for field in FIELDS.get(layer, ()):
        closed = CLOSED.get((layer, field))
        number = st.one_of(
            st.just(""), st.integers(-9, 10**9), st.floats(0, 9, allow_nan=False).map(lambda x: x + 0.5)
        )
        values[field] = draw(
            st.sampled_from(closed) if closed else number if field in ("low", "high") else WORDS
        )
    return {"layer": layer, **place, **values, **draw(MORE)}


@st.composite
def projects(draw):
    coders = draw(st.lists(st.sampled_from(["Ann", "Ben", "Żofia"]), unique=True, min_size=1))
    codings = [Coded("smith", coder, draw(st.lists(rows(), min_size=1, max_size=5))) for coder in coders]
    return Project("A case", {"smith": TEXT}, codings)


FORMATS = {
    "qdpx": (refi.write_qdpx, lambda path: refi.read_qdpx(path)[0]),
    "jsonld": (annotations.write, lambda path: annotations.read(path)[0]),
    "csv": (spreadsheet.write_csv, spreadsheet.read_csv),
    "parquet": (spreadsheet.write_parquet, spreadsheet.read_parquet),
    "xmi": (cas.write, lambda path: cas.read(path)[0]),
}


def comparable(project):
    return sorted(
        (one.text_id, one.coder, sorted(json.dumps(row, sort_keys=True) for row in one.rows))
        for one in project.codings
    )


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(project=projects())
def test_no_row_and_no_field_is_lost_on_the_way_out_and_back(kind, project, tmp_path):
    if kind == "xmi":
        pytest.importorskip("cassis")
    write, read = FORMATS[kind]
    path = tmp_path / f"{uuid.uuid4()}.{kind}"
    write(project, path)
    assert comparable(read(path)) == comparable(project)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_coding_of_the_invented_case_comes_back(kind, velin, tmp_path):
    if kind == "xmi":
        pytest.importorskip("cassis")
    case, readings = velin
    project, (write, read) = gathered(case, readings), FORMATS[kind]
    assert sum(len(one.rows) for one in project.codings) > 100
    write(project, tmp_path / "out")
    assert comparable(read(tmp_path / "out")) == comparable(project)


def test_the_same_codings_give_the_same_project_file(velin, tmp_path):
    case, readings = velin
    project = gathered(case, readings)
    refi.write_qdpx(project, tmp_path / "a.qdpx")
    refi.write_qdpx(project, tmp_path / "b.qdpx")
    assert (tmp_path / "a.qdpx").read_bytes() == (tmp_path / "b.qdpx").read_bytes()


def test_another_reader_of_the_standard_reads_the_project(velin, tmp_path):
    pyrefiqda = pytest.importorskip("pyrefiqda")
    case, readings = velin
    project = gathered(case, readings)
    refi.write_qdpx(project, tmp_path / "case.qdpx")
    found = pyrefiqda.RefiProject.load(tmp_path / "case.qdpx", extract_dir=str(tmp_path / "out"))
    selections = [s for source in found.sources.text_source for s in source.plain_text_selection]
    assert len(selections) == sum(len(one.rows) for one in project.codings)
    assert {user.name for user in found.users.user} == {one.coder for one in project.codings}
    refi.write_qdc(tmp_path / "manual.qdc")
    book = pyrefiqda.RefiCodebook.load(tmp_path / "manual.qdc")
    assert [code.name for code in book.codes.code] == list(FIELDS)


def test_what_another_program_recoded_counts(tmp_path):
    row = {"layer": "term", "sent": "s001", "surface": "massacre", "nth": 1, "start": 43, "end": 51}
    row |= {"term": "massacre", "referent": "case", "referent_name": "", "stance": "reports"}
    row |= {"voice": "attributed", "source": "mayor"}
    path = tmp_path / "a.qdpx"
    refi.write_qdpx(Project("A", {"smith": TEXT}, [Coded("smith", "Ann", [row])]), path)
    codes = {value: refi._guid("code", "term", "stance", value) for value in ("reports", "distances")}
    changed = tmp_path / "b.qdpx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            reference = f'CodeRef targetGUID="{codes["reports"]}"'
            new.writestr(name, text.replace(reference, f'CodeRef targetGUID="{codes["distances"]}"'))
    (one,) = refi.read_qdpx(changed)[0].codings
    assert one.rows == [row | {"stance": "distances"}]


def test_a_selection_of_another_program_becomes_a_row_from_its_codes(tmp_path):
    path = tmp_path / "theirs.qdpx"
    codes = "".join(
        f'<Coding guid="{k}"><CodeRef targetGUID="{refi._guid("code", *code)}"/></Coding>'
        for k, code in enumerate([("term",), ("term", "stance", "denies"), ("term", "term", "massacre")])
    )
    book = tmp_path / "m.qdc"
    refi.write_qdc(book)
    inside = book.read_text().partition("<Codes>")[2].partition("</Codes>")[0]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "project.qde",
            f'<Project xmlns="urn:QDA-XML:project:1.0" name="T"><Users><User guid="u" name="Ben"/></Users>'
            f"<CodeBook><Codes>{inside}</Codes></CodeBook><Sources>"
            f'<TextSource guid="s" name="smith"><PlainTextContent>{TEXT}</PlainTextContent>'
            f'<PlainTextSelection guid="x" creatingUser="u" startPosition="43" endPosition="51">{codes}'
            f'</PlainTextSelection><PlainTextSelection guid="y" startPosition="0" endPosition="5"/>'
            f"</TextSource></Sources></Project>",
        )
    project, left = refi.read_qdpx(path)
    (one,) = project.codings
    assert (one.coder, one.rows[0]["surface"], one.rows[0]["stance"]) == ("Ben", TEXT[43:51], "denies")
    assert len(left) == 1 and "at 0 has no code" in left[0]


def test_formulas_in_cells_are_defused(tmp_path):
    row = {"layer": "entity", "sent": "s001", "surface": "=1+1", "nth": 1, "start": 0, "end": 4}
    row |= {"label": "ORG", "canonical": "@SUM(A1)"}
    spreadsheet.write_csv(Project("A", {}, [Coded("smith", "Ann", [row])]), tmp_path / "a.csv")
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"'=1+1" in data and b"'@SUM" in data and b",=1" not in data


def test_what_does_not_fit_the_case_is_told_and_the_rest_kept(velin, tmp_path):
    case, readings = velin
    (text, *_) = case.texts
    good = next(r for r in gathered(case, readings).codings[0].rows if r["layer"] == "term")
    bad = good | {"start": 0, "end": 3, "surface": "nowhere in this text"}
    odd = good | {"stance": "shouts"}
    kept, left = fitting(Coded(text.id, "Ann", [good, bad, odd]), text.text)
    assert kept == [good]
    assert len(left) == 2 and "nowhere" in left[0] and "shouts" in left[1]
    written, told = take_in(case, Project("", {}, [Coded("nobody", "Ann", [good])]))
    assert written == [] and told == [
        f"Ann: no text 'nobody' in this case; there are {', '.join(t.id for t in case.texts)}"
    ]


@pytest.mark.parametrize(
    "kind, content", [("qdpx", b"PK"), ("jsonld", b"{}"), ("csv", b"a,b\n1,2\n"), ("parquet", b"x")]
)
def test_a_file_that_is_none_is_told_by_name(kind, content, tmp_path):
    path = tmp_path / f"odd.{kind}"
    path.write_bytes(content)
    with pytest.raises(ExchangeError, match=f"odd.{kind}"):
        FORMATS[kind][1](path)


def test_every_figure_of_the_methods_says_where_it_is_from(velin):
    case, readings = velin
    project = gathered(case, readings)
    found = methods.figures(case, readings, project)
    assert found["from"].ne("").all() and len(found) > 20
    words = dict(zip(found["what"], found["figure"]))
    assert words[f"rows coded by {project.codings[0].coder}"].isdecimal()
    told = methods.markdown(case, readings, project)
    assert all(t.title in told for t in case.texts) and "| diptych |" in told
    assert "\\begin{tabular}" in methods.latex(case, readings, project)


def test_a_bundle_opens_without_the_program_and_is_the_same_twice(velin, tmp_path):
    case, readings = velin
    project = gathered(case, readings)
    for name in ("a.zip", "b.zip"):
        assert bundle.write(case, readings, project, None, tmp_path / name) == []
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        names = archive.namelist()
        assert all(f"texts/{t.id}.txt" in names for t in case.texts)
        (text, *_) = case.texts
        rows = [json.loads(line) for line in archive.read(f"codings/diptych/{text.id}.jsonl").splitlines()]
    assert all(text.text[r["start"] : r["end"]] == r["surface"] for r in rows if r["layer"] != "attribution")


def test_a_bundle_holds_no_words_of_a_text_whose_rights_do_not_allow_it(velin, tmp_path):
    case, readings = velin
    (first, *others) = case.texts
    barred = replace(case, texts=(replace(first, rights="All rights reserved.", edition="own"), *others))
    told = bundle.write(barred, readings, gathered(barred, readings), tmp_path, tmp_path / "a.zip")
    assert first.id in told[0] and "report is left out" in told[-1]
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist() if name != "case.qdpx")
        assert f"texts/{first.id}.txt" not in archive.namelist()
    words = first.text.split()
    runs = [" ".join(words[k : k + 8]) for k in range(len(words) - 8)]
    assert [run for run in runs if run.encode() in everything] == []


@pytest.mark.parametrize(
    "rights, free",
    [("MIT licence", True), ("CC BY 4.0", True), ("Not CC BY", False), ("", False), ("© The paper", False)],
)
def test_only_rights_that_say_so_let_a_text_be_given_on(rights, free):
    assert bundle.is_free(Text("a", "x", rights=rights)) is free


def test_every_table_for_spreadsheets_has_no_formula_and_says_its_encoding():
    cells = ["=1+1", "+1", "-1", "@a", "\tb", "plain", "“Şuşa”"]
    data = spreadsheet.csv(pd.DataFrame({"words": cells, "n": range(-3, 4)}))
    assert data.startswith(b"\xef\xbb\xbf")
    found = pd.read_csv(io.BytesIO(data), encoding="utf-8-sig")
    assert found["n"].tolist() == list(range(-3, 4))
    assert found["words"].tolist() == [*(f"'{cell}" for cell in cells[:5]), *cells[5:]]

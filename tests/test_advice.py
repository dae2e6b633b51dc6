"""What a case has not been told is said before its charts show nothing."""

import shutil

import pytest
from conftest import KHOJALY, ROOT, VELIN
from typer.testing import CliRunner

from diptych.cases import setup
from diptych.cases.advice import advice
from diptych.cli import app
from diptych.corpus import texts
from diptych.people import coding
from diptych.reading import pipeline
from diptych.site import report

HARBOUR = ("The harbour of Carthage was burned at night, and the femicide went on for a day. "
           "Hamilcar Barca called it an infanticide. Hamilcar Barca left in June. "
           "Nobody has heard of Hamilcar Barca since this year.")


def told(folder):
    case = texts.load_case(folder)
    return advice(case, pipeline.read(case.texts, case.codebook))


@pytest.fixture
def case(tmp_path):
    """A case as it is when it has just been begun."""
    setup.new(tmp_path / "harbour")
    text = tmp_path / "smith.txt"
    text.write_text(HARBOUR, encoding="utf-8")
    setup.add(setup.incoming([text], None, tmp_path / "harbour"), tmp_path / "harbour")
    return tmp_path / "harbour"


def test_a_case_just_begun_is_told_what_it_leaves_out(case):
    event, dates, names, violence = told(case)
    assert event.startswith("codebook/event.toml has no event") and "Write one entry" in event
    assert dates.startswith("sources.toml: smith has no date of publication")
    assert 'Write date = "2015-02-25"' in dates
    assert "Hamilcar Barca (3 times)" in names and "codebook/actors.toml" in names
    assert "femicide (once)" in violence and "infanticide (once)" in violence
    assert "codebook/terms.toml" in violence
    assert "burn" not in violence  # an act of the shared codebook


def test_what_is_written_down_is_told_no_more(case):
    written = {
        "event": '[fire]\nlabel = "Harbour fire"\nforms = ["Harbour fire"]\nplace = "harbour"\n',
        "places": '[harbour]\nlabel = "Harbour"\ntype = "LOC"\nforms = ["Harbour"]\n',
        "actors": '[barca]\nlabel = "Hamilcar Barca"\ntype = "PERSON"\nforms = ["Hamilcar Barca"]\n',
        "terms": '[femicide]\nlabel = "femicide"\nforms = ["femicide", "infanticide"]\n',
    }
    for name, content in written.items():
        (case / "codebook" / f"{name}.toml").write_text(content, encoding="utf-8")
    listed = (case / "sources.toml").read_text(encoding="utf-8")
    (case / "sources.toml").write_text(listed.replace('date = ""', 'date = "2014"'), encoding="utf-8")
    (only,) = told(case)
    assert only.startswith("codebook/event.toml: Harbour fire has no date")


def test_the_cases_of_the_collection_leave_out_no_event_no_date_and_no_word_for_violence():
    for folder in (KHOJALY, ROOT / "texts" / "velin"):
        assert [line for line in told(folder) if not line.startswith("Names")] == []


def test_check_tells_and_finds_nothing_wrong(case):
    result = CliRunner().invoke(app, ["check", str(case)])
    assert result.exit_code == 0
    assert result.output.count("note: ") == 4 and "nothing is wrong" in result.output


def test_a_site_tells_before_it_draws(case, tmp_path):
    (tmp_path / "notebooks").mkdir()
    lines = []
    index = report.build(case, tmp_path / "site", notebooks=tmp_path / "notebooks", tell=lines.append)
    assert sum(line.startswith("note: ") for line in lines) == 4
    page = index.read_text(encoding="utf-8")
    assert "codebook/event.toml has no event" in page and "Hamilcar Barca (3 times)" in page


def test_a_row_of_people_that_cannot_be_placed_is_told_and_never_dropped_in_silence(tmp_path):
    folder = tmp_path / "velin"
    shutil.copytree(VELIN, folder)
    shutil.copytree(KHOJALY / "codebook", tmp_path / "khojaly" / "codebook")
    path = folder / "coding" / "reference" / "orlen.own.jsonl"
    rows = coding.read(path)
    rows[4] |= {"surface": "no such words"}
    coding.write(rows, path)
    (line,) = [line for line in told(folder) if line.startswith("coding/")]
    assert line.startswith("coding/reference/orlen.own.jsonl: there is no place in orlen for row 5, which no chart")
    result = CliRunner().invoke(app, ["check", str(folder)])
    assert "orlen.own.jsonl:5:" in result.output and result.exit_code != 0
    (tmp_path / "notebooks").mkdir()
    index = report.build(folder, tmp_path / "site", notebooks=tmp_path / "notebooks", tell=lambda line: None)
    assert "there is no place in orlen for row 5" in index.read_text(encoding="utf-8")

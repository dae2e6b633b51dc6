import json

import pytest
from conftest import KHOJALY, ROOT
from typer.testing import CliRunner

from diptych.cli import app

run = CliRunner().invoke


@pytest.fixture(autouse=True)
def at_the_top(monkeypatch):
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("command", ["report", "code", "score", "texts"])
def test_every_command_explains_itself_with_an_example(command):
    result = run(app, [command, "--help"])
    assert result.exit_code == 0
    assert "Example" in result.output


def test_code_writes_rows_for_a_text_of_the_readers_own(tmp_path):
    mine = tmp_path / "mine.txt"
    mine.write_text("On 3 May 1999 the army of Ruritania killed forty civilians in Strelsau, witnesses said.\n", encoding="utf-8")
    result = run(app, ["code", str(mine), "--published", "2001-05-03", "--out", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    text = mine.read_text(encoding="utf-8")
    rows = [json.loads(line) for line in (tmp_path / "out" / "mine.jsonl").read_text(encoding="utf-8").splitlines()]
    assert all(text[r["start"]:r["end"]] == r["surface"] for r in rows)
    assert [(r["surface"], r["edtf"]) for r in rows if r["layer"] == "date"] == [("3 May 1999", "1999-05-03")]
    assert [(r["surface"], r["actor"], r["form"], r["voice"]) for r in rows if r["layer"] == "responsibility"] == [("killed", "army of Ruritania", "active", "attributed")]
    assert [r["speaker"] for r in rows if r["layer"] == "attribution"] == ["witnesses"]


def test_code_writes_a_file_for_each_text_of_the_case(tmp_path):
    result = run(app, ["code", "--edition", "restated", "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert sorted(p.name for p in tmp_path.iterdir()) == ["aslanov.jsonl", "azertac.jsonl"]


def test_score_prints_a_line_for_each_layer_and_the_misses_of_one(tmp_path):
    reference = KHOJALY / "coding" / "reference" / "aslanov.original.jsonl"
    rows = reference.read_text(encoding="utf-8").splitlines()
    (tmp_path / "less.jsonl").write_text("\n".join(r for r in rows if '"layer": "date"' not in r), encoding="utf-8")
    result = run(app, ["score", str(reference), str(tmp_path / "less.jsonl"), "--misses", "date"])
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0].split() == ["layer", "ref", "got", "strict", "found", "joint", "fields"]
    n = {layer: str(sum(f'"layer": "{layer}"' in row for row in rows)) for layer in ("entity", "date")}
    assert lines[1].split()[:6] == ["entity", n["entity"], n["entity"], "1.000", "1.000", "1.000"]
    assert lines[2].split()[:6] == ["date", n["date"], "0", "0.000", "0.000", "0.000"]
    assert str(sum("missed" in line for line in lines)) == n["date"] != "0"


def test_texts_says_which_edition_is_read():
    result = run(app, ["texts", "--edition", "restated"])
    assert result.exit_code == 0
    assert result.output.count("restated edition") == 2


@pytest.mark.parametrize("arguments, message", [
    (["texts", "--case", "texts/nowhere"], "sources.toml: no such file"),
    (["texts", "--edition", "abridged"], 'no edition "abridged"; write restated or original'),
    (["code", "none.txt", "--out", "build/none"], "none.txt: no such file"),
    (["code", "README.md", "--published", "last year", "--out", "build/none"], '"last year" is not a date; write it as 2015-02-25'),
    (["score", "README.md"], "give a reference and a coding for each text"),
    (["score", "README.md", "README.md"], "README.md:1: not JSON"),
])
def test_what_cannot_be_done_is_said_in_one_line_with_no_traceback(arguments, message):
    result = run(app, arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert "Traceback" not in result.output

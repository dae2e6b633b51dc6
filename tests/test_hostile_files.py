"""Files that are none, changed at random, or locked: one line is said, within bounds, and nothing is lost."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT
from test_hostile_inputs import NORTH, everything, refused, run, template, told  # noqa: F401

from diptych import files
from diptych.cases import documents, plaintext
from diptych.coder import agents
from diptych.corpus import texts
from diptych.people import coding
from diptych.reading import pipeline

sys.path.insert(0, str(ROOT / "tests" / "bench"))
import changes  # noqa: E402


@pytest.fixture
def case(template, tmp_path):  # noqa: F811
    return Path(shutil.copytree(template, tmp_path / "harbour"))


# Files changed at random: many more with `make hostile`


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    pytest.importorskip("docx")
    pytest.importorskip("pyarrow")
    before = os.environ["DIPTYCH_CACHE"]
    yield changes.template(tmp_path_factory.mktemp("base"))
    os.environ["DIPTYCH_CACHE"] = before


@pytest.mark.parametrize("kind", changes.KINDS)
def test_a_file_changed_at_random_is_told_and_ends_nothing(kind, base, tmp_path):
    for seed in range(3):
        said = changes.trial(kind, seed, base, tmp_path / str(seed))
        assert said.startswith(("0 ", "1 ", "2 ")), (kind, seed, said)


def test_a_change_that_breaks_the_rules_would_be_told(base, tmp_path, monkeypatch):
    monkeypatch.setattr(plaintext, "from_markdown", lambda text: 1 / 0)
    assert "ZeroDivisionError" in changes.trial("markdown", 0, base, tmp_path / "a")
    monkeypatch.setattr(plaintext, "from_markdown", lambda text: time.sleep(5))
    monkeypatch.setattr(changes, "SECONDS", 1)
    assert changes.trial("markdown", 0, base, tmp_path / "b").startswith("HANG")


# Files that are none


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such devices here")
@pytest.mark.parametrize("command", ["add", "code", "check", "score", "agree"])
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_a_pipe_or_a_device_is_told_and_not_waited_for(command, kind, case, tmp_path):
    place = case / "coding" / "north.jsonl" if command == "check" else tmp_path / "x.txt"
    if kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to("/dev/zero")
    other = case / "coding" / "north.own.jsonl"
    arguments = {
        "add": [place, "--case", case, "--yes"],
        "code": [place, "--case", case, "--out", tmp_path / "out"],
        "check": [case],
        "score": [other, place],
        "agree": [other, place],
    }[command]
    result = run(command, *arguments)
    assert result.exit_code == 2 and "a pipe or a device and no file" in told(result)


def test_a_text_that_is_a_link_out_of_the_case_is_told(case, tmp_path):
    (case / "north.txt").rename(tmp_path / "away.txt")
    (case / "north.txt").symlink_to(tmp_path / "away.txt")
    result = run("check", case)
    assert result.exit_code == 2 and "a link out of the case; put the text itself there" in told(result)


def test_a_link_to_nowhere_in_the_cache_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setenv("DIPTYCH_CACHE", str(tmp_path))
    (tmp_path / "a.parse").symlink_to(tmp_path / "nowhere")
    assert "0 parses" in told(run("cache"))


# Codings

VALUES = {
    "start": (["x", -1, True, 1.5, None, 10**30], "start and end must be whole numbers"),
    "surface": ([3, None, ["a"]], "layer and surface must be texts"),
    "layer": ([3, None, ["a"], {}], "layer and surface must be texts"),
    "sent": ([3, None, ["a"], {}], '"sent" must be a text'),
    "nth": (["x", [1], -1], '"nth" must be a whole number'),
    "source": ([3, ["a"], {}], '"source" must be a text'),
    "coder": ([3, ["a"], {}], '"coder" must be a text'),
    "stance": ([["asserts"], {"a": 1}, 3], '"stance" must be a text'),
    "referent_name": (["half \ud83d"], "it has half a character"),
}


@pytest.mark.parametrize("field", VALUES)
def test_a_value_of_another_kind_in_a_coding_is_told_with_its_line(field, case):
    path = case / "coding" / "north.own.jsonl"
    rows = coding.read(path)
    k = next(k for k, r in enumerate(rows) if r["layer"] == "term")
    for value in VALUES[field][0]:
        path.write_text(
            "".join(
                changes.json.dumps(r | {field: value} if j == k else r) + "\n" for j, r in enumerate(rows)
            ),
            encoding="utf-8",
        )
        for arguments in (["check", case], ["score", path, path], ["agree", path, path]):
            refused(run(*arguments), case, everything(case), f"north.own.jsonl:{k + 1}: {VALUES[field][1]}")


@pytest.mark.parametrize(
    "line",
    [
        "[1]",
        '"x"',
        "9" * 5000,
        "[" * 100_000,
        '{"layer": "number", "surface": "a", "start": 0, "end": 1, "low": "many"}',
        '{"layer": "attribution", "surface": "a", "start": 0, "end": 1, "cue": [["a", 1]]}',
    ],
)
def test_a_line_that_is_no_row_is_told_with_its_number(line, case):
    path = case / "coding" / "north.own.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    refused(run("check", case), case, everything(case), "north.own.jsonl:1: ")


# Time that grows with the length, not with its square


def seconds(act, text):
    began = time.process_time()
    act(text)
    return time.process_time() - began


@pytest.mark.parametrize(
    "piece", ["[", "*a ", "`a ", "**a", "![", "[a](", "the town was burned and ", "\n", " ", "“"], ids=repr
)
@pytest.mark.parametrize(
    "act",
    [
        plaintext.from_markdown,
        documents.normalised,
        texts.clean,
        pipeline.as_parsed,
        lambda text: documents._refuse(Path("x"), text + "\n\nIt was burned at night."),
    ],
    ids=["markdown", "normalised", "clean", "as parsed", "refused"],
)
def test_twice_the_text_takes_twice_the_time(act, piece):
    once, twice = ("The town fell. " + piece * (n // len(piece)) + "x" for n in (45_000, 90_000))
    first = min(seconds(act, once) for _ in range(2))
    assert seconds(act, twice) < 3 * first + 0.2


def test_a_text_without_a_full_stop_is_read_in_time(codebook):
    def act(text):
        from diptych import extract

        extract.responsibility(pipeline.read([texts.Text("a", text)], codebook))

    piece = "the town was burned and the soldiers killed forty villagers there and "
    once, twice = (seconds(act, piece * (n // len(piece))) for n in (10_000, 20_000))
    assert agents.WITHIN == 400 and twice < 4 * once + 0.5


# Locks


def lock(folder, process, made=None):
    path = folder / f".alone.{files._HOST}-{process}-00000000.lock"
    path.touch()
    if made is not None:
        os.utime(path, (made, made))
    return path


def test_a_lock_that_holds_names_its_file_and_what_to_do(tmp_path):
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        path = lock(tmp_path, other.pid)
        with (
            pytest.raises(files.BusyError, match=f"If no run is at work, take {path.name} away"),
            files.alone(tmp_path, patience=0.1),
        ):
            pass
    finally:
        other.communicate(b"\n")
    with files.alone(tmp_path, patience=0.1):
        assert not path.exists()


def test_a_process_that_only_has_the_number_of_a_dead_one_holds_no_lock(tmp_path):
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        lock(tmp_path, other.pid, made=time.time() - 3600)
        with files.alone(tmp_path, patience=0.1):
            pass
    finally:
        other.communicate(b"\n")


@pytest.mark.parametrize("days", [-2, 2, 4000])
def test_a_clock_that_was_wrong_holds_no_lock(days, tmp_path):
    path = tmp_path / ".alone.00000000-1-00000000.lock"
    path.touch()
    os.utime(path, (time.time() + days * 86_400,) * 2)
    with files.alone(tmp_path, patience=0.1):
        pass

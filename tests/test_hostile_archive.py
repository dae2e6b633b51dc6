"""Archives on a bad day: no record ends a run, no table is trusted that is not what was written, no
process outlives its parent.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import KHOJALY
from typer.testing import CliRunner

from diptych.archive import batch
from diptych.cli import app

pa = pytest.importorskip("pyarrow")
import pyarrow.parquet as pq  # noqa: E402

TEXT = "The town was attacked on 3 May 1990. Witnesses said that it was a massacre."


def run(source, out, **more):
    return batch.run(source, KHOJALY, out, **more)


def aside(out):
    return [
        json.loads(line)["reason"]
        for line in (out / "rejected.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def said(*arguments):
    result = CliRunner().invoke(app, ["archive", *map(str, arguments), "--case", str(KHOJALY)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, " ".join(result.output.split())


def everything(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


GOOD = json.dumps({"id": "good", "text": TEXT})
RECORDS = {
    "a lone surrogate in a value": (
        r'{"id": "a", "text": "%s", "outlet": "\ud800"}' % TEXT,
        "not UTF-8 in outlet",
    ),
    "a lone surrogate in a key": (r'{"id": "a", "text": "%s", "\ud800": "x"}' % TEXT, "not UTF-8 in \\ud800"),
    "a lone surrogate in the id": (r'{"id": "a\ud800", "text": "%s"}' % TEXT, "not UTF-8 in id"),
    "a lone surrogate in the text": (r'{"id": "a", "text": "\ud800"}', "not UTF-8"),
    "JSON nested deep": ("[" * 100_000, "in.jsonl:1: not JSON"),
    "a number of 5,000 digits": ('{"id": %s, "text": "%s"}' % ("9" * 5000, TEXT), "in.jsonl:1: not JSON"),
    "more than a million characters": (
        '{"id": "a", "text": "%s"}' % ("a " * 9 + "b" * 1_000_000),
        "more than 1,000,000 characters",
    ),
    "a list": ("[1]", "in.jsonl:1: not an object with a text"),
    "a text that is a number": ('{"id": "a", "text": 5}', "no text"),
}


@pytest.mark.parametrize("name", RECORDS)
def test_one_bad_record_is_set_aside_and_the_next_one_is_coded(name, tmp_path):
    line, reason = RECORDS[name]
    (tmp_path / "in.jsonl").write_text(f"{line}\n{GOOD}\n", encoding="utf-8")
    report = run(tmp_path / "in.jsonl", tmp_path / "out")
    assert (report.texts, report.rejected) == (1, 1) and aside(tmp_path / "out")[0].startswith(reason)
    assert pq.read_table(tmp_path / "out" / "texts")["text_id"].to_pylist() == ["good"]


def test_latin_1_in_a_column_of_a_csv_sets_its_row_aside(tmp_path):
    (tmp_path / "in.csv").write_bytes(f"id,text,outlet\na,{TEXT},Caf\xe9\nb,{TEXT},Sun\n".encode("latin-1"))
    report = run(tmp_path / "in.csv", tmp_path / "out")
    assert (report.texts, aside(tmp_path / "out")) == (1, ["not UTF-8 in outlet"])


def test_a_quotation_mark_that_is_not_closed_merges_no_records_in_silence(tmp_path):
    rows = [f'{k},"{TEXT}",Sun' for k in range(6)]
    rows[2] = f'2,"{TEXT},Sun'
    (tmp_path / "in.csv").write_text("id,text,outlet\n" + "\n".join(rows) + "\n", encoding="utf-8")
    report = run(tmp_path / "in.csv", tmp_path / "out")
    assert any(
        "a quotation mark is missing or too many" in r and "lines 4 to 5" in r
        for r in aside(tmp_path / "out")
    )
    assert {"0", "1", "4", "5"} <= set(pq.read_table(tmp_path / "out" / "texts")["text_id"].to_pylist())
    assert report.rejected >= 1


def test_a_column_called_fault_is_a_column_like_any_other(tmp_path):
    (tmp_path / "in.jsonl").write_text(
        json.dumps({"id": "a", "text": TEXT, "fault": "theirs"}) + "\n", encoding="utf-8"
    )
    assert run(tmp_path / "in.jsonl", tmp_path / "out").texts == 1
    assert pq.read_table(tmp_path / "out" / "texts")["fault"].to_pylist() == ["theirs"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: b"nothing of the kind" * 20,
        lambda data: data[:60] + bytes(60) + data[120:],
    ],
    ids=["empty", "cut short", "no Parquet", "overwritten"],
)
def test_a_damaged_parquet_file_is_set_aside_and_the_other_files_are_coded(spoil, tmp_path):
    (tmp_path / "in").mkdir()
    pq.write_table(pa.table({"id": ["x"] * 50, "text": [TEXT] * 50}), tmp_path / "in" / "a.parquet")
    path = tmp_path / "in" / "a.parquet"
    path.write_bytes(spoil(path.read_bytes()))
    (tmp_path / "in" / "b.jsonl").write_text(GOOD + "\n", encoding="utf-8")
    report = run(tmp_path / "in", tmp_path / "out")
    assert report.texts >= 1 and "a.parquet: not Parquet, or damaged" in " ".join(aside(tmp_path / "out"))


def test_a_text_on_which_the_program_fails_is_set_aside_alone(tmp_path, monkeypatch):
    def fails(readings):
        if any(r.text.id == "bad" for r in readings):
            raise ZeroDivisionError("no")
        return terms(readings)

    terms = batch.TABLES[3]
    fails.__name__ = terms.__name__
    monkeypatch.setattr(batch, "TABLES", tuple(fails if t is terms else t for t in batch.TABLES))
    lines = [json.dumps({"id": id, "text": TEXT}) for id in ("a", "bad", "c")]
    (tmp_path / "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = run(tmp_path / "in.jsonl", tmp_path / "out")
    assert (report.texts, report.rejected) == (2, 1)
    assert aside(tmp_path / "out") == ["the program failed on this text (ZeroDivisionError: no)"]


# What stands there from before


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("once")
    (folder / "in.jsonl").write_text(
        "".join(json.dumps({"id": f"t{k}", "text": TEXT}) + "\n" for k in range(6)), encoding="utf-8"
    )
    run(folder / "in.jsonl", folder / "out", part=2)
    return folder


@pytest.fixture
def archive(once, tmp_path):
    return Path(shutil.copytree(once, tmp_path / "archive"))


SPOILED = {
    "a table that was deleted": ("terms/part-00001.parquet", lambda path: path.unlink()),
    "a table that was cut short": (
        "terms/part-00001.parquet",
        lambda path: path.write_bytes(path.read_bytes()[:-9]),
    ),
    "a line that is no JSON": ("done/00001.json", lambda path: path.write_text("{")),
    "a line that counts in words": (
        "done/00001.json",
        lambda path: path.write_text(path.read_text().replace('"texts": 2', '"texts": "two"')),
    ),
    "a line that is a list": ("done/00001.json", lambda path: path.write_text("[1]")),
    "a line that is gone": ("done/00001.json", lambda path: path.unlink()),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_part_that_is_not_what_was_written_is_told_and_made_again(name, archive):
    file, spoil = SPOILED[name]
    before = everything(archive / "out")
    assert said("--check", archive / "out")[0] == 0
    spoil(archive / "out" / file)
    code, told = said("--check", archive / "out")
    assert code == 2 and Path(file).name in told
    report = run(archive / "in.jsonl", archive / "out", part=2)
    assert (report.parts, report.before) == (1, 2) and everything(archive / "out") == before


def test_rows_of_records_that_are_gone_are_gone_too(archive):
    lines = (archive / "in.jsonl").read_text(encoding="utf-8").splitlines()
    (archive / "in.jsonl").write_text("\n".join(lines[:2]) + "\n", encoding="utf-8")
    run(archive / "in.jsonl", archive / "out", part=2)
    assert pq.read_table(archive / "out" / "texts")["text_id"].to_pylist() == ["t0", "t1"]
    assert said("--check", archive / "out")[0] == 0


def test_a_file_of_no_part_is_told(archive):
    shutil.copy(
        archive / "out" / "terms" / "part-00001.parquet", archive / "out" / "terms" / "part-00007.parquet"
    )
    code, told = said("--check", archive / "out")
    assert code == 2 and "part-00007.parquet: no part that is done tells of it" in told


def test_a_table_with_other_rows_than_were_counted_is_told(archive):
    path = archive / "out" / "done" / "00001.json"
    line = json.loads(path.read_text(encoding="utf-8"))
    line["rows"]["terms"] += 1
    path.write_text(json.dumps(line), encoding="utf-8")
    code, told = said("--check", archive / "out")
    assert code == 2 and "were counted" in told


@pytest.mark.parametrize("key", ["version", "model", "weights", "codebook", "part"])
def test_parts_of_two_programs_do_not_mix(key, archive):
    path = archive / "out" / "plan.json"
    plan = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(plan | {key: "another"}), encoding="utf-8")
    code, told = said(archive / "in.jsonl", "--out", archive / "out", "--part", 2)
    assert code == 2 and f"with another {key}" in told
    assert key in ("codebook", "part") or f'made with {key} "another"' in said("--check", archive / "out")[1]


@pytest.mark.parametrize("content", ["", "{", "[]", '"x"', "\x00"])
def test_a_plan_that_cannot_be_read_is_told(content, archive):
    (archive / "out" / "plan.json").write_text(content, encoding="utf-8")
    for arguments in (
        (archive / "in.jsonl", "--out", archive / "out", "--part", 2),
        ("--check", archive / "out"),
    ):
        code, told = said(*arguments)
        assert code == 2 and "plan.json: it was changed and cannot be read" in told


def test_where_there_is_nothing_to_check_or_to_do_it_is_told(tmp_path):
    assert said("--check", tmp_path)[1].endswith("name the folder that an archive was written to")
    assert "say what to code and where to" in said(tmp_path)[1]


@pytest.mark.parametrize("address", ["nowhere", "tcp://127.0.0.1", "ftp://x:1", "tcp://127.0.0.1:1"])
def test_a_scheduler_that_cannot_be_reached_is_told(address, archive, tmp_path, monkeypatch):
    config = pytest.importorskip("dask").config
    with config.set({"distributed.comm.timeouts.connect": "1s"}):
        code, told = said(archive / "in.jsonl", "--out", tmp_path / "new", "--scheduler", address)
    assert code == 2 and "nobody answers there" in told and "tcp://HOST:8786" in told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_or_a_device_is_no_archive(tmp_path):
    os.mkfifo(tmp_path / "pipe.jsonl")
    for place in (tmp_path / "pipe.jsonl", Path("/dev/zero")):
        code, told = said(place, "--out", tmp_path / "out")
        assert code == 2 and "a pipe or a device and no file" in told


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="asks /proc for the processes")
@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGKILL])
def test_the_processes_of_an_archive_end_with_their_parent(kind, tmp_path):
    (tmp_path / "in.jsonl").write_text(
        "".join(json.dumps({"id": f"t{k}", "text": TEXT * 40}) + "\n" for k in range(400)), encoding="utf-8"
    )
    command = [
        sys.executable,
        "-m",
        "diptych",
        "archive",
        str(tmp_path / "in.jsonl"),
        "--case",
        str(KHOJALY),
        "--out",
        str(tmp_path / "out"),
        "--part",
        "2",
        "--processes",
        "2",
    ]
    running = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        until = time.monotonic() + 90
        while not list((tmp_path / "out" / "done").glob("0*.json")) and time.monotonic() < until:
            time.sleep(0.1)
        assert running.poll() is None and len(of_session(running.pid)) >= 3
        running.send_signal(kind)
        running.wait(20)
        until = time.monotonic() + 5
        while of_session(running.pid) and time.monotonic() < until:
            time.sleep(0.1)
        assert of_session(running.pid) == []
    finally:
        for process in of_session(running.pid):
            os.kill(process, signal.SIGKILL)


def of_session(leader: int) -> list[int]:
    """The processes that are alive of a session."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found

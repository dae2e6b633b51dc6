"""Archives: the same rows whoever does the work, nothing lost or doubled by a death, broken records set aside with their reason."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from conftest import KHOJALY
from typer.testing import CliRunner

from diptych import compare, extract
from diptych.archive import batch
from diptych.cli import app
from diptych.corpus import texts
from diptych.reading import pipeline

pytest.importorskip("pyarrow")
import pandas as pd  # noqa: E402

SENTENCES = ["Soldiers of the garrison killed forty villagers on 3 May 1990.", "Witnesses said that the attack was a massacre.", "The court sentenced two officers for war crimes.",
             "According to the ministry, 120 people were wounded.", "Nobody has been held responsible for the killings."]


def record(k):
    return {"id": f"d{k}", "text": " ".join(SENTENCES[(k + j) % 5] for j in range(4)), "date": f"1991-0{k % 9 + 1}-01", "outlet": f"Paper {k % 3}"}


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(record(k)) + "\n" for k in range(24)) + "{broken\n" + json.dumps({"id": "e", "text": " "}) + "\n" + json.dumps({"id": "n", "text": "a\0b"}) + "\n", encoding="utf-8")
    return path


def everything(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def one(source, tmp_path):
    batch.run(source, KHOJALY, tmp_path / "one", part=4)
    return tmp_path / "one"


def test_an_archive_has_the_rows_that_its_texts_have(one, codebook):
    readings = pipeline.read([texts.Text(r["id"], r["text"], date=r["date"]) for r in map(record, range(24))], codebook)
    for find in extract.LAYERS.values():
        own, found = find(readings), pd.read_parquet(one / find.__name__)
        assert found[["text_id", "sent", "start", "end", "surface"]].values.tolist() == own[["text_id", "sent", "start", "end", "surface"]].values.tolist(), find.__name__
        assert len(own) == 0 or set(found["outlet"]) <= {"Paper 0", "Paper 1", "Paper 2"}
    sentences = pd.read_parquet(one / "sentences")
    assert sentences[["text_id", "start", "end", "words"]].values.tolist() == compare.sentences(readings)[["text_id", "start", "end", "words"]].values.tolist()
    assert sentences["attributed"].between(0, 1).all() and sentences["attributed"].any()
    listed = pd.read_parquet(one / "texts")
    assert listed["text_id"].tolist() == [f"d{k}" for k in range(24)] and listed["words"].sum() > 500


def test_broken_records_are_set_aside_with_their_reason_and_the_run_goes_on(one):
    aside = [json.loads(line) for line in (one / "rejected.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(r["record"], r["reason"].split(" (")[0]) for r in aside] == [(24, "in.jsonl:25: not JSON"), (25, "no text"), (26, "not a text")]


def test_a_second_record_with_an_id_is_set_aside_wherever_it_stands(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in ({"id": "a", "text": ""}, record(1), record(2), {"id": "a", "text": "The town was shelled."}, record(1), record(3))), encoding="utf-8")
    report = batch.run(path, KHOJALY, tmp_path / "out", part=2)
    aside = [json.loads(line) for line in (tmp_path / "out" / "rejected.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(r["record"], r["id"], r["reason"]) for r in aside] == [(0, "a", "no text"), (4, "d1", 'another record has the id "d1"')]
    assert (report.records, report.texts, report.rejected) == (6, 4, 2)


def test_the_time_left_is_told_from_the_pace_of_the_run_and_of_its_last_parts():
    clock = iter([100.0, *(100.0 + 60 * k for k in range(1, 11)), 1000.0])
    pace, report = batch.Pace(lambda: next(clock)), batch.Report(records=1000)
    lines = []
    for k in range(12):
        report.texts, report.words = 10 * (k + 1), 3000 * (k + 1)
        lines.append(pace.line(report))
    assert lines[0] == "10 of 1,000 records" and lines[2] == "30 of 1,000 records, 50 words a second, 1 h 37 min left"
    assert lines[11] == "120 of 1,000 records, 37 words a second, 2 h 0 min to 2 h 3 min left"


def test_two_processes_give_the_same_bytes_as_one(source, one, tmp_path):
    batch.run(source, KHOJALY, tmp_path / "two", processes=2, part=4)
    assert everything(tmp_path / "two") == everything(one)


def test_dask_gives_the_same_bytes_as_one_process(source, one, tmp_path):
    pytest.importorskip("distributed")
    batch.run(source, KHOJALY, tmp_path / "dask", processes=2, scheduler="local", part=4)
    assert everything(tmp_path / "dask") == everything(one)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process by its number")
def test_the_death_of_a_dask_worker_loses_and_doubles_nothing(source, tmp_path):
    """The first worker that gets to the third part kills itself there, once, after it has written one of the part's tables."""
    distributed = pytest.importorskip("distributed")
    batch.run(source, KHOJALY, tmp_path / "once", part=3)
    mark = tmp_path / "died"
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster, distributed.Client(cluster) as client:
        client.run(die_at_the_third_part, str(mark))
        batch.run(source, KHOJALY, tmp_path / "dask", scheduler=cluster.scheduler_address, part=3)
    assert mark.exists()
    assert {k: v for k, v in everything(tmp_path / "dask").items() if not k.endswith(".part")} == everything(tmp_path / "once")


def die_at_the_third_part(mark):
    """On a worker: from now on the writing of a table of part 2 ends the process, if none has died of it before."""
    from diptych.archive import batch
    write = batch._write

    def deadly(path, columns, metadata):
        write(path, columns, metadata)
        if path.name == "part-00002.parquet":
            try:
                os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                return
            os.kill(os.getpid(), signal.SIGKILL)
    batch._write = deadly


def test_a_run_that_was_killed_goes_on_where_it_was(source, one, tmp_path):
    out = tmp_path / "killed"
    command = [sys.executable, "-m", "diptych", "archive", str(source), "--case", str(KHOJALY), "--out", str(out), "--part", "4"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(1200):
        if len(list((out / "done").glob("*.json"))) >= 2 or running.poll() is not None:
            break
        time.sleep(0.05)
    running.send_signal(signal.SIGKILL)
    running.wait()
    done = len(list((out / "done").glob("*.json")))
    assert done >= 2
    report = batch.run(source, KHOJALY, out, part=4)
    assert report.before >= done and report.parts == 7 - report.before
    left = everything(out)
    assert {k: v for k, v in left.items() if not k.endswith(".part")} == everything(one)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process by its number")
def test_the_death_of_a_process_loses_and_doubles_nothing(source, one, tmp_path, monkeypatch):
    monkeypatch.setenv("DIPTYCH_TEST_DIE", str(tmp_path / "died"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "sitecustomize.py").write_text(
        "import os, threading, time\n"
        "mark = os.environ.get('DIPTYCH_TEST_DIE')\n"
        "def die():\n"
        "    time.sleep(4)\n"
        "    try:\n"
        "        os.close(os.open(mark, os.O_CREAT | os.O_EXCL))\n"
        "    except FileExistsError:\n"
        "        return\n"
        "    os.kill(os.getpid(), 9)\n"
        "if mark and not os.path.exists(mark):\n"
        "    threading.Thread(target=die, daemon=True).start()\n", encoding="utf-8")
    batch.run(source, KHOJALY, tmp_path / "two", processes=2, part=1)
    once = tmp_path / "once"
    monkeypatch.delenv("DIPTYCH_TEST_DIE")
    batch.run(source, KHOJALY, once, part=1)
    assert {k: v for k, v in everything(tmp_path / "two").items() if not k.endswith(".part")} == everything(once)


def test_what_is_done_is_not_done_again(source, one):
    before = {p: p.stat().st_mtime_ns for p in one.rglob("part-*.parquet")}
    report = batch.run(source, KHOJALY, one, part=4)
    assert (report.parts, report.before, report.texts) == (0, 7, 24)
    assert {p: p.stat().st_mtime_ns for p in one.rglob("part-*.parquet")} == before


def test_a_part_whose_records_changed_is_done_anew(source, one):
    lines = source.read_text(encoding="utf-8").splitlines()
    lines[0] = json.dumps({"id": "d0", "text": "The town was shelled."})
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = batch.run(source, KHOJALY, one, part=4)
    assert (report.parts, report.before) == (1, 6)
    assert pd.read_parquet(one / "texts")["text"].iloc[0] == "The town was shelled."


@pytest.mark.parametrize("kind", ["csv", "parquet", "folder"])
def test_other_kinds_of_archive_give_the_same_rows(kind, tmp_path, source, one):
    frame = pd.DataFrame([record(k) for k in range(24)])
    path = tmp_path / f"in.{kind}"
    if kind == "csv":
        frame.to_csv(path, index=False)
    elif kind == "parquet":
        frame.to_parquet(path)
    else:
        path.mkdir()
        for r in map(record, range(24)):
            (path / f"{r['id']}.txt").write_text(r["text"], encoding="utf-8")
    report = batch.run(path, KHOJALY, tmp_path / "out", part=8)
    assert report.records == report.texts == 24
    found, own = (pd.read_parquet(folder / "responsibility").sort_values(["text_id", "start"]) for folder in (tmp_path / "out", one))
    assert found[["text_id", "start", "end", "actor", "form"]].values.tolist() == own[["text_id", "start", "end", "actor", "form"]].values.tolist()


@pytest.mark.parametrize("arguments, message", [
    (["missing.jsonl"], "no such file or folder"), ([str(KHOJALY / "sources.toml")], "not a kind of archive"), (["in.jsonl", "--part", "0"], "write a number from 1")])
def test_what_cannot_be_done_is_said(arguments, message, source, tmp_path, monkeypatch):
    monkeypatch.chdir(source.parent)
    result = CliRunner().invoke(app, ["archive", *arguments, "--out", str(tmp_path / "out"), "--case", str(KHOJALY)])
    assert result.exit_code == 2 and message in " ".join(result.output.split())


def test_a_folder_with_other_things_in_it_is_left_alone(source, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(batch.ArchiveError, match="there is something there"):
        batch.run(source, KHOJALY, tmp_path / "full")

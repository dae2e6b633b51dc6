"""A hostile machine: killed at any moment, no home, no network, another locale; the same bytes come out all the same."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from conftest import KHOJALY, ROOT

NO_NETWORK = """
import socket
def closed(*args, **kwargs):
    raise OSError("a socket was opened")
socket.socket.connect = socket.socket.connect_ex = socket.create_connection = socket.getaddrinfo = closed
"""


def command(out, *more):
    return [sys.executable, "-m", "diptych", "code", "--case", str(KHOJALY), "--edition", "restated", "--out", str(out), *map(str, more)]


def run(out, *more, cwd=ROOT, **environment):
    return subprocess.run(command(out, *more), cwd=cwd, env=os.environ | environment, capture_output=True, timeout=300)


def everything(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    out = tmp_path_factory.mktemp("clean")
    assert run(out).returncode == 0
    return everything(out)


@pytest.mark.parametrize("environment", [
    {"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "77", "DIPTYCH_CACHE": "off"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "latin-1"},
    {"HOME": "/nowhere", "XDG_CACHE_HOME": "/nowhere", "DIPTYCH_CACHE": "/nowhere/parses"}, {"TZ": "Pacific/Kiritimati"}, {"COLUMNS": "20"}], ids=str)
def test_the_same_text_gives_the_same_bytes_on_any_machine(environment, clean, tmp_path):
    result = run(tmp_path / "out", cwd=tmp_path, **environment)
    assert result.returncode == 0, result.stderr
    assert everything(tmp_path / "out") == clean


def test_nothing_asks_the_network(clean, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    result = run(tmp_path / "out", PYTHONPATH=str(tmp_path), DIPTYCH_CACHE="off")
    assert result.returncode == 0, result.stderr
    assert everything(tmp_path / "out") == clean


def test_killed_at_any_moment_it_loses_nothing_and_a_rerun_is_a_clean_run(clean, tmp_path):
    out, chance = tmp_path / "out", random.Random(1992)
    for _ in range(8):
        running = subprocess.Popen(command(out), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.2, 3.0))
        running.send_signal(signal.SIGKILL)
        running.wait()
        left = {k: v for k, v in everything(out).items() if not k.endswith(".part")} if out.is_dir() else {}
        assert all(clean[name] == data for name, data in left.items())
    assert run(out).returncode == 0
    assert {k: v for k, v in everything(out).items() if not k.endswith(".part")} == clean


def test_two_runs_at_once_do_not_harm_each_other(clean, tmp_path):
    both = [subprocess.Popen(command(tmp_path / "out"), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [p.wait(300) for p in both] == [0, 0]
    assert everything(tmp_path / "out") == clean


def test_a_file_with_the_line_ends_of_windows_is_read_as_it_is(tmp_path):
    path = tmp_path / "mine.txt"
    path.write_bytes("The town was attacked.\r\n\r\nForty villagers were killed on 3 May 1990.\r\n".encode())
    assert run(tmp_path / "out", path).returncode == 0
    import json
    text = path.read_bytes().decode()
    rows = [json.loads(line) for line in (tmp_path / "out" / "mine.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 3 and all(text[r["start"]:r["end"]] == r["surface"] for r in rows)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_told(tmp_path):
    (tmp_path / "locked").mkdir(mode=0o500)
    result = run(tmp_path / "locked" / "out")
    assert result.returncode == 2 and b"Traceback" not in result.stderr


def test_where_a_folder_should_be_and_a_file_is_it_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    result = run(tmp_path / "file" / "out")
    assert result.returncode == 2 and b"Traceback" not in result.stderr and result.stderr.startswith(b"diptych: ")


def test_a_site_takes_the_place_of_the_old_one_only_when_it_is_whole(tmp_path):
    from diptych import files
    site = tmp_path / "report"
    with files.replacing(site) as making:
        (making / "index.html").write_text("one", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt), files.replacing(site) as making:
        (making / "index.html").write_text("two", encoding="utf-8")
        assert (site / "index.html").read_text(encoding="utf-8") == "one"
        raise KeyboardInterrupt
    assert everything(site) == {"index.html": b"one"} and [p.name for p in tmp_path.iterdir()] == ["report"]
    with files.replacing(site) as making:
        (making / "other.html").write_text("three", encoding="utf-8")
    assert everything(site) == {"other.html": b"three"} and [p.name for p in tmp_path.iterdir()] == ["report"]


def test_a_folder_with_other_things_in_it_is_not_replaced_by_a_site(tmp_path):
    from diptych import report
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(report.ReportError, match="there is something else there"):
        report.build(KHOJALY, tmp_path, notebooks=ROOT / "notebooks")
    assert everything(tmp_path) == {"mine.txt": b"mine"}

"""A hostile machine: killed at any moment, no home, no network, another locale; the same bytes come out all the same."""

import os
import signal
import subprocess
import sys
import time

import pytest
from conftest import KHOJALY, ROOT

from diptych import files

sys.path.insert(0, str(ROOT / "tests" / "bench"))
import kill  # noqa: E402

NO_NETWORK = """
import socket
def closed(*args, **kwargs):
    raise OSError("a socket was opened")
socket.socket.connect = socket.socket.connect_ex = socket.create_connection = socket.getaddrinfo = closed
"""

#: A place inside a file: nobody can make a folder there, root neither.
NOWHERE = str(ROOT / "README.md" / "home")


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
    {"HOME": NOWHERE, "XDG_CACHE_HOME": NOWHERE, "DIPTYCH_CACHE": f"{NOWHERE}/parses"}, {"TZ": "Pacific/Kiritimati"}, {"COLUMNS": "20"}], ids=lambda e: " ".join(e))
def test_the_same_text_gives_the_same_bytes_on_any_machine(environment, clean, tmp_path):
    result = run(tmp_path / "out", cwd=tmp_path, **environment)
    assert result.returncode == 0, result.stderr
    assert everything(tmp_path / "out") == clean


def test_nothing_asks_the_network(clean, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    result = run(tmp_path / "out", PYTHONPATH=os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH")])), DIPTYCH_CACHE="off")
    assert result.returncode == 0, result.stderr
    assert everything(tmp_path / "out") == clean


def test_killed_at_any_moment_it_loses_nothing_and_a_rerun_is_a_clean_run(tmp_path):
    assert "nothing lost" in kill.trial("code", 3, 1992, tmp_path)  # fifty of each command: make kill


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
    from diptych.site import report
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(report.ReportError, match="there is something else there"):
        report.build(KHOJALY, tmp_path, notebooks=ROOT / "notebooks")
    assert everything(tmp_path) == {"mine.txt": b"mine"}


REPLACING = """
import os, signal, sys
from pathlib import Path
from diptych import files
real, calls = os.replace, []
def replace(*paths):
    calls.append(paths)
    if len(calls) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    real(*paths)
os.replace = replace
with files.replacing(sys.argv[1]) as making:
    (making / "index.html").write_text("new", encoding="utf-8")
    if sys.argv[2] == "0":
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 on this system")
@pytest.mark.parametrize("moment", [0, 1, 2], ids=["while it is written", "before the old one is taken away", "before the new one is there"])
def test_a_site_whose_replacement_was_killed_is_put_back_and_what_was_left_is_cleared_away(moment, tmp_path):
    site = tmp_path / "report"
    site.mkdir()
    (site / "index.html").write_text("old", encoding="utf-8")
    dead = subprocess.run([sys.executable, "-c", REPLACING, str(site), str(moment)], timeout=60)
    assert dead.returncode == -signal.SIGKILL
    assert site.exists() == (moment < 2) and len(list(tmp_path.iterdir())) == 2
    files.recover(site)
    assert everything(site) == {"index.html": b"old"} and [p.name for p in tmp_path.iterdir()] == ["report"]
    with files.replacing(site) as making:
        (making / "index.html").write_text("newer", encoding="utf-8")
    assert everything(site) == {"index.html": b"newer"} and [p.name for p in tmp_path.iterdir()] == ["report"]


def test_what_a_live_run_is_writing_is_left_alone(tmp_path):
    site = tmp_path / "report"
    program = "import sys\nfrom diptych import files\nwith files.replacing(sys.argv[1]) as making:\n    (making / 'index.html').write_text('theirs')\n    print('ready', flush=True)\n    sys.stdin.read()"
    other = subprocess.Popen([sys.executable, "-c", program, str(site)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout.readline().strip() == b"ready"
    with files.replacing(site) as making:
        (making / "index.html").write_text("ours", encoding="utf-8")
        with files.replacing(site) as second:
            (second / "index.html").write_text("ours too", encoding="utf-8")
        assert making.is_dir()
    files.tidy(tmp_path)
    assert everything(site) == {"index.html": b"ours"} and len(list(tmp_path.iterdir())) == 2
    other.communicate(b"")
    assert other.returncode == 0 and everything(site) == {"index.html": b"theirs"} and [p.name for p in tmp_path.iterdir()] == ["report"]


def test_many_sites_put_in_one_place_at_once_end_as_one_of_them(tmp_path):
    program = "import sys\nfrom diptych import files\nfor k in range(60):\n    with files.replacing(sys.argv[1]) as making:\n        for n in range(5): (making / str(n)).write_text(sys.argv[2])"
    running = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "report"), str(k)]) for k in range(3)]
    assert [p.wait(120) for p in running] == [0, 0, 0]
    assert len(set(everything(tmp_path / "report").values())) == 1 and len(everything(tmp_path / "report")) == 5
    assert [p.name for p in tmp_path.iterdir()] == ["report"]


def test_half_a_file_that_a_killed_run_left_is_taken_away_by_the_next(tmp_path):
    program = "import os, signal, sys\nfrom diptych import files\nos.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)\nfiles.write(sys.argv[1], 'new')"
    (tmp_path / "mine.jsonl").write_text("old", encoding="utf-8")
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "mine.jsonl")], timeout=60)
    assert len(list(tmp_path.iterdir())) == 2
    (tmp_path / ".not-ours.part").write_text("mine", encoding="utf-8")
    files.tidy(tmp_path)
    assert everything(tmp_path) == {"mine.jsonl": b"old", ".not-ours.part": b"mine"}


def test_what_another_machine_is_writing_is_given_a_day(tmp_path):
    part = tmp_path / ".mine.jsonl.00000000-1-00000000.part"
    part.write_text("half", encoding="utf-8")
    files.tidy(tmp_path)
    assert part.exists()
    os.utime(part, (time.time() - 90_000,) * 2)
    files.tidy(tmp_path)
    assert not part.exists()


def test_a_folder_is_one_run_s_at_a_time(tmp_path):
    with files.alone(tmp_path):
        with pytest.raises(files.BusyError, match="another run is writing there; wait"), files.alone(tmp_path, patience=0):
            pass
    with files.alone(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []

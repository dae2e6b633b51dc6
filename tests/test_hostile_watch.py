"""Watched at work: the same site twice, byte for byte; nothing asked of the network; nothing read outside the case and the program."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from conftest import KHOJALY, ROOT, originals_folder

#: Loaded by every Python that is started (also by kernels): writes down what is opened and where connections go, and lets none go out.
WATCH = '''
import os, socket, sys

_log = os.open(os.environ["WATCH_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
_here = {"", None, "localhost", "127.0.0.1", "::1", socket.gethostname(), b"localhost", b"127.0.0.1"}

def _watch(event, args):
    if event == "open":
        os.write(_log, f"open\\t{os.fsdecode(args[0]) if isinstance(args[0], (str, bytes)) else args[0]}\\n".encode("utf-8", "surrogateescape"))
        return
    if event in ("socket.connect", "socket.sendto"):
        place = args[1][0] if isinstance(args[1], tuple) else ""  # a path is a socket of this machine
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        place = args[0]
    else:
        return
    os.write(_log, f"{event}\\t{place}\\n".encode())
    if place not in _here:
        os.write(_log, f"outwards\\t{place}\\n".encode())
        raise OSError(f"{event} to {place}")

sys.addaudithook(_watch)
'''


def everything(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def watched(folder, *arguments, cwd=ROOT, **environment):
    """Runs a command of the program under watch: (its result, what it did as (event, what))."""
    (folder / "watch").mkdir(exist_ok=True)
    (folder / "watch" / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    log = folder / "log"
    path = os.pathsep.join(filter(None, [str(folder / "watch"), os.environ.get("PYTHONPATH")]))
    result = subprocess.run([sys.executable, "-m", "diptych", *map(str, arguments)], cwd=cwd, env=os.environ | {"PYTHONPATH": path, "WATCH_LOG": str(log)} | environment, capture_output=True, timeout=600)
    assert result.returncode == 0, result.stderr.decode()
    return result, [tuple(line.split("\t", 1)) for line in log.read_text(encoding="utf-8", errors="surrogateescape").splitlines() if "\t" in line]


@pytest.fixture(scope="module", params=["restated", "original"])
def sites(request, tmp_path_factory):
    """Two builds of a site of two notebooks, the second with another hash seed, working directory, time zone and locale, and no home; the first one is watched."""
    if request.param == "original" and not originals_folder():
        pytest.skip("no copy of the originals at hand; name its folder in DIPTYCH_ORIGINALS")
    folder = tmp_path_factory.mktemp("sites")
    for name in ("notebooks", "elsewhere"):
        (folder / name).mkdir()
    for name in ("03-terminology", "05-legal-claims"):
        shutil.copy(ROOT / "notebooks" / f"{name}.ipynb", folder / "notebooks")
    arguments = ["report", "--case", KHOJALY, "--notebooks", folder / "notebooks", "--edition", request.param, "--out"]
    originals = {"DIPTYCH_ORIGINALS": str(originals_folder())} if originals_folder() else {}
    events = watched(folder, *arguments, folder / "one", PYTHONHASHSEED="1", **originals)[1]
    nowhere = str(ROOT / "README.md" / "home")  # inside a file, where nobody can make a folder
    second = subprocess.run([sys.executable, "-m", "diptych", *map(str, arguments), "../two"], cwd=folder / "elsewhere", capture_output=True, timeout=600,
                            env=os.environ | {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "DIPTYCH_CACHE": str(folder / "parses"), "HOME": nowhere, "XDG_CACHE_HOME": nowhere} | originals)
    assert second.returncode == 0, second.stderr
    return folder / "one", folder / "two", events


def test_the_same_case_gives_the_same_site_byte_for_byte(sites):
    one, two = map(everything, sites[:2])
    assert one.keys() == two.keys() and len(one) > 30
    assert [name for name in one if one[name] != two[name]] == []


def test_notebooks_ask_nothing_of_the_network(sites):
    events = sites[2]
    assert [what for event, what in events if event == "outwards"] == []
    assert any(event == "open" and what.endswith("ipykernel_launcher.py") or "ipykernel" in what for event, what in events)  # the kernels were watched


def test_the_watch_would_tell(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    program = "import socket, sys\ntry: socket.create_connection(('192.0.2.1', 80), 1)\nexcept OSError as error: print(error)\nopen(sys.argv[0] or '/dev/null').close()"
    result = subprocess.run([sys.executable, "-c", program], env=os.environ | {"PYTHONPATH": str(tmp_path), "WATCH_LOG": str(tmp_path / "log")}, capture_output=True, text=True, timeout=60)
    assert "to 192.0.2.1" in result.stdout and "outwards\t192.0.2.1" in (tmp_path / "log").read_text(encoding="utf-8")


def test_the_command_line_reads_nothing_but_the_case_the_program_and_its_parses(tmp_path):
    """What the interpreter and its packages are made of may be read, and what the system tells any program about itself."""
    stray = tmp_path / "home"
    stray.mkdir()
    (stray / "notes.txt").write_text("mine", encoding="utf-8")
    result, events = watched(tmp_path, "code", "--case", KHOJALY, "--edition", "restated", "--out", tmp_path / "out", cwd=stray, HOME=str(stray), DIPTYCH_CACHE=str(tmp_path / "parses"), DIPTYCH_ORIGINALS="")
    allowed = [KHOJALY, ROOT / "src", tmp_path / "out", tmp_path / "parses", tmp_path / "watch", *(Path(p) for p in sysconfig.get_paths().values()), Path(sys.prefix), Path(sys.base_prefix)]
    allowed = [p for folder in allowed for p in (folder, folder.resolve())]
    system = ("/dev/", "/proc/", "/sys/", "/etc/", "/usr/share/zoneinfo", "/usr/lib/")
    opened = {Path(stray, what) for event, what in events if event == "open" and not what.isdigit()}
    assert [p for p in sorted(opened) if not any(p.is_relative_to(folder) for folder in allowed) and not str(p).startswith(system)] == []
    assert any(p.is_relative_to(KHOJALY) for p in opened) and any(p.is_relative_to(tmp_path / "out") for p in opened)
    assert [what for event, what in events if event != "open"] == []

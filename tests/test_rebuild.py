"""A site made again runs only the notebooks whose pages would come out otherwise, and is then what a clean build is."""

import shutil

import nbformat
import pytest
from conftest import ROOT

from diptych import report

CARD = "# {}\n\n- **The question.** What?\n- **You need.** Nothing.\n- **Minutes.** 1\n- **What this page cannot tell.** Much."
CODE = ("from diptych import charts, compare, extract, pipeline, show, texts\ncase = texts.load_case()\nreadings = pipeline.read(case.texts, case.codebook)\n"
        "rates = compare.rates(extract.terms(readings), readings, by='term')\nshow.chart(charts.dots(rates, label='term'), readings)")


def write(folder, name, code=CODE):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(CARD.format(name), id="a"), nbformat.v4.new_code_cell(code, id="b")])
    nbformat.write(notebook, folder / f"{name}.ipynb")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A copy of the invented case, and two small notebooks."""
    place = tmp_path_factory.mktemp("rebuild")
    shutil.copytree(ROOT / "texts" / "velin", place / "texts" / "velin")
    shutil.copytree(ROOT / "texts" / "khojaly" / "codebook", place / "texts" / "khojaly" / "codebook")
    (place / "notebooks").mkdir()
    write(place / "notebooks", "00-one")
    write(place / "notebooks", "01-two", CODE.replace("by='term'", "by='referent'").replace("label='term'", "label='referent'"))
    return place


@pytest.fixture
def build(place):
    def run(out="site"):
        told = []
        report.build(place / "texts" / "velin", place / out, notebooks=place / "notebooks", tell=told.append)
        return [line for line in told if "ran " in line or "unchanged" in line]
    return run


def everything(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_nothing_runs_again_where_nothing_changed_and_the_site_is_the_same(place, build):
    assert sorted(build()) == ["ran 00-one.ipynb", "ran 01-two.ipynb"]
    before = everything(place / "site")
    assert any(name.startswith("figures/00-one-1.") for name in before)
    assert build() == ["00-one: unchanged", "01-two: unchanged"]
    assert everything(place / "site") == before


def test_a_changed_notebook_runs_again_alone_and_the_site_is_that_of_a_clean_build(place, build):
    build()
    write(place / "notebooks", "01-two", CODE + "\n")
    try:
        assert sorted(build()) == ["00-one: unchanged", "ran 01-two.ipynb"]
        build("clean")
        assert everything(place / "site") == everything(place / "clean")
    finally:
        shutil.rmtree(place / "clean", ignore_errors=True)


@pytest.mark.parametrize("change", ["text", "codebook", "page", "figure"])
def test_what_a_page_is_made_from_or_is_runs_its_notebook_again(place, build, change):
    build()
    case, site = place / "texts" / "velin", place / "site"
    path, words = {"text": (case / "orlen.txt", b"\n\nIt rained."), "codebook": (case / "codebook" / "places.toml", b'\n[rill]\nlabel = "Rill"\ntype = "LOC"\nforms = ["Rill"]\n'),
                   "page": (site / "00-one.html", b"<p>x</p>"), "figure": (site / "figures" / "00-one-1.csv", b"x")}[change]
    old = path.read_bytes()
    path.write_bytes(old + words)
    try:
        assert "ran 00-one.ipynb" in build()
        assert b"<p>x</p>" not in (site / "00-one.html").read_bytes()
    finally:
        if site not in path.parents:
            path.write_bytes(old)


def test_another_page_in_the_menu_is_a_change_of_every_page(place, build):
    build()
    write(place / "notebooks", "02-three")
    try:
        assert sorted(build()) == ["ran 00-one.ipynb", "ran 01-two.ipynb", "ran 02-three.ipynb"]
    finally:
        (place / "notebooks" / "02-three.ipynb").unlink()

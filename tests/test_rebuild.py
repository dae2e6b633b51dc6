"""A site made again runs only the notebooks whose pages would come out otherwise, and is then what a clean build is."""

import shutil

import nbformat
import pytest
from conftest import ROOT
from typer.testing import CliRunner

from diptych.cli import app
from diptych.site import report

CARD = "# {}\n\n- **The question.** What?\n- **You need.** Nothing.\n- **Minutes.** 1\n- **What this page cannot tell.** Much."
CODE = ("from diptych import charts, compare, extract, show; from diptych.corpus import texts; from diptych.reading import pipeline\ncase = texts.load_case()\nreadings = pipeline.read(case.texts, case.codebook)\n"
        "rates = compare.rates(extract.terms(readings), readings, by='term')\nshow.chart(charts.dots(rates, label='term'), readings)")

#: What a page shows that draws nothing, and is quick to make.
SHORT = "1 + 1"


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
    write(place / "notebooks", "01-two", SHORT)
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
    write(place / "notebooks", "01-two", SHORT + "\n")
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


def test_another_kernel_of_the_name_on_the_machine_runs_no_notebook(tmp_path, place, monkeypatch):
    folder = tmp_path / "kernels" / "python3"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text('{"argv": ["false"], "display_name": "x", "language": "python"}')
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    (tmp_path / "notebooks").mkdir()
    write(tmp_path / "notebooks", "01-two", SHORT)
    told = []
    where = {"notebooks": tmp_path / "notebooks", "tell": told.append}
    report.build(place / "texts" / "velin", tmp_path / "site", **where)
    assert "ran 01-two.ipynb" in told


def test_another_page_in_the_menu_is_a_change_of_every_page(place, build):
    build()
    write(place / "notebooks", "02-three", SHORT)
    try:
        assert sorted(build()) == ["ran 00-one.ipynb", "ran 01-two.ipynb", "ran 02-three.ipynb"]
    finally:
        (place / "notebooks" / "02-three.ipynb").unlink()


def test_what_others_put_into_the_folder_of_a_site_stays_there(place, build):
    build()
    site = place / "site"
    (site / "mine").mkdir()
    (site / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
    (site / "figures" / "00-one-99.png").write_bytes(b"mine too")
    write(place / "notebooks", "02-three", SHORT)
    try:
        build()
        assert (site / "02-three.html").is_file()
    finally:
        (place / "notebooks" / "02-three.ipynb").unlink()
    build()
    assert (site / "mine" / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (site / "figures" / "00-one-99.png").read_bytes() == b"mine too"
    assert not (site / "02-three.html").exists()
    cleaned = CliRunner().invoke(app, ["clean", str(site)])
    assert cleaned.exit_code == 0 and "but for 2 files that diptych did not make" in cleaned.stdout
    assert set(everything(site)) == {"mine/notes.txt", "figures/00-one-99.png"}
    again = CliRunner().invoke(app, ["clean", str(site)])
    assert again.exit_code == 2 and "no made-from.json there" in again.stderr
    shutil.rmtree(site)


def test_a_file_of_others_is_not_replaced_by_a_page_of_its_name(place, build):
    build()
    page = place / "site" / "02-three.html"
    page.write_text("mine", encoding="utf-8")
    write(place / "notebooks", "02-three", SHORT)
    try:
        with pytest.raises(report.ReportError, match="02-three.html: diptych did not make this file"):
            build()
        assert page.read_text(encoding="utf-8") == "mine"
    finally:
        (place / "notebooks" / "02-three.ipynb").unlink()
        shutil.rmtree(place / "site")


def test_a_page_that_fails_says_so_and_the_others_are_made(place, build):
    write(place / "notebooks", "01-two", "print('so far')\n")
    notebook = nbformat.read(place / "notebooks" / "01-two.ipynb", as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell("raise KeyError('no such thing')", id="c"))
    nbformat.write(notebook, place / "notebooks" / "01-two.ipynb")
    ran = CliRunner().invoke(app, ["report", "--case", str(place / "texts" / "velin"), "--out", str(place / "site"),
                                   "--notebooks", str(place / "notebooks")])
    assert ran.exit_code == 2
    assert "1 page failed" in ran.stderr and "01-two: KeyError: 'no such thing'" in ran.stderr
    assert "Traceback" not in ran.stderr
    failed, whole = ((place / "site" / f"{name}.html").read_text(encoding="utf-8") for name in ("01-two", "00-one"))
    assert "so far" in failed and "This page stops where a cell failed: KeyError: &#x27;no such thing&#x27;" in failed
    assert "This page stops" not in whole and (place / "site" / "index.html").is_file()
    with pytest.raises(report.PagesError):
        build()  # a page that failed is not taken over
    write(place / "notebooks", "01-two", SHORT)
    assert "ran 01-two.ipynb" in build()


def test_pages_on_invented_texts_are_left_out_of_the_site_of_another_case(place, tmp_path):
    books = tmp_path / "notebooks"
    books.mkdir()
    write(books, "00-one", "1 + 1")
    write(books, "01-two", "1 + 1")
    one, two = (nbformat.read(books / f"{name}.ipynb", as_version=4) for name in ("00-one", "01-two"))
    links = "See [the second](01-two.ipynb).\n\n**Next:** [The second](01-two.ipynb)"
    one.cells.append(nbformat.v4.new_markdown_cell(links, id="c"))
    nbformat.write(one, books / "00-one.ipynb")
    two.metadata["diptych"] = {"reads": "invented texts"}
    nbformat.write(two, books / "01-two.ipynb")
    velin, mine = place / "texts" / "velin", place / "texts" / "mine"
    shutil.copytree(velin, mine)
    sources = (mine / "sources.toml").read_text(encoding="utf-8")
    (mine / "sources.toml").write_text(sources.replace("examples  = true", "examples = false"), encoding="utf-8")
    told = []
    for case in (velin, mine):
        report.build(case, tmp_path / case.name, notebooks=books, tell=told.append)
    whole, without = ((tmp_path / case / "00-one.html").read_text(encoding="utf-8") for case in ("velin", "mine"))
    assert (tmp_path / "velin" / "01-two.html").is_file() and not (tmp_path / "mine" / "01-two.html").exists()
    assert whole.count('href="01-two.html"') == 3  # in the menu too
    assert "01-two" not in without and "See the second." in without and "Next:" not in without
    assert sum("left out, since they read invented texts" in line for line in told) == 1

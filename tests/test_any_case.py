"""Any case will do: one text or five, a sentence or an article, with something to count or with nothing."""

import ast
import re
import shutil
from html import unescape

import matplotlib.axes
import nbformat
import pandas as pd
import pytest
from conftest import ROOT, VELIN

from diptych import charts, compare, extract, show
from diptych.compare import blind_spots
from diptych.corpus import texts
from diptych.people import coding
from diptych.reading import pipeline
from diptych.site import limits

#: The notebooks that read the case that is named; the others read what is invented, whatever the case.
NOTEBOOKS = [path for path in sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))
             if "load_case()" in path.read_text(encoding="utf-8")]
ORLEN, TOLPRESS = ((VELIN / f"{id}.txt").read_text(encoding="utf-8") for id in ("orlen", "tolpress"))
CASES = {
    "one text": {"orlen": ORLEN},
    "one sentence": {"short": "The Marenian army shelled Velin on 14 October 1987."},
    "nothing to count": {"calm": "We slept well.", "quiet": "It rained."},
    "one text with nothing to count": {"quiet": "It rained."},
    "three texts": {"orlen": ORLEN, "third": ORLEN[900:], "tolpress": TOLPRESS},
    "five texts": {"a": ORLEN, "b": TOLPRESS, "c": ORLEN[900:], "d": TOLPRESS[700:], "e": "It rained."},
}


def make(folder, found):
    """A case with these texts, and the codebook of the invented one."""
    shutil.copytree(VELIN / "codebook", folder / "texts" / "mine" / "codebook")
    shutil.copytree(ROOT / "texts" / "khojaly" / "codebook", folder / "texts" / "khojaly" / "codebook")
    listed = ['[case]\ntitle = "A case"\ncodebook = ["../khojaly/codebook"]\n']
    for id, text in found.items():
        (folder / "texts" / "mine" / f"{id}.txt").write_text(text, encoding="utf-8")
        listed.append(f'[texts.{id}]\ndate = "2012-10-12"\n[texts.{id}.text]\nfile = "{id}.txt"\n')
    (folder / "texts" / "mine" / "sources.toml").write_text("\n".join(listed), encoding="utf-8")
    return folder / "texts" / "mine"


@pytest.fixture(scope="module", params=CASES)
def case(request, tmp_path_factory):
    return make(tmp_path_factory.mktemp("case"), CASES[request.param])


def shown(value) -> str:
    """What a notebook shows of a cell's last value."""
    if isinstance(value, pd.DataFrame):
        return show.table(value).html
    if isinstance(value, matplotlib.axes.Axes):
        return show.chart(value).html
    if hasattr(value, "_repr_mimebundle_"):
        return value._repr_mimebundle_()["text/html"]
    return value._repr_html_() if hasattr(value, "_repr_html_") else repr(value)


def run(path) -> list[str]:
    """Runs the cells of a notebook here, without a kernel; gives what each shows."""
    space, out = {}, []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            tree = ast.parse(cell.source)
            last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, path.name, "exec"), space)
            if last is not None:
                out.append(shown(eval(compile(ast.Expression(last.value), path.name, "eval"), space)))
    return out


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda p: p.stem)
def test_every_notebook_runs_on_any_number_of_texts_and_on_any_text(notebook, case, monkeypatch):
    monkeypatch.setenv("DIPTYCH_CASE", str(case))
    monkeypatch.setenv(show.READER, "reader.html")
    assert len(run(notebook)) >= 3


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    case = texts.load_case(make(tmp_path_factory.mktemp("three"), CASES["three texts"]))
    return pipeline.read(case.texts, case.codebook)


def test_the_blind_spots_of_three_texts_are_one_grid_of_things_and_texts(three):
    grid = blind_spots.matrix(three)
    assert list(grid.columns) == ["kind", "thing", "orlen", "third", "tolpress", "rows"]
    assert not grid.duplicated(["kind", "thing"]).any()
    counts = grid[["orlen", "third", "tolpress"]]
    assert ((counts == 0).any(axis=1) & (counts > 0).any(axis=1)).all()
    assert (counts.sum(axis=1) == grid["rows"].map(len)).all()
    html = show.mirror(blind_spots.blind_spots(three), three).html
    assert "only orlen" not in html and html.count("<table>") == grid["kind"].nunique()


def test_each_thing_is_named_once_among_the_closest(three):
    near = blind_spots.closest(blind_spots.blind_spots(three), most=30)
    assert not near.duplicated(["text_id", "kind", "thing"]).any()
    assert near["closeness"].is_monotonic_decreasing


def test_the_words_of_each_of_three_texts_are_set_against_the_others(three):
    found = compare.keyness(three, least=2)
    assert set(found["text_id"]) == {"orlen", "third", "tolpress"}
    assert set(found["against"]) == {"the others"} and (found["log_odds"] > 0).all()


def test_the_words_that_are_followed_step_by_step_are_those_that_the_texts_use_most(three):
    places = {"text_id": "orlen", "sent": "s001", "start": range(5), "end": range(5)}
    codes = {"term": list("bacab"), "referent": "case", "voice": "author", "stance": "asserts"}
    terms = pd.DataFrame(places | codes)
    assert compare.most_frequent(terms, "term") == ["a", "b"]
    assert set(compare.step_by_step(terms, three)["term"]) == {"a", "b"}


def test_how_many_texts_is_said_in_words():
    assert [texts.number_of(n) for n in (1, 2, 12)] == ["one text", "two texts", "12 texts"]
    assert not re.search(r"\d", texts.number_of(5))


def test_the_prose_of_the_notebooks_counts_no_texts_and_tells_nothing_of_one_case():
    wired = re.compile(r"\b(?:two|both|either) texts?\b|\bthe other text\b|\bfirst case\b|years later|the other lacks", re.I)
    for path in NOTEBOOKS:
        cells = nbformat.read(path, as_version=4).cells
        assert [found[0] for c in cells for found in wired.finditer(c.source)] == [], path.name


def test_a_score_on_one_text_of_three_says_which_one(three, tmp_path):
    case = texts.load_case(make(tmp_path, CASES["three texts"]))
    assert "no reference coding of these texts" in coding.score_line(case, three, "term")
    assert "has no reference coding" in limits.reference_made(case).html
    (case.folder / "coding" / "reference").mkdir(parents=True)
    shutil.copy(VELIN / "coding" / "reference" / "orlen.own.jsonl", case.folder / "coding" / "reference")
    told = coding.score_line(case, three, "term")
    assert "of one text (orlen; there is no reference coding of third, tolpress)" in told
    assert "reference coding of orlen; there is none of third, tolpress" in limits.reference_made(case).html


def test_a_chart_names_the_texts_that_its_score_says_nothing_of(three, monkeypatch):
    monkeypatch.setenv("DIPTYCH_CASE", str(VELIN))
    html = show.chart(charts.dots(compare.rates(extract.terms(three), three, by="term"), label="term"), three, layer="term")
    assert "against the reference coding of orlen, tolpress alone, none of third" in unescape(html.html)

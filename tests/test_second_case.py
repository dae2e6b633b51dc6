"""An invented second case, to prove that nothing is wired to the first."""

import ast
import re
import tomllib

import pandas as pd
from conftest import KHOJALY, ROOT, VELIN

from diptych import compare, show
from diptych.cases import checks
from diptych.corpus import texts
from diptych.people import coding


def test_the_case_is_whole():
    assert checks.check(VELIN) == []
    assert texts.example() == VELIN


def test_its_reference_coding_points_at_its_words(velin):
    case, _ = velin
    for text in case.texts:
        rows = coding.read(VELIN / "coding" / "reference" / f"{text.id}.own.jsonl")
        assert len(rows) > 60
        assert coding.faults(rows) == []
        assert [r for r in rows if text.text[r["start"]:r["end"]] != r["surface"]] == []


def test_it_has_a_text_from_each_side_and_lists_the_sides_alike(velin):
    case, _ = velin
    assert len(case.texts) == 2
    listed = tomllib.loads((VELIN / "codebook" / "actors.toml").read_text(encoding="utf-8"))
    labels = {e["label"] for e in listed.values()}
    for name in ("Parliament of Marenia", "Ministry of Defence of Marenia", "Marenian"):
        assert {name, name.replace("Maren", "Tolv")} <= labels


def test_the_program_knows_of_no_event():
    """No name of the first case's event, parties or places stands in the code, but for the folder it is in. Examples in docstrings may."""
    names = re.compile(r"khojaly|nagorno|karabakh|azerbaijan|azeri\b|armenia|artsakh", re.I)
    for path in (ROOT / "src").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        words = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told]
        found = [w for w in words if names.search(w) and w != "khojaly" and "/khojaly" not in w]
        assert found == [], path.name


def test_a_page_says_what_its_case_is_about(velin):
    html = show.about(velin[0]).html
    assert "invented war between Marenia and Tolvia" in html and "made up" in html
    assert "Khojaly" in show.about(texts.load_case(KHOJALY, edition="restated")).html


def test_the_rows_at_the_event_are_those_of_its_month(velin):
    case, _ = velin
    dates = pd.DataFrame({"edtf": ["1987-10-14", "1987-10", "1988", "P1D", "1987-1"]})
    assert list(compare.at_the_event(dates, case.codebook)["edtf"]) == ["1987-10-14", "1987-10"]


def test_the_closest_pair_is_the_one_that_stands_together_most():
    pairs = pd.DataFrame({"name": ["a", "b", "a", "c", "b"], "beside": ["b", "a", "b", "a", "c"]})
    assert list(compare.closest(pairs)["name"]) == ["a", "a"]
    assert compare.closest(pairs.head(0)).empty


def test_every_notebook_runs_on_it_and_no_page_names_the_first_case(site_of):
    site = site_of(VELIN)
    pages = {p.name: p.read_text(encoding="utf-8") for p in site.glob("*.html")}
    assert len(pages) == 11 + len(list((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb")))
    assert "Velin/Olvinsk" in pages["index.html"]
    named = {name: sorted(set(re.findall(r"Khojaly|Azerbaijan\w*|Armenia\w*|Karabakh|AZERTAC", html))) for name, html in pages.items()}
    assert {name: found for name, found in named.items() if found} == {}

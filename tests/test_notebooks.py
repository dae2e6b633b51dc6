import ast
from html import unescape

import nbformat
import pytest
from conftest import KHOJALY, ROOT, originals_folder

from diptych.interactive import classroom
from diptych.site import handouts

WITH_NO_CHART = ("reader.html", "glossary.html", "review.html", "code-it-yourself.html", *classroom.SHEETS.values())
HANDOUTS = [sheet["file"] for sheet in handouts.known().values()]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda p: p.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def code_cells(notebook):
    return [c for c in notebook.cells if c.cell_type == "code"]


def test_there_is_a_notebook_for_each_question():
    assert [p.stem for p in NOTEBOOKS][:6] == ["00-the-texts", "01-actors-and-places", "02-dates-and-numbers", "03-terminology", "04-responsibility", "05-legal-claims"]


def test_a_notebook_opens_with_its_card(notebook):
    card = notebook.cells[0].source
    for item in ("# ", "- **The question.** ", "- **You need.** ", "- **Minutes.** ", "- **What this page cannot tell.** "):
        assert any(line.startswith(item) for line in card.splitlines()), item


def test_code_cells_are_short_and_define_and_loop_over_nothing(notebook):
    for cell in code_cells(notebook):
        assert 1 <= len(cell.source.splitlines()) <= 8, cell.source
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp)), cell.source


def test_every_code_cell_follows_prose(notebook):
    for before, cell in zip(notebook.cells, notebook.cells[1:]):
        assert not (cell.cell_type == "code" and before.cell_type == "code"), cell.source


def test_a_line_of_code_has_ten_to_twenty_five_words_of_prose(notebook):
    lines = sum(len([line for line in c.source.splitlines() if line.strip()]) for c in code_cells(notebook))
    told = [c.source for c in notebook.cells[1:] if c.cell_type == "markdown" and not c.source.startswith(("## Discuss", "## What this page leaves open", "**Next:**"))]
    words = sum(len(line.split()) for source in told for line in source.splitlines() if not line.startswith("|"))
    assert 10 <= words / lines <= 25, (words, lines)


def test_a_notebook_has_the_parts_of_a_lesson(notebook):
    headings = [line.lstrip("# ").lower() for c in notebook.cells if c.cell_type == "markdown" for line in c.source.splitlines() if line.startswith("## ")]
    for part in ("look at the rows", "before you run", "back to the sentences", "discuss", "what this page leaves open"):
        assert any(h.startswith(part) for h in headings), part


def test_a_notebook_asks_three_questions_to_discuss(notebook):
    cell = next(c.source for c in notebook.cells if "## Discuss" in c.source)
    part = cell.split("## Discuss")[1].split("\n## ")[0]
    assert [line[:2] for line in part.splitlines() if line[:1].isdigit()] == ["1.", "2.", "3."]


def test_a_notebook_ends_with_a_link_to_the_next():
    for path, following in zip(NOTEBOOKS, NOTEBOOKS[1:]):
        cells = nbformat.read(path, as_version=4).cells
        title = nbformat.read(following, as_version=4).cells[0].source.splitlines()[0].removeprefix("# ")
        assert cells[-1].source == f"**Next:** [{title}]({following.name})"


def test_a_notebook_is_kept_without_outputs(notebook):
    assert [c for c in code_cells(notebook) if c.outputs or c.execution_count is not None] == []


@pytest.fixture(scope="module", params=["restated", "original"])
def site(request, site_of):
    """The site of each edition, made from every notebook; the original only where a copy is at hand."""
    if request.param == "original" and originals_folder() is None:
        pytest.skip("no copy of the originals at hand; name its folder in DIPTYCH_ORIGINALS")
    out = site_of(KHOJALY, request.param)
    return request.param, out, (out.parent / "told.txt").read_text(encoding="utf-8").splitlines()


def test_every_notebook_runs_and_becomes_a_page(site):
    _, out, _ = site
    assert {p.name for p in out.glob("*.html")} == {"index.html", *WITH_NO_CHART, *HANDOUTS, *(f"{p.stem}.html" for p in NOTEBOOKS)}


def test_the_report_and_every_page_say_which_edition_is_shown(site):
    which, out, told = site
    assert sum(which in line for line in told[:2]) == 2
    for page in out.glob("*.html"):
        html = page.read_text(encoding="utf-8")
        said = "restates the article's claims, which are not this collection's" if which == "restated" else "original, the reader's copy"
        assert unescape(html).count(said) >= 2, page.name


def test_every_figure_has_alt_text_and_every_table_headers(site):
    import re
    _, out, _ = site
    for page in out.glob("*.html"):
        html = page.read_text(encoding="utf-8")
        figures = re.findall(r"<svg[^>]*>", html)
        assert figures or page.name in ("index.html", *WITH_NO_CHART)
        assert [f for f in figures if not (re.search(r'role="(?:img|group)"', f) and re.search(r'aria-label="[^"]{40,}"', f))] == []
        assert all("<th" in table for table in re.findall(r"<table.*?</table>", html, re.S))
        assert 'class="error"' not in html


def test_a_page_asks_nothing_of_the_network(site):
    import re
    _, out, _ = site
    for page in out.glob("*.html"):
        html = page.read_text(encoding="utf-8")
        asked = re.findall(r'(?:src|href|url)\s*[=(]\s*["\']?((?:https?:)?//[^"\')\s>]+)', html)
        assert [a for a in asked if not a.startswith("http://www.w3.org/")] == [], page.name
        for link in re.findall(r'href="([^"#:]+)"', html):
            assert (out / link).exists(), (page.name, link)


def test_the_tables_are_there_as_csv(site):
    import pandas as pd
    _, out, _ = site
    for name in ("entities", "dates", "numbers", "terms", "responsibility", "legal", "attributions"):
        frame = pd.read_csv(out / "tables" / f"{name}.csv")
        assert list(frame.columns[:5]) == ["text_id", "sent", "start", "end", "surface"]
        assert len(frame) > 5

"""The site as a reader has it: opened from a file in Chromium, in every mode, on screens and on paper."""

import re
from urllib.parse import unquote

import pandas as pd
import pytest
from conftest import ROOT, in_browser
from visiting import Marks, Visit

import diptych
from diptych import charts

MODES = {"dark": {"color_scheme": "dark"}, "calm": {"reduced_motion": "reduce"}}
NARROW = {"width": 360, "height": 740}
#: How high the letters of drawings are on the screen, in pixels.
LETTERS = """all => all.flatMap(s => [...s.querySelectorAll("text")].map(
  t => parseFloat(getComputedStyle(t).fontSize) * s.clientWidth / s.viewBox.baseVal.width))"""


def test_every_mark_of_every_chart_of_every_page_lists_as_many_rows_as_it_shows(site, pages):
    charts = 0
    for path in pages:
        found = Marks(path.read_text(encoding="utf-8"))
        charts += found.charts
        assert bool(found.marks) == bool(found.charts), path.name
        wrong = [(href, shows, found.listed.get(href)) for href, shows in found.marks if shows < 1 or len(found.listed.get(href, ())) != shows]
        assert wrong == [], path.name
    assert charts >= 13


def test_every_chart_of_every_page_has_four_lines_below_it_with_the_number_of_its_rows(pages):
    for path in pages:
        for html in re.findall(r"<figure class=\"chart\".*?</figure>", path.read_text(encoding="utf-8"), re.S):
            lines = dict(re.findall(r"<dt>(.*?)</dt> <dd>(.*?)</dd>", html))
            drawn = [head for head in charts.HEADS if f">{head}</text>" in html]
            assert list(lines) == list(charts.HEADS) or drawn == list(charts.HEADS), path.name
            keys = [key for listed in re.findall(r'data-keys="([^"]+)"', html) for key in listed.split()]
            ones = {int(n) for n in re.findall(r'data-shows="(\d+)"', html)} == {1}
            n = len(Marks(html).listed) if ones else len(set(keys))
            made = lines.get("Made from", lines.get("Source"))
            assert f"{n:,} row" in made, (path.name, made)


def test_no_page_and_no_table_names_a_place_on_this_machine(site):
    for path in site.rglob("*"):
        if path.suffix in (".html", ".csv", ".jsonl", ".js", ".css", ".svg"):
            text = path.read_text(encoding="utf-8")
            assert str(ROOT) not in text and str(site) not in text, path.name


def test_ids_are_unique_on_a_page(pages):
    for path in pages:
        ids = Marks(path.read_text(encoding="utf-8")).ids
        assert [i for i in set(ids) if ids.count(i) > 1] == [], path.name


def test_the_site_is_small_enough_to_mail(site):
    assert sum(p.stat().st_size for p in site.rglob("*") if p.is_file()) < 12_000_000


def test_every_chart_is_kept_as_a_file_with_its_data(site):
    charts = sum(p.read_text(encoding="utf-8").count('<figure class="chart"') for p in site.glob("[0-9]*.html"))
    for kind in ("svg", "png", "csv"):
        assert len(list((site / "figures").glob(f"*.{kind}"))) == charts


def test_tables_are_kept_in_kinds_that_give_the_same_rows(site):
    for path in (site / "tables").glob("*.csv"):
        rows = len(pd.read_csv(path))
        assert len(path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()) == rows
        assert len(pd.read_parquet(path.with_suffix(".parquet"))) == rows


def test_the_citation_names_this_version(site):
    assert f"version: {diptych.__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"diptych, version {diptych.__version__}" in (site / "index.html").read_text(encoding="utf-8")


@in_browser
def test_every_page_opens_from_its_file_asks_nothing_and_fits_in_every_mode(pages, browser):
    for path in pages:
        with Visit(browser, path) as visit:
            for mode in ("light", *MODES, "narrow"):
                visit.page.emulate_media(**MODES.get(mode, {}))
                if mode == "narrow":
                    visit.page.set_viewport_size(NARROW)
                wide = visit.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
                assert wide[0] <= wide[1], (path.name, mode, wide)
            assert [u for u in visit.asked if not u.startswith(path.parent.as_uri())] == [], path.name
            assert visit.faults == [], path.name


@in_browser
def test_every_page_prints_on_few_sheets_of_either_paper(pages, browser):
    for path in pages:
        with Visit(browser, path) as visit:
            visit.page.emulate_media(media="print")
            wide = visit.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert wide[0] <= wide[1], path.name
            most = 1 if path.name.startswith("handout") else 6
            for size in ("A4", "Letter"):
                sheets = len(re.findall(rb"/Type\s*/Page[^s]", visit.page.pdf(format=size)))
                assert 1 <= sheets <= most, (path.name, size, sheets)
            assert page_wider_than_paper(visit.page) == [], path.name


def page_wider_than_paper(page):
    """The drawings and tables that reach beyond the page as it is printed."""
    return page.evaluate("""[...document.querySelectorAll(".drawing svg, table")]
        .filter(e => e.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }))
        .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map(e => e.outerHTML.slice(0, 80))""")


@in_browser
def test_on_a_phone_charts_fit_the_screen_and_can_be_read_and_no_page_is_endless(pages, browser):
    for path in pages:
        with Visit(browser, path, viewport=NARROW) as visit:
            page = visit.page
            assert page.evaluate("document.documentElement.scrollHeight") <= 12_000, path.name
            wide = "all => all.filter(d => d.scrollWidth > d.clientWidth + 1).length"
            assert page.locator(".drawing").evaluate_all(wide) == 0, path.name
            charts = page.locator("figure.chart").count()
            assert page.locator("figure.chart .drawing.narrow:visible").count() == charts, path.name
            assert page.locator("figure.chart .drawing.wide:visible").count() == 0, path.name
            small = page.locator("figure.chart .drawing.narrow svg").evaluate_all(LETTERS)
            assert [size for size in small if size < 11.9] == [], path.name


@in_browser
def test_labels_of_a_chart_are_no_smaller_than_12_px_on_a_page_1280_px_wide(pages, browser):
    smallest = 8  # points, of the numbers beside the marks
    for path in pages:
        with Visit(browser, path, viewport={"width": 1280, "height": 900}) as visit:
            scale = "all => all.map(s => s.clientWidth / s.viewBox.baseVal.width)"
            scales = visit.page.locator("figure.chart .drawing.wide svg").evaluate_all(scale)
            assert [s for s in scales if round(smallest * s, 1) < 11.9] == [], path.name


@in_browser
@pytest.mark.parametrize("mode", ["light", "dark", "narrow"])
def test_axe_finds_nothing_against_wcag_2_2_aa(mode, pages, browser):
    from axe_playwright_python.sync_playwright import Axe
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    options = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]}
    of_each_kind = [p for p in pages if mode == "light" or p.name[:2] in ("in", "re", "co", "03", "06")]
    asked = {"dark": {"color_scheme": "dark"}, "narrow": {"viewport": NARROW}}.get(mode, {})
    for path in of_each_kind:
        with Visit(browser, path, **asked) as visit:
            found = Axe().run(visit.page, options=options).response["violations"]
            told = [(v["id"], [n["html"][:140] for n in v["nodes"][:3]]) for v in found]
            assert told == [], (path.name, mode)


@in_browser
def test_every_page_is_there_within_a_second(pages, browser):
    took = "performance.timing.loadEventEnd - performance.timing.navigationStart"
    for path in pages:
        spent = []
        while len(spent) < 3 and min(spent, default=1) >= 1:
            with Visit(browser, path) as visit:
                visit.page.wait_for_load_state("load")
                spent.append(visit.page.evaluate(took) / 1000)
        assert min(spent) < 1, (path.name, spent)


def test_every_link_of_the_site_leads_somewhere(site, pages):
    ids = {p.name: set(Marks(p.read_text(encoding="utf-8")).ids) for p in pages}
    for path in pages:
        for href in set(re.findall(r' href="([^"]+)"', path.read_text(encoding="utf-8"))):
            file, _, hash = href.partition("#")
            file = file or path.name
            assert (site / file).exists(), (path.name, href)
            assert not hash or "=" in hash or unquote(hash) in ids[file], (path.name, href)


def test_every_page_lets_the_browser_load_its_own_files_and_nothing_else(pages):
    for path in pages:
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', path.read_text(encoding="utf-8"))
        assert policy and "default-src 'none'" in policy[1] and "http" not in policy[1], path.name

"""The site as a reader has it: opened from a file in Chromium, in every mode, with hands on the keyboard and on nothing else."""

import re
import shutil
import time
from html.parser import HTMLParser

import pytest
from conftest import KHOJALY, ROOT, originals_folder

from diptych import charts, report

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
in_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine; on Debian: apt install chromium")
MODES = {"light": {"color_scheme": "light"}, "dark": {"color_scheme": "dark"}, "narrow": {"viewport": {"width": 360, "height": 740}}, "calm": {"reduced_motion": "reduce"}}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site of the edition at hand: the original where there is a copy, else the restatement."""
    out, patch = tmp_path_factory.mktemp("site"), pytest.MonkeyPatch()
    if originals_folder():
        patch.setenv("DIPTYCH_ORIGINALS", str(originals_folder()))
    report.build(KHOJALY, out, notebooks=ROOT / "notebooks", edition="original" if originals_folder() else "restated", tell=lambda line: None)
    patch.undo()
    return out


@pytest.fixture(scope="module")
def pages(site):
    return sorted(site.glob("*.html"))


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit:
    """A page opened from its file: what it asked for, and what it complained of."""

    def __init__(self, browser, path, hash="", **mode):
        self.context = browser.new_context(**mode)
        self.page, self.asked, self.faults = self.context.new_page(), [], []
        self.page.on("request", lambda r: self.asked.append(r.url))
        self.page.on("console", lambda m: self.faults.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.faults.append(str(e)))
        self.page.goto(path.as_uri() + hash)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()


class Marks(HTMLParser):
    """Marks of a page: (the id of its rows, what it shows), the ids of rows and the keys listed in each."""

    def __init__(self, html):
        super().__init__()
        self.marks, self.listed, self.ids, self.at, self.charts = [], {}, [], None, 0
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        self.ids += [a["id"]] if "id" in a else []
        self.charts += tag == "figure"
        if tag == "g" and a.get("class") == "mark" and a.get("role") == "button":
            self.marks.append((a["data-mark"], int(a["data-shows"])))
        if tag == "div" and re.search(r"-mark-\d+$", a.get("id", "")):
            self.at = a["id"]
            self.listed[self.at] = []
        if tag == "li" and "data-keys" in a:
            self.listed[self.at] += a["data-keys"].split()


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
    import pandas as pd
    for path in (site / "tables").glob("*.csv"):
        rows = len(pd.read_csv(path))
        assert len(path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()) == rows
        assert len(pd.read_parquet(path.with_suffix(".parquet"))) == rows


def test_the_citation_names_this_version(site):
    import diptych
    assert f"version: {diptych.__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"diptych, version {diptych.__version__}" in (site / "index.html").read_text(encoding="utf-8")


@in_browser
@pytest.mark.parametrize("mode", MODES)
def test_every_page_opens_from_its_file_asks_nothing_and_fits(mode, pages, browser):
    for path in pages:
        with Visit(browser, path, **MODES[mode]) as visit:
            assert [u for u in visit.asked if not u.startswith(path.parent.as_uri())] == [], path.name
            assert visit.faults == [], path.name
            wide = visit.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert wide[0] <= wide[1], (path.name, mode, wide)


@in_browser
@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_every_page_prints(size, pages, browser, tmp_path):
    for path in pages:
        with Visit(browser, path) as visit:
            visit.page.emulate_media(media="print")
            wide = visit.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert wide[0] <= wide[1], path.name
            pdf = visit.page.pdf(format=size)
            sheets = len(re.findall(rb"/Type\s*/Page[^s]", pdf))
            most = 1 if path.name.startswith("handout") else 6
            assert 1 <= sheets <= most, (path.name, sheets)
            cut = page_wider_than_paper(visit.page)
            assert cut == [], path.name


def page_wider_than_paper(page):
    """The drawings and tables that reach beyond the page as it is printed."""
    return page.evaluate("""[...document.querySelectorAll(".drawing svg, table")]
        .filter(e => e.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }))
        .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map(e => e.outerHTML.slice(0, 80))""")


@in_browser
def test_on_a_phone_no_chart_is_wider_than_the_screen_and_no_page_is_endless(pages, browser):
    for path in pages:
        with Visit(browser, path, viewport={"width": 360, "height": 740}) as visit:
            page = visit.page
            assert page.evaluate("document.documentElement.scrollHeight") <= 12_000, path.name
            wide = "all => all.filter(d => d.scrollWidth > d.clientWidth + 1).length"
            assert page.locator(".drawing").evaluate_all(wide) == 0, path.name
            charts = page.locator("figure.chart").count()
            assert page.locator("figure.chart .drawing.narrow:visible").count() == charts, path.name
            assert page.locator("figure.chart .drawing.wide:visible").count() == 0, path.name


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
    tags = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
    kinds = [p for p in pages if mode == "light" or p.name[:2] in ("in", "re", "co", "03", "06")]  # a page of each kind in the other modes
    for path in kinds:
        with Visit(browser, path, **MODES[mode]) as visit:
            found = Axe().run(visit.page, options=tags).response["violations"]
            assert [(v["id"], [n["html"][:140] for n in v["nodes"][:3]]) for v in found] == [], (path.name, mode)


@in_browser
def test_every_page_is_there_within_a_second(pages, browser):
    for path in pages:
        spent = []
        for _ in range(3):
            began = time.perf_counter()
            with Visit(browser, path) as visit:
                visit.page.wait_for_load_state("load")
                spent.append(visit.page.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart") / 1000)
            assert time.perf_counter() - began < 20
        assert min(spent) < 1, (path.name, spent)


@in_browser
def test_every_mark_opens_its_rows_below_the_chart_and_leaves_the_chart_in_view(pages, browser):
    for path in pages:
        marks = Marks(path.read_text(encoding="utf-8"))
        if not marks.marks:
            continue
        with Visit(browser, path) as visit:
            page = visit.page
            for id, shows in marks.marks[:: max(1, len(marks.marks) // 6)]:
                mark = page.locator(f'[data-mark="{id}"][role=button]').first
                mark.scroll_into_view_if_needed()
                before = mark.bounding_box()
                mark.dispatch_event("click")
                panel = page.locator("figure.chart", has=mark).locator(".opened")
                listed = panel.locator("li").evaluate_all("all => all.flatMap(li => li.dataset.keys.split(' '))")
                assert listed == marks.listed[id] and len(listed) == shows, (path.name, id)
                assert mark.bounding_box() == before, (path.name, id)
                seen = panel.bounding_box()
                assert 0 < seen["y"] + 40 < visit.page.viewport_size["height"], (path.name, id)
                assert page.evaluate("location.hash") == f"#{id}"


@in_browser
def test_the_address_of_a_mark_opens_its_rows(site, browser):
    path = next(site.glob("03-*.html"))
    id, shows = Marks(path.read_text(encoding="utf-8")).marks[-1]
    with Visit(browser, path, hash=f"#{id}") as visit:
        visit.page.locator(".opened:not([hidden]) li").first.wait_for()
        assert visit.page.locator(f'.drawing .open[data-mark="{id}"]').first.is_visible()


@in_browser
def test_without_a_script_the_rows_of_each_mark_are_in_the_list_below_the_chart(pages, browser):
    for path in pages:
        ids = [id for id, _ in Marks(path.read_text(encoding="utf-8")).marks]
        for id in ids[:: max(1, len(ids) // 3)]:
            with Visit(browser, path, java_script_enabled=False, hash=f"#{id}") as visit:
                assert visit.page.locator(f'[id="{id}"]').is_visible(), (path.name, id)


@in_browser
def test_the_rows_of_a_mark_lead_to_their_sentence(pages, browser):
    for path in pages:
        marks = Marks(path.read_text(encoding="utf-8")).marks
        if not marks or path.name.startswith(("09", "10")):  # pages about texts of another case, not in this reader
            continue
        with Visit(browser, path, hash=f"#{marks[0][0]}") as visit:
            link = visit.page.locator(".opened:not([hidden]) a.where").first
            wanted = link.get_attribute("href").split("#")[1]
            link.click()
            visit.page.wait_for_url("**/reader.html#*")
            assert visit.page.locator(f'[id="{wanted}"]').is_visible()
            box = visit.page.locator(f'[id="{wanted}"]').bounding_box()
            assert box["y"] < visit.page.viewport_size["height"] and box["y"] + box["height"] > 0


@in_browser
def test_every_link_of_the_site_leads_somewhere(site, pages):
    ids = {p.name: set(Marks(p.read_text(encoding="utf-8")).ids) for p in pages}
    from urllib.parse import unquote
    for path in pages:
        for href in set(re.findall(r' href="([^"]+)"', path.read_text(encoding="utf-8"))):
            file, _, hash = href.partition("#")
            file = file or path.name
            assert (site / file).exists(), (path.name, href)
            assert not hash or "=" in hash or unquote(hash) in ids[file], (path.name, href)


@in_browser
def test_the_first_sentence_is_two_clicks_from_the_start(site, browser):
    with Visit(browser, site / "index.html") as visit:
        visit.page.locator("section.answers a").first.click()
        visit.page.wait_for_url("**/reader.html#*")
        assert visit.page.locator(".current").first.is_visible()


@in_browser
def test_the_keyboard_alone_walks_from_a_chart_to_a_sentence(site, browser):
    path = next(site.glob("03-*.html"))
    with Visit(browser, path) as visit:
        page = visit.page
        for _ in range(120):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('g.mark')"):
                break
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.matches('.opened') && document.activeElement.querySelectorAll('li').length") > 0
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/reader.html#*")
        page.wait_for_function("document.activeElement.matches('.sid')")


@in_browser
def test_the_reader_shows_all_of_the_author_s_own_uses_of_a_word(site, browser):
    with Visit(browser, site / "reader.html") as visit:
        page = visit.page
        page.select_option("[name=only]", "term")
        page.select_option("[name=field]", "term")
        page.select_option("[name=value]", "genocide")
        page.select_option("[name=voice]", "author")
        n = int(page.locator("[name=count]").text_content().split()[0])
        import pandas as pd
        terms = pd.read_csv(site / "tables" / "terms.csv")
        assert n == ((terms["term"] == "genocide") & (terms["voice"] == "author")).sum() > 0
        seen = []
        for k in range(n):
            page.keyboard.press("n") if k else page.locator("[name=next]").click()
            assert page.locator("[name=count]").text_content().startswith(f"{k + 1} of {n}")
            seen.append("".join(page.locator(".current").all_text_contents()).lower())
            assert "genocide" in page.locator(".codes-panel").text_content()
        assert all("genocid" in words for words in seen)
        page.keyboard.press("p")
        page.keyboard.press("Escape")
        page.wait_for_function("document.querySelectorAll('.hit').length === 0")


@in_browser
def test_layers_of_the_reader_are_switched_by_keyboard(site, browser):
    with Visit(browser, site / "reader.html") as visit:
        page = visit.page
        before = page.locator(".on.l-entity").count()
        page.locator("[name=layer][value=entity]").focus()
        page.keyboard.press("Space")
        assert before == 0 and page.locator(".on.l-entity").count() > 5
        page.locator("[name=layer][value=attribution]").focus()
        page.keyboard.press("Space")
        assert page.evaluate("document.body.classList.contains('no-voice')")


@in_browser
def test_a_table_is_sorted_by_its_headers(site, browser):
    with Visit(browser, next(site.glob("03-*.html"))) as visit:
        button = visit.page.locator("button.sort", has_text="term").first
        button.click()
        head = visit.page.locator("th[aria-sort=ascending]")
        assert head.count() == 1
        column = head.evaluate("h => [...h.closest('table').tBodies[0].rows].map(r => r.cells[h.cellIndex].textContent)")
        assert column == sorted(column, key=str.lower)


HOSTILE = """<script>document.title = "owned"</script> <img src=x onerror="document.title='owned'"> said that a massacre happened in Khojaly on 26 February 1992.

The [link](javascript:alert(1)) and "><svg onload=alert(1)> and </script><script>document.title="owned"</script> called it a genocide. {{ 7*7 }} ${7*7} $x_1$ & &amp; <!-- --> ]]>

The word \u202edlrow\u202c and \u2066isolated\u2069 and \u200fmark and line\u2028separator killed civilians, according to """ + "W" * 10_000 + """.

""" + "Hundreds of civilians were killed in " + "X" * 10_000 + """ on 26 February 1992, which is a war crime under the Geneva Conventions."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The site of a case whose texts, names and codebook mean harm."""
    folder, out = tmp_path_factory.mktemp("hostile") / "case", tmp_path_factory.mktemp("hostile-site")
    shutil.copytree(KHOJALY, folder, ignore=shutil.ignore_patterns("originals", "coding", "*.txt"))
    (folder / "one.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "two.txt").write_text(HOSTILE.replace("massacre", "tragedy"), encoding="utf-8")
    bad = "<b onmouseover=alert(1)>T</b> javascript:alert(1) \\u202e"
    entry = "\n".join(f'[texts.{id}]\ntitle = "{bad}"\nauthor = "{bad}"\noutlet = "{bad}"\ndate = "1992-03"\nlanguage = "en"\nrights = "own"\n' for id in ("one", "two"))
    source = (folder / "sources.toml").read_text(encoding="utf-8").split("[texts.")[0].replace("\ntitle = ", "\ntitle = ", 1)
    (folder / "sources.toml").write_text(source + entry, encoding="utf-8")
    places = folder / "codebook" / "places.toml"
    places.write_text(places.read_text(encoding="utf-8") + '\n[hostile]\nlabel = "<img src=x onerror=alert(1)>"\nforms = ["svg"]\ntype = "GPE"\nnote = "</script><script>alert(1)</script>"\n', encoding="utf-8")
    report.build(folder, out, notebooks=ROOT / "notebooks", edition="restated", tell=lambda line: None)
    return out


@in_browser
def test_a_text_that_means_harm_shows_as_text_and_runs_nothing(hostile, browser):
    for path in sorted(hostile.glob("*.html")):
        with Visit(browser, path) as visit:
            page = visit.page
            page.on("dialog", lambda d: visit.faults.append("dialog"))
            assert visit.faults == [], path.name
            assert page.title() != "owned"
            assert [u for u in visit.asked if not u.startswith(path.parent.as_uri())] == []
            assert page.evaluate("[...document.querySelectorAll('script')].every(s => s.src ? s.src.startsWith(new URL('.', location).href) : s.type === 'application/json')")
            assert page.evaluate("document.querySelectorAll('img, [onerror], [onload], [onmouseover], a[href^=\"javascript\" i]').length") == 0
            wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert wide[0] <= wide[1], (path.name, wide)
            words = page.evaluate("(() => { const all = document.body.cloneNode(true); all.querySelectorAll('script').forEach(s => s.remove()); return all.textContent; })()")
            if path.name != "code-it-yourself.html":  # there words are marked by hand and keep every character, so that offsets hold
                assert not re.search("[\u202a-\u202e\u2066-\u2069\u2028]", words), path.name
    with Visit(browser, hostile / "reader.html") as visit:
        assert "<script>document.title" in visit.page.locator("article").first.text_content()
        visit.page.keyboard.press("n")
        visit.page.locator("[name=next]").click()
        assert visit.faults == []

"""Texts, names and a codebook that mean harm show as text on every page, and nothing in them runs."""

import re
import shutil

import pytest
from conftest import KHOJALY, ROOT, in_browser
from visiting import Visit

from diptych.site import report

HOSTILE = """<script>document.title = "owned"</script> <img src=x onerror="document.title='owned'"> said that a massacre happened in Khojaly on 26 February 1992.

The [link](javascript:alert(1)) and "><svg onload=alert(1)> and </script><script>document.title="owned"</script> called it a genocide. {{ 7*7 }} ${7*7} $x_1$ & &amp; <!-- --> ]]>

The word \u202edlrow\u202c and \u2066isolated\u2069 and \u200fmark and line\u2028separator killed civilians, according to """ + "W" * 10_000 + """.

""" + "Hundreds of civilians were killed in " + "X" * 10_000 + """ on 26 February 1992, which is a war crime under the Geneva Conventions."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The site of a case whose texts, names and codebook mean harm."""
    folder, out = tmp_path_factory.mktemp("hostile") / "case", tmp_path_factory.mktemp("hostile-site")
    shutil.copytree(KHOJALY, folder, ignore=shutil.ignore_patterns("originals", "coding", "*.txt"))
    (folder / "notebooks").mkdir()
    (folder / "one.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "two.txt").write_text(HOSTILE.replace("massacre", "tragedy"), encoding="utf-8")
    bad = "<b onmouseover=alert(1)>T</b> javascript:alert(1) \\u202e"
    entry = "\n".join(f'[texts.{id}]\ntitle = "{bad}"\nauthor = "{bad}"\noutlet = "{bad}"\ndate = "1992-03"\nlanguage = "en"\nrights = "own"\n' for id in ("one", "two"))
    source = (folder / "sources.toml").read_text(encoding="utf-8").split("[texts.")[0].replace("\ntitle = ", "\ntitle = ", 1)
    (folder / "sources.toml").write_text(source + entry, encoding="utf-8")
    places = folder / "codebook" / "places.toml"
    places.write_text(places.read_text(encoding="utf-8") + '\n[hostile]\nlabel = "<img src=x onerror=alert(1)>"\nforms = ["svg"]\ntype = "GPE"\nnote = "</script><script>alert(1)</script>"\n', encoding="utf-8")
    read_it = [p for p in (ROOT / "notebooks").glob("*.ipynb") if "load_case()" in p.read_text(encoding="utf-8")]
    for path in read_it:
        shutil.copy(path, folder / "notebooks")
    report.build(folder, out, notebooks=folder / "notebooks", edition="restated", tell=lambda line: None)
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

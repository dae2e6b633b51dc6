"""Handouts: one sheet of paper for each question."""

import re

import pytest
from conftest import KHOJALY, ROOT, in_browser

from diptych import show
from diptych.corpus import texts
from diptych.interactive import classroom
from diptych.people import coding
from diptych.reading import pipeline
from diptych.site import handouts, pages

PAGES = handouts.of_pages([pages.page_of(p) for p in sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))])


@pytest.fixture(scope="module", params=["khojaly", "velin"])
def case(request):
    edition = "restated" if request.param == "khojaly" else None
    found = texts.load_case(KHOJALY.parent / request.param, edition=edition)
    return found, pipeline.read(found.texts, found.codebook)


def test_there_is_a_sheet_for_each_of_three_questions():
    assert list(PAGES) == ["term", "responsibility", "legal"]


@pytest.mark.parametrize("layer", handouts.known())
def test_a_handout_has_a_chart_its_account_six_sentences_and_three_questions(layer, case):
    found, readings = case
    html = handouts.html(found, readings, layer, PAGES[layer])
    assert html.count("<svg") == 1 and html.count("<dt>") == 4 and html.count("g class=\"mark\"") == 0
    assert len(re.search(r"<ol>(.*?)</ol>", html, re.S)[1].split("<li>")) - 1 == 3
    said = re.findall(r"<li><b>(\S+) (s\d+)</b> (.*?)</li>", html, re.S)
    assert len(said) == 6 and all("<mark>" in words for *_, words in said)
    per = [id for id, *_ in said]
    assert {per.count(id) for id in per} == {6 // len(readings)}
    by_id = {r.text.id: r for r in readings}
    for id, sent, words in said:
        whole = by_id[id].text.text[slice(*show.sentence_span(by_id[id], sent))]
        assert re.sub(r"<[^>]+>", "", words) == show.as_text(whole)
    assert not re.search(r"""(?:src|href)=|url\(""", html.replace("xlink:href=\"#", "").replace("url(#", ""))


def test_the_sentences_of_a_handout_show_different_codes(case):
    found, readings = case
    rows = coding.rows(found, readings, "term")
    shown = rows[[at in handouts.chosen(rows, readings, "term") for at in zip(rows["text_id"], rows["sent"])]]
    assert shown["voice"].nunique() == 2 and shown["stance"].nunique() > 2


@in_browser
def test_a_handout_is_one_sheet_and_a_sheet_to_code_on_at_most_six(case, browser, tmp_path):
    found, readings = case
    foot = [texts.edition_line(t) for t in found.texts] + ["Terms: drawn from the reference coding, settled from 2 codings."] * 2
    sheets = {layer: (handouts.html(found, readings, layer, PAGES[layer], foot=foot), 1) for layer in PAGES}
    sentences = classroom.choose(readings)
    for layer in PAGES:
        sheets[f"{layer}-sheet"] = classroom.sheet_html(sentences, layers=[layer], foot=foot), 6
    page = browser.new_page()
    for name, (html, most) in sheets.items():
        path = tmp_path / f"{name}.html"
        path.write_text(html, encoding="utf-8")
        page.goto(path.as_uri())
        pdf = page.pdf(prefer_css_page_size=True, format="A4")
        assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) <= most, name
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
    page.close()


def test_a_handout_gives_the_score_of_its_own_case_wherever_it_is_made(case, tmp_path, monkeypatch):
    found, readings = case
    monkeypatch.delenv("DIPTYCH_CASE", raising=False)
    here = handouts.html(found, readings, "legal", PAGES["legal"])
    monkeypatch.chdir(tmp_path)
    there = handouts.html(found, readings, "legal", PAGES["legal"])
    assert all("against the reference coding of" in html for html in (here, there))

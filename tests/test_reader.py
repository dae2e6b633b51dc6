"""The reader in Chromium: what an address chooses, and the search for any word."""

import re
from html import unescape
from urllib.parse import parse_qs

import pytest
from conftest import KHOJALY, in_browser

from diptych import compare

pytestmark = in_browser
FIRST = "n => document.querySelector('[name=count]').textContent.startsWith(`1 of ${n}:`)"


@pytest.fixture(scope="module")
def site(site_of):
    return site_of(KHOJALY, "restated")


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page()
    page.on("pageerror", lambda e: pytest.fail(str(e)))
    return page


def places(page):
    """How many places the reader says there are; Next leads to each of them, and then to the first again."""
    n = int(re.match(r"1 of (\d+)", page.locator("[name=count]").text_content())[1])
    seen = [page.locator("[name=count]").text_content()]
    for _ in range(n):
        page.locator("[name=next]").click()
        seen.append(page.locator("[name=count]").text_content())
    assert seen[0] == seen[-1] and len(set(seen)) == n
    return n


def open_reader(page, site, hash):
    page.goto("about:blank")
    page.goto(f"{(site / 'reader.html').as_uri()}#{hash}")
    page.wait_for_function("/^1 of|^0 places/.test(document.querySelector('[name=count]').textContent)")


def test_every_counted_link_of_the_first_page_opens_as_many_places_as_it_says(site, page):
    html = (site / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'<a href="reader\.html#([^"]*rows=[^"]*)"[^>]*>(.*?)</a>', html, re.S)
    assert len(links) > 20
    page.goto((site / "reader.html").as_uri())
    for hash, words in links:
        hash = unescape(hash)
        rows = parse_qs(hash)["rows"][0].split(",")
        told = re.search(r"(\d+)$", unescape(re.sub(r"<[^>]+>", "", words)).strip())
        assert told is None or len(rows) == int(told[1]), words
        page.evaluate("h => { location.hash = h; }", hash)
        page.wait_for_function(FIRST, arg=len(rows))
        spans = {tuple(map(int, key.rsplit("-", 2)[1:])) for key in rows}
        assert page.locator(".hit").count() >= len(spans), words


def test_next_steps_through_the_rows_of_a_link_and_its_address_opens_them_again(site, page):
    html = (site / "index.html").read_text(encoding="utf-8")
    links = [unescape(hash) for hash in re.findall(r'href="reader\.html#([^"]*rows=[^"]*)"', html)]
    hash, n = next((hash, hash.count(",") + 1) for hash in links if "," in hash)
    open_reader(page, site, hash)
    assert places(page) == n
    page.reload()
    page.wait_for_function(FIRST, arg=n)


def test_choices_are_in_the_address_which_opens_them_again(site, page):
    page.goto((site / "reader.html").as_uri())
    wanted = {"only": "term", "field": "term", "value": "genocide", "voice": "author", "text": "azertac"}
    for name, value in wanted.items():
        page.select_option(f"[name={name}]", value)
    told = page.locator("[name=count]").text_content()
    open_reader(page, site, page.evaluate("location.hash.slice(1)"))
    assert places(page) == int(told.split()[0]) > 0
    assert page.eval_on_selector("[name=value]", "e => e.value") == "genocide"
    page.keyboard.press("Escape")
    assert page.evaluate("location.hash") == ""


WORDS = ["geno*", "Khojaly", "human rights", "the", "azerbaijan's", "armen*", "1992", "nowhere"]


@pytest.mark.parametrize("words", WORDS)
def test_the_search_finds_what_the_notebook_finds(words, site, page, restated):
    _, readings = restated
    found = compare.find(readings, words)
    page.goto((site / "reader.html").as_uri())
    page.fill("[name=find]", words)
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('[name=told]').textContent")
    told = page.locator("[name=told]").text_content()
    assert int(told.split()[0]) == len(found)
    for id, n in compare.words(readings).items():
        own = int((found["text_id"] == id).sum())
        assert f"{id} {own} ({1000 * own / n:.1f} per 1,000 words)" in told
    leads = "all => all.map(a => decodeURIComponent(a.hash.slice(1)))"
    places = page.locator(".found a.where").evaluate_all(leads)
    assert sorted(places) == sorted(f"{r.text_id}-{r.sent}" for r in found.itertuples())


def test_lines_are_sorted_by_the_words_before_and_after_and_open_their_sentence(site, page):
    page.goto(f"{(site / 'reader.html').as_uri()}#find=khojaly&sort=before")
    cells = "[...document.querySelectorAll('.found tbody tr')].map(r => r.cells[n].textContent.toLowerCase())"
    column = f"n => {cells}"
    before = [" ".join(reversed(line.split())) for line in page.evaluate(column, 1)]
    order = "all => all.map((s, k) => k === 0 || all[k - 1].localeCompare(s, 'en') <= 0).every(Boolean)"
    assert len(before) > 20 and page.evaluate(order, before)
    page.select_option("[name=sort]", "after")
    assert page.evaluate(order, page.evaluate(column, 3))
    link = page.locator(".found a.where").nth(3)
    wanted = link.get_attribute("href")
    link.click()
    page.wait_for_function("document.querySelector('.s.here')")
    assert "#" + page.evaluate("document.querySelector('.s.here').id") == wanted

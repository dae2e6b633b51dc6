"""The site in Chromium with hands on it: marks, links, the keyboard, and no script at all."""

import pandas as pd
from conftest import in_browser
from visiting import Marks, Visit

pytestmark = in_browser


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


def test_the_address_of_a_mark_opens_its_rows(site, browser):
    path = next(site.glob("03-*.html"))
    id, shows = Marks(path.read_text(encoding="utf-8")).marks[-1]
    with Visit(browser, path, hash=f"#{id}") as visit:
        visit.page.locator(".opened:not([hidden]) li").first.wait_for()
        assert visit.page.locator(f'.drawing .open[data-mark="{id}"]').first.is_visible()


def test_without_a_script_the_rows_of_each_mark_are_in_the_list_below_the_chart(pages, browser):
    for path in pages:
        ids = [id for id, _ in Marks(path.read_text(encoding="utf-8")).marks]
        with Visit(browser, path, java_script_enabled=False) as visit:
            for id in ids[:: max(1, len(ids) // 3)]:
                visit.page.goto(f"{path.as_uri()}#{id}")
                assert visit.page.locator(f'[id="{id}"]').is_visible(), (path.name, id)


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


def test_the_first_sentence_is_two_clicks_from_the_start(site, browser):
    with Visit(browser, site / "index.html") as visit:
        visit.page.locator("section.answers a").first.click()
        visit.page.wait_for_url("**/reader.html#*")
        assert visit.page.locator(".current").first.is_visible()


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


def test_the_reader_shows_all_of_the_author_s_own_uses_of_a_word(site, browser):
    with Visit(browser, site / "reader.html") as visit:
        page = visit.page
        page.select_option("[name=only]", "term")
        page.select_option("[name=field]", "term")
        page.select_option("[name=value]", "genocide")
        page.select_option("[name=voice]", "author")
        n = int(page.locator("[name=count]").text_content().split()[0])
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


def test_a_table_is_sorted_by_its_headers(site, browser):
    with Visit(browser, next(site.glob("03-*.html"))) as visit:
        button = visit.page.locator("button.sort", has_text="term").first
        button.click()
        head = visit.page.locator("th[aria-sort=ascending]")
        assert head.count() == 1
        column = head.evaluate("h => [...h.closest('table').tBodies[0].rows].map(r => r.cells[h.cellIndex].textContent)")
        assert column == sorted(column, key=str.lower)

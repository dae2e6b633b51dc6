"""The review desk in Chromium: by keyboard alone, as a file, with a server, and in JupyterLab."""

import json
import shutil
import statistics
import threading

import pytest
from conftest import ROOT, VELIN, in_browser
from test_lab import CLOSE, OPEN_AND_RUN, lab  # noqa: F401

from diptych import schema
from diptych.corpus import texts
from diptych.interactive import review_desk as desks
from diptych.people import coding, decisions
from diptych.reading import pipeline
from diptych.site import report


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("case") / "velin"
    shutil.copytree(VELIN, folder)
    sources = folder / "sources.toml"
    told = sources.read_text(encoding="utf-8").replace("../khojaly", str(ROOT / "texts" / "khojaly"))
    sources.write_text(told, encoding="utf-8")
    return texts.load_case(folder)


@pytest.fixture(scope="module")
def readings(case):
    return pipeline.read(case.texts, case.codebook)


@pytest.fixture(autouse=True)
def nothing_reviewed(case):
    for name in ("review", "adjudicated"):
        shutil.rmtree(case.folder / "coding" / name, ignore_errors=True)


@pytest.fixture(scope="module")
def site(case, tmp_path_factory):
    out, none = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("notebooks")
    report.build(case.folder, out, notebooks=none, tell=lambda told: None)
    return out


#: Notes for each key how long it takes until the page has answered it and is drawn.
TIMED = """() => {
  window.took = [];
  addEventListener("keydown", () => {
    const before = performance.now();
    requestAnimationFrame(() => setTimeout(() => took.push(performance.now() - before)));
  }, true);
}"""


def begin(page, site, name="Ann"):
    page.goto((site / "review.html").as_uri())
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.dataset.part") != "coder":
        page.keyboard.press("Tab")
    page.keyboard.type(name)
    page.keyboard.press("Enter")


def lines_of(page):
    return page.evaluate("[...diptychDesk.state.lines.values()]")


def shown(page):
    """Of the sentence shown: its place, its rows with their states, whether it is blind."""
    return page.evaluate(
        "(() => { const s = diptychDesk.sentence(); return { ...s, shown: diptychDesk.stateOf(s) }; })()"
    )


def to_sentence(page, test):
    for _ in range(80):
        now = shown(page)
        if test(now):
            return now
        page.keyboard.press("j")
    raise AssertionError("no such sentence")


@in_browser
def test_sixty_sentences_are_reviewed_by_keyboard_alone_each_shown_within_fifty_milliseconds(
    page, site, case
):
    begin(page, site)
    page.evaluate(TIMED)
    total = len(page.evaluate("diptychDesk.data.sentences"))
    ends = lambda: [x for x in lines_of(page) if x["do"] == "empty" and not x["blind"]]  # noqa: E731
    for _ in range(600):
        if len(ends()) == total:
            break
        page.keyboard.press("a")
    assert len(ends()) == total >= 55
    for _ in range(60):
        page.keyboard.press("k")
    took = page.evaluate("took")
    assert len(took) > 120 and statistics.median(took) < 50, sorted(took)[-9:]  # a busy machine keeps a few waiting
    print(f"median {statistics.median(took):.0f} ms, most {max(took):.0f} ms")
    assert f"{total} of {total} sentences" in page.inner_text("[data-part=left]")
    assert [url for url in page.asked if not url.startswith("file:")] == []


@in_browser
def test_a_row_is_recoded_rejected_added_and_taken_back_by_keyboard_alone(page, site):
    begin(page, site)
    now = to_sentence(page, lambda s: not s["blind"] and any(r["layer"] == "term" for r in s["rows"]))
    while page.evaluate("diptychDesk.state.row") != next(
        k for k, r in enumerate(now["shown"]) if r["layer"] == "term"
    ):
        page.keyboard.press("ArrowDown")
    row = now["shown"][page.evaluate("diptychDesk.state.row")]
    stances = list(schema.CLOSED["term", "stance"])
    other = next(v for v in stances if v != row["stance"])
    page.keyboard.press("4" if row["referent"] == "other" else "3")
    page.keyboard.press(str(1 + stances.index(other)))
    page.keyboard.press("r")
    page.keyboard.press("u")
    page.keyboard.press("n")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    for key in ("Enter", "1", "1", "1", "1", "1"):
        page.keyboard.press(key)
    lines = lines_of(page)
    assert [x["do"] for x in lines] == ["change", "reject", "undo", "add"]
    assert (lines[0]["field"], lines[0]["from"], lines[0]["to"]) == ("stance", row["stance"], other)
    new = lines[-1]["row"]
    assert (
        now["surface"][new["start"] - now["start"] : new["end"] - now["start"]] == new["surface"]
        and " " in new["surface"]
    )
    assert [decisions.fault(x) for x in lines] == ["", "", "", ""]
    replayed = decisions.replay(lines, now["text"], now["edition"]).rows
    assert replayed[row["id"]]["stance"] == other and new["id"] in replayed
    assert {r["id"]: r["state"] for r in shown(page)["shown"]}[new["id"]] == "added"


@in_browser
def test_a_sentence_is_coded_blind_before_the_rows_of_the_program_are_shown(page, site):
    begin(page, site)
    now = to_sentence(page, lambda s: s["blind"] and s["rows"])
    assert now["shown"] == [] and "before you see" in page.inner_text("[data-part=rows]")
    page.keyboard.press("a")
    after = shown(page)
    assert after["sent"] == now["sent"] and [r["state"] for r in after["shown"]] == ["proposed"] * len(
        now["rows"]
    )
    for _ in range(len(now["rows"]) + 1):
        page.keyboard.press("a")
    assert [(x["do"], x["blind"]) for x in lines_of(page)] == [
        ("empty", True),
        *[("accept", False)] * len(now["rows"]),
        ("empty", False),
    ]
    assert shown(page)["sent"] != now["sent"]


@in_browser
def test_decisions_outlive_the_tab_and_travel_as_a_file_that_python_reads(
    page, site, case, readings, tmp_path
):
    begin(page, site)
    now = to_sentence(page, lambda s: not s["blind"] and s["rows"])
    page.keyboard.press("r")
    page.reload()
    begin(page, site)
    assert [x["do"] for x in lines_of(page)] == ["reject"]
    with page.expect_download() as download:
        page.click("[data-part=save]")
    assert download.value.suggested_filename == "ann.jsonl"
    path = decisions.path_of(case.folder, "Ann")
    path.parent.mkdir(parents=True)
    download.value.save_as(path)
    assert decisions.read(path).faults == [] and decisions.read(path).lines == lines_of(page)
    told = coding.rows(case, readings, now["rows"][0]["layer"])
    assert "checked" in told.attrs["coding"]
    page.evaluate("localStorage.clear()")
    page.reload()
    begin(page, site)
    assert lines_of(page) == []
    path.write_bytes(path.read_bytes() + b'{"id": "torn", "do": "acc')
    page.set_input_files("input[type=file]", str(path))
    page.wait_for_function("diptychDesk.state.lines.size === 1")
    assert "1 lines that are none passed over" in page.inner_text("[data-part=said]")


@in_browser
def test_rows_are_reviewed_by_mouse_and_touch_too(browser, site):
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto((site / "review.html").as_uri())
    page.fill("[data-part=coder]", "Ben")
    page.tap("form.who button")
    of_a_source = lambda s: len(s["rows"]) > 1 and s["rows"][0]["voice"] == "attributed"  # noqa: E731
    now = to_sentence(page, lambda s: not s["blind"] and of_a_source(s))
    page.tap(".row:nth-child(2) .pick")
    page.tap("[data-part=reject]")
    page.tap(".row:nth-child(1) .chip:has-text('voice')")
    page.tap(".choice:not([aria-current])")
    page.tap("[data-part=new]")
    page.tap("[data-part=sentence] [data-a='0']")
    page.tap("[data-part=goOn]")
    page.tap(".choice:has-text('Law')")
    assert "1 of 6" in page.inner_text(".menu")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    does = [x["do"] for x in lines_of(page)]
    assert (
        does[0] == "reject"
        and set(does[1:]) == {"change"}
        and lines_of(page)[0]["row"]["id"] == now["shown"][1]["id"]
    )
    context.close()


@in_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_has_no_violations_of_accessibility(browser, site, scheme):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    begin(page, site)
    to_sentence(page, lambda s: not s["blind"] and len(s["rows"]) > 1)
    for key in ("", "r", "1", "Escape", "n", "Enter", "?"):
        if key:
            page.keyboard.press(key)
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == [], key
    context.close()


@in_browser
def test_with_the_command_each_decision_is_in_the_file_and_nobody_else_can_write(page, case, readings):
    server, address = desks.server(case, readings, "Ann")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        page.goto(address)
        to_sentence(page, lambda s: not s["blind"] and s["rows"])
        for key in "aru":
            page.keyboard.press(key)
        page.wait_for_function("diptychDesk.state.pending.size === 0")
        assert decisions.read(decisions.path_of(case.folder, "Ann")).lines == lines_of(page)
        assert page.request.post(address[:-1], data="[]").status == 404
        assert page.request.post(address, data='[{"coder": "Ann"}]').status == 400
        assert page.request.post(address, data="[]", headers={"Host": "example.org"}).status == 404
        page.reload()
        assert len(lines_of(page)) == len(decisions.read(decisions.path_of(case.folder, "Ann")).lines) > 1
    finally:
        server.shutdown()
        server.server_close()


@in_browser
def test_the_desk_in_jupyterlab_is_worked_by_keyboard_and_writes_through_the_kernel(
    lab, browser, case, tmp_path
):  # noqa: F811
    import nbformat

    path = decisions.path_of(case.folder, "Lab")
    load = f"case = texts.load_case({str(case.folder)!r})"
    source = f"from diptych.corpus import texts; from diptych.interactive import review_desk\n{load}\nreview_desk.desk(case, 'Lab')"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    home = tmp_path / "desk.ipynb"
    nbformat.write(notebook, home)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(30_000)
    put = {"type": "notebook", "format": "json", "content": json.loads(home.read_text(encoding="utf-8"))}
    page.goto(f"{lab}/lab?reset")
    page.wait_for_function("window.jupyterapp && window.jupyterapp.started")
    page.evaluate("window.jupyterapp.restored")
    page.evaluate("put => window.jupyterapp.serviceManager.contents.save('desk.ipynb', put)", put)
    cells = page.evaluate(OPEN_AND_RUN, "desk.ipynb")
    assert [o for c in cells for o in c["outputs"] if o["output_type"] == "error"] == []
    page.wait_for_function("window.diptychDesk && document.querySelector('.review h2')")
    assert "<style>" not in page.inner_text(".jp-OutputArea")
    page.evaluate("document.querySelector('.review h2').focus()")
    to_sentence(page, lambda s: not s["blind"] and s["rows"])
    for key in ("a", "r", "u", "j", "k", "n", "ArrowRight", "Escape", "?"):
        page.keyboard.press(key)
    page.wait_for_function("diptychDesk.state.pending.size === 0")
    lines = lines_of(page)
    assert [x["do"] for x in lines][-1] == "undo" and decisions.read(path).lines == lines
    page.screenshot(path=str(tmp_path / "desk.png"))
    page.evaluate(CLOSE)
    page.close()

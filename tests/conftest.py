"""What many tests share: texts read once, each site made once for all, one browser for a file of tests."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

WORKER = os.environ.get("PYTEST_XDIST_WORKER")
if not WORKER:  # parses of the tests, away from the user's own; workers have those of the run that started them
    os.environ["DIPTYCH_CACHE"] = tempfile.mkdtemp(prefix="diptych-parses-")

from diptych import files
from diptych.corpus import texts
from diptych.corpus.codebook import read_codebook
from diptych.reading import pipeline
from diptych.site import report

ROOT = Path(__file__).resolve().parent.parent
KHOJALY, VELIN = ROOT / "texts" / "khojaly", ROOT / "texts" / "velin"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
in_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine; on Debian: apt install chromium"
)
#: The files that take longest; they go first, so that no worker is left alone with one of them at the end.
LONGEST = ("test_lab", "test_site", "test_any_case", "test_rebuild", "test_notebooks", "test_hostile_watch",
           "test_site_by_hand", "test_drawn", "test_archive", "test_hostile", "test_hostile_pages",
           "test_invariants", "test_hostile_inputs", "test_diptych", "test_charts", "test_swap", "test_train",
           "test_many", "test_dates")
#: What `make quick` leaves out besides: what needs a whole site, or thousands of rows.
LONG = ("test_class_page", "test_reader", "test_second_case", "test_long_texts", "test_handouts", "test_limits",
        "test_review", "test_review_desk")


def pytest_collection_modifyitems(items):
    place = {name: k for k, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(place)))
    for item in items:
        if item.path.stem in (*LONGEST, *LONG):
            item.add_marker(pytest.mark.slow)


def pytest_unconfigure():
    if not WORKER:
        shutil.rmtree(os.environ["DIPTYCH_CACHE"], ignore_errors=True)


def originals_folder() -> Path | None:
    """Where a copy of the originals is, or None: DIPTYCH_ORIGINALS, else the case's own folder."""
    named = os.environ.get("DIPTYCH_ORIGINALS")
    for folder in [*([Path(named)] if named else []), KHOJALY / "originals"]:
        if list(folder.glob("*.txt")):
            return folder
    return None


@pytest.fixture(scope="session")
def codebook():
    return read_codebook(KHOJALY / "codebook")


@pytest.fixture(scope="session")
def read(codebook):
    """Reads sentences: read("One.", "Two.") gives a list of readings; `published` and `codebook` may be named."""
    def reader(*strings, published="", codebook=codebook):
        return pipeline.read([texts.Text(f"t{k}", s, date=published) for k, s in enumerate(strings)], codebook)
    return reader


@pytest.fixture(scope="session")
def restated():
    case = texts.load_case(KHOJALY, edition="restated")
    return case, pipeline.read(case.texts, case.codebook)


@pytest.fixture(scope="session")
def velin():
    """The invented case, and its readings."""
    case = texts.load_case(VELIN)
    return case, pipeline.read(case.texts, case.codebook)


@pytest.fixture(scope="session", params=["restated", "original"])
def edition(request):
    """(case, readings) of each edition; the original only where a copy is at hand."""
    if request.param == "restated":
        return request.getfixturevalue("restated")
    folder = originals_folder()
    if folder is None:
        pytest.skip("no copy of the originals at hand; name its folder in DIPTYCH_ORIGINALS")
    case = texts.load_case(KHOJALY, edition="original", originals=folder)
    return case, pipeline.read(case.texts, case.codebook)


@pytest.fixture(scope="session")
def site_of(tmp_path_factory):
    """site_of(case, edition) gives the folder of its whole site, made by the first test of any worker that asks
    for it; what the making told stands in `told.txt` beside it. No test may change it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if WORKER else base

    def made(case: Path, edition: str | None = None) -> Path:
        place = shared / f"site-{case.name}-{edition}"
        place.mkdir(exist_ok=True)
        with files.alone(place, patience=600):
            if not (place / "told.txt").exists():
                told = []
                with pytest.MonkeyPatch.context() as patch:
                    if edition == "original":
                        patch.setenv("DIPTYCH_ORIGINALS", str(originals_folder()))
                    report.build(
                        case, place / "site", notebooks=ROOT / "notebooks", edition=edition, tell=told.append
                    )
                (place / "told.txt").write_text("\n".join(told), encoding="utf-8")
        return place / "site"
    return made


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    """An empty page that may save files; it fails the test that leaves a fault in its console."""
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.faults, page.asked = [], []
    page.on("pageerror", lambda e: page.faults.append(str(e)))
    page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
    page.on("request", lambda r: page.asked.append(r.url))
    yield page
    assert page.faults == []
    context.close()


@pytest.fixture(scope="session")
def site(site_of):
    """The site of the edition at hand: the original where there is a copy, else the restatement."""
    return site_of(KHOJALY, "original" if originals_folder() else "restated")


@pytest.fixture(scope="session")
def pages(site):
    return sorted(site.glob("*.html"))

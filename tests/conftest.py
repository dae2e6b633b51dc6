import os
import tempfile
from pathlib import Path

import pytest

os.environ["DIPTYCH_CACHE"] = tempfile.mkdtemp(prefix="diptych-parses-")  # parses of the tests, away from the user's own

from diptych import pipeline, texts
from diptych.codebook import read_codebook

ROOT = Path(__file__).resolve().parent.parent
KHOJALY = ROOT / "texts" / "khojaly"


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

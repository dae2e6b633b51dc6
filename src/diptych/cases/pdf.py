"""PDF: the words of its pages, without running heads, page numbers and raised marks of notes."""

from __future__ import annotations

import io
import re
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from diptych.corpus.texts import TextError

#: Figures in letters smaller than this share of the page's are raised marks of notes.
_SMALL = 0.8
#: So many lines at the head and at the foot of a page may be running ones.
_EDGE = 2
_NUMBER = re.compile(r"[-–—\s]*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*", re.I)
_KEEPS = re.compile(
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|self|non|ex|well|half|cross|anti|pro|so|\d+)$",
    re.I,
)


class PdfText(NamedTuple):
    """What a PDF says: its text, what was left out as (what, words), and remarks."""

    text: str
    left_out: list[tuple[str, str]]
    remarks: list[str]


def read(path: Path, data: bytes) -> PdfText:
    """A PDF with text in it. Raises TextError for one that cannot be read, and for pictures of pages."""
    if find_spec("pypdf") is None:
        raise TextError(
            f"{path}: reading PDF needs pypdf; run: pip install 'diptych[documents]', or save the text as"
            " .txt"
        )
    from pypdf import PdfReader  # the extra `documents` only

    try:
        reader = PdfReader(io.BytesIO(data))
        pages = [_page(page) for page in reader.pages]
    except Exception as error:  # damaged data can break the library anywhere
        raise TextError(
            f"{path}: this PDF cannot be read ({type(error).__name__}); save its text as .txt and add that"
        ) from None
    notes = [("mark of a note", mark) for page in pages for mark in page.marks]
    texts, running = _without_running([page.text for page in pages])
    text = _unhyphenated("\n".join(texts))
    if not re.search(r"\w", text):
        raise TextError(
            f"{path}: this PDF has pictures of pages and no text in it; run it through text recognition first"
        )
    in_columns = [k for k, page in enumerate(pages, 1) if page.columns]
    remarks = (
        [f"page {in_columns[0]} looks set in columns; check that its lines are in order"]
        if in_columns
        else []
    )
    return PdfText(re.sub(r"(?<![.!?…:”\"’')\]\n])\n(?!\n)", " ", text), notes + running, remarks)


class _Page(NamedTuple):
    text: str
    marks: list[str]
    columns: bool


def _page(page) -> _Page:
    """The text of a page, without figures in small letters, and whether its lines begin in two places."""
    parts: list[tuple[str, float, float]] = []

    def see(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        parts.append((text, abs(size * (tm[3] or 1) * (cm[3] or 1)), tm[4] * cm[0] + cm[4]))

    whole = page.extract_text(visitor_text=see) or ""
    sizes: Counter[float] = Counter()
    for text, size, _ in parts:
        sizes[round(size, 1)] += len(text.strip())
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    is_mark = [bool(re.fullmatch(r"\s*\d{1,3}\s*", t)) and s < _SMALL * usual for t, s, _ in parts]
    marks = [text.strip() for (text, *_), mark in zip(parts, is_mark) if mark]
    if marks:
        whole = "".join(text for (text, *_), mark in zip(parts, is_mark) if not mark)
    return _Page(whole, marks, _in_columns(parts, float(page.mediabox.width)))


def _in_columns(parts: list[tuple[str, float, float]], width: float) -> bool:
    """Whether many long pieces begin beyond the middle of the page."""
    long = [x for text, _, x in parts if len(text.strip()) > 15]
    return len(long) > 10 and sum(x > 0.45 * width for x in long) > 0.25 * len(long)


def _without_running(pages: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Pages without page numbers, and without lines that the heads or feet of most of them share."""
    lines = [page.split("\n") for page in pages]
    seen = Counter(_shape(page[k]) for page in lines for k in _edges(page))
    often = {shape for shape, n in seen.items() if len(pages) > 1 and n > max(1, len(pages) / 2)}
    left_out: list[tuple[str, str]] = []
    for page in lines:
        for k in sorted(_edges(page), reverse=True):
            line = page[k].strip()
            number = len(pages) > 1 and _NUMBER.fullmatch(line)
            if number or _shape(line) in often:
                left_out.append(("page number" if number else "running head", line))
                del page[k]
    return ["\n".join(page) for page in lines], left_out


def _edges(page: list[str]) -> list[int]:
    """The numbers of the lines at the head and at the foot of a page."""
    full = [k for k, line in enumerate(page) if line.strip()]
    some = max(1, min(_EDGE, len(full) // 4))
    return sorted({*full[:some], *full[-some:]})


def _shape(line: str) -> str:
    """A line whatever its figures: the same head on each page has another number."""
    return re.sub(r"\d+", "#", " ".join(line.split()).lower())


def _unhyphenated(text: str) -> str:
    """A text without the hyphens of line ends; those of real compounds stay."""
    words = {w.lower() for w in re.findall(r"[^\W_]+(?:-[^\W_]+)*", text)}

    def join(found: re.Match) -> str:
        left, right = found[1], found[2]
        kept, whole = f"{left}-{right}", left + right
        if whole.lower() in words:
            return whole
        compound = "-" in left or _KEEPS.search(left) or kept.lower() in words or not right[:1].islower()
        return kept if compound else whole

    return re.sub(r"([^\W_]+(?:-[^\W_]+)*)-\n([^\W_]+(?:-[^\W_]+)*)", join, text)

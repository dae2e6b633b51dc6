"""Plain text and Markdown: lines that were wrapped by hand joined, marks taken away, words kept."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

#: Lines of a text that is wrapped are no longer than this, and most are nearly as long as the longest.
_WIDEST, _FULL = 110, 0.7
_LIST = re.compile(r"\s*(?:[-*+•–—]|\d{1,3}[.)]|[a-z][.)]|\([a-z\d]{1,3}\))\s")
_ENDS = re.compile(r"[.!?…:;”\"’')\]]\s*$")


def joined(text: str) -> tuple[str, int]:
    """A text whose lines were wrapped by hand, with one line a paragraph, and how many line ends were joined;
    a text whose lines are paragraphs, verse or a list comes back as it is, with 0."""
    blocks = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))
    lines = [line.rstrip() for block in blocks for line in block.split("\n") if line.strip()]
    if not _is_wrapped(blocks, lines):
        return text, 0
    full = _FULL * max(map(len, lines))
    out = "\n\n".join(_joined(block, full) for block in blocks if block.strip())
    return out, len(lines) - len(out.split("\n\n"))


def _is_wrapped(blocks: list[str], lines: list[str]) -> bool:
    """Whether lines end where the page did: none is long, those inside of paragraphs are nearly full, and
    many go on in the middle of a sentence."""
    inner = [pair for block in blocks for pair in pairwise(x for x in block.split("\n") if x.strip())]
    if len(inner) < 3 or max(map(len, lines)) > _WIDEST:
        return False
    full = _FULL * max(map(len, lines))
    cut = [(line, after) for line, after in inner if not _ENDS.search(line)]
    small = sum(after.lstrip()[:1].islower() or after.lstrip()[:1].isdigit() for _, after in cut)
    long_enough = median(len(line.rstrip()) for line, _ in cut) >= full if cut else False
    return long_enough and len(cut) >= len(inner) / 3 and small >= len(cut) / 2


def _joined(block: str, full: float) -> str:
    """One block of lines as paragraphs: a new one begins after a short line that ends a sentence, at an
    indented line, and at each point of a list."""
    paragraphs: list[str] = []
    before = ""
    for line in block.strip("\n").split("\n"):
        ended = len(before.rstrip()) < full and _ENDS.search(before) is not None
        indented = line[:1] in " \t" and before[:1] not in " \t"
        if not before or ended or indented or _LIST.match(line):
            paragraphs.append(line.strip())
        elif paragraphs[-1].endswith("-") and line.lstrip()[:1].islower():
            paragraphs[-1] += line.strip()
        else:
            paragraphs[-1] += " " + line.strip()
        before = line
    return "\n\n".join(paragraphs)


def from_markdown(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Markdown without its marks, and what was left out as (what, words): front matter, code, tables, notes.
    Links keep their words; a year at the beginning of a line is no number of a list."""
    text, left_out = text.replace("\r\n", "\n"), []

    def out(what: str, pattern: str, flags: int = re.M) -> None:
        nonlocal text
        for found in re.finditer(pattern, text, flags):
            left_out.append((what, " ".join(found[0].split())[:200]))
        text = re.sub(pattern, "", text, flags=flags)

    out("front matter", r"\A---\n(?:(?!---\n)[^\n]*\n){0,200}---\n", 0)
    out("code", r"^```[^\n]*\n(?:(?!```)[^\n]*\n){0,2000}```[^\n]*$")
    out("table", r"(?:^[ \t]*\|[^\n]*\|[ \t]*(?:\n|\Z))+")
    out("note", r"^\[\^[^\]\n]{1,40}\]:[^\n]*(?:\n[ \t]+[^\n]+)*")
    text = re.sub(r"\[\^[^\]\n]{1,40}\]", "", text)
    text = re.sub(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)", "", text)
    text = re.sub(r"\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)", r"\1", text)
    text = re.sub(r"^ {0,3}(?:#{1,6}|>|[-*+]|\d{1,2}\.)[ \t]+", "", text, flags=re.M)
    marked = r"(?<![\w*_`])(\*\*|__|\*|_|`)(?=\S)([^\n*_`]{1,500})(?<=\S)\1(?![\w*_`])"
    return re.sub(marked, r"\2", text), left_out

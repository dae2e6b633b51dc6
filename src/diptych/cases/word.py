"""Word files (.docx): the text as Word shows it in its final form, and a list of what stands beside it."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from diptych.corpus.texts import TextError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC = "{http://purl.org/dc/elements/1.1/}"
#: What Word does not show in the final text: deletions, what was moved away, instructions of fields.
_HIDDEN = frozenset({_W + "del", _W + "moveFrom", _W + "instrText", _W + "delText", _MC + "Fallback"})
_INSTEAD = {
    _W + "tab": "\t",
    _W + "br": " ",
    _W + "cr": " ",
    _W + "noBreakHyphen": "-",
    _W + "softHyphen": "",
}
#: Names that programs give themselves as author.
_LIBRARIES = frozenset(
    {"python-docx", "docx4j", "apache poi", "openpyxl", "pandoc", "unknown", "user", "author"}
)
#: The most that a file may unpack to, in bytes.
LARGEST = 50_000_000


class WordText(NamedTuple):
    """What a Word file says: paragraphs, title and author, what was left out as (what, words), and
    remarks."""

    paragraphs: list[str]
    known: dict[str, str]
    left_out: list[tuple[str, str]]
    remarks: list[str]


def read(path: Path, data: bytes) -> WordText:
    """A Word file. Insertions that are tracked are read, deletions are not; tables, text boxes, content
    controls and smart tags are read where they stand; notes, comments, heads and feet are left out and
    listed. Raises TextError for a file that cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise TextError(f"{path}: unpacks to more than {LARGEST // 1_000_000} MB; save it as .txt")
            parts = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xml")}
        body = _xml(parts["word/document.xml"])
    except TextError:
        raise
    except Exception as error:  # damaged data can break the unpacking anywhere
        raise TextError(
            f"{path}: this Word file cannot be read ({type(error).__name__}); save it again, or as .txt"
        ) from None
    left_out = [
        (what, words)
        for name, content in sorted(parts.items())
        if (what := _beside(name))
        for words in _notes(content)
    ]
    paragraphs = [words for p in body.iter(_W + "p") if not _is_hidden(p) and (words := _words(p))]
    return WordText(paragraphs, _known(parts.get("docProps/core.xml")), left_out, _changes(body))


def _xml(content: bytes) -> etree._Element:
    """A part of the file, without entities, which no Word file needs."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(content, parser)


def _is_hidden(element: etree._Element) -> bool:
    return any(above.tag in _HIDDEN for above in element.iterancestors())


def _words(paragraph: etree._Element) -> str:
    """The words of a paragraph as it is shown; of a text box in it, which is a paragraph of its own, none."""
    return " ".join("".join(_pieces(paragraph)).split())


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _HIDDEN or child.tag == _W + "p":
            continue
        if child.tag == _W + "t":
            yield child.text or ""
        elif child.tag in _INSTEAD:
            yield _INSTEAD[child.tag]
        else:
            yield from _pieces(child)


def _beside(name: str) -> str:
    """What a part of the file is, where it stands beside the text."""
    part = name.removeprefix("word/").rstrip("0123456789.xml")
    kinds = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
    return kinds.get(part) or {"header": "page header", "footer": "page footer"}.get(part, "")


def _notes(content: bytes) -> Iterator[str]:
    try:
        root = _xml(content)
    except etree.XMLSyntaxError:
        return
    for paragraph in root.iter(_W + "p"):
        if words := _words(paragraph):
            yield words


def _known(content: bytes | None) -> dict[str, str]:
    """Title and author that the file has; the name of a program is no author."""
    try:
        core = _xml(content or b"")
    except etree.XMLSyntaxError:
        return {}
    title, author = (" ".join((core.findtext(_DC + k) or "").split()) for k in ("title", "creator"))
    return {"title": title, "author": "" if author.lower() in _LIBRARIES else author}


def _changes(body: etree._Element) -> list[str]:
    """That there are tracked changes, and how many."""
    n = Counter(element.tag for element in body.iter(_W + "ins", _W + "del", _W + "moveTo"))
    added, gone, moved = (n[_W + k] for k in ("ins", "del", "moveTo"))
    if not added + gone + moved:
        return []
    return [f"tracked changes were read as accepted: {added} insertions, {gone} deletions, {moved} moves"]

"""Documents of a reader's own: from any file to plain text with its paragraphs, and a list of all that was
changed on the way.

Plain text, Markdown, saved web pages, PDF and DOCX. Encodings are found out, never guessed silently; words
are never changed, only what stands for the same words in another way (composed letters, line ends, invisible
characters, ligatures). Curly quotes stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from diptych import files
from diptych.cases import pdf, plaintext, webpage, word
from diptych.corpus.texts import MOST_BYTES, TextError, check_size, clean
from diptych.reading import spelling

#: Files that are more than their text, and are read before they are coded.
READ_FIRST = frozenset({".html", ".htm", ".xhtml", ".pdf", ".docx", ".md", ".markdown"})


@dataclass(frozen=True)
class Document:
    """One document as it is taken in.

    text      paragraphs parted by a blank line
    title, author, outlet, date   what the document itself says, else empty; never made up
    date_from   where the date was found
    changed   what was changed in the characters, as (what, how often)
    stripped  what was left out, as (what it was taken for, the line)
    remarks   what else the reader should look at
    """

    text: str
    title: str = ""
    author: str = ""
    outlet: str = ""
    date: str = ""
    date_from: str = ""
    language: str = "en"
    changed: tuple[tuple[str, int], ...] = ()
    stripped: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()


def read_document(path: str | Path) -> Document:
    """Reads a file of any known kind. Raises TextError, which says what is wrong, where, and what to do."""
    path = Path(path)
    data = _bytes(path)
    raw = _READERS[_kind(path, data)](path, data)
    check_size(raw.text, path)
    text, changed = normalised(raw.text)
    page = clean(text)
    if raw.title and page.text.startswith(raw.title + "\n\n"):
        page = replace(
            page,
            text=page.text.removeprefix(raw.title).lstrip(),
            stripped=(("title", raw.title), *page.stripped),
        )
    _refuse(path, page.text)
    posted = "" if raw.date else _iso(page.posted)
    return replace(
        raw,
        text=page.text,
        title=raw.title or page.title,
        author=raw.author or page.author,
        outlet=raw.outlet or page.outlet,
        date=raw.date or posted,
        date_from=raw.date_from or ("the posting line" if posted else ""),
        changed=(*raw.changed, *changed),
        stripped=(*raw.stripped, *page.stripped),
    )


def _plain(path: Path, data: bytes) -> Document:
    text, changed = decoded(data, path)
    text, n = plaintext.joined(text)
    return Document(text, changed=(*changed, *([("lines wrapped by hand joined", n)] if n else [])))


def _markdown(path: Path, data: bytes) -> Document:
    text, changed = decoded(data, path)
    text, left_out = plaintext.from_markdown(text)
    return Document(text, changed=tuple(changed), stripped=tuple(left_out))


def _html(path: Path, data: bytes) -> Document:
    page, changed = decoded(data, path)
    text, known, left_out = webpage.read(path, page)
    return Document(text, changed=tuple(changed), stripped=tuple(left_out), **known)


def _pdf(path: Path, data: bytes) -> Document:
    found = pdf.read(path, data)
    return Document(found.text, stripped=tuple(found.left_out), remarks=tuple(found.remarks))


def _docx(path: Path, data: bytes) -> Document:
    found = word.read(path, data)
    text = "\n\n".join(found.paragraphs)
    return Document(text, stripped=tuple(found.left_out), remarks=tuple(found.remarks), **found.known)


_READERS = {"text": _plain, "markdown": _markdown, "html": _html, "pdf": _pdf, "docx": _docx}


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise TextError(f"{path}: this is a folder; name the files in it")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise TextError(
                f"{path}: {size / 1e6:,.0f} MB is more than a text for reading side by side (at most"
                f" {MOST_BYTES // 1_000_000} MB); cut it, or use diptych archive"
            )
        data = files.data(path)
    except FileNotFoundError:
        raise TextError(f"{path}: no such file") from None
    except OSError as error:
        raise TextError(f"{path}: cannot be read: {error.strerror}") from None
    if not data.strip():
        raise TextError(f"{path}: the file is empty")
    return data


_MAGIC = {
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"II*\0": "a picture (TIFF)",
    b"MM\0*": "a picture (TIFF)",
    b"RIFF": "a picture or sound",
    b"\x7fELF": "a program",
    b"MZ": "a program",
    b"\x1f\x8b": "a packed file (gzip)",
    b"\xd0\xcf\x11\xe0": "an old Word file; save it as .docx or as text",
    b"ID3": "sound",
    b"OggS": "sound",
}


def _kind(path: Path, data: bytes) -> str:
    suffix = path.suffix.lower()
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        if suffix == ".docx" or b"word/" in data[:4000]:
            return "docx"
        raise TextError(f"{path}: a packed file (zip); unpack it and add the texts in it")
    for magic, what in _MAGIC.items():
        if data.startswith(magic) and not (
            magic == b"MZ" and data[2:200].isascii() and b"\0" not in data[:200]
        ):
            raise TextError(f"{path}: this is {what}, not a text")
    head = data[:2000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if suffix in (".html", ".htm", ".xhtml") or head.startswith((b"<!doctype html", b"<html")):
        return "html"
    return "markdown" if suffix in (".md", ".markdown") else "text"


# Encodings


_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LEGACY = [
    "cp1252",
    "cp1251",
    "cp1250",
    "cp1254",
    "iso8859_5",
    "koi8_r",
    "mac_roman",
    "shift_jis",
    "gb18030",
    "big5",
]
_MOJIBAKE = re.compile(r"â€[™œ\u009d\u0153˜“”¦]|Ã[©¨¡³¶¼±¤ª]|Â[ «»°§]|Ð[°-¿µ¾]Ñ|Ñ[\u0080-\u008f]Ð")


#: Letters and quotation marks in UTF-8, which no text in an older encoding has.
_PAIRS = re.compile(rb"\xe2\x80[\x93-\x9d\xa6]|\xc3[\x80-\xbf]|[\xd0\xd1][\x80-\xbf][\xd0\xd1][\x80-\xbf]")


def decoded(data: bytes, path: str | Path = "text") -> tuple[str, list[tuple[str, int]]]:
    """Bytes as text, and how they were encoded where that was not plain UTF-8. Raises TextError for bytes
    that are no text."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            try:
                return _no_nul(data.decode(name), path), [] if name == "utf-8-sig" else [
                    (f"encoding {name.upper()}", 1)
                ]
            except UnicodeDecodeError as error:
                raise TextError(
                    f"{path}: it starts like {name.upper()} and breaks off at byte {error.start}; save it as"
                    " UTF-8"
                ) from None
    for name, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if zeros and zeros.count(0) > 0.8 * len(zeros):
            try:
                return _no_nul(data.decode(name), path), [(f"encoding {name.upper()}", 1)]
            except UnicodeDecodeError:
                pass
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text, name = _legacy(data, path, error.start)
        return text, [(f"encoding {name}", 1)]
    _no_nul(text, path)
    bad = _MOJIBAKE.findall(text)
    if len(bad) > 1:
        raise TextError(
            f"{path}: its letters were garbled before it was saved ({bad[0]!r} and {len(bad) - 1} more: UTF-8"
            " read as another encoding); save the page or file again as UTF-8"
        )
    return text, []


def _no_nul(text: str, path: str | Path) -> str:
    if "\0" in text:
        raise TextError(f"{path}: not a text (it has NUL bytes); save it as plain text in UTF-8")
    if text.count("\ufffd") > 2:
        raise TextError(
            f"{path}: {text.count(chr(0xFFFD))} letters were lost before it was saved (�); save the page or"
            " file again as UTF-8"
        )
    return text


def _legacy(data: bytes, path: str | Path, at: int) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    if data.count(b"\0") > 0 or sum(b < 9 or 13 < b < 32 for b in data[:20000]) > 0.02 * min(
        len(data), 20000
    ):
        raise TextError(
            f"{path}: not a text (bytes that no text has, the first at {at}); save it as plain text in UTF-8"
        )
    if _PAIRS.search(data):
        line = data.count(b"\n", 0, at) + 1
        raise TextError(
            f"{path}:{line}: two encodings in one file: this line is not UTF-8, and others are; save it as"
            " UTF-8"
        )
    # a Latin script: English files that are not UTF-8 are Windows-1252
    if sum(b > 127 for b in data) < 0.25 * len(data):
        try:
            return data.decode("cp1252"), "cp1252"
        except UnicodeDecodeError:
            pass
    best = from_bytes(data, cp_isolation=_LEGACY).best()
    if best is None:
        raise TextError(f"{path}: neither UTF-8 nor any known encoding (byte {at}); save it as UTF-8")
    return str(best), best.encoding


# Characters


_CHANGES: tuple[tuple[str, re.Pattern, str | Callable], ...] = (
    ("line ends made \\n", re.compile(r"\r\n?|\u2028|\u2029|\u0085|\f|\v"), "\n"),
    ("soft hyphens taken out", re.compile(spelling.SOFT_HYPHENS), ""),
    ("invisible characters taken out", re.compile(f"[{spelling.INVISIBLE}]"), ""),
    ("control characters taken out", re.compile("[\u0001-\u0008\u000e-\u001f\u007f-\u009f]"), ""),
    ("special spaces made spaces", re.compile(f"[{spelling.SPACES}]"), " "),
    (
        "ligatures written out",
        re.compile(f"[{spelling.LIGATURES}]"),
        lambda m: unicodedata.normalize("NFKC", m[0]),
    ),
)


def normalised(text: str) -> tuple[str, list[tuple[str, int]]]:
    """The text with the same words in one way of writing, and what was changed how often. Doing it twice
    changes nothing more."""
    changed = []
    for what, pattern, instead in _CHANGES:
        text, n = pattern.subn(instead, text)
        if n:
            changed.append((what, n))
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        changed.append(("letters composed (NFC)", sum(1 for c in text if unicodedata.combining(c))))
    return composed, changed


# The day of publication


def _iso(posted: str) -> str:
    """A posting date as EDTF, where it is one day without doubt; else empty."""
    from diptych.extract.times.almanac import edtf_of
    from diptych.extract.times.expressions import find
    from diptych.extract.times.lexicon import lex
    if any(max(int(a), int(b)) <= 12 for a, b in re.findall(r"\b(\d{1,2})[/.](\d{1,2})[/.]\d", posted)):
        return ""
    points = [f.when for f in find(lex(posted)) if f.kind == "point"]
    days = [w for w in points if w.year is not None and w.month and w.day]
    whole = dict.fromkeys(edtf_of(w).partition("T")[0] for w in days)
    return next(iter(whole)) if len(whole) == 1 else ""


# What cannot be read side by side


def _refuse(path: Path, text: str) -> None:
    """Raises TextError for a text that the program cannot do justice to."""
    check_size(text, path)
    if not any(len(re.findall(r"[^\W\d_]{2,}", s)) >= 3 for s in re.split(r"[.!?…]", text)[:-1]):
        raise TextError(
            f"{path}: no sentence in it (three words and a full stop); is this the text you meant?"
        )

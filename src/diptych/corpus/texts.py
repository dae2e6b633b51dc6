"""Texts and where they come from: a case's folder, its two editions, and the cleaning of pages as found on
the web."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from diptych import files
from diptych.corpus.codebook import Codebook, is_date, read_codebook

EDITIONS = ("restated", "original", "own")
MOST_BYTES = 20_000_000
MOST_WORDS = 200_000
LONGEST_PARAGRAPH = 100_000
ORIGINALS = "DIPTYCH_ORIGINALS"


class TextError(ValueError):
    """A text or a case that cannot be read: what, where, and what to do."""


@dataclass(frozen=True)
class Text:
    """One text as it is read.

    id        short name, as in sources.toml and in every table
    text      the words; every offset in every table counts its characters from 0
    date      day of publication as EDTF (`2015-02-25`, `2026~`), or empty
    edition   `restated` (written for this collection), `original` (the reader's copy of the article), `own`
              (a reader's text)
    differs   True for a copy of the original whose checksum is not the one that was coded
    """

    id: str
    text: str
    title: str = ""
    author: str = ""
    outlet: str = ""
    date: str = ""
    language: str = "en"
    rights: str = ""
    edition: str = "own"
    differs: bool = False


@dataclass(frozen=True)
class Case:
    """One event and the texts about it: `texts` in the order of sources.toml, `codebook` with what is looked
    for.

    `about` is a paragraph on the event and the texts, `cannot` what these texts cannot show, `reference` how
    the reference coding was made, where there is one; `examples` says whether the pages that read invented
    texts belong to its site. All as sources.toml has them under [case].
    """

    name: str
    title: str
    folder: Path
    texts: tuple[Text, ...]
    codebook: Codebook
    about: str = ""
    cannot: str = ""
    reference: str = ""
    examples: bool = False


@dataclass(frozen=True)
class Cleaned:
    """A page with the furniture taken off: the text, what the page says of itself, and every line that was
    left out."""

    text: str
    title: str = ""
    author: str = ""
    outlet: str = ""
    posted: str = ""
    stripped: tuple[tuple[str, str], ...] = ()


def load_case(
    folder: str | Path | None = None,
    *,
    edition: str | None = None,
    originals: str | Path | None = None,
    texts_needed: bool = True,
) -> Case:
    """Reads a case: sources.toml, its texts, its codebook.

    With no `folder`, the one named by DIPTYCH_CASE, else texts/khojaly here or in a folder above. With no
    `edition`, the one named by DIPTYCH_EDITION where no folder is given either, else for each text the
    original where a copy is at hand, else the restatement. Copies are looked for in `originals`, the folder
    named by DIPTYCH_ORIGINALS, the case's own `originals/`. Raises TextError (a date that is none too) or
    CodebookError.
    """
    edition = edition or (os.environ.get("DIPTYCH_EDITION") if folder is None else None) or None
    folder = find_case() if folder is None else Path(folder)
    if edition not in (None, "restated", "original"):
        raise TextError(f'no edition "{edition}"; write restated or original')
    sources = _read_sources(folder)
    places = [Path(p) for p in (originals, os.environ.get(ORIGINALS), folder / "originals") if p]
    texts = tuple(_load_text(folder, id, entry, edition, places) for id, entry in sources["texts"].items())
    if not texts and texts_needed:
        raise TextError(f"{folder}/sources.toml: no texts; give each one a table such as [texts.smith]")
    case = sources["case"]
    told = {key: " ".join(str(case.get(key, "")).split()) for key in ("about", "cannot", "reference")}
    title, examples = str(case.get("title", folder.name)), case.get("examples", False) is True
    return Case(folder.name, title, folder, texts, load_codebook(folder), **told, examples=examples)


def load_codebook(folder: str | Path) -> Codebook:
    """The codebook of a case: its own files, and those of the folders that sources.toml names under [case] as
    `codebook`."""
    folder = Path(folder)
    shared = _read_sources(folder)["case"].get("codebook", []) if (folder / "sources.toml").is_file() else []
    if not isinstance(shared, list) or not all(isinstance(s, str) for s in shared):
        raise TextError(
            f"{folder}/sources.toml: [case] codebook must be a list of folders, such as codebook ="
            ' ["../khojaly/codebook"]'
        )
    return read_codebook(folder / "codebook", [folder / _path(s) for s in shared])


def read_file(path: str | Path, *, published: str = "") -> Text:
    """A plain text of the reader's own, as it is: offsets count the characters of the file. Raises
    TextError."""
    path = Path(path)
    text = _read(path)
    check_size(text, path)
    return Text(id=path.stem, text=text, date=published)


def check_size(text: str, path: str | Path) -> None:
    """Raises TextError for a text that is too long to be read side by side, or has a paragraph that is."""
    words = word_count(text)
    if words > MOST_WORDS:
        raise TextError(
            f"{path}: {words:,} words are more than a text for reading side by side (at most {MOST_WORDS:,});"
            " cut it, or use diptych archive"
        )
    longest = max(map(len, text.split("\n")))
    if longest > LONGEST_PARAGRAPH:
        raise TextError(
            f"{path}: one paragraph has {longest:,} characters (at most {LONGEST_PARAGRAPH:,}); part it into"
            " paragraphs with blank lines"
        )


def edition_line(text: Text) -> str:
    """One line that says which edition of a text is shown."""
    words = f"{word_count(text.text):,} words"
    if text.edition == "restated":
        return (
            f"{text.id}: restated edition ({words}). It restates the article's claims, which are not this"
            " collection's."
        )
    if text.edition == "original":
        return (
            f"{text.id}: original, the reader's copy"
            f" ({words}{'; it differs from the copy that was coded' if text.differs else ''})"
        )
    own = f"{text.id}: a text of the reader's own ({words})"
    return own if is_english(text) else f"{own}, in {text.language}: people can code it, the program cannot"


def is_english(text: Text) -> bool:
    """Whether a text is in English, as sources.toml has it."""
    return text.language.partition("-")[0].lower() in ("", "en")


def number_of(n: int, what: str = "text") -> str:
    """How many texts (or other things), in words: "one text", "two texts", "12 texts"."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return f"{words[n] if n < len(words) else n} {what if n == 1 else f'{what}s'}"


def word_count(text: str) -> int:
    """Words as runs of characters between white space."""
    return len(text.split())


def checksum(text: str) -> str:
    """SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def check_date(date: str, path: str | Path = "", entry: str = "") -> None:
    """Raises TextError where a date is not EDTF, or has no first and last day that a calendar has."""
    known = is_date(date)
    if not known or not all(map(_HAS_YEAR.match, date.split("/"))):
        where = f"{path}: " * bool(str(path)) + f"[texts.{entry}]: " * bool(entry)
        what = "has no year that can be drawn" if known else "is not a date"
        raise TextError(f'{where}"{date}" {what}; write it as 2015-02-25, 2015-02 or 2015')


#: The beginning of a date from the year 1 to 9999.
_HAS_YEAR = re.compile(r"[\[{]?(?:[1-9][\dX]{3}|0(?!000)\d{3})(?!\d)")


def find_case() -> Path:
    """The folder of the case that is read where none is named: the one that DIPTYCH_CASE names, else
    texts/khojaly, here or in a folder above."""
    named, here = Path(os.environ.get("DIPTYCH_CASE") or Path("texts", "khojaly")), Path.cwd()
    return next((p / named for p in (here, *here.parents) if (p / named).is_dir()), named)


def sources(folder: str | Path) -> dict:
    """What a case's sources.toml says, with the tables `case` and `texts` even where it has none. Raises
    TextError."""
    return _read_sources(Path(folder))


def _read_sources(folder: Path) -> dict:
    path = folder / "sources.toml"
    if not path.is_file():
        raise TextError(
            f"{path}: no such file; a case is a folder with sources.toml, its texts and codebook/"
        )
    try:
        found = {"case": {}, "texts": {}} | tomllib.loads(files.data(path).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        hint = (
            "; write paths with / and not with \\"
            if "\\" in str(error) or "escape" in str(error).lower() or "hex value" in str(error).lower()
            else ""
        )
        raise TextError(f"{path}: not TOML: {error}{hint}") from None
    except OSError as error:
        raise TextError(f"{path}: cannot be read: {error.strerror}") from None
    for key in ("case", "texts"):
        if not isinstance(found[key], dict):
            raise TextError(
                f'{path}: "{key}" must be a table; write it as a heading,'
                f' [{"case" if key == "case" else "texts.smith"}]'
            )
    for id, entry in found["texts"].items():
        if not re.fullmatch(r"\w[\w-]*", id):
            raise TextError(
                f'{path}: [texts."{id}"]: no short name for a text; write letters, figures and hyphens only,'
                " such as [texts.smith]"
            )
        if not isinstance(entry, dict) or not all(
            isinstance(entry.get(key, {}), dict) for key in ("text", "restated", "original")
        ):
            raise TextError(
                f"{path}: [texts.{id}] must be a table, and so must its text, restated and original, such as"
                f" [texts.{id}.text]"
            )
    return found


def _path(written: str) -> str:
    """A path as people write it, on any machine, with / between its parts."""
    return written.replace("\\", "/")


def _read(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise TextError(
                f"{path}: {size / 1e6:,.0f} MB is more than a text for reading side by side (at most"
                f" {MOST_BYTES // 1_000_000} MB); cut it, or use diptych archive"
            )
        data = files.data(path)
    except FileNotFoundError:
        raise TextError(f"{path}: no such file") from None
    except (IsADirectoryError, PermissionError) as error:
        raise TextError(
            f"{path}: this is a folder; name a text file in it"
            if path.is_dir()
            else f"{path}: cannot be read: {error.strerror}"
        ) from None
    except OSError as error:
        raise TextError(f"{path}: cannot be read: {error.strerror}") from None
    try:
        text = data.decode("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8")
    except UnicodeDecodeError as error:
        raise TextError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8 and try again") from None
    if "\0" in text:
        raise TextError(f"{path}: not a text (it has NUL bytes)")
    if not text.strip():
        raise TextError(f"{path}: there is no text in it")
    return text


def _load_text(folder: Path, id: str, entry: dict, edition: str | None, places: list[Path]) -> Text:
    known = {k: str(entry.get(k, "")) for k in ("title", "author", "outlet", "date", "rights")} | {
        "language": entry.get("language", "en")
    }
    if known["date"]:
        check_date(known["date"], folder / "sources.toml", id)
    original = entry.get("original", {})
    if edition != "restated" and original:
        found = _find_original(id, original.get("sha256", ""), places)
        if found is not None:
            text, differs = found
            return Text(id=id, text=text, edition="original", differs=differs, **known)
    if edition == "original":
        where = " or ".join(str(p) for p in places)
        raise TextError(f"{id}: no copy of the original at hand; put it in {where} as {id}.txt")
    own = entry.get("restated") or entry.get("text") or {}
    file = _path(str(own.get("file", f"{id}.txt")))
    if Path(file).is_absolute() or ".." in Path(file).parts or ":" in file:
        raise TextError(
            f'{folder}/sources.toml: [texts.{id}]: file is "{file}"; a case has its texts inside its folder'
        )
    if not (folder / file).resolve().is_relative_to(folder.resolve()):
        raise TextError(f"{folder / file}: a link out of the case; put the text itself there")
    text = _read(folder / file).replace("\r\n", "\n")
    check_size(text, folder / file)
    return Text(id=id, text=text, edition="restated" if "restated" in entry else "own", **known)


def _find_original(id: str, sha256: str, places: list[Path]) -> tuple[str, bool] | None:
    """The reader's copy of an original and whether it differs: recognised by its checksum under any name,
    else by its name."""
    named = None
    for place in places:
        if not place.is_dir():
            continue
        for path in sorted(place.glob("*.txt")):
            try:
                raw = _read(path)
            except TextError:
                continue
            for text in (raw, raw.replace("\r\n", "\n"), clean(raw).text):
                if sha256 and checksum(text) == sha256:
                    return text, False
            if named is None and re.match(rf"{re.escape(id)}(?!\w)", path.stem):
                named = clean(raw).text
    return None if named is None else (named, True)


# Cleaning a page as found


_POSTED = re.compile(
    r"(?:posted|published|updated|last (?:updated|modified))\b(?: on| at)?:?\s+(?P<date>.*\d.*)", re.I
)
_BYLINE = re.compile(r"by\s+(?P<author>[^\W\d_][^|]{2,60}?)(?:\s*\|\s*(?:via\s+)?(?P<outlet>.{2,60}))?", re.I)
_SOURCE = re.compile(r"(?:source|via)\s*:\s*(?P<outlet>.{2,80})", re.I)
_CREDIT = re.compile(
    r"\(?\s*(?:photo|map|image|picture|illustration|graphic)s?\b(?=.*\b(?:by|via|courtesy|credit|licen[cs]e|source)\b).*|\(?\s*(?:©|\(c\)).*",
    re.I,
)
_END = re.compile(
    r"check also|leave a (?:reply|comment)|comments?(?: \(\d+\))?|related"
    r" (?:articles?|posts?|stories|news)|you (?:may|might) also like.*"
    r"|share (?:this|on|via)\b.*|share|tweet|tags?:.*|read (?:more|also)\b.*|about the author|more from"
    r" .{2,60}"
    r"|(?:find|read|see) the (?:original|full) article\b.*|click here (?:to|for)\b.*|subscribe\b.*|print"
    r" this.*",
    re.I,
)
_ORIGIN = re.compile(
    r"(?:this (?:article|piece|text|essay|story)|an? (?:earlier )?version of this .{3,20}) (?:was"
    r" )?(?:first|originally) (?:appeared|published|ran)\b.*|(?:first|originally) (?:appeared|published)\b.*",
    re.I,
)
_NOTE = re.compile(r"(?:the (?:author|writer)|about the author)\b.*", re.I)


def clean(page: str) -> Cleaned:
    """The article in a page copied from the web, paragraphs parted by a blank line.

    Leaves out, by what such lines look like anywhere: the title and a standfirst that the body repeats, both
    only above a posting line or byline; posting line, byline, source line, credits of pictures; and after the
    body the author's note, "first appeared in", and everything from the first heading of a footer on (Check
    also, Leave a reply, Share …). `stripped` lists what was left out, as (what it was taken for, the line). A
    text with nothing of the kind comes back as it was.
    """
    paragraphs = [
        re.sub(r"[ \t]+", " ", line).strip()
        for line in page.replace("\r\n", "\n").lstrip("\ufeff").split("\n")
    ]
    paragraphs = [line for line in paragraphs if line]
    known, stripped = {"title": "", "author": "", "outlet": "", "posted": ""}, []
    paragraphs = _without_head(paragraphs, known, stripped)
    paragraphs = _without_tail(paragraphs, known, stripped)
    return Cleaned("\n\n".join(paragraphs), stripped=tuple(stripped), **known)


def _without_head(paragraphs: list[str], known: dict, stripped: list) -> list[str]:
    head = []
    for k, line in enumerate(paragraphs[:12]):
        kind = _head_line(line, known)
        if kind:
            head.append((k, kind))
    if not head:
        return paragraphs
    body = paragraphs[head[-1][0] + 1 :]
    repeated = _shingles(" ".join(body))
    kept = []
    kinds = dict(head)
    for k, line in enumerate(paragraphs[: head[-1][0] + 1]):
        if k in kinds:
            stripped.append((kinds[k], line))
        elif k == 0 and len(line.split()) <= 25 and not line.endswith("."):
            known["title"] = line
            stripped.append(("title", line))
        elif _overlap(line, repeated) >= 0.4:
            stripped.append(("standfirst, repeated in the body", line))
        else:
            kept.append(line)
    return kept + body


def _head_line(line: str, known: dict) -> str:
    if len(line) > 160:
        return ""
    for kind, pattern in (
        ("posting line", _POSTED),
        ("byline", _BYLINE),
        ("source line", _SOURCE),
        ("credit", _CREDIT),
    ):
        found = pattern.fullmatch(line)
        if found:
            if kind == "byline" and line.rstrip().endswith("."):
                continue
            given = found.groupdict()
            for key, name in (("author", "author"), ("outlet", "outlet"), ("date", "posted")):
                if given.get(key) and not known[name]:
                    known[name] = given[key].strip()
            return kind
    return ""


def _without_tail(paragraphs: list[str], known: dict, stripped: list) -> list[str]:
    end = next(
        (
            k
            for k, line in enumerate(paragraphs)
            if k >= len(paragraphs) // 4 and len(line) <= 120 and _END.fullmatch(line)
        ),
        len(paragraphs),
    )
    footer = [("footer", line) for line in paragraphs[end:]]
    paragraphs = paragraphs[:end]
    last = []
    while len(paragraphs) > 1:
        line = paragraphs[-1]
        if _ORIGIN.match(line) and len(line) <= 300:
            kind = "where it first appeared"
        elif len(line) <= 400 and (
            _NOTE.fullmatch(line)
            or (
                known["author"]
                and re.match(rf"{re.escape(known['author'])} (?:is|was|works|teaches|writes|has)\b", line)
            )
        ):
            kind = "author's note"
        else:
            break
        last.insert(0, (kind, paragraphs.pop()))
    stripped += last + footer
    return paragraphs


def _shingles(text: str, n: int = 4) -> set[tuple[str, ...]]:
    found = re.findall(r"\w+", text.lower())
    return {tuple(found[i : i + n]) for i in range(len(found) - n + 1)}


def _overlap(line: str, among: set) -> float:
    own = _shingles(line)
    return len(own & among) / len(own) if own else 0.0


def example() -> Path:
    """The folder of the worked second case: an invented event, a text from each side, with codebook and
    coding."""
    return collection() / "velin"


def collection() -> Path:
    """The folder of the cases that come with the program, or else of the case at hand."""
    place = Path(__file__).resolve().parents[3] / "texts"
    return place if (place / "khojaly").is_dir() else find_case().resolve().parent

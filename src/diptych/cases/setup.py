"""A case of one's own: start one, bring texts in. Nothing is written before all of it is known to be
right."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import files as resources
from pathlib import Path

import pandas as pd

from diptych import files, history
from diptych.cases import documents
from diptych.cases.documents import Document
from diptych.corpus import texts
from diptych.corpus.texts import TextError
from diptych.people import coding
from diptych.reading import pipeline

ENGLISH = 0.25
NEAR = 0.5


@dataclass(frozen=True)
class Incoming:
    """A document on its way into a case: the file it is from, its id there, the document, and what was
    remarked about it."""

    file: Path
    id: str
    document: Document
    remarks: tuple[str, ...] = ()


def new(folder: str | Path, *, title: str = "") -> list[Path]:
    """Starts a case: a folder with sources.toml and a codebook with comments. Returns the files written.

    Raises TextError where the folder has something in it.
    """
    folder = Path(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TextError(f"{folder}: there is something there; name a folder that does not exist yet")
    if not re.fullmatch(r"[\w-]+", folder.resolve().name):
        raise TextError(
            f"{folder}: name the folder with letters, figures and hyphens only, such as texts/my-case"
        )
    name = title or folder.resolve().name.replace("-", " ").capitalize()
    place = resources("diptych") / "templates" / "case"
    values = {"title": name, "shared": Path(os.path.relpath(_shared(), folder.resolve())).as_posix()}
    written = []
    try:
        with files.replacing(folder) as making:
            (making / "codebook").mkdir()
            for source in sorted(place.iterdir(), key=lambda p: p.name):
                where = Path(source.name) if source.name == "sources.toml" else Path("codebook") / source.name
                content = source.read_text(encoding="utf-8")
                content = re.sub(r'"\{(title|shared)\}"', lambda m: files.toml_string(values[m[1]]), content)
                files.write_toml(making / where, content)
                written.append(folder / where)
    except OSError as error:
        raise TextError(f"{folder}: cannot be written: {error.strerror}; nothing was made") from None
    return written


def _shared() -> Path:
    """The codebook that a new case shares the words of the language and of the law with: the collection's
    first case."""
    place = texts.collection() / "khojaly"
    return (place if place.is_dir() else texts.find_case().resolve()) / "codebook"


def incoming(
    paths: Sequence[str | Path],
    case: texts.Case | None,
    folder: str | Path,
    *,
    ids: Sequence[str] = (),
    force: bool = False,
    **known: str,
) -> list[Incoming]:
    """Reads documents and holds them against a case, without writing anything. Raises TextError at the first
    that cannot be taken.

    `known` has title, author, outlet, date or language where the reader gives them. `force` takes a text in
    another language than English, and one that is nearly the same as another.
    """
    there = {t.id: t.text for t in case.texts} if case else {}
    found: list[Incoming] = []
    for k, path in enumerate(map(Path, paths)):
        document = documents.read_document(path)
        document = replace(document, **{key: value for key, value in known.items() if value})
        if document.date:
            texts.check_date(document.date, path)
        id = ids[k] if k < len(ids) else _id(path)
        if not re.fullmatch(r"[a-z][a-z0-9_-]*", id):
            raise TextError(
                f'{path}: "{id}" is no short name for a text; write small letters, figures and hyphens, such'
                " as --id smith"
            )
        if id in there:
            raise TextError(f'{path}: the case has a text "{id}"; give this one another name with --id')
        if not _may_take(Path(folder) / f"{id}.txt", document.text):
            raise TextError(
                f"{path}: the case has a file {id}.txt that sources.toml does not list; take it away, or give"
                " this text another name with --id"
            )
        remarks = [*document.remarks, *_remarks(path, document, there, force)]
        there[id] = document.text
        found.append(Incoming(path, id, document, tuple(remarks)))
    return found


def as_text(path: str | Path, *, published: str = "") -> texts.Text:
    """A file to be coded: plain text as it is, so that offsets point into the file; a page, PDF, Word file or
    Markdown as `add` reads it. Raises TextError."""
    path = Path(path)
    if path.suffix.lower() not in documents.READ_FIRST:
        return texts.read_file(path, published=published)
    found = documents.read_document(path)
    return texts.Text(id=path.stem, text=found.text, title=found.title, date=published or found.date)


def _may_take(place: Path, text: str) -> bool:
    """Whether a text may be written there: nothing is there, or the same words, left by a run that was
    killed."""
    try:
        return not place.exists() or place.read_bytes() == (text + "\n").encode("utf-8")
    except OSError:
        return False


def _id(path: Path) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")
    return plain if plain[:1].isalpha() else f"text-{plain}".strip("-")


def check_english(text: str, path: str | Path, *, force: bool = False, least: int = 30) -> None:
    """Raises TextError for a text of at least `least` words that does not look like English, unless it is to
    be taken all the same."""
    if not force and texts.word_count(text) >= least and pipeline.english_share(text) < ENGLISH:
        raise TextError(
            f"{path}: {_not_english(text)}; the program reads English only. --force takes it all the same;"
            " --language tr adds it as a Turkish text that people code"
        )


def _not_english(text: str) -> str:
    return (
        f"it does not look like English: {pipeline.english_share(text):.0%} of its words are among English's"
        " commonest, where English prose has about half"
    )


def _remarks(path: Path, document: Document, there: dict[str, str], force: bool) -> list[str]:
    remarks = []
    if document.language != "en":
        remarks.append(f"in {document.language}: people can code it, the program cannot")
    elif pipeline.english_share(document.text) < ENGLISH:
        check_english(document.text, path, force=force, least=0)
        remarks.append(_not_english(document.text))
    for id, text in there.items():
        alike = similarity(document.text, text)
        if alike >= NEAR:
            same = (
                "the same as"
                if document.text.split() == text.split()
                else f"nearly the same as ({alike:.0%} of its runs of five words)"
            )
            if not force:
                raise TextError(
                    f'{path}: it is {same} the text "{id}" of this case; two copies would count everything'
                    " twice. --force takes it all the same"
                )
            remarks.append(f'it is {same} the text "{id}"')
    return remarks


def similarity(text: str, other: str) -> float:
    """Share of the shorter text's runs of five words that the other has too (0 to 1)."""
    runs = [
        {tuple(words[i : i + 5]) for i in range(max(1, len(words) - 4))}
        for words in (re.findall(r"\w+", t.lower()) for t in (text, other))
    ]
    shorter, longer = sorted(runs, key=len)
    return len(shorter & longer) / len(shorter) if shorter else 0.0


def preview(item: Incoming) -> list[str]:
    """What is kept and what was left out, as lines to read before it is written."""
    d = item.document
    paragraphs = d.text.split("\n\n")
    lines = [f"{item.file} -> {item.id}: {texts.word_count(d.text):,} words in {len(paragraphs)} paragraphs",
             f"  begins: {_cut(paragraphs[0])}", f"  ends:   {_cut(paragraphs[-1], end=True)}"]
    found = f" (from {d.date_from})" if d.date and d.date_from else ""
    lines += [
        f"  {key}: {getattr(d, key) or 'not known; give --' + key}{found if key == 'date' else ''}"
        for key in ("title", "author", "outlet", "date")
    ]
    lines += [f"  left out ({what}): {_cut(line)}" for what, line in d.stripped]
    lines += [f"  changed: {what} ({n})" for what, n in d.changed]
    return lines + [f"  note: {remark}" for remark in item.remarks]


def _cut(line: str, *, end: bool = False, most: int = 90) -> str:
    line = " ".join(line.split())
    return line if len(line) <= most else "…" + line[-most:] if end else line[:most] + "…"


def add(items: Sequence[Incoming], folder: str | Path) -> list[Path]:
    """Writes documents into a case: `<id>.txt` for each, then sources.toml in one step. Returns the files
    written.

    Raises TextError, with the case as it was, where something cannot be written or another run has added a
    text of the same id.
    """
    folder = Path(folder)
    path, targets = folder / "sources.toml", [folder / f"{item.id}.txt" for item in items]
    try:
        with files.alone(folder):
            there = texts.sources(folder)["texts"]
            for item in items:
                if item.id in there:
                    raise TextError(
                        f'{item.file}: the case has a text "{item.id}" by now; give this one another name'
                        " with --id"
                    )
            with history.keeping("add " + " ".join(item.id for item in items), [path, *targets]):
                _write(dict(zip(targets, items)), path)
    except files.TomlError as error:
        raise TextError(str(error)) from None
    except OSError as error:
        raise TextError(f"{folder}: cannot be written: {error.strerror}; the case is as it was") from None
    return [*targets, path]


def _write(items: dict[Path, Incoming], sources: Path) -> None:
    made = [target for target in items if not target.exists()]
    try:
        for target, item in items.items():
            files.write(target, item.document.text + "\n")
        files.write_toml(sources, _listed(sources, list(items.values())))
    except BaseException:
        for target in made:
            target.unlink(missing_ok=True)
        raise


def _listed(path: Path, items: Sequence[Incoming]) -> str:
    """sources.toml with further texts at its end, in the line ends that it has."""
    listed = path.read_bytes().decode("utf-8-sig")
    ends = "\r\n" if "\r\n" in listed else "\n"
    return listed.rstrip() + ends + "".join(ends + _entry(item).replace("\n", ends) for item in items)


def _entry(item: Incoming) -> str:
    d, text, quoted = item.document, item.document.text + "\n", files.toml_string
    known = [f"{key} = {quoted(getattr(d, key))}" for key in ("title", "author", "outlet", "date")]
    lines = [f"[texts.{item.id}]", *known, f"language = {quoted(d.language)}"]
    if d.stripped:
        lines.append(
            "stripped = [" + ", ".join(quoted(f"{what}: {_cut(line)}") for what, line in d.stripped) + "]"
        )
    if d.changed:
        lines.append("changed  = [" + ", ".join(quoted(f"{what} ({n})") for what, n in d.changed) + "]")
    own = [
        f'file = "{item.id}.txt"',
        f"words = {texts.word_count(text)}",
        f'sha256 = "{texts.checksum(text)}"',
    ]
    return "\n".join([*lines, "", f"[texts.{item.id}.text]", *own, ""])


# Looking at a case



def contents(folder: str | Path) -> pd.DataFrame:
    """One row per file of a case: file, what (what it is for), entries (of a codebook file), words (of a
    text), rows (of a coding)."""
    folder, rows = Path(folder), []
    for path in sorted(
        p
        for p in folder.rglob("*")
        if p.is_file()
        and p.suffix in (".toml", ".txt", ".jsonl")
        and not {"originals", ".diptych"} & {*p.parts}
    ):
        where, size = path.relative_to(folder), {"entries": None, "words": None, "rows": None}
        if path.name == "sources.toml":
            what = "where the texts come from, and what the case is about"
        elif path.suffix == ".txt":
            what, size["words"] = "a text", texts.word_count(path.read_text(encoding="utf-8"))
        elif path.suffix == ".jsonl":
            what, size["rows"] = "a coding", len(coding.read(path))
        elif "codebook" in where.parts:
            what, size["entries"] = "what is looked for", len(tomllib.loads(path.read_text(encoding="utf-8")))
        else:
            what = "figures about codings"
        rows.append((where.as_posix(), what, *size.values()))
    order = [
        "where the texts come from, and what the case is about",
        "a text",
        "what is looked for",
        "a coding",
        "figures about codings",
    ]
    rows.sort(key=lambda row: (order.index(row[1]), row[0]))
    return (
        pd.DataFrame(rows, columns=["file", "what", "entries", "words", "rows"])
        .astype(dict.fromkeys(("entries", "words", "rows"), "Int64"))
        .astype(object)
        .fillna("")
    )


def entries(case: texts.Case) -> pd.DataFrame:
    """One row per entry of a case's codebook: file, id, label, forms, note; shared entries too, in the order
    of the files."""
    return pd.DataFrame(
        [(e.kind, e.id, e.label, ", ".join(e.forms), e.note) for e in case.codebook.entries],
        columns=["file", "id", "label", "forms", "note"],
    )


def sources(case: texts.Case) -> pd.DataFrame:
    """One row per text: text_id, title, author, outlet, date, edition, words."""
    return pd.DataFrame(
        [
            (t.id, t.title, t.author, t.outlet, t.date, t.edition, texts.word_count(t.text))
            for t in case.texts
        ],
        columns=["text_id", "title", "author", "outlet", "date", "edition", "words"],
    )

"""Codebook, codings, tables, figures and report in one zip that opens without the program.

Texts are in it only where `rights` in sources.toml allows it in so many words; else their checksums are, and
codings hold offsets with the words of their rows. The same case gives the same bytes.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from diptych import files
from diptych.corpus import texts
from diptych.exchange import methods, refi, spreadsheet
from diptych.exchange.codings import Project
from diptych.reading.reading import Reading

#: Rights that let a text be given on.
_FREE = re.compile(r"\b(?:CC[ -](?:BY|0)|public domain|MIT|may be (?:given out|shared))\b", re.I)
_BARRED = re.compile(r"\b(?:not|no|never|©|copyright|all rights reserved)\b", re.I)


def is_free(text: texts.Text) -> bool:
    """Whether a text may be given on: a restatement of this collection, or rights that say so."""
    if text.edition == "restated":
        return True
    return bool(_FREE.search(text.rights)) and not _BARRED.search(text.rights)


def write(
    case: texts.Case, readings: Sequence[Reading], project: Project, site: Path | None, path: str | Path
) -> list[str]:
    """Writes the zip; `site` is the folder of a report that is to be in it. Gives a line for each text left
    out."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(_contents(case, readings, project, site)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    files.write(path, data.getvalue())
    kept_back = [text for text in case.texts if not is_free(text)]
    told = [
        f"{text.id}: its words are left out; rights = {text.rights or 'not said'!r}" for text in kept_back
    ]
    return [*told, *(["the report is left out, since it shows the texts"] if kept_back and site else [])]


def _contents(
    case: texts.Case, readings: Sequence[Reading], project: Project, site: Path | None
) -> Iterator[tuple[str, bytes]]:
    free = {text.id for text in case.texts if is_free(text)}
    shown = Project(project.title, project.texts, [one for one in project.codings if one.text_id in free])
    yield "README.md", _readme(case, free).encode("utf-8")
    yield "methods.md", methods.markdown(case, readings, project).encode("utf-8")
    yield "methods.tex", methods.latex(case, readings, project).encode("utf-8")
    for text in case.texts:
        told = {"id": text.id, "sha256": texts.checksum(text.text), "characters": len(text.text)}
        yield f"texts/{text.id}.json", (json.dumps(told, indent=1) + "\n").encode("utf-8")
        if text.id in free:
            yield f"texts/{text.id}.txt", text.text.encode("utf-8")
    for place in sorted(_files(case.folder / "codebook")):
        yield f"codebook/{place.name}", place.read_bytes()
    for one in project.codings:
        rows = one.rows if one.text_id in free else [_without_words(row) for row in one.rows]
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        yield f"codings/{one.coder}/{one.text_id}.jsonl", lines.encode("utf-8")
    yield "rows.csv", spreadsheet.table(shown).to_csv(index=False, lineterminator="\n").encode("utf-8-sig")
    yield "case.qdpx", refi.qdpx(Project(project.title, _only(project.texts, free), shown.codings))
    for place in _files(site) if site is not None and free == set(project.texts) else ():
        yield f"report/{place.relative_to(site).as_posix()}", place.read_bytes()


def _only(found: dict[str, str], ids: set[str]) -> dict[str, str]:
    return {id: text for id, text in found.items() if id in ids}


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith("."))


def _without_words(row: dict) -> dict:
    """A row with its offsets and codes, and of its words the first and the last."""
    words = row["surface"].split()
    return row | {"surface": f"{words[0]} … {words[-1]}" if len(words) > 1 else row["surface"]}


def _readme(case: texts.Case, free: set[str]) -> str:
    left_out = [text.id for text in case.texts if text.id not in free]
    told = f"The words of {', '.join(left_out)} are left out, as their rights ask; " if left_out else ""
    return (
        f"# {case.title}\n\n{case.about.strip()}\n\n{case.cannot}\n\n"
        "- `methods.md`, `methods.tex`: what was done, with every figure and where it is from\n"
        "- `texts/`: the texts, or their checksums\n- `codebook/`: what was looked for\n"
        "- `codings/CODER/TEXT.jsonl`: every row of every coder; `rows.csv` has them as one table\n"
        "- `case.qdpx`: the same for programs of qualitative analysis\n"
        "- `report/`: the pages, where they are here; open `report/index.html`\n\n"
        f"{told}offsets count characters from 0 in the text whose sha256 is in `texts/TEXT.json`.\n"
    )

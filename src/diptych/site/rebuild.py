"""A site made again: which pages can be taken over from the one that stands there, and which files there are
not ours to delete."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Sequence
from importlib.metadata import version
from importlib.resources import files as resources
from pathlib import Path

from diptych import __version__
from diptych.archive import many
from diptych.corpus import texts
from diptych.reading import pipeline
from diptych.site.pages import Page, ReportError

#: Where a site keeps what each page was made from, as checksums, and the names of all files that were made.
MADE_FROM = "made-from.json"
#: Packages that say how a page looks, or what is in it.
BELOW = ("ipykernel", "matplotlib", "nbclient", "nbconvert", "numpy", "pandas", "scipy", "spacy")


def inputs(pages: Sequence[Page], case: texts.Case, words: Sequence[str]) -> dict[str, str]:
    """For each page a checksum of all that it is made from; `words` are further words that stand on every
    page. A notebook that reads other files, or the time, is not known to."""
    entries = [
        (e.id, e.kind, e.label, e.forms, e.note, sorted(e.more.items())) for e in case.codebook.entries
    ]
    told = (
        __version__,
        sys.version,
        pipeline.model_name(),
        [(name, version(name)) for name in BELOW],
        words,
        case.texts,
        case.title,
        case.about,
        case.cannot,
        entries,
        [(p.file, p.short) for p in pages],
    )
    ground = hashlib.sha256(repr(told).encode("utf-8", "surrogatepass"))
    for folder in (Path(str(resources("diptych"))), case.folder, texts.example(), many.example().parent):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc" and not {"__pycache__", ".diptych"} & {*path.parts}:
                ground.update(f"\0{path.relative_to(folder).as_posix()}\0".encode("utf-8", "surrogateescape"))
                with path.open("rb") as file:  # of any size, a piece at a time
                    ground.update(hashlib.file_digest(file, "sha256").digest())
    return {
        page.file: hashlib.sha256(ground.digest() + page.notebook.read_bytes()).hexdigest() for page in pages
    }


def taken_over(page: Page, made_of: str, old: Path, out: Path) -> bool:
    """Takes a page and its figures from an older site, if they were made from the same and are what they were
    when they were made."""
    try:
        made = _made(old)["pages"][page.file]
        if made["inputs"] != made_of or made["files"] != _sums(old, page):
            return False
        for name in made["files"]:
            shutil.copyfile(old / name, out / name)
        return True
    except (OSError, ValueError, KeyError, TypeError):
        return False


def note(out: Path, pages: Sequence[Page], made_of: dict[str, str]) -> None:
    """Writes down what the pages were made from, and every file of the site. Pages that are left out run
    again the next time."""
    files = sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
    told = {
        "pages": {page.file: {"inputs": made_of[page.file], "files": _sums(out, page)} for page in pages},
        "files": [*files, MADE_FROM],
    }
    (out / MADE_FROM).write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def keep_others(old: Path, out: Path) -> None:
    """Copies into the new site what stands in the old one and was not made by this program. Raises
    ReportError where a file of the new site would have to take the place of such a file."""
    try:
        ours = set(_made(old)["files"])
    except (OSError, ValueError, KeyError, TypeError):
        ours = None  # made before sites had such a list: nothing is taken away
    for path in sorted(old.rglob("*")):
        name = path.relative_to(old).as_posix()
        if name in (ours or ()) or (path.is_dir() and not path.is_symlink()):
            continue
        if not os.path.lexists(out / name):
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, out / name, follow_symlinks=False)
        elif ours is not None:
            raise ReportError(
                f"{path}: diptych did not make this file, and one of its own would replace it; move it away"
            )


def take_away(site: Path) -> int:
    """Takes away the files of a site that this program made, and folders that are empty then; gives how many
    files of others stay. Raises ReportError where there is no list of what it made."""
    try:
        ours = _made(site)["files"]
    except (OSError, ValueError, KeyError, TypeError):
        raise ReportError(
            f"{site}: no {MADE_FROM} there that says which files diptych made; delete by hand what you no"
            " longer want"
        ) from None
    within = {site / name for name in ours if not Path(name).is_absolute() and ".." not in Path(name).parts}
    for path in within:
        path.unlink(missing_ok=True)
    for folder in sorted({p.parent for p in within} | {site}, reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return sum(p.is_file() for p in site.rglob("*")) if site.is_dir() else 0


def _made(site: Path) -> dict:
    return json.loads((site / MADE_FROM).read_text(encoding="utf-8"))


def _sums(folder: Path, page: Page) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in _files_of(folder, page)
    }


def _files_of(folder: Path, page: Page) -> list[Path]:
    """A page and its figures."""
    stem = page.notebook.stem
    drawn = [
        p
        for p in (folder / "figures").glob(f"{stem}-*")
        if re.fullmatch(r"\d+", p.stem.removeprefix(f"{stem}-"))
    ]
    return [folder / page.file, *sorted(drawn)]

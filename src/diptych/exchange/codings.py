"""What goes out of a case and what comes back: texts, coders, rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from diptych.corpus import texts
from diptych.people import coding, decisions, queue, rowfiles
from diptych.reading.reading import Reading

#: The coder of the program's rows.
PROGRAM = "diptych"
#: Coders of rows that are not one person's.
REFERENCE, ADJUDICATED = "reference", "adjudicated"


class ExchangeError(ValueError):
    """A file of another program that cannot be read, or does not fit the case: which, where, and what to
    do."""


class Coded(NamedTuple):
    """The rows of one coder for one text."""

    text_id: str
    coder: str
    rows: list[dict]


class Project(NamedTuple):
    """All that is exchanged: a title, texts by id, and codings."""

    title: str
    texts: dict[str, str]
    codings: list[Coded]


def gathered(case: texts.Case, readings: Sequence[Reading]) -> Project:
    """Every coding of a case: the program's, the reference, each reviewer's, and the adjudicated one."""
    found = [Coded(id, PROGRAM, rows) for id, rows in coding.code(readings).items()]
    for reading in readings:
        text = reading.text
        reference = coding.reference_of(case, text)
        settled = decisions.adjudicated_of(case.folder, text.id, text.edition)
        for name, path in ((REFERENCE, reference), (ADJUDICATED, settled)):
            if path.is_file():
                rows = rowfiles.anchored(rowfiles.read(path), text.text, coding.sentences(reading))[0]
                found.append(Coded(text.id, name, rows))
    for coder, by_text in queue.codings(case).items():
        found += [Coded(id, coder, rows) for id, rows in by_text.items()]
    return Project(case.title, {t.id: t.text for t in case.texts}, found)


def places(case: texts.Case, project: Project) -> list[Path]:
    """Where the codings of a project go that fit the case: `coding/imported/CODER/TEXT.EDITION.jsonl`."""
    by_id = {t.id: t for t in case.texts}
    return [_place(case, one.coder, by_id[one.text_id]) for one in project.codings if one.text_id in by_id]


def take_in(case: texts.Case, project: Project) -> tuple[list[Path], list[str]]:
    """Writes the codings of a project that fit the case, one file for each coder and text, and says what did
    not fit: (files written, a line for each row left out).

    The files go to `coding/imported/CODER/TEXT.EDITION.jsonl`. The program's own rows are not taken back.
    """
    written, left = [], []
    by_id = {t.id: t for t in case.texts}
    for one in project.codings:
        text = by_id.get(one.text_id)
        if text is None:
            left.append(f"{one.coder}: no text {one.text_id!r} in this case; there are {', '.join(by_id)}")
        elif one.coder != PROGRAM:
            rows, lost = fitting(one, text.text)
            left += lost
            if rows:
                written.append(_write(_place(case, one.coder, text), rows))
    return written, left


def fitting(one: Coded, text: str) -> tuple[list[dict], list[str]]:
    """The rows of a coding whose words are in the text, and a line for each of the others, or whose codes the
    manual lacks."""
    odd = {k: wrong for k, row in enumerate(one.rows, 1) if (wrong := rowfiles.misshapen(row))}
    whole = [row for k, row in enumerate(one.rows, 1) if k not in odd]
    rows, lost = rowfiles.anchored(whole, text)
    left = [f"{one.text_id}, {one.coder}: row {k}: {why}" for k, why in [*odd.items(), *lost]]
    odd = {k: what for k, what in coding.faults(rows) if not what.startswith('"term"')}
    left += [f"{one.text_id}, {one.coder}: {rows[k - 1]['surface']!r}: {what}" for k, what in odd.items()]
    return [row for k, row in enumerate(rows, 1) if k not in odd], left


def _place(case: texts.Case, coder: str, text: texts.Text) -> Path:
    name = decisions.path_of(case.folder, coder).stem
    return case.folder / "coding" / "imported" / name / f"{text.id}.{text.edition}.jsonl"


def _write(path: Path, rows: Iterable[dict]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    rowfiles.write(rows, path)
    return path

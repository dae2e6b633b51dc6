"""The check of a case whole, and the repair of codings whose words have moved."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

from diptych import history
from diptych.cases.setup import ENGLISH, NEAR, similarity
from diptych.corpus import texts
from diptych.corpus.codebook import CodebookError
from diptych.corpus.texts import TextError
from diptych.people import coding, decisions, own_codes
from diptych.reading import pipeline
from diptych.reading.table import sentence_id


def check(folder: str | Path) -> list[str]:
    """Everything that is wrong with a case, a line each; an empty list where all is well. Reads, and writes
    nothing."""
    folder = Path(folder)
    try:
        case = texts.load_case(folder, edition=None)
    except CodebookError as error:
        return str(error).splitlines()
    except TextError as error:
        return [str(error), *_codebook_faults(folder)]
    listed = texts.sources(folder)["texts"]
    faults = []
    for k, text in enumerate(case.texts):
        faults += [*_changed(folder, text, listed[text.id]), *_not_english(text)]
        faults += [
            f"{text.id} and {other.id} are nearly the same text; keep one of them"
            for other in case.texts[:k]
            if similarity(text.text, other.text) >= NEAR
        ]
    return faults + [fault for path in _files(case) for fault in _check_file(path, case)]


def _codebook_faults(folder: Path) -> list[str]:
    try:
        if (folder / "codebook").is_dir():
            texts.load_codebook(folder)
    except CodebookError as error:
        return str(error).splitlines()
    except TextError:
        pass
    return []


def _not_english(text: texts.Text) -> list[str]:
    share = pipeline.english_share(text.text)
    told = f"it does not look like English ({share:.0%} common words); the program reads English only"
    return [f"{text.id}: {told}"] if share < ENGLISH else []


def _changed(folder: Path, text: texts.Text, entry: dict) -> list[str]:
    """Whether a text is still the one that sources.toml tells the checksum of."""
    known = (entry.get("restated") or entry.get("text") or {}).get("sha256")
    if text.edition == "original" or not known or texts.checksum(text.text) == known:
        return []
    return [
        f"{text.id}: the text is not the one that was added (its checksum is another), so that codings of it"
        f' may no longer fit; put the old text back, or write sha256 = "{texts.checksum(text.text)}" in'
        f" {folder}/sources.toml"
    ]


# Codings


def _files(case: texts.Case) -> Iterator[Path]:
    yield from sorted((Path(case.folder) / "coding").rglob("*.jsonl"))


def _check_file(path: Path, case: texts.Case) -> list[str]:
    if path.parent.name == "class":
        return check_class(path, case)
    if path.parent == decisions.folder(case.folder):
        return check_review(path, case)
    text, told = _text_of(path, case)
    return [told] if told else check_coding(path, text, case) if text else []


def _text_of(path: Path, case: texts.Case) -> tuple[texts.Text | None, str]:
    """The text that a coding is of by the name of its file, none where it is of an edition that is not read;
    and what is wrong with the name."""
    id, *more = path.stem.split(".")
    edition, text = set(more) & set(texts.EDITIONS), {t.id: t for t in case.texts}.get(id)
    if text is None:
        like = f"name the file after a text, such as {case.texts[0].id}.jsonl"
        return None, f'{path}: no text "{id}" in sources.toml; {like}'
    return (text if not edition or text.edition in edition else None), ""


def check_coding(path: Path, text: texts.Text, case: texts.Case) -> list[str]:
    """What is wrong with a coding of one text: rows that are no rows, codes that the manual and the codebook
    lack, offsets that do not fit.

    Where most rows do not fit, it is told once, with the text of the case that they do fit; rows whose words
    stand elsewhere by now are told once, with the command that repairs them.
    """
    try:
        rows = coding.read(path)
    except coding.CodingError as error:
        return [str(error)]
    terms = [e.label for e in case.codebook["terms"]]
    found = coding.faults(rows, terms=terms, codes=own_codes.answers(case.codebook))
    pairs, lost = _placed(rows, text, case)
    if len(lost) > max(2, len(rows) / 2):
        told = (
            f"{len(lost)} of {len(rows)} rows quote words that do not stand where they say in this"
            f" {text.edition} edition: {_which_text(rows, text, case)}"
        )
        return [f"{path}: {told}", *(f"{path}:{k}: {what}" for k, what in found)]
    moved = sum(map(_has_moved, pairs))
    where = f"elsewhere by now; to write down where: diptych check {case.folder} --repair"
    return [
        *(f"{path}:{k}: {what}" for k, what in sorted([*found, *lost])),
        *([f"{path}: {moved} of {len(rows)} rows have their words {where}"] if moved else []),
    ]


def check_class(path: Path, case: texts.Case) -> list[str]:
    """What is wrong with the file of a coder of a class, which has rows of several texts."""
    try:
        rows = coding.read(path)
    except coding.CodingError as error:
        return [str(error)]
    known = own_codes.answers(case.codebook)
    found = [f"{path}:{k}: {what}" for k, what in coding.faults(rows, codes=known)]
    for text in case.texts:
        own = [r for r in rows if (r.get("text_id"), r.get("edition")) == (text.id, text.edition)]
        found += _unfit(path, own, text, "code")
    return found


def check_review(path: Path, case: texts.Case) -> list[str]:
    """What is wrong with the decisions of reviewers: lines that are none, texts that the case lacks, words
    that do not stand where they stood."""
    try:
        log = decisions.read(path)
    except decisions.ReviewError as error:
        return [str(error)]
    ids = {line["text"] for line in log.lines} - {t.id for t in case.texts}
    found = [*log.faults, *(f'{path}: no text "{id}" in sources.toml' for id in sorted(ids))]
    for text in case.texts:
        rows = decisions.replay(log.lines, text.id, text.edition).rows.values()
        found += _unfit(path, list(rows), text, "review")
    return found


def _unfit(path: Path, rows: list[dict], text: texts.Text, do: str) -> list[str]:
    """Rows made on other words than the text has now, where no program may mend what a person decided."""
    words = [r for r in rows if r["surface"] and text.text[r["start"] : r["end"]] != r["surface"]]
    if not words:
        return []
    sents = ", ".join(sorted({str(r.get("sent", "")) for r in words})[:8])
    return [
        f"{path}: {len(words)} of {len(rows)} rows on {text.id} quote words that do not stand there any more:"
        f" the text was changed since; put the old text back, or {do} the sentences again ({sents})"
    ]


# Where the words of a coding stand


def _placed(
    rows: list[dict], text: texts.Text, case: texts.Case
) -> tuple[list[tuple[dict, dict]], list[tuple[int, str]]]:
    """Rows as they are and as they stand in the text, and those that have no place there. The text is parsed
    where it may help."""
    kept, lost = coding.anchored(rows, text.text)
    if 0 < len(lost) <= len(rows) / 2:
        reading = pipeline.read([text], case.codebook)[0]
        kept, lost = coding.anchored(rows, text.text, coding.sentences(reading))
    gone = {k for k, _ in lost}
    return list(zip((row for k, row in enumerate(rows, 1) if k not in gone), kept)), lost


def _has_moved(pair: tuple[dict, dict]) -> bool:
    before, now = pair
    return (before["start"], before["end"]) != (now["start"], now["end"])


def _which_text(rows: list[dict], text: texts.Text, case: texts.Case) -> str:
    for other in case.texts:
        if other.id != text.id and len(coding.anchored(rows, other.text)[1]) < len(rows) / 10:
            return f'they are words of "{other.id}"; name the file {other.id}.jsonl'
    return (
        "is this a coding of another text or edition? Name the file after its text and edition, such as"
        f" {text.id}.original.jsonl"
    )


def repair(folder: str | Path) -> list[str]:
    """Writes down where the words of codings stand by now, and what could not be placed, a line a file. Rows
    without a place stay as they are; a sentence read to its end is moved with the rows around it, and is to
    be read again where they were moved apart. Raises the errors of a case and of a coding that cannot be
    read, with the case as it was."""
    case, new = texts.load_case(folder, edition=None), {}
    for path in _files(case):
        text = None if path.parent.name in ("class", "review") else _text_of(path, case)[0]
        rows = coding.read(path) if text else []
        pairs, lost = _placed(rows, text, case) if text else ([], [])
        moved = sum(map(_has_moved, pairs))
        if moved and len(lost) <= len(rows) / 2:
            new[path] = _repaired(rows, pairs, coding.sentences(pipeline.read([text], case.codebook)[0]))
    told = []
    with history.keeping("check --repair", new):
        for path, rows in new.items():
            before = len(coding.read(path))
            coding.write(rows, path)
            again = before - len(rows)
            read = f"; {texts.number_of(again, 'sentence')} to be read again" if again else ""
            told.append(f"{path}: the words are where the rows say{read}")
    return told


def _repaired(
    rows: list[dict], pairs: list[tuple[dict, dict]], within: list[tuple[int, int]]
) -> list[dict]:
    """The rows of a coding with their new places and sentences, in the order in which they were."""
    places = {id(before): now for before, now in pairs if before["surface"]}
    shifts = [(before["start"], now["start"] - before["start"]) for before, now in pairs if before["surface"]]
    out = []
    for row in rows:
        if row["layer"] == coding.SEEN and row["surface"] == "":
            by = _shift(row, shifts)
            if by is None:
                continue
            row = row | {key: row[key] + by for key in ("start", "end", "to") if key in row}
        elif id(row) in places:
            now = places[id(row)]
            row = row if not _has_moved((row, now)) else now
        out.append(row | {"sent": _sentence(row, within)} if row.get("sent") else row)
    return out


def _shift(seen: dict, shifts: list[tuple[int, int]]) -> int | None:
    """By how much a sentence read to its end has moved: as its rows have, else as those on both sides of it;
    none where they do not agree."""
    start, to = seen["start"], seen.get("to", seen["end"])
    inside = {by for at, by in shifts if start <= at < to}
    before = max(((at, by) for at, by in shifts if at < start), default=None)
    after = min(((at, by) for at, by in shifts if at >= to), default=None)
    found = inside or {beside[1] for beside in (before or (0, 0), after) if beside}
    return found.pop() if len(found) == 1 else None


def _sentence(row: dict, within: list[tuple[int, int]]) -> str:
    return sentence_id(max(0, bisect_right([first for first, _ in within], row["start"]) - 1))

"""Training as a command: the passages in texts/training, with a reader's own coding beside them where one is
named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from diptych import files
from diptych.coder import passages, quality, train
from diptych.coder.passages import Passage
from diptych.coder.trained import SHIPPED
from diptych.corpus import texts
from diptych.corpus.codebook import read_codebook
from diptych.people import coding
from diptych.reading import pipeline


class TeachError(ValueError):
    """Nothing to train on: which folder, and what to do."""


def teach(
    folder: Path,
    codebook: Path,
    out: Path | None,
    cases: Iterable[Path] = (),
    tell: Callable[[str], None] = print,
) -> Path:
    """Trains on the passages of a folder and on what people coded in cases; writes weights and scores, and
    says how good they are.

    With no `out` the weights that the package ships are written anew. Raises TeachError where there is no
    passage or no coding.
    """
    found = sorted(folder.glob("*.jsonl"))
    if not found:
        raise TeachError(f"{folder}: no passages there (*.jsonl); name the folder that has them")
    own = [passage for case in cases for passage in coded_texts(case)]
    known = passages.load(found, read_codebook(codebook))
    if own:
        before_and_after(known, own, tell)
    place = out or Path(str(SHIPPED))
    sentences = passages.load(sorted((folder / "sentences").glob("*.jsonl")), read_codebook(codebook))
    for name, text in train.run([*known, *own], passages.second_codings(folder), tell, sentences).items():
        files.write(place / name, text)
    return place


def coded_texts(folder: Path) -> list[Passage]:
    """The texts of a case that people have coded, each as a passage."""
    case = texts.load_case(folder)
    readings = pipeline.read(case.texts, case.codebook)
    out = []
    for reading in readings:
        rows = [row for row in coding.people(case, reading, "reference") if row["layer"] in train.LAYERS]
        if rows:
            out.append(Passage(f"{folder.name}/{reading.text.id}", reading, rows))
    if not out:
        raise TeachError(
            f"{folder}: nobody has coded a text of this case yet; "
            "a coding stands in coding/reference/TEXT.EDITION.jsonl"
        )
    return out


def before_and_after(known: list[Passage], own: list[Passage], tell: Callable[[str], None]) -> None:
    """Says for each layer the joint F1 on a reader's own texts, before and after: each text by models that
    have not seen it."""
    lessons, theirs = [train.lesson(p) for p in known], [train.lesson(p) for p in own]
    alone = train.fit(lessons)
    before = [train.code(alone, one.passage) for one in theirs]
    after = [
        train.code(train.fit([*lessons, *(o for o in theirs if o is not one)]), one.passage) for one in theirs
    ]
    for layer in train.LAYERS:
        scores = [_joint(theirs, coded, layer) for coded in (before, after)]
        tell(
            f"{layer}: joint {scores[0]:.3f} on your texts before, {scores[1]:.3f} after, "
            "each text by models that have not seen it"
        )


def _joint(lessons: list[train.Lesson], coded: list[list[dict]], layer: str) -> float:
    counts = [
        quality.tally(train.of_layer(one.passage, layer), [r for r in rows if r["layer"] == layer], layer)
        for one, rows in zip(lessons, coded)
    ]
    return quality.f1(counts, "joint")

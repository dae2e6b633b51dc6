"""A methods paragraph and a table of figures, from what is in the folder of a case."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from diptych import __version__
from diptych.coder import card
from diptych.corpus import texts
from diptych.exchange.codings import PROGRAM, Project
from diptych.people import agreement, drawn, queue
from diptych.reading import pipeline
from diptych.reading.reading import Reading
from diptych.schema import LAYERS


def figures(case: texts.Case, readings: Sequence[Reading], project: Project) -> pd.DataFrame:
    """One row per figure of the methods: what, figure, and from, the file or command that it is from."""
    rows = [
        *_of_texts(case),
        *_of_codebook(case),
        *_of_codings(project),
        *_of_agreement(case),
        *_of_program(),
        *_of_versions(),
    ]
    return pd.DataFrame(rows, columns=["what", "figure", "from"])


def paragraph(case: texts.Case, readings: Sequence[Reading], project: Project) -> str:
    """What was done, in words."""
    titles = "; ".join(_titled(t) for t in case.texts)
    drawn_from = " ".join(drawn.whose_lines(_tables(case, readings)))
    coders = [name for name in dict.fromkeys(one.coder for one in project.codings) if name != PROGRAM]
    people = (
        f"Codings at hand besides the program's: {', '.join(coders)}." if coders else "Nobody has coded them."
    )
    return (
        f"We compared {texts.number_of(len(case.texts))} on {case.title}: {titles}. Six layers (named"
        " entities, dates, numbers, terms for the violence, responsibility, legal statements) were coded by"
        f" the coding manual of diptych {__version__}, with the codebook whose checksum is {_checksum(case)}."
        f" {people} {drawn_from} {_scored()} {case.cannot}".strip()
    )


def _scored() -> str:
    """How good the program's codes are, in a sentence."""
    found = card.unseen()
    told = [
        f"{r.joint:.2f} ({r.joint_low:.2f} to {r.joint_high:.2f}) for {r.layer}" for r in found.itertuples()
    ]
    return (
        f"Cross-validated on {found['passages'].max():,} invented passages that the models had not seen, the"
        f" program gives a row with every key code as people did with an F1 of {', '.join(told)}."
    )


def markdown(case: texts.Case, readings: Sequence[Reading], project: Project) -> str:
    """The paragraph and the table as Markdown."""
    found = figures(case, readings, project)
    lines = ["| " + " | ".join(found.columns) + " |", "| --- | --- | --- |"]
    lines += ["| " + " | ".join(str(v).replace("|", "\\|") for v in row) + " |" for row in found.to_numpy()]
    return "# Methods\n\n" + paragraph(case, readings, project) + "\n\n" + "\n".join(lines) + "\n"


def latex(case: texts.Case, readings: Sequence[Reading], project: Project) -> str:
    """The paragraph and the table as LaTeX (a section, and a tabular of booktabs)."""
    found = figures(case, readings, project)
    words = pd.DataFrame({"words": [paragraph(case, readings, project)]})
    told = (
        words.to_latex(index=False, header=False, escape=True)
        .split("\\midrule\n")[-1]
        .split("\\toprule\n")[-1]
    )
    return (
        "\\section*{Methods}\n\n"
        + told.partition(" \\\\\n\\bottomrule")[0]
        + "\n\n"
        + found.to_latex(
            index=False, escape=True, column_format="p{.4\\linewidth}p{.3\\linewidth}p{.25\\linewidth}"
        )
    )


Row = tuple[str, str, str]


def _tables(case: texts.Case, readings: Sequence[Reading]) -> dict[str, pd.DataFrame]:
    return {layer: drawn.rows(case, readings, layer) for layer in LAYERS}


def _titled(text: texts.Text) -> str:
    return ", ".join(filter(None, (text.author, text.title, text.outlet, text.date))) or text.id


def _of_texts(case: texts.Case) -> Iterator[Row]:
    for text in case.texts:
        words = f"{texts.word_count(text.text):,} words, {text.edition} edition"
        yield f"text {text.id}", words, "sources.toml"
        yield f"text {text.id}: sha256", texts.checksum(text.text)[:16], "sources.toml"
        yield f"text {text.id}: rights", text.rights or "not said", "sources.toml"


def _of_codebook(case: texts.Case) -> Iterator[Row]:
    kinds: dict[str, int] = {}
    for entry in case.codebook.entries:
        kinds[entry.kind] = kinds.get(entry.kind, 0) + 1
    yield "codebook: sha256 of its files", _checksum(case), "codebook/"
    for kind, n in kinds.items():
        yield f"codebook: entries of {kind}", str(n), f"codebook/{kind}.toml"


def _checksum(case: texts.Case) -> str:
    """A checksum of all that the codebook says, whatever the files are called."""
    said = "\n".join(sorted(repr(entry) for entry in case.codebook.entries))
    return hashlib.sha256(said.encode("utf-8")).hexdigest()[:16]


def _of_codings(project: Project) -> Iterator[Row]:
    rows: dict[str, int] = {}
    for one in project.codings:
        rows[one.coder] = rows.get(one.coder, 0) + sum(row["layer"] in LAYERS for row in one.rows)
    for coder, n in rows.items():
        place = "diptych code" if coder == PROGRAM else f"coding/ ({coder})"
        yield f"rows coded by {coder}", str(n), place


def _of_agreement(case: texts.Case) -> Iterator[Row]:
    """How far reviewers agree, by layer, where two have read the same sentences."""
    units = agreement.units(queue.codings(case))
    if units.empty:
        return
    for r in agreement.found(units).itertuples():
        joint = f"{r.joint:.2f} [{r.joint_low:.2f}, {r.joint_high:.2f}]"
        yield f"agreement of reviewers, {r.layer}: joint F1", joint, "diptych agree coding/review"
    yield "draws and seed of the intervals", f"{agreement.DRAWS}, {agreement.SEED}", "people/agreement.py"


def _of_program() -> Iterator[Row]:
    for r in card.unseen().itertuples():
        score = f"{r.joint:.2f} [{r.joint_low:.2f}, {r.joint_high:.2f}], {r.passages} passages"
        yield f"program on passages not trained on, {r.layer}: joint F1", score, "coder/weights/scores.json"


def _of_versions() -> Iterator[Row]:
    yield "diptych", __version__, "pyproject.toml"
    yield "language model", pipeline.model_name(), "requirements.lock"
    yield (
        "Python, scikit-learn",
        f"{platform.python_version()}, {version('scikit-learn')}",
        "requirements.lock",
    )


def write(case: texts.Case, readings: Sequence[Reading], project: Project, folder: Path) -> list[Path]:
    """Writes `methods.md` and `methods.tex` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / "methods.md", folder / "methods.tex"]
    for path, make in zip(written, (markdown, latex), strict=True):
        path.write_text(make(case, readings, project), encoding="utf-8")
    return written

"""The codings of a class brought together: beside the reference and the program, and how far they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from diptych.corpus import texts
from diptych.interactive.class_session import (
    LAYERS,
    folder,
)
from diptych.people import agreement, coding
from diptych.people.coding import CLOSED, DRAFT, SEEN
from diptych.reading.reading import Reading

REFERENCE, PROGRAM = "the reference", "the program"
INVENTED = ("Ann (invented)", "Ben (invented)", "Cleo (invented)")


def codings(case: texts.Case, *, folder_of: str | Path | None = None) -> dict[str, dict[str, list[dict]]]:
    """What a class has coded of the edition shown, as coder -> text_id -> rows; drafts are left out. An empty
    dictionary where nobody has."""
    place = Path(folder_of) if folder_of else folder(case)
    edition = {t.id: t.edition for t in case.texts}
    found = agreement.merge(sorted(place.glob("*.jsonl"))) if place.is_dir() else {}
    kept: dict[str, dict[str, list[dict]]] = {}
    for coder, by_text in found.items():
        for text_id, rows in by_text.items():
            rows = [
                r
                for r in rows
                if r["layer"] != DRAFT and r.get("edition", edition.get(text_id)) == edition.get(text_id)
            ]
            if rows:
                kept.setdefault(coder, {})[text_id] = rows
    return kept


def reference(case: texts.Case) -> dict[str, list[dict]]:
    """The reference coding of the edition shown, text_id -> rows; without the texts that have none, or differ
    from the copy that was coded."""
    paths = {
        t.id: case.folder / "coding" / "reference" / f"{t.id}.{t.edition}.jsonl"
        for t in case.texts
        if not t.differs
    }
    return {id: coding.read(path) for id, path in paths.items() if path.is_file()}


def program(readings: Sequence[Reading]) -> dict[str, list[dict]]:
    """What the program codes, text_id -> rows of the six layers."""
    return {
        id: [r for r in rows if r["layer"] in coding.FIELDS] for id, rows in coding.code(readings).items()
    }


def invented(
    case: texts.Case, readings: Sequence[Reading], sentences: pd.DataFrame, *, seed: int = 1
) -> dict[str, dict[str, list[dict]]]:
    """Three invented coders of these sentences, to try the figures before a class has coded: the reference
    coding (else the program's), with rows left out and closed answers exchanged by chance. They are nobody's
    judgment."""
    import random
    rng = random.Random(seed)
    base = reference(case) or program(readings)
    out = {}
    for coder, slips in zip(INVENTED, (0.08, 0.18, 0.3)):
        out[coder] = {}
        for text_id, own in sentences.groupby("text_id", sort=False):
            spans = list(zip(own["sent"], own["start"], own["end"]))
            rows = [
                {
                    "layer": SEEN,
                    "asked": layer,
                    "sent": s,
                    "surface": "",
                    "nth": 1,
                    "start": int(a),
                    "end": int(a),
                    "to": int(b),
                }
                for layer in LAYERS
                for s, a, b in spans
            ]
            for r in base.get(text_id, ()):
                if (
                    r["layer"] in LAYERS
                    and any(a <= r["start"] < b for _, a, b in spans)
                    and rng.random() > slips / 2
                ):
                    rows.append(
                        r
                        | {
                            f: rng.choice(CLOSED[r["layer"], f])
                            for f in coding.FIELDS[r["layer"]]
                            if (r["layer"], f) in CLOSED and rng.random() < slips
                        }
                    )
            out[coder][text_id] = rows
    return out


def class_of(
    case: texts.Case, readings: Sequence[Reading], sentences: pd.DataFrame
) -> dict[str, dict[str, list[dict]]]:
    """The codings of the class, or, where fewer than two have coded, three invented coders."""
    found = codings(case)
    return found if len(found) > 1 else invented(case, readings, sentences)


def beside(
    class_codings: Mapping[str, Mapping[str, list[dict]]], other: Mapping[str, list[dict]], name: str
) -> dict[str, Mapping[str, list[dict]]]:
    """A class's codings with one coding more: `beside(mine, classroom.reference(case),
    classroom.REFERENCE)`."""
    return {**class_codings, name: other}


def against(
    class_codings: Mapping[str, Mapping[str, list[dict]]],
    other: Mapping[str, list[dict]],
    name: str,
    *,
    layer: str = "term",
) -> pd.DataFrame:
    """One row per coder: coder, other, units, both, found, joint: how far each agrees with one coding more,
    such as the reference."""
    units = agreement.units(beside(class_codings, other, name), layers=[layer])
    pairs = agreement.pairs(units)
    flipped = pairs.rename(columns={"coder": "other", "other": "coder"})
    both = pd.concat([pairs[pairs["other"] == name], flipped[flipped["other"] == name]])
    return (
        both[["coder", "other", "units", "both", "found", "joint"]]
        .sort_values("coder")
        .reset_index(drop=True)
    )


def figures(class_codings: Mapping[str, Mapping[str, list[dict]]], *, layer: str = "term") -> pd.DataFrame:
    """One row per field: field, units, percent, alpha, AC1, each with its interval in brackets, for
    reading."""
    measures = agreement.measures(agreement.units(class_codings, layers=[layer]))
    shown = {
        name: [
            agreement._figure(*row)
            for row in measures[[key, f"{key}_low", f"{key}_high"]].itertuples(index=False)
        ]
        for name, key in (("percent", "percent"), ("Krippendorff’s alpha", "alpha"), ("Gwet’s AC1", "ac1"))
    }
    return measures[["field", "units"]].assign(**shown)

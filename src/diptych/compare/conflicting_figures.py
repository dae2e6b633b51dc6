"""Figures held against each other: the same thing with different figures, figures that one text has, parts
and their whole."""

from __future__ import annotations

import pandas as pd

from diptych import rowkeys
from diptych.wordlists import word_lists

COLUMNS = ["measure", "counted", "finding", "figures", "texts", "rows"]

_ANYBODY = word_lists("diptych.compare", "words.toml")["anybody"]


def reconcile(numbers: pd.DataFrame) -> pd.DataFrame:
    """One row per thing that is counted, and one more for each whole whose parts are given.

    Columns: measure and counted (what is counted: a kind of person or thing); finding: `different figures`,
    `the same figure`, `in one text only`, or what the parts come to; figures (text: surface, whose); texts
    (how many of them give one); rows (keys of the rows). Things are the same where the measure is the same
    and the same kind of persons is counted; with the measure `other`, where the words are. "Including"
    promises some of a whole, so parts that come to less are no fault; parts that come to more are. Errors:
    two figures for the same measure may be of different days or places.
    """
    counts = numbers[numbers["kind"] == "count"]
    out = [*_things(counts), *_wholes(counts)]
    return pd.DataFrame(out, columns=COLUMNS)


def _things(counts: pd.DataFrame) -> list[tuple]:
    kinds = [_kind(str(counted)) for counted in counts["counted"]]
    out = []
    for (measure, kind), rows in counts.assign(_kind=kinds).groupby(["measure", "_kind"], sort=True):
        if measure == "other" and kind == "":
            continue
        ids = list(dict.fromkeys(rows["text_id"]))
        values = {
            id: {(str(low), str(high)) for low, high in zip(one["low"], one["high"])}
            for id, one in rows.groupby("text_id")
        }
        everywhere = set.union(*values.values())
        finding = (
            "in one text only"
            if len(ids) == 1
            else "the same figure"
            if len(everywhere) == 1
            else "different figures"
        )
        out.append((measure, kind or "people", finding, _told(rows), len(ids), tuple(rowkeys.keys(rows))))
    return out


def _wholes(counts: pd.DataFrame) -> list[tuple]:
    out = []
    parts = counts[counts["part_of"].astype(str) != ""]
    for (id, sent, whole), rows in parts.groupby(["text_id", "sent", "part_of"], sort=True):
        of = counts[(counts["text_id"] == id) & (counts["sent"] == sent) & (counts["surface"] == whole)].head(
            1
        )
        if of.empty or pd.isna(pd.to_numeric(of["low"], errors="coerce").iloc[0]):
            continue
        total, value = pd.to_numeric(rows["low"], errors="coerce").sum(), float(of["low"].iloc[0])
        said = (
            "parts come to all of it"
            if total == value
            else f"parts come to {total:,.0f} of {value:,.0f}; the rest is not parted"
            if total < value
            else f"parts come to {total:,.0f}, more than the whole, {value:,.0f}"
        )
        out.append(
            (
                of["measure"].iloc[0],
                f"{whole} and its parts",
                said,
                _told(pd.concat([of, rows])),
                1,
                tuple(rowkeys.keys(pd.concat([of, rows]))),
            )
        )
    return out


def _kind(counted: str) -> str:
    """What kind of person or thing is counted: empty for people of any kind."""
    words = counted.lower().replace("-", " ").split()
    noun = next((w for w in words if w not in ("the", "of", "a")), "")
    if not words or noun in _ANYBODY or noun.endswith("ed"):
        return ""
    return " ".join(w for w in words if not w.endswith("ed"))[:40] or noun


def _told(rows: pd.DataFrame) -> str:
    return "; ".join(
        f"{r.text_id}: {r.surface}" + (f" ({r.source})" if r.source else "") for r in rows.itertuples()
    )

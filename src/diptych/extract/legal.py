"""Legal: every statement that brings law to bear, one row for each legal class in each clause.

`coder.legal` finds the words that carry law and their codes, by models that learned from coded passages.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from diptych import schema
from diptych.coder import legal as learned
from diptych.coder import trained
from diptych.reading import table
from diptych.reading.reading import Reading, worked_out_once

FIELDS = [*schema.FIELDS["legal"], "p"]


def legal(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per legal class in each clause (one finite verb) that brings law to bear, at the first words
    that carry it.

    Columns: text_id, sent, start, end, surface; concept, status and applies_to (closed sets in
    `schema.WORDS`); instrument (the treaty, article, court or resolution invoked, or empty); voice
    ("author", "attributed") and source; p, how sure the program is that a person would code the same (0 to
    1). An event's name alone, a heading, justice alone and fact-finding have no row.
    """
    return table.coded(readings, rows, FIELDS)


@worked_out_once
def rows(reading: Reading) -> list[tuple]:
    """(start, end, *FIELDS) of every legal statement of one reading, in the order of the words."""
    found = learned.code(reading, trained.models("legal"))
    sure = trained.sure("legal")
    return [(r["start"], r["end"], *((r | {"p": sure(r["p"])})[f] for f in FIELDS)) for r in found]

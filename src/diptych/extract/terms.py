"""Terms: every noun or adjective that names the violence or its legal class, what it is a word for, and how
far the writer stands behind it.

`coder.term` finds the words and their codes, by models that learned from coded passages.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from diptych import schema
from diptych.coder import term, trained
from diptych.reading import table
from diptych.reading.reading import Reading, worked_out_once

FIELDS = [*schema.FIELDS["term"], "p"]


def terms(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per mention of a term of the codebook, the longest form at each place.

    Columns: text_id, sent, start, end, surface; term (the entry's label); referent: `case` (the event or
    part of it), `other` (another event, its name in referent_name), `concept` (the class or the word
    itself), `title` (inside a name of law, court, office, campaign); stance: `asserts`, `reports`,
    `distances`, `denies`, `withholds`, `defines`; voice (`author`, `attributed`) and source; p, how sure
    the program is that a person would code the same (0 to 1). Errors: irony, and what a text takes for
    granted, are out of reach.
    """
    return table.coded(readings, rows, FIELDS)


@worked_out_once
def rows(reading: Reading) -> list[tuple]:
    """(start, end, *FIELDS) of every term of one reading, in the order of the words."""
    found = term.code(reading, trained.models("term"))
    sure = trained.sure("term")
    return [(r["start"], r["end"], *((r | {"p": sure(r["p"])})[f] for f in FIELDS)) for r in found]

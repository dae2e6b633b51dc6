"""Terms: every noun or adjective that names the violence or its legal class, what it is a word for, and how far the writer stands behind it.

`term_uses` finds the words, `term_referents` (with `term_names` and `term_concepts`) says what each is a word for, `term_stances` how
it is meant.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from diptych import table, voice
from diptych.extract.term_referents import referent
from diptych.extract.term_stances import stance
from diptych.extract.term_uses import uses
from diptych.pipeline import Reading, worked_out_once

FIELDS = ["term", "referent", "referent_name", "stance", "voice", "source"]
REFERENTS = ("case", "other", "concept", "title")
STANCES = ("asserts", "reports", "distances", "denies", "withholds", "defines")


def terms(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per mention of a term of the codebook, the longest form at each place.

    Columns: text_id, sent, start, end, surface; term (the entry's label); referent: `case` (the event or part of it), `other` (another
    event, its name in referent_name), `concept` (the class or the word itself), `title` (inside a name of law, court, office, campaign);
    stance: `asserts`, `reports`, `distances`, `denies`, `withholds`, `defines`; voice (`author`, `attributed`) and source.
    Errors: a sentence that names no event is about the one before it, which may be wrong; irony is out of reach.
    """
    return table.make(readings, rows, FIELDS)


@worked_out_once
def rows(reading: Reading) -> list[tuple]:
    """(start, end, *FIELDS) of every use of one reading, in the order of the words."""
    p, out = reading.parse, []
    for use in uses(reading):
        of, name = referent(reading, use)
        speaks, source = voice.voice_of(reading, use.head)
        out.append((p.start[use.first], p.end[use.last - 1], use.term, of, name, stance(reading, use, of), speaks, source))
    return out

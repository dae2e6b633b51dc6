"""Responsibility: every act of harm that a text tells, who does it to whom, and who is blamed.

`coder.act` finds acts, agents and patients and their codes, by models that learned from coded passages. The
agency ladder (`rung`) says how far the agent is out of sight; its steps are those that critical linguistics
describes: passives whose agent is left out and verbs made into nouns (Fowler et al., Language and Control,
1979; van Leeuwen, "The representation of social actors", 1996).

1      a named agent and an active verb              "Carthage burned the harbour."
2      a named agent in a by-phrase, or as owner of a noun    "The harbour was burned by Carthage."
"Carthage's attack on the harbour"
3      agents only as a side or a description        "Gunmen burned the harbour."
4      no agent in the clause, but one in the sentence     "As Carthage's raid began, the harbour was burned."
5      a passive with no agent                       "The harbour was burned."
6      a noun or an infinitive with no agent         "the burning of the harbour"
blame  beside the ladder: who is, is not or may be answerable     "Carthage bears the blame for the burning."
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from diptych import schema
from diptych.coder import act, trained
from diptych.extract import derived
from diptych.reading import table
from diptych.reading.grammar import tokens_in
from diptych.reading.reading import Reading, worked_out_once

FIELDS = [*schema.FIELDS["responsibility"], "rung", "p"]

#: Each rung of the ladder, with an invented example.
LADDER = {
    "1": "The Ruritanian army shelled the port.",
    "2": "The port was shelled by the Ruritanian army.",
    "3": "Armed men shelled the port.",
    "4": "The army came, and the port was shelled.",
    "5": "The port was shelled.",
    "6": "They remember the shelling of the port.",
    "blame": "The army bears responsibility.",
}


def responsibility(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per act of harm or blame.

    Columns: text_id, sent, start, end, surface; actor (the agent) and affected (the patient), each a
    canonical name, a noun phrase or "none"; form and certainty (closed sets in `schema.WORDS`); voice
    ("author", "attributed") and source; rung (the ladder above); p, how sure the program is that a person
    would code the same (0 to 1). An empty table has the columns too.
    """
    return table.coded(readings, rows, FIELDS)


@worked_out_once
def rows(reading: Reading) -> list[tuple]:
    """(start, end, *FIELDS) of every act of one reading, in the order of the words."""
    p = reading.parse
    found = act.code(reading, trained.models("responsibility"))
    sure = trained.sure("responsibility")
    placed = [
        row | {"p": sure(row["p"]), "sent": p.sent[tokens_in(p, row["start"], row["end"])[0]]}
        for row in found
    ]
    return [
        (r["start"], r["end"], *(({"rung": derived.rung(r, placed)} | r)[f] for f in FIELDS)) for r in placed
    ]

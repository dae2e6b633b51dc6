"""Whose words a token is said in: the author's or a source's, by one model for all three layers, and which
source."""

from __future__ import annotations

from collections.abc import Iterable

from diptych import voice
from diptych.coder import frame
from diptych.coder.context import context, speech
from diptych.coder.models import Model, Models, fit
from diptych.reading import names
from diptych.reading.reading import Reading


def voices(reading: Reading, i: int, models: Models) -> dict[str, float]:
    """How likely token i is said in the author's voice (`author`) or a source's (`attributed`)."""
    return models["voice"].say(context(reading, i))


def source(reading: Reading, i: int, said: str) -> str:
    """Whose words token i is said in: the speaker of its attribution, else the nearest one; "" for the
    author."""
    if said == "author":
        return ""
    at = voice.at(reading, i)
    return at.speaker if at else _nearest(reading, i) or voice.UNNAMED


def train(found: Iterable[tuple[list[str], str]]) -> dict[str, Model]:
    """The model of the voice, from the contexts of coded words of all layers and their voices."""
    contexts, voices = zip(*found)
    return {"voice": fit(contexts, voices, strength=0.08)}


def _nearest(reading: Reading, i: int) -> str:
    """The subject of the verb of saying that a token hangs on; else the last speaker before it."""
    p, verbs = reading.parse, speech(reading)
    clauses, number = frame.clauses(reading)
    for k in frame.ancestors(p, i):
        who = clauses[number[k]].subject if k in verbs else -1
        if who >= 0 and p.pos[who] != "PRON":
            return names.describe(reading, who)
    before = [a.speaker for a in voice.find(reading) if a.content[0][0] <= i]
    return before[-1] if before else ""

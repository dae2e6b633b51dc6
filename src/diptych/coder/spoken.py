"""Whose words a token is said in: the author's or a source's, by one model for all three layers, and which
source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from diptych import names, voice
from diptych.coder import frame
from diptych.coder.context import context, speech
from diptych.coder.models import Model, Models, fit
from diptych.pipeline import Reading


class Spoken(NamedTuple):
    """The voice of a token (`author`, `attributed`), its source ("" for the author), and how sure the model
    is."""

    voice: str
    source: str
    p: float


def spoken(reading: Reading, i: int, models: Models) -> Spoken:
    """The voice of token i, by its context; the source is the speaker of its attribution, else the nearest
    one."""
    decided, p = models["voice"].choose(context(reading, i))
    if decided == "author":
        return Spoken("author", "", p)
    at = voice.at(reading, i)
    return Spoken("attributed", at.speaker if at else _nearest(reading, i) or voice.UNNAMED, p)


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

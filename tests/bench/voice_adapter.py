"""For voice_score.py: the attributions of one text as character spans."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from diptych import voice
from diptych.corpus.codebook import Codebook, read_codebook
from diptych.corpus.texts import Text
from diptych.reading import grammar, pipeline

FOLDER = Path(__file__).parents[2] / "texts" / "khojaly" / "codebook"


@lru_cache(maxsize=1)
def codebook() -> Codebook:
    """The codebook whose cues are measured."""
    return read_codebook(FOLDER)


def predict(text: str) -> list[dict]:
    """One dict per attribution: source, cue, content, each a list of [start, end] characters."""
    (reading,) = pipeline.read([Text("text", text)], codebook())
    return of(reading)


def of(reading: pipeline.Reading) -> list[dict]:
    """As `predict`, for a text that is read already."""
    chars = lambda spans: [list(grammar.chars(reading.parse, *span)) for span in spans]  # noqa: E731
    return [{"source": chars(a.source), "cue": chars(a.cue), "content": chars(a.content)} for a in voice.find(reading) if a.act != "thinks"]

"""A text as read, and what has been worked out about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diptych.corpus import texts
from diptych.corpus.codebook import Codebook
from diptych.corpus.texts import Text
from diptych.reading.grammar import Parse

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc


@dataclass(frozen=True, eq=False)
class Reading:
    """One text as read: the text, its parse by spaCy, the same parse as lists, the codebook it was read
    with, and the tokenizer that split it, which splits names alike.

    `memo` keeps what later layers have worked out about this reading, so that each thing is worked out once.
    """

    text: Text
    doc: Doc
    parse: Parse
    codebook: Codebook
    tokenizer: Tokenizer
    memo: dict = field(default_factory=dict, repr=False)

    @property
    def is_english(self) -> bool:
        """Whether the text is in English: in another language people can code it, the program cannot."""
        return texts.is_english(self.text)


def worked_out_once(find: Callable) -> Callable:
    """Decorator for a function of one reading: its result is kept in the reading's memo."""
    key = f"{find.__module__}.{find.__qualname__}"

    def remembered(reading: Reading):
        if key not in reading.memo:
            reading.memo[key] = find(reading)
        return reading.memo[key]

    remembered.__doc__, remembered.__name__, remembered.__wrapped__ = find.__doc__, find.__name__, find
    return remembered

"""From readings to tables: one module a layer of the coding manual, each with one public function that returns its table.

    entities
    dates           timex, timewords, almanac, story: time expressions, their words, the calendar, what a text's dates follow
    numbers         figures: what figures are written as
    terms, responsibility, legal    codes that are learned: see the package coder
"""

from diptych.extract.dates import dates
from diptych.extract.entities import disagreements, entities
from diptych.extract.legal import legal
from diptych.extract.numbers import numbers
from diptych.extract.responsibility import responsibility
from diptych.extract.terms import terms

LAYERS = {"entity": entities, "date": dates, "number": numbers, "term": terms, "responsibility": responsibility, "legal": legal}

__all__ = ["LAYERS", "dates", "disagreements", "entities", "legal", "numbers", "responsibility", "terms"]

"""From readings to tables: one module a layer of the coding manual, each with one public function that returns its table."""

from diptych.extract.dates import dates
from diptych.extract.entities import disagreements, entities
from diptych.extract.legal import legal
from diptych.extract.numbers import numbers
from diptych.extract.responsibility import responsibility
from diptych.extract.terms import terms

LAYERS = {"entity": entities, "date": dates, "number": numbers, "term": terms, "responsibility": responsibility, "legal": legal}

__all__ = ["LAYERS", "dates", "disagreements", "entities", "legal", "numbers", "responsibility", "terms"]

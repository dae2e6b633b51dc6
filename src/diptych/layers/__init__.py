"""From readings to tables: one module a layer of the coding manual, each with one public function that returns its table.

    entities
    dates           timewords (each word's class), timex (the grammar, as a table of patterns), timepoints, timeclock,
                    timelengths (what a pattern says), timejoined (what stands side by side), abouttime (what is no time), almanac
                    (the calendar); story, with running, timeplaced and timeshifted: what a text's dates follow
    numbers         numberwords (what they are worth), figures (the grammar, patterns with examples), counted (which
                    figures count, and what), measures
    terms, responsibility, legal    codes that are learned: see the package coder
"""

from diptych.layers.dates import dates
from diptych.layers.entities import disagreements, entities
from diptych.layers.legal import legal
from diptych.layers.numbers import numbers
from diptych.layers.responsibility import responsibility
from diptych.layers.terms import terms

LAYERS = {"entity": entities, "date": dates, "number": numbers, "term": terms, "responsibility": responsibility, "legal": legal}

__all__ = ["LAYERS", "dates", "disagreements", "entities", "legal", "numbers", "responsibility", "terms"]

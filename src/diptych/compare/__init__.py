"""Side by side: from tables of rows to tables that compare texts.

tables       rates, who says it, what one text has and the others lack
vocabulary   any word: concordance, collocates, frequencies
keywords     words that a text prefers (keyness)
findings     the answers of the first page; doers, folded to sides
conflicting_figures  figures held against each other
blind_spots  what one text has and another lacks
claims       claim cards: what a legal class requires, and what a text says of it
excerpts     a few words around a place
multiverse   do findings hold in other ways of counting?
swap         are the parties treated alike?
"""

from diptych.ask import only
from diptych.compare.conflicting_figures import reconcile
from diptych.compare.keywords import keyness
from diptych.compare.tables import (
    BESIDE,
    CLASSES,
    LADDER,
    STANDINGS,
    STEPS,
    at_the_event,
    blamed,
    closest,
    concordance,
    counted_by,
    denied,
    instruments,
    ladder,
    law,
    ledger,
    lengths,
    most_frequent,
    named,
    names_and_law,
    names_chosen,
    poisson_interval,
    published,
    rates,
    sentences,
    share_interval,
    sources,
    step_by_step,
    stepped,
    together,
    upheld,
    who_to_whom,
    words,
)
from diptych.compare.vocabulary import collocates, find, frequencies

__all__ = [
    "BESIDE",
    "CLASSES",
    "LADDER",
    "STANDINGS",
    "STEPS",
    "at_the_event",
    "blamed",
    "closest",
    "collocates",
    "concordance",
    "counted_by",
    "denied",
    "find",
    "frequencies",
    "instruments",
    "keyness",
    "ladder",
    "law",
    "ledger",
    "lengths",
    "most_frequent",
    "named",
    "names_and_law",
    "names_chosen",
    "only",
    "poisson_interval",
    "published",
    "rates",
    "reconcile",
    "sentences",
    "share_interval",
    "sources",
    "step_by_step",
    "stepped",
    "together",
    "upheld",
    "who_to_whom",
    "words",
]

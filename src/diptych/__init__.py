"""Reads texts about one event and shows, side by side, how each one frames it.

Where things live, in the order in which data walks. A room imports from rooms above it, never from one below;
what is in a room is said in its own `__init__`.

    schema        layers, fields and codes with their words
    wordlists     word lists kept as TOML
    score         two codings matched row by row
    files         safe writing
    history       a case as it was before a change
    ask           names that readers write
    rowkeys       the keys of the rows behind a mark
    corpus        the folder of a case: texts and codebook
    reading       spelling, parse, names, law and quotations of a text
    voice         attributions: whose words they are
    coder         the codes that are learned: clause frame, signs, features, models, training
    extract       one module a layer of the coding manual, one table each
    people        codings of people: files, whose rows are shown, agreement, review, adjudication
    compare       tables that set texts side by side
    exchange      codings in and out of other programs, and what a researcher reports
    charts        tables drawn
    show          charts, tables and sentences on a page
    interactive   pages on which people code
    archive       many texts
    cases         new cases, documents of a reader's own, the check of a case
    site          the static site
    cli           the commands
"""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("diptych")
except PackageNotFoundError:
    __version__ = "0"

#: Modules that a notebook imports by their bare name: `from diptych import coding, pipeline, texts`.
SHORT = {
    "agreement": "diptych.people.agreement",
    "blind_spots": "diptych.compare.blind_spots",
    "card": "diptych.coder.card",
    "claims": "diptych.compare.claims",
    "classroom": "diptych.interactive.classroom",
    "coding": "diptych.people.coding",
    "excerpts": "diptych.compare.excerpts",
    "explore": "diptych.show.explore",
    "limits": "diptych.site.limits",
    "many": "diptych.archive.many",
    "multiverse": "diptych.compare.multiverse",
    "pipeline": "diptych.reading.pipeline",
    "review_desk": "diptych.interactive.review_desk",
    "sample": "diptych.people.sample",
    "swap": "diptych.compare.swap",
    "texts": "diptych.corpus.texts",
}


def __getattr__(name: str):
    """A module by its bare name, loaded when it is asked for."""
    if name not in SHORT:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(SHORT[name])

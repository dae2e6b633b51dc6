"""Reads texts about one event and shows, side by side, how each one frames it.

Where things live, in the order in which data walks. A room imports from rooms above it, never from one below;
what is in a room is said in its own `__init__`.

    schema, score, files, ask, rowkeys    layers, fields and codes with their words; two codings matched row by row;
                  safe writing; names that readers write; the keys of the rows behind a mark
    cases         the folder of a case: texts and codebook
    reading       spelling, parse, names, law and quotations of a text
    voice         attributions: whose words they are
    coder         the codes that are learned: clause frame, signs, features, models, training
    layers        one module a layer of the coding manual, one table each
    people        codings of people: files, whose rows are shown, agreement, review, adjudication
    compare       tables that set texts side by side
    charts        tables drawn
    show          charts, tables and sentences on a page
    interactive   pages on which people code
    archive       many texts
    intake        documents of a reader's own, new cases and their check
    site          the static site
    cli           the commands
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("diptych")
except PackageNotFoundError:
    __version__ = "0"

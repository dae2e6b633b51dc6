"""From a row back to its sentence, and how tables and charts appear on a page.

Imported in a notebook, it makes tables and charts appear as they do in the site: tables with headers and no
row numbers, charts as SVG with their alt text, every mark a button that opens the rows that it counts. Words
of a text are always escaped: markup in a text shows as text. In the site, sentences link to the reader (the
page named by DIPTYCH_READER).

    page       tables, sentences, lists
    chart      a chart with the rows behind its marks
    explore    choices above the sentences that they leave
    reader     the texts side by side, every row marked
    front      the first page of a site
"""

import pandas as pd
from matplotlib.axes import Axes

from diptych.show.chart import (
    FIGURES,
    PAGE,
    _reference,
    _svg,
    chart,
    picture,
    sources_line,
)
from diptych.show.page import (
    MANY,
    READER,
    READS,
    Html,
    about,
    as_text,
    byline,
    bylines,
    claim_cards,
    concordance,
    editions,
    flat,
    highlight,
    in_context,
    in_site,
    mirror,
    search,
    sentence_span,
    sentences,
    signed_line,
    table,
    template,
    try_out,
    where,
)

__all__ = [
    "FIGURES",
    "MANY",
    "PAGE",
    "READER",
    "READS",
    "Html",
    "_reference",
    "_svg",
    "about",
    "as_text",
    "byline",
    "bylines",
    "chart",
    "claim_cards",
    "concordance",
    "editions",
    "flat",
    "highlight",
    "in_context",
    "in_site",
    "mirror",
    "picture",
    "search",
    "sentence_span",
    "sentences",
    "signed_line",
    "sources_line",
    "table",
    "template",
    "try_out",
    "where",
]


def _register() -> None:
    try:
        from IPython import get_ipython
    except ModuleNotFoundError:
        return
    shell = get_ipython()
    if shell is not None and shell.display_formatter is not None:
        html = shell.display_formatter.formatters["text/html"]
        html.for_type(pd.DataFrame, lambda frame: table(frame)._repr_html_())
        html.for_type(Axes, lambda ax: chart(ax)._repr_html_())


_register()

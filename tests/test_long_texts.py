"""A text with thousands of mentions: each chart stays of a size to be looked at, and still counts them all."""

from contextlib import nullcontext

import pandas as pd
import pytest

from diptych import charts, extract, rowkeys, show

TIMES, TALLEST = 100, 90  # inches
PAGES = {"wide": nullcontext, "narrow": charts.narrow}


def many_times(table):
    """A table as of a text that says a hundred times what this one says, each time elsewhere."""
    copies = [table.assign(start=table["start"] + k * 10_000, end=table["end"] + k * 10_000) for k in range(TIMES)]
    return pd.concat(copies, ignore_index=True)


def drawn(velin):
    case, readings = velin
    dates, numbers, terms, acts, legal = (
        many_times(extract.LAYERS[layer](readings)) for layer in ("date", "number", "term", "responsibility", "legal")
    )
    told = {t.id: show.byline(t) for t in case.texts}
    of_case = terms[terms["referent"] == "case"]
    return {
        "diptych": (charts.diptych(terms, acts, legal, codebook=case.codebook, texts=told), None),
        "timeline": (charts.timeline(dates, {}), dates[dates["earliest"] != ""]),
        "figures": (charts.figures(numbers), numbers[(numbers["kind"] == "count")]),
        "cells": (charts.cells(of_case, x="stance", y="term"), of_case),
    }


@pytest.mark.parametrize("page", PAGES)
def test_no_chart_is_endless_and_each_counts_every_mention(page, velin):
    with PAGES[page]():
        for name, (ax, counted) in drawn(velin).items():
            assert ax.figure.get_size_inches()[1] <= TALLEST, name
            keys = [key for m in charts.marks_of(ax) for key in m.keys]
            assert len(keys) > 1000
            assert counted is None or sorted(keys) == sorted(rowkeys.keys(counted)), name


def test_what_is_not_drawn_is_a_mark_that_says_how_many_and_opens_them(velin):
    found = drawn(velin)
    more = {name: [m for m in charts.marks_of(ax) if m.shows > 1] for name, (ax, _) in found.items()}
    for name in ("diptych", "timeline", "figures"):
        assert more[name] and all(f"{m.shows:,} " in m.title and " more" in m.title for m in more[name]), name

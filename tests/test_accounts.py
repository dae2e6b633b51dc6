"""The account of a chart: four short lines below it, the same wherever it is shown."""

import inspect
import re
import tomllib
from html import unescape
from importlib.resources import files

import pytest
from matplotlib.figure import Figure

from diptych import charts, compare, extract, show
from diptych.people import coding

ENTRIES = tomllib.loads((files("diptych.charts") / "accounts.toml").read_text(encoding="utf-8"))
SHORT = 110  # characters


def takes_axes(name):
    thing = getattr(charts, name)
    asked = inspect.signature(thing).parameters if inspect.isfunction(thing) else {}
    return "ax" in asked and asked["ax"].default is None


def test_every_chart_function_has_an_account_and_no_account_is_of_nothing():
    assert set(ENTRIES) == {name for name in charts.__all__ if takes_axes(name)}


@pytest.mark.parametrize("chart", ENTRIES)
def test_the_lines_of_an_account_are_whole_and_short_enough_to_be_read(chart):
    uses = ["", *(use for use, own in ENTRIES[chart].items() if isinstance(own, dict))]
    for use in uses:
        account = charts.account(chart, use)
        assert account.question.endswith("?") and account.read.endswith(".") and account.not_shown.endswith(".")
        if chart != "diptych":  # its account is drawn beside it, where there is more room
            assert max(map(len, account)) <= SHORT + 60 * (chart == "cells"), (chart, use)


def test_a_chart_takes_the_account_of_its_use_and_else_that_of_its_function(read):
    acts = extract.responsibility(read("Soldiers killed the miners. The town was shelled."))
    ladder = charts.dots(compare.ladder(acts), value="share", label="rung")
    assert charts.account_of(ladder).question == ENTRIES["dots"]["rung"]["question"]
    other = charts.cells(acts, x="certainty", y="form")
    assert charts.account_of(other).question == ENTRIES["cells"]["question"]
    assert charts.account_of(Figure().subplots()) is None


def test_a_chart_is_shown_with_four_lines_of_which_the_last_has_its_rows_and_its_coding(edition):
    case, readings = edition
    terms = coding.rows(case, readings, "term")
    html = show.chart(charts.cells(terms, x="referent", y="term"), readings, layer="term").html
    lines = re.findall(r"<dt>(.*?)</dt> <dd>(.*?)</dd>", html)
    assert [head for head, _ in lines] == list(charts.HEADS)
    made = unescape(lines[-1][1])
    assert f"{len(terms)} rows counted" in made and terms.attrs["coding"] in made

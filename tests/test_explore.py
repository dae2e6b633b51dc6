"""Explorers: what is chosen is what is shown, with widgets and without."""

import pytest

from diptych import extract, show
from diptych.show import explore


@pytest.fixture
def explorer(restated):
    _, readings = restated
    return explore.rows(extract.terms(readings), readings, by=["text_id", "term", "voice", "stance"])


def test_an_explorer_begins_with_every_row(explorer):
    assert len(explorer.left()) == len(explorer.frame) > 10


def test_choices_leave_only_the_rows_that_have_them(explorer):
    left = explorer.choose(term="genocide", voice="author").left()
    assert len(left) and set(left["term"]) == {"genocide"} and set(left["voice"]) == {"author"}


def test_the_widget_shows_the_sentences_of_its_choices(explorer):
    widget = explorer.widget()
    choices, out = widget.children
    assert [box.description for box in choices.children] == ["text id", "term", "voice", "stance"]
    choices.children[1].value = "genocide"
    assert out.value == explorer.choose(term="genocide").found().html != explorer.found().html


def test_an_exported_page_has_the_sentences_without_the_widget(explorer, monkeypatch):
    assert {"application/vnd.jupyter.widget-view+json", "text/html"} <= explorer._repr_mimebundle_().keys()
    monkeypatch.setenv(show.READER, "reader.html")
    still = explorer._repr_mimebundle_()
    assert still.keys() == {"text/html", "text/plain"} and 'href="reader.html#' in still["text/html"]


def test_a_choice_that_is_not_there_is_named(explorer, restated):
    with pytest.raises(ValueError, match='no choice "colour"; there are text_id, term, voice, stance'):
        explorer.choose(colour="red")
    with pytest.raises(ValueError, match='no column "colour"; there are text_id'):
        explore.rows(explorer.frame, restated[1], by=["colour"])


def test_a_table_to_search_needs_no_network(explorer):
    import re
    html = show.search(explorer.frame).html
    assert re.findall(r'(?:src|import\w*)\s*[=(]?\s*["\']https?://', html) == []

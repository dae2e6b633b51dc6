"""A misspelt text, column, code or layer is answered in one sentence that says what there is."""

import pandas as pd
import pytest
from conftest import ROOT

from diptych import compare, extract, show
from diptych.archive import many
from diptych.charts import cells, dispersion, dots
from diptych.compare import blind_spots, concordance, only, rates
from diptych.corpus import texts
from diptych.interactive import classroom
from diptych.people import agreement, coding
from diptych.reading import pipeline
from diptych.show import explore
from diptych.site import limits

COLUMNS = "there are text_id, "
LAYERS = "there are entity, date, number, term, responsibility, legal"
TEXTS = "there are orlen, tolpress"


@pytest.fixture(scope="module")
def velin():
    case = texts.load_case(ROOT / "texts" / "velin")
    readings = pipeline.read(case.texts, case.codebook)
    return case, readings, extract.terms(readings)


def archive(readings):
    """An archive of no texts but those read."""
    listed = [(r.text.id, 1, r.text.text, "here", r.text.date) for r in readings]
    columns = ["text_id", "words", "text", "outlet", "date"]
    tables = {"texts": pd.DataFrame(listed, columns=columns), "sentences": compare.sentences(readings)}
    return many.Archive(tables, len(listed))


#: What is asked of a case, its readings and its terms, and the answer.
ASKED = [
    (lambda c, r, t: only(t, text_id="orlan"), f'no text "orlan"; {TEXTS}'),
    (lambda c, r, t: only(t, voice="auther"), 'no voice "auther"; there are author, attributed'),
    (lambda c, r, t: only(t, voise="author"), f'no column "voise"; {COLUMNS}'),
    (lambda c, r, t: only(extract.responsibility(r), rung="9"), 'no rung "9"; there are 1, 2, 3'),
    (lambda c, r, t: rates(t, r, by="turm"), f'no column "turm"; {COLUMNS}'),
    (lambda c, r, t: compare.counted_by(t, ["turm"]), f'no column "turm"; {COLUMNS}'),
    (lambda c, r, t: compare.most_frequent(t, "turm"), f'no column "turm"; {COLUMNS}'),
    (lambda c, r, t: compare.step_by_step(t, r, of=["masacre"]), 'no term "masacre"; there are massacre'),
    (lambda c, r, t: concordance(t, r, sort="up"), 'no way to sort "up"; there are right, left, text'),
    (lambda c, r, t: concordance(t, r[:1]), 'no text "tolpress"; there is orlen'),
    (lambda c, r, t: dots(rates(t, r, by="term"), label="turm"), f'no column "turm"; {COLUMNS}'),
    (lambda c, r, t: cells(t, x="referent", y="turm"), f'no column "turm"; {COLUMNS}'),
    (lambda c, r, t: dispersion(t, r, by="turm"), f'no column "turm"; {COLUMNS}'),
    (lambda c, r, t: dispersion(t, r[:1], by="term"), 'no text "tolpress"; there is orlen'),
    (lambda c, r, t: show.sentences(t, r, codes=["stanse"]), f'no column "stanse"; {COLUMNS}'),
    (lambda c, r, t: show.sentences(t, r[:1]), 'no text "tolpress"; there is orlen'),
    (lambda c, r, t: show.chart(cells(t, x="term", y="voice"), r, layer="tirm"), f'no layer "tirm"; {LAYERS}'),
    (lambda c, r, t: show.chart(cells(t, x="term", y="voice"), r[:1]), 'no text "tolpress"; there is orlen'),
    (lambda c, r, t: explore.rows(t, r, by=["turm"]), f'no column "turm"; {COLUMNS}'),
    (lambda c, r, t: explore.rows(t, r, by=["term"], term="genozide"), 'no term "genozide"; there are'),
    (lambda c, r, t: blind_spots.blind_spots(r, kinds=["actors"]), 'no kind "actors"; there are actor, place'),
    (lambda c, r, t: blind_spots.matrix(r, kinds=["actors"]), 'no kind "actors"; there are actor, place'),
    (lambda c, r, t: coding.score_line(c, r, "trem"), f'no layer "trem"; {LAYERS}'),
    (lambda c, r, t: limits.errors(c, r, "trem"), f'no layer "trem"; {LAYERS}'),
    (lambda c, r, t: agreement.units({}, layers=["trem"]), f'no layer "trem"; {LAYERS}'),
    (lambda c, r, t: classroom.questions("trem"), 'no layer "trem" to code in class; write one of term'),
    (lambda c, r, t: many.rates(t, archive(r), by="country"), 'no column "country"; there are text_id, words'),
    (lambda c, r, t: many.outlets(archive(r), by="country"), 'no column "country"; there are text_id, words'),
    (lambda c, r, t: many.readings(archive(r[:1]), t), 'no text "tolpress"; there is orlen'),
]


@pytest.mark.parametrize("ask, told", ASKED, ids=[told for _, told in ASKED])
def test_a_name_that_is_not_there_is_told_with_those_that_are(velin, ask, told):
    with pytest.raises(ValueError) as fault:
        ask(*velin)
    assert str(fault.value).startswith(told)
    assert "\n" not in str(fault.value)


def test_a_code_of_the_manual_that_no_row_has_leaves_no_row_and_is_no_fault(velin):
    _, _, terms = velin
    assert only(terms, stance="distances", term="ethnic cleansing").empty
    assert only(terms.head(0), text_id="orlen").empty
    assert set(only(terms, term=["massacre", "battle"])["term"]) <= {"massacre", "battle"}


def test_of_many_names_the_nearest_come_first(velin):
    names = pd.DataFrame({"actor": [f"brigade {k:03d}" for k in range(99)] + ["Tolvian army"]})
    with pytest.raises(ValueError, match='no actor "Tolvan army"; there are Tolvian army, .* and 80 more'):
        only(names, actor="Tolvan army")

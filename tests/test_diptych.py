"""The diptych: a panel for each text, a mark for each mention; from one text to eight, wide and narrow, with
room for all."""

from contextlib import nullcontext

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from diptych import charts, extract, rowkeys, show
from diptych.compare import findings

PAGES = {"wide": nullcontext, "narrow": charts.narrow}
LONG = (
    "Interparliamentary Commission for the Reconsideration of Everything Written About the Port of Strelsau "
    * 3
)


def tables(readings):
    return extract.terms(readings), extract.responsibility(readings), extract.legal(readings)


def drawn_of(case, readings, page="wide"):
    with PAGES[page]():
        return charts.diptych(
            *tables(readings), codebook=case.codebook, texts={t.id: show.byline(t) for t in case.texts}
        )


@pytest.fixture(scope="module", params=list(PAGES))
def ax(request, edition):
    return drawn_of(*edition, request.param)


def units(ax):
    """The marks of a drawing by their ids, without the strokes through them."""
    lines = [
        line for line in ax.figure.findobj(Line2D) if line.get_url() and isinstance(line.get_marker(), str)
    ]
    return {line.get_url()[1:]: line for line in lines}


def meeting(ax):
    """Pairs of words and marks of which one covers a part of the other, and what leaves the drawing, in
    pixels."""
    ax.figure.set_dpi(96)
    with matplotlib.rc_context(charts.STYLE):
        canvas = FigureCanvasAgg(ax.figure)
        canvas.draw()
    things = [(t.get_text(), t) for t in ax.figure.findobj(Text) if t.get_text().strip()] + list(
        units(ax).items()
    )
    boxes = [(name, artist.get_window_extent(canvas.get_renderer())) for name, artist in things]
    x0, y0, x1, y1 = np.array([box.extents for _, box in boxes]).T
    across = np.minimum.outer(x1, x1) - np.maximum.outer(x0, x0) > 1
    down = np.minimum.outer(y1, y1) - np.maximum.outer(y0, y0) > 1
    pairs = [(boxes[a][0], boxes[b][0]) for a, b in zip(*np.nonzero(np.triu(across & down, 1)))]
    out = (x0 < -1) | (y0 < -1) | (x1 > ax.figure.bbox.width + 1) | (y1 > ax.figure.bbox.height + 1)
    return pairs, [boxes[k][0] for k in np.flatnonzero(out)]


WORDS = ["massacre", "genocide", "W" * 60, LONG, "<script>", "price in $x$"]
ACTORS = ["none", "Armenian side", "Azerbaijan", "culprits", LONG, "opening of fire"]


def rows(n):
    """Tables of n texts with every code and awkward words, in numbers from none to eighteen of a kind."""
    ids = [f"text{k}" + "-of-a-long-name" * (k == 1) for k in range(n)]
    found = []
    for t, id in enumerate(ids):
        for k in range(18):
            codes = {
                "term": WORDS[k * (t + 2) % 6],
                "referent": "case" if k % 9 else "other",
                "stance": ("asserts", "denies", "withholds")[k % 3],
                "voice": ("author", "attributed")[k % 2],
                "source": LONG,
                "actor": ACTORS[k // (t + 1) % 6],
                "affected": "none",
                "form": "blame" if k % 5 == 0 else "active",
                "certainty": "denied" if k % 7 == 0 else "plain",
                "concept": ("genocide", "command_responsibility", "other")[(k + t) % 3],
                "instrument": "",
                "status": ("asserted", "called_for", "proceeding", "unresolved", "attributed")[k % 5],
                "applies_to": "case" if k % 4 else "general",
            }
            found.append(
                {
                    "text_id": id,
                    "sent": f"s{k + 1:03d}",
                    "start": 10 * k,
                    "end": 10 * k + 5,
                    "surface": "words",
                }
                | codes
            )
    return ids, *[pd.DataFrame(found)] * 3


def test_nothing_covers_anything_and_nothing_leaves_the_drawing(ax):
    assert meeting(ax) == ([], [])


@pytest.mark.parametrize("n", [1, 2, 3, 5, 8])
@pytest.mark.parametrize("page", PAGES)
def test_any_number_of_texts_has_room(n, page, codebook):
    ids, *counted = rows(n)
    with PAGES[page]():
        ax = charts.diptych(*counted, codebook=codebook, texts=ids)
    assert meeting(ax) == ([], [])
    assert ax.figure.get_figwidth() * 96 == {"wide": 960, "narrow": 360}[page]


def test_all_words_are_at_least_twelve_pixels_high(ax):
    assert min(t.get_fontsize() for t in ax.figure.findobj(Text) if t.get_text()) * 96 / 72 >= 12


def test_a_mark_is_a_mention_and_opens_its_sentence(ax, edition):
    case, readings = edition
    drawn = findings.mentions(*tables(readings), case.codebook)
    marks = charts.marks_of(ax)
    assert sorted(m.keys[0] for m in marks) == sorted(rowkeys.keys(drawn))
    assert {(m.shows, len(m.keys)) for m in marks} == {(1, 1)}
    assert all(m.title.startswith(" ".join(rowkeys.place(m.keys[0])[:2])) for m in marks)


def test_every_text_has_the_same_rows_in_the_same_order(edition):
    case, readings = edition
    drawn = findings.mentions(*tables(readings), case.codebook)
    known = {(r.question, rowkeys.key(r.text_id, r.sent, r.start, r.end)): r for r in drawn.itertuples()}
    questions = [q for q in findings.QUESTIONS for _ in range(int((drawn["question"] == q).sum()))]
    ax = drawn_of(case, readings)
    high = {id: line.get_ydata()[0] for id, line in units(ax).items()}
    places = {}
    for question, m in zip(questions, charts.marks_of(ax), strict=True):
        r = known[question, m.keys[0]]
        places.setdefault((r.question, r.part, r.row), {}).setdefault(r.text_id, []).append(high[m.id])
    shared = [by_text for by_text in places.values() if len(by_text) == 2]
    assert len(shared) > 5 and all(len({min(ys) for ys in by_text.values()}) == 1 for by_text in shared)
    order = [min(min(ys) for ys in by_text.values()) for by_text in places.values()]
    totals = [sum(map(len, by_text.values())) for key, by_text in places.items() if key[0] == "words"]
    assert order == sorted(order) and totals == sorted(totals, reverse=True)


def test_the_form_of_a_mark_tells_its_voice_and_whether_it_is_struck_without_colour(ax):
    strokes = {
        line.get_url()[1:]
        for line in ax.figure.findobj(Line2D)
        if line.get_url() and not isinstance(line.get_marker(), str)
    }
    drawn = units(ax)
    assert set(drawn) == {m.id for m in charts.marks_of(ax)} and strokes
    for m in charts.marks_of(ax):
        struck = any(words in m.title for words in (", denied:", ", left open:", ", kept at a distance:"))
        assert (m.id in strokes) == struck, m.title
        assert (drawn[m.id].get_markerfacecolor() == "white") == ("the author’s own words" not in m.title), (
            m.title
        )


def test_the_alt_text_gives_the_finding_of_each_text_on_each_question(ax, edition):
    case, readings = edition
    told = findings.findings(findings.mentions(*tables(readings), case.codebook))
    assert len(told) == 6 and [f.words for f in told if f.words not in ax.figure.get_label()] == []


def test_the_table_of_the_picture_has_the_finer_names(ax):
    table = charts.data_of(ax)
    assert int(table["n"].sum()) == len(charts.marks_of(ax)) and set(table["n"]) == {
        len(k) for k in table["rows"]
    }
    names = set(table[table["row"] == "Armenian side"]["name"])
    assert names - {"Armenian side"}


def test_a_text_of_which_nothing_is_counted_keeps_its_panel(codebook):
    _, *counted = rows(1)
    ax = charts.diptych(*(t.iloc[:0] for t in counted), codebook=codebook, texts=["silent"])
    words = " ".join(t.get_text() for t in ax.figure.findobj(Text))
    assert "silent" in words and "invokes no law" in words and charts.marks_of(ax) == []


def test_it_draws_on_the_axes_it_is_given(edition):
    case, readings = edition
    own = Figure(figsize=(9, 14)).add_axes((0, 0, 1, 1))
    assert charts.diptych(*tables(readings), codebook=case.codebook, ax=own) is own
    assert own.figure.get_size_inches().tolist() == [9, 14]

"""Charts: each mark has the rows that it shows, nothing overlaps at any length of words, and n texts are as welcome as two."""

import subprocess
import sys
from contextlib import nullcontext

import matplotlib
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from diptych import charts, compare, extract, rowkeys, show, voice
from diptych.compare import blind_spots, excerpts
from diptych.people import coding


def every_chart(readings, case=None):
    """Each chart of the notebooks, by name, drawn from the coding of a case, or from the program's."""
    entities, dates, numbers, terms, acts, legal = (coding.rows(case, readings, layer) if case else find(readings) for layer, find in extract.LAYERS.items())
    of_case, of_law = terms[terms["referent"] == "case"], legal[legal["applies_to"] == "case"]
    return {
        "voices": charts.voices(compare.sentences(readings)),
        "names": charts.dots(compare.rates(entities, readings, by="canonical").head(36), label="canonical"),
        "pairs": charts.cells(compare.together(entities, most=9), x="beside", y="name"),
        "timeline": charts.timeline(excerpts.quoted(dates, readings), compare.published(readings)),
        "figures": charts.figures(numbers),
        "steps": charts.steps(compare.step_by_step(terms, readings)),
        "ledger": charts.cells(terms, x="referent", y="term"),
        "terms": charts.dots(compare.rates(compare.upheld(of_case), readings, by="term"), label="term"),
        "dispersion": charts.dispersion(of_case, readings, by="term"),
        "keyness": charts.keyness(compare.keyness(readings)),
        "ladder": charts.dots(compare.ladder(acts), value="share", label="rung", xlabel="per cent of the acts told"),
        "doers": charts.cells(compare.named(acts), x="told", y="actor"),
        "law": charts.cells(of_law, x="status", y="concept"),
        "blind spots": charts.dots(blind_spots.tally(blind_spots.blind_spots(readings, case=case)), value="n", label="kind", xlabel="things that the other text lacks"),
    }


def overlaps(ax):
    """Pairs of words of a chart whose boxes meet, and words that leave the picture."""
    with matplotlib.rc_context(charts.STYLE):
        canvas = FigureCanvasAgg(ax.figure)
        canvas.draw()
    boxes = []
    for text in ax.figure.findobj(Text):
        box = Text.get_window_extent(text, canvas.get_renderer())
        tick_off_axis = text in [*ax.get_xticklabels(), *ax.get_yticklabels()] and not ax.get_tightbbox().overlaps(box)
        if text.get_visible() and text.get_text().strip() and not tick_off_axis:
            boxes.append((text.get_text(), box))
    meet = [(a, b) for k, (a, x) in enumerate(boxes) for b, y in boxes[:k] if min(x.x1, y.x1) - max(x.x0, y.x0) > 1 and min(x.y1, y.y1) - max(x.y0, y.y0) > 1]
    ticks = {t.get_text() for t in [*ax.get_xticklabels(), *ax.get_yticklabels()]}
    width, height = ax.figure.bbox.width, ax.figure.bbox.height
    return meet, [t for t, b in boxes if t not in ticks and (b.x0 < -1 or b.y0 < -1 or b.x1 > width + 1 or b.y1 > height + 1)]


LONG = "Interparliamentary Commission for the Reconsideration of Everything Ever Written Down About the Port of Strelsau and Its Hinterland " * 3
WORDS = ["a", "Strelsau", LONG, "W" * 300, "price in $ and $x_1^{2}$", "line\nend", "\u202edlrow\u202c", "<script>"]


def rows(n_texts, columns):
    """A table with each of the awkward words for each of n texts, some of them several times."""
    found = []
    for t in range(n_texts):
        for k, word in enumerate(WORDS):
            for again in range(1 + (t + k) % 3):
                at = 100 * k + 10 * again
                found.append((f"text{t}" + "x" * (40 * (t == 1)), f"s{k + 1:03d}", at, at + 5, "words", *(word if c == "*" else WORDS[(k + t) % 5] if c == "+" else ("author", "attributed")[again % 2] for c in columns.values())))
    return pd.DataFrame(found, columns=[*rowkeys.BASE, "surface", *columns])


@pytest.fixture(scope="module")
def drawn(edition):
    return every_chart(edition[1])


def test_every_mark_has_rows_and_they_count_to_what_it_shows(drawn):
    for name, ax in drawn.items():
        marks = charts.marks_of(ax)
        assert len(marks) > 5, name
        assert [m for m in marks if not m.keys or len(m.keys) != m.shows] == [], name
        assert len({m.id for m in marks}) == len(marks)


def test_every_row_behind_a_mark_is_a_place_in_a_text(drawn, edition):
    _, readings = edition
    texts = {r.text.id: r.text.text for r in readings}
    for name, ax in drawn.items():
        for m in charts.marks_of(ax):
            for key in m.keys:
                place = rowkeys.place(key)
                reading = next(r for r in readings if r.text.id == place.text_id)
                first, last = show.sentence_span(reading, place.sent)
                assert first <= place.start < place.end <= len(texts[place.text_id]) and place.start < last, (name, key)


def test_no_words_of_a_chart_meet_or_leave_it(drawn):
    for name, ax in drawn.items():
        assert overlaps(ax) == ([], []), name


def test_the_alt_text_says_what_the_chart_shows_and_a_table_stands_beside_it(drawn):
    for name, ax in drawn.items():
        assert len(ax.figure.get_label()) > 60 and charts.data_of(ax) is not None, name
        assert any(c.isdigit() for c in ax.figure.get_label()) or name == "keyness", name


def test_the_same_chart_is_drawn_in_the_same_bytes(edition):
    _, readings = edition
    once, again = (show._svg(charts.voices(compare.sentences(readings))) for _ in range(2))
    assert once == again


@pytest.mark.parametrize("page", [nullcontext, charts.narrow], ids=["wide", "narrow"])
@pytest.mark.parametrize("n", [1, 2, 3, 5, 8])
def test_any_words_and_any_number_of_texts_have_their_room(n, page):
    readings = [type("R", (), {"text": type("T", (), {"id": id, "text": "x" * 1000})}) for id in rows(n, {"what": "*"})["text_id"].unique()]
    table = rows(n, {"what": "*", "with": "+", "voice": "v"})
    counted = compare.counted_by(table, ["text_id", "what"]).assign(rate=lambda t: t["n"] / 2, low=lambda t: t["n"] / 4, high=lambda t: t["n"])
    steps = compare.counted_by(table, ["text_id", "with", "voice"]).rename(columns={"with": "term", "voice": "step"}).assign(rate=lambda t: t["n"] / 3)
    steps = steps[steps["term"].isin(WORDS[:2])]
    dates = table.assign(earliest=[f"1992-02-{1 + k % 28:02d}" for k in range(len(table))], latest=[f"1992-02-{1 + k % 28:02d}" for k in range(len(table))])
    dates["edtf"] = dates["earliest"]
    numbers = table.assign(kind="count", low=[10 ** (k % 4) + k for k in range(len(table))], high=[None if k % 3 else 10 ** (k % 4) + k for k in range(len(table))], counted=table["what"], measure="killed", source=table["with"])
    with page():
        drawn = [
            charts.dots(counted, label="what", low="low", high="high"), charts.cells(table, x="with", y="what"),
            charts.dispersion(table, readings, by="what"), charts.steps(steps),
            charts.timeline(dates, {readings[0].text.id: "2015-02-25"}), charts.figures(numbers),
        ]
    for ax in drawn:
        assert overlaps(ax) == ([], [])
        assert [m for m in charts.marks_of(ax) if not m.keys or len(m.keys) != m.shows] == []


def test_texts_have_marks_of_their_own_that_can_be_told_apart_without_colour():
    looks = charts.looks(f"t{k}" for k in range(12))
    assert len(set(looks.values())) == 12 and len({shape for _, shape in list(looks.values())[:7]}) == 7
    luminance = [0.299 * r + 0.587 * g + 0.114 * b for r, g, b in (matplotlib.colors.to_rgb(c) for c in charts.COLOURS[:2])]
    assert abs(luminance[0] - luminance[1]) > 0.2


def test_a_chart_draws_on_the_axes_it_is_given(edition):
    _, readings = edition
    ax = Figure().subplots()
    assert charts.voices(compare.sentences(readings), ax=ax) is ax and isinstance(ax, Axes)


def test_a_chart_of_nothing_is_drawn_all_the_same(read):
    readings = read("Prices rose.", "It rained.")
    empty = compare.upheld(extract.terms(readings))
    for ax in (charts.cells(empty, x="referent", y="term"), charts.dispersion(empty, readings, by="term"), charts.dots(compare.rates(empty, readings, by="term"), label="term"),
               charts.timeline(extract.dates(readings), {}), charts.figures(extract.numbers(readings)), charts.keyness(compare.keyness(readings)), charts.voices(compare.sentences(readings))):
        assert "<svg" in show.chart(ax, readings).html


def test_every_count_in_a_compared_table_has_its_rows(edition):
    _, readings = edition
    entities, _, _, terms, acts, legal = (find(readings) for find in extract.LAYERS.values())
    for frame in (compare.rates(entities, readings, by="label"), compare.step_by_step(terms, readings), compare.ledger(terms), compare.law(legal), compare.denied(acts),
                  compare.ladder(acts), compare.blamed(acts), compare.sources(voice.attributions(readings)), compare.names_chosen(entities, readings[0].codebook)):
        assert (frame["rows"].map(len) == frame["n"]).all()
    wide = compare.instruments(legal)
    assert (wide["rows"].map(len) == wide[[r.text.id for r in readings]].sum(axis=1)).all()
    pairs = compare.who_to_whom(acts)
    assert (pairs["rows"].map(len) == pairs["author"] + pairs["attributed"]).all()


@pytest.mark.parametrize("edtf, words", [
    ("1991-23", "autumn 1991"), ("1992-02-26", "26 February 1992"), ("1992-02-25/1992-02-26", "25 to 26 February 1992"), ("200X", "the 2000s"), ("2025~", "about 2025"),
    ("1992-02-26T01:00/1992-02-26T04:00", "26 February 1992, 01:00 to 04:00"), ("1992-03/1992-04", "March 1992 to April 1992"), ("2020", "2020"), ("XXXX-02-26", "XXXX-02-26")])
def test_a_date_on_the_timeline_is_written_as_people_write_it(edtf, words):
    assert charts.in_plain_words(edtf) == words


@pytest.mark.parametrize("row, sign", [
    ({"voice": "author", "stance": "asserts"}, (False, False)), ({"voice": "attributed", "stance": "reports"}, (True, False)),
    ({"voice": "author", "stance": "withholds"}, (False, True)), ({"voice": "attributed", "stance": "distances"}, (True, True)),
    ({"voice": "author", "certainty": "hedged"}, (False, False)), ({"voice": "author", "certainty": "denied"}, (False, True)),
    ({"voice": "attributed", "status": "called_for"}, (True, False)), ({"voice": "author", "status": "unresolved"}, (False, True)),
    ({"label": "GPE"}, (False, False)),
])
def test_a_mark_is_hollow_in_a_reported_voice_and_struck_where_a_thing_is_denied_or_kept_at_a_distance(row, sign):
    assert charts.mark_of(row) == sign


def test_every_mark_on_every_chart_has_the_sign_of_each_of_its_rows(edition):
    _, readings = edition
    terms, acts, legal = (extract.LAYERS[layer](readings) for layer in ("term", "responsibility", "legal"))
    for table, x, y in ((terms, "referent", "term"), (acts, "form", "actor"), (legal, "status", "concept")):
        coded = {(key, charts.mark_of(row).words) for key, row in zip(rowkeys.keys(table), table.to_dict("records"))}
        data = charts.data_of(charts.cells(table, x=x, y=y))
        assert len(set(data["mark"])) >= 2 and {(key, r.mark) for r in data.itertuples() for key in r.rows} == coded


def test_what_is_denied_counts_among_no_doings_and_no_harm_done(read):
    acts = extract.responsibility(read("The Ruritanian army shelled the port.", "The Ruritanian army did not shell the school."))
    assert list(acts["certainty"]) == ["plain", "denied"]
    ladder = compare.ladder(acts)
    counted = ladder[ladder["n"] > 0]
    assert list(zip(counted["rung"], counted["n"], counted["of"])) == [("1 named doer, active", 1, 1), ("denied, beside the ladder", 1, 1)]
    assert list(compare.who_to_whom(acts)["affected"]) == ["port"] and list(compare.denied(acts)["affected"]) == ["school"]
    assert list(compare.only(compare.upheld(acts), rung="1")["affected"]) == ["port"]
    grid = charts.data_of(charts.cells(compare.named(acts), x="told", y="actor"))
    assert {(r.told, r.mark) for r in grid.itertuples()} == {("active verb", charts.Sign().words), ("denied", charts.Sign(struck=True).words)}


def test_the_words_of_a_timeline_are_words_of_their_sentence_in_one_piece(edition):
    _, readings = edition
    dates = excerpts.quoted(extract.dates(readings), readings)
    texts = {r.text.id: " ".join(r.text.text.split()) for r in readings}
    for r in dates.itertuples():
        words = r.quote.removeprefix("… ").removesuffix(" …")
        assert words in texts[r.text_id] and " ".join(r.surface.split()) in words and len(words) <= max(excerpts.MOST, len(r.surface))
    drawn = charts.timeline(dates, {})
    shown = {m.keys: m.title for m in charts.marks_of(drawn)}
    for key, quote in zip(rowkeys.keys(dates), dates["quote"]):
        assert (key,) not in shown or shown[key,].endswith(quote)


def test_a_long_sentence_is_quoted_by_the_clause_around_its_date(read):
    said = "The committee met for many years and heard hundreds of people from every part of the country, and in May 1994 the last families left the harbour; nobody came back."
    (reading,) = read(said)
    start = said.index("May 1994")
    assert excerpts.excerpt(reading, start, start + 8) == "… and in May 1994 the last families left the harbour …"


def test_charts_are_drawn_without_spacy():
    asked = "import sys, diptych.charts; print('spacy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"

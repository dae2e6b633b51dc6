"""Findings: one template for all texts, each number with its rows, and nothing that turns on whose name it
is."""

import re

import pandas as pd
import pytest

from diptych import extract, rowkeys
from diptych.compare import findings, swap
from diptych.compare.findings import ANSWERABLE, HARM

COUNTS = {"not once": 0, "once": 1, "twice": 2}
FIELDS = ["text_id", "sent", "start", "end", "surface", "voice", "source"]


def tables(readings):
    return extract.terms(readings), extract.responsibility(readings), extract.legal(readings)


@pytest.fixture(scope="module")
def drawn(edition):
    case, readings = edition
    return findings.mentions(*tables(readings), case.codebook)


def count_in(words: str) -> int | None:
    """The number that a piece of a finding gives, or None."""
    found = re.findall(r"not once|once|twice|\d[\d,]*(?= times)", words)
    if found:
        return COUNTS.get(found[-1], None) if found[-1] in COUNTS else int(found[-1].replace(",", ""))
    if words.strip(" ,(").startswith("never"):
        return 0
    number = re.match(r"[ ,(]*(\d+) ", words)
    return int(number[1]) if number else None


def test_every_number_of_a_finding_is_the_number_of_its_rows(drawn):
    seen = 0
    for finding in findings.findings(drawn):
        for piece in finding.pieces:
            n = count_in(piece.words)
            seen += n is not None
            assert n is None or n == len(piece.keys), (finding.words, piece)
    assert seen > 30


def test_the_rows_of_a_finding_are_of_its_text_and_its_question(drawn):
    keys = {(r.text_id, r.question): set() for r in drawn.itertuples()}
    for r in drawn.itertuples():
        keys[r.text_id, r.question].add(rowkeys.key(r.text_id, r.sent, r.start, r.end))
    for finding in findings.findings(drawn):
        assert set(finding.keys) == keys[finding.text_id, finding.question], finding.words


def test_only_what_is_said_of_this_event_is_drawn(edition, drawn):
    terms, acts, legal = tables(edition[1])
    n = {q: int((drawn["question"] == q).sum()) for q in findings.QUESTIONS}
    left = findings.not_drawn(terms, legal)
    assert n["words"] == int((terms["referent"] == "case").sum()) and n["words"] + left["words"] == len(terms)
    assert n["law"] + left["law"] == len(legal) and n["doers"] == len(acts)


def test_each_text_has_one_finding_for_each_question_and_each_is_a_sentence(drawn):
    found = findings.findings(drawn)
    assert [(f.text_id, f.question) for f in found] == [
        (id, q) for id in drawn["text_id"].unique() for q in findings.QUESTIONS
    ]
    assert all(f.words[0].isupper() and f.words.endswith(".") and "  " not in f.words for f in found)


def test_no_finding_ranks_or_judges(drawn):
    for finding in findings.findings(drawn):
        assert not re.search(
            r"\b(more|less|most|worse|only|admits?|claims?|true|false|biased)\b", finding.words
        ), finding.words


def made(question, *rows):
    """Rows of mentions of one text: (row, mark, part)."""
    return pd.DataFrame(
        [
            (
                "t",
                f"s{k + 1:03d}",
                k,
                k + 1,
                "x",
                question,
                part,
                row,
                "",
                mark,
                "denied" if mark == "struck" else "",
                "attributed" if mark == "hollow" else "author",
                "",
            )
            for k, (row, mark, part) in enumerate(rows)
        ],
        columns=findings.COLUMNS,
    )


def said(question, *rows, others=()):
    drawn = made(question, *rows)
    if others:
        drawn = pd.concat([drawn, made(question, *others).assign(text_id="u")])
    return next(
        f.words for f in findings.findings(drawn, ["t"]) if f.text_id == "t" and f.question == question
    )


WORDS = {
    (("massacre", "solid"),): "Massacre once, in the author’s own words.",
    (("massacre", "hollow"),): "Massacre once, in reported words.",
    (("massacre", "struck"),): "Massacre once, denied.",
    (("massacre", "solid"), ("massacre", "solid")): "Massacre twice, each time in the author’s own words.",
    (
        ("massacre", "hollow"),
        ("massacre", "hollow"),
        ("massacre", "struck"),
    ): "Massacre 3 times, never in the author’s own words, 1 denied.",
    (
        ("massacre", "solid"),
        ("massacre", "hollow"),
        ("battle", "solid"),
    ): "Massacre twice, 1 in the author’s own words; 1 other word once.",
    (): "It has none of the words that are counted.",
}


@pytest.mark.parametrize("rows", WORDS)
def test_one_and_several_and_none_have_their_words(rows):
    assert said("words", *((*row, "") for row in rows)) == WORDS[rows]


def test_a_word_that_another_text_uses_of_the_event_is_told_of_though_this_one_never_does():
    assert (
        said("words", ("massacre", "solid", ""), others=[("genocide", "solid", "")])
        == "Massacre once, in the author’s own words; genocide not once."
    )
    assert "genocide" not in said("words", ("massacre", "solid", ""))


def test_denied_responsibility_never_counts_as_harm_done():
    rows = [
        ("Tolvian side", "solid", HARM),
        ("Tolvian side", "struck", HARM),
        ("Marenian side", "struck", ANSWERABLE),
    ]
    assert said("doers", *rows) == (
        "Harm is done not once by the Marenian side, "
        "once by the Tolvian side (in the author’s own words; and denied once). "
        "Held answerable: the Marenian side not once (and denied once), the Tolvian side not once."
    )


def test_the_parties_are_told_of_in_the_order_of_the_alphabet_whatever_their_numbers():
    rows = [("Tolvian side", "solid", HARM)] * 3 + [("nobody named", "solid", HARM)]
    others = [("Marenian side", "hollow", HARM)]
    assert said("doers", *rows, others=others) == (
        "Harm is done not once by the Marenian side, "
        "3 times by the Tolvian side (each time in the author’s own words), "
        "once with nobody named. Nobody is held answerable."
    )
    assert (
        said("doers", ("Marenian side", "solid", ANSWERABLE))
        == "No harm is told. Held answerable: the Marenian side once (in the author’s own words)."
    )


def test_law_is_told_of_with_its_standing():
    rows = [
        ("genocide", "struck", findings.SAID),
        ("war crime", "solid", findings.SAID),
        ("prosecution", "hollow", findings.CALLED_FOR),
        ("prosecution", "solid", findings.STEPS),
        ("prosecution", "solid", findings.STEPS),
        ("sanctions", "solid", findings.STEPS),
    ]
    assert said("law", *rows) == (
        "Genocide once, denied; war crime once, in the author’s own words. Called for: prosecution once. "
        "Steps taken: prosecution twice, sanctions once."
    )
    assert said("law", rows[2]) == "No class of law is said to apply. Called for: prosecution once."


def test_when_the_parties_change_names_nothing_but_the_names_changes(restated):
    case, readings = restated
    renaming = swap.sides(case.codebook, case.texts)
    terms, acts, legal = tables(readings)
    before = findings.findings(findings.mentions(terms, acts, legal, case.codebook))
    after = findings.findings(
        findings.mentions(
            terms, acts.assign(actor=[swap.rename(a, renaming) for a in acts["actor"]]), legal, case.codebook
        )
    )

    def numbers(finding, names):
        """Each number of a finding, with the words around it in the new names, in no order."""
        return sorted((names(p.words).strip(" ,;(."), p.keys) for p in finding.pieces if p.keys)

    for one, two in zip(before, after):
        assert numbers(one, lambda words: swap.rename(words, renaming)) == numbers(two, str)
    assert [f.words for f in before] != [f.words for f in after]

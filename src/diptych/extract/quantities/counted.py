"""Which figures of a text count or measure, and what: no dates, names, labels, pronouns or mere ordinals."""

from __future__ import annotations

import re
from typing import NamedTuple

from diptych.extract.dates import rows as dated
from diptych.extract.quantities import figures
from diptych.extract.quantities.figures import DATA, Figure
from diptych.extract.times.story import timeline
from diptych.reading import grammar, law, names
from diptych.reading.grammar import Parse, child
from diptych.reading.reading import Reading, worked_out_once
from diptych.reading.spelling import plain
from diptych.wordlists import word_lists

_OF_A_GROUP = frozenset({"of", "another", "side", "hand", "day", "time", "thing", "way", "place", "party"})
_PLACES = word_lists("diptych.extract.quantities", "words.toml")["fractions"]
_LABELS, _CAPITAL_LABELS = (frozenset(DATA["labels"][name]) for name in ("any", "capital"))
_PEOPLE, _IN_AN_ARGUMENT = frozenset(DATA["aged"]["nouns"]), frozenset(DATA["ordering"]["nouns"])


class Counted(NamedTuple):
    """A figure in its sentence: the figure, its tokens, its head (the token that is counted, or the figure
    itself where the noun is left out)."""

    figure: Figure
    first: int
    last: int
    head: int
    noun: int | None


@worked_out_once
def counted(reading: Reading) -> list[Counted]:
    """Every figure of a text that counts or measures, in order."""
    p = reading.parse
    out_of_play = _taken(reading)
    kept = []
    for f in sorted(in_text(p)):
        first, last = grammar.tokens_in(p, *f.core)
        if first >= last or out_of_play.intersection(range(first, last)) or p.start[first] > f.core[0] + 4:
            continue
        c = in_sentence(p, _without_particle(p, f), first, last)
        if c is not None:
            kept.append(c)
    return kept


def in_text(p: Parse) -> list[Figure]:
    """Figures and ordinals where they stand in the text as it is."""
    span = p.spelling.span
    found = [*figures.find(p.spelling.plain), *figures.ordinals(p.spelling.plain)]
    return [
        f._replace(start=span(f.start, f.end)[0], end=span(f.start, f.end)[1], core=span(*f.core))
        for f in found
    ]


def _without_particle(p: Parse, f: Figure) -> Figure:
    """ "handed over hundreds of captives": "over" belongs to the verb."""
    i = grammar.tokens_in(p, f.start, f.start + 1)[0]
    if (
        f.bound != ">"
        or p.lower[i] != "over"
        or not (p.dep[i] == "prt" or i and p.lemma[i - 1] in ("hand", "turn", "give", "sign"))
    ):
        return f
    alone = next((a for a in figures.find(plain(p.text[f.core[0] : f.end])) if a.start == 0), None)
    return f._replace(start=f.core[0], bound="=", high=alone.high) if alone else f


@worked_out_once
def _taken(reading: Reading) -> set[int]:
    """Tokens inside dates and times, names and names of law."""
    p = reading.parse
    spans = [
        *((start, end) for start, end, *_ in dated(reading)),
        *(
            (d.start, d.end)
            for d in timeline(reading)
            if d.found.kind in ("point", "pair") and d.when and d.when.year
        ),
    ]
    return taken_by_names(reading) | {
        i for start, end in spans for i in range(*grammar.tokens_in(p, start, end))
    }


def taken_by_names(reading: Reading) -> set[int]:
    """Tokens inside names and names of law."""
    p, taken = reading.parse, set()
    for m in names.mentions(reading):
        if (
            m.found_by == "codebook"
            or m.last - m.first > 1
            and m.label not in ("NORP", "PERSON")
            or p.word[m.first].isdigit()
        ):
            taken.update(range(m.first, m.last))
    for f in law.named(reading):
        taken.update(range(f.first, f.last))
    return {i for i in taken if not (p.pos[i] == "NUM" and p.word[i].islower() and p.word[i].isalpha())}


def in_sentence(p: Parse, f: Figure, first: int, last: int) -> Counted | None:
    """The figure with what it counts, or None where it is a pronoun, a label or a mere ordinal."""
    top = _top(p, first, last)
    noun = _noun(p, top, first, last)
    if f.kind == "ordinal":
        return (
            Counted(f, first, last, noun if noun is not None else top, noun)
            if _is_counted_place(p, top, noun)
            else None
        )
    if (
        _is_a_part_and_no_share(p, f, first, last, noun)
        or _is_label(p, first)
        or _is_number_of_a_name(p, f, first, last, noun)
    ):
        return None
    alone = p.lower[first] in ("one", "zero") and last == first + 1 and f.kind == "count" and f.bound == "="
    if alone and not _is_count_of_one(p, first, noun):
        return None
    if _is_age(p, f, first, last, noun):
        f = f._replace(kind="measure", unit="years of age")
    if (
        f.kind == "count"
        and noun is not None
        and p.tag[noun] == "NNS"
        and re.fullmatch(r"\d{1,3}\.\d{3}", p.word[first])
    ):
        f = f._replace(
            low=f.low and 1000 * f.low, high=f.high and 1000 * f.high
        )  # "12.500 people" are no halves
    return Counted(f, first, last, noun if noun is not None else top, noun)


def _is_a_part_and_no_share(p: Parse, f: Figure, first: int, last: int, noun: int | None) -> bool:
    """ "a third was found", "a fifth column"; "half" and "quarter" of nothing that is named."""
    after = p.lower[last : last + 1]
    if p.lower[first] == "a" and p.lower[last - 1] in _PLACES:
        return p.tag[last : last + 1] in (["NN"], ["VBZ"]) or after in (["was"], ["came"], ["had"])
    if (
        f.kind != "count"
        or p.lower[first] not in ("half", "quarter")
        or noun is not None
        or p.lower[first - 1 : first] == ["by"]
    ):
        return False
    return first + 1 < len(p) and p.lower[first + 1] not in ("of", "the", "its", "their")


def _is_label(p: Parse, first: int) -> bool:
    """Digits after a word that they name: "Article 3", "No. 7"; "Sector 5" with a capital only."""
    if not first or not p.word[first][0].isdigit() or p.sent[first - 1] != p.sent[first]:
        return False
    before = p.lower[first - 1].rstrip(".") or p.lower[first - 2]
    return before in _LABELS or before in _CAPITAL_LABELS and p.word[first - 1][0].isupper()


def _is_number_of_a_name(p: Parse, f: Figure, first: int, last: int, noun: int | None) -> bool:
    """A name's own number: Route 66; inside a longer name: a Type 99 tank, a Mi 24 helicopter."""
    before = first - 1
    if f.kind != "count" or not first or not p.word[first][0].isdigit() or p.pos[before] != "PROPN":
        return False
    if noun is None:
        joined = p.head[first] == before or p.dep[before] == "compound" and p.head[before] == first
        names_it = p.dep[first] in ("nummod", "appos", "npadvmod", "compound", "nmod", "pobj", "dobj")
        return (
            joined and names_it and p.word[before] not in ("Mr.", ".") and p.end[before] + 1 >= p.start[first]
        )
    if (
        p.tag[noun] not in ("NN", "NNP")
        or noun < last
        or p.end[before] + 1 != p.start[first]
        or f.low in (None, 1)
    ):
        return False
    return p.dep[before] in ("compound", "nmod") and p.head[before] == p.head[first] == noun


def _is_age(p: Parse, f: Figure, first: int, last: int, noun: int | None) -> bool:
    """ "under the age of 10"; "Sevil, 41, lost …"; "she was 16 when …"; "a boy of 11"; "men aged between 18
    and 60"; "women over 60"; "a 70-year-old man": how old somebody is."""
    start = grammar.tokens_in(p, f.start, f.start + 1)[0]
    before = p.lower[start - 1] if start else ""
    if (
        before == "aged"
        or p.lower[last : last + 4] == ["-", "year", "-", "old"]
        or p.lower[max(0, first - 2) : first] == ["age", "of"]
    ):
        return True
    if f.kind != "count" or noun is not None or (f.high or f.low) > 120:
        return False
    if start and before in ("of", "over", "under", "above", "below") or start != first:
        who = start - 2 if before in ("of", "over", "under") else start - 1
        if (
            who >= 0
            and p.lemma[who] in _PEOPLE
            and p.tag[who] == ("NN" if before == "of" else "NNS")
            and f.bound != "~"
        ):
            return True
    return _is_told_as_age(p, first, last)


def _is_told_as_age(p: Parse, first: int, last: int) -> bool:
    """ "Sevil, 41, lost …"; "she was 16 when …"."""
    if last > first + 3 or p.pos[last - 1] != "NUM" or p.word[first].isdigit() and len(p.word[first]) > 2:
        return False
    between = p.word[first - 1 : first] == p.word[last : last + 1] == [","]
    if between and p.word[first].isdigit() and first > 1 and p.pos[first - 2] == "PROPN":
        return True
    who = child(p, p.head[last - 1], "nsubj")
    if p.dep[last - 1] not in ("attr", "acomp") or p.lemma[p.head[last - 1]] != "be" or who is None:
        return False
    return p.lower[who] in ("i", "he", "she") or p.pos[who] == "PROPN"


def _is_counted_place(p: Parse, top: int, noun: int | None) -> bool:
    """Whether an ordinal tells the place of a thing in a row ("the first figure", "for the third time", "was
    the first"); not the steps of an argument, fixed words ("third states", "first lady") and adverbs."""
    if p.tag[top + 1 : top + 2] in (["JJS"], ["RBS"]):  # "the second largest town"
        return True
    if noun is None:
        return p.dep[top] == "attr" and p.lower[top - 1 : top] == ["the"]
    return (
        p.dep[top] in ("amod", "nmod", "compound")
        and noun > top
        and not any(p.pos[i] == "DET" for i in range(top, noun))
        and not {p.lemma[noun], p.lower[top + 1]} & _IN_AN_ARGUMENT
    )


def _is_count_of_one(p: Parse, i: int, noun: int | None) -> bool:
    """ "one parent" counts; "one of", "no one", "the one", "one day", "on one side" do not."""
    if (
        noun is None
        or p.dep[i] not in ("nummod", "compound", "amod", "det")
        or p.lemma[noun] in _OF_A_GROUP
        or noun < i
    ):
        return False
    before = p.lower[i - 1] if i else ""
    if any(
        p.lower[j : j + 2] == ["the", "other"] for j in range(noun, p.sents[p.sent[i]][1] - 1)
    ):  # "of one town … of the other"
        return False
    return before not in ("no", "not", "any", "every", "some", "the", "this", "that", "each", "only")


def _top(p: Parse, first: int, last: int) -> int:
    """The token of a figure that the others hang on."""
    inside = range(first, last)
    return next((k for k in reversed(inside) if p.head[k] not in inside or p.head[k] == k), last - 1)


def _noun(p: Parse, top: int, first: int, last: int) -> int | None:
    """What is counted: the noun that the figure modifies, the one after "of", or None where it is left
    out."""
    if p.lower[last - 1] in ("of",):
        top = last - 2
    head = p.head[top]
    if (
        p.dep[top] in ("nummod", "amod", "compound", "quantmod", "det", "nmod")
        and head >= last
        and p.pos[head] in ("NOUN", "PROPN", "NUM", "ADJ", "SYM")
        and not (p.lower[last : last + 1] == ["more"] and p.pos[last + 1 : last + 2] == ["NUM"])
    ):  # "30 more two days later"
        while (
            p.dep[head] in ("compound", "quantmod", "nmod")
            and p.head[head] > head
            and p.pos[head] in ("NUM", "SYM", "PROPN", "NOUN")
        ):
            head = p.head[head]
        return head
    if last < len(p) and p.lower[last] == "of" and p.dep[last] == "prep":
        return child(p, last, "pobj")
    after = last
    while (
        after < len(p)
        and p.sent[after] == p.sent[top]
        and (
            p.pos[after] == "ADJ"
            or p.pos[after] == "NUM"
            and p.word[after + 1 : after + 2] == ["-"]
            or p.word[after] == "-"
            or p.dep[after] in ("amod", "compound")
        )
        and after < last + 4
    ):
        after += 1
    if (
        after < len(p)
        and p.sent[after] == p.sent[top]
        and p.pos[after] in ("NOUN", "PROPN")
        and p.word[last][0].isalpha()
        and p.dep[after] != "ROOT"
    ):
        return after
    return None

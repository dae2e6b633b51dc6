"""Numbers: every figure or number word that counts or measures, what it counts, and whose figure it is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

from diptych import voice
from diptych.corpus.codebook import Codebook
from diptych.extract.quantities import figures
from diptych.extract.quantities.counted import Counted, counted
from diptych.extract.quantities.figures import Figure
from diptych.extract.quantities.measures import CORPSES, governor, lexicon, measure_of
from diptych.reading import grammar, names, table
from diptych.reading.grammar import Parse, child
from diptych.reading.reading import Reading, worked_out_once
from diptych.wordlists import word_lists

FIELDS = ["kind", "low", "high", "counted", "measure", "voice", "source", "part_of"]

_INCLUDING = frozenset({"including", "include", "among", "amongst", "comprising"})
_TOLL = word_lists("diptych.extract", "words.toml")["toll"]


def numbers(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per figure or number word that counts or measures.

    Columns: text_id, sent, start, end, surface (with "over", "about" and the like); kind (`KINDS`); low and
    high (equal where exact; high empty for "over …", low for "under …"); counted (what is counted, a noun
    phrase, with what is said of it); measure (see measures.toml); voice and source; part_of (surface of the
    figure whose part this one is said to be, else empty). Numbers in dates, times and names, "one" as a
    pronoun and ordinals that order an argument have no row. Errors: a noun left out is taken from the figure
    before.
    """
    return table.coded(readings, rows, FIELDS)


@worked_out_once
def rows(reading: Reading) -> list[tuple]:
    """(start, end, *FIELDS) of every figure of one reading, in the order of the words."""
    p, found, out = reading.parse, counted(reading), []
    measures: list[str] = []
    wholes: list[bool] = []
    voices: list[tuple[str, str]] = []
    for k, c in enumerate(found):
        whole = _whole(p, found, k)
        measure = measure_of(reading, c)
        left_out = _left_out(p, found, wholes, k) if c.noun is None or p.pos[c.noun] == "PRON" else None
        if left_out is not None and p.lemma[left_out] in CORPSES and c.figure.kind == "count":
            measure = "killed"
        elif whole is not None and measure == "other":
            measure = measures[whole]
        elif (
            p.lower[(c.last if c.noun is None else c.noun + 1) :][:1] == ["both"]
            and k
            and p.sent[found[k - 1].first] == p.sent[c.first]
        ):  # "130 lost one parent and 25 both"
            measure = next(
                (
                    measures[j]
                    for j in range(k - 1, -1, -1)
                    if p.sent[found[j].first] == p.sent[c.first] and p.dep[found[j].head] == "nsubj"
                ),
                measure,
            )
        elif (
            measure == "other" and (c.noun is None or p.lemma[c.noun] == "name") and c.figure.kind == "count"
        ):
            measure = _told_before(reading, found, measures, k)
        measures.append(measure)
        speaks, source = voice.voice_of(reading, min(c.first, len(p) - 1))
        if speaks == "author":
            speaks, source = _counted_by(reading, c)
        if speaks == "author" and whole is not None:
            speaks, source = voices[whole]
        voices.append((speaks, source))
        f = _as_percent(c.figure)
        wholes.append(whole is None)
        out.append(
            (
                f.start,
                f.end,
                f.kind,
                "" if f.low is None else _plain(f.low),
                "" if f.high is None else _plain(f.high),
                _words(p, found, wholes, k, c),
                measure,
                speaks,
                source,
                p.text[found[whole].figure.start : found[whole].figure.end] if whole is not None else "",
            )
        )
    return out


def _as_percent(f: Figure) -> Figure:
    """A fraction of a whole in per cent: "a fifth" is 20."""
    return (
        f._replace(kind="percent", low=f.low and f.low * 100, high=f.high and f.high * 100)
        if f.kind == "count" and 0 < (f.high or f.low or 0) < 1
        else f
    )


def _left_out(p: Parse, found: list[Counted], wholes: list[bool], k: int) -> int | None:
    """The noun that a bare figure leaves out: that of the figure before it in the sentence which is no part
    of another."""
    return next(
        (
            found[j].noun
            for j in range(k - 1, -1, -1)
            if found[j].noun is not None and wholes[j] and p.sent[found[j].first] == p.sent[found[k].first]
        ),
        None,
    )


_FIGURES = word_lists("diptych.extract", "words.toml")["figures"]


def _told_before(reading: Reading, found: list[Counted], measures: list[str], k: int) -> str:
    """The measure of a bare figure, or of names on a list, that somebody names, settles on or puts in
    another's place: that of the figure before it in the paragraph, or of what the sentences before tell ("How
    many died is uncertain. The commission settled on 450.").
    """
    p, c = reading.parse, found[k]
    verb, sent = governor(p, c.head), p.sent[c.first]
    nouns = {p.lemma[i] for i in range(*p.sents[sent]) if p.pos[i] == "NOUN"}
    if (
        not (
            p.lemma[verb] in _NAMES_A_FIGURE
            and p.dep[c.head] in ("pobj", "dobj", "attr", "conj", "appos")
            or nouns & _FIGURES
        )
        or c.noun is not None
        and "list" not in nouns
    ):
        return "other"
    near = [
        j
        for j in range(k)
        if p.paragraph[found[j].first] == p.paragraph[c.first]
        and sent - p.sent[found[j].first] <= 1
        and found[j].figure.kind == "count"
    ]
    told = next((measures[j] for j in reversed(near) if measures[j] != "other"), "")
    if told or near and near[-1] == k - 1 and p.sent[found[k - 1].first] == sent:
        return told or "other"
    lex = lexicon(reading.codebook)
    for s in range(sent - 1, max(-1, sent - 5), -1):
        if p.paragraph[p.sents[s][0]] != p.paragraph[c.first]:
            break
        before = {p.lemma[i].lower() for i in range(*p.sents[s])}
        hits = {
            measure for f in before for parts, measure, _ in lex.verbs.get(f, ()) if before.issuperset(parts)
        } | {lex.nouns[f] for f in before if f in lex.nouns}
        if hits:
            return min(hits, key=lambda m: lex.order[m])
    return "other"


_NAMES_A_FIGURE = word_lists("diptych.extract", "words.toml")["names-a-figure"]


def _counted_by(reading: Reading, c: Counted) -> tuple[str, str]:
    """(voice, source) by who counts: "a commission counted 450", "officials put the dead at 485", where the
    verb is one of counting in cues.toml."""
    p, verb = reading.parse, c.head
    while p.pos[verb] not in ("VERB", "AUX") and p.head[verb] != verb:
        verb = p.head[verb]
    who = child(p, verb, "nsubj")
    named = (
        p.lemma[verb] in _NAMES_A_FIGURE
        and p.tag[verb] != "VBN"
        and (c.noun is None or bool({p.lemma[c.noun], p.lower[c.noun]} & _TOLL))
    )
    if who is not None and any(p.lower[i] in ("my", "our") for i in p.children[who]):
        return "author", ""
    if (
        who is None
        or verb < c.first <= who
        or not named
        and p.lemma[verb] not in _counting(reading.codebook)
        or p.pos[who] not in ("NOUN", "PROPN", "PRON")
        or p.lower[who] in ("i", "we", "it", "this", "that")
    ):
        return "author", ""
    told = [
        p.lemma[i] for i in range(p.left[verb], p.right[verb]) if p.pos[i] == "NOUN" or p.lower[i] == "dead"
    ]
    if (
        c.noun is not None
        and not named
        and not {"figure", "number", "toll", "dead", "death", "estimate", "count", "total"}.intersection(told)
    ):
        return (
            ("author", "")
            if p.lemma[verb] not in ("count", "estimate", "document", "register", "record", "identify")
            else ("attributed", names.describe(reading, who))
        )
    return "attributed", names.describe(reading, who)


@lru_cache(maxsize=8)
def _counting(codebook: Codebook) -> frozenset[str]:
    return frozenset(
        lemma for entry in codebook["cues"] if entry.more["act"] == "counts" for lemma in entry.more["lemmas"]
    )


def _plain(value: float) -> int | float | str:
    """A figure as a cell has it; nothing for one that is too large for any."""
    if not math.isfinite(value):
        return ""
    return int(value) if value == int(value) else round(value, 6)


def _whole(p: Parse, found: list[Counted], k: int) -> int | None:
    """The number of the figure whose part this one is said to be: "613 people, including 106 women", "613
    (106 women, 63 children)"."""
    c = found[k]
    a = p.sents[p.sent[c.first]][0]
    if c.figure.kind != "count":
        return None
    if (
        c.noun is not None
        and p.lower[c.noun] in ("them", "whom", "which")
        or p.lower[c.last : c.last + 2] == ["of", "them"]
    ):  # "26 bodies …, three of them headless"
        return next(
            (j for j in range(k - 1, -1, -1) if found[j].first >= a and found[j].figure.kind == "count"), None
        )
    if (
        c.noun is None
        and k
        and found[k - 1].noun is not None
        and p.lower[max(a, found[k - 1].first - 2) : found[k - 1].first]
        in (["of", "the"], ["of", "these"], ["of", "those"])
        and p.word[c.first - 1 : c.first] == [","]
        and found[k - 1].first >= a
    ):
        return k - 1  # "of the 100 captives, 40 …"
    if _is_among_them(p, c):  # "150 captives, 68 women and 26 children among them"
        top = grammar.first_conjunct(p, c.head)
        return next(
            (
                j
                for j in range(k - 1, -1, -1)
                if found[j].first >= a
                and found[j].figure.kind == "count"
                and grammar.first_conjunct(p, found[j].head) != top
            ),
            None,
        )
    opened = None
    for i in range(c.first - 1, a - 1, -1):
        if p.word[i] == ")":
            return None
        if p.lower[i] in _INCLUDING or p.lower[i] == "them" and p.lower[i - 1] in ("of", "among"):
            opened = i
            break
        if p.word[i] == "(":
            opened = i
            break
        if p.word[i] == ";" or p.pos[i] in ("VERB", "AUX") and p.tag[i] in ("VBD", "VBZ", "VBP"):
            return None
    if opened is None:
        return None
    before = [j for j in range(k) if a <= found[j].first < opened and found[j].figure.kind == "count"]
    if not before:
        return None
    whole, part = found[before[-1]].figure, c.figure
    return (
        before[-1]
        if c.figure.kind == "count" and (whole.high is None or part.low is None or part.low <= whole.high)
        else None
    )


def _is_among_them(p: Parse, c: Counted) -> bool:
    """Whether "among them" or "of them" closes the list in which a figure stands."""
    i, end = c.last, p.sents[p.sent[c.first]][1]
    while i < end and (
        p.pos[i] in ("NOUN", "ADJ", "NUM", "PROPN", "CCONJ") or p.word[i] == "," and i > c.last
    ):
        i += 1
    return i > c.last and p.lower[i : i + 2] in (["among", "them"], ["among", "these"], ["amongst", "them"])


# What is counted, and what the figure measures


def _words(p: Parse, found: list[Counted], wholes: list[bool], k: int, c: Counted) -> str:
    """What is counted, in words: the noun phrase without the figure, and the participle said of it."""
    noun = (
        c.noun
        if c.noun is not None and p.pos[c.noun] != "PRON"
        else (
            _told_of(p, c)
            if c.noun is None and _told_of(p, c) is not None
            else _left_out(p, found, wholes, k)
        )
    )
    near = found[max(0, k - 6) : k + 1]
    if c.figure.kind in ("money", "percent", "measure") and c.noun is None:
        base = c.figure.unit or "per cent"
    elif noun is None:
        base = ""
    else:
        first, last = grammar.noun_phrase(p, noun)
        own = [
            p.word[i]
            for i in range(first, last)
            if not c.first <= i < c.last
            and p.pos[i] not in ("DET", "NUM", "SPACE", "PUNCT")
            and i >= (c.last if c.noun is not None and c.last <= noun else first)
            and p.lower[i] not in figures.ABOUT
            and not any(o.figure.start <= p.start[i] < o.figure.end for o in near)
        ]
        while own and own[-1].lower() in ("of", "in", "from", "under", "over", "with", "to"):
            own.pop()
        base = " ".join(own) or p.word[noun]
    verb = _said_of(p, c)
    return " ".join(w for w in (base, verb) if w)


def _told_of(p: Parse, c: Counted) -> int | None:
    """What those counted are said to be, where their noun is left out: "40 were women"."""
    verb = p.head[c.head]
    kind = child(p, verb, "attr") if p.dep[c.head] == "nsubj" and p.lemma[verb] == "be" else None
    return kind if kind is not None and p.tag[kind] == "NNS" else None


def _said_of(p: Parse, c: Counted) -> str:
    top = c.head
    if p.dep[top] == "nsubjpass":
        rest = [
            p.word[i]
            for i in p.children[p.head[top]]
            if p.dep[i] in ("oprd", "xcomp", "acomp") and i > p.head[top]
        ]
        return " ".join([p.word[p.head[top]], *rest[:1]])
    acl = next((i for i in p.children[top] if p.dep[i] == "acl" and p.tag[i] == "VBN"), None)
    return p.word[acl] if acl is not None else ""

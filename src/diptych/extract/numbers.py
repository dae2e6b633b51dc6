"""Numbers: every figure or number word that counts or measures, what it counts, and whose figure it is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from diptych import grammar, law, names, table, voice
from diptych.codebook import Codebook
from diptych.extract import figures
from diptych.extract.dates import rows as dated
from diptych.extract.figures import Figure
from diptych.extract.story import timeline
from diptych.grammar import Parse, child
from diptych.pipeline import Reading, worked_out_once
from diptych.spelling import plain

FIELDS = ["kind", "low", "high", "counted", "measure", "voice", "source", "part_of"]
KINDS = ("count", "ordinal", "percent", "money", "measure")

_OF_A_GROUP = frozenset({"of", "another", "side", "hand", "day", "time", "thing", "way", "place", "party"})
_BEFORE_A_LABEL = frozenset("no number article section category chapter paragraph rule page vol volume part figure table resolution protocol room gate route flight act point item class grade type phase level season episode version".split())
_INCLUDING = frozenset({"including", "include", "among", "amongst", "comprising"})
_IN_AN_ARGUMENT = frozenset("step point reason argument question objection place part section lady name hand aid party state country world person language degree instance generation light sight half quarter floor battalion regiment brigade division army corps company".split())
_TOLL = frozenset("dead death victim casualty fatality".split())
_PLACES = frozenset("third fourth fifth sixth eighth tenth".split())
_CORPSES = frozenset("body corpse corpses remains skeleton fatality".split())
_EMPTY = frozenset("one other people person individual man woman victim".split())


class Counted(NamedTuple):
    """A figure in its sentence: the figure, its tokens, its head (the token that is counted, or the figure itself where the noun is left out)."""

    figure: Figure
    first: int
    last: int
    head: int
    noun: int | None


def numbers(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per figure or number word that counts or measures.

    Columns: text_id, sent, start, end, surface (with "over", "about" and the like); kind (`KINDS`); low and high (equal where exact; high
    empty for "over …", low for "under …"); counted (what is counted, a noun phrase, with what is said of it); measure (see measures.toml);
    voice and source; part_of (surface of the figure whose part this one is said to be, else empty). Numbers in dates, times and names,
    "one" as a pronoun and ordinals that order an argument have no row. Errors: a noun left out is taken from the figure before.
    """
    return table.make(readings, rows, FIELDS)


@worked_out_once
def rows(reading: Reading) -> list[tuple]:
    """(start, end, *FIELDS) of every figure of one reading, in the order of the words."""
    p, found, out = reading.parse, counted(reading), []
    measures: list[str] = []
    wholes: list[bool] = []
    voices: list[tuple[str, str]] = []
    for k, c in enumerate(found):
        whole = _whole(p, found, k)
        measure = _measure(reading, c)
        left_out = _left_out(p, found, wholes, k) if c.noun is None or p.pos[c.noun] == "PRON" else None
        if left_out is not None and p.lemma[left_out] in _CORPSES and c.figure.kind == "count":
            measure = "killed"
        elif whole is not None and measure == "other":
            measure = measures[whole]
        elif p.lower[(c.last if c.noun is None else c.noun + 1):][:1] == ["both"] and k and p.sent[found[k - 1].first] == p.sent[c.first]:  # "130 lost one parent and 25 both"
            measure = next((measures[j] for j in range(k - 1, -1, -1) if p.sent[found[j].first] == p.sent[c.first] and p.dep[found[j].head] == "nsubj"), measure)
        elif measure == "other" and (c.noun is None or p.lemma[c.noun] == "name") and c.figure.kind == "count":
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
        out.append((f.start, f.end, f.kind, "" if f.low is None else _plain(f.low), "" if f.high is None else _plain(f.high), _words(p, found, wholes, k, c), measure, speaks, source,
                    p.text[found[whole].figure.start:found[whole].figure.end] if whole is not None else ""))
    return out


def _as_percent(f: Figure) -> Figure:
    """A fraction of a whole in per cent: "a fifth" is 20."""
    return f._replace(kind="percent", low=f.low and f.low * 100, high=f.high and f.high * 100) if f.kind == "count" and 0 < (f.high or f.low or 0) < 1 else f


def _left_out(p: Parse, found: list[Counted], wholes: list[bool], k: int) -> int | None:
    """The noun that a bare figure leaves out: that of the figure before it in the sentence which is no part of another."""
    return next((found[j].noun for j in range(k - 1, -1, -1) if found[j].noun is not None and wholes[j] and p.sent[found[j].first] == p.sent[found[k].first]), None)


_FIGURES = frozenset("figure number toll count total estimate".split())


def _told_before(reading: Reading, found: list[Counted], measures: list[str], k: int) -> str:
    """The measure of a bare figure, or of names on a list, that somebody names, settles on or puts in another's place: that of the figure
    before it in the paragraph, or of what the sentences before tell ("How many died is uncertain. The commission settled on 450.")."""
    p, c = reading.parse, found[k]
    verb, sent = _governor(p, c.head), p.sent[c.first]
    nouns = {p.lemma[i] for i in range(*p.sents[sent]) if p.pos[i] == "NOUN"}
    if not (p.lemma[verb] in _NAMES_A_FIGURE and p.dep[c.head] in ("pobj", "dobj", "attr", "conj", "appos") or nouns & _FIGURES) or c.noun is not None and "list" not in nouns:
        return "other"
    near = [j for j in range(k) if p.paragraph[found[j].first] == p.paragraph[c.first] and sent - p.sent[found[j].first] <= 1 and found[j].figure.kind == "count"]
    told = next((measures[j] for j in reversed(near) if measures[j] != "other"), "")
    if told or near and near[-1] == k - 1 and p.sent[found[k - 1].first] == sent:
        return told or "other"
    lex = _lexicon(reading.codebook)
    for s in range(sent - 1, max(-1, sent - 5), -1):
        if p.paragraph[p.sents[s][0]] != p.paragraph[c.first]:
            break
        before = {p.lemma[i].lower() for i in range(*p.sents[s])}
        hits = {measure for f in before for parts, measure, _ in lex.verbs.get(f, ()) if before.issuperset(parts)} | {lex.nouns[f] for f in before if f in lex.nouns}
        if hits:
            return min(hits, key=lambda m: lex.order[m])
    return "other"


_NAMES_A_FIGURE = frozenset("settle speak put give name cite report claim mention arrive insist admit acknowledge confirm".split())


def _counted_by(reading: Reading, c: Counted) -> tuple[str, str]:
    """(voice, source) by who counts: "a commission counted 450", "officials put the dead at 485", where the verb is one of counting in cues.toml."""
    p, verb = reading.parse, c.head
    while p.pos[verb] not in ("VERB", "AUX") and p.head[verb] != verb:
        verb = p.head[verb]
    who = child(p, verb, "nsubj")
    named = p.lemma[verb] in _NAMES_A_FIGURE and p.tag[verb] != "VBN" and (c.noun is None or bool({p.lemma[c.noun], p.lower[c.noun]} & _TOLL))
    if who is not None and any(p.lower[i] in ("my", "our") for i in p.children[who]):
        return "author", ""
    if who is None or verb < c.first <= who or not named and p.lemma[verb] not in _counting(reading.codebook) or p.pos[who] not in ("NOUN", "PROPN", "PRON") or p.lower[who] in ("i", "we", "it", "this", "that"):
        return "author", ""
    told = [p.lemma[i] for i in range(p.left[verb], p.right[verb]) if p.pos[i] == "NOUN" or p.lower[i] == "dead"]
    if c.noun is not None and not named and not {"figure", "number", "toll", "dead", "death", "estimate", "count", "total"}.intersection(told):
        return ("author", "") if p.lemma[verb] not in ("count", "estimate", "document", "register", "record", "identify") else ("attributed", names.describe(reading, who))
    return "attributed", names.describe(reading, who)


@lru_cache(maxsize=8)
def _counting(codebook: Codebook) -> frozenset[str]:
    return frozenset(lemma for entry in codebook["cues"] if entry.more["act"] == "counts" for lemma in entry.more["lemmas"])


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else round(value, 6)


@worked_out_once
def counted(reading: Reading) -> list[Counted]:
    """Every figure of a text that counts or measures, in order."""
    p = reading.parse
    out_of_play = _taken(reading)
    kept = []
    for f in sorted(_in_text(p)):
        first, last = grammar.tokens_in(p, *f.core)
        if first >= last or out_of_play.intersection(range(first, last)) or p.start[first] > f.core[0] + 4:
            continue
        c = in_sentence(p, _without_particle(p, f), first, last)
        if c is not None:
            kept.append(c)
    return kept


def _in_text(p: Parse) -> list[Figure]:
    """Figures and ordinals where they stand in the text as it is."""
    span = p.spelling.span
    found = [*figures.find(p.spelling.plain), *figures.ordinals(p.spelling.plain)]
    return [f._replace(start=span(f.start, f.end)[0], end=span(f.start, f.end)[1], core=span(*f.core)) for f in found]


def _without_particle(p: Parse, f: Figure) -> Figure:
    """ "handed over hundreds of captives": "over" belongs to the verb."""
    i = grammar.tokens_in(p, f.start, f.start + 1)[0]
    if f.bound != ">" or p.lower[i] != "over" or not (p.dep[i] == "prt" or i and p.lemma[i - 1] in ("hand", "turn", "give", "sign")):
        return f
    alone = next((a for a in figures.find(plain(p.text[f.core[0]:f.end])) if a.start == 0), None)
    return f._replace(start=f.core[0], bound="=", high=alone.high) if alone else f


@worked_out_once
def _taken(reading: Reading) -> set[int]:
    """Tokens inside dates and times, names and names of law."""
    p = reading.parse
    spans = [*((start, end) for start, end, *_ in dated(reading)), *((d.start, d.end) for d in timeline(reading) if d.found.kind in ("point", "pair") and d.when and d.when.year)]
    return taken_by_names(reading) | {i for start, end in spans for i in range(*grammar.tokens_in(p, start, end))}


def taken_by_names(reading: Reading) -> set[int]:
    """Tokens inside names and names of law."""
    p, taken = reading.parse, set()
    for m in names.mentions(reading):
        if m.found_by == "codebook" or m.last - m.first > 1 and m.label not in ("NORP", "PERSON") or p.word[m.first].isdigit():
            taken.update(range(m.first, m.last))
    for f in law.named(reading):
        taken.update(range(f.first, f.last))
    return {i for i in taken if not (p.pos[i] == "NUM" and p.word[i].islower() and p.word[i].isalpha())}


def in_sentence(p: Parse, f: Figure, first: int, last: int) -> Counted | None:
    """The figure with what it counts, or None where it is a pronoun, a label or a mere ordinal."""
    top = _top(p, first, last)
    noun = _noun(p, top, first, last)
    if f.kind == "ordinal":
        return Counted(f, first, last, noun if noun is not None else top, noun) if _is_counted_place(p, top, noun) else None
    if p.lower[first] == "a" and p.lower[last - 1] in _PLACES and (p.tag[last:last + 1] in (["NN"], ["VBZ"]) or p.lower[last:last + 1] in (["was"], ["came"], ["had"])):
        return None  # "a third was found", "a fifth column"
    before = p.lower[first - 1].rstrip(".") or p.lower[first - 2] if first else ""
    if before in _BEFORE_A_LABEL and p.word[first][0].isdigit() and first and p.sent[first - 1] == p.sent[first]:
        return None
    if f.kind == "count" and noun is None and first and p.word[first][0].isdigit() and p.pos[first - 1] == "PROPN" and p.end[first - 1] + 1 >= p.start[first] and p.dep[first] in (
            "nummod", "appos", "npadvmod", "compound", "nmod", "pobj", "dobj") and p.word[first - 1] not in ("Mr.", ".") and (p.head[first] == first - 1 or p.dep[first - 1] == "compound" and p.head[first - 1] == first):
        return None  # a name's own number: Route 66, Unit 731
    if f.kind == "count" and noun is not None and p.tag[noun] in ("NN", "NNP") and noun >= last and first and p.word[first].isdigit() and p.pos[first - 1] == "PROPN" and p.end[first - 1] + 1 == p.start[first] and (
            p.dep[first - 1] in ("compound", "nmod") and p.head[first - 1] == p.head[first] == noun and f.low not in (None, 1)):
        return None  # the same inside a longer name: a Type 99 tank, a Mi 24 helicopter
    if p.lower[first] in ("one", "zero") and last == first + 1 and f.kind == "count" and f.bound == "=" and not _is_count_of_one(p, first, noun):
        return None
    if f.kind == "count" and noun is None and _is_age(p, first, last) or p.lower[first - 1:first] == ["aged"]:
        f = f._replace(kind="measure", unit="years of age")
    if f.kind == "count" and p.lower[first] in ("half", "quarter") and noun is None and p.lower[first - 1:first] != ["by"] and first + 1 < len(p) and p.lower[first + 1] not in ("of", "the", "its", "their"):
        return None
    return Counted(f, first, last, noun if noun is not None else top, noun)


def _is_age(p: Parse, first: int, last: int) -> bool:
    """ "under the age of 10"; "Sevil, 41, lost …"; "she was 16 when …": how old somebody is."""
    if p.lower[max(0, first - 2):first] == ["age", "of"]:
        return True
    if last > first + 3 or p.pos[last - 1] != "NUM" or p.word[first].isdigit() and len(p.word[first]) > 2:
        return False
    if p.word[first].isdigit() and first > 1 and p.word[first - 1] == "," and p.pos[first - 2] == "PROPN" and p.word[last:last + 1] == [","]:
        return True
    who = child(p, p.head[last - 1], "nsubj")
    return p.dep[last - 1] in ("attr", "acomp") and p.lemma[p.head[last - 1]] == "be" and who is not None and (p.lower[who] in ("i", "he", "she") or p.pos[who] == "PROPN")


def _is_counted_place(p: Parse, top: int, noun: int | None) -> bool:
    """Whether an ordinal tells the place of a thing in a row ("the first figure", "for the third time", "was the first"); not the steps of an
    argument, fixed words ("third states", "first lady") and adverbs."""
    if p.tag[top + 1:top + 2] in (["JJS"], ["RBS"]):  # "the second largest town"
        return True
    if noun is None:
        return p.dep[top] == "attr" and p.lower[top - 1:top] == ["the"]
    return p.dep[top] in ("amod", "nmod", "compound") and noun > top and not any(p.pos[i] == "DET" for i in range(top, noun)) and not {p.lemma[noun], p.lower[top + 1]} & _IN_AN_ARGUMENT


def _is_count_of_one(p: Parse, i: int, noun: int | None) -> bool:
    """ "one parent" counts; "one of", "no one", "the one", "one day", "on one side" do not."""
    if noun is None or p.dep[i] not in ("nummod", "compound", "amod", "det") or p.lemma[noun] in _OF_A_GROUP or noun < i:
        return False
    before = p.lower[i - 1] if i else ""
    if any(p.lower[j:j + 2] == ["the", "other"] for j in range(noun, p.sents[p.sent[i]][1] - 1)):  # "of one town … of the other"
        return False
    return before not in ("no", "not", "any", "every", "some", "the", "this", "that", "each", "only")


def _top(p: Parse, first: int, last: int) -> int:
    """The token of a figure that the others hang on."""
    inside = range(first, last)
    return next((k for k in reversed(inside) if p.head[k] not in inside or p.head[k] == k), last - 1)


def _noun(p: Parse, top: int, first: int, last: int) -> int | None:
    """What is counted: the noun that the figure modifies, the one after "of", or None where it is left out."""
    if p.lower[last - 1] in ("of",):
        top = last - 2
    head = p.head[top]
    if p.dep[top] in ("nummod", "amod", "compound", "quantmod", "det", "nmod") and head >= last and p.pos[head] in ("NOUN", "PROPN", "NUM", "ADJ", "SYM") and not (
            p.lower[last:last + 1] == ["more"] and p.pos[last + 1:last + 2] == ["NUM"]):  # "30 more two days later"
        while p.dep[head] in ("compound", "quantmod", "nmod") and p.head[head] > head and p.pos[head] in ("NUM", "SYM", "PROPN", "NOUN"):
            head = p.head[head]
        return head
    if last < len(p) and p.lower[last] == "of" and p.dep[last] == "prep":
        obj = child(p, last, "pobj")
        return obj
    after = last
    while after < len(p) and p.sent[after] == p.sent[top] and (p.pos[after] == "ADJ" or p.pos[after] == "NUM" and p.word[after + 1:after + 2] == ["-"] or p.word[after] == "-" or p.dep[after] in ("amod", "compound")) and after < last + 4:
        after += 1
    if after < len(p) and p.sent[after] == p.sent[top] and p.pos[after] in ("NOUN", "PROPN") and p.word[last][0].isalpha() and p.dep[after] != "ROOT":
        return after
    return None


def _whole(p: Parse, found: list[Counted], k: int) -> int | None:
    """The number of the figure whose part this one is said to be: "613 people, including 106 women", "613 (106 women, 63 children)"."""
    c = found[k]
    a = p.sents[p.sent[c.first]][0]
    if c.figure.kind != "count":
        return None
    if c.noun is not None and p.lower[c.noun] in ("them", "whom", "which") or p.lower[c.last:c.last + 2] == ["of", "them"]:  # "26 bodies …, three of them headless"
        return next((j for j in range(k - 1, -1, -1) if found[j].first >= a and found[j].figure.kind == "count"), None)
    if c.noun is None and k and found[k - 1].noun is not None and p.lower[max(a, found[k - 1].first - 2):found[k - 1].first] in (["of", "the"], ["of", "these"], ["of", "those"]) and p.word[c.first - 1:c.first] == [","] and found[k - 1].first >= a:
        return k - 1  # "of the 100 captives, 40 …"
    if _is_among_them(p, c):  # "150 captives, 68 women and 26 children among them"
        top = grammar.first_conjunct(p, c.head)
        return next((j for j in range(k - 1, -1, -1) if found[j].first >= a and found[j].figure.kind == "count" and grammar.first_conjunct(p, found[j].head) != top), None)
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
    return before[-1] if c.figure.kind == "count" and (whole.high is None or part.low is None or part.low <= whole.high) else None


def _is_among_them(p: Parse, c: Counted) -> bool:
    """Whether "among them" or "of them" closes the list in which a figure stands."""
    i, end = c.last, p.sents[p.sent[c.first]][1]
    while i < end and (p.pos[i] in ("NOUN", "ADJ", "NUM", "PROPN", "CCONJ") or p.word[i] == "," and i > c.last):
        i += 1
    return i > c.last and p.lower[i:i + 2] in (["among", "them"], ["among", "these"], ["amongst", "them"])


# What is counted, and what the figure measures


def _words(p: Parse, found: list[Counted], wholes: list[bool], k: int, c: Counted) -> str:
    """What is counted, in words: the noun phrase without the figure, and the participle said of it."""
    noun = c.noun if c.noun is not None and p.pos[c.noun] != "PRON" else _told_of(p, c) if c.noun is None and _told_of(p, c) is not None else _left_out(p, found, wholes, k)
    near = found[max(0, k - 6):k + 1]
    if c.figure.kind in ("money", "percent", "measure") and c.noun is None:
        base = c.figure.unit or "per cent"
    elif noun is None:
        base = ""
    else:
        first, last = grammar.noun_phrase(p, noun)
        own = [p.word[i] for i in range(first, last) if not c.first <= i < c.last and p.pos[i] not in ("DET", "NUM", "SPACE", "PUNCT")
               and i >= (c.last if c.noun is not None and c.last <= noun else first) and p.lower[i] not in figures.ABOUT and not any(o.figure.start <= p.start[i] < o.figure.end for o in near)]
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
        rest = [p.word[i] for i in p.children[p.head[top]] if p.dep[i] in ("oprd", "xcomp", "acomp") and i > p.head[top]]
        return " ".join([p.word[p.head[top]], *rest[:1]])
    acl = next((i for i in p.children[top] if p.dep[i] == "acl" and p.tag[i] == "VBN"), None)
    return p.word[acl] if acl is not None else ""


class _Lexicon(NamedTuple):
    things: frozenset[str]
    nouns: dict[str, str]
    words: dict[str, str]
    verbs: dict[str, list[tuple[tuple[str, ...], str, bool]]]
    order: dict[str, int]


@lru_cache(maxsize=8)
def _lexicon(codebook: Codebook) -> _Lexicon:
    nouns, words, verbs, things = {}, {}, {}, set()
    for entry in codebook["measures"]:
        measure = str(entry.more["measure"])
        if measure == "other":
            things.update(entry.more.get("nouns", ()))
            continue
        for noun in entry.more.get("nouns", ()):
            nouns.setdefault(noun, measure)
        for word in entry.more.get("words", ()):
            words.setdefault(word, measure)
        for key in ("verbs", "does"):
            for phrase in entry.more.get(key, ()):
                parts = tuple(phrase.split())
                for part in parts:
                    verbs.setdefault(part, []).append((parts, measure, key == "does"))
    return _Lexicon(frozenset(things), nouns, words, verbs, {str(e.more["measure"]): k for k, e in reversed(list(enumerate(codebook["measures"])))})


def _measure(reading: Reading, c: Counted) -> str:
    """The measure whose words stand nearest: in what is counted, said of it, or doing it; of several the first in measures.toml."""
    p, lex = reading.parse, _lexicon(reading.codebook)
    if c.figure.kind == "ordinal":
        return "anniversary" if "anniversary" in (p.lemma[c.head].lower(), *p.lower[c.last:c.last + 1]) else "other"
    if c.figure.kind in ("money", "measure") or c.noun is not None and p.lemma[c.noun] in lex.things:
        return "other"
    if c.noun is not None and {p.lemma[c.noun], p.lower[c.noun]} & _CORPSES:
        return "killed"
    if c.noun is None and (p.lemma[_governor(p, c.head)] == "vote" or p.lower[c.first - 2:c.first] in (["mother", "of"], ["father", "of"], ["parent", "of"])):
        return "other"
    object_ = p.dep[grammar.first_conjunct(p, c.head)] == "dobj"
    lost = p.dep[c.head] == "dobj" and p.lemma[p.head[c.head]] == "lose"  # who loses somebody is counted by another figure
    doer = _is_doer(p, c)
    for circle, weak in _circles(p, c):
        verbs = {form for i in circle for form in (p.lemma[i].lower(), p.lower[i]) if p.pos[i] in ("VERB", "AUX")}
        forms = {form for i in circle for form in (p.lemma[i].lower(), p.lower[i])}
        hits = {lex.words[f] for f in forms if f in lex.words}
        hits |= {measure for f in forms for parts, measure, does in lex.verbs.get(f, ()) if forms.issuperset(parts) and (len(parts) > 1 or f in verbs) and (parts[-1] not in ("of", "to") or _adjoin(p, circle, parts)) and (not (object_ and p.lemma[p.head[grammar.first_conjunct(p, c.head)]] in parts) if does else not doer) and not (does and lost and p.lemma[c.head] in parts) and not (not does and "lose" in parts and p.lemma[c.head] not in parts)}
        if weak:
            hits |= {lex.nouns[f] for f in forms if f in lex.nouns}
        if hits:
            return min(hits, key=lambda m: lex.order[m])
    return "other"


def _adjoin(p: Parse, circle: list[int], parts: tuple[str, ...]) -> bool:
    """Whether the two words of a form stand side by side: "town of", "home to"."""
    return any(p.lemma[i].lower() == parts[0] and p.lower[i + 1:i + 2] == [parts[-1]] for i in circle)


def _is_doer(p: Parse, c: Counted) -> bool:
    """Whether those counted do something to somebody: the subject of an active verb with an object."""
    top = grammar.first_conjunct(p, c.head)
    return p.dep[top] == "nsubj" and any(p.dep[i] == "dobj" for i in p.children[p.head[top]])


def _circles(p: Parse, c: Counted) -> list[tuple[list[int], bool]]:
    """Tokens around what is counted, nearest first, and whether nouns count there: what is said of it, what befalls it, the noun itself,
    the phrase it stands in; where the noun is left out, the sentence's own words for its dead, wounded or missing."""
    head = c.head
    noted = [*(i for i in p.children[head] if p.dep[i] in ("amod", "compound", "nmod", "appos")), *(k for k in range(c.first, min(c.last + 1, len(p))) if p.pos[k] == "ADJ")]
    if p.dep[head] == "poss":
        noted.append(p.head[head])
    if p.lemma[head] == "name":  # "40 names of the dead"
        noted += [j for i in p.children[head] if p.lower[i] == "of" for j in p.children[i]]
    own = [head, *noted]
    said = [j for i in p.children[head] if p.dep[i] in ("acl", "relcl") for j in _clause(p, i)]
    top, phrase = grammar.first_conjunct(p, head), []
    near = p.lower[p.head[top]] if p.dep[top] == "pobj" else ""
    while not _is_verb(p, top) and not _is_verb(p, p.head[top]) and p.head[top] != top and len(phrase) < 8:
        top = p.head[top]
        phrase += [top, *(i for i in p.children[top] if p.dep[i] in ("amod", "compound"))]
        if p.dep[top] not in ("prep", "pobj", "nummod", "conj", "dobj", "nsubj", "nsubjpass", "attr", "appos", "quantmod", "npadvmod"):
            break
    if _is_verb(p, top):  # joined to its verb by a slip of the parse: "lost her husband and two brothers"
        top = next((i for i in p.children[top] if p.dep[i] == "dobj"), head)
    verb = p.head[top]
    befalls = [head, *_clause(p, verb)] if p.pos[verb] in ("VERB", "AUX") and near not in _WHERE and p.dep[top] in ("nsubj", "nsubjpass", "dobj", "attr", "oprd", "dative") else []
    partitive = all(p.lower[i] == "of" or p.pos[i] in ("NUM", "NOUN", "ADJ") for i in phrase)
    adjectives = [(noted if p.pos[head] == "NOUN" else own, False), (said, False)]
    if c.noun is None and c.last < len(p) and p.tag[c.last] in ("VBD", "VBP", "VBZ") and p.dep[head] not in ("nsubj", "nsubjpass"):  # "…; 150 remain in captivity", hung on the noun before
        own_verb = p.head[c.last] if p.dep[c.last] in ("aux", "auxpass") else c.last
        adjectives.append((_clause(p, own_verb), False))
    if p.dep[top] == "prep" and near in ("of", "from") and p.lower[top] == near and top > verb:  # "nothing was heard of 40 men"
        adjectives.append((_clause(p, verb), False))
    if p.lower[c.last:c.last + 2] == ["of", "them"] and head > c.last + 1 and p.dep[head] not in ("nsubj", "nsubjpass", "dobj"):  # "51 of them children": as the whole
        return [*adjectives, (own, True)]
    if near == "of" and p.pos[p.head[p.head[head]]] == "NUM" and not c.first <= p.head[p.head[head]] < c.last:  # "two of the five suspects": what befalls two
        return [*adjectives, (own, True)]
    last = [([k for k in range(*p.sents[p.sent[head]]) if p.pos[k] in ("NOUN", "ADJ") and _governor(p, k) == _governor(p, head)], True)] if c.noun is None and not any(p.pos[i] == "NOUN" for i in phrase) else []
    told_of = [p.head[verb]] if c.noun is None and p.dep[verb] == "acl" and p.dep[top] == "prep" else []  # "its population, estimated at 6,000"
    around = _clause(p, verb) if phrase and near not in _WHERE else []
    return [*adjectives, *([(befalls, False)] if partitive else []), (own, True), (told_of, True), ([] if near in _WHERE else phrase, True), ([*phrase, *around] if around else [], True), (befalls, True), *last]


#: Prepositions of place: what is counted behind them is not what the verb befalls ("live as refugees in 48 districts").
_WHERE = frozenset("in within across throughout near between outside from around through".split())


def _is_verb(p: Parse, i: int) -> bool:
    """A verb or auxiliary, unless it stands where a noun does by a slip of the tagger."""
    return p.pos[i] in ("VERB", "AUX") and p.dep[i] not in ("pobj", "compound", "amod")


def _governor(p: Parse, i: int) -> int:
    """The verb of the clause that a token is in."""
    while p.pos[i] not in ("VERB", "AUX") and p.head[i] != i:
        i = p.head[i]
    return i


def _clause(p: Parse, verb: int) -> list[int]:
    """A verb with the words that make up what it says: objects, complements, particles, its subject's head, the verbs joined to it that have
    no object of their own."""
    out = [verb]
    for i in p.children[verb]:
        if p.dep[i] in ("dobj", "attr", "acomp", "oprd", "xcomp", "prt", "nsubj", "nsubjpass", "advmod", "neg"):
            out.append(i)
            out += [j for j in p.children[i] if p.dep[j] == "conj" and p.tag[j] == "VBN" and p.dep[i] in ("acomp", "oprd", "xcomp")]
        if p.dep[i] == "advcl" and i == verb + 1:  # "went missing"
            out.append(i)
        if p.dep[i] == "prep":
            obj = child(p, i, "pobj")
            out += [i, *p.children[i]] if p.lower[i] == "as" else [i] if obj is None else [i, obj] if p.lower[i] in ("to", "for", "out", "from", "among") else [i]
        if p.dep[verb] == "conj" and p.pos[p.head[verb]] == "VERB" and child(p, p.head[verb], "dobj") is None and child(p, verb, "nsubj", "nsubjpass") is None:
            out.append(p.head[verb])
        if p.dep[i] == "conj" and p.pos[i] == "VERB" and child(p, i, "nsubj", "nsubjpass") is None and child(p, i, "dobj") is None:
            out += [i, *(j for j in p.children[i] if p.dep[j] in ("dobj", "acomp", "oprd", "prt", "xcomp"))]
    return out

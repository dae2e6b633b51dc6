"""What a figure measures: the dead, the wounded, the displaced, by the words of measures.toml that stand
nearest to it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from diptych.corpus.codebook import Codebook
from diptych.extract.quantities.counted import Counted
from diptych.reading import grammar
from diptych.reading.grammar import Parse, child
from diptych.reading.reading import Reading
from diptych.wordlists import word_lists

CORPSES = word_lists("diptych.extract.quantities", "words.toml")["corpses"]


class Lexicon(NamedTuple):
    things: frozenset[str]
    nouns: dict[str, str]
    words: dict[str, str]
    verbs: dict[str, list[tuple[tuple[str, ...], str, bool]]]
    order: dict[str, int]


@lru_cache(maxsize=8)
def lexicon(codebook: Codebook) -> Lexicon:
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
    return Lexicon(
        frozenset(things),
        nouns,
        words,
        verbs,
        {str(e.more["measure"]): k for k, e in reversed(list(enumerate(codebook["measures"])))},
    )


def measure_of(reading: Reading, c: Counted) -> str:
    """The measure whose words stand nearest: in what is counted, said of it, or doing it; of several the
    first in measures.toml."""
    p, lex = reading.parse, lexicon(reading.codebook)
    if c.figure.kind == "ordinal":
        return (
            "anniversary"
            if "anniversary" in (p.lemma[c.head].lower(), *p.lower[c.last : c.last + 1])
            else "other"
        )
    if c.figure.kind in ("money", "measure") or c.noun is not None and p.lemma[c.noun] in lex.things:
        return "other"
    if c.noun is not None and {p.lemma[c.noun], p.lower[c.noun]} & CORPSES:
        return "killed"
    if c.noun is None and (
        p.lemma[governor(p, c.head)] == "vote"
        or p.lower[c.first - 2 : c.first] in (["mother", "of"], ["father", "of"], ["parent", "of"])
    ):
        return "other"
    object_ = p.dep[grammar.first_conjunct(p, c.head)] == "dobj"
    lost = (
        p.dep[c.head] == "dobj" and p.lemma[p.head[c.head]] == "lose"
    )  # who loses somebody is counted by another figure
    doer = _is_doer(p, c)
    for circle, weak in _circles(p, c):
        verbs = {
            form for i in circle for form in (p.lemma[i].lower(), p.lower[i]) if p.pos[i] in ("VERB", "AUX")
        }
        forms = {form for i in circle for form in (p.lemma[i].lower(), p.lower[i])}
        hits = {lex.words[f] for f in forms if f in lex.words}
        hits |= {
            measure
            for f in forms
            for parts, measure, does in lex.verbs.get(f, ())
            if forms.issuperset(parts)
            and (len(parts) > 1 or f in verbs)
            and (parts[-1] not in ("of", "to") or _adjoin(p, circle, parts))
            and (
                not (object_ and p.lemma[p.head[grammar.first_conjunct(p, c.head)]] in parts)
                if does
                else not doer
            )
            and not (does and lost and p.lemma[c.head] in parts)
            and not (not does and "lose" in parts and p.lemma[c.head] not in parts)
        }
        if weak:
            hits |= {lex.nouns[f] for f in forms if f in lex.nouns}
        if hits:
            return min(hits, key=lambda m: lex.order[m])
    return "other"


def _adjoin(p: Parse, circle: list[int], parts: tuple[str, ...]) -> bool:
    """Whether the two words of a form stand side by side: "town of", "home to"."""
    return any(p.lemma[i].lower() == parts[0] and p.lower[i + 1 : i + 2] == [parts[-1]] for i in circle)


def _is_doer(p: Parse, c: Counted) -> bool:
    """Whether those counted do something to somebody: the subject of an active verb with an object."""
    top = grammar.first_conjunct(p, c.head)
    return p.dep[top] == "nsubj" and any(p.dep[i] == "dobj" for i in p.children[p.head[top]])


def _circles(p: Parse, c: Counted) -> list[tuple[list[int], bool]]:
    """Tokens around what is counted, nearest first, and whether nouns count there: what is said of it, what
    befalls it, the noun itself, the phrase it stands in; where the noun is left out, the sentence's own words
    for its dead, wounded or missing.
    """
    head = c.head
    noted = [
        *(i for i in p.children[head] if p.dep[i] in ("amod", "compound", "nmod", "appos")),
        *(k for k in range(c.first, min(c.last + 1, len(p))) if p.pos[k] == "ADJ"),
    ]
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
        if p.dep[top] not in (
            "prep",
            "pobj",
            "nummod",
            "conj",
            "dobj",
            "nsubj",
            "nsubjpass",
            "attr",
            "appos",
            "quantmod",
            "npadvmod",
        ):
            break
    if _is_verb(p, top):  # joined to its verb by a slip of the parse: "lost her husband and two brothers"
        top = next((i for i in p.children[top] if p.dep[i] == "dobj"), head)
    verb = p.head[top]
    befalls = (
        [head, *_clause(p, verb)]
        if p.pos[verb] in ("VERB", "AUX")
        and near not in _WHERE
        and p.dep[top] in ("nsubj", "nsubjpass", "dobj", "attr", "oprd", "dative")
        else []
    )
    partitive = all(p.lower[i] == "of" or p.pos[i] in ("NUM", "NOUN", "ADJ") for i in phrase)
    adjectives = [(noted if p.pos[head] == "NOUN" else own, False), (said, False)]
    if (
        c.noun is None
        and c.last < len(p)
        and p.tag[c.last] in ("VBD", "VBP", "VBZ")
        and p.dep[head] not in ("nsubj", "nsubjpass")
    ):  # "…; 150 remain in captivity", hung on the noun before
        own_verb = p.head[c.last] if p.dep[c.last] in ("aux", "auxpass") else c.last
        adjectives.append((_clause(p, own_verb), False))
    if (
        p.dep[top] == "prep" and near in ("of", "from") and p.lower[top] == near and top > verb
    ):  # "nothing was heard of 40 men"
        adjectives.append((_clause(p, verb), False))
    if (
        p.lower[c.last : c.last + 2] == ["of", "them"]
        and head > c.last + 1
        and p.dep[head] not in ("nsubj", "nsubjpass", "dobj")
    ):  # "51 of them children": as the whole
        return [*adjectives, (own, True)]
    if (
        near == "of" and p.pos[p.head[p.head[head]]] == "NUM" and not c.first <= p.head[p.head[head]] < c.last
    ):  # "two of the five suspects": what befalls two
        return [*adjectives, (own, True)]
    last = (
        [
            (
                [
                    k
                    for k in range(*p.sents[p.sent[head]])
                    if p.pos[k] in ("NOUN", "ADJ") and governor(p, k) == governor(p, head)
                ],
                True,
            )
        ]
        if c.noun is None and not any(p.pos[i] == "NOUN" for i in phrase)
        else []
    )
    told_of = (
        [p.head[verb]] if c.noun is None and p.dep[verb] == "acl" and p.dep[top] == "prep" else []
    )  # "its population, estimated at 6,000"
    around = _clause(p, verb) if phrase and near not in _WHERE else []
    return [
        *adjectives,
        *([(befalls, False)] if partitive else []),
        (own, True),
        (told_of, True),
        ([] if near in _WHERE else phrase, True),
        ([*phrase, *around] if around else [], True),
        (befalls, True),
        *last,
    ]


_WHERE = word_lists("diptych.extract.quantities", "words.toml")["where"]


def _is_verb(p: Parse, i: int) -> bool:
    """A verb or auxiliary, unless it stands where a noun does by a slip of the tagger."""
    return p.pos[i] in ("VERB", "AUX") and p.dep[i] not in ("pobj", "compound", "amod")


def governor(p: Parse, i: int) -> int:
    """The verb of the clause that a token is in."""
    while p.pos[i] not in ("VERB", "AUX") and p.head[i] != i:
        i = p.head[i]
    return i


def _clause(p: Parse, verb: int) -> list[int]:
    """A verb with the words that make up what it says: objects, complements, particles, its subject's head,
    the verbs joined to it that have no object of their own."""
    out = [verb]
    for i in p.children[verb]:
        if p.dep[i] in (
            "dobj",
            "attr",
            "acomp",
            "oprd",
            "xcomp",
            "prt",
            "nsubj",
            "nsubjpass",
            "advmod",
            "neg",
        ):
            out.append(i)
            out += [
                j
                for j in p.children[i]
                if p.dep[j] == "conj" and p.tag[j] == "VBN" and p.dep[i] in ("acomp", "oprd", "xcomp")
            ]
        if p.dep[i] == "advcl" and i == verb + 1:  # "went missing"
            out.append(i)
        if p.dep[i] == "prep":
            obj = child(p, i, "pobj")
            out += (
                [i, *p.children[i]]
                if p.lower[i] == "as"
                else (
                    [i]
                    if obj is None
                    else [i, obj] if p.lower[i] in ("to", "for", "out", "from", "among") else [i]
                )
            )
        if (
            p.dep[verb] == "conj"
            and p.pos[p.head[verb]] == "VERB"
            and child(p, p.head[verb], "dobj") is None
            and child(p, verb, "nsubj", "nsubjpass") is None
        ):
            out.append(p.head[verb])
        if (
            p.dep[i] == "conj"
            and p.pos[i] == "VERB"
            and child(p, i, "nsubj", "nsubjpass") is None
            and child(p, i, "dobj") is None
        ):
            out += [i, *(j for j in p.children[i] if p.dep[j] in ("dobj", "acomp", "oprd", "prt", "xcomp"))]
    return out

"""Names that neither codebook nor model found, known by what stands beside them."""

from __future__ import annotations

import re

from diptych.reading import grammar
from diptych.reading.grammar import Parse
from diptych.reading.mention import (
    BODIES,
    OFFICIAL,
    SURNAME,
    WORDS,
    Mention,
    is_heading,
    is_of_a_people,
    stands_where_places_do,
)


def overlooked(p: Parse, used: set[int]) -> list[Mention]:
    """Names that neither codebook nor model found and whose place in the sentence tells what they are: a site
    by the noun behind it, a place by "the village of", a person who tells something or is called a teacher, a
    brother, a soldier."""
    out, i = [], 0
    while i < len(p):
        last = i
        while (
            last < len(p)
            and p.pos[last] == "PROPN"
            and p.word[last][:1].isupper()
            and last not in used
            and p.sent[last] == p.sent[i]
            and p.ent[last] not in ("DATE", "TIME")
        ):
            last += 1
        titled = i
        while i < last and p.lower[i].rstrip(".") in WORDS["titles"]:
            i += 1
        if last > i + 1 and p.lower[last - 1] in BODIES and titled == i > p.sents[p.sent[i]][0]:
            out.append(Mention(i, last, "ORG", grammar.words(p, i, last), "model"))
        elif last > i and p.lower[last - 1] not in BODIES:
            label = (
                "PERSON"
                if titled < i and p.lower[last - 1] not in OFFICIAL
                else _label_by_place(p, i, last)
            )
            first = (
                i - 2
                if i > 1
                and label == "FAC"
                and p.tag[i - 1] == "POS"
                and p.pos[i - 2] == "PROPN"
                and i - 2 not in used
                else i
            )  # "the Mother's Cry memorial"
            out += [Mention(first, last, label, grammar.words(p, first, last), "model")] if label else []
        elif i < len(p) and i not in used and is_of_a_people(p, i) and not is_heading(p, p.sent[i]):
            out.append(Mention(i, i + 1, "NORP", p.word[i], "model"))
        i = max(last, i + 1)
    return out


def _label_by_place(p: Parse, first: int, last: int) -> str:
    top, before = last - 1, p.lower[first - 2:first] if first > 1 else []
    if (
        p.lower[last : last + 1]
        and p.lower[last] in WORDS["sites"]
        and p.dep[top] in ("compound", "nmod", "poss", "amod")
    ):
        return "FAC"
    if (
        before[1:] == ["of"]
        and before[0] in WORDS["settlements"]
        or before
        and before[1] in WORDS["settlements"]
    ):
        return "GPE"
    if (
        p.lower[last : last + 1]
        and p.lower[last] in WORDS["media"]
        and p.dep[top] in ("compound", "nmod")
        or p.lower[first - 1 : first]
        and p.lower[first - 1] in WORDS["media"]
    ):
        return "ORG"
    if last - first == 2 and SURNAME.search(p.lower[top]):
        return "PERSON"
    if last - first == 1 and stands_where_places_do(p, first):
        return "GPE"
    verb = p.head[top]
    if p.dep[top] == "nsubj" and p.lemma[verb] in WORDS["tells"] and p.pos[verb] == "VERB":
        return "PERSON"
    called = next((c for c in p.children[top] if p.dep[c] == "appos" and c > top), None)
    if (
        called is not None
        and p.tag[called] == "NN"
        and re.search(
            r"(?:er|or|ist|ian|man|woman|nurse|father|mother|brother|sister|son|daughter|wife|widow|cook|clerk|refugee)$",
            p.lower[called],
        )
    ):
        return "PERSON"
    return ""

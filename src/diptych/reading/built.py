"""Names that are known by their build, whoever bears them: laws, court cases, units, bodies, events."""

from __future__ import annotations

import re

from diptych.reading import grammar, law
from diptych.reading.grammar import Parse
from diptych.reading.mention import (
    DASHES,
    SURNAME,
    WORDS,
    Mention,
    has_capital,
    is_of_a_people,
)
from diptych.reading.reading import Reading

_NTH = re.compile(r"\d+(?:st|nd|rd|th)")


_VERSUS = frozenset({"v.", "v", "vs.", "vs"})


def laws(reading: Reading) -> list[Mention]:
    """Instruments of law, the article with its law as one name; without the small word "common"."""
    out = []
    for f in law.named(reading):
        first = f.first + (
            f.last - f.first > 1
            and reading.parse.lower[f.first] == "common"
            and reading.parse.word[f.first].islower()
        )
        last = next(
            (i for i in range(first + 1, f.last) if reading.parse.lower[i] == "common"), f.last
        )  # "Article 3 common to the Geneva Conventions" is two names
        out.append(Mention(first, last, "LAW", f.canonical, "codebook" if f.entry else "model"))
    return out


def bodies_of_places(p: Parse, listed: list[Mention]) -> list[Mention]:
    """Bodies named by their place: "Senate of Mexico", "Foreign Ministry of the Netherlands"."""
    places = {m.first: m.last for m in listed if m.label == "GPE"}
    places |= {i: i + 1 for i in range(len(p)) if p.ent[i] == "GPE" and p.ent_iob[i] == 3 and i not in places}
    out = []
    for at, last in places.items():
        i = at - 2 - (p.lower[at - 1] == "the")
        if (
            i >= 0
            and p.lower[i + 1] == "of"
            and p.word[i].istitle()
            and p.lower[i] in WORDS["bodies-of-places"]
            and p.sent[i] == p.sent[at]
        ):
            first = i
            while (
                first > p.sents[p.sent[i]][0]
                and has_capital(p, first - 1)
                and p.pos[first - 1] in ("PROPN", "NOUN", "ADJ")
            ):
                first -= 1
            out.append(
                Mention(
                    first,
                    last,
                    "GPE" if p.lower[i] == "republic" else "ORG",
                    grammar.words(p, first, last),
                    "model",
                )
            )
    return out


def cases(p: Parse) -> list[Mention]:
    """Cases by their parties: "Croatia v. Serbia", "Isayeva and Others v. Russia". A comma, a small word and
    another case end a party."""
    out = []
    for i, word in enumerate(p.lower):
        if word in _VERSUS and 0 < i < len(p) - 1:
            a, b = p.sents[p.sent[i]][0], p.sents[p.sent[i + 1]][1]
            first, last = i, i + 1
            while first > a and (
                has_capital(p, first - 1)
                or _joins(p, first - 1)
                and first - 2 >= a
                and has_capital(p, first - 2)
                and not {p.lower[first - 3], p.lower[first - 4]} & _VERSUS
            ):
                first -= 1
            while last < b and (
                has_capital(p, last)
                or _joins(p, last)
                and last + 1 < b
                and (has_capital(p, last + 1) or p.lower[last + 1] == "the")
                and not {*p.lower[last + 1 : last + 4]} & _VERSUS
            ):
                last += 1
            if first < i and last > i + 1:
                out.append(Mention(first, last, "LAW", grammar.words(p, first, last), "model"))
    return out


def as_case(p: Parse, m: Mention, found: list[Mention]) -> Mention:
    """A person who stands for a case: "In Tadić, the Chamber …", in a sentence with a court or after the
    case's full name."""
    if (
        m.label not in ("PERSON", "ORG", "GPE")
        or m.found_by != "model"
        or m.last - m.first > 1
        or not m.first
        or p.lower[m.first - 1] != "in"
    ):
        return m
    full = next(
        (
            c.canonical
            for c in found
            if c.label == "LAW" and c.last <= m.first and m.canonical in p.word[c.first : c.last]
        ),
        "",
    )
    a, b = p.sents[p.sent[m.first]]
    if (
        full
        or (m.label == "PERSON" or SURNAME.search(p.lower[m.first]))
        and m.first - 1 == a
        and p.word[m.last : m.last + 1] == [","]
        and any(p.lower[i] in WORDS["case-words"] for i in range(a, b))
    ):
        return m._replace(label="LAW", canonical=full or m.canonical)
    return m


def _joins(p: Parse, i: int) -> bool:
    return p.lower[i] in ("and", "of", "the", "&", "-")


def units(reading: Reading) -> list[Mention]:
    """Units of armies by their number: "the 366th regiment", "2nd motor rifle battalion". A listed one goes
    by its name in the codebook."""
    p, out = reading.parse, []
    listed = {
        (e.label.split()[0].lower(), e.label.split()[-1].lower()): e.label for e in reading.codebook["actors"]
    }
    for i, word in enumerate(p.lower):
        if _NTH.fullmatch(word):
            last = i + 1
            while (
                last < len(p)
                and last < i + 7
                and (p.lower[last] in WORDS["kinds-of-unit"] or p.word[last][:1].isupper())
                and p.lower[last] not in WORDS["units"]
            ):
                last += 1
            if last < len(p) and p.lower[last] in WORDS["units"] and p.sent[last] == p.sent[i]:
                name = listed.get((word, p.lower[last]))
                out.append(
                    Mention(
                        i,
                        last + 1,
                        "ORG",
                        name or grammar.words(p, i, last + 1),
                        "codebook" if name else "model",
                    )
                )
    return out


def events(p: Parse, listed: list[Mention]) -> list[Mention]:
    """Events that nobody listed: a place or people right before the event's noun, which is one thing ("the
    Bosnian war", "the Hama massacre")."""
    ends = {m.last: m.first for m in listed if m.label in ("GPE", "LOC", "NORP")}
    for i, word in enumerate(p.word):
        if word[:1].isupper() and (
            p.ent[i] in ("GPE", "LOC", "NORP")
            or p.pos[i] == "PROPN"
            and p.dep[i] == "compound"
            and (
                p.lower[i - 1 : i] == ["the"]
                and p.lower[i] not in WORDS["titles"]
                or p.word[i - 1 : i] == ["-"]
            )
            or is_of_a_people(p, i)
        ):
            ends.setdefault(i + 1, i)
    out = []
    for last, first in ends.items():
        while (
            first >= 2 and p.word[first - 1] in DASHES and p.word[first - 2][:1].isupper()
        ):  # "the Georgian-Abkhaz conflict"
            first -= 2
        if (
            last < len(p)
            and p.lower[last] in WORDS["events"]
            and p.pos[last] in ("NOUN", "PROPN")
            and p.sent[last] == p.sent[first]
            and p.dep[last] != "compound"
            and first
            and p.lower[first - 1] == "the"
            and (p.lower[last + 1 : last + 2] != ["of"])
        ):
            out.append(Mention(first, last + 1, "EVENT", grammar.words(p, first, last + 1), "model"))
    return out

"""Who and what is named: mentions with a label and one canonical name each, and what a noun phrase is to be
called."""

from __future__ import annotations

import re

from diptych.corpus.codebook import LABELS
from diptych.reading import built, grammar, guessed
from diptych.reading.grammar import Parse
from diptych.reading.listed import folded, listed, match, short_index
from diptych.reading.mention import BODIES, Mention
from diptych.reading.orthography import written
from diptych.reading.overlooked import overlooked
from diptych.reading.reading import Reading, worked_out_once

__all__ = ["Mention", "describe", "disagreements", "folded", "mentions"]


_ACRONYM = re.compile(r"[A-Z][A-Z.&-]{1,9}$")


@worked_out_once
def mentions(reading: Reading) -> list[Mention]:
    """All named mentions of a text in order, none inside another: the codebook's, and the model's where the
    codebook has none."""
    p = reading.parse
    longer = guessed.longer(reading)
    known = [m for m in listed(reading) if not any(a <= m.first and m.last <= b for a, b in longer)]
    taken = {i for m in known for i in range(m.first, m.last)}
    found = [
        *known,
        *built.laws(reading),
        *built.cases(p),
        *built.units(reading),
        *built.events(p, known),
        *built.bodies_of_places(p, known),
        *(Mention(*name, "model") for name in written(p)),
        *guessed.guessed(reading, taken),
    ]
    kept: list[Mention] = []
    used: set[int] = set()
    for m in sorted(found, key=lambda m: (m.first - m.last, m.found_by, m.first)):
        if not used.intersection(range(m.first, m.last)):
            used.update(range(m.first, m.last))
            kept.append(m)
    kept += overlooked(p, used)
    return _one_name_each(
        _second_mentions(reading, _both_names(p, [built.as_case(p, m, kept) for m in sorted(kept)]))
    )


def _both_names(p: Parse, found: list[Mention]) -> list[Mention]:
    """Both names of a place with a stroke between them are one mention."""
    out: list[Mention] = []
    for m in found:
        if (
            out
            and out[-1].canonical == m.canonical
            and m.first == out[-1].last + 1
            and p.word[out[-1].last] == "/"
        ):
            out[-1] = out[-1]._replace(last=m.last)
        else:
            out.append(m)
    return out


def _second_mentions(reading: Reading, found: list[Mention]) -> list[Mention]:
    """With the mentions that an earlier one explains: the acronym put in brackets behind a name, a surname
    alone, a short form of the codebook, and with "the" the body's own noun ("the Court"), wherever they stand
    later."""
    p = reading.parse
    used = {i: m for m in found for i in range(m.first, m.last)}
    short: dict[str, Mention] = {}
    for m in found:
        if (
            p.word[m.last : m.last + 1] == ["("]
            and p.word[m.last + 2 : m.last + 3] == [")"]
            and _ACRONYM.match(p.word[m.last + 1])
            and _stands_for(p.word[m.last + 1], p.word[m.first : m.last])
        ):
            short.setdefault(p.word[m.last + 1], m)
        elif m.label == "PERSON" and m.last - m.first > 1 and len(p.word[m.last - 1]) > 3:
            short.setdefault(p.word[m.last - 1], m)
    out, key = {m.first: m for m in found}, [folded(w) for w in p.word]
    for i, word in enumerate(p.word):
        there, m, size = used.get(i), short.get(word), 1
        if m is None or i < m.last:
            m, size = _short_form(reading, found, key, i)
        if m is None:
            continue
        if (
            there is None
            and (p.pos[i] == "PROPN" or m.label != "PERSON" and word[:1].isupper() or word[0].isdigit())
            and (
                m.label != "PERSON"
                or not (i + 1 < len(p) and p.pos[i + 1] == "PROPN" and p.word[i + 1][:1].isupper())
            )
        ):
            out[i] = Mention(i, i + size, m.label, m.canonical, "model")
        elif (
            there is not None
            and there.found_by == "model"
            and (there.first, there.last) == (i, i + size)
            and (_ACRONYM.match(word) or m.label == "ORG" and p.lower[there.last - 1] in BODIES)
        ):
            out[i] = there._replace(label=m.label, canonical=m.canonical)
    return sorted(out.values())


def _short_form(reading: Reading, found: list[Mention], key: list[str], i: int) -> tuple[Mention | None, int]:
    """The earlier mention that the short form at token i stands for, and how many tokens the form has: one of
    the codebook's short forms, or "the Court" for a body with that word in its name."""
    p = reading.parse
    for form in short_index(reading.codebook, reading.tokenizer).get(key[i], ()):
        last = match(p, key, i, form)
        if last:
            m = next((m for m in reversed(found) if m.last <= i and m.canonical == form.entry.label), None)
            if m is not None:
                return m, last - i
    if p.lower[i] in BODIES and p.word[i].istitle() and i and p.lower[i - 1] == "the":
        m = next(
            (
                m
                for m in reversed(found)
                if m.last <= i
                and m.label == "ORG"
                and m.last - m.first > 1
                and p.word[i] in p.word[m.first : m.last]
            ),
            None,
        )
        return m, 1
    return None, 1


def _stands_for(acronym: str, words: list[str]) -> bool:
    """Whether the letters of an acronym begin words of a name, in order."""
    firsts = "".join(part[:1].upper() for w in words for part in w.split("-") if part)
    k = 0
    for letter in re.sub(r"[^A-Z]", "", acronym):
        k = firsts.find(letter, k) + 1
        if not k:
            return False
    return True


def _one_name_each(found: list[Mention]) -> list[Mention]:
    """One canonical and one label for each person: a surname after the full name is that person, whatever the
    model took it for."""
    people: dict[str, str] = {}
    for m in found:
        if m.label == "PERSON" and " " in m.canonical:
            people.setdefault(m.canonical.split()[-1], m.canonical)
    out = []
    for m in found:
        if (
            m.found_by == "model"
            and m.canonical in people
            and m.label in ("PERSON", "ORG", "GPE", "WORK_OF_ART", "FAC", "NORP")
        ):
            m = m._replace(label="PERSON", canonical=people[m.canonical])
        out.append(m)
    return out


def disagreements(reading: Reading) -> list[tuple[int, int, str, str, str, str]]:
    """Where codebook and model name the same words otherwise: (first token, token after the last, the
    codebook's label and canonical, the model's label and words); the model's are empty where it has no name
    there."""
    p, out = reading.parse, []
    guesses = [
        (e.start, e.end, e.label_, grammar.words(p, e.start, e.end))
        for e in reading.doc.ents
        if e.label_ in LABELS
    ]
    for m in mentions(reading):
        if m.found_by == "codebook":
            near = next(
                (
                    (label, words)
                    for first, last, label, words in guesses
                    if first < m.last and m.first < last
                ),
                ("", ""),
            )
            if near[0] != m.label:
                out.append((m.first, m.last, m.label, m.canonical, *near))
    return out


def describe(reading: Reading, i: int) -> str:
    """What the noun phrase headed by token i is to be called: a canonical name where it is one, or where it
    clearly refers back to one; else its words without a leading article."""
    p = reading.parse
    for m in mentions(reading):
        if m.first <= i < m.last and m.label != "NORP":
            return m.canonical
    first, last = grammar.noun_phrase(p, i)
    while first < i and p.lower[first] in ("the", "a", "an"):
        first += 1
    return grammar.words(p, first, last)

"""Who and what is named: mentions with a label and one canonical name each, and what a noun phrase is to be called."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from diptych import grammar, pipeline
from diptych.codebook import LABELS, NAMES, Codebook, Entry
from diptych.pipeline import Reading, worked_out_once


class Mention(NamedTuple):
    """One named mention: its tokens, label and canonical name, and who found it (`codebook` or `model`)."""

    first: int
    last: int
    label: str
    canonical: str
    found_by: str


@worked_out_once
def mentions(reading: Reading) -> list[Mention]:
    """All named mentions of a text in order, none inside another: the codebook's, and the model's where the codebook has none."""
    listed = _listed(reading)
    taken = {i for m in listed for i in range(m.first, m.last)}
    kept: list[Mention] = []
    used: set[int] = set()
    for m in sorted([*listed, *_guessed(reading, taken)], key=lambda m: (m.first - m.last, m.found_by, m.first)):
        if not used.intersection(range(m.first, m.last)):
            used.update(range(m.first, m.last))
            kept.append(m)
    return _one_name_each(sorted(kept))


# The codebook's names


_LETTERS = str.maketrans({"ı": "i", "ə": "a", "Ə": "a", "đ": "d", "ł": "l", "ø": "o", "æ": "ae", "ß": "ss"})
_DASHES = frozenset("-‐‑–—")


def folded(word: str) -> str:
    """A word without capitals, accents, full stops, apostrophes and hyphens, so that spellings of a name can be compared."""
    plain = unicodedata.normalize("NFKD", word.translate(_LETTERS)).casefold().translate(_LETTERS)
    return re.sub(r"[\u0300-\u036f.'’‘`´-]", "", plain)


class Form(NamedTuple):
    words: tuple[str, ...]
    capitals: tuple[str, ...]
    entry: Entry


@lru_cache(maxsize=8)
def _index(codebook: Codebook) -> dict[str, list[Form]]:
    """The forms of all names by their first word, the longest first."""
    tokenizer, index = pipeline.model().tokenizer, defaultdict(list)
    for entry in codebook.entries:
        if entry.kind in NAMES:
            for form in entry.forms:
                tokens = [t.text for t in tokenizer(form) if t.text not in _DASHES and t.text.strip()]
                shape = tuple("all" if len(t) > 1 and t.isupper() else "first" if t[:1].isupper() else "" for t in tokens)
                index[folded(tokens[0])].append(Form(tuple(map(folded, tokens)), shape, entry))
    for forms in index.values():
        forms.sort(key=lambda f: -len(f.words))
    return dict(index)


def _listed(reading: Reading) -> list[Mention]:
    p, index, found = reading.parse, _index(reading.codebook), []
    key = [folded(w) for w in p.word]
    for i, k in enumerate(key):
        for form in index.get(k, ()):
            last = _match(p, key, i, form)
            if last:
                found.append(Mention(i, last, _label(form.entry), form.entry.label, "codebook"))
                break
    return found


def _match(p: grammar.Parse, key: list[str], i: int, form: Form) -> int:
    """The token after the last of a form that starts at token i, or 0. Between its words a hyphen may stand or not."""
    sent = p.sent[i]
    for word, shape in zip(form.words, form.capitals):
        while i < len(key) and p.word[i] in _DASHES and word != form.words[0]:
            i += 1
        if i >= len(key) or key[i] != word or p.sent[i] != sent:
            return 0
        if shape and not (p.word[i].isupper() if shape == "all" else p.word[i][:1].isupper()):
            return 0
        i += 1
    return i


def _label(entry: Entry) -> str:
    return {"event": "EVENT", "neighbours": "EVENT", "law": "LAW"}.get(entry.kind) or str(entry.more.get("type", "ORG"))


# The model's names


_TITLES = frozenset("mr mrs ms dr sir president prime minister general colonel major captain secretary senator rep sen gov gen col lt sgt chairman".split())


def _guessed(reading: Reading, taken: set[int]) -> list[Mention]:
    p, found = reading.parse, []
    for e in reading.doc.ents:
        if e.label_ not in LABELS:
            continue
        first, last = e.start, e.end
        while first < last and (p.lower[first] in ("the", "a", "an") or p.lower[first].rstrip(".") in _TITLES or p.pos[first] in ("SPACE", "PUNCT")):
            first += 1
        while first < last and (p.tag[last - 1] == "POS" or p.pos[last - 1] in ("SPACE", "PUNCT") or p.word[last - 1] in ("’", "'s", "’s")):
            last -= 1
        if first < last and p.word[first][:1].isupper() and p.word[last - 1][:1].isupper():
            canonical = grammar.words(p, first, last)
            if e.label_ == "NORP" and canonical.endswith("s") and p.tag[last - 1] in ("NNPS", "NNS"):
                canonical = canonical[:-1]
            found.append(Mention(first, last, e.label_, canonical, "model"))
    return found


def _one_name_each(found: list[Mention]) -> list[Mention]:
    people = {}
    for m in found:
        if m.label == "PERSON" and " " in m.canonical:
            people.setdefault(m.canonical.split()[-1], m.canonical)
    return [m._replace(canonical=people.get(m.canonical, m.canonical)) if m.label == "PERSON" else m for m in found]


# What a noun phrase is to be called


def describe(reading: Reading, i: int) -> str:
    """What the noun phrase headed by token i is to be called: a canonical name where it is one, or where it clearly refers
    back to one; else its words without a leading article."""
    p = reading.parse
    for m in mentions(reading):
        if m.first <= i < m.last and m.label != "NORP":
            return m.canonical
    first, last = grammar.noun_phrase(p, i)
    while first < i and p.lower[first] in ("the", "a", "an"):
        first += 1
    return grammar.words(p, first, last)

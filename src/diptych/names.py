"""Who and what is named: mentions with a label and one canonical name each, and what a noun phrase is to be called."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from diptych import grammar, law, pipeline
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
    listed = [m for m in _listed(reading) if not any(first <= m.first and m.last <= last for first, last in _longer(reading))]
    taken = {i for m in listed for i in range(m.first, m.last)}
    kept: list[Mention] = []
    used: set[int] = set()
    for m in sorted([*listed, *_guessed(reading, taken)], key=lambda m: (m.first - m.last, m.found_by, m.first)):
        if not used.intersection(range(m.first, m.last)):
            used.update(range(m.first, m.last))
            kept.append(m)
    return _one_name_each(_second_mentions(reading.parse, _both_names(reading.parse, sorted(kept))))


def _both_names(p: grammar.Parse, found: list[Mention]) -> list[Mention]:
    """Both names of a place with a stroke between them are one mention."""
    out: list[Mention] = []
    for m in found:
        if out and out[-1].canonical == m.canonical and m.first == out[-1].last + 1 and p.word[out[-1].last] == "/":
            out[-1] = out[-1]._replace(last=m.last)
        else:
            out.append(m)
    return out


# The codebook's names


_LETTERS = str.maketrans({"ı": "i", "ə": "a", "Ə": "a", "đ": "d", "ł": "l", "ø": "o", "æ": "ae", "ß": "ss"})
_DASHES = frozenset("-‐‑–—")


@lru_cache(maxsize=1 << 16)
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


@worked_out_once
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


#: Last words of names of bodies, by which a name is one whatever the model took it for; units of armies also take the ordinal before them.
_UNITS = frozenset("brigade regiment division battalion army corps company squadron fleet detachment".split())
_BODIES = _UNITS | frozenset("court tribunal agency university institute academy committee commission council ministry foundation association society party assembly parliament senate congress union league "
                             "federation bureau office service directorate prosecutor secretariat news times post gazette herald tribune guardian radio television centre center museum movement front".split())
_PUBLISHED = frozenset("newspaper daily weekly magazine journal agency channel broadcaster station".split())
#: Ends of surnames of the countries of the wider region, which a model trained on American news takes for bodies and places.
_SURNAME = re.compile(r"(?:yan|yants|ov|ova|ev|eva|yev|yeva|zade|zadeh|lu|oğlu|oglu|shvili|dze|enko|chuk|sky|ski|skaya|ić|vić|vich)$")


@worked_out_once
def _longer(reading: Reading) -> list[tuple[int, int]]:
    """Names of bodies that the model found around a name of the codebook: "Baku State University" is not Baku. A possessive parts two names."""
    p, out = reading.parse, []
    known = {(m.first, m.last): m for m in _listed(reading)}
    for e in reading.doc.ents:
        first, last = e.start, e.end
        while first < last and p.lower[first] in ("the", "a", "an"):
            first += 1
        if last - first < 2 or p.lower[last - 1] not in _BODIES or not all(p.word[i][:1].isupper() or p.lower[i] in ("of", "the", "for", "and") for i in range(first, last)):
            continue
        inside = [(a, b) for a, b in known if a < last and first < b]
        if inside and all(first <= a and b <= last and (a, b) != (first, last) for a, b in inside) and not any(p.tag[i] == "POS" for i in range(first, last)) and (
                all(known[span].label in ("GPE", "NORP", "LOC") for span in inside)):
            out.append((first, last))
    return out


def _relabelled(p: grammar.Parse, first: int, last: int, label: str) -> str:
    """The label by the build of a name: a body by its last word or by "the newspaper" before it, a person by the end of the surname."""
    if label in ("LAW", "EVENT"):
        return label
    if p.lower[last - 1] in _BODIES and last - first > 1:
        return "ORG"
    if first and p.lower[first - 1] in _PUBLISHED and p.sent[first - 1] == p.sent[first]:
        return "ORG"
    if label != "PERSON" and 2 <= last - first <= 3 and all(p.word[i].isalpha() and p.word[i][:1].isupper() and not p.word[i].isupper() for i in range(first, last)) and _SURNAME.search(p.lower[last - 1]) and (
            not first or p.lower[first - 1] not in ("the", "of")):
        return "PERSON"
    return label


_ACRONYM = re.compile(r"[A-Z][A-Z.&-]{1,9}$")


def _second_mentions(p: grammar.Parse, found: list[Mention]) -> list[Mention]:
    """With the mentions that the first one explains: the acronym put in brackets behind a name, and a surname alone, wherever they stand later."""
    used = {i: m for m in found for i in range(m.first, m.last)}
    short: dict[str, Mention] = {}
    for m in found:
        if p.word[m.last:m.last + 1] == ["("] and p.word[m.last + 2:m.last + 3] == [")"] and _ACRONYM.match(p.word[m.last + 1]) and _stands_for(p.word[m.last + 1], p.word[m.first:m.last]):
            short.setdefault(p.word[m.last + 1], m)
        elif m.label == "PERSON" and m.last - m.first > 1 and len(p.word[m.last - 1]) > 3:
            short.setdefault(p.word[m.last - 1], m)
    out = [m for m in found]
    for i, word in enumerate(p.word):
        m = short.get(word)
        if m is None or i < m.last:
            continue
        there = used.get(i)
        if there is None and (p.pos[i] == "PROPN" or _ACRONYM.match(word)) and (m.label != "PERSON" or not (i + 1 < len(p) and p.pos[i + 1] == "PROPN" and p.word[i + 1][:1].isupper())):
            out.append(Mention(i, i + 1, m.label, m.canonical, "model"))
        elif there is not None and there.found_by == "model" and there.last - there.first == 1 and _ACRONYM.match(word):
            out[out.index(there)] = there._replace(label=m.label, canonical=m.canonical)
    return sorted(out)


def _stands_for(acronym: str, words: list[str]) -> bool:
    """Whether the letters of an acronym begin words of a name, in order."""
    firsts = "".join(part[:1].upper() for w in words for part in w.split("-") if part)
    k = 0
    for letter in re.sub(r"[^A-Z]", "", acronym):
        k = firsts.find(letter, k) + 1
        if not k:
            return False
    return True


_TITLES = frozenset("mr mrs ms dr sir president prime minister general colonel major captain secretary senator rep sen gov gen col lt sgt chairman speaker ombudsman judge ambassador deputy bishop archbishop professor commander lady sheikh king queen prince".split())


def _guessed(reading: Reading, taken: set[int]) -> list[Mention]:
    """The model's names, without articles and titles, and the names of law that are known by their build."""
    p = reading.parse
    found = [Mention(f.first, f.last, "LAW", f.canonical, "model") for f in law.named(reading) if f.entry is None and not taken.intersection(range(f.first, f.last))]
    for e in reading.doc.ents:
        if e.label_ not in LABELS:
            continue
        first, last, label = e.start, e.end, e.label_
        while first < last and first in taken:
            first += 1
        while first < last and (p.lower[first] in ("the", "a", "an") or p.lower[first].rstrip(".") in _TITLES and not p.lower[first + 1:first + 2] in _OFFICES or p.pos[first] in ("SPACE", "PUNCT")):
            first += 1
        while first < last and (p.tag[last - 1] == "POS" or p.pos[last - 1] in ("SPACE", "PUNCT") or p.word[last - 1] in ("’", "'s", "’s")):
            last -= 1
        if first < last and p.word[first][:1].isupper() and p.word[last - 1][:1].isupper() and not _is_common(p, first, last):
            if first and p.lower[first - 1].rstrip(".") in _TITLES and p.sent[first - 1] == p.sent[first] and label in ("ORG", "GPE", "WORK_OF_ART", "FAC", "LOC") and last - first <= 3:
                label = "PERSON"
            if p.lower[last - 1] in _UNITS and first and first - 1 not in taken and re.fullmatch(r"\d+(?:st|nd|rd|th)", p.lower[first - 1]):
                first -= 1
            label = _relabelled(p, first, last, label)
            canonical = grammar.words(p, first, last)
            if label == "NORP" and canonical.endswith("s") and (p.tag[last - 1] in ("NNPS", "NNS") or last - first == 1 and re.search(r"[bcdfgiklmnprt]s$", canonical)):
                canonical = canonical[:-1]
            found.append(Mention(first, last, label, canonical, "model"))
    return found


_OFFICES = (["assembly"], ["staff"], ["council"], ["court"], ["prosecutor"], ["secretary"], ["secretariat"], ["office"], ["of"], ["minister"], ["administration"])


def _is_common(p: grammar.Parse, first: int, last: int) -> bool:
    """A common noun with the capital of its sentence: alone, first, no proper noun by its tag or written small elsewhere."""
    if last - first > 1 or first != p.sents[p.sent[first]][0] and p.word[first - 1] not in ("“", "\"", "‘"):
        return False
    return p.pos[first] not in ("PROPN", "ADJ") or p.lower[first] in p.word or p.lower[first] in _COMMON


_COMMON = frozenset("law recognition justice genocide massacre peace war history silence impunity nobody everybody parliament government".split())


def _one_name_each(found: list[Mention]) -> list[Mention]:
    """One canonical and one label for each person: a surname after the full name is that person, whatever the model took it for."""
    people: dict[str, str] = {}
    for m in found:
        if m.label == "PERSON" and " " in m.canonical:
            people.setdefault(m.canonical.split()[-1], m.canonical)
    out = []
    for m in found:
        if m.found_by == "model" and m.canonical in people and m.label in ("PERSON", "ORG", "GPE", "WORK_OF_ART", "FAC", "NORP"):
            m = m._replace(label="PERSON", canonical=people[m.canonical])
        out.append(m)
    return out


def disagreements(reading: Reading) -> list[tuple[int, int, str, str, str, str]]:
    """Where codebook and model name the same words otherwise: (first token, token after the last, the codebook's label and canonical, the
    model's label and words); the model's are empty where it has no name there."""
    p, out = reading.parse, []
    guesses = [(e.start, e.end, e.label_, grammar.words(p, e.start, e.end)) for e in reading.doc.ents if e.label_ in LABELS]
    for m in mentions(reading):
        if m.found_by == "codebook":
            near = next(((label, words) for first, last, label, words in guesses if first < m.last and m.first < last), ("", ""))
            if near[0] != m.label:
                out.append((m.first, m.last, m.label, m.canonical, *near))
    return out


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

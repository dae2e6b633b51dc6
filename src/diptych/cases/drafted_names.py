"""Names that the texts give and no entry of the codebook has, with their variants brought together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from diptych import extract
from diptych.reading import grammar
from diptych.reading.grammar import Parse
from diptych.reading.reading import Reading

#: Kinds of names that stand for themselves: they are no short form of a longer name that begins with them.
WHOLE = ("GPE", "NORP", "LOC", "EVENT")
#: What stands between two words of one name.
JOINS = (("of",), ("of", "the"), ("for",), ("for", "the"), ("-",))
#: A name before one of these words is the name of an event.
_EVENT = re.compile(r"\s+(?:massacre|genocide|tragedy|killings|conflict)\b")
_TIMES = ("DATE", "TIME")


class Mention(NamedTuple):
    """A name where it stands: text, characters, the name as it is listed, its kind, or "" where the language
    model has none, and the name that the program takes it to stand for."""

    text_id: str
    start: int
    end: int
    name: str
    label: str = ""
    stands_for: str = ""


class Name(NamedTuple):
    """A name with its variants, the most frequent first, its kind, and where it stands."""

    forms: tuple[str, ...]
    label: str
    mentions: tuple[Mention, ...]


def unlisted(readings: Sequence[Reading]) -> list[Name]:
    """The names that no entry has, the most frequent first."""
    found = _without_first_words([m for reading in readings for m in _mentions(reading)])
    text = {r.text.id: r.text.text for r in readings}
    found = [_event(m, text[m.text_id]) for m in found if m.label or not _is_common(m.name, readings)]
    owner = _owners(found)
    found += [m for reading in readings for m in _again(reading, owner, found)]
    _join_pairs(owner, found, text)
    groups: dict[str, list[Mention]] = defaultdict(list)
    for m in sorted(found):
        groups[owner[m.name]].append(m)
    names = [_name(own) for own in groups.values()]
    return sorted(names, key=lambda n: (-len(n.mentions), n.forms))


def _name(own: list[Mention]) -> Name:
    forms = Counter(m.name for m in own)
    ordered = sorted(forms, key=lambda f: (-len(f.split()), -forms[f], f))
    labels = Counter(m.label for m in own if m.label)
    label = labels.most_common(1)[0][0] if labels else "PERSON" if len(ordered[0].split()) == 1 else "ORG"
    return Name(tuple(ordered), label, tuple(own))


def _mentions(reading: Reading) -> Iterator[Mention]:
    """The names of one text: those that the language model finds, and other words with a capital letter."""
    rows, known = extract.entities([reading]).to_dict("records"), {e.label for e in reading.codebook.entries}
    listed = [r for r in rows if r["found_by"] == "codebook" or r["canonical"] in known]
    taken = [*_listed(reading), *((r["start"], r["end"]) for r in listed)]
    for r in rows:
        if not _overlaps(taken, r["start"], r["end"]):
            taken.append((r["start"], r["end"]))
            yield from _named(reading, r["start"], r["end"], r["label"], r["canonical"])
    for first, last in _capitals(reading.parse):
        start, end = grammar.chars(reading.parse, first, last)
        if not _overlaps(taken, start, end):
            yield from _named(reading, start, end)


def _listed(reading: Reading) -> list[tuple[int, int]]:
    """The characters of the names that the codebook has."""
    return [(span.start_char, span.end_char) for span in reading.doc.spans.get("codebook", ())]


def _overlaps(taken: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in taken)


def _named(
    reading: Reading, start: int, end: int, label: str = "", stands_for: str = ""
) -> Iterator[Mention]:
    """The mention at a place, or the two of "Shusha/Shushi", without article and possessive."""
    at = start
    for part in reading.text.text[start:end].split("/"):
        words = re.sub(r"^(?:the|an?)\s+|['’]s?$", "", part, flags=re.I)
        name = " ".join(words.split())
        if any(c.isalpha() for c in name):
            first = at + part.find(words)
            yield Mention(reading.text.id, first, first + len(words), name, label, stands_for)
        at += len(part) + 1


def _capitals(p: Parse) -> Iterator[tuple[int, int]]:
    """Runs of words with a capital letter, as tokens: "Parliament of Marenia", "Section 907"."""
    i = 0
    while i < len(p):
        if not _begins(p, i):
            i += 1
            continue
        last = i + 1
        while (more := _goes_on(p, last)) > last:
            last = more
        yield i, last
        i = last


def _begins(p: Parse, i: int) -> bool:
    first = i == p.sents[p.sent[i]][0]
    named = p.pos[i] == "PROPN" or not first and p.pos[i] in ("ADJ", "NOUN")
    return p.word[i][:1].isupper() and len(p.word[i]) > 1 and named and p.ent[i] not in _TIMES


def _goes_on(p: Parse, i: int) -> int:
    """The token after the next one of a run, or the same where there is none."""
    last = p.sents[p.sent[i - 1]][1]
    if i < last and p.word[i].isdigit():
        return i + 1
    ends = [i, *(i + len(join) for join in JOINS if tuple(p.lower[i:i + len(join)]) == join)]
    return next((end + 1 for end in ends if end < last and p.word[end][:1].isupper()), i)


def _without_first_words(found: list[Mention]) -> list[Mention]:
    """Mentions without a word in front that is no part of the name: the rest is a state, a people or a body
    elsewhere ("Hence Azerbaijan")."""
    others = {m.name for m in found if m.label not in ("PERSON", "")}
    cut = {m.name for m in found if m.label in ("PERSON", "") and m.name.partition(" ")[2] in others}
    out = [m if m.stands_for not in cut else m._replace(label="") for m in found]
    return [m if m.name not in cut else _cut(m) for m in out]


def _cut(m: Mention) -> Mention:
    rest = m.name.partition(" ")[2]
    return m._replace(name=rest, start=m.end - len(rest), label="")


def _event(m: Mention, text: str) -> Mention:
    """The mention, or the name of an event that begins with it: "Velin" in "Velin killings"."""
    more = _EVENT.match(text, m.end)
    if not more or m.label == "EVENT":
        return m
    return m._replace(end=more.end(), name=" ".join(text[m.start:more.end()].split()), label="EVENT")


def _is_common(name: str, readings: Iterable[Reading]) -> bool:
    """Whether a name is a common word of these texts with a capital letter, as in a heading."""
    return any(re.search(rf"\b{re.escape(name.lower())}\b", r.text.text) for r in readings)


def _again(reading: Reading, names: Iterable[str], found: Iterable[Mention]) -> Iterator[Mention]:
    """Where else the names stand in a text, in so many words, the longest first."""
    taken = [*_listed(reading), *((m.start, m.end) for m in found if m.text_id == reading.text.id)]
    for name in sorted(names, key=len, reverse=True):
        for at in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", reading.text.text):
            if not _overlaps(taken, *at.span()):
                taken.append(at.span())
                yield Mention(reading.text.id, *at.span(), name)


def _join_pairs(owner: dict[str, str], found: Iterable[Mention], text: dict[str, str]) -> None:
    """Brings the two names of "Shusha/Shushi" together."""
    ordered = sorted(found)
    for a, b in zip(ordered, ordered[1:]):
        if a.text_id == b.text_id and text[a.text_id][a.end:b.start] == "/":
            owner.update({name: owner[a.name] for name, to in owner.items() if to == owner[b.name]})


def _owners(found: list[Mention]) -> dict[str, str]:
    """For each name the one under which its variants are brought together."""
    labels: dict[str, set[str]] = defaultdict(set)
    for m in found:
        labels[m.name].add(m.label)
    names = sorted(labels, key=lambda n: (-len(n.split()), -len(n), n))
    owner: dict[str, str] = {}
    for name in names:
        longer = [n for n in owner if _is_variant(name, n, labels)]
        owner[name] = owner[longer[0]] if len({owner[n] for n in longer}) == 1 else name
    return owner


def _is_variant(name: str, longer: str, labels: dict[str, set[str]]) -> bool:
    """Whether a name is a short form of a longer one, its singular, or the same in other letters."""
    short, long = name.lower().split(), longer.lower().split()
    if " ".join(short).removesuffix("s") == " ".join(long).removesuffix("s"):
        return True
    if labels[name] & set(WHOLE) or labels[longer] & set(WHOLE):
        return "EVENT" in labels[longer] and "EVENT" in labels[name] and short[0] == long[0]
    ends = short[-1] == long[-1] and (len(short) == 1 or short[0] == long[0] or long[-len(short):] == short)
    return len(short) < len(long) and (ends or long[: len(short)] == short)

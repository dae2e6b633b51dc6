"""Acts of harm and blame: where a word of acts.toml may tell one, and the features of the word where it
stands."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from diptych.coder import frame
from diptych.coder.context import context
from diptych.coder.models import Features
from diptych.coder.scene import kinds_of
from diptych.corpus.codebook import Entry
from diptych.reading import phrases
from diptych.reading.reading import Reading, worked_out_once

NAMED = ("force", "body", "people", "weapon", "place", "supplies", "road")


class Candidate(NamedTuple):
    """Words that may tell an act: tokens, head, role (harm, blame) and entries that list them."""

    first: int
    last: int
    head: int
    role: str
    entries: tuple[str, ...]


@lru_cache(maxsize=8)
def lexicon(entries: tuple[Entry, ...]) -> tuple[phrases.Index, dict[str, str], dict[str, tuple[str, ...]]]:
    """The phrases of harm, blame and light verbs; the kind of each noun."""
    found = phrases.index(
        (form, (str(e.more["role"]), e.id))
        for e in entries
        for form in e.more["words"]
        if e.more["role"] in ("harm", "blame")
    )
    kinds = {
        form: str(e.more["role"]) for e in entries if e.more["role"] in NAMED for form in e.more["words"]
    }
    light = {
        form.split()[0]: tuple(form.split()[1:])
        for e in entries
        if e.more["role"] == "light"
        for form in e.more["words"]
    }
    return found, kinds, light


@worked_out_once
def candidates(reading: Reading) -> list[Candidate]:
    """Every word or phrase that may tell an act, in order; of those that overlap the longest."""
    p = reading.parse
    found: dict[tuple[int, ...], list[tuple[str, str]]] = {}
    for tokens, (role, entry) in phrases.find(p, lexicon(reading.codebook["acts"])[0], gap=6):
        found.setdefault(tokens, []).append((role, entry))
    kept, used = [], set()
    for tokens, lists in sorted(found.items(), key=lambda item: (-len(item[0]), item[0])):
        if used.isdisjoint(tokens):
            used.update(tokens)
            roles, entries = zip(*sorted(set(lists)))
            head = phrases.head(p, tokens)
            kept.append(Candidate(tokens[0], tokens[-1] + 1, head, "+".join(sorted(set(roles))), entries))
    return sorted(kept)


def kind(reading: Reading, i: int) -> str:
    """What a noun phrase is, by its head: a kind of acts.toml, what it names, a pronoun, a number, a time, or
    another word."""
    p = reading.parse
    if p.pos[i] == "PRON":
        return f"pron:{p.lower[i]}"
    if p.ent[i] in ("DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "ORDINAL"):
        return (
            p.ent[i]
            if p.pos[i] in ("NUM", "PROPN", "ADJ") or p.ent[i] in ("DATE", "TIME")
            else lexicon(reading.codebook["acts"])[1].get(p.lemma[i].lower(), "noun")
        )
    named = kinds_of(reading)[i]
    if named:
        return {"place": "GPE", "elsewhere": p.ent[i] or "GPE"}.get(named, named)
    listed = lexicon(reading.codebook["acts"])[1].get(p.lemma[i].lower())
    return listed or ("PROPN" if p.pos[i] == "PROPN" else p.pos[i].lower())


def features(reading: Reading, c: Candidate) -> Features:
    """The features of a candidate: those of its place, its words, and what stands in its clause."""
    p = reading.parse
    lemma = " ".join(p.lemma[k].lower() for k in range(c.first, min(c.last, c.first + 3)))
    around = context(reading, c.head)
    own = [
        f"words={lemma}",
        f"role={c.role}",
        f"pos={p.pos[c.head]}",
        f"words={lemma} {p.pos[c.head]}",
        *(f"entry={e}" for e in c.entries),
    ]
    crossed = [
        f"{e} {f}"
        for e in (*c.entries, p.pos[c.head])
        for f in around
        if f.startswith(("dep=", "tag=", "has=", "prep=")) and " " not in f
    ]
    return Features([*own, *crossed, *around, *_company(reading, c), *_roles(reading, c)])


def _roles(reading: Reading, c: Candidate) -> list[str]:
    """What kinds of noun hang on the act, and where."""
    p, out = reading.parse, []
    for k in p.children[c.head]:
        if p.dep[k] in ("nsubj", "nsubjpass", "dobj", "poss", "compound", "nmod", "amod", "attr"):
            out += [f"{p.dep[k]}:{kind(reading, k)}", f"{c.entries[0]} {p.dep[k]}:{kind(reading, k)}"]
        elif p.dep[k] in ("prep", "agent", "dative"):
            for j in p.children[k]:
                if p.dep[j] in ("pobj", "pcomp"):
                    out += [
                        f"{p.lower[k]}:{kind(reading, j)}",
                        f"{c.entries[0]} {p.lower[k]}:{kind(reading, j)}",
                    ]
    over = p.head[c.head]
    if p.dep[c.head] in ("amod", "compound", "acl", "relcl"):
        out.append(f"modifies:{kind(reading, over)}")
    verb = over if p.pos[over] in ("VERB", "AUX") else p.head[over]
    if p.lemma[verb] in lexicon(reading.codebook["acts"])[2]:
        out += [f"light={p.dep[c.head]}", f"light={p.lemma[verb]}", f"light={p.lemma[verb]} {p.dep[c.head]}"]
    return out


def _company(reading: Reading, c: Candidate) -> list[str]:
    """The other candidates of the sentence: in the same clause, before and after."""
    p, (_, number), out = reading.parse, frame.clauses(reading), []
    for o in candidates(reading):
        if o == c or p.sent[o.head] != p.sent[c.head]:
            continue
        where = "clause" if number[o.head] == number[c.head] else "sentence"
        side = "before" if o.first < c.first else "after"
        out += [f"{where}-{side}={o.role}", f"{where}-{side}={o.entries[0]}"]
        if o.head == p.head[c.head]:
            out += [f"under={o.role}", f"under={o.entries[0]}"]
        elif p.head[o.head] == c.head:
            out += [f"governs={o.role}", f"governs={o.entries[0]}"]
    return sorted(set(out))


def light_verbs(reading: Reading) -> dict[str, tuple[str, ...]]:
    """The light verbs of acts.toml, by their first word."""
    return lexicon(reading.codebook["acts"])[2]

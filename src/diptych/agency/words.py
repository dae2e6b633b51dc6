"""The words for acts of harm: the codebook's acts.toml as look-up tables, and where its words stand in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from diptych import grammar, names
from diptych.codebook import Codebook, Entry
from diptych.pipeline import Reading, worked_out_once

#: Roles whose words open a rule; the words of the other roles are only looked up.
TELLING = frozenset({"harm", "action", "protection", "not-doing", "carry-out", "go-on", "take-part", "share", "undergo", "fall", "subject-to", "culprit", "charge", "cause", "idiom", "held", "backed", "standing-by", "shooting", "taken", "on-trial", "giving-orders", "lost", "helping", "helper"})


class Pattern(NamedTuple):
    """A word or phrase of an entry: its first word's lemma is the key it is found by, these are the words that must follow."""

    rest: tuple[str, ...]
    entry: Entry


class Found(NamedTuple):
    """A word or phrase of the codebook in a text: its head token, all its tokens in order, its entry."""

    head: int
    tokens: tuple[int, ...]
    entry: Entry


@dataclass(frozen=True, eq=False)
class Lexicon:
    """acts.toml by first word (`verbs`, `nouns`: the patterns, longest first) and by role (`words`: every single word of a role; `roles`: every role of a word)."""

    verbs: dict[str, list[Pattern]]
    nouns: dict[str, list[Pattern]]
    words: dict[str, frozenset[str]]
    roles: dict[str, frozenset[str]]
    general: tuple[str, ...]
    entries: tuple[Entry, ...]


@lru_cache(maxsize=8)
def lexicon(codebook: Codebook) -> Lexicon:
    """The look-up tables of a codebook's acts."""
    verbs, nouns, words = defaultdict(list), defaultdict(list), defaultdict(set)
    for entry in codebook["acts"]:
        role = str(entry.more["role"])
        for key, table in (("verbs", verbs), ("nouns", nouns), ("words", None)):
            for form in entry.more.get(key, ()):
                first, *rest = form.split() if key != "nouns" else form.replace("-", " ").split()
                words[role].add(form)
                if table is not None and role in TELLING:
                    table[first].append(Pattern(tuple(rest), entry))
    for table in (verbs, nouns):
        for patterns in table.values():
            patterns.sort(key=lambda pattern: -len(pattern.rest))
    by_word = defaultdict(set)
    for role, forms in words.items():
        for form in forms:
            by_word[form].add(role)
    return Lexicon(dict(verbs), dict(nouns), {k: frozenset(v) for k, v in words.items()}, {k: frozenset(v) for k, v in by_word.items()}, tuple(sorted(words["general"])), codebook["acts"])


@dataclass(frozen=True, eq=False)
class Scene:
    """A parse with what its words are: `label` of each token inside a name (see `names.mentions`, else ""), whether the label is only
    `guessed` by the model, `roles` of each token by its lemma, and the patterns that start at a token (`verb_at`, `noun_at`) and the tokens of each role, in its order."""

    p: grammar.Parse
    lexicon: Lexicon
    label: list[str]
    guessed: list[bool]
    roles: list[frozenset[str]]
    verbs: dict[int, list[Found]] = field(default_factory=dict)
    nouns: dict[int, Found] = field(default_factory=dict)
    by_role: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def has(self, i: int, *roles: str) -> bool:
        """Whether token i is a word of one of these roles."""
        return not self.roles[i].isdisjoint(roles)


@worked_out_once
def scene(reading: Reading) -> Scene:
    """The scene of a reading."""
    p, lex = reading.parse, lexicon(reading.codebook)
    label, guessed = [""] * len(p), [False] * len(p)
    for m in names.mentions(reading):
        label[m.first:m.last] = [m.label] * (m.last - m.first)
        guessed[m.first:m.last] = [m.found_by == "model"] * (m.last - m.first)
    none, of = frozenset(), lex.roles.get
    roles = [of(a, none) if a == b else of(a, none) | of(b, none) for a, b in zip(p.lemma, p.lower)]
    for i, (a, b) in enumerate(zip(p.lower, p.lemma[1:]), 1):
        pair = of(f"{a} {b}")
        if pair:
            roles[i] |= pair
    s = Scene(p, lex, label, guessed, roles)
    for i, found in enumerate(roles):
        for role in found:
            s.by_role[role].append(i)
    verbs, nouns = lex.verbs, lex.nouns
    for i, (lemma, word) in enumerate(zip(p.lemma, p.lower)):
        ending = word[-1:]
        if lemma in verbs or ending in "dg" and word.endswith(("ed", "ing")):
            patterns = _verbs_from(s, i)
            if patterns:
                s.verbs[i] = patterns
        if lemma in nouns or word in nouns or ending == "s" and _singular(word) in nouns:
            pattern = _noun_from(s, i)
            if pattern is not None:
                s.nouns[i] = pattern
    return s


def verb_at(s: Scene, i: int) -> Sequence[Found]:
    """The verb patterns that start at token i and whose further words follow in its clause, longest first."""
    return s.verbs.get(i, ())


def noun_at(s: Scene, i: int) -> Found | None:
    """The longest noun pattern whose words stand together from token i; its head is the token that the others hang on."""
    return s.nouns.get(i)


def _verbs_from(s: Scene, i: int) -> list[Found]:
    p, found = s.p, []
    patterns = s.lexicon.verbs.get(_verb_lemma(s, i), ())
    below = sorted(k for k in _below(p, i, 4) if i < k < i + 14) if patterns and patterns[0].rest else []
    words = {p.lemma[k] for k in below}.union(p.lower[k] for k in below)
    for pattern in patterns:
        tokens = _following(p, i, pattern.rest, below, words) or _and_forty_taken(p, i, pattern.rest) if pattern.rest else (i,)
        if tokens:
            found.append(Found(i, tokens, pattern.entry))
    return found


def _verb_lemma(s: Scene, i: int) -> str:
    """The lemma of a verb; of a participle that was read as an adjective or a noun, the verb it is made of."""
    p, word = s.p, s.p.lower[i]
    if p.pos[i] in ("VERB", "AUX") and (p.lemma[i] in s.lexicon.verbs or not word.endswith(("ed", "ing"))):
        return p.lemma[i]
    if p.pos[i] == "VERB" or (p.dep[i] in ("amod", "compound", "acomp", "oprd", "attr", "acl", "ROOT", "conj", "advcl") and p.pos[i] in ("ADJ", "NOUN") and p.tag[i] != "NNS"):
        ends = ((word[:-2], word[:-1]) if word.endswith("ed") else (word[:-3], word[:-3] + "e") if word.endswith("ing") and p.pos[i] in ("ADJ", "VERB") else ())
        return next((w for w in ends if w in s.lexicon.verbs), "")
    return ""


def _following(p: grammar.Parse, i: int, rest: tuple[str, ...], below: list[int], words: set[str]) -> tuple[int, ...]:
    """The tokens of a verb's further words among those `below` it (`words`: what these are), in order; () where one is missing."""
    if rest == ("from",) and any(p.lower[c] == "from" and c < i and p.lower[c + 1] in ("which", "whom", "where") for c in p.children[i]):
        return (i,)  # "Lom, from which they were driven"
    if not words.issuperset(rest):
        return ()
    tokens = [i]
    for word in rest:
        nxt = next((k for k in below if k > tokens[-1] and (p.lemma[k] == word or p.lower[k] == word)), None)
        if nxt is None:
            return ()
        tokens.append(nxt)
    return tuple(tokens)


def _and_forty_taken(p: grammar.Parse, i: int, rest: tuple[str, ...]) -> tuple[int, ...]:
    """The tokens of a verb that the parser hung on its own last word, with a number as the one it is done to: "and forty taken hostage"."""
    noun = i + 1
    counted = noun < len(p) and p.head[i] == noun and p.dep[i] == "amod" and rest == (p.lemma[noun],) and any(p.dep[c] in ("nummod", "npadvmod") and c < i for c in (*p.children[noun], *p.children[i]))
    return (i, noun) if counted else ()


def _below(p: grammar.Parse, i: int, depth: int) -> list[int]:
    out = []
    for c in p.children[i]:
        if p.dep[c] not in ("conj", "advcl", "relcl", "acl", "ccomp", "parataxis", "nsubj"):
            out.append(c)
            if depth > 1:
                out += _below(p, c, depth - 1)
    return out


def _noun_from(s: Scene, i: int) -> Found | None:
    p = s.p
    for key in dict.fromkeys((p.lower[i], p.lemma[i], _singular(p.lower[i]))):
        for pattern in s.lexicon.nouns.get(key, ()):
            tokens, k = [i], i + 1
            for word in pattern.rest:
                while k < len(p) and p.word[k] in "-‐‑–" and p.word[k]:
                    k += 1
                if k >= len(p) or word not in (p.lemma[k], p.lower[k], _singular(p.lower[k])):
                    break
                tokens.append(k)
                k += 1
            else:
                span = range(tokens[0], tokens[-1] + 1)
                head = next((t for t in span if p.head[t] not in span or p.head[t] == t), i)
                if head not in tokens:
                    head = tokens[-1]
                if is_nominal(p, head) and not any(p.tag[t] in ("VBD", "VBN") and p.pos[t] == "VERB" for t in tokens[1:]):
                    return Found(head, tuple(tokens), pattern.entry)
    return None


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word[:-2] if word.endswith("sses") else word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def is_nominal(p: grammar.Parse, i: int) -> bool:
    """Used as a noun: a noun, or a form in -ing with a determiner, an adjective or an of-phrase, or between two commas of a list of nouns."""
    if p.pos[i] in ("NOUN", "PROPN"):
        return True
    if not p.lower[i].endswith("ing"):
        return False
    kids = p.children[i]
    return any(p.dep[c] in ("det", "amod", "poss", "compound") for c in kids) or any(p.lower[c] == "of" and c == i + 1 for c in kids) or (
        p.dep[i] in ("pobj", "nsubj", "dobj", "conj", "nsubjpass", "appos") and not any(p.dep[c] in ("dobj", "aux", "nsubj") for c in kids))

"""Phrases of the codebook in a text: dictionary forms in a row, "a|b" for either, "…" for a gap."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from diptych.reading import grammar
from diptych.reading.grammar import Parse

_BETWEEN = frozenset({"-", "–", "\"", "'", "("})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})

Words = tuple[frozenset[str] | None, ...]
#: Phrases by the forms of their first word: the words, and what the phrase stands for.
Index = dict[str, list[tuple[Words, object]]]


def compiled(phrase: str) -> Words:
    """A phrase of the codebook as a tuple with one set of forms for each word, and None for a gap."""
    return tuple(
        None if w == "…" else frozenset(w.lower().split("|")) for w in phrase.replace("-", " ").split()
    )


def index(forms: Iterable[tuple[str, object]]) -> Index:
    """Phrases to find, from (phrase, what it stands for)."""
    out: Index = {}
    for form, means in forms:
        words = compiled(form)
        for first in words[0] or ():
            out.setdefault(first, []).append((words, means))
    return out


def find(p: Parse, lexicon: Index, *, gap: int = 12) -> Iterator[tuple[tuple[int, ...], object]]:
    """Every place of a text where a phrase of the index stands: its tokens, and what it stands for."""
    for i, key in starts(p, lexicon):
        for words, means in lexicon[key]:
            if tokens := follow(p, i, words, gap=gap):
                yield tokens, means


def keys(p: Parse, i: int) -> set[str]:
    """The forms under which a token is looked up: as it is written, its lemma, and the singular of a
    capitalised plural."""
    low = p.lower[i]
    found = {low, p.lemma[i].lower()}
    if p.pos[i] == "PROPN" and low.endswith("s"):
        found.add(low[:-1])
    return found


def starts(p: Parse, lexicon: Container[str]) -> Iterator[tuple[int, str]]:
    """Every token that a lexicon by first words has, in order, with each form under which it has it."""
    for i, (low, lemma, pos) in enumerate(zip(p.lower, p.lemma, p.pos)):
        if low in lexicon or lemma.lower() in lexicon or pos == "PROPN" and low[:-1] in lexicon:
            for key in keys(p, i):
                if key in lexicon:
                    yield i, key


def follow(p: Parse, i: int, words: Words, *, gap: int = 12) -> tuple[int, ...]:
    """The tokens of a phrase whose first word is token i, or (). A gap takes up to `gap` tokens and no verb
    with tense; hyphens and quotation marks between words do not count."""
    tokens, k, open_ = [i], i + 1, False
    end = p.sents[p.sent[i]][1]
    for word in words[1:]:
        if word is None:
            open_ = True
            continue
        reach = k + (gap if open_ else 0)
        while k < end and (p.word[k] in _BETWEEN or k < reach and open_):
            if not word.isdisjoint(keys(p, k)):
                break
            if open_ and (
                p.word[k] in (";", ":", "by") or p.pos[k] in ("VERB", "AUX") and p.tag[k] in _FINITE
            ):
                return ()
            k += 1
        if k >= end or word.isdisjoint(keys(p, k)):
            return ()
        tokens.append(k)
        k, open_ = k + 1, False
    return tuple(tokens)


def head(p: Parse, tokens) -> int:
    """The token that the others hang on: the first one whose head is outside, a verb or a noun where there is
    one."""
    inside = set(tokens)
    tops = [k for k in sorted(inside) if p.head[k] not in inside or p.head[k] == k]
    return next((k for k in tops if p.pos[k] in ("VERB", "NOUN", "PROPN")), tops[0])


def span(p: Parse, tokens) -> tuple[int, int]:
    """The characters from a phrase's first word to its last."""
    return grammar.chars(p, min(tokens), max(tokens) + 1)

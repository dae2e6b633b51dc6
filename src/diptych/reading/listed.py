"""Names that the codebook lists, however they are spelled."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from diptych.corpus.codebook import NAMES, Codebook, Entry
from diptych.reading.grammar import Parse
from diptych.reading.mention import DASHES, Mention
from diptych.reading.reading import Reading, worked_out_once

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer


_LETTERS = str.maketrans({"ı": "i", "ə": "a", "Ə": "a", "đ": "d", "ł": "l", "ø": "o", "æ": "ae", "ß": "ss"})


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """A word without capitals, accents, full stops, apostrophes and hyphens, so that spellings of a name can
    be compared."""
    plain = unicodedata.normalize("NFKD", word.translate(_LETTERS)).casefold().translate(_LETTERS)
    return re.sub(r"[\u0300-\u036f.'’‘`´-]", "", plain)


class Form(NamedTuple):
    words: tuple[str, ...]
    capitals: tuple[str, ...]
    entry: Entry


@lru_cache(maxsize=8)
def _index(codebook: Codebook, tokenizer: Tokenizer) -> dict[str, list[Form]]:
    """The forms of all names by their first word, the longest first."""
    index = defaultdict(list)
    for entry in codebook.entries:
        for name in entry.forms if entry.kind in NAMES else ():
            form = _form(name, entry, tokenizer)
            index[form.words[0]].append(form)
    for forms in index.values():
        forms.sort(key=lambda f: -len(f.words))
    return dict(index)


@lru_cache(maxsize=8)
def short_index(codebook: Codebook, tokenizer: Tokenizer) -> dict[str, list[Form]]:
    """The codebook's short forms by their first word."""
    index = defaultdict(list)
    for entry in codebook.entries:
        for form in entry.more.get("short", ()) if entry.kind in NAMES else ():
            index[folded(form.split()[0])].append(_form(form, entry, tokenizer))
    return dict(index)


def _form(name: str, entry: Entry, tokenizer: Tokenizer) -> Form:
    tokens = [t.text for t in tokenizer(name) if t.text not in DASHES and t.text.strip()]
    return Form(
        tuple(map(folded, tokens)),
        tuple("all" if len(t) > 1 and t.isupper() else "first" if t[:1].isupper() else "" for t in tokens),
        entry,
    )


@worked_out_once
def listed(reading: Reading) -> list[Mention]:
    p, index, found = reading.parse, _index(reading.codebook, reading.tokenizer), []
    key = [folded(w) for w in p.word]
    for i, k in enumerate(key):
        for form in index.get(k, ()):
            last = match(p, key, i, form)
            if last:
                found.append(Mention(i, last, _label(form.entry), form.entry.label, "codebook"))
                break
    return found


def match(p: Parse, key: list[str], i: int, form: Form) -> int:
    """The token after the last of a form that starts at token i, or 0. Between its words a hyphen may stand
    or not."""
    sent = p.sent[i]
    for word, shape in zip(form.words, form.capitals):
        while i < len(key) and p.word[i] in DASHES and word != form.words[0]:
            i += 1
        if i >= len(key) or key[i] != word or p.sent[i] != sent:
            return 0
        if shape and not (p.word[i].isupper() if shape == "all" else p.word[i][:1].isupper()):
            return 0
        i += 1
    return i


def _label(entry: Entry) -> str:
    return {"event": "EVENT", "neighbours": "EVENT", "law": "LAW"}.get(entry.kind) or str(
        entry.more.get("type", "ORG")
    )

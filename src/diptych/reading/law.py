"""Names of law in a text: instruments (treaties, statutes, articles, resolutions) and courts, listed in the
codebook or not.

An instrument that nobody listed is known by its build: an article with its number, a resolution with its
number, a capitalised name that ends in or starts with a word for an instrument.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from diptych.corpus.codebook import Codebook, Entry
from diptych.reading import grammar
from diptych.reading.grammar import Parse
from diptych.reading.reading import Reading, worked_out_once

_HEADS = frozenset(
    "convention conventions statute statutes protocol protocols covenant covenants treaty treaties charter"
    " constitution code codes act acts regulations declaration accord accords pact agreement agreements"
    " resolution resolutions directive decree statement memorandum armistice concordat".split()
)
_LOOSE = frozenset(
    {
        "act",
        "acts",
        "agreement",
        "agreements",
        "declaration",
        "statement",
        "code",
        "codes",
        "memorandum",
        "decree",
        "directive",
        "armistice",
    }
)
_SIGNED = frozenset(
    "convention conventions protocol protocols treaty accord accords".split()
)  # also a name in lower case, after a place
_PARTS = frozenset(
    {
        "article",
        "articles",
        "art",
        "arts",
        "section",
        "sections",
        "sec",
        "chapter",
        "paragraph",
        "para",
        "rule",
        "§",
        "§§",
        "clause",
    }
)
_NOT_LAW = frozenset(
    {
        "sanctions",
        "visa",
        "class",
        "voting",
        "balancing",
        "dress",
        "zip",
        "area",
        "source",
        "morse",
        "postal",
        "bar",
        "second",
        "first",
    }
)
_JOINS = frozenset(
    {
        "of",
        "the",
        "and",
        "for",
        "to",
        "against",
        "on",
        "in",
        "concerning",
        "relating",
        "relative",
        "or",
        "respecting",
        "from",
        "additional",
        "&",
    }
)
_OPENERS = frozenset(
    {"on", "of", "for", "against", "concerning", "relating", "relative", "additional", "respecting", "to"}
)
_NUMBER = re.compile(r"\d[\d/.\-–]*[a-z]?(?:\(\w+\)?)*|[IVX]+(?:\(\w+\)?)*")
_COURT_HEADS = frozenset({"court", "courts", "tribunal", "tribunals", "chambers"})


class Instrument(NamedTuple):
    """A name of law in a text: its tokens, its canonical name, and its entry in the codebook (None where it
    is not listed)."""

    first: int
    last: int
    canonical: str
    entry: Entry | None


@worked_out_once
def instruments(reading: Reading) -> list[tuple[int, int, str]]:
    """(first token, token after the last, canonical name) of every instrument that a text names, in order,
    none inside another."""
    return [(f.first, f.last, f.canonical) for f in named(reading)]


@worked_out_once
def named(reading: Reading) -> list[Instrument]:
    """Every instrument that a text names, with its entry, in order; the longest name wins."""
    p, known = reading.parse, _known(reading.codebook)
    found = [
        Instrument(f.start, f.end, known.by_id[f.id_].label, known.by_id[f.id_])
        for f in reading.doc.spans.get("codebook", ())
        if f.label_ == "law" and f.id_ in known.by_id
    ]
    parts = {word for word in set(p.lower) if word.rstrip(".") in _PARTS or word.startswith("§")}
    for i, word in enumerate(p.lower):
        if word in parts:
            found += _article(p, i, known)
        elif word in _HEADS:
            found += _headed(p, i, known)
    kept: list[Instrument] = []
    used: set[int] = set()
    for f in sorted(found, key=lambda f: (f.first - f.last, f.entry is None, f.first)):
        if not used.intersection(range(f.first, f.last)):
            used.update(range(f.first, f.last))
            kept.append(f)
    return sorted(kept)


def concept_of(p: Parse, f: Instrument) -> str:
    """The legal class that an instrument brings in: that of the article which the text names, else the
    instrument's own."""
    if f.entry is None:
        return "other"
    by_article = dict(line.split(": ", 1) for line in f.entry.more.get("by_article", ()))
    number = next(
        (
            m[0]
            for k in range(f.first, f.last)
            if (m := re.match(r"\d+", p.word[k])) and not re.fullmatch(r"1[789]\d\d|20\d\d", p.word[k])
        ),
        "",
    )
    return by_article.get(number, str(f.entry.more["concept"]))


@worked_out_once
def courts(reading: Reading) -> list[Instrument]:
    """Every court that a text names or describes by its place ("courts in Skopje"), with its entry, in
    order."""
    p, known, found = reading.parse, _known(reading.codebook), []
    taken = {
        k for f in named(reading) for k in range(f.first + (p.lower[f.first].rstrip(".") in _PARTS), f.last)
    }
    for i in (i for i, word in enumerate(p.lower) if word in known.courts or word in _COURT_HEADS):
        for words, entry in known.courts.get(p.lower[i], ()):
            if tuple(p.lower[i:i + len(words)]) == words and p.word[i][:1].isupper():
                found.append(Instrument(i, i + len(words), entry.label, entry))
                break
        if p.lower[i] in _COURT_HEADS and p.pos[i] in ("NOUN", "PROPN"):
            first, last = _name_around(p, i)
            if last - first > 1 and any(p.word[k][:1].isupper() for k in range(first, last)):
                found.append(Instrument(first, last, grammar.words(p, first, last), None))
            elif (
                p.lower[i].startswith("court")
                and i + 2 < len(p)
                and p.lower[i + 1] in ("in", "of")
                and p.word[i + 2][:1].isupper()
            ):
                found.append(Instrument(i, i + 3, grammar.words(p, i, i + 3), None))
    kept: list[Instrument] = []
    used = set(taken)
    for f in sorted(found, key=lambda f: (f.entry is None, f.first - f.last, f.first)):
        if not used.intersection(range(f.first, f.last)):
            used.update(range(f.first, f.last))
            kept.append(f)
    return sorted(kept)


# The codebook's names


class _Known(NamedTuple):
    by_id: dict[str, Entry]
    by_name: dict[str, Entry]
    courts: dict[str, list[tuple[tuple[str, ...], Entry]]]


@lru_cache(maxsize=8)
def _known(codebook: Codebook) -> _Known:
    by_id = {e.id: e for e in codebook["law"]}
    by_name = {_plain(form): e for e in by_id.values() for form in (e.label, *e.forms)}
    by_first: dict[str, list] = {}
    for e in codebook["courts"]:
        for form in e.forms:
            words = tuple(form.lower().replace("-", " - ").split())
            by_first.setdefault(words[0], []).append((words, e))
    for forms in by_first.values():
        forms.sort(key=lambda f: -len(f[0]))
    return _Known(by_id, by_name, by_first)


def _plain(name: str) -> str:
    """A name without years, articles and capitals, so that "the 1948 Genocide Convention" is the Genocide
    Convention."""
    words = re.sub(r"\b1[789]\d\d\b|\b20\d\d\b|[().,]", " ", name).lower().replace("u n ", "un ").split()
    while words and words[0] in ("the", "a", "an"):
        words = words[1:]
    while words and words[-1] in ("of", "in"):
        words = words[:-1]
    return " ".join(words)


def _entry(known: _Known, name: str) -> Entry | None:
    plain = _plain(name)
    return (
        known.by_name.get(plain)
        or known.by_name.get(plain.removesuffix("s"))
        or known.by_name.get(re.sub(r"^(un|united nations|us|united states) ", "", plain))
    )


# Names by their build


def _article(p: Parse, i: int, known: _Known) -> list[Instrument]:
    """ "Article 7", "Articles 2 and 3 of the Statute", "§ 12", with the name that follows."""
    last = _numbers(p, i + 1)
    if last == i + 1 and not p.lower[i].startswith("§"):
        return []
    if not (
        p.word[i][:1].isupper()
        or p.lower[i].startswith("§")
        or p.lower[i] in ("article", "articles", "section", "paragraph")
    ):
        return []
    if p.lower[i].rstrip(".") in (
        "chapter",
        "section",
        "paragraph",
        "rule",
        "clause",
        "para",
        "sec",
    ) and not (last < len(p) and p.lower[last] in ("of", "in")):
        if not p.word[i][:1].isupper() or p.lower[i].rstrip(".") in ("chapter", "rule", "paragraph"):
            return []
    first, end = i, last
    if i and p.lower[i - 1] == "common":
        first = i - 1
    if last < len(p) and p.lower[last] in ("of", "in") or p.lower[last:last + 2] == ["common", "to"]:
        k = last + (2 if p.lower[last] == "common" else 1)
        while k < len(p) and (
            p.lower[k] == "the"
            or re.fullmatch(r"1[789]\d\d|20\d\d", p.word[k])
            or p.lower[k] in ("its", "this", "country", "state", "four", "all")
        ):
            k += 1
        after = _run(p, k)
        if after > k:
            end = after
        elif p.lower[last] == "of" and k < len(p) and p.lower[k] in _HEADS | {"law", "code"}:
            end = k + 1
        elif (
            p.lower[last] == "of"
            and k + 1 < len(p)
            and p.lower[k + 1] in _HEADS
            and p.pos[k] in ("ADJ", "NOUN", "PROPN")
        ):
            end = k + 2
    name = grammar.words(p, first, end).rstrip(".")
    if (
        end == last
        and p.lower[i].rstrip(".") not in ("article", "articles", "art", "arts", "§", "§§")
        and not p.lower[i].startswith("§")
    ):
        return []
    entry = _entry(known, name) or (
        _entry(known, grammar.words(p, last + 1, end)) if end > last + 1 else None
    )
    exact = _entry(known, name)
    return [
        Instrument(
            first,
            end,
            exact.label if exact else re.sub(r"\b(of|in) the (?=1[789]|20)", r"\1 the ", name),
            entry,
        )
    ]


def _numbers(p: Parse, k: int) -> int:
    """The token after a list of numbers that starts at k: "2", "2 and 3", "8(2)(b)", "7 (1) (a)", "822, 853
    and 874"."""
    last = k
    while last < len(p):
        word = p.word[last]
        if word == ")" and last > k and "(" in p.word[last - 1] and not p.word[last - 1].endswith(")") or _NUMBER.fullmatch(word) or word.lower() in ("bis", "ter", "no", "no.", "nos", "nos."):
            last += 1
        elif last > k and word == "(" and last + 2 < len(p) and p.word[last + 2] == ")":
            last += 3
        elif last > k and (
            p.lower[last] in ("and", "or", ",", "to", "-", "–", "&")
            and last + 1 < len(p)
            and re.match(r"\d|[IVX]+$", p.word[last + 1])
        ):
            last += 1
        elif (
            last > k
            and word == ","
            and last + 2 < len(p)
            and p.lower[last + 1] in ("and", "or")
            and re.match(r"\d", p.word[last + 2])
        ):
            last += 2
        else:
            break
    return last


def _headed(p: Parse, i: int, known: _Known) -> list[Instrument]:
    """A name around a word for an instrument: "1907 Hague Regulations", "Treaty of Kars", "Resolution 1325",
    "Criminal Code of Chad"."""
    capital, word = p.word[i][:1].isupper(), p.lower[i]
    if word.startswith("resolution"):
        last = _numbers(p, i + 1)
        if last > i + 1:
            first = _name_before(p, i)
            name = grammar.words(p, first, last)
            return [
                Instrument(
                    first,
                    last,
                    (_entry(known, name) or _short_resolution(known, p, i, last) or _Named(name)).label,
                    _entry(known, name) or _short_resolution(known, p, i, last),
                )
            ]
        if not capital:
            return []
    first = _name_before(p, i)
    last = i + 1
    if not capital:  # "the Geneva conventions", "the Bishkek protocol"
        named = (
            word in _SIGNED
            and first < i
            and p.pos[first] == "PROPN"
            and p.ent[first] not in ("NORP", "PERSON")
            and p.sents[p.sent[i]][0] < first
        )
        return (
            [
                Instrument(
                    first,
                    last,
                    entry.label
                    if (entry := _entry(known, grammar.words(p, first, last)))
                    else grammar.words(p, first, last),
                    entry,
                )
            ]
            if named
            else []
        )
    if i + 1 < len(p) and p.lower[i + 1] in _OPENERS:
        k = i + 2
        while k < len(p) and p.lower[k] in _JOINS | {"a", "an"}:
            k += 1
        after = _run(p, i + 2)
        last = after if after > i + 2 else last
    if (
        last == i + 1
        and i + 2 < len(p)
        and p.lower[i + 1] == "of"
        and re.fullmatch(r"1[789]\d\d|20\d\d", p.word[i + 2])
    ):
        last = i + 3
        if (
            last + 1 < len(p) and p.lower[last] in _OPENERS
        ):  # "the Convention of 1951 relating to the Status of Refugees"
            last = max(last, _run(p, last + 1))
        return [
            Instrument(
                first, last, grammar.words(p, first, last), _entry(known, grammar.words(p, first, last))
            )
        ]
    if i + 1 < len(p) and last == i + 1 and re.fullmatch(r"[IVX]+|No\.?|\d{1,3}", p.word[i + 1]):
        last = _numbers(p, i + 1)
    if (
        word in ("protocol", "convention")
        and last == i + 1
        and i + 1 < len(p)
        and re.fullmatch(r"[IVX]+\.", p.word[i + 1])
    ):
        name = f"{grammar.words(p, first, last)} {p.word[i + 1].rstrip('.')}"
        entry = _entry(known, name)
        return [Instrument(first, last, entry.label if entry else name, entry)]
    proper = [k for k in range(first, last) if k != i and p.word[k][:1].isupper()]
    if not proper:
        return _again(p, i, known)
    if word in _LOOSE and first == i and not (last > i + 2):
        return []
    if (
        word == "convention"
        and any(
            p.lower[k] in ("national", "party", "democratic", "republican", "constitutional")
            for k in range(first, i)
        )
        and last == i + 1
    ):
        return []
    if any(p.lower[k] in _NOT_LAW for k in range(first, i)):
        return []
    if word.startswith("act") and first == i and p.lower[i + 1] != "on":
        return []
    name = grammar.words(p, first, last)
    entry = _entry(known, name)
    return [Instrument(first, last, entry.label if entry else name, entry)]


class _Named(NamedTuple):
    label: str


def _short_resolution(known: _Known, p: Parse, i: int, last: int) -> Entry | None:
    """The listed resolution with this number, where it is the only number."""
    number = next((p.word[k] for k in range(i + 1, last) if re.match(r"\d", p.word[k])), "")
    several = (
        sum(
            bool(re.match(r"\d", p.word[k])) and not re.fullmatch(r"19\d\d|20\d\d", p.word[k])
            for k in range(i + 1, last)
        )
        > 1
    )
    return None if several else known.by_name.get(f"resolution {number}")


def _again(p: Parse, i: int, known: _Known) -> list[Instrument]:
    """ "the Convention", "the Statute": what was last named with that word."""
    if not i or p.lower[i - 1] not in ("the", "this", "that", "said") or p.sents[p.sent[i]][0] == i:
        return []
    for k in range(i - 1, -1, -1):
        if p.lower[k] == p.lower[i] and p.word[k][:1].isupper():
            before = (
                [f for f in _headed(p, k, known) if f.last - f.first > 1]
                if p.lower[max(0, k - 1)] not in ("this", "that", "said")
                else []
            )
            if before:
                return [Instrument(i, i + 1, before[0].canonical, before[0].entry)]
    return []


def _name_before(p: Parse, i: int) -> int:
    """The first token of the capitalised words and the year before a name's last word."""
    first = i
    a = p.sents[p.sent[i]][0]
    while first > a:
        k = first - 1
        word = p.word[k]
        if (
            word[:1].isupper()
            and word[:1].isalpha()
            and p.pos[k] not in ("DET", "PRON", "SCONJ", "VERB", "AUX")
            and p.lower[k]
            not in (
                "under",
                "in",
                "the",
                "on",
                "by",
                "a",
                "an",
                "according",
                "both",
                "as",
                "while",
                "article",
                "section",
            )
        ) or word in ("-", "–", "'s", "&", ".") and k > a and p.word[k - 1][:1].isupper() and first < len(p):
            first = k
        elif re.fullmatch(r"1[789]\d\d|20\d\d", word):
            first = k
            break
        elif (
            p.lower[k] in ("and", "of", "for", "on", "against")
            and first < i
            and k > a
            and p.word[k - 1][:1].isupper()
            and p.pos[k - 1] == "PROPN"
            and p.lower[k] in ("and", "&")
        ):
            break
        else:
            break
    while first < i and p.word[first] in ("-", "–", "'s", "."):
        first += 1
    for k in range(first, i):
        if p.word[k] == "'s" and k + 1 < i:
            first = k + 1
    return first


def _run(p: Parse, k: int) -> int:
    """The token after the last of a capitalised run that starts at k, small joining words inside it
    allowed."""
    last, end = k, p.sents[p.sent[min(k, len(p) - 1)]][1]
    j = k
    if p.ent[min(k, len(p) - 1)] in ("DATE", "TIME"):
        return k
    while j < end:
        word = p.word[j]
        if j > k and re.fullmatch(r"[IVX]+\.", word):
            return j + 1
        if word[:1].isupper() and p.pos[j] not in ("PUNCT",):
            j += 1
            last = j
        elif p.lower[j] in _JOINS and j + 1 < end or word in ("-", "'s"):
            if (
                p.lower[j] in ("and", "or", "in", "to", "on", "against", "for", "from")
                and j > k
                and not _goes_on(p, j, end)
            ):
                break
            j += 1
        elif word == "," and _goes_on(p, j, end) and p.lower[j + 1] in ("cruel", "inhuman"):
            j += 1
        else:
            break
    return last


def _goes_on(p: Parse, j: int, end: int) -> bool:
    """Whether a joining word stands inside the name: a capital follows, and it is no new name of a person or
    place joined on."""
    k = j + 1
    if p.lower[j] in ("and", "or") and k < end and p.lower[k] == "the":
        return False
    while k < end and p.lower[k] in _JOINS:
        k += 1
    if k >= end or not p.word[k][:1].isupper():
        return False
    if p.lower[j] in ("and", "or"):
        return (
            p.dep[k] == "conj"
            and p.ent[k] not in ("PERSON",)
            and p.lower[k] not in _HEADS
            or p.pos[k] in ("NOUN", "ADJ")
            or p.ent[j] == p.ent[k] != ""
        )
    if p.lower[j] in ("in", "to", "on", "for", "from", "against"):
        return (
            p.ent[j] == p.ent[k] == p.ent[j - 1] != ""
            or p.pos[k] == "NOUN"
            or p.lower[j] in ("on", "against", "for")
            and p.ent[k] not in ("DATE", "GPE", "PERSON")
        )
    return True


def _name_around(p: Parse, i: int) -> tuple[int, int]:
    """The capitalised name that a word for a court stands in: "Supreme Court of Chad", "Lyon Court of
    Appeal", "Military Tribunal"."""
    if not p.word[i][:1].isupper():
        return i, i + 1
    first = _name_before(p, i)
    last = i + 1
    while last + 1 < len(p) and p.lower[last] in ("of", "for", "in"):
        k = last + 1
        if p.lower[k] == "the" and k + 1 < len(p):
            k += 1
        after = k
        while after < len(p) and p.word[after][:1].isupper() and p.pos[after] != "PUNCT":
            after += 1
        if after == k:
            break
        last = after
    return first, last

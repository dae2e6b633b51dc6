"""Names of instruments of law by how they are built: articles, resolutions, treaties, codes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from diptych.corpus.codebook import Codebook, Entry
from diptych.reading import grammar
from diptych.reading.grammar import Parse
from diptych.wordlists import word_lists

HEADS = word_lists("diptych.reading", "words.toml")["heads"]
_LOOSE = word_lists("diptych.reading", "words.toml")["loose"]
_SIGNED = word_lists("diptych.reading", "words.toml")["signed"]
PARTS = word_lists("diptych.reading", "words.toml")["parts"]
_NOT_LAW = word_lists("diptych.reading", "words.toml")["not-law"]
_JOINS = word_lists("diptych.reading", "words.toml")["joins"]
_OPENERS = word_lists("diptych.reading", "words.toml")["openers"]
_PARTIES = frozenset({"national", "party", "democratic", "republican", "constitutional"})
_NUMBER = re.compile(r"\d[\d/.\-–]*[a-z]?(?:\(\w+\)?)*|[IVX]+(?:\(\w+\)?)*")


class Instrument(NamedTuple):
    """A name of law in a text: its tokens, its canonical name, and its entry in the codebook (None where it
    is not listed)."""

    first: int
    last: int
    canonical: str
    entry: Entry | None


class Known(NamedTuple):
    by_id: dict[str, Entry]
    by_name: dict[str, Entry]
    courts: dict[str, list[tuple[tuple[str, ...], Entry]]]


@lru_cache(maxsize=8)
def known_in(codebook: Codebook) -> Known:
    by_id = {e.id: e for e in codebook["law"]}
    by_name = {_plain(form): e for e in by_id.values() for form in (e.label, *e.forms)}
    by_first: dict[str, list] = {}
    for e in codebook["courts"]:
        for form in e.forms:
            words = tuple(form.lower().replace("-", " - ").split())
            by_first.setdefault(words[0], []).append((words, e))
    for forms in by_first.values():
        forms.sort(key=lambda f: -len(f[0]))
    return Known(by_id, by_name, by_first)


def _plain(name: str) -> str:
    """A name without years, articles and capitals, so that "the 1948 Genocide Convention" is the Genocide
    Convention."""
    words = re.sub(r"\b1[789]\d\d\b|\b20\d\d\b|[().,]", " ", name).lower().replace("u n ", "un ").split()
    while words and words[0] in ("the", "a", "an"):
        words = words[1:]
    while words and words[-1] in ("of", "in"):
        words = words[:-1]
    return " ".join(words)


def entry_of(known: Known, name: str) -> Entry | None:
    plain = _plain(name)
    return (
        known.by_name.get(plain)
        or known.by_name.get(plain.removesuffix("s"))
        or known.by_name.get(re.sub(r"^(un|united nations|us|united states) ", "", plain))
    )


def article(p: Parse, i: int, known: Known) -> list[Instrument]:
    """ "Article 7", "Articles 2 and 3 of the Statute", "§ 12", with the name that follows."""
    last = numbers(p, i + 1)
    if last == i + 1 and not p.lower[i].startswith("§"):
        return []
    if not (
        p.word[i][:1].isupper()
        or p.lower[i].startswith("§")
        or p.lower[i] in ("article", "articles", "section", "paragraph")
    ):
        return []
    word, of = p.lower[i].rstrip("."), last < len(p) and p.lower[last] in ("of", "in")
    plain = not p.word[i][:1].isupper() or word in ("chapter", "rule", "paragraph")
    if plain and not of and word in ("chapter", "section", "paragraph", "rule", "clause", "para", "sec"):
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
        after = run(p, k)
        if after > k:
            end = after
        elif p.lower[last] == "of" and k < len(p) and p.lower[k] in HEADS | {"law", "code"}:
            end = k + 1
        elif (
            p.lower[last] == "of"
            and k + 1 < len(p)
            and p.lower[k + 1] in HEADS
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
    entry = entry_of(known, name) or (
        entry_of(known, grammar.words(p, last + 1, end)) if end > last + 1 else None
    )
    exact = entry_of(known, name)
    return [
        Instrument(
            first,
            end,
            exact.label if exact else re.sub(r"\b(of|in) the (?=1[789]|20)", r"\1 the ", name),
            entry,
        )
    ]


def numbers(p: Parse, k: int) -> int:
    """The token after a list of numbers that starts at k: "2", "2 and 3", "8(2)(b)", "7 (1) (a)", "822, 853
    and 874"."""
    last = k
    while last < len(p):
        word = p.word[last]
        if (
            word == ")"
            and last > k
            and "(" in p.word[last - 1]
            and not p.word[last - 1].endswith(")")
            or _NUMBER.fullmatch(word)
            or word.lower() in ("bis", "ter", "no", "no.", "nos", "nos.")
        ):
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


def headed(p: Parse, i: int, known: Known) -> list[Instrument]:
    """A name around a word for an instrument: "1907 Hague Regulations", "Treaty of Kars", "Resolution 1325",
    "Criminal Code of Chad"."""
    capital, word = p.word[i][:1].isupper(), p.lower[i]
    if word.startswith("resolution") and (last := numbers(p, i + 1)) > i + 1:
        return [_resolution(p, i, last, known)]
    first = name_before(p, i)
    if not capital:
        return [_called(p, first, i + 1, known)] if _is_signed(p, first, i) else []
    last = _end_of_name(p, i)
    if last == i + 1 and _is_of_a_year(p, i):
        last = i + 3
        if last + 1 < len(p) and p.lower[last] in _OPENERS:
            # "the Convention of 1951 relating to the Status of Refugees"
            last = max(last, run(p, last + 1))
        return [Instrument(first, last, grammar.words(p, first, last), _named(p, first, last, known))]
    after = p.word[i + 1] if last == i + 1 < len(p) else ""
    if re.fullmatch(r"[IVX]+|No\.?|\d{1,3}", after):
        last = numbers(p, i + 1)
    elif word in ("protocol", "convention") and re.fullmatch(r"[IVX]+\.", after):
        name = f"{grammar.words(p, first, last)} {after.rstrip('.')}"
        entry = entry_of(known, name)
        return [Instrument(first, last, entry.label if entry else name, entry)]
    if not any(k != i and p.word[k][:1].isupper() for k in range(first, last)):
        return _again(p, i, known)
    return [] if _is_no_law(p, first, i, last) else [_called(p, first, last, known)]


def _named(p: Parse, first: int, last: int, known: Known) -> Entry | None:
    return entry_of(known, grammar.words(p, first, last))


def _called(p: Parse, first: int, last: int, known: Known) -> Instrument:
    """The instrument that these words name, by its name in the codebook where it has one."""
    entry = _named(p, first, last, known)
    return Instrument(first, last, entry.label if entry else grammar.words(p, first, last), entry)


def _resolution(p: Parse, i: int, last: int, known: Known) -> Instrument:
    """A resolution with its number, and whose it is."""
    first = name_before(p, i)
    name = grammar.words(p, first, last)
    entry = entry_of(known, name) or _short_resolution(known, p, i, last)
    return Instrument(first, last, (entry or _Named(name)).label, entry)


def _is_signed(p: Parse, first: int, i: int) -> bool:
    """Whether a noun in small letters has the place before it where it was signed: "the Bishkek protocol"."""
    if p.lower[i] not in _SIGNED or first >= i or p.pos[first] != "PROPN":
        return False
    return p.ent[first] not in ("NORP", "PERSON") and p.sents[p.sent[i]][0] < first


def _end_of_name(p: Parse, i: int) -> int:
    """The token after a name that goes on behind its noun: "Convention on the Rights of the Child"."""
    if i + 1 < len(p) and p.lower[i + 1] in _OPENERS:
        after = run(p, i + 2)
        return after if after > i + 2 else i + 1
    return i + 1


def _is_of_a_year(p: Parse, i: int) -> bool:
    year = i + 2 < len(p) and p.lower[i + 1] == "of"
    return year and re.fullmatch(r"1[789]\d\d|20\d\d", p.word[i + 2]) is not None


def _is_no_law(p: Parse, first: int, i: int, last: int) -> bool:
    """Whether a name is that of something else: a party's convention, a code of dress, an act alone."""
    word, before = p.lower[i], p.lower[first:i]
    if word in _LOOSE and first == i and last <= i + 2:
        return True
    if word == "convention" and last == i + 1 and not _PARTIES.isdisjoint(before):
        return True
    if not _NOT_LAW.isdisjoint(before):
        return True
    return word.startswith("act") and first == i and p.lower[i + 1 : i + 2] != ["on"]


class _Named(NamedTuple):
    label: str


def _short_resolution(known: Known, p: Parse, i: int, last: int) -> Entry | None:
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


def _again(p: Parse, i: int, known: Known) -> list[Instrument]:
    """ "the Convention", "the Statute": what was last named with that word."""
    if not i or p.lower[i - 1] not in ("the", "this", "that", "said") or p.sents[p.sent[i]][0] == i:
        return []
    for k in range(i - 1, -1, -1):
        if p.lower[k] == p.lower[i] and p.word[k][:1].isupper():
            before = (
                [f for f in headed(p, k, known) if f.last - f.first > 1]
                if p.lower[max(0, k - 1)] not in ("this", "that", "said")
                else []
            )
            if before:
                return [Instrument(i, i + 1, before[0].canonical, before[0].entry)]
    return []


def name_before(p: Parse, i: int) -> int:
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


def run(p: Parse, k: int) -> int:
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
            and p.lower[k] not in HEADS
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


def name_around(p: Parse, i: int) -> tuple[int, int]:
    """The capitalised name that a word for a court stands in: "Supreme Court of Chad", "Lyon Court of
    Appeal", "Military Tribunal"."""
    if not p.word[i][:1].isupper():
        return i, i + 1
    first = name_before(p, i)
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

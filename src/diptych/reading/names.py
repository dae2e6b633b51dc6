"""Who and what is named: mentions with a label and one canonical name each, and what a noun phrase is to be
called."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from diptych.corpus.codebook import LABELS, NAMES, Codebook, Entry
from diptych.reading import grammar, law
from diptych.reading.orthography import written
from diptych.reading.reading import Reading, worked_out_once

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer


class Mention(NamedTuple):
    """One named mention: its tokens, label and canonical name, and who found it (`codebook` or `model`)."""

    first: int
    last: int
    label: str
    canonical: str
    found_by: str


@worked_out_once
def mentions(reading: Reading) -> list[Mention]:
    """All named mentions of a text in order, none inside another: the codebook's, and the model's where the
    codebook has none."""
    p = reading.parse
    listed = [
        m
        for m in _listed(reading)
        if not any(first <= m.first and m.last <= last for first, last in _longer(reading))
    ]
    taken = {i for m in listed for i in range(m.first, m.last)}
    built = [
        *_laws(reading),
        *_cases(p),
        *_units(reading),
        *_events(p, listed),
        *_bodies_of_places(p, listed),
        *(Mention(*name, "model") for name in written(p)),
    ]
    kept: list[Mention] = []
    used: set[int] = set()
    for m in sorted(
        [*listed, *built, *_guessed(reading, taken)], key=lambda m: (m.first - m.last, m.found_by, m.first)
    ):
        if not used.intersection(range(m.first, m.last)):
            used.update(range(m.first, m.last))
            kept.append(m)
    kept += _passed_over(p, used)
    return _one_name_each(
        _second_mentions(reading, _both_names(p, [_as_case(p, m, kept) for m in sorted(kept)]))
    )


def _both_names(p: grammar.Parse, found: list[Mention]) -> list[Mention]:
    """Both names of a place with a stroke between them are one mention."""
    out: list[Mention] = []
    for m in found:
        if (
            out
            and out[-1].canonical == m.canonical
            and m.first == out[-1].last + 1
            and p.word[out[-1].last] == "/"
        ):
            out[-1] = out[-1]._replace(last=m.last)
        else:
            out.append(m)
    return out


# The codebook's names


_LETTERS = str.maketrans({"ı": "i", "ə": "a", "Ə": "a", "đ": "d", "ł": "l", "ø": "o", "æ": "ae", "ß": "ss"})
_DASHES = frozenset("-‐‑–—")


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


def _form(name: str, entry: Entry, tokenizer: Tokenizer) -> Form:
    tokens = [t.text for t in tokenizer(name) if t.text not in _DASHES and t.text.strip()]
    return Form(
        tuple(map(folded, tokens)),
        tuple("all" if len(t) > 1 and t.isupper() else "first" if t[:1].isupper() else "" for t in tokens),
        entry,
    )


@worked_out_once
def _listed(reading: Reading) -> list[Mention]:
    p, index, found = reading.parse, _index(reading.codebook, reading.tokenizer), []
    key = [folded(w) for w in p.word]
    for i, k in enumerate(key):
        for form in index.get(k, ()):
            last = _match(p, key, i, form)
            if last:
                found.append(Mention(i, last, _label(form.entry), form.entry.label, "codebook"))
                break
    return found


def _match(p: grammar.Parse, key: list[str], i: int, form: Form) -> int:
    """The token after the last of a form that starts at token i, or 0. Between its words a hyphen may stand
    or not."""
    sent = p.sent[i]
    for word, shape in zip(form.words, form.capitals):
        while i < len(key) and p.word[i] in _DASHES and word != form.words[0]:
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


# Names by their build


def _laws(reading: Reading) -> list[Mention]:
    """Instruments of law, the article with its law as one name; without the small word "common"."""
    out = []
    for f in law.named(reading):
        first = f.first + (
            f.last - f.first > 1
            and reading.parse.lower[f.first] == "common"
            and reading.parse.word[f.first].islower()
        )
        last = next(
            (i for i in range(first + 1, f.last) if reading.parse.lower[i] == "common"), f.last
        )  # "Article 3 common to the Geneva Conventions" is two names
        out.append(Mention(first, last, "LAW", f.canonical, "codebook" if f.entry else "model"))
    return out


_OF_PLACES = frozenset(
    "court tribunal ministry parliament senate congress assembly council government embassy prosecutor office"
    " committee commission academy university republic front party".split()
)


def _bodies_of_places(p: grammar.Parse, listed: list[Mention]) -> list[Mention]:
    """Bodies named by their place: "Senate of Mexico", "Foreign Ministry of the Netherlands"."""
    places = {m.first: m.last for m in listed if m.label == "GPE"}
    places |= {i: i + 1 for i in range(len(p)) if p.ent[i] == "GPE" and p.ent_iob[i] == 3 and i not in places}
    out = []
    for at, last in places.items():
        i = at - 2 - (p.lower[at - 1] == "the")
        if (
            i >= 0
            and p.lower[i + 1] == "of"
            and p.word[i].istitle()
            and p.lower[i] in _OF_PLACES
            and p.sent[i] == p.sent[at]
        ):
            first = i
            while (
                first > p.sents[p.sent[i]][0]
                and _capital(p, first - 1)
                and p.pos[first - 1] in ("PROPN", "NOUN", "ADJ")
            ):
                first -= 1
            out.append(
                Mention(
                    first,
                    last,
                    "GPE" if p.lower[i] == "republic" else "ORG",
                    grammar.words(p, first, last),
                    "model",
                )
            )
    return out


_VERSUS = frozenset({"v.", "v", "vs.", "vs"})


def _cases(p: grammar.Parse) -> list[Mention]:
    """Cases by their parties: "Croatia v. Serbia", "Isayeva and Others v. Russia". A comma, a small word and
    another case end a party."""
    out = []
    for i, word in enumerate(p.lower):
        if word in _VERSUS and 0 < i < len(p) - 1:
            a, b = p.sents[p.sent[i]][0], p.sents[p.sent[i + 1]][1]
            first, last = i, i + 1
            while first > a and (
                _capital(p, first - 1)
                or _joins(p, first - 1)
                and first - 2 >= a
                and _capital(p, first - 2)
                and not {p.lower[first - 3], p.lower[first - 4]} & _VERSUS
            ):
                first -= 1
            while last < b and (
                _capital(p, last)
                or _joins(p, last)
                and last + 1 < b
                and (_capital(p, last + 1) or p.lower[last + 1] == "the")
                and not {*p.lower[last + 1 : last + 4]} & _VERSUS
            ):
                last += 1
            if first < i and last > i + 1:
                out.append(Mention(first, last, "LAW", grammar.words(p, first, last), "model"))
    return out


def _as_case(p: grammar.Parse, m: Mention, found: list[Mention]) -> Mention:
    """A person who stands for a case: "In Tadić, the Chamber …", in a sentence with a court or after the
    case's full name."""
    if (
        m.label not in ("PERSON", "ORG", "GPE")
        or m.found_by != "model"
        or m.last - m.first > 1
        or not m.first
        or p.lower[m.first - 1] != "in"
    ):
        return m
    full = next(
        (
            c.canonical
            for c in found
            if c.label == "LAW" and c.last <= m.first and m.canonical in p.word[c.first : c.last]
        ),
        "",
    )
    a, b = p.sents[p.sent[m.first]]
    if (
        full
        or (m.label == "PERSON" or _SURNAME.search(p.lower[m.first]))
        and m.first - 1 == a
        and p.word[m.last : m.last + 1] == [","]
        and any(p.lower[i] in ("court", "chamber", "tribunal", "judges") for i in range(a, b))
    ):
        return m._replace(label="LAW", canonical=full or m.canonical)
    return m


def _capital(p: grammar.Parse, i: int) -> bool:
    return p.word[i][:1].isupper() and p.pos[i] not in ("ADP", "DET", "SCONJ", "PRON", "ADV")


def _joins(p: grammar.Parse, i: int) -> bool:
    return p.lower[i] in ("and", "of", "the", "&", "-")


_KINDS_OF_UNIT = frozenset(
    "motor motorised motorized mechanised mechanized rifle infantry guards tank armoured armored mountain"
    " airborne artillery naval assault field independent special purpose operational - –".split()
)
_NTH = re.compile(r"\d+(?:st|nd|rd|th)")


def _units(reading: Reading) -> list[Mention]:
    """Units of armies by their number: "the 366th regiment", "2nd motor rifle battalion". A listed one goes
    by its name in the codebook."""
    p, out = reading.parse, []
    listed = {
        (e.label.split()[0].lower(), e.label.split()[-1].lower()): e.label for e in reading.codebook["actors"]
    }
    for i, word in enumerate(p.lower):
        if _NTH.fullmatch(word):
            last = i + 1
            while (
                last < len(p)
                and last < i + 7
                and (p.lower[last] in _KINDS_OF_UNIT or p.word[last][:1].isupper())
                and p.lower[last] not in _UNITS
            ):
                last += 1
            if last < len(p) and p.lower[last] in _UNITS and p.sent[last] == p.sent[i]:
                name = listed.get((word, p.lower[last]))
                out.append(
                    Mention(
                        i,
                        last + 1,
                        "ORG",
                        name or grammar.words(p, i, last + 1),
                        "codebook" if name else "model",
                    )
                )
    return out


#: Nouns that make one name of an event with the place or people before them.
_EVENT_NOUNS = frozenset("massacre genocide pogrom pogroms war conflict famine uprising revolution".split())


def _events(p: grammar.Parse, listed: list[Mention]) -> list[Mention]:
    """Events that nobody listed: a place or people right before the event's noun, which is one thing ("the
    Bosnian war", "the Hama massacre")."""
    ends = {m.last: m.first for m in listed if m.label in ("GPE", "LOC", "NORP")}
    for i, word in enumerate(p.word):
        if word[:1].isupper() and (
            p.ent[i] in ("GPE", "LOC", "NORP")
            or p.pos[i] == "PROPN"
            and p.dep[i] == "compound"
            and (p.lower[i - 1 : i] == ["the"] and p.lower[i] not in _TITLES or p.word[i - 1 : i] == ["-"])
            or _is_of_a_people(p, i)
        ):
            ends.setdefault(i + 1, i)
    out = []
    for last, first in ends.items():
        while (
            first >= 2 and p.word[first - 1] in _DASHES and p.word[first - 2][:1].isupper()
        ):  # "the Georgian-Abkhaz conflict"
            first -= 2
        if (
            last < len(p)
            and p.lower[last] in _EVENT_NOUNS
            and p.pos[last] in ("NOUN", "PROPN")
            and p.sent[last] == p.sent[first]
            and p.dep[last] != "compound"
            and first
            and p.lower[first - 1] == "the"
            and (p.lower[last + 1 : last + 2] != ["of"])
        ):
            out.append(Mention(first, last + 1, "EVENT", grammar.words(p, first, last + 1), "model"))
    return out


def _is_of_a_people(p: grammar.Parse, i: int) -> bool:
    """An adjective with a capital inside a sentence, built like that of a people or faith: Bosnian, Turkish,
    Shiite."""
    return (
        p.tag[i] == "JJ"
        and p.word[i].istitle()
        and i > p.sents[p.sent[i]][0]
        and re.search(r"(?:an|ish|ese|i|ic|ch|ern|ist|ite|ek)$", p.word[i]) is not None
    )


# The model's names


#: Last words of names of bodies, by which a name is one whatever the model took it for; units of armies also
#: take the ordinal before them.
_UNITS = frozenset(
    "brigade regiment division battalion army corps company squadron fleet detachment platoon".split()
)
_BODIES = _UNITS | frozenset(
    "court tribunal chamber agency university institute academy committee commission council ministry"
    " foundation association society party assembly parliament senate congress union league federation bureau"
    " office service directorate prosecutor secretariat news times post gazette herald tribune guardian radio"
    " television centre center museum movement front".split()
)
_GROUPS = frozenset(
    "militia militias guerrillas rebels organisation organization unit battalion brigade detachment".split()
)
_LANDSCAPE = frozenset("river sea valley mountains strait peninsula canal lake desert".split())
_PUBLISHED = frozenset("newspaper daily weekly magazine journal agency channel broadcaster station".split())
#: Ends of surnames of the countries of the wider region, which a model trained on American news takes for
#: bodies and places.
_SURNAME = re.compile(
    r"(?:yan|yants|ov|ova|ev|eva|yev|yeva|zade|zadeh|lu|oğlu|oglu|shvili|dze|enko|chuk|sky|ski|skaya|ić|vić|vich)$"
)


@worked_out_once
def _longer(reading: Reading) -> list[tuple[int, int]]:
    """Names of bodies that the model found around a name of the codebook: "Baku State University" is not
    Baku. A possessive parts two names."""
    p, out = reading.parse, []
    known = {(m.first, m.last): m for m in _listed(reading)}
    for e in reading.doc.ents:
        first, last = e.start, e.end
        while first < last and p.lower[first] in ("the", "a", "an"):
            first += 1
        if (
            last - first < 2
            or p.lower[last - 1] not in _BODIES
            or not all(
                p.word[i][:1].isupper() or p.lower[i] in ("of", "the", "for", "and")
                for i in range(first, last)
            )
        ):
            continue
        inside = [(a, b) for a, b in known if a < last and first < b]
        if (
            inside
            and all(first <= a and b <= last and (a, b) != (first, last) for a, b in inside)
            and not any(p.tag[i] == "POS" for i in range(first, last))
            and (all(known[span].label in ("GPE", "NORP", "LOC") for span in inside))
        ):
            out.append((first, last))
    return out


def _relabelled(p: grammar.Parse, first: int, last: int, label: str) -> str:
    """The label by the build of a name: a body by its last word or by "the newspaper" before it, a person by
    the end of the surname."""
    if label in ("LAW", "EVENT"):
        return label
    if (
        p.lower[first - 1 : first]
        and p.lower[first - 1] in _LANDSCAPE
        and p.head[first - 1] == last - 1
        or p.lower[first] in ("mount", "lake", "cape")
        and last - first > 1
        or p.lower[last - 1] in _LANDSCAPE
        and last - first > 1
    ):
        return "LOC"
    if (
        last - first == 1
        and label in ("PERSON", "GPE", "ORG")
        and p.tag[first] == "NNPS"
        and p.lower[first].endswith("s")
        and p.lower[first - 1 : first] != ["the"]
    ):
        return "NORP"
    if (
        p.lower[last : last + 1]
        and p.lower[last] in _SITES
        and label in ("ORG", "PERSON", "WORK_OF_ART", "EVENT")
        and p.dep[last - 1] in ("compound", "nmod", "amod")
    ):
        return "FAC"
    if (
        p.lower[last : last + 1]
        and p.lower[last] in _GROUPS
        and label in ("PERSON", "LOC", "GPE")
        and p.dep[last - 1] in ("compound", "nmod", "amod")
    ):
        return "ORG"
    if (
        label == "PERSON"
        and last - first == 1
        and p.dep[first] in ("compound", "amod")
        and p.head[first] == last
        and p.tag[last] == "NNS"
    ):
        return "NORP"  # "the Tutsi refugees"
    if (
        label in ("GPE", "ORG")
        and last - first == 1
        and p.dep[first] == "nsubj"
        and p.head[first] == first - 1
        and p.lemma[first - 1] in _TELLS
    ):
        return "PERSON"  # ", says Tigran."
    if (
        last - first == 1
        and label in ("PERSON", "GPE", "WORK_OF_ART")
        and first
        and p.lower[first - 1] == "on"
        and p.pos[p.head[first - 1]] == "VERB"
    ):
        return "ORG"  # "wrote on Twitter"
    if p.lower[last - 1] in _BODIES and last - first > 1:
        return "ORG"
    if (
        last - first == 1
        and label in ("PERSON", "ORG", "NORP")
        and p.pos[first] == "PROPN"
        and not p.word[first].isupper()
        and _is_where(p, first)
    ):
        return "GPE"
    if first and p.lower[first - 1] in _PUBLISHED and p.sent[first - 1] == p.sent[first]:
        return "ORG"
    if (
        label != "PERSON"
        and 2 <= last - first <= 3
        and all(
            p.word[i].isalpha() and p.word[i][:1].isupper() and not p.word[i].isupper()
            for i in range(first, last)
        )
        and _SURNAME.search(p.lower[last - 1])
        and (not first or p.lower[first - 1] not in ("the", "of"))
    ):
        return "PERSON"
    return label


def _is_first_name(p: grammar.Parse, i: int, surname: int) -> bool:
    """Whether token i is the first name that the model left out before a surname; a title or office is
    none."""
    return (
        i >= p.sents[p.sent[surname]][0]
        and p.pos[i] == "PROPN"
        and p.dep[i] == "compound"
        and p.head[i] == surname
        and p.ent_iob[i] in (0, 2)
        and p.word[i].istitle()
        and p.lower[i].rstrip(".") not in _MINISTERS
    )


def _is_where(p: grammar.Parse, i: int) -> bool:
    """Whether a name stands where a settlement does: "the villagers of Lorin and Tal", "fled from Tal to
    Lorin"."""
    i = grammar.first_conjunct(p, i)
    prep = p.head[i]
    if p.dep[i] != "pobj" or p.lower[i - 1] != p.lower[prep]:
        return False
    return (
        p.lower[prep] == "of"
        and p.lower[prep - 1] in _OF_A_PLACE
        or p.lower[prep] in ("to", "from", "towards", "toward", "into", "through")
        and p.lemma[p.head[prep]] in _MOVES
    )


_OF_A_PLACE = frozenset(
    "village villages town city settlement hamlet port suburb suburbs villagers townspeople residents"
    " inhabitants outskirts streets mayor siege fall capture".split()
)
_MOVES = frozenset(
    "flee walk march move return travel drive retreat withdraw evacuate deport expel escape advance trek"
    .split()
)
_ACRONYM = re.compile(r"[A-Z][A-Z.&-]{1,9}$")


def _second_mentions(reading: Reading, found: list[Mention]) -> list[Mention]:
    """With the mentions that an earlier one explains: the acronym put in brackets behind a name, a surname
    alone, a short form of the codebook, and with "the" the body's own noun ("the Court"), wherever they stand
    later."""
    p = reading.parse
    used = {i: m for m in found for i in range(m.first, m.last)}
    short: dict[str, Mention] = {}
    for m in found:
        if (
            p.word[m.last : m.last + 1] == ["("]
            and p.word[m.last + 2 : m.last + 3] == [")"]
            and _ACRONYM.match(p.word[m.last + 1])
            and _stands_for(p.word[m.last + 1], p.word[m.first : m.last])
        ):
            short.setdefault(p.word[m.last + 1], m)
        elif m.label == "PERSON" and m.last - m.first > 1 and len(p.word[m.last - 1]) > 3:
            short.setdefault(p.word[m.last - 1], m)
    out, key = {m.first: m for m in found}, [folded(w) for w in p.word]
    for i, word in enumerate(p.word):
        there, m, size = used.get(i), short.get(word), 1
        if m is None or i < m.last:
            m, size = _short_form(reading, found, key, i)
        if m is None:
            continue
        if (
            there is None
            and (p.pos[i] == "PROPN" or m.label != "PERSON" and word[:1].isupper() or word[0].isdigit())
            and (
                m.label != "PERSON"
                or not (i + 1 < len(p) and p.pos[i + 1] == "PROPN" and p.word[i + 1][:1].isupper())
            )
        ):
            out[i] = Mention(i, i + size, m.label, m.canonical, "model")
        elif (
            there is not None
            and there.found_by == "model"
            and (there.first, there.last) == (i, i + size)
            and (_ACRONYM.match(word) or m.label == "ORG" and p.lower[there.last - 1] in _BODIES)
        ):
            out[i] = there._replace(label=m.label, canonical=m.canonical)
    return sorted(out.values())


def _short_form(reading: Reading, found: list[Mention], key: list[str], i: int) -> tuple[Mention | None, int]:
    """The earlier mention that the short form at token i stands for, and how many tokens the form has: one of
    the codebook's short forms, or "the Court" for a body with that word in its name."""
    p = reading.parse
    for form in _short_index(reading.codebook, reading.tokenizer).get(key[i], ()):
        last = _match(p, key, i, form)
        if last:
            m = next((m for m in reversed(found) if m.last <= i and m.canonical == form.entry.label), None)
            if m is not None:
                return m, last - i
    if p.lower[i] in _BODIES and p.word[i].istitle() and i and p.lower[i - 1] == "the":
        m = next(
            (
                m
                for m in reversed(found)
                if m.last <= i
                and m.label == "ORG"
                and m.last - m.first > 1
                and p.word[i] in p.word[m.first : m.last]
            ),
            None,
        )
        return m, 1
    return None, 1


@lru_cache(maxsize=8)
def _short_index(codebook: Codebook, tokenizer: Tokenizer) -> dict[str, list[Form]]:
    """The codebook's short forms by their first word."""
    index = defaultdict(list)
    for entry in codebook.entries:
        for form in entry.more.get("short", ()) if entry.kind in NAMES else ():
            index[folded(form.split()[0])].append(_form(form, entry, tokenizer))
    return dict(index)


def _stands_for(acronym: str, words: list[str]) -> bool:
    """Whether the letters of an acronym begin words of a name, in order."""
    firsts = "".join(part[:1].upper() for w in words for part in w.split("-") if part)
    k = 0
    for letter in re.sub(r"[^A-Z]", "", acronym):
        k = firsts.find(letter, k) + 1
        if not k:
            return False
    return True


_TITLES = frozenset(
    "mr mrs ms dr sir president prime minister general colonel major captain secretary senator rep sen gov"
    " gen col lt sgt chairman speaker ombudsman judge ambassador deputy bishop archbishop professor commander"
    " lady lord dame baroness baron congressman congresswoman sheikh king queen prince".split()
)


_SITES = frozenset(
    "memorial monument airport street square hospital bridge mosque church cathedral cemetery prison hotel"
    " museum stadium avenue".split()
)
_TELLS = frozenset(
    "say tell recall write add remember explain reply ask insist argue note report recount testify".split()
)
_SETTLED = frozenset("village town city settlement hamlet port suburb".split())


def _passed_over(p: grammar.Parse, used: set[int]) -> list[Mention]:
    """Names that neither codebook nor model found and whose place in the sentence tells what they are: a site
    by the noun behind it, a place by "the village of", a person who tells something or is called a teacher, a
    brother, a soldier."""
    out, i = [], 0
    while i < len(p):
        last = i
        while (
            last < len(p)
            and p.pos[last] == "PROPN"
            and p.word[last][:1].isupper()
            and last not in used
            and p.sent[last] == p.sent[i]
            and p.ent[last] not in ("DATE", "TIME")
        ):
            last += 1
        titled = i
        while i < last and p.lower[i].rstrip(".") in _TITLES:
            i += 1
        if last > i + 1 and p.lower[last - 1] in _BODIES and titled == i > p.sents[p.sent[i]][0]:
            out.append(Mention(i, last, "ORG", grammar.words(p, i, last), "model"))
        elif last > i and p.lower[last - 1] not in _BODIES:
            label = (
                "PERSON"
                if titled < i and p.lower[last - 1] not in _MINISTERS
                else _label_by_place(p, i, last)
            )
            first = (
                i - 2
                if i > 1
                and label == "FAC"
                and p.tag[i - 1] == "POS"
                and p.pos[i - 2] == "PROPN"
                and i - 2 not in used
                else i
            )  # "the Mother's Cry memorial"
            out += [Mention(first, last, label, grammar.words(p, first, last), "model")] if label else []
        elif i < len(p) and i not in used and _is_of_a_people(p, i) and not _is_heading(p, p.sent[i]):
            out.append(Mention(i, i + 1, "NORP", p.word[i], "model"))
        i = max(last, i + 1)
    return out


def _label_by_place(p: grammar.Parse, first: int, last: int) -> str:
    top, before = last - 1, p.lower[first - 2:first] if first > 1 else []
    if (
        p.lower[last : last + 1]
        and p.lower[last] in _SITES
        and p.dep[top] in ("compound", "nmod", "poss", "amod")
    ):
        return "FAC"
    if before[1:] == ["of"] and before[0] in _SETTLED or before and before[1] in _SETTLED:
        return "GPE"
    if (
        p.lower[last : last + 1]
        and p.lower[last] in _PUBLISHED
        and p.dep[top] in ("compound", "nmod")
        or p.lower[first - 1 : first]
        and p.lower[first - 1] in _PUBLISHED
    ):
        return "ORG"
    if last - first == 2 and _SURNAME.search(p.lower[top]):
        return "PERSON"
    if last - first == 1 and _is_where(p, first):
        return "GPE"
    verb = p.head[top]
    if p.dep[top] == "nsubj" and p.lemma[verb] in _TELLS and p.pos[verb] == "VERB":
        return "PERSON"
    called = next((c for c in p.children[top] if p.dep[c] == "appos" and c > top), None)
    if (
        called is not None
        and p.tag[called] == "NN"
        and re.search(
            r"(?:er|or|ist|ian|man|woman|nurse|father|mother|brother|sister|son|daughter|wife|widow|cook|clerk|refugee)$",
            p.lower[called],
        )
    ):
        return "PERSON"
    return ""


_MINISTERS = _TITLES | frozenset("affairs defence defense interior justice state staff house council".split())
_NOT_IN_HEADINGS = frozenset({"ORG", "WORK_OF_ART", "EVENT", "LAW", "FAC"})


def _is_heading(p: grammar.Parse, sent: int) -> bool:
    """Whether a sentence is a heading in capitals, whose words look like names to the model."""
    a, b = p.sents[sent]
    words = [p.word[i] for i in range(a, b) if p.word[i][:1].isalpha() and len(p.word[i]) > 3]
    return (
        p.word[b - 1] not in (".", "!", "?", '"')
        and len(words) > 1
        and all(w[0].isupper() for w in words)
        and (b == len(p) or p.paragraph[b] != p.paragraph[a])
    )


_WEAPONS = frozenset(
    "rocket missile launcher rifle tank gun mortar howitzer helicopter jet drone aircraft grenade bomb cannon"
    .split()
)


def _with_tasks(p: grammar.Parse, first: int, last: int) -> int:
    """The token after a body's name with the list of its tasks: "Commission on Prisoners of War, Hostages and
    Missing Persons"."""
    if (
        p.lower[last : last + 1] in (["and"], [","])
        and not any(
            p.lower[i] in _BODIES and p.lower[i + 1 : i + 2] in (["on"], ["for"], ["against"], ["of"])
            for i in range(first, last)
        )
        or p.lower[last - 1] not in _BODIES
        and p.lower[last : last + 1] not in (["and"], [","])
    ):
        return last
    end, i, inside = p.sents[p.sent[first]][1], last, last
    while i < end and (
        p.word[i][:1].isupper()
        and p.pos[i] != "PRON"
        or p.word[i] == ","
        or p.lower[i] in ("and", "of", "for", "the")
    ):
        i += 1
        if p.word[i - 1][:1].isupper() and (
            not {",", "and"} & set(p.lower[last:i])
            or "and" in p.lower[last:i]
            and p.tag[i - 1] in ("NNS", "NNPS", "NN")
        ):
            inside = i
    return inside


def _guessed(reading: Reading, taken: set[int]) -> list[Mention]:
    """The model's names, without articles and titles, and bodies with the list of their tasks; types of
    weapons are no names."""
    p = reading.parse
    found = []
    for e in reading.doc.ents:
        if e.label_ not in LABELS or e.label_ in _NOT_IN_HEADINGS and _is_heading(p, p.sent[e.start]):
            continue
        first, last, label = e.start, e.end, e.label_
        while first < last and first in taken:
            first += 1
        while first < last and (
            p.lower[first] in _BEFORE_A_NAME
            or p.lower[first].rstrip(".") in _TITLES
            and not p.lower[first + 1 : first + 2] in _OFFICES
            or p.pos[first] in ("SPACE", "PUNCT")
        ):
            first += 1
        while first < last and (
            p.tag[last - 1] == "POS"
            or p.pos[last - 1] in ("SPACE", "PUNCT")
            or p.word[last - 1] in ("'", "'s")
        ):
            last -= 1
        if (
            first < last
            and p.word[first][:1].isupper()
            and p.word[last - 1][:1].isupper()
            and not _is_common(p, first, last)
        ):
            if (
                first
                and p.lower[first - 1].rstrip(".") in _TITLES
                and p.sent[first - 1] == p.sent[first]
                and label in ("ORG", "GPE", "WORK_OF_ART", "FAC", "LOC")
                and last - first <= 3
            ):
                label = "PERSON"
            if first > 1 and p.lower[first - 2:first] == ["secretary", "of"]:
                continue
            if (
                p.lower[last : last + 1]
                and (
                    p.lemma[last] in _WEAPONS
                    or p.lemma[min(last + 1, len(p) - 1)] in _WEAPONS
                    and p.head[last] == last + 1
                )
                and p.dep[last - 1] in ("compound", "nmod", "amod")
                and label != "NORP"
            ):
                continue
            if (
                label in ("PERSON", "ORG", "WORK_OF_ART", "EVENT", "FAC")
                and p.lower[first - 1 : first] in (["a"], ["an"])
                and p.head[first - 1] == last - 1
                or p.lower[first].endswith("phobia")
            ):
                continue  # "a National Hero" is one of many
            label = _relabelled(p, first, last, label)
            if (
                label == "PERSON"
                and last - first == 1
                and _SURNAME.search(p.lower[first])
                and _is_first_name(p, first - 1, first)
            ):
                first -= 1
            if label == "ORG":
                last = _with_tasks(p, first, last)
            canonical = grammar.words(p, first, last)
            if (
                label == "NORP"
                and canonical.endswith("s")
                and (
                    p.tag[last - 1] in ("NNPS", "NNS")
                    or last - first == 1
                    and re.search(r"[bcdfgiklmnprtu]s$", canonical)
                )
            ):
                canonical = canonical[:-1]
            found.append(Mention(first, last, label, canonical, "model"))
    return found


#: Words that the model takes into a name before it: "Every February Azerbaijan".
_BEFORE_A_NAME = frozenset(
    "the a an every each this that last next january february march april may june july august september"
    " october november december".split()
)
_OFFICES = (
    ["assembly"],
    ["staff"],
    ["council"],
    ["court"],
    ["prosecutor"],
    ["secretary"],
    ["secretariat"],
    ["office"],
    ["of"],
    ["minister"],
    ["administration"],
)


def _is_common(p: grammar.Parse, first: int, last: int) -> bool:
    """A common noun with the capital of its sentence: alone, first, no proper noun by its tag or written
    small elsewhere."""
    if {p.lower[last - 1], " ".join(p.lower[first:last])} & {"christmas", "easter", "new year"}:  # a date
        return True
    if last - first > 1 or first != p.sents[p.sent[first]][0] and p.word[first - 1] not in ("\"", "'"):
        return False
    return p.pos[first] not in ("PROPN", "ADJ") or p.lower[first] in p.word or p.lower[first] in _COMMON


_COMMON = frozenset(
    "law recognition justice genocide massacre peace war history silence impunity nobody everybody parliament"
    " government".split()
)


def _one_name_each(found: list[Mention]) -> list[Mention]:
    """One canonical and one label for each person: a surname after the full name is that person, whatever the
    model took it for."""
    people: dict[str, str] = {}
    for m in found:
        if m.label == "PERSON" and " " in m.canonical:
            people.setdefault(m.canonical.split()[-1], m.canonical)
    out = []
    for m in found:
        if (
            m.found_by == "model"
            and m.canonical in people
            and m.label in ("PERSON", "ORG", "GPE", "WORK_OF_ART", "FAC", "NORP")
        ):
            m = m._replace(label="PERSON", canonical=people[m.canonical])
        out.append(m)
    return out


def disagreements(reading: Reading) -> list[tuple[int, int, str, str, str, str]]:
    """Where codebook and model name the same words otherwise: (first token, token after the last, the
    codebook's label and canonical, the model's label and words); the model's are empty where it has no name
    there."""
    p, out = reading.parse, []
    guesses = [
        (e.start, e.end, e.label_, grammar.words(p, e.start, e.end))
        for e in reading.doc.ents
        if e.label_ in LABELS
    ]
    for m in mentions(reading):
        if m.found_by == "codebook":
            near = next(
                (
                    (label, words)
                    for first, last, label, words in guesses
                    if first < m.last and m.first < last
                ),
                ("", ""),
            )
            if near[0] != m.label:
                out.append((m.first, m.last, m.label, m.canonical, *near))
    return out


# What a noun phrase is to be called


def describe(reading: Reading, i: int) -> str:
    """What the noun phrase headed by token i is to be called: a canonical name where it is one, or where it
    clearly refers back to one; else its words without a leading article."""
    p = reading.parse
    for m in mentions(reading):
        if m.first <= i < m.last and m.label != "NORP":
            return m.canonical
    first, last = grammar.noun_phrase(p, i)
    while first < i and p.lower[first] in ("the", "a", "an"):
        first += 1
    return grammar.words(p, first, last)

"""Are the parties treated alike? Their names change places throughout a text, all is read again, and nothing
but the names may differ.

Three renamings of a codebook's names: `sides` (what is listed for one side takes the names of the other),
`outlets` (news media take each other's names) and `invented` (every party gets an invented name, in the
codebook too).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

import pandas as pd

from diptych import extract, voice
from diptych.corpus.codebook import NAMES, Codebook, Entry
from diptych.corpus.texts import Case, Text
from diptych.reading import pipeline, table
from diptych.reading.reading import Reading

#: Types of names that are exchanged with one another, and the heads of the invented ones.
_INVENTED = {
    "NORP": "Ruritanian",
    "GPE": "Strelsau",
    "LOC": "Zenda",
    "FAC": "Hentzau",
    "ORG": "Tarlenheim",
    "PERSON": "Rassendyll",
}


def check(case: Case) -> pd.DataFrame:
    """One row per renaming and layer: renaming, layer, rows (compared, in all texts of the case), differ
    (rows that came back otherwise than under another name). The layers are the six of the coding manual and
    `attribution`."""
    counted = []
    for name, renaming, codebook in renamings(case.codebook, case.texts):
        found = compared(case.texts, case.codebook, renaming, codebook)
        for layer, own in found.groupby("layer", sort=False):
            counted.append(
                (name, layer, int(own["before"].map(bool).sum()), int((own["before"] != own["after"]).sum()))
            )
    return pd.DataFrame(counted, columns=["renaming", "layer", "rows", "differ"])


def compared(
    texts: Iterable[Text], codebook: Codebook, renaming: Mapping[str, str], renamed: Codebook | None = None
) -> pd.DataFrame:
    """One row per row of any layer, before or after: text_id, layer, before (the row's values in the new
    names), after (the values of the row that the renamed text gives in its place); "" where there is none.
    `renamed` is the codebook to read the renamed texts with."""
    texts, out = list(texts), []
    again = [
        replace(
            t,
            text=rename(t.text, renaming),
            title=rename(t.title, renaming),
            outlet=rename(t.outlet, renaming),
        )
        for t in texts
    ]
    before, after = pipeline.read(texts, codebook), pipeline.read(again, renamed or codebook)
    for layer in (*extract.LAYERS, "attribution"):
        for old, new in zip(before, after):
            a, b = [rename(row, renaming) for row in _rows(old, layer)], _rows(new, layer)
            out += [(old.text.id, layer, *pair) for pair in _side_by_side(a, b)]
    return pd.DataFrame(out, columns=["text_id", "layer", "before", "after"])


def rename(text: str, renaming: Mapping[str, str]) -> str:
    """The text with every name of the renaming in it replaced, the longest first and none twice."""
    return _pattern(tuple(renaming)).sub(lambda found: renaming[found.group()], text) if renaming else text


def renamings(codebook: Codebook, texts: Iterable[Text] = ()) -> list[tuple[str, dict[str, str], Codebook]]:
    """(name, renaming, codebook to read the renamed text with) of the three renamings of a codebook."""
    new, exchanged = invented(codebook, texts), sides(codebook, texts)
    return [
        ("sides", exchanged, _moved(codebook, exchanged)),
        ("outlets", outlets(codebook), codebook),
        ("invented", new, renamed_codebook(codebook, new)),
    ]


def sides(codebook: Codebook, texts: Iterable[Text] = ()) -> dict[str, str]:
    """Name -> name, both ways, of what is listed for the two sides: the first people of one side and the
    first of the other, and so on for each type of name; the states that the sides' bodies are named after;
    and towns and villages, two by two. A surname that several people have is that of the one named in full in
    the texts."""
    by_side = _by_side(codebook)
    if len(by_side) < 2:
        return _kept(codebook, {})
    (one, first), (two, second) = sorted(by_side.items())[:2]
    pairs = [
        pair
        for type_ in _INVENTED
        for pair in zip(
            [e for e in first if e.more["type"] == type_], [e for e in second if e.more["type"] == type_]
        )
    ]
    places = [e for e in codebook["places"] if not _bound(codebook, e)]
    of = _states(codebook)
    pairs += list(zip(of[one], of[two]))
    for what in dict.fromkeys(str(e.more.get("what", "")) for e in places):
        alike = [
            e
            for e in places
            if e.more.get("what") == what
            and e not in of[one]
            and e not in of[two]
            and what in ("town", "village")
        ]
        pairs += list(zip(alike[::2], alike[1::2]))
    written = " ".join(t.text for t in texts)
    pairs.sort(key=lambda pair: any(" " in form and form in written for e in pair for form in e.forms))
    return _kept(
        codebook,
        {name: other for a, b in pairs for x, y in ((a, b), (b, a)) for name, other in _named_as(x, y)},
    )


def outlets(codebook: Codebook) -> dict[str, str]:
    """Name -> name, each listed news medium to the next: AZERTAC to Armenpress, and back to the first from
    the last."""
    media = [e for e in codebook["actors"] if e.more.get("type") == "ORG" and e.more.get("medium")]
    return _kept(
        codebook,
        {name: other for a, b in zip(media, media[1:] + media[:1]) for name, other in _named_as(a, b)},
    )


def invented(codebook: Codebook, texts: Iterable[Text] = ()) -> dict[str, str]:
    """Name -> an invented name for every form of every party, person, people and place: Ruritanian,
    Ruritanianb, … A plural stays a plural; a person keeps a given name and a surname, and a body the noun
    that its name ends in ("… Regiment"). Places that laws and courts are named after keep their names, unless
    they are the parties' states."""
    found: dict[str, str] = {}
    laws = [name for kind in ("law", "courts") for e in codebook[kind] for name in (e.label, *e.forms)]
    states = [e for own in _states(codebook).values() for e in own]
    entries = [
        e
        for e in codebook.entries
        if e.kind == "actors"
        and (e.more.get("side") not in (None, "", "other") or e.more.get("type") in ("PERSON", "NORP"))
        or e.kind == "places"
        and (
            e in states or not any(re.search(rf"\b{re.escape(f)}\b", name) for f in e.forms for name in laws)
        )
    ]
    parts = {form for e in entries if e.more.get("type") != "ORG" for form in e.forms}
    written = " ".join(t.text for t in texts)
    entries.sort(key=lambda e: not any(" " in form and form in written for form in e.forms))
    for k, e in enumerate(entries):
        stem = _INVENTED.get(str(e.more.get("type")), "Tarlenheim") + _letters(k)
        for form in sorted({e.label, *e.forms, *e.more.get("short", ())}, key=len):
            plural = form.endswith("s") and form[:-1] in found and found[form[:-1]].startswith(stem)
            *before, last = form.split()
            if e.more.get("type") == "PERSON":
                found.setdefault(last, stem)
                found.setdefault(form, f"Rudolf {stem}" if before else stem)
            elif e.more.get("type") == "ORG" and before and last.isalpha() and last not in parts:
                found.setdefault(form, f"{stem}{_letters(len(before))} {last}")
            else:
                found.setdefault(
                    form,
                    found[form[:-1]] + "s"
                    if plural
                    else stem + _letters(sum(v.startswith(stem) for v in found.values())),
                )
    return found


def renamed_codebook(codebook: Codebook, renaming: Mapping[str, str]) -> Codebook:
    """The codebook with its names renamed, wherever they stand: labels, forms, and lists of names."""
    def new(value):
        return (
            rename(value, renaming)
            if isinstance(value, str)
            else tuple(map(new, value))
            if isinstance(value, tuple)
            else value
        )

    return type(codebook)(
        tuple(
            replace(
                e,
                label=new(e.label),
                forms=new(e.forms),
                more={
                    k: v if k in ("type", "side", "place", "around", "what", "role") else new(v)
                    for k, v in e.more.items()
                },
            )
            if e.kind in (*NAMES, "courts")
            else e
            for e in codebook.entries
        )
    )


# Small helps


def _by_side(codebook: Codebook) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for e in codebook["actors"]:
        if e.more.get("side") not in (None, "", "other"):
            found.setdefault(str(e.more["side"]), []).append(e)
    return found


def _moved(codebook: Codebook, renaming: Mapping[str, str]) -> Codebook:
    """The codebook with the event in the places of the new names: where it says in which state the event was,
    that is the other state."""
    ids = {e.label: e.id for e in codebook["places"]}
    there = {id: ids.get(renaming.get(label, label), id) for label, id in ids.items()}

    def new(v: object) -> object:
        if isinstance(v, str):
            return there.get(v, v)
        return tuple(there.get(w, w) for w in v) if isinstance(v, tuple) else v

    return type(codebook)(
        tuple(
            replace(e, more={k: new(v) for k, v in e.more.items()}) if e.kind == "event" else e
            for e in codebook.entries
        )
    )


def _states(codebook: Codebook) -> dict[str, list[Entry]]:
    """The places that the bodies of each side are named after: "Government of Ruritania"."""
    return {
        side: [
            e
            for e in codebook["places"]
            if any(f.endswith(f" of {e.label}") for own in entries for f in own.forms)
        ]
        for side, entries in _by_side(codebook).items()
    }


def _named_as(x: Entry, y: Entry) -> list[tuple[str, str]]:
    """Each name of x with the name of y that takes its place: the label for the label, the form at the same
    place in the list or else one that is a plural where it is one."""
    pairs = [(x.label, y.label)]
    for k, form in enumerate(x.forms):
        alike = [f for f in y.forms if f.endswith("s") == form.endswith("s")]
        pairs.append(
            (form, y.forms[k] if k < len(y.forms) and y.forms[k] in alike else (alike or y.forms)[0])
        )
    shorts = tuple(y.more.get("short", ())) or (y.label.split()[-1],)
    pairs += [(short, shorts[min(k, len(shorts) - 1)]) for k, short in enumerate(x.more.get("short", ()))]
    if x.more.get("type") == "PERSON":
        pairs += [(form.split()[-1], y.label.split()[-1]) for form in (x.label, *x.forms)]
    return pairs[::-1]


def _bound(codebook: Codebook, place: Entry) -> bool:
    """Whether a place is part of another listed name, or of the list of another layer: the place of the
    event, the seat of a court."""
    words = _other_words(codebook)
    return any(re.search(rf"\b{re.escape(form)}\b", words) for form in place.forms)


@lru_cache(maxsize=4)
def _other_words(codebook: Codebook) -> str:
    """All that is listed of anything but actors and places, a line each."""
    listed = (v for e in codebook.entries if e.kind not in ("actors", "places")
              for v in (e.label, e.forms, *e.more.values()))
    return "\n".join(w for v in listed for w in (v if isinstance(v, tuple) else (v,)) if isinstance(w, str))


def _kept(codebook: Codebook, renaming: dict[str, str]) -> dict[str, str]:
    """A renaming in which the names of events and laws stay as they are, also where a party's name is part of
    them."""
    kept = {
        form: form
        for e in codebook.entries
        if e.kind in ("event", "neighbours", "law", "courts")
        for form in (e.label, *e.forms)
    }
    return kept | {k: v for k, v in renaming.items() if k not in kept}


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern:
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)) + r")(?!\w)"
    )


def _letters(k: int) -> str:
    """0, 1, 2, … as "", "b", "c", …, "z", "ab", …"""
    return "" if k == 0 else (_letters(k // 26) if k >= 26 else "") + chr(ord("a") + k % 26)


def _rows(reading: Reading, layer: str) -> list[str]:
    """The rows of a layer as text, without places in the text: sentence, words, values."""
    p, text = reading.parse, reading.text.text
    if layer != "attribution":
        found = extract.LAYERS[layer]([reading])
        return [
            " | ".join(map(str, row))
            for row in found.drop(columns=["text_id", "start", "end"]).itertuples(index=False)
        ]
    words = lambda spans: " … ".join(text[p.start[a]:p.end[b - 1]] for a, b in spans)  # noqa: E731
    return [
        " | ".join(
            [
                table.sentence_id(p.sent[f.content[0][0]]),
                words(f.source),
                words(f.cue),
                words(f.content),
                f.speaker,
                f.stance,
            ]
        )
        for f in voice.find(reading)
    ]


def _side_by_side(a: list[str], b: list[str]) -> list[tuple[str, str]]:
    """Rows of two tables in pairs: those that are the same, then what is left of either, in order."""
    left, out = list(b), []
    odd = []
    for row in a:
        if row in left:
            left.remove(row)
            out.append((row, row))
        else:
            odd.append(row)
    longest = max(len(odd), len(left))
    return out + list(zip(odd + [""] * (longest - len(odd)), left + [""] * (longest - len(left))))

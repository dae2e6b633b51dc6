"""Rows on which two coders differ, settled one by one; the sentences settled are the adjudicated coding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from diptych import score
from diptych.corpus import texts
from diptych.people import agreement, coding, decisions, queue
from diptych.people.rowfiles import SEEN
from diptych.schema import FIELDS, KEYS


@dataclass(frozen=True)
class Place:
    """One place in a sentence that two coders or more have read: each coder's row there, or None."""

    text: str
    sent: str
    layer: str
    surface: str
    rows: Mapping[str, dict | None]

    @property
    def is_disputed(self) -> bool:
        """Whether one coder has no row there, or a key code differs."""
        first, *others = self.rows.values()
        return any(not _alike(self.layer, first, other) for other in others)

    def words(self, by_id: Mapping[str, str]) -> str:
        """The words around the place, of the text with its id."""
        row = next(row for row in self.rows.values() if row)
        before, at, after = (by_id[self.text][a:b] for a, b in _around(row))
        return f"… {before}[{at}]{after} …"

    def codes(self) -> dict[str, str]:
        """What each coder has there, in words."""
        return {coder: _told(self.layer, row) for coder, row in self.rows.items()}


def _around(row: dict) -> list[tuple[int, int]]:
    start, end = row["start"], row["end"]
    return [(max(0, start - 120), start), (start, end), (end, end + 120)]


def _alike(layer: str, a: dict | None, b: dict | None) -> bool:
    return a is b or bool(a and b) and all(score.same(f, a[f], b[f]) for f in KEYS[layer])


def _told(layer: str, row: dict | None) -> str:
    return ", ".join(f"{f} {row[f]}" for f in FIELDS[layer] if row[f] not in ("", None)) if row else "no row"


def places(case: texts.Case, layers: Sequence[str] = ()) -> dict[tuple[str, str, str], list[Place]]:
    """Every place that two coders have read, by text, sentence and layer, without what is adjudicated."""
    codings, done = queue.codings(case), queue.adjudicated(case)
    units = agreement.units(codings, layers=layers or queue.asked(case))
    found: dict[tuple[str, str, str], list[Place]] = {}
    for _, own in units.groupby("unit", sort=False):
        first = own.iloc[0]
        key = first["text_id"], first["sent"], first["layer"]
        where = {c: first[c] for c in ("layer", "sent", "surface")}
        where |= {c: int(first[c]) for c in ("start", "end")}
        rows = {
            r["coder"]: where | {f: r[f] for f in FIELDS[key[2]]} if r["coded"] else None
            for r in own.to_dict("records")
        }
        if key not in done:
            found.setdefault(key, []).append(Place(*key, first["surface"], rows))
    return found


def adjudicate(
    case: texts.Case, ask: Callable[[Place], str | None], layers: Sequence[str] = ()
) -> int:
    """Goes through the sentences where coders differ; `ask` gets each disputed place and says whose row is
    right, or None to leave the sentence for another time. Each sentence that is settled is written at once
    to the adjudicated coding of its text, for the layer. Gives how many sentences were settled."""
    settled = 0
    for key, own in places(case, layers).items():
        if not any(place.is_disputed for place in own):
            continue
        chosen = []
        for place in own:
            coder = ask(place) if place.is_disputed else next(iter(place.rows))
            if coder is None:
                break
            chosen.append(place.rows[coder])
        else:
            _write(case, key, [row for row in chosen if row])
            settled += 1
    return settled


def _write(case: texts.Case, key: tuple[str, str, str], rows: list[dict]) -> None:
    """Writes what a sentence has in a layer to the adjudicated coding, in place of what it had there."""
    text, sent, layer = key
    edition = next(t.edition for t in case.texts if t.id == text)
    path = decisions.adjudicated_of(case.folder, text, edition)
    before = coding.read(path) if path.is_file() else []
    kept = [r for r in before if (r["sent"], r.get("asked", r["layer"])) != (sent, layer)]
    seen = next(
        r for own in queue.codings(case).values() for r in own.get(text, ()) if _is_end(r, sent, layer)
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    plain = {k: seen[k] for k in ("layer", "asked", "sent", "surface", "nth", "start", "end", "to")}
    coding.write(sorted([*kept, plain, *rows], key=lambda r: (r["start"], r["end"], r["layer"])), path)


def _is_end(row: dict, sent: str, layer: str) -> bool:
    return row["layer"] == SEEN and row["sent"] == sent and row["asked"] == layer

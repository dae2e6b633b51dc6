"""Verbs that tell the act itself: "shelled the port", "opened fire on the crowd", "altered the border by violent means"."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.agency.clauses import Frame, before_noun, is_passive, objects, of_verb
from diptych.agency.harm.act import Act, act_at, harm_noun, prep_objects
from diptych.agency.harm.counting import counts, is_general, is_name, is_people, is_place, is_rule
from diptych.agency.words import Found, Scene, is_nominal
from diptych.grammar import Parse, child, conjuncts


def at_deed(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """A verb that tells the act itself: "shelled the port", "was shelled", "opened fire on the crowd"."""
    p, v = s.p, match.head
    if v in taken or is_name(s, v) or s.has(v, "state") and (before_noun(p, v) or v and p.dep[v] in ("dobj", "pobj", "nsubj", "nsubjpass") and p.lower[v - 1] == "the") or p.dep[v] in ("aux", "auxpass") or _is_noun_of_harm(s, v) or _ends_in_from(s, match):
        return []
    frame = _frame_of_deed(s, match)
    if not counts(s, match.entry, frame, v) or is_rule(s, v) or p.dep[v] == "csubj" and is_general(s, v, frame):
        return []
    last = max(match.tokens[1:], default=v)
    if match.entry.more.get("by") == "force" and frame.affected and v < frame.affected[0] <= v + 4 and frame.form == "active":
        last = frame.affected[0]
    return [act_at(s, v, v, last, frame)]


def _is_noun_of_harm(s: Scene, v: int) -> bool:
    """A form in -ing that is a noun here: "the shelling of the port"; it is read as a noun."""
    p = s.p
    return p.tag[v] == "VBG" and is_nominal(p, v) and not objects(p, v) and child(p, v, "aux", "nsubj") is None and harm_noun(s, v) is not None


def _ends_in_from(s: Scene, match: Found) -> bool:
    """Whether the "from" that a verb's words end in belongs to another verb: "drove them to flee from the town"."""
    p, last = s.p, match.tokens[-1]
    over = p.head[last]
    return len(match.tokens) > 1 and p.lower[last] == "from" and p.pos[over] in ("VERB", "AUX") and over not in match.tokens


def _frame_of_deed(s: Scene, match: Found) -> Frame:
    """The frame of a verb with its further words: whom it is done to may stand after these, or after on, at, against."""
    p, v, tail = s.p, match.head, match.tokens[1:]
    frame = of_verb(s, v)
    if frame.form == "active" and not frame.affected:
        frame = frame._replace(affected=_running_after(p, v))
    if not tail:
        return frame._replace(affected=aimed_at(s, v)) if frame.form == "active" and not frame.affected else frame
    if tail == (p.head[v],) and tail[0] > v:  # "and forty taken hostage"
        frame = Frame([], [c for c in (*p.children[tail[0]], *p.children[v]) if p.dep[c] in ("nummod", "npadvmod") and c < v], "passive_bare")
    if is_passive(p, v) or before_noun(p, v) and frame.affected:
        return frame
    counted = [k for k in tail if p.pos[k] == "NOUN" and s.has(k, "people") and child(p, k, "nummod") is not None]
    return frame._replace(affected=_after(s, match) or [k for k in frame.affected if k not in tail] or _made_so(p, tail) or counted)


def _made_so(p: Parse, tail: tuple[int, ...]) -> list[int]:
    """Whom or what a verb makes as its last word says: the church in "set the church alight"."""
    made = child(p, tail[0], "nsubj")
    return conjuncts(p, made) if made is not None else []


def _running_after(p: Parse, v: int) -> list[int]:
    """Whom a verb is done to, where the parser took what they do for what is done: "stabbed fleeing women"."""
    running = v + 1
    if running >= len(p) or p.head[running] != v or p.dep[running] != "xcomp" or p.tag[running] != "VBG":
        return []
    who = child(p, running, "dobj")
    return conjuncts(p, who) if who is not None and all(p.head[k] == who for k in range(running + 1, who)) else []


def at_shooting(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """Armed men, or a "they" that may be, shoot with no target told: "they were shooting from the roofs"."""
    p, v = s.p, match.head
    frame = of_verb(s, v)
    if v in taken or frame.form != "active" or frame.affected or before_noun(p, v) or is_rule(s, v):
        return []
    armed = any(s.has(d, "force", "body") or p.lower[d] in ("they", "someone", "somebody") or any(p.lower[c] == "armed" for c in p.children[d]) for d in frame.doers)
    away = p.tag[v] == "VBG" and child(p, v, "aux") is not None or any(p.lower[c] in _AWAY for c in p.children[v])
    return [act_at(s, v, v, v, frame)] if armed and away else []


_AWAY = frozenset("from into over toward towards through indiscriminately wildly first back".split())


def at_leading_away(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """People taken and never seen again."""
    p, v = s.p, match.head
    frame, end = of_verb(s, v), p.sents[p.sent[v]][1]
    lost = any(p.lower[k] == "never" and any(s.has(j, "gone") for j in range(k, min(k + 4, end))) for k in range(v, end))
    if v in taken or not lost or not frame.affected or not all(is_people(s, k) for k in frame.affected):
        return []
    return [act_at(s, v, v, v, frame)]


def _after(s: Scene, match: Found) -> list[int]:
    """What stands after the preposition that ends a verb's words ("fired on the crowd"), or after on, at, against where they end in a noun."""
    p, tail = s.p, match.tokens[1:]
    for t in reversed(tail):
        if p.pos[t] == "ADP" and p.lower[t] not in ("from", "of", "toward", "towards"):
            obj = child(p, t, "pobj")
            if obj is not None and obj not in tail:
                return conjuncts(p, obj)
    ends_in_noun = p.pos[tail[-1]] == "NOUN"
    of = [o for c in p.children[tail[-1]] if ends_in_noun and p.lower[c] in ("of", "for", "to") for o in prep_objects(s, c) if is_people(s, o)]
    if of:
        return of
    return aimed_at(s, match.head) or (aimed_at(s, tail[-1]) if ends_in_noun else [])


def aimed_at(s: Scene, v: int) -> list[int]:
    """People, places and targets after on, at, against, to: "fired at the villagers"; not the "to" of "from Lom to Ruse"."""
    p = s.p
    span = any(p.lower[c] == "from" for c in p.children[v])
    for c in p.children[v]:
        if p.dep[c] == "prep" and p.lower[c] in ("on", "at", "against", "upon", "into", "to", "toward", "towards") and not (span and p.lower[c] == "to"):
            obj = child(p, c, "pobj")
            if obj is not None and p.ent[obj] not in ("DATE", "TIME") and p.lemma[obj] != "humanity" and (p.lower[c] == "against" or is_people(s, obj) or is_place(s, obj) or s.has(obj, "target")):
                return conjuncts(p, obj)
    return []


def by_force(s: Scene, taken: set[int]) -> Iterable[Act]:
    """A verb that is not in the codebook but is done by force: "alter the border by violent means"."""
    p, found = s.p, []
    forms = [form.split() for form in s.lexicon.words.get("by-force", ())]
    first_words = {f[0] for f in forms}
    for i, word in enumerate(p.lower):
        if word not in first_words or not any(p.lower[i:i + len(f)] == f for f in forms):
            continue
        v = p.head[i]
        if p.pos[v] not in ("VERB",) or v in taken or s.has(v, "harm") or is_rule(s, v):
            continue
        frame = of_verb(s, v)
        if frame.affected and not all(s.has(k, "force", "target") for k in frame.affected):
            taken.add(v)
            found.append(act_at(s, v, v, max([k for k in frame.affected if v < k < v + 6], default=v), frame))
    return found

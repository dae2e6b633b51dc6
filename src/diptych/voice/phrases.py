"""A phrase as a cue: "according to X", "for the islanders it was …", "in their view"."""

from __future__ import annotations

from diptych import grammar
from diptych.codebook import Entry
from diptych.grammar import Parse
from diptych.voice.cues import VERBS, Cues, Draft
from diptych.voice.reach import pieces, runs_on
from diptych.voice.speaker import DUMMY, NAMED, SELF, can_show


def at_phrase(p: Parse, i: int, length: int, entry: Entry, cues: Cues) -> Draft | None:
    """"According to X", "in the words of X": the clause it stands in. Law, custom and plans are grounds and no speakers."""
    last = i + length - 1
    who = next((c for c in p.children[last] if p.dep[c] == "pobj"), None)
    if who is None:
        who = next((k for k in range(last + 1, min(p.sents[p.sent[i]][1], last + 8)) if p.pos[k] in ("NOUN", "PROPN", "PRON") and p.dep[k] not in ("compound", "poss", "nmod")), None)
    if who is None or p.lemma[who].lower() in cues.mute or p.ent[who] == "LAW" or p.lower[who] in SELF:
        return None
    if "predicate" in entry.more.get("takes", ()):
        content = _from_their_point(p, i, who, cues)
        return Draft((i, i + length), who, content, entry.more["stance"], entry.more["act"]) if content else None
    a, b = p.sents[p.sent[i]]
    end = next((k for k in range(who + 1, p.right[who]) if p.word[k] in ",:" and k + 1 < len(p) and p.word[k + 1] in "\"“«"), p.right[who])
    hole = i, max(end, last + 1)
    host = i
    while p.head[host] != host and (p.pos[host] not in VERBS or host == i):
        host = p.head[host]
    whole = (a, b) if runs_on(p, host) or p.head[host] == host else (p.left[host], p.right[host])
    if not whole[0] <= i < whole[1]:
        whole = a, b
    cut = max((k + 1 for k in range(whole[0], i) if p.word[k] == ";"), default=whole[0])
    if cut < i:
        whole = cut, whole[1]
    if any(p.tag[k] in ("VBD", "VBZ", "VBP", "MD") for k in range(whole[0], i)):  # said at the end of a clause, of that clause
        whole = whole[0], next((k for k in range(hole[1], whole[1]) if p.word[k] == ";"), whole[1])
    content = pieces(p, [(whole[0], hole[0]), (hole[1], whole[1])])
    return Draft((i, i + length), who, content, entry.more["stance"], entry.more["act"]) if content else None


def _from_their_point(p: Parse, i: int, who: int, cues: Cues) -> list[tuple[int, int]]:
    """What something is to a party: "for the islanders it was an invasion", "to the miners this was a massacre". With "for" only of
    "it", "this", a name, since "for the islanders the war was a ruin" tells how they fared."""
    be = p.head[i]
    it, what = grammar.child(p, be, "nsubj"), grammar.child(p, be, "attr", "acomp")
    if p.lemma[be] not in ("be", "remain") or it is None or what is None or not who < it < be < what or not can_show(p, who, cues) or p.ent[who] == "DATE":
        return []
    if p.lower[i] == "for" and p.lower[it] not in DUMMY and not (p.ent[who] in NAMED and p.pos[it] == "PROPN") or any(c > be and p.dep[c] in ("xcomp", "ccomp") for c in p.children[be]) or grammar.child(p, what, "xcomp", "ccomp", "acl") is not None or p.lemma[what] in ("time", "turn"):
        return []
    return pieces(p, [(p.right[who], p.sents[p.sent[i]][1] if runs_on(p, be) else p.right[be])])


_COUNTS = frozenset("count tally reckoning estimate account figure".split())


def as_they_see_it(p: Parse, n: int, prep: int) -> list[tuple[int, int]]:
    """What is said in somebody's view: "in their view, …", "the raid was, in his telling, …", "forty died by the army's count"."""
    v = p.head[prep]
    if p.pos[v] not in VERBS or grammar.child(p, n, "poss") is None:
        return []
    a, b = p.sents[p.sent[n]]
    if prep == a:
        return pieces(p, [(p.right[n], b)])
    before, after = p.word[prep - 1], p.word[p.right[n]:p.right[n] + 1]
    if not (before == "," and after == [","] or p.lower[prep] in ("by", "on") and p.lemma[n] in _COUNTS):
        return []
    first, last = (a, b) if p.dep[v] == "ROOT" else (p.left[v], p.right[v])
    first = max([first, *(k + 1 for k in range(first, prep) if p.word[k] == ";")])
    return pieces(p, [(first, prep), (p.right[n], last)])

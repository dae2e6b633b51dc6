"""Nouns that tell an act of harm, a share in one, or that people were left without protection; and nouns that tell nothing."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.agency.clauses import Frame, agents, is_passive, objects, of_noun, owners, subjects
from diptych.agency.harm.act import Act, act_at, harm_noun, noun_frame, prep_objects
from diptych.agency.harm.counting import counts, is_general, is_name, is_people, is_rule
from diptych.agency.harm.undone import left_undone
from diptych.agency.words import Found, Scene, verb_at
from diptych.grammar import child, first_conjunct, subtree


def nouns(s: Scene, taken: set[int]) -> Iterable[Act]:
    found, p = [], s.p
    for i, match in s.nouns.items():
        if i in taken or match.head in taken:
            continue
        role, n = str(match.entry.more["role"]), match.head
        if role in ("harm", "action"):
            frame = noun_frame(s, match)
            if frame and not _made_so(p, n) and (role == "harm" or frame.doers and any(is_people(s, k) for k in frame.affected)) and _tells(s, match, frame):
                taken.update(match.tokens)
                found.append(act_at(s, n, min(match.tokens), max(match.tokens), frame, noun=True))
        elif role == "take-part":
            doers = [d for d in of_noun(s, n, "doer").doers] or _accused_of(s, n)
            if doers and any(s.label[d] or s.has(d, "force", "body", "people") for d in doers) and _in_harm(s, n):
                found.append(act_at(s, n, n, n, Frame(doers, [], "nominal_by")))
        elif role == "not-doing":
            left = child(p, n, "acl")
            harmed = left_undone(s, left) if left is not None else None
            if harmed is not None:
                doers = owners(s, n) or of_noun(s, n, "doer").doers
                found.append(act_at(s, n, n, n, Frame(doers, harmed, "nominal_by" if doers else "nominal_bare")))
        elif role == "protection":
            if any(p.lower[c] == "no" and p.dep[c] == "det" for c in p.children[n]):
                harmed = [k for k in of_noun(s, n, "affected").affected if is_people(s, k)] or [k for c in p.children[n] if p.lower[c] == "for" for k in prep_objects(s, c) if is_people(s, k)]
                if harmed:
                    verb = p.head[n] if p.dep[n] in ("nsubjpass", "nsubj") else n
                    doers = agents(s, verb) if verb != n else []
                    found.append(act_at(s, n, p.left[n], max(verb, n), Frame(doers, harmed, "passive_by" if doers else "passive_bare" if verb != n and is_passive(p, verb) else "nominal_bare"))._replace(undone=True))
    return found


def _accused_of(s: Scene, n: int) -> list[int]:
    """Whom a verb accuses of what noun n names."""
    p, verb = s.p, s.p.head[s.p.head[n]]
    while p.dep[verb] in ("dobj", "conj") and p.pos[verb] in ("NOUN", "PROPN"):
        verb = p.head[verb]
    if p.dep[n] != "pobj" or not s.has(verb, "charge") or p.pos[verb] != "VERB":
        return []
    return subjects(s, verb) if is_passive(p, verb) else objects(p, verb)


def _made_so(p, n: int) -> bool:
    """What somebody's act is said to have made certain: "made bloodshed inevitable"."""
    return p.lemma[p.head[n]] == "make" and p.dep[n] == "dobj" and child(p, p.head[n], "oprd") is not None or p.dep[n] == "nsubj" and p.lemma[p.head[p.head[n]]] == "make" and p.pos[p.head[n]] == "ADJ" and p.dep[p.head[n]] == "ccomp"


def _in_harm(s: Scene, n: int) -> bool:
    """Whether involvement or participation is in an act of harm: what stands after "in" is one, or nothing stands there."""
    p = s.p
    inside = [c for c in p.children[n] if p.lower[c] == "in"]
    return not inside or any(s.has(k, "harm", "action") and p.lemma[k] != "war" or s.label[k] == "EVENT" or p.pos[k] == "PRON" for c in inside for k in subtree(p, c))


def _tells(s: Scene, match: Found, frame: Frame) -> bool:
    """Whether a noun of harm tells an act here: not a name, a thing, a word spoken of, a class, a rule, or a mere pointing back."""
    p, n, args = s.p, match.head, bool(frame.doers or frame.affected)
    if is_name(s, n) or not counts(s, match.entry, frame, n) or is_rule(s, n) or is_general(s, n, frame):
        return False
    if any(p.dep[c] in ("compound", "amod", "nmod") and s.label[c] in ("GPE", "LOC", "FAC", "EVENT") and not p.word[c].replace(".", "").isupper() for c in p.children[n]) and not args:
        return False
    if p.dep[n] in ("compound", "nmod", "amod") and p.head[n] > n and not s.has(p.head[n], "way") and "," not in p.word[n:p.head[n]]:
        return False
    over = p.head[first_conjunct(p, n)]
    if p.dep[n] in ("appos", "nmod", "conj", "dep") and "(" in p.word[over:n] and ")" not in p.word[over:n] and harm_noun(s, over):
        return False
    if not args and p.dep[n] == "pobj" and p.lemma[n] in ("cruelty", "brutality", "savagery", "violence", "barbarity") and (
            p.lower[p.head[n]] == "with" and verb_at(s, p.head[p.head[n]]) or p.lower[p.head[n]] == "of" and harm_noun(s, p.head[p.head[n]])):
        return False
    top = first_conjunct(p, n)
    if not args and (p.dep[top] in ("attr", "oprd") or p.dep[top] == "pobj" and p.lower[p.head[top]] == "as" and p.lower[p.head[top] - 1] != "such" and p.pos[p.head[p.head[top]]] == "VERB" and "as" not in p.lower[max(p.head[top] - 4, 0):p.head[top]]):
        return False
    if not args and match.entry.more.get("alone") is False:
        return False
    if not args and (_in_quotes(p, match) or p.dep[n] == "nsubj" and p.lemma[p.head[n]] in ("describe", "apply", "mean", "denote", "fit", "imply")):
        return False
    return args or not _points_back(s, match)


def _points_back(s: Scene, match: Found) -> bool:
    p, n = s.p, match.head
    kids = p.children[n]
    if not any(p.dep[c] in ("det", "predet") and p.lower[c] in ("the", "this", "that", "these", "those", "such", "both", "each", "any") for c in kids):
        return False
    around = [c for c in kids if p.lower[c] in ("in", "at", "near", "outside", "of") and c > n]
    if any(s.label[k] in ("GPE", "LOC", "FAC") and not s.guessed[k] for c in around for k in prep_objects(s, c)) and any(p.ent[k] == "DATE" for c in subtree(p, n) for k in [c] if c > n):
        return False
    manner = [c for c in kids if p.dep[c] in ("amod", "compound", "nmod") and c < n and c not in match.tokens and not s.has(c, "pointing", "hedge") and not s.label[c]]
    return not manner and len(match.tokens) == 1


def _in_quotes(p, match: Found) -> bool:
    """A word held up between quotation marks, with its article outside: the “siege”."""
    first, last = min(match.tokens), max(match.tokens)
    opens = next((k for k in range(first - 1, max(first - 5, -1), -1) if p.word[k] in "“\"‘" and p.word[k].strip()), None)
    closes = next((k for k in range(last + 1, min(last + 4, len(p))) if p.word[k] in "”\"’" and p.word[k].strip()), None)
    return opens is not None and closes is not None and opens > 0 and p.pos[opens - 1] == "DET"

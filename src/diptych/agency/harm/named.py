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
    """The acts that nouns tell, in the order of the nouns."""
    found: list[Act] = []
    for i, match in s.nouns.items():
        read = _BY_ROLE.get(str(match.entry.more["role"]))
        if read and i not in taken and match.head not in taken:
            found += read(s, match, taken)
    return found


def _at_harm(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """A noun of harm: "the shelling of the port"; a neutral one only with its doer and people it is aimed at: "the army's operation against the villagers"."""
    frame = noun_frame(s, match)
    neutral = match.entry.more["role"] == "action" and not (frame.doers and any(is_people(s, k) for k in frame.affected))
    if neutral or _made_so(s.p, match.head) or not _tells(s, match, frame):
        return []
    taken.update(match.tokens)
    return [act_at(s, match.head, min(match.tokens), max(match.tokens), frame, noun=True)]


def _at_share(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """A share in an act of harm: "the regiment's involvement in the raid"."""
    n = match.head
    doers = of_noun(s, n, "doer").doers or _accused_of(s, n)
    if not any(s.label[d] or s.has(d, "force", "body", "people") for d in doers) or not _in_harm(s, n):
        return []
    return [act_at(s, n, n, n, Frame(doers, [], "nominal_by"))]


def _at_not_doing(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """What was left undone for people: "the failure of the council to protect them"."""
    n, left = match.head, child(s.p, match.head, "acl")
    harmed = left_undone(s, left) if left is not None else None
    if harmed is None:
        return []
    doers = owners(s, n) or of_noun(s, n, "doer").doers
    return [act_at(s, n, n, n, Frame(doers, harmed, "nominal_by" if doers else "nominal_bare"))]


def _at_no_protection(s: Scene, match: Found, taken: set[int]) -> list[Act]:
    """Protection that there was none of: "no shelter for the refugees", "no protection was given to them by the council"."""
    p, n = s.p, match.head
    if not any(p.lower[c] == "no" and p.dep[c] == "det" for c in p.children[n]):
        return []
    harmed = [k for k in of_noun(s, n, "affected").affected if is_people(s, k)] or [k for c in p.children[n] if p.lower[c] == "for" for k in prep_objects(s, c) if is_people(s, k)]
    if not harmed:
        return []
    verb = p.head[n] if p.dep[n] in ("nsubjpass", "nsubj") else n
    doers = agents(s, verb) if verb != n else []
    form = "passive_by" if doers else "passive_bare" if verb != n and is_passive(p, verb) else "nominal_bare"
    return [act_at(s, n, p.left[n], max(verb, n), Frame(doers, harmed, form))._replace(undone=True)]


_BY_ROLE = {"harm": _at_harm, "action": _at_harm, "take-part": _at_share, "not-doing": _at_not_doing, "protection": _at_no_protection}


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
    n, args = match.head, bool(frame.doers or frame.affected)
    if is_name(s, n) or not counts(s, match.entry, frame, n) or is_rule(s, n) or is_general(s, n, frame) or _before_another(s, n):
        return False
    return args or not (_after_a_place(s, n) or _is_manner(s, n) or _is_kind(s, n) or match.entry.more.get("alone") is False or _is_spoken_of(s, match) or _points_back(s, match))


def _before_another(s: Scene, n: int) -> bool:
    """A noun of harm that only describes another: "massacre survivors"; or that explains one in brackets: "the pogrom (mob violence)"."""
    p, over = s.p, s.p.head[first_conjunct(s.p, n)]
    if p.dep[n] in ("compound", "nmod", "amod") and p.head[n] > n and not s.has(p.head[n], "way") and "," not in p.word[n:p.head[n]]:
        return True
    return p.dep[n] in ("appos", "nmod", "conj", "dep") and "(" in p.word[over:n] and ")" not in p.word[over:n] and harm_noun(s, over) is not None


def _after_a_place(s: Scene, n: int) -> bool:
    """The name that a place lends an event: "the Guernica bombing"."""
    p = s.p
    return any(p.dep[c] in ("compound", "amod", "nmod") and s.label[c] in ("GPE", "LOC", "FAC", "EVENT") and not p.word[c].replace(".", "").isupper() for c in p.children[n])


def _is_manner(s: Scene, n: int) -> bool:
    """How an act was done: "killed with cruelty", "acts of violence"."""
    p, prep = s.p, s.p.head[n]
    if p.dep[n] != "pobj" or p.lemma[n] not in ("cruelty", "brutality", "savagery", "violence", "barbarity"):
        return False
    return bool(p.lower[prep] == "with" and verb_at(s, p.head[prep]) or p.lower[prep] == "of" and harm_noun(s, p.head[prep]))


def _is_kind(s: Scene, n: int) -> bool:
    """What something is or is called: "it was a massacre", "described it as murder"; not "as brutal as murder", "such as murder"."""
    p, top = s.p, first_conjunct(s.p, n)
    if p.dep[top] in ("attr", "oprd"):
        return child(p, p.head[top], "expl") is None
    if p.dep[top] == "appos" and any(p.dep[c] == "det" and p.lower[c] in ("a", "an") for c in p.children[top]) and _names_again(s, top):
        return True
    prep = p.head[top]
    return p.dep[top] == "pobj" and p.lower[prep] == "as" and p.lower[prep - 1] != "such" and p.pos[p.head[prep]] == "VERB" and "as" not in p.lower[max(prep - 4, 0):prep]


def _names_again(s: Scene, n: int) -> bool:
    """Whether a noun in apposition stands after one whose phrase is of an act of harm: "the killing of miners in the town of Marikana, a massacre that …"."""
    p, k = s.p, s.p.head[n]
    while not harm_noun(s, k) and p.dep[k] in ("pobj", "prep", "appos", "nmod", "compound"):
        k = p.head[k]
    return harm_noun(s, k) is not None


def _is_spoken_of(s: Scene, match: Found) -> bool:
    """A word held up as a word: the “siege”, "massacre describes it well"."""
    p, n = s.p, match.head
    return _in_quotes(p, match) or p.dep[n] == "nsubj" and p.lemma[p.head[n]] in ("describe", "apply", "mean", "denote", "fit", "imply")


def _points_back(s: Scene, match: Found) -> bool:
    """A definite noun with nothing new to say: "the massacre", "these killings"; not "the massacre at Guernica on 3 May", "the brutal killings"."""
    p, n = s.p, match.head
    kids = p.children[n]
    if p.dep[n] == "nsubj" and p.lemma[p.head[n]] in _BEGINS:
        return False
    if not any(p.dep[c] in ("det", "predet") and p.lower[c] in ("the", "this", "that", "these", "those", "such", "both", "each", "any") for c in kids):
        return False
    where = [k for c in kids if p.lower[c] in ("in", "at", "near", "outside", "of") and c > n for k in prep_objects(s, c)]
    if any(s.label[k] in ("GPE", "LOC", "FAC") and not s.guessed[k] for k in where) and any(p.ent[k] == "DATE" for k in subtree(p, n) if k > n):
        return False
    manner = [c for c in kids if p.dep[c] in ("amod", "compound", "nmod") and c < n and c not in match.tokens and not s.has(c, "pointing", "hedge") and not s.label[c]]
    return not manner and len(match.tokens) == 1


#: What these tell of an act is that it happened, so its noun need not point back: "the shelling began at dawn".
_BEGINS = frozenset("begin start commence erupt".split())


def _in_quotes(p, match: Found) -> bool:
    """A word held up between quotation marks, with its article outside: the “siege”."""
    first, last = min(match.tokens), max(match.tokens)
    opens = next((k for k in range(first - 1, max(first - 5, -1), -1) if p.word[k] in "“\"‘" and p.word[k].strip()), None)
    closes = next((k for k in range(last + 1, min(last + 4, len(p))) if p.word[k] in "”\"’" and p.word[k].strip()), None)
    return opens is not None and closes is not None and opens > 0 and p.pos[opens - 1] == "DET"

"""The subject of a verb: what it is or would be, whatever stands between them and whatever the parser made of it."""

from __future__ import annotations

from diptych import grammar
from diptych.agency.clauses.object import RELATIVE
from diptych.agency.clauses.party import owners
from diptych.agency.clauses.passive import is_participle, is_passive
from diptych.agency.words import Scene
from diptych.grammar import child, conjuncts


def has_subject(p: grammar.Parse, v: int) -> bool:
    """Whether the verb, or one that it is joined to, has a subject of its own."""
    while True:
        if child(p, v, *grammar.SUBJECTS) is not None:
            return True
        if p.dep[v] != "conj" or p.pos[p.head[v]] not in ("VERB", "AUX"):
            return is_participle(p, v)
        v = p.head[v]


def subjects(s: Scene, v: int) -> list[int]:
    """What the subject of a verb is or would be, lists spelt out and relative pronouns replaced by what they stand for."""
    return [k for k in _subjects(s, v) if s.p.pos[k] not in ("PUNCT", "PART", "SPACE", "SYM")]


def _subjects(s: Scene, v: int) -> list[int]:
    """As `subjects`, up from verb to verb until one has a subject or a noun that stands for it."""
    p, seen, verb = s.p, set(), v
    while verb is not None and verb not in seen:
        seen.add(verb)
        own = _nearest_subject(p, verb)
        own = _subject_by_order(p, verb) if own is None else own
        if own is not None:
            return _antecedents(p, own, verb)
        found = _noun_in_place(s, verb)
        if found is not None:
            return found
        verb = _verb_above(s, verb)
    return []


def _noun_in_place(s: Scene, v: int) -> list[int] | None:
    """The nouns that stand for the subject of a verb that has none: the one it hangs on, is asked of, is charged with it, or owns its noun; None where a verb above has it."""
    p, dep, head = s.p, s.p.dep[v], s.p.head[v]
    before = v - 1
    if dep == "advcl" and p.tag[v] == "VBG" and v and p.dep[before] == "pobj" and p.pos[before] in ("NOUN", "PROPN", "PRON"):
        return conjuncts(p, grammar.first_conjunct(p, before))
    if dep == "conj":
        return [head] if p.pos[head] in ("NOUN", "PROPN") and p.tag[v] in ("VBN", "VBG") else None
    if dep == "xcomp":
        asked = child(p, head, "dobj", "dative") if p.pos[head] in ("VERB", "AUX") and not grammar.is_passive(p, head) and p.pos[v] in ("VERB", "AUX") else None
        return conjuncts(p, asked) if asked is not None and not _is_used(s, head, asked) else None
    if dep in ("acl", "relcl"):
        if p.tag[v] in ("VBN", "VBG", "VBD") and child(p, v, "aux") is None or dep == "relcl":
            return conjuncts_before(p, head, v)
        return owners(s, head) or _maker(s, head)
    if dep == "pcomp":
        return _charged_with(s, head)
    if dep == "ccomp" and p.tag[v] in ("VBN", "VBG"):  # "they saw soldiers burning the mill"
        seen = child(p, head, "dobj")
        return conjuncts(p, seen) if seen is not None and seen < v else None
    return None


_USING = frozenset("use employ utilise utilize deploy exploit choose take need".split())


def _is_used(s: Scene, v: int, thing: int) -> bool:
    """Whether what a verb is done to serves somebody, who then does what follows: "they used the hill to shell the port"."""
    return s.p.lemma[v] in _USING and not (s.has(thing, "force", "people", "body") or s.label[thing] in ("PERSON", "NORP", "ORG"))


def _charged_with(s: Scene, prep: int) -> list[int] | None:
    """Who does what stands in a phrase: the accused ("charged the major with burning the mill"), or the owner of its noun ("their habit of burning mills")."""
    p = s.p
    over = p.head[grammar.first_conjunct(p, prep)]
    first = grammar.first_conjunct(p, over)
    if p.pos[over] in ("PROPN", "NOUN") and p.dep[first] == "dobj" and p.lower[prep] in ("of", "with") and s.has(p.head[first], "charge"):
        return conjuncts(p, first)
    if p.pos[over] in ("NOUN", "ADJ", "PROPN") and p.dep[over] not in ("acomp", "attr"):
        return owners(s, over)
    accused = child(p, over, "dobj")
    return conjuncts(p, accused) if accused is not None and p.pos[over] == "VERB" and not is_passive(p, over) and s.has(over, "charge", "hedge-verb") else None


def _told_of(s: Scene, v: int) -> int:
    """The verb of harm that is told of, where the parser joined the next one to the verb of telling: "they said that troops shelled
    the port, burned the mill"; else 0."""
    p, said = s.p, s.p.head[v]
    told = child(p, said, "ccomp")
    return told if told is not None and said < told < v and p.pos[told] == "VERB" and s.has(told, "harm") and s.has(v, "harm") and p.tag[v] == p.tag[told] else 0


def _verb_above(s: Scene, v: int) -> int | None:
    """The verb above one without a subject, past any "she says" in brackets; None where there is none."""
    p, dep, head = s.p, s.p.dep[v], s.p.head[v]
    if dep == "conj":
        return p.head[head] if _in_brackets(p, head) else _joined_across(p, v) or _told_of(s, v) or head
    if dep == "pcomp":
        return p.head[grammar.first_conjunct(p, head)]
    if dep == "ccomp" and head != v:
        return p.head[head] if _in_brackets(p, head) else head
    return head if dep in ("xcomp", "advcl", "dobj", "acomp", "attr", "prep", "amod") and head != v else None


def _nearest_subject(p: grammar.Parse, v: int) -> int | None:
    """The subject of a verb; of two with a semicolon between them the nearer: "the killings in Gori; and Zugdidi, where troops burned …"."""
    before = [c for c in p.children[v] if (p.dep[c] in ("nsubj", "nsubjpass") or p.dep[c] == "poss" and p.tag[v] == "VBG" and p.pos[v] == "VERB") and c < v and p.lower[c] not in ("itself", "themselves", "himself", "herself")]
    return before[-1] if len(before) > 1 and ";" in p.lower[before[0]:before[-1]] else next(iter(before), None) if before or p.dep[v] == "conj" else child(p, v, "nsubjpass", "nsubj")


def _in_brackets(p: grammar.Parse, v: int) -> bool:
    """A verb of saying between commas after "and", with whoever says it: "they came and, a witness said, burned the mill"."""
    who, after = child(p, v, "nsubj"), v + 1
    first = p.left[who] if who is not None else v
    return p.dep[v] == "conj" and who is not None and first > 1 and p.lower[first - 1] == "," and p.dep[first - 2] == "cc" and after < len(p) and p.lower[after] == ","


def _joined_across(p: grammar.Parse, v: int) -> int:
    """The verb that the "and" before a bracketed "she says" hangs on; 0 where there is none."""
    said = child(p, v, "parataxis")
    cc = p.left[said] - 1 if said is not None and said < v else 0
    cc -= p.lower[cc] == "," and cc > 0
    return p.head[cc] if cc > 0 and p.dep[cc] == "cc" and p.pos[p.head[cc]] == "VERB" and p.head[cc] < v else 0


def _subject_by_order(p: grammar.Parse, v: int) -> int | None:
    """A subject that the parser read as a clause ("Fleeing women were shot"), took into a date ("On 3 May, rebel units, helped by
    others, attacked …"), or hung on the auxiliary of a verb that it took for an adjective."""
    if p.dep[v] == "ROOT" and p.tag[v] in ("VBD", "VBZ", "VBP") and p.pos[v] == "VERB":
        for k in range(v - 1, p.sents[p.sent[v]][0], -1):
            if p.dep[k] == "pobj" and p.pos[k] in ("NOUN", "PROPN") and any(p.dep[c] in ("nmod", "compound") and p.ent[c] == "DATE" and "," in p.lower[c:k] for c in p.children[k]):
                return k
    clause, aux = child(p, v, "csubjpass", "csubj"), child(p, v, "aux")
    if clause is not None and p.tag[clause] == "VBG":
        noun = child(p, clause, "dobj")
        return noun if noun == clause + 1 else None
    return child(p, aux, "nsubj") if p.dep[v] == "amod" and aux is not None else None


def conjuncts_before(p: grammar.Parse, noun: int, v: int) -> list[int]:
    """The noun that a clause stands after, with the nouns joined before it where the clause stands after the whole list."""
    first = grammar.first_conjunct(p, noun)
    whole = [k for k in conjuncts(p, first) if k < v]
    return whole if noun == first else [noun]


def _antecedents(p: grammar.Parse, own: int, v: int) -> list[int]:
    """The subject with those joined to it; of who, which or that the noun it stands for: "the rebels who shelled and burned the port"."""
    if p.lower[own] not in RELATIVE or p.tag[own] not in ("WP", "WDT", "DT", "IN"):
        return conjuncts(p, own)
    while p.dep[v] == "conj" and p.pos[p.head[v]] in ("VERB", "AUX"):
        v = p.head[v]
    up = v
    while p.dep[up] in ("ccomp", "xcomp") and p.head[up] != up:
        up = p.head[up]
    if p.dep[up] in ("relcl", "acl") or p.pos[p.head[up]] in ("NOUN", "PROPN"):
        return _those_who_are(p, p.head[up]) or conjuncts_before(p, p.head[up], v)
    return [own - 1] if own and p.pos[own - 1] in ("NOUN", "PROPN") else []


def _those_who_are(p: grammar.Parse, noun: int) -> list[int]:
    """Who somebody is said to be: the Serbs in "the Serbs were people who …"."""
    be = p.head[noun]
    who = child(p, be, "nsubj") if p.dep[noun] == "attr" and p.lemma[be] == "be" and p.lemma[noun] in ("people", "person", "one", "those", "party", "side", "man", "force") else None
    return [who] if who is not None and p.pos[who] in ("NOUN", "PROPN") else []


def _maker(s: Scene, noun: int) -> list[int]:
    """The subject of the verb whose object a noun is: "they launched an operation to seize …"."""
    p = s.p
    if p.dep[noun] == "dobj" and not is_passive(p, p.head[noun]):
        return subjects(s, p.head[noun])
    return []

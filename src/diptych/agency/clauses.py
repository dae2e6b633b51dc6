"""Who does what to whom: doers and affected of a verb or a noun, and the form that the clause gives the act.

The forms are those of the coding manual. Doers and affected are the head tokens of noun phrases.
"""

from __future__ import annotations

from typing import NamedTuple

from diptych import grammar
from diptych.agency.words import Scene
from diptych.grammar import child, conjuncts

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_AT_HANDS = frozenset({"hands", "part", "side", "instigation"})
_DOER_ENDINGS = ("er", "or", "ist", "ian", "man", "men", "ee", "eer", "crat")
_NO_DOERS = frozenset("matter order number border river paper letter murder disaster center centre corner corridor error terror horror factor sector danger hunger anger power quarter shelter "
                      "summer winter weather favor favour labor labour behavior behaviour honor honour water fever cancer answer offer prayer dinner tower manner water cover counter motor "
                      "harbor harbour humor humour color colour vigor rumor rumour armor door floor human woman tree fee degree knee bee coffee guarantee".split())


class Frame(NamedTuple):
    """Who does an act, who or what is harmed, in which form."""

    doers: list[int]
    affected: list[int]
    form: str


# Verbs


def of_verb(s: Scene, v: int) -> Frame:
    """The frame of a verb: active, passive, participle before or after a noun, infinitive or gerund with or without its doer."""
    p = s.p
    if before_noun(p, v):
        noun, verb = p.head[v], _joined_to(p, v)
        if verb is not None:
            return Frame(subjects(s, verb), [noun], "active")
        return Frame([noun], [], "active") if p.lower[v].endswith("ing") else Frame([], [noun], "passive_bare")
    if p.tag[v] == "VB" and p.dep[v] == "amod" and v and p.lower[v - 1] == "to":
        doers = subjects(s, p.head[v - 1])
        return Frame(doers, [p.head[v]], "active" if doers else "nominal_bare")
    if is_passive(p, v):
        doers = agents(s, v)
        return Frame(doers, subjects(s, v), "passive_by" if doers else "passive_bare")
    doers = [d for d in subjects(s, v) if has_subject(p, v) or can_act(s, d) or s.has(d, "weapon") and p.dep[v] == "advcl"]
    form = "nominal_bare" if not doers else "nominal_by" if p.dep[v] in ("pcomp", "acl") and p.tag[v] in ("VBG", "VB") and not _participle(p, v) else "active"
    return Frame(doers, objects(p, v), form)


def before_noun(p: grammar.Parse, v: int) -> bool:
    """A participle that stands before its noun ("the besieged town", "the occupying army")."""
    return p.dep[v] in ("amod", "compound") and p.head[v] > v and child(p, v, "aux") is None and not _gerund(p, v) and p.lower[v].endswith(("ed", "en", "ing", "wn", "lt", "ht", "id"))


def _gerund(p: grammar.Parse, v: int) -> bool:
    """A gerund that the parser took for an adjective of its object: "accused of forcibly displacing civilians"."""
    return p.tag[v] == "VBG" and p.dep[v] == "amod" and p.dep[p.head[v]] == "pobj" and p.head[v] == v + 1 and any(p.dep[c] == "advmod" and p.lower[c].endswith("ly") for c in p.children[v])


def _joined_to(p: grammar.Parse, v: int) -> int | None:
    """The verb that v goes on, where the parser took it for an adjective: "… shelled Guernica and bombed Durango"."""
    noun = p.head[v]
    first = p.head[noun] if p.pos[p.head[noun]] == "VERB" else grammar.first_conjunct(p, noun)
    verb = first if p.pos[first] == "VERB" else p.head[first]
    joined = p.pos[noun] == "PROPN" and p.dep[noun] == "conj" and v > 0 and p.dep[v - 1] == "cc"
    return verb if joined and p.tag[verb] == "VBD" and p.dep[first] in ("dobj", p.dep[verb]) else None


def _participle(p: grammar.Parse, v: int) -> bool:
    """A present participle after its noun ("troops shelling the town")."""
    return p.dep[v] == "acl" and p.tag[v] == "VBG" and child(p, v, "aux") is None


def is_passive(p: grammar.Parse, v: int) -> bool:
    """Passive by its own words, by those of the verb it is joined to, or as a past participle without have, do or a subject of its own."""
    if grammar.is_passive(p, v):
        return True
    if p.pos[v] == "ADJ" and p.lower[v].endswith("ed"):
        return True
    if _set_off(p, v) or p.dep[v] == "conj" and _set_off(p, p.head[v]) and not any(p.lower[k] == "," for k in range(p.head[v], v)):
        return child(p, v, "dobj", "aux") is None
    kids = {p.dep[c] for c in p.children[v]}
    if p.tag[v] in ("VBN", "VBD") and "agent" in kids and not kids & {"dobj", "nsubj"}:
        return True
    if p.tag[v] in ("VBD", "VBN") and p.dep[v] == "conj" and not kids & {"nsubj", "dobj", "aux"} and grammar.is_passive(p, p.head[v]):
        return True
    if _some_of_them(p, v) or _tacked_on(p, v):
        return True
    if p.tag[v] == "VBD" and p.dep[v] == "acl" and not kids & {"nsubj", "dobj"}:
        return True
    if p.tag[v] == "VBN" and "nsubj" in kids:
        return not kids & {"aux", "dobj"} and (p.dep[v] in ("pcomp", "advcl", "acl", "ccomp", "pobj") or p.dep[v] == "conj" and grammar.is_passive(p, p.head[v]))
    if p.tag[v] != "VBN":
        return False
    if p.dep[v] == "conj":
        head = p.head[v]
        return (p.tag[head] == "VBN" or p.dep[head] == "acl" and p.tag[head] == "VBD") and is_passive(p, head) or p.pos[head] in ("NOUN", "ADJ") and not kids & {"aux", "dobj"}
    return not any(p.dep[c] == "aux" for c in p.children[v])


def _tacked_on(p: grammar.Parse, v: int) -> bool:
    """A participle after a comma, joined by no "and", with nothing done to anybody: "they lived in cellars, cut off from the world"."""
    over = p.head[v]
    return p.dep[v] in ("conj", "advcl") and p.tag[v] in ("VBD", "VBN") and v > 0 and p.lower[v - 1] == "," and p.pos[over] in ("VERB", "AUX") and not objects(p, v) \
        and child(p, v, "nsubj", "nsubjpass", "aux", "cc", "conj") is None and not any(p.dep[c] == "cc" and c < v for c in p.children[over])


_SHARE = frozenset("some other many most several few none all each half dozen hundred thousand number majority".split())


def _some_of_them(p: grammar.Parse, v: int) -> bool:
    """A participle with a share of those named before as its subject, after a comma: "forty were found, some of them beheaded, others burned"."""
    who = child(p, v, "nsubj")
    if p.dep[v] == "conj" and who is None and p.pos[p.head[v]] == "VERB":
        return p.tag[v] in ("VBD", "VBN") and child(p, v, "dobj", "aux") is None and _some_of_them(p, p.head[v])
    if who is None or p.tag[v] not in ("VBD", "VBN") or child(p, v, "aux") is not None or objects(p, v) or not (
            p.dep[v] in ("advcl", "ccomp", "conj", "parataxis", "acl") or (p.lemma[who] == "other" or p.pos[who] == "NUM") and any(p.dep[c] == "ccomp" and c < v for c in p.children[v])):
        return False
    of = next((child(p, c, "pobj") for c in p.children[who] if p.lower[c] == "of"), None)
    if of is not None and p.pos[of] != "PRON":
        return False
    if any(p.dep[c] == "poss" and p.lower[c] in ("its", "their", "his", "her") for c in p.children[who]) and any(grammar.is_passive(p, k) for k in (p.head[v], *(c for c in (*p.children[v], *p.children[p.head[v]]) if p.dep[c] == "ccomp")) if k != v):
        return p.lower[p.left[who] - 1] in (",", ";")
    return (p.lemma[who] in _SHARE or p.pos[who] == "NUM") and p.left[who] > 0 and p.lower[p.left[who] - 1] in (",", ";", "–", "—")


def _set_off(p: grammar.Parse, v: int) -> bool:
    """A participle right behind its noun and a comma, with another verb for the noun to come: "Guernica, bombed and then taken, was rebuilt"."""
    who = child(p, v, "nsubj")
    if who is None or p.tag[v] not in ("VBD", "VBN") or who >= v or child(p, v, "dobj", "aux") is not None:
        return False
    between = [k for k in range(who + 1, v) if p.pos[k] != "ADV"]
    return len(between) == 1 and p.lower[between[0]] == "," and any(p.dep[c] == "conj" and c > v and "," in (p.lower[p.left[c] - 1], p.lower[p.left[c]]) for c in p.children[v])


def has_subject(p: grammar.Parse, v: int) -> bool:
    """Whether the verb, or one that it is joined to, has a subject of its own."""
    while True:
        if child(p, v, *grammar.SUBJECTS) is not None:
            return True
        if p.dep[v] != "conj" or p.pos[p.head[v]] not in ("VERB", "AUX"):
            return _participle(p, v)
        v = p.head[v]


def subjects(s: Scene, v: int) -> list[int]:
    """What the subject of a verb is or would be, lists spelt out and relative pronouns replaced by what they stand for."""
    return [k for k in _subjects(s, v) if s.p.pos[k] not in ("PUNCT", "PART", "SPACE", "SYM")]


def _subjects(s: Scene, v: int) -> list[int]:
    p, seen = s.p, set()
    while v not in seen:
        seen.add(v)
        own = _nearest_subject(p, v)
        dep, head = p.dep[v], p.head[v]
        if own is None:
            own = _subject_by_order(p, v)
        if own is not None:
            return _antecedents(p, own, v)
        before = v - 1 if p.tag[v] == "VBG" and v and p.dep[v - 1] == "pobj" and p.pos[v - 1] in ("NOUN", "PROPN", "PRON") and dep in ("advcl", "acl", "pcomp") else None
        if before is not None and dep == "advcl":
            return conjuncts(p, grammar.first_conjunct(p, before))
        if dep == "conj":
            if p.pos[head] in ("NOUN", "PROPN") and p.tag[v] in ("VBN", "VBG"):
                return [head]
            v = p.head[head] if _in_brackets(p, head) else _joined_across(p, v) or head
        elif dep == "xcomp":
            if p.pos[head] in ("VERB", "AUX"):
                controller = None if grammar.is_passive(p, head) else child(p, head, "dobj", "dative")
                if controller is not None:
                    return conjuncts(p, controller)
            v = head
        elif dep in ("acl", "relcl"):
            if p.tag[v] in ("VBN", "VBG", "VBD") and child(p, v, "aux") is None or dep == "relcl":
                return conjuncts_before(p, head, v)
            return owners(s, head) or _maker(s, head)
        elif dep == "pcomp":
            over = p.head[grammar.first_conjunct(p, head)]
            first = grammar.first_conjunct(p, over)
            if p.pos[over] in ("PROPN", "NOUN") and p.dep[first] == "dobj" and p.lower[head] in ("of", "with") and s.has(p.head[first], "charge"):
                return conjuncts(p, first)
            if p.pos[over] in ("NOUN", "ADJ", "PROPN") and p.dep[over] not in ("acomp", "attr"):
                return owners(s, over)
            if p.pos[over] == "VERB" and not is_passive(p, over) and s.has(over, "charge", "hedge-verb") and child(p, over, "dobj") is not None:
                return conjuncts(p, child(p, over, "dobj"))
            v = over
        elif dep in ("advcl", "dobj", "ccomp", "acomp", "attr", "prep", "amod"):
            if head == v:
                return []
            seen_doing = child(p, head, "dobj") if dep == "ccomp" and p.tag[v] in ("VBN", "VBG") else None
            if seen_doing is not None and seen_doing < v:
                return conjuncts(p, seen_doing)
            v = p.head[head] if dep == "ccomp" and _in_brackets(p, head) else head
        else:
            return []
    return []


def _nearest_subject(p: grammar.Parse, v: int) -> int | None:
    """The subject of a verb; of two with a semicolon between them the nearer: "the killings in Gori; and Zugdidi, where troops burned …"."""
    before = [c for c in p.children[v] if p.dep[c] in ("nsubj", "nsubjpass") and c < v and p.lower[c] not in ("itself", "themselves", "himself", "herself")]
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
    if p.lower[own] in _RELATIVE and p.tag[own] in ("WP", "WDT", "DT", "IN"):
        while p.dep[v] == "conj" and p.pos[p.head[v]] in ("VERB", "AUX"):
            v = p.head[v]
        up = v
        while p.dep[up] in ("ccomp", "xcomp") and p.head[up] != up:
            up = p.head[up]
        if p.dep[up] in ("relcl", "acl") or p.pos[p.head[up]] in ("NOUN", "PROPN"):
            return _those_who_are(p, p.head[up]) or conjuncts_before(p, p.head[up], v)
        if own and p.pos[own - 1] in ("NOUN", "PROPN"):
            return [own - 1]
        return []
    return conjuncts(p, own)


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


def objects(p: grammar.Parse, v: int) -> list[int]:
    """The direct objects of a verb: its own, those it shares with the verbs joined to it, or the noun its relative clause stands after."""
    own = child(p, v, "dobj")
    if p.dep[v] == "amod" and child(p, v, "aux") is not None or _gerund(p, v):
        return conjuncts(p, p.head[v])
    if own is not None:
        if p.lower[own] in _RELATIVE and p.tag[own] in ("WP", "WDT"):
            return [p.head[v]] if p.dep[v] == "relcl" else []
        return conjuncts(p, own)
    for c in p.children[v]:
        if p.dep[c] == "conj" and c > v and p.pos[c] == "VERB" and child(p, c, "nsubj", "nsubjpass") is None and not grammar.is_passive(p, c):
            shared = objects(p, c)
            if shared and (p.tag[c] == p.tag[v] or {p.tag[c], p.tag[v]} == {"VBD", "VBN"}) and c - v <= 3:
                return shared
    if p.dep[v] == "relcl":
        subject = child(p, v, "nsubj")
        if subject is not None and p.lower[subject] not in _RELATIVE:
            return [p.head[v]]
    return []


def agents(s: Scene, v: int) -> list[int]:
    """The doers of a passive: those of its by-phrase or of the verb joined after it, or those at whose hands it was done."""
    p = s.p
    for c in p.children[v]:
        if p.dep[c] in ("agent", "prep") and p.lower[c] == "by":
            doer = child(p, c, "pobj")
            if doer is not None and p.lower[doer] != p.lower[c - 1] and p.ent[doer] not in ("DATE", "TIME", "PERCENT", "CARDINAL", "QUANTITY") and p.lower[doer] not in ("then", "now", "force", "hand", "mistake", "accident", "chance", "means", "way", "road", "air", "sea", "rail", "land"):
                return conjuncts(p, doer)
    at_hands = by_their_hands(p, v)
    if at_hands:
        return at_hands
    for c in p.children[v]:
        if p.dep[c] == "conj" and c > v and p.tag[c] == "VBN" and child(p, c, "nsubjpass", "nsubj") is None:
            return agents(s, c)
    return []


def by_their_hands(p: grammar.Parse, v: int) -> list[int]:
    """The doers in "at the hands of X", "on the part of X", "on X's side", "on the … side"."""
    for c in p.children[v]:
        if p.lower[c] in ("at", "on", "from"):
            noun = child(p, c, "pobj")
            if noun is None:
                continue
            if p.lower[noun] in _AT_HANDS:
                of = child(p, noun, "prep")
                owner = child(p, of, "pobj") if of is not None and p.lower[of] == "of" else child(p, noun, "poss")
                if owner is not None:
                    return conjuncts(p, owner)
                if p.lower[noun] == "side" and any(p.dep[k] in ("amod", "compound") and p.word[k][:1].isupper() for k in p.children[noun]):
                    return [noun]
    return []


def can_act(s: Scene, i: int) -> bool:
    """Whether a noun can be a doer: people, bodies, forces, names, pronouns; not aims, events and other abstract things."""
    p = s.p
    if s.label[i] in ("PERSON", "NORP", "GPE", "ORG") or s.has(i, "force", "people", "body", "culprit", "helper") or p.lemma[i] == "country":
        return True
    if s.label[i] or s.has(i, "harm", "action", "circumstance", "nature", "toll", "not-doing"):
        return False
    if p.pos[i] in ("PROPN", "PRON"):
        return p.lower[i] not in ("it", "this", "what", "there", "which", "that")
    return is_doer_noun(p, i)


def is_doer_noun(p: grammar.Parse, i: int) -> bool:
    """A common noun that means a person by its ending: marcher, terrorist, policeman."""
    return p.pos[i] == "NOUN" and p.lemma[i].endswith(_DOER_ENDINGS) and p.lemma[i] not in _NO_DOERS


# Nouns


#: After "of" and "against": when and of what kind an act was, not who was harmed ("a crime of that war", "crimes against humanity").
_NOBODY_HARMED = frozenset("humanity peace century year decade month day time era period age war conflict own kind sort type nature scale magnitude proportion order".split())


def of_noun(s: Scene, n: int, of: str, inside: tuple[int, ...] = ()) -> Frame:
    """The frame of a noun of action. `of` says whom a lone owner or an of-phrase names: "affected" or "doer"; `inside` are
    the words of the noun's own phrase ("use of force")."""
    p = s.p
    own, by, of_phrase, against = [], [], [], []
    for c in p.children[n]:
        word = p.lower[c]
        if owns(p, c):
            own += conjuncts(p, c)
        elif c not in inside and p.dep[c] in ("amod", "compound", "nmod") and c < n and _is_party(s, c):
            own += [c]
        elif p.dep[c] in ("prep", "agent", "dative"):
            obj, running = child(p, c, "pobj"), child(p, c, "pcomp")
            if obj is None and running is not None and p.tag[running] == "VBG" and child(p, running, "dobj") == running + 1:
                obj = running + 1
            if obj is None or obj in inside or s.has(obj, "harm") and not s.has(obj, "people") or p.lemma[obj] in _NOBODY_HARMED or p.ent[obj] in ("DATE", "TIME"):
                continue
            if word == "by":
                by += conjuncts(p, obj)
            elif word == "of":
                of_phrase += conjuncts(p, obj)
            elif word in ("against", "on", "upon") or word in ("at", "toward", "towards", "over") and (
                    s.has(obj, "people") and p.pos[obj] != "NUM" or s.label[obj] in ("PERSON", "NORP") or word != "at" and (s.has(obj, "place") or s.label[obj] in ("GPE", "LOC"))):
                against += conjuncts(p, obj)
    by = [d for d in by if p.ent[d] not in ("DATE", "TIME")]
    by = by or _by_behind(s, n) or [d for k in of_phrase for c in p.children[k] if p.lower[c] == "by" and p.dep[c] in ("prep", "agent") for d in conjuncts_of(p, child(p, c, "pobj"))
                if p.ent[d] not in ("DATE", "TIME") and can_act(s, d)]
    if not against:
        against = [a for k in by + of_phrase for c in p.children[k] if p.lower[c] in ("against", "on", "upon") for a in conjuncts_of(p, child(p, c, "pobj")) if p.ent[a] not in ("DATE", "TIME")]
    hands = by_their_hands(p, n)
    by = by or hands
    against = [a for a in against if a not in hands and p.lower[a] not in _AT_HANDS]
    if by:
        doers, affected = by, of_phrase + against or own
    elif against:
        doers, affected = own or of_phrase, against
    elif of_phrase and own:
        doers, affected = own, of_phrase
    elif of == "doer":
        who = own or of_phrase
        acting = [k for k in who if can_act(s, k) and not (of_phrase and (helpless(s, k) or _in_flight(p, k)))]
        doers, affected = (acting, []) if acting else ([], who)
    else:
        adjective = [k for k in own if p.dep[k] != "poss"]
        doers, affected = adjective, of_phrase or [k for k in own if p.dep[k] == "poss"]
        if not of_phrase and affected and all(_owner_acts(s, k) for k in affected) and not (p.lemma[n] in _SUFFERED and all(p.pos[k] == "PRON" for k in affected)):
            doers, affected = affected, []
    return Frame(doers, affected, "nominal_by" if doers else "nominal_bare")


def _by_behind(s: Scene, n: int) -> list[int]:
    """The doers in a by-phrase right behind a noun's phrase that the parser hung on the active verb above: "we condemn the killing of priests by rebels"."""
    p, verb = s.p, s.p.head[n]
    if p.dep[n] != "dobj" or is_passive(p, verb):
        return []
    by = next((c for c in p.children[verb] if c == p.right[n] and p.lower[c] == "by"), None)
    return [d for d in conjuncts_of(p, child(p, by, "pobj")) if can_act(s, d) and p.lower[d] != "force"] if by is not None else []


def owns(p: grammar.Parse, c: int) -> bool:
    """An owner before its noun, also one that the parser took for an adjective: "the latter's failure"."""
    return p.dep[c] == "poss" or p.dep[c] == "amod" and any(p.tag[k] == "POS" for k in p.children[c])


def _in_flight(p: grammar.Parse, k: int) -> bool:
    """A column or a convoy that flees does not attack."""
    return any(p.dep[c] == "amod" and p.lower[c] in ("fleeing", "retreating", "defenceless", "defenseless", "unarmed") for c in p.children[k])


#: Nouns whose lone "their" is those harmed: their expulsion, but their shelling.
_SUFFERED = frozenset("killing murder execution massacre slaughter extermination annihilation assassination expulsion deportation displacement exodus exile eviction removal torture abuse rape capture confinement "
                      "detention imprisonment abduction kidnapping captivity destruction starvation persecution mistreatment abandonment disappearance".split())


def conjuncts_of(p: grammar.Parse, i: int | None) -> list[int]:
    return [] if i is None else conjuncts(p, i)


def owners(s: Scene, n: int) -> list[int]:
    """The doers that a noun's owner, adjective or of-phrase names: "X's attempt to …", "the failure of X to …"."""
    p, found = s.p, []
    for c in p.children[n]:
        if owns(p, c) or p.dep[c] in ("amod", "compound") and c < n and _is_party(s, c):
            found += conjuncts(p, c)
        elif p.lower[c] in ("of", "by") and p.dep[c] in ("prep", "agent"):
            obj = child(p, c, "pobj")
            if obj is not None:
                found += [k for k in conjuncts(p, obj) if can_act(s, k)]
    return found


def _is_party(s: Scene, c: int) -> bool:
    """An adjective or a name before a noun that says whose act it is: "Serb shelling", "rebel attacks", "U.S. bombing"."""
    p = s.p
    if s.label[c] in ("NORP", "ORG", "PERSON"):
        return True
    if s.label[c] == "GPE":
        return p.word[c].replace(".", "").isupper()
    return s.has(c, "force", "body") and p.pos[c] in ("NOUN", "ADJ") and p.dep[c] != "amod" and not s.has(c, "harm", "weapon") and p.lower[c] not in _NOT_OWNERS


_NOT_OWNERS = frozenset("state artillery tank infantry mob drone helicopter aircraft gang group military party power bomber jet sniper side".split())


def names_party(s: Scene, i: int) -> bool:
    """Whether a noun phrase names a party or an armed force: "Serb positions", "the rebels", "the government of X"."""
    p = s.p
    if s.has(i, "force", "body") or s.label[i] in ("NORP", "ORG", "PERSON", "GPE"):
        return True
    return any(s.label[c] in ("NORP", "ORG") or s.has(c, "force") for c in p.children[i] if p.dep[c] in ("amod", "compound", "poss", "nmod"))


def _owner_acts(s: Scene, k: int) -> bool:
    """An owner of a noun such as siege or killing who is its doer by what it is: a force, a body, a state, a people; not a town or civilians."""
    p = s.p
    return s.has(k, "force", "body", "culprit") or s.label[k] in ("NORP", "ORG") or p.pos[k] == "PRON" and p.lower[k] in ("their", "our", "your")


def helpless(s: Scene, i: int) -> bool:
    """People who are named as those harmed: civilians, villagers, children."""
    return s.has(i, "people") and not s.has(i, "force", "body") and not s.label[i] and s.p.lemma[i] in _VICTIMS


_VICTIMS = frozenset("civilian child woman villager resident inhabitant refugee prisoner hostage victim family population detainee captive worshipper passenger student baby infant".split())

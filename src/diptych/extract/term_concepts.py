"""Words that name a class or a word, and no event: "genocide is a crime", "the term massacre", "tragedy, massacre, war crime"."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from diptych import grammar, law, names
from diptych.extract import standing
from diptych.extract.term_stances import is_scare_quoted
from diptych.extract.term_uses import CALLS, INVENTS, Use, is_definite, said_of, uses
from diptych.grammar import Parse
from diptych.pipeline import Reading

_first = attrgetter("first")
_AS_WORD = frozenset("term word label name notion concept definition phrase expression category".split())
_FIELDS = frozenset("prevention study studies scholar scholarship research researcher expert law convention museum adviser advisor incitement history theory".split())
_MEASURES = frozenset("bar standard test threshold requirement criterion".split())
_DEFINES = frozenset("define prohibit forbid criminalise criminalize outlaw cover punish".split())
_STATUTE = frozenset("law code statute convention treaty charter constitution article protocol".split())
_GOES_ON = frozenset("continue happen occur take unfold last end begin remain go rage".split())
_COUNTED = frozenset({"massacre", "tragedy", "war crime", "crime against humanity", "battle", "attack", "assault"})
_POINTS = frozenset("this these those that they it he she we i".split())
_BESIDE = frozenset(", and or ; / “ ” \" ‘ ’".split())


def is_listed(reading: Reading, use: Use) -> bool:
    """One of a list of words as words: three or more side by side, bare, and at least one a count noun in the singular, which only a
    word named as a word can be ("tragedy, massacre, war crime")."""
    p, near = reading.parse, uses(reading)
    first = last = near.index(use)
    while first and _are_side_by_side(p, near[first - 1], near[first]):
        first -= 1
    while last + 1 < len(near) and _are_side_by_side(p, near[last], near[last + 1]):
        last += 1
    group, before = near[first:last + 1], near[first].first - 1
    if len(group) < 3 or p.lower[before] in ("a", "an", "the", "this", "that", "its", "their", "no") or p.pos[before] == "ADJ":
        return False
    return any(p.tag[u.head] == "NN" and u.term in _COUNTED for u in group)


def _are_side_by_side(p: Parse, a: Use, b: Use) -> bool:
    return b.first > a.last and _BESIDE.issuperset(p.lower[a.last:b.first])


def is_concept(reading: Reading, use: Use, clause: int) -> bool:
    """The class or the word itself: a definition, "the term …", a rule, a bare plural in a general statement."""
    p, i = reading.parse, use.head
    if _is_an_offered_word(p, use):
        return True
    if names_case(reading, clause) or _points_back(p, use) or _is_said_of_known(p, use) or p.dep[i] == "dobj" and p.lemma[p.head[i]] in INVENTS:
        return False
    if is_left_open(p, use, clause):
        return False
    if _is_under_law(reading, use, clause) or _is_of_any(p, use, clause):
        return True
    if _is_class_itself(reading, use, clause) or _is_under(p, i, _AS_WORD, "appos", "compound", "nmod", "pobj"):
        return True
    if use.verdict and _is_of_a_field(p, i) or _is_after_its_word(p, use):
        return True
    if p.dep[i] == "dobj" and p.lemma[p.head[i]] in _DEFINES and standing.is_defining(reading, p.head[i], i):
        return True
    if standing.is_past(p, clause) and p.lemma[clause] not in standing.words_of(reading.codebook).define:
        return False
    if is_definite(p, use) and not (p.tag[i] == "NNS" and _is_what_is_to_be_done(p, p.head[i])) or is_scare_quoted(reading, use):
        return False
    return standing.is_defining(reading, clause, i) or standing.is_general(reading, i, clause) or _is_in_rule(reading, use, clause)


def names_case(reading: Reading, clause: int) -> bool:
    """Whether a clause names the event or its place."""
    p, case = reading.parse, standing.case_names(reading.codebook)
    first, last, found = p.left[clause], p.right[clause], names.mentions(reading)
    return any(m.canonical in case for m in found[bisect_left(found, first, key=_first):bisect_left(found, last, key=_first)])


# What is no concept


def _is_said_of_known(p: Parse, use: Use) -> bool:
    """Said of a thing that is pointed at: "deputies call it a massacre", "they describe the raid as a war crime", "some speak of a massacre"."""
    thing = said_of(p, use)
    if thing is None:
        return p.dep[use.head] == "pobj" and p.lemma[p.head[p.head[use.head]]] in ("speak", "talk") and p.lower[p.left[use.head]] in ("a", "an")
    of = next((grammar.child(p, c, "pobj") for c in p.children[thing] if p.lower[c] == "of"), None)
    if of is not None and p.lower[of] in ("them", "these", "those", "it", "this"):
        return True  # "none of them is a massacre"
    return p.lemma[p.head[thing]] in CALLS and p.lower[p.left[thing]] in ("it", "this", "the", "these", "them", "those", "that", "its", "their")


def _points_back(p: Parse, use: Use) -> bool:
    """Taken up from before: "impunity on such a scale", "crimes of this kind"."""
    _, last = grammar.noun_phrase(p, use.head)
    return any(p.lower[k] in ("such", "this", "these", "that") and p.dep[k] in ("det", "predet", "amod") for k in range(use.head + 1, last))



def is_left_open(p: Parse, use: Use, clause: int) -> bool:
    """A class of which the clause says that it is hard to settle whether this was one: "crimes against humanity are a closer call"."""
    i = use.head
    if p.dep[i] == "pobj" and p.lower[p.head[i]] == "of" and p.lemma[p.head[p.head[i]]] in ("charge", "accusation", "allegation", "claim"):
        i = p.head[p.head[i]]  # "charges of genocide are harder to prove"
    return use.verdict and p.dep[i] in grammar.SUBJECTS and p.head[i] == clause and standing.is_open_question(p, clause)


# What is one


def _is_under_law(reading: Reading, use: Use, clause: int) -> bool:
    """What a law that opens the sentence calls so: "Under the Convention, acts done with that intent amount to genocide"; not of a thing
    that is pointed at or named ("under the Convention, the raid is a war crime")."""
    p = reading.parse
    a, _ = p.sents[p.sent[use.head]]
    if p.lower[a] not in ("under", "by", "in") or p.dep[a] != "prep" or p.tag[clause] not in ("VBZ", "VBP"):
        return False
    law_of = grammar.child(p, a, "pobj")
    if law_of is None or not (any(f.first <= law_of < f.last for f in law.named(reading)) or p.lemma[law_of].lower() == "law") or standing.situation(reading, *standing.span_of(p, clause)):
        return False
    known = range(p.right[a], use.first)
    return not any(p.lower[k] in _POINTS or p.lower[k] == "the" and p.dep[p.head[k]] in grammar.SUBJECTS or p.dep[k] in grammar.SUBJECTS and p.pos[k] == "PROPN" for k in known)




def _is_what_is_to_be_done(p: Parse, v: int) -> bool:
    """ "finding the culprits is a part of peace", "a part of peace is to find the culprits" """
    return p.dep[v] in ("csubj", "pcomp") or p.dep[v] == "xcomp" and p.lemma[p.head[v]] == "be" and grammar.child(p, p.head[v], "acomp", "attr") is None


def _is_of_any(p: Parse, use: Use, clause: int) -> bool:
    """Of any such act: "we condemn all violence against civilians"; not "all crimes of the war", "all the violence"."""
    i = use.head
    every = any(p.lower[c] in ("all", "any", "every") and c < use.first for c in p.children[i]) and not is_definite(p, use)
    bare = not any(p.dep[c] in ("acl", "relcl") or p.dep[c] == "prep" and p.lower[c] != "against" for c in p.children[i] if c >= use.last)
    return every and bare and not standing.is_past(p, clause)


def _is_an_offered_word(p: Parse, use: Use) -> bool:
    """One of the words that somebody leaves to others: "they can call it a tragedy or a genocide", "whether you call it a battle or a massacre"."""
    i = grammar.first_conjunct(p, use.head)
    v = p.head[i]
    if p.dep[i] not in ("oprd", "dobj", "attr", "ccomp") or p.lemma[v] not in CALLS or not any(p.dep[c] == "cc" and p.lower[c] == "or" for c in p.children[i]):
        return False
    return any(p.lower[c] in ("can", "may", "whether") and c < i for c in p.children[v]) and grammar.child(p, v, "dobj", "nsubj") is not None


def _is_class_itself(reading: Reading, use: Use, clause: int) -> bool:
    """The class as such in the simple present: bare as the subject ("genocide is the narrowest"), punished by a law, part of what
    has to be shown, or the theme of talk ("lecture them on impunity")."""
    p, i = reading.parse, use.head
    if standing.is_past(p, clause) or p.tag[clause] not in ("VBZ", "VBP"):
        return False
    up, v = p.head[i], grammar.governing_verb(p, i)
    if p.dep[i] in ("dobj", "conj") and (p.lemma[v] in _DEFINES or p.lemma[v] in ("provide", "list")):
        who = grammar.child(p, v, "nsubj")
        if who is not None and p.lemma[who].lower() in _STATUTE:
            return True
    if p.dep[i] == "nsubj" and up == clause and p.tag[i] == "NN" and _is_bare(p, use, "compound") and p.lemma[up] not in _GOES_ON:
        return p.lemma[up] != "be" or use.verdict or any(p.dep[c] == "attr" for c in p.children[up])
    if p.dep[i] == "dobj" and p.dep[v] in ("csubj", "xcomp", "pcomp") and p.lemma[v] in standing.words_of(reading.codebook).settle and _is_bare(p, use):
        return True  # "to show mass killing is not enough"
    if use.term == "impunity" and _is_bare(p, use, "amod") and p.dep[i] == "pobj" and p.lower[up] in ("on", "about", "against"):
        return True
    return any(p.lower[c] in ("widespread", "systematic") for c in grammar.subtree(p, i)) and not is_definite(p, use)


def _is_bare(p: Parse, use: Use, *other: str) -> bool:
    """Without article, possessor, number or clause of its own, nor what is in these other relations, and followed by no phrase that
    says whose or where."""
    out = {"det", "poss", "nummod", "relcl", "acl", *other}
    return not any(p.dep[c] in out and not use.first <= c < use.last or p.dep[c] == "prep" and c >= use.last for c in p.children[use.head])


def _is_under(p: Parse, i: int, words: frozenset[str], *deps: str) -> bool:
    """Whether token i hangs on one of these words in one of these relations, or by a preposition: "the label genocide", "the label of genocide"."""
    up = p.head[i]
    return up != i and p.lemma[up] in words and p.dep[i] in deps or p.dep[i] == "pobj" and p.lemma[p.head[up]] in words


def _is_of_a_field(p: Parse, i: int) -> bool:
    """ "genocide studies", "the prevention of genocide", "a high bar for genocide" """
    up = p.head[i]
    if p.dep[i] == "pobj" and p.lower[up] == "for" and p.lemma[p.head[up]] in _MEASURES:
        return True
    return p.lemma[up] in _FIELDS or p.dep[i] == "pobj" and p.lower[up] == "of" and p.lemma[p.head[up]] in _FIELDS


def _is_after_its_word(p: Parse, use: Use) -> bool:
    """ "the word “genocide”", "the term of massacre" """
    before = next((k for k in range(use.first - 1, max(-1, use.first - 4), -1) if p.lower[k] not in "“\"‘'of"), -1)
    return before >= 0 and p.lemma[before] in _AS_WORD


def _is_in_rule(reading: Reading, use: Use, clause: int) -> bool:
    """In a statement of law or practice: a clause above the word's own is general or defines, or the sentence opens with "in general"."""
    p, root = reading.parse, clause
    while p.dep[root] in ("relcl", "advcl", "ccomp", "acl", "conj") and p.head[root] != root:
        root = standing.clause_of(p, p.head[root])
        if standing.is_general(reading, root, root) or standing.is_defining(reading, root, root):
            return True
    a, _ = p.sents[p.sent[use.head]]
    return p.lower[a:a + 2] == ["in", "general"]

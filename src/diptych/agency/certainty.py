"""How sure a text is of an act: plain, hedged or denied, from the words around it and above it in its sentence."""

from __future__ import annotations

from diptych import grammar
from diptych.agency.words import Scene

_ONLY = frozenset({"only", "merely", "just", "simply", "solely", "alone"})
#: Verbs whose object is taken as done even where they are negated: "nothing justifies the killing".
_TAKES_AS_DONE = frozenset("justify excuse condone warrant forgive forget pardon punish investigate condemn mention stop prevent end admit concede recognise recognize acknowledge regret explain hide obscure conceal mask erase".split())
#: What stands under these is told beside the verb, and not touched by its "reportedly".
_WHEN = frozenset({"during", "after", "before", "since", "following", "until", "despite", "amid"})
_NOBODY = frozenset({"nobody", "none", "no-one", "nothing", "neither"})


def certainty(s: Scene, i: int, *, undone: bool = False) -> str:
    """plain, hedged or denied, for the act whose verb or noun is token i. `undone`: its own negation is part of the act.

    Walks from the act up to the root of its sentence. A negation counts on the act itself, on what it is predicated of ("no
    civilians were killed") and on the verbs that it completes; a subject is not touched by a negation of its verb ("the killing
    could not be justified"). Verbs of denial and nouns such as claim, lie or denial reach what stands under them.
    """
    p, hedged = s.p, _hedged_itself(s, i)
    if p.pos[i] == "NOUN" and s.has(i, "charge") and any(p.dep[c] == "relcl" and s.has(c, "deny") for c in p.children[i]):
        return "denied"
    if s.has(i, "clear"):
        return "plain" if _negated(s, i) or _no_one(p, i) else "denied"
    if not undone and not (p.pos[i] == "NOUN" and s.has(i, "culprit", "helper")) and (_negated(s, i) or _no_one(p, i)):
        return "denied"
    k, inside, given, beside = i, True, False, False
    while p.head[k] != k:
        dep, up = p.dep[k], p.head[k]
        if dep in ("nsubj", "nsubjpass", "csubj", "relcl", "poss"):
            inside = False
        given = given or dep == "relcl"
        content = dep in ("ccomp", "xcomp", "dobj", "pcomp", "pobj", "acl", "prep", "oprd", "attr", "acomp")
        denial = p.pos[up] == "NOUN" and (dep in ("acl", "prep", "ccomp") or dep == "relcl" and p.lower[p.left[k]] == "that") or p.pos[up] == "VERB" and content and dep not in ("acl", "prep") and not (dep == "dobj" and p.lemma[up] == "lie")
        if denial and s.has(up, "deny") and not (given and s.has(up, "clear")) and not (dep == "ccomp" and any(p.dep[c] == "nsubj" and p.lower[c] in ("who", "which") for c in p.children[k])):
            return "hedged" if grammar.is_negated(p, up) else "denied"
        if dep == "ccomp" and any(p.lemma[c] in ("evidence", "proof", "sign", "indication") and any(p.lower[d] in ("no", "little") for d in p.children[c])
                                  for over in (up, p.head[up]) for c in p.children[over] if p.dep[c] in ("nsubj", "nsubjpass")):
            return "denied"
        if dep in ("ccomp", "csubj") and _untrue(s, up):
            return "denied"
        if p.pos[up] == "NOUN" and dep in ("acl", "prep", "ccomp") and (_discredited(s, up)):
            return "denied"
        if inside and dep in ("xcomp", "ccomp", "dobj", "conj", "attr", "pobj", "prep", "pcomp", "acomp", "oprd") and p.pos[up] in ("VERB", "AUX"):
            if not undone and dep in ("xcomp", "dobj", "acomp", "oprd", "attr") and _negated(s, up) and not (dep == "dobj" and p.lemma[up] in _TAKES_AS_DONE):
                return "denied"
            if dep in ("xcomp", "ccomp", "dobj", "acomp", "oprd", "attr") and _modal(p, up) and not (dep == "dobj" and p.lemma[up] in _TAKES_AS_DONE):
                hedged = True
        if dep in ("xcomp", "pcomp", "prep", "ccomp") and s.has(up, "hedge-verb") and p.pos[up] == "VERB" and _hedges(p, k, up):
            hedged = True
        if dep == "prep" and p.lower[k] in ("of", "with") and p.pos[up] == "PROPN" and p.dep[grammar.first_conjunct(p, up)] == "dobj":
            over = p.head[grammar.first_conjunct(p, up)]
            hedged = hedged or s.has(over, "charge") and s.has(over, "hedge-verb")
        if p.pos[up] == "NOUN" and dep in ("prep", "acl", "ccomp") and s.has(up, "hedge-noun"):
            if dep == "ccomp" or dep == "prep" and p.lower[k] == "of" or dep == "acl" and p.tag[k] in ("VB", "VBD", "VBP", "VBZ"):
                hedged = True
        beside = beside or dep == "prep" and p.pos[up] in ("VERB", "AUX") and p.lower[k] in _WHEN
        own = dep == "conj" and p.pos[k] in ("NOUN", "PROPN") and any(p.dep[c] in ("det", "poss") for c in p.children[k])
        if dep not in ("nsubj", "nsubjpass") and not beside and not own and _hedge_word(s, up):
            hedged = True
        k = up
    return "hedged" if hedged else "plain"


def _hedged_itself(s: Scene, i: int) -> bool:
    p = s.p
    if _modal(p, i) or _hedge_word(s, i) or s.has(i, "charge", "culprit") and s.has(i, "hedge-verb"):
        return True
    if any(p.dep[c] == "mark" and p.lower[c] in ("if", "unless", "whether") for c in p.children[i]):
        return True
    doers = [c for c in p.children[i] if p.dep[c] in ("nsubj", "poss")]
    return any(_hedge_word(s, d) for d in doers)


def _modal(p: grammar.Parse, i: int) -> bool:
    return any(p.dep[c] == "aux" and p.lower[c] in grammar.MODALS_OF_DOUBT for c in p.children[i])


def _hedge_word(s: Scene, i: int) -> bool:
    p = s.p
    return any(p.dep[c] in ("advmod", "amod", "acomp") and s.has(c, "hedge") and p.pos[c] in ("ADV", "ADJ", "VERB") for c in p.children[i])


def _hedges(p: grammar.Parse, k: int, up: int) -> bool:
    """Whether a verb of seeming or of charging hedges its complement: an infinitive, a gerund or a noun, not a clause that it attributes."""
    if p.dep[k] == "xcomp":
        return True
    if p.dep[k] == "prep":
        return p.lower[k] in ("of", "with") and p.lemma[up] in ("accuse", "suspect", "charge", "indict", "convict") and p.lemma[up] != "convict"
    return p.dep[k] == "ccomp" and p.lemma[up] in ("seem", "appear", "fear", "suspect", "speculate")


def _negated(s: Scene, i: int) -> bool:
    p = s.p
    if not grammar.is_negated(p, i):
        return _joined_by_nor(p, i) or any(p.lower[c] in ("hardly", "scarcely") and p.dep[c] == "advmod" or p.tag[c] == "PRP" and any(p.dep[k] == "neg" for k in p.children[c])
                                             for c in p.children[i])
    for c in p.children[i]:
        if p.dep[c] == "neg" and c + 1 < len(p) and p.lower[c + 1] in _ONLY or p.tag[c] == "JJR" and c < i and p.lower[c - 1] == "no":
            return False  # "not only …"; "no clearer confession" is one
    return True


def _joined_by_nor(p: grammar.Parse, i: int) -> bool:
    """The second verb of neither … nor."""
    return p.dep[i] == "conj" and any(p.lower[c] == "nor" and p.head[i] < c < i and not any(p.dep[k] == "conj" for k in p.children[p.head[i]] if c < k < i) for c in p.children[p.head[i]])


def _no_one(p: grammar.Parse, i: int) -> bool:
    """What the act is predicated of is nobody: "no civilians were killed", "nobody was shot"."""
    for c in p.children[i]:
        if p.dep[c] in ("nsubj", "nsubjpass") and p.lower[p.left[c]] == "neither":
            return True
        if p.dep[c] in ("nsubj", "nsubjpass", "dobj") and (p.lower[c] in _NOBODY and p.lower[c + 1:c + 3] != ["of", "whom"] or any(p.lower[d] in ("no", "neither") and p.dep[d] in ("det", "preconj") for d in p.children[c])):
            return True
        if p.dep[c] == "nsubjpass" and p.lower[c] == "one" and c and p.lower[c - 1] == "no":
            return True
    return False


def _untrue(s: Scene, up: int) -> bool:
    """ "It is not true that …", "it is false that …"."""
    p = s.p
    said = [up, *(c for c in p.children[up] if p.dep[c] in ("acomp", "attr"))]
    not_so = grammar.is_negated(p, up) or grammar.is_negated(p, p.head[up])
    return any(p.lower[k] in ("true", "correct", "case") and not_so or p.pos[k] == "ADJ" and s.has(k, "false") and not not_so for k in said)


def _discredited(s: Scene, noun: int) -> bool:
    """A noun such as claim or narrative that the text rejects: by an adjective, or by the verb it is the object of; or that there is no evidence."""
    p = s.p
    if any(p.dep[c] == "amod" and s.has(c, "false") for c in p.children[noun]):
        return True
    if p.lemma[noun] in ("evidence", "proof", "sign", "indication") and (any(p.lower[c] in ("no", "little") for c in p.children[noun]) or _negated(s, p.head[noun]) or _no_one(p, p.head[noun])):
        return True
    if s.has(noun, "hedge-noun") or p.lemma[noun] in ("narrative", "story", "version", "suggestion", "theory", "assertion", "report", "notion", "idea", "view", "thesis"):
        verb = p.head[noun]
        if p.dep[noun] == "dobj" and s.has(verb, "deny") or p.dep[noun] == "nsubjpass" and s.has(verb, "deny"):
            return True
        return p.dep[noun] == "nsubj" and any(p.dep[c] == "acomp" and s.has(c, "false") for c in p.children[verb])
    return False

"""What counts as harm told: people and places harmed, not battle, nature or figures of speech; no name, no rule, nothing said of a kind."""

from __future__ import annotations

from diptych.agency.clauses import Frame, before_noun, can_act, is_doer_noun, objects
from diptych.agency.harm.act import prep_objects
from diptych.agency.words import Scene
from diptych.codebook import Entry
from diptych.grammar import first_conjunct, subtree


def is_people(s: Scene, i: int) -> bool:
    """People, by a name, a pronoun, a number alone, the codebook's list or a noun's ending ("marchers"). What the model takes for a body may be a people."""
    p = s.p
    if s.label[i]:
        return s.label[i] in ("PERSON", "NORP") or s.guessed[i] and s.label[i] == "ORG"
    if p.pos[i] == "PROPN":
        return True
    if p.tag[i] in ("PRP", "PRP$", "WP"):
        return p.lower[i] not in ("it", "its", "itself", "what", "which")
    if p.pos[i] == "NUM":
        return p.ent[i] not in ("DATE", "TIME", "MONEY", "PERCENT")
    if p.pos[i] == "NOUN" and p.tag[i] in ("NNS", "NNPS") and p.word[i][:1].isupper() and i > p.sents[p.sent[i]][0]:
        return True
    return s.has(i, "people", "force") or is_doer_noun(p, i) or p.lower[i] in ("those", "dozens", "hundreds", "thousands", "scores", "many", "most", "some")


_SHARES = frozenset({"percent", "%", "cent", "fifth", "third", "quarter", "half", "part", "tenth", "much", "most"})


def is_place(s: Scene, i: int) -> bool:
    """A place where people live, by a name or the codebook's list. A name of one word that only the model knows may be a place, whatever it guessed."""
    if s.p.lemma[i] in _SHARES and (of := [c for c in s.p.children[i] if s.p.lower[c] == "of"]):
        return any(is_place(s, k) for c in of for k in prep_objects(s, c))
    open_ = not s.label[i] or s.guessed[i] and s.label[i] in ("PERSON", "ORG") and s.p.dep[i] != "compound" and not any(s.p.dep[c] == "compound" for c in s.p.children[i])
    return s.label[i] in ("GPE", "LOC", "FAC") or open_ and (s.has(i, "place") or s.p.pos[i] == "PROPN")


def counts(s: Scene, entry: Entry, frame: Frame, i: int) -> bool:
    """Whether the word tells harm with these doers and affected: not battle, nature, figures of speech, or the wrong kind of thing."""
    harmed, harms = frame.affected, entry.more.get("harms")
    if _nobody_did(s, frame.doers) or _in_words(s, i) or before_noun(s.p, i) and any(not can_act(s, d) for d in frame.doers):
        return False
    if entry.more.get("aimed") and _at_a_person(s, frame) or harmed and all(_cannot_be_harmed(s, k) for k in harmed) or is_battle(s, entry, harmed):
        return False
    if harms in _HARMS_ONLY:
        return any(_HARMS_ONLY[harms](s, k) for k in harmed)
    return _harms_its_kind(s, entry, frame, i) and _by_its_means(s, entry, frame, i)


#: Kinds of harm that count by whom or what they reach, and by nothing else: a population (no single person), a way out, supplies, a road.
_HARMS_ONLY = {"population": lambda s, k: (is_people(s, k) or is_place(s, k)) and s.label[k] != "PERSON" and s.p.pos[k] != "PRON",
               "way-out": lambda s, k: s.has(k, "way-out") or s.p.lemma[k] in ("way", "road", "route") and s.p.lower[k + 1:k + 2] == ["out"],
               "supplies": lambda s, k: s.has(k, "supplies"), "road": lambda s, k: s.has(k, "road")}


def _nobody_did(s: Scene, doers: list[int]) -> bool:
    """Whether nature, an accident or a circumstance did it, and nobody with them."""
    return any(_by_nobody(s, d) for d in doers) and not any(can_act(s, d) and not _by_nobody(s, d) for d in doers)


def _in_words(s: Scene, i: int) -> bool:
    """Harm in words alone: "a verbal attack", "attacked in a speech"."""
    p = s.p
    return any(p.lower[c] == "in" and any(s.has(k, "in-words") for k in prep_objects(s, c)) or s.has(c, "in-words") and p.dep[c] in ("amod", "compound", "advmod", "nmod") for c in p.children[i])


def _at_a_person(s: Scene, frame: Frame) -> bool:
    """What is aimed at persons by name is mostly said to them ("she attacked Ruiz"), unless by a force or a weapon, or by a state or a people at a place that is taken for one."""
    harmed = frame.affected
    if not harmed or not frame.doers or any(s.label[k] != "PERSON" for k in harmed):
        return False
    return not any(s.has(d, "force", "weapon") or s.label[d] in ("GPE", "NORP") and all(is_place(s, k) for k in harmed) for d in frame.doers)


def _cannot_be_harmed(s: Scene, k: int) -> bool:
    """A thing that is harmed in a figure of speech only: "destroyed the argument"."""
    return s.has(k, "not-harmed") and not s.label[k] and not s.has(k, "people", "place") and not _civil(s, k)


def _harms_its_kind(s: Scene, entry: Entry, frame: Frame, i: int) -> bool:
    """Whether those harmed are of the kind that the word harms; a verb must say whom, or stand before a doer that is a force or a name."""
    p, harms, harmed = s.p, entry.more.get("harms"), frame.affected
    people, is_verb = any(is_people(s, k) for k in harmed), p.pos[i] in ("VERB", "ADJ")
    if harms == "place" and p.pos[i] == "NOUN" and not any(is_place(s, k) for k in harmed):
        return False
    if is_verb and not people and p.lemma[i] in s.lexicon.words.get("unless-people", ()) and p.lemma[i] in entry.more.get("verbs", ()):
        return False
    if not harms:
        return True
    if harmed:
        place = any(is_place(s, k) or p.lower[k] == "it" and (entry.more.get("by") == "force" or harms == "place" and _after_a_place(s, i)) for k in harmed)
        return harms in ("people", "either") and people or harms in ("place", "either") and place
    return not is_verb or p.tag[i] == "NN" or before_noun(p, i) and any(s.has(d, "force", "body") or s.label[d] for d in frame.doers)


def _after_a_place(s: Scene, v: int) -> bool:
    """Whether the "it" of a verb is the place that the verb before was done to: "stormed the port and razed it"."""
    return s.p.dep[v] == "conj" and any(is_place(s, k) for k in objects(s.p, s.p.head[v]))


def _by_its_means(s: Scene, entry: Entry, frame: Frame, i: int) -> bool:
    """Whether a word that tells harm only with a weapon or a force has one: "the army took the town"; a name may do for "take": "the Serbs took Gori"."""
    by, doers, harmed = entry.more.get("by"), frame.doers, frame.affected
    if by == "weapon":
        return any(s.has(d, "weapon") for d in doers)
    if by != "force" or any(s.has(d, "force") for d in doers):
        return True
    return s.p.lemma[i] == "take" and (not doers and any(s.label[k] for k in harmed) or any(s.label[d] in ("NORP", "GPE") for d in doers) and any(s.label[k] == "GPE" for k in harmed))


def _by_nobody(s: Scene, d: int) -> bool:
    """A doer that is nature, an accident or a circumstance, even where the model takes its capital for a name: "Cholera killed …"."""
    return s.has(d, "nature", "circumstance") and not s.has(d, "weapon") and (not s.label[d] or s.guessed[d])


def is_battle(s: Scene, entry: Entry, harmed: list[int]) -> bool:
    """Force against an armed force or a military target; cruelty to those who cannot fight back is no battle."""
    if not harmed or entry.more.get("helpless"):
        return False
    return all(not _of_people(s, k) and (s.has(k, "force") and not s.has(k, "not-a-target") or s.has(k, "target") and not s.label[k]) for k in harmed)


def _of_people(s: Scene, k: int) -> bool:
    """A column or a convoy of people who are no armed force; an aircraft or a boat that carries them."""
    p = s.p
    held = [o for c in p.children[k] if p.lower[c] in ("of", "with") for o in prep_objects(s, c)] + [o for c in p.children[k] if p.dep[c] in ("acl", "relcl") and p.lemma[c] in ("carry", "evacuate", "transport", "bring") for o in objects(p, c)]
    return any(is_people(s, o) and not s.has(o, "force") for o in held) or _civil(s, k)


def _civil(s: Scene, k: int) -> bool:
    """Civilian targets, residential positions, refugee columns."""
    p = s.p
    return any(p.dep[c] in ("amod", "compound") and s.has(c, "people") or p.lower[c] in ("civilian", "residential", "populated") for c in p.children[k])


def is_name(s: Scene, i: int) -> bool:
    """Inside the name of an event, a law, a body or a work, itself written as a name, or named as a word ("the word massacre")."""
    p = s.p
    if s.label[i] or any(p.dep[c] in ("compound", "nmod") and s.has(c, "rule") and p.lower[c] in ("word", "term", "concept") for c in p.children[i]):
        return True
    return p.word[i][:1].isupper() and p.sents[p.sent[i]][0] < i and p.word[i - 1] not in "“\"‘:" and p.tag[i].startswith("NNP")


def is_rule(s: Scene, i: int) -> bool:
    """Under a word for a rule, a definition or prevention, or a proof that the law asks for: nothing is told."""
    p, k = s.p, i
    if any(p.dep[c] == "relcl" and s.has(c, "rule") and p.tag[c] in ("VBZ", "VBP") for c in p.children[i]) or _is_intent_of_law(s, i):
        return True
    for _ in range(9):
        up, dep = p.head[k], p.dep[k]
        if up == k:
            return False
        if s.has(up, "definition") and i > up or _rules(s, up, k) or _must_be_proved(s, up, dep):
            return True
        if dep in ("nsubj", "nsubjpass", "relcl") and p.pos[up] in ("VERB", "AUX") and not (dep == "nsubjpass" and s.has(up, "rule")):
            return False
        k = up
    return False


def _is_intent_of_law(s: Scene, i: int) -> bool:
    """The intent that a law asks for: "intent to destroy a group"."""
    p = s.p
    return p.dep[i] == "acl" and p.lemma[p.head[i]] in ("intent", "intention") and any(p.lemma[c] == "group" and any(p.lower[d] in ("a", "any") for d in p.children[c]) for c in p.children[i])


def _rules(s: Scene, up: int, k: int) -> bool:
    """Whether a word for a rule governs the one below it: "prohibits attacks", "the prevention of torture", "states punish murder"."""
    p, dep = s.p, s.p.dep[k]
    if p.lemma[up] == "punish" and p.tag[up] in ("VBZ", "VBP") and dep == "dobj":
        return True
    if not s.has(up, "rule"):
        return False
    if p.pos[up] == "NOUN":
        return dep in ("prep", "appos", "acl", "compound", "nmod")
    return p.pos[up] == "VERB" and (dep in ("dobj", "nsubjpass", "pobj", "prep", "xcomp", "ccomp", "oprd", "pcomp") or dep == "conj" and p.pos[k] == "NOUN" and k > up)


def _must_be_proved(s: Scene, v: int, dep: str) -> bool:
    """Whether a verb asks for proof of what hangs on it, with must or under another such verb: "the court must find that they killed"."""
    p = s.p
    if dep not in ("dobj", "ccomp") or p.pos[v] != "VERB" or not s.has(v, "proof"):
        return False
    return any(p.dep[c] == "aux" and s.has(c, "proof") and p.lower[c] in ("must", "need") for c in p.children[v]) or p.dep[v] in ("xcomp", "advcl", "ccomp") and s.has(p.head[v], "proof")


def is_general(s: Scene, i: int, frame: Frame) -> bool:
    """What an act of some kind is, whoever does it: an act that is the subject of is or are, with no doer, nobody named, and no definite noun
    at its head: "attacks on civilians are war crimes", "killing prisoners is forbidden"."""
    p = s.p
    top = first_conjunct(p, i)
    be = p.head[top]
    always = p.lemma[be] == "be" and p.tag[be] in ("VBZ", "VBP") or p.lemma[be] in _OF_LAW and any(
        p.lower[c] in ("can", "may", "must", "should", "is", "are") for c in p.children[be] if p.dep[c] in ("aux", "auxpass"))
    if p.dep[top] not in ("nsubj", "csubj", "nsubjpass") or not always or frame.doers:
        return False
    told = [] if _of_a_kind(s, top, be) else [top] if p.pos[top] == "NOUN" else frame.affected
    return not any(s.label[k] in ("PERSON", "NORP", "GPE", "LOC", "FAC", "EVENT") or p.ent[k] == "DATE" for k in subtree(p, top)) and not any(
        p.dep[c] in ("det", "poss", "predet") and p.lower[c] not in ("a", "an", "any", "all", "no") for k in told for c in p.children[k])


def _of_a_kind(s: Scene, n: int, be: int) -> bool:
    """The doing of something to people of a kind, which is a crime: "the taking of hostages is a war crime"."""
    p = s.p
    of = [k for c in p.children[n] if p.lower[c] == "of" for k in prep_objects(s, c)]
    crime = any(p.dep[c] == "attr" and p.lemma[c] in ("crime", "breach", "violation", "offence", "offense") for c in p.children[be])
    return crime and bool(of) and not any(p.dep[c] in ("det", "poss", "nummod", "amod") for k in of for c in p.children[k])


_OF_LAW = frozenset("justify excuse tolerate forbid prohibit condemn permit allow condone punish outlaw".split())

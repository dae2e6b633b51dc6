"""The standing of a legal statement: asserted, attributed, defined, unresolved, denied, called for, or a step under way; and
whether it is about the case, another situation, or law in general.

The words by which a statement is settled, asked for or denied are the codebook's (standing.toml); how they must stand to it is here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache
from types import SimpleNamespace

from diptych import grammar, law, names, voice
from diptych.codebook import STANDING, Codebook
from diptych.grammar import Parse, child
from diptych.pipeline import Reading, worked_out_once

STATUSES = ("asserted", "attributed", "defined", "unresolved", "denied", "called_for", "proceeding")
APPLIES = ("case", "other", "general")

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_DUTY = frozenset({"should", "must", "ought", "shall", "need"})
_HAPPEN = frozenset("occur happen exist take be arise amount constitute".split())
_BEGIN = frozenset("begin start open follow come materialise materialize result".split())
_OF_LAW = frozenset("international humanitarian criminal customary national domestic human rights public".split())
_STOP = frozenset({"relcl", "advcl", "parataxis", "ROOT"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})


@lru_cache(maxsize=8)
def words_of(codebook: Codebook) -> SimpleNamespace:
    """The words of standing.toml by role: `words.settle`, `words.ask_noun`, each a set of dictionary forms."""
    found = {role.replace("-", "_"): set() for role in STANDING}
    for entry in codebook["standing"]:
        found[str(entry.more["role"]).replace("-", "_")].update(entry.more["words"])
    return SimpleNamespace(**{role: frozenset(words) for role, words in found.items()})


def clause_of(p: Parse, i: int) -> int:
    """The finite verb whose clause token i stands in, or the root of its sentence. A participle that shares the auxiliary of the
    verb it is joined to is in that verb's clause."""
    own = i
    while p.head[i] != i:
        if is_finite(p, i):
            return _before_which(p, own, i)
        i = p.head[i]
    return _before_which(p, own, i)


def _before_which(p: Parse, i: int, clause: int) -> int:
    """A clause, or the one before it where the parser takes what that one says for the subject of this ("They were, on any view,
    breaches of the law, and X is liable"): a "be" that says nothing, a phrase between commas, a noun, and a second clause."""
    who = child(p, clause, "nsubj")
    up = p.head[clause] if p.dep[clause] == "ccomp" else child(p, clause, "ccomp")
    if up is None or p.lemma[up] != "be" or up > i or child(p, up, "attr", "acomp", "agent") is not None or child(p, up, "nsubj") is None:
        return clause
    joined = who is not None and p.word[p.left[who] - 1] == "," and any(p.dep[c] == "conj" and c > i for c in p.children[who])
    return up if joined and p.left[who] <= i < child(p, who, "cc") else clause


def span_of(p: Parse, clause: int) -> tuple[int, int]:
    """A clause with what hangs on it, up to the next clause that is joined to it."""
    joined = [p.left[c] for c in p.children[clause] if c > clause and p.dep[c] in ("conj", "parataxis") and p.pos[c] in ("VERB", "AUX") and child(p, c, *_SUBJECTS) is not None]
    return p.left[clause], min([p.right[clause], *joined])


def is_finite(p: Parse, v: int) -> bool:
    """Whether a verb has tense of its own or an auxiliary of its own with tense."""
    if p.pos[v] not in ("VERB", "AUX") or p.dep[v] in ("aux", "auxpass", "amod", "compound"):
        return False
    if any(p.dep[c] in ("aux", "auxpass") and p.tag[c] in _FINITE for c in p.children[v]):
        return True
    if p.tag[v] not in _FINITE:
        return False
    if p.tag[v] != "VBD" or child(p, v, *_SUBJECTS) is not None:
        return True
    joined = p.dep[v] == "conj" and p.tag[p.head[v]] == "VBN" and not is_finite(p, p.head[v])  # "want them named and tried"
    return p.dep[v] not in ("acl", "amod") and not joined


def sign(reading: Reading, i: int, *, step: bool) -> str:
    """denied, unresolved, called_for, alleged, near or "": the nearest sign above or on token i, the head of what is said in law.

    Walks up from i to the root of its sentence and stops at relative and adverbial clauses. `step`: what is said is a step (a
    trial), which is open when denied; a class is denied.
    """
    p, w = reading.parse, words_of(reading.codebook)
    k, came, crossed, told, about, prev = i, "", False, False, False, -1
    distant = "alleged" if _at_a_distance(p, i, w) else ""
    while True:
        found = _at(p, w, k, came, i, step, crossed, prev)
        if found == "called_for" and p.lemma[k] in w.ask_noun and p.dep[k] == "dobj" and p.lemma[p.head[k]] in w.deny | w.fail and not _negated(p, p.head[k]):
            return "unresolved"
        if found == "called_for" and p.lemma[k] == "right" and p.lemma[p.head[k]] in w.broken:
            return distant  # "violated the right to a fair trial"
        if found == "called_for" and p.lemma[k] in w.ask_noun and p.dep[k] == "pobj" and p.lower[p.head[k]] == "with" and _negated(p, p.head[p.head[k]]):
            return "unresolved"  # "has not complied with its duty to investigate"
        if found and not (told and found == "called_for") and not (about and found == "denied"):
            return found
        dep, up = p.dep[k], p.head[k]
        if up > k and dep == "ccomp" and any(p.word[m] in (";", ":") for m in range(p.right[k], up)):
            return distant
        if up == k or dep in _STOP and not (dep == "advcl" and not is_finite(p, k) and any(p.lower[c] == "to" for c in p.children[k])):
            return distant
        if dep == "conj" and p.pos[k] in ("VERB", "AUX"):
            shares = not is_finite(p, k) and child(p, k, *_SUBJECTS) is None
            if not shares:
                return distant
            prev, k = k, up
            continue
        crossed = crossed or dep in ("ccomp", "acl")
        told = told or came == "ccomp" and is_finite(p, prev) or dep == "prep" and p.pos[up] == "NOUN" and p.lower[k] in ("to", "about", "over", "from") and not (p.lower[k] == "to" and p.lemma[up] == "right")
        about = about or not step and dep in _SUBJECTS and p.lemma[up] not in ("occur", "happen", "take", "exist") and not _is_false(p, up, w)
        if _is_charged(p, k, w):
            distant = "alleged"
        if p.lower[k] == "in" and prev >= 0 and p.lemma[prev] in ("violation", "breach", "defiance", "contravention", "accordance", "compliance", "disregard"):
            return distant
        came = came if dep == "conj" else dep
        prev, k = k, up


def _is_charged(p: Parse, k: int, w: SimpleNamespace) -> bool:
    """Whether token k stands under a charge: "accused of", "an investigation into", "issued a warrant over"."""
    up, dep = p.head[k], p.dep[k]
    if p.pos[up] == "NOUN":
        return p.lemma[up] in w.charge and (dep in ("compound", "acl", "ccomp", "nmod") or p.lower[k] in _OF_CHARGES)
    if p.pos[up] == "VERB":
        return p.lemma[up] in w.accuse and dep in ("prep", "xcomp", "dobj") or dep == "prep" and p.lower[k] in _OF_CHARGES - {"of"} and any(p.dep[c] == "dobj" and p.lemma[c] in w.charge for c in p.children[up])
    return False


_OF_CHARGES = frozenset({"of", "into", "for", "over"})


def _at_a_distance(p: Parse, i: int, w: SimpleNamespace) -> bool:
    """ "alleged", "so-called" before the noun."""
    first, _ = grammar.noun_phrase(p, i)
    before = p.lower[first:i]
    return bool(w.alleged.intersection(before)) or "called" in before and "so" in before or "so-called" in before


def _at(p: Parse, w: SimpleNamespace, k: int, came: str, i: int, step: bool, crossed: bool, prev: int) -> str:
    lemma, pos = p.lemma[k].lower(), p.pos[k]
    subject = came in _SUBJECTS
    words = {p.lower[c] for c in p.children[k] if p.dep[c] in ("amod", "acomp", "attr", "advmod", "oprd", "det", "preconj", "neg")}
    if pos in ("NOUN", "PROPN", "ADJ", "NUM", "PRON"):
        if k == i or p.dep[i] == "conj" and grammar.first_conjunct(p, i) == k:
            if words & w.open:
                return "unresolved"
            if step and words & w.needed:
                return "called_for"
        if k == i and p.lower[p.left[k]] == "not" and p.left[k] < k:  # "not one indictment"
            words = words | {"no"}
        if words & {"no", "neither", "nor"} and p.dep[k] != "npadvmod":
            if k == i and not step and lemma != "doubt":
                return "unresolved" if p.lemma[p.head[k]] in w.settle and p.dep[k] in ("nsubjpass", "dobj") else "denied"
            if k == i and step:
                return "unresolved"
            if lemma in w.broken and not step:
                return "denied"
            if lemma in ("evidence", "proof", "court", "tribunal", "consensus", "indication", "basis", "finding", "determination", "ruling", "judgment", "verdict", "decision"):
                return "unresolved"
        if lemma in _HARD and came in ("xcomp", "advcl", "ccomp") and p.lemma[prev] in w.settle:
            return "unresolved"
        if k != i and pos == "NOUN":
            if lemma in w.denial:
                return "denied"
            if lemma in w.said and words & w.false:
                return "denied"
            if lemma == "doubt" and p.lower[p.head[k]] in ("beyond", "without"):
                return ""
            if lemma in w.open_noun and came in ("prep", "acl", "ccomp", "relcl", "appos", "pcomp", "compound", "nmod"):
                if lemma in ("failure", "refusal", "reluctance", "inability", "impossibility", "delay"):
                    return "unresolved" if step else ""
                return "unresolved" if lemma != "matter" else ""
            if step and lemma in w.ask_noun and came in ("prep", "acl", "ccomp", "compound", "nmod", "pcomp"):
                return "called_for"
            if words & {"no", "little"} and lemma in ("question", "doubt"):
                return ""
        return ""
    if pos not in ("VERB", "AUX"):
        return ""
    said_of = next((c for c in p.children[k] if p.dep[c] in ("acomp", "attr", "oprd", "advmod") and p.lower[c] in w.open | w.false | w.needed), None)
    negated = (_negated(p, k) or _nobody(p, k, i)) and not _is_question(p, k)
    if lemma in ("approach", "near") and child(p, k, "dobj") is not None and p.lemma[child(p, k, "dobj")] == "threshold":
        return "near"
    if subject and said_of is not None and p.lower[said_of] in w.open:
        return "" if negated or step and p.lower[said_of] == "pending" else "unresolved"
    if subject and (is_open_question(p, k) or lemma in ("raise", "pose") and any(p.dep[c] == "dobj" and p.lemma[c] in w.open_noun for c in p.children[k])):
        return "unresolved"
    if came in ("attr", "acomp") and not step and p.lemma[i] != "impunity" and any(p.dep[c] == "nsubj" and p.lemma[c] in ("difficulty", "question", "problem", "obstacle", "doubt") for c in p.children[k]):
        return "unresolved"
    if subject and lemma in ("be", "remain") and any(p.lower[c] == "in" and child(p, c, "pobj") is not None and p.lemma[child(p, c, "pobj")] in ("dispute", "doubt", "question") for c in p.children[k]):
        return "" if negated else "unresolved"
    if subject and step and said_of is not None and p.lower[said_of] in w.needed and not negated:
        return "called_for"
    if subject and said_of is not None and p.lower[said_of] in w.false and not negated:
        return "denied"
    if came == "xcomp" and any(p.lower[c] == "yet" and c > k for c in p.children[k]) and lemma in ("have", "be"):
        return "unresolved"
    if came in ("xcomp", "advcl", "ccomp") and said_of is not None and p.lower[said_of] in w.needed and step:
        return "called_for"
    if lemma in ("doubt", "question") and k != i and came in ("ccomp", "dobj"):
        return "unresolved"
    if step and lemma == "wait" and came in ("advcl", "xcomp", "ccomp"):
        return "called_for"
    if lemma in ("disagree", "differ", "quarrel", "argue", "debate", "divide", "split") and came in ("prep", "ccomp") and p.lower[prev] in ("about", "over", "on"):
        return "unresolved"
    if step and p.tag[k] == "VB" and p.dep[k] == "ROOT" and not any(p.dep[c] in ("aux", *_SUBJECTS) for c in p.children[k]):
        return "called_for"
    if came == "xcomp" and p.lemma[prev] in w.settle and any(p.dep[c] == "acomp" and p.lemma[c] in _HARD for c in p.children[k]):
        return "unresolved"
    if subject and any(p.lemma[c] in _HARD and any(p.dep[d] == "xcomp" and p.lemma[d] in w.settle for d in p.children[c]) for c in p.children[k] if p.dep[c] == "acomp"):
        return "unresolved"
    if came == "ccomp" and said_of is not None and p.lower[said_of] in w.open:
        return "unresolved"
    if lemma in ("dispute", "contest", "debate") and p.tag[k] == "VBN" and k != i and child(p, k, "agent") is None:
        return "unresolved"
    if lemma in w.deny and (not subject or came == "nsubjpass") and k != i and not (came == "prep" and p.lower[prev] == "as" and child(p, k, "dobj", "nsubjpass") is not None):
        return "" if negated else "denied"
    if lemma in w.fail and not subject and came in ("xcomp", "dobj", "pcomp", "prep", "ccomp") and k != i:
        proving = any(p.dep[c] == "xcomp" and p.lemma[c] in w.settle for c in p.children[k])
        if not step and came == "xcomp" and p.lemma[prev] in _DEALT_WITH:
            return ""  # who fails to punish or prevent it does not say that it was not so
        return "" if negated else "unresolved" if step or proving or lemma in ("lack", "await") else "denied"
    if negated and came == "ccomp" and lemma in ("make", "render") and not is_finite(p, prev):
        return "denied"
    if negated and k != i and came == "ccomp" and lemma not in w.settle | w.hold:
        return ""
    if _is_called_false(p, k, came, w) and not negated:
        return "denied"
    if lemma == "rule" and came == "dobj" and any(p.dep[c] == "prt" and p.lower[c] == "out" for c in p.children[k]):
        return "unresolved" if step else "denied"
    if step and lemma in ("ensure", "guarantee", "see") and p.tag[k] == "VB" and came == "ccomp":
        return "called_for"
    if negated:
        if step:
            if any(p.dep[c] == "aux" and p.lower[c] in _DUTY for c in p.children[k]):
                return "called_for"
            goes_on = came == "nsubj" and not grammar.is_passive(p, k) and lemma not in _HAPPEN | _BEGIN
            return "" if k != i and (lemma in w.leave and came != "prep" or goes_on) else "unresolved"
        if k == i:
            return "denied"
        if lemma in w.settle and (came != "nsubj" or grammar.is_passive(p, k)):
            return "unresolved"
        if subject:
            if came == "nsubjpass" and lemma in ("allege", "charge", "raise"):
                return "unresolved"
            if came == "nsubjpass" and lemma in ("commit", "perpetrate", "carry", "plead", "invoke", "claim"):
                return "denied"
            return "denied" if lemma in _HAPPEN and all(p.lower[c] == "place" for c in p.children[k] if p.dep[c] in ("attr", "acomp", "dobj")) else ""
        if (lemma not in w.spare or came == "agent") and not (crossed and came in ("ccomp",) and lemma in ("know", "say", "doubt")) and came in ("attr", "dobj", "acomp", "prep", "oprd", "xcomp", "pcomp", "agent", "ccomp") and not (
                came == "prep" and p.lower[prev] in ("under", "in", "by", "according", "on", "at", "after", "before", "within", "despite", "since", "during")):
            return "denied"
        if lemma in ("justify", "hide", "obscure", "excuse", "conceal") and came in ("prep", "agent"):
            return "denied"
        return ""
    marks = [c for c in p.children[k] if p.dep[c] == "mark" and p.lower[c] in ("whether", "if")]
    if marks and p.lower[marks[0] - 1:marks[0]] != ["even"] and (p.lower[marks[0]] == "whether" or not step and came in ("attr", "dobj", "prep", "oprd")):
        return "unresolved"
    if _is_question(p, k) and not _negated(p, k) and (step or came in ("attr", "acomp", "oprd", "prep", "dobj") or p.dep[i] == "appos"):
        return "unresolved"
    if step:
        if k != i and came == "dobj" and lemma in ("consider", "contemplate", "weigh", "mull") and p.tag[k] == "VBG":
            return "called_for"
        modal = next((p.lower[c] for c in p.children[k] if p.dep[c] == "aux" and p.lower[c] in _DUTY), "")
        if modal or p.lower[k] in _DUTY:
            return "called_for"
        if lemma == "have" and came == "xcomp" or lemma == "be" and came == "xcomp":
            return "called_for"
        if lemma == "call" and not any(p.lower[c] in ("for", "on", "upon") for c in (*p.children[k], min(k + 1, len(p) - 1))):
            return ""
        if lemma == "have" and subject and any(p.dep[c] == "xcomp" and any(p.lower[d] == "to" for d in p.children[c]) for c in p.children[k]):
            return "called_for"
        if k != i and lemma in w.ask and not (subject and came == "nsubj") and came not in ("prep",) or k != i and lemma in w.ask and came == "prep" and lemma in ("call", "appeal", "push", "press", "ask", "campaign", "lobby", "work", "strive", "aim", "insist"):
            return "called_for"
        if subject and came == "nsubjpass" and lemma in w.ask - {"plan"} | {"suggest", "discuss", "envisage", "foresee"}:
            return "called_for"
    return ""


def _is_called_false(p: Parse, k: int, came: str, w: SimpleNamespace) -> bool:
    """Whether verb k says of what came up to it that it is a lie: "describes the genocide claim as a fabrication", "talk of war
    crimes is propaganda", "the claim of genocide fails"."""
    if came == "nsubj" and _falls(p, k):
        return p.lemma[child(p, k, "nsubj")] in w.said | w.charge
    if came in _SUBJECTS and p.lemma[k] in ("be", "remain"):
        return any(p.dep[c] == "attr" and p.lemma[c] in w.denial for c in p.children[k])
    if came not in ("dobj", "nsubjpass", "nsubj"):
        return False
    called = [child(p, c, "pobj") for c in p.children[k] if p.dep[c] == "prep" and p.lower[c] == "as"] + [c for c in p.children[k] if p.dep[c] == "oprd"]
    return any(c is not None and p.lemma[c] in w.denial for c in called)


def _falls(p: Parse, v: int) -> bool:
    """ "fails", "collapses", "falls apart", of a claim."""
    return p.lemma[v] in _FALLS or p.lemma[v] == "fall" and any(p.lower[c] in ("apart", "flat", "away", "down", "short") for c in p.children[v])


_DEALT_WITH = frozenset("punish prevent stop prosecute investigate condemn end halt try confront".split())
_FALLS = frozenset({"fail", "collapse", "crumble"})
_HARD = frozenset({"hard", "difficult", "impossible"})


def _negated(p: Parse, k: int) -> bool:
    """A negation of the verb itself; not one of a part of the clause ("not upon them, but …", "not only", "not merely")."""
    for c in p.children[k]:
        if p.dep[c] == "neg" or p.lower[c] in ("never", "not", "n't", "hardly", "nowhere") and p.dep[c] in ("advmod", "preconj", "neg"):
            after = c + 1
            if after < len(p) and p.lower[after] in ("only", "merely", "just", "simply", "solely", "alone") or c > k and p.pos[k] == "VERB" and p.tag[k] not in ("MD",):
                continue
            return True
    if p.lower[k - 3:k] == ["so", "much", "as"] and p.lower[k - 4] in ("not", "n't", "never", "without"):
        return True
    if p.lower[p.left[k]] == "nor" or any(p.lower[c] == "nor" for c in p.children[k] if c < k):
        return True
    if p.dep[k] == "pcomp" and p.lower[p.head[k]] == "without":
        return True
    return False


def _is_false(p: Parse, v: int, w: SimpleNamespace) -> bool:
    if _falls(p, v) or any(p.dep[c] == "attr" and p.lemma[c] in w.denial for c in p.children[v]):
        return True
    return grammar.is_passive(p, v) or any(p.lower[c] in w.false for c in p.children[v]) or any(p.lower[c] == "there" for c in p.children[v]) or p.lemma[v] == "be" and child(p, v, "attr", "acomp") is None


def _is_question(p: Parse, k: int) -> bool:
    """The main verb of a question that is answered by yes or no."""
    a, b = p.sents[p.sent[k]]
    marked = any(p.word[m] == "?" for m in range(max(a, b - 3), b))
    return marked and p.dep[k] == "ROOT" and any(p.pos[m] == "AUX" for m in range(a, min(b, a + 2)))


def _nobody(p: Parse, k: int, i: int) -> bool:
    """The verb's subject or object is nobody: "no one was tried", "no court has ruled", "brought no charges", "none of whom it tried"."""
    if p.dep[k] == "relcl" and p.lower[p.head[k]] in ("none", "neither") and p.lower[p.head[k] + 1:p.head[k] + 2] == ["of"]:
        return True
    if k == i and any(p.dep[c] == "dobj" and any(p.lower[d] == "no" for d in p.children[c]) for c in p.children[k]):
        return True
    for c in p.children[k]:
        if p.dep[c] == "agent":
            c = child(p, c, "pobj") or c
        if p.dep[c] in ("nsubj", "nsubjpass", "pobj") and p.dep[p.head[c]] != "prep" and c != i:
            if p.lower[c] in ("nobody", "none", "neither", "no-one", "nothing"):
                return True
            if any(p.lower[d] in ("no", "neither") and p.dep[d] in ("det", "preconj", "amod", "neg") for d in p.children[c]) or p.lower[c] == "one" and c and p.lower[c - 1] == "no":
                return True
            if "not" in p.lower[p.left[c]:p.left[c] + 1]:
                return True
            if p.lower[c] in ("few", "little") or any(p.lower[d] == "few" and p.lower[d - 1:d] != ["a"] for d in p.children[c]):
                return False
    return False


def is_defining(reading: Reading, clause: int, i: int) -> bool:
    """Whether the clause, or its sentence by a word such as "term" or "element", says what the law or a word is."""
    p, w = reading.parse, words_of(reading.codebook)
    a, b = p.sents[p.sent[i]]
    if any(p.dep[c] in ("acomp", "attr") and p.lower[c] in w.needed for c in p.children[clause]):
        return False
    if _binds_a_party(reading, clause):
        return False
    if law_speaks(reading, clause) or _is_held_to_be_law(reading, clause, i):
        return True
    rule = child(p, clause, "nsubj")
    if rule is not None and p.lemma[rule].lower() == "law" and all(p.lower[c] in _OF_LAW for c in p.children[rule] if p.dep[c] in ("amod", "compound", "poss", "nmod")) and p.tag[clause] in ("VBZ", "VBP", "VB") and not _past(p, clause):
        if p.lemma[clause] != "be" or child(p, clause, "acomp") is None:
            return True
    if _is_ground(p, clause, i) and not any(p.left[clause] <= m.first < p.right[clause] and m.label in ("GPE", "NORP", "PERSON", "EVENT", "LOC") for m in names.mentions(reading)):
        return True
    if p.lemma[clause] in w.define | {"require", "apply", "extend", "entitle", "permit", "allow", "provide", "bind"}:
        who = child(p, clause, "nsubj", "nsubjpass")
        if p.lemma[clause] == "define" and not grammar.is_negated(p, clause):
            return True
        if who is not None:
            heads = [who]
            if p.lower[who] in ("which", "that") and p.dep[clause] == "relcl":
                heads.append(p.head[clause])
            if any(f.first <= h < f.last for f in law.named(reading) for h in heads) or any(p.lemma[h].lower() in ("law", "convention", "statute", "treaty", "protocol", "provision", "article", "rule", "charter", "code", "constitution") for h in heads):
                return True
    if p.lemma[clause] in w.define and p.tag[clause] in ("VBN", "VBZ", "VBP") and not _past(p, clause):
        inside = range(p.left[clause], p.right[clause])
        if any(f.first in inside for f in law.named(reading)) or any(p.lemma[k].lower() in ("law", "convention", "statute", "treaty") and p.pos[k] in ("NOUN", "PROPN") for k in inside):
            return True
    if is_open_question(p, clause):
        return False
    if p.lemma[clause] in ("require", "demand", "need", "consist", "presuppose", "comprise", "involve", "entail") and (p.tag[clause] in ("VBZ", "VBP") or any(p.lower[c] == "would" for c in p.children[clause])):
        who = child(p, clause, "nsubj")
        if who is not None and p.lower[who] == "it" and p.sent[who] and p.lemma[p.sents[p.sent[who] - 1][0]].lower() in w.crime_noun:
            return True  # "Genocide is a crime. It requires …"
        if who is not None and (who == i or i in grammar.subtree(p, who) or p.dep[clause] == "relcl" and p.lower[who] == "which" and p.lemma[p.head[clause]] in ("responsibility", "genocide", "crime", "liability")) or any(p.left[clause] <= f.first < p.right[clause] for f in law.named(reading)):
            return True
    if p.dep[clause] in ("ccomp", "acl", "relcl") and not _past(p, clause) and p.lemma[clause_of(p, p.head[clause])] in ("mean", "define") and situation(reading, *span_of(p, clause_of(p, p.head[clause]))) == "":
        return True
    if _is_asked_for(p, i, w) or p.lemma[clause] in ("turn", "hinge", "depend") and not _past(p, clause) and any(p.lower[c] in ("on", "upon") and p.left[c] <= i < p.right[c] for c in p.children[clause]):
        return True
    if is_general(reading, i, clause):
        if p.lemma[clause] in w.settle and any(p.lower[c] in _DUTY for c in p.children[clause]):
            return True  # "one must show the intent"
        who = child(p, clause, "nsubj")
        what = _predicate(p, clause)
        if what is not None and (grammar.noun_phrase(p, what)[0] <= i < grammar.noun_phrase(p, what)[1] or who == i or i == clause):
            return True
        if p.lemma[clause] == "be" and any(p.lower[c] == "in" and (at := child(p, c, "pobj")) is not None and p.lemma[at] in w.broken and p.left[at] <= i < p.right[at] for c in p.children[clause]):
            return True
        if i in (who, child(p, clause, "nsubjpass")) and not any(p.lower[c] in _DUTY for c in p.children[clause]) and p.lemma[clause] in w.define | {"be", "have", "mean", "lapse", "include", "cover", "concern", "differ", "apply", "carry", "entail"}:
            return True
        for k in range(p.left[clause], p.right[clause]):
            if p.lower[k] in ("under", "by", "in") and p.dep[k] in ("prep", "agent"):
                what = child(p, k, "pobj")
                if what is not None and (p.lemma[what].lower() in _GROUNDS or any(f.first <= what < f.last for f in law.named(reading))):
                    return True
    for k in range(a, b):
        if p.pos[k] == "NOUN" and p.lemma[k] in w.word_noun and p.lemma[grammar.governing_verb(p, k)] not in w.meet and _about(p, k, i, clause):
            return True
        if p.lower[k] in w.generally and clause_of(p, k) == clause and p.tag[clause] in ("VBP", "VBZ") or p.lower[k] == "in" and p.lower[k + 1:k + 2] == ["general"]:
            return True
    return False


def law_speaks(reading: Reading, clause: int) -> bool:
    """Whether a law is what does it, in the present: "Article II speaks of", "the criminal code punishes", "which binds". A resolution or
    an order is no law in this sense, and a law about a named party is applied."""
    p = reading.parse
    if p.tag[clause] not in ("VBZ", "VBP") and not any(p.tag[c] in ("VBZ", "VBP") and p.dep[c] == "aux" for c in p.children[clause]) or _past(p, clause) or grammar.is_passive(p, clause):
        return False
    if _binds_a_party(reading, clause):
        return False
    for who in [c for a in (clause, *(c for c in p.children[clause] if p.dep[c] == "aux")) for c in p.children[a] if p.dep[c] == "nsubj"]:
        if p.lower[who] in ("which", "that", "who") and p.dep[clause] == "relcl":
            who = p.head[clause]
        elif p.lower[who] == "it" and p.sent[who] and p.paragraph[who] == p.paragraph[p.sents[p.sent[who]][0] - 1]:
            before = p.sents[p.sent[who] - 1]
            laws = [f for f in law.named(reading) if before[0] <= f.first < before[1]]
            if laws and p.lemma[clause] in _RULES:
                return True
        if p.lemma[who].lower() == "law" and all(p.lower[c] in _OF_LAW for c in p.children[who] if p.dep[c] in ("amod", "compound", "poss", "nmod")) and p.lemma[clause] != "be":
            return True
        if p.lemma[who].lower() in ("code", "statute", "convention", "treaty") and p.lemma[clause] in _RULES:
            return True
        if p.lemma[clause] in _RULES and any(f.first <= who < f.last and "resolution" not in f.canonical.lower() for f in law.named(reading)):
            return True
    return False


def _binds_a_party(reading: Reading, clause: int) -> bool:
    """Whether a law is applied to a named party: "international law obliges Chad to pay"."""
    bound = child(reading.parse, clause, "dobj")
    return bound is not None and any(m.first <= bound < m.last and m.label in ("GPE", "NORP", "PERSON") for m in names.mentions(reading))


_RULES = frozenset("punish speak say require define prohibit forbid ban bind oblige cover list protect provide know treat make recognise recognize demand criminalise criminalize exempt allow permit apply impose lay set name contain".split())


def _is_held_to_be_law(reading: Reading, clause: int, i: int) -> bool:
    """Whether a court holds what must be so, or what is so of no named party: "the court held that the intent must be the only
    inference", "the judges ruled that an order is no excuse"."""
    p, found = reading.parse, voice.at(reading, i)
    if found is None or not _is_court_saying(reading, found, _HOLDS) or clause in {k for first, last in found.cue for k in range(first, last)}:
        return False
    if situation(reading, *span_of(p, clause)) or is_hedged(p, i, clause) or any(m.label in ("GPE", "NORP", "PERSON") and clause_of(p, m.first) == clause and not any(a <= m.first < b for a, b in found.source) for m in names.mentions(reading)):
        return False
    return any(p.dep[c] == "aux" and p.lower[c] in ("must", "need", "can", "could", "may") for c in p.children[clause]) or is_general(reading, i, clause)


_HOLDS = frozenset("hold rule find explain say state insist accept stress confirm emphasise emphasize reiterate recall clarify decide conclude establish".split())


def is_court(reading: Reading, i: int) -> bool:
    """Whether a token is a court or its judges, by name or by word."""
    p = reading.parse
    if p.lower[i] in ("which", "that", "who") and p.dep[p.head[i]] == "relcl":
        i = p.head[p.head[i]]
    return p.lemma[i].lower() in _COURTS or any(f.first <= i < f.last for f in law.courts(reading))


_COURTS = frozenset({"court", "tribunal", "chamber", "judge", "justice", "jury"})
_GROUNDS = frozenset({"law", "doctrine", "principle", "treaty", "convention"})


def _is_ground(p: Parse, clause: int, i: int) -> bool:
    """Whether the law is the ground of what must be done: "under the laws of war, an attacker must …"."""
    top, who = p.head[i], child(p, clause, *_SUBJECTS)
    if who is not None and p.lower[who] in ("he", "she", "they", "we", "i", "you"):
        return False
    if _may(p, clause) and (_of_somebody(p, clause) or _predicate(p, clause) is not None):
        return False
    return p.head[top] == clause and p.lower[top] in ("under", "by", "in") and p.dep[top] == "prep" and any(p.dep[c] == "aux" and p.lower[c] in _DUTY | {"may", "cannot", "can"} for c in p.children[clause])


def _may(p: Parse, clause: int) -> bool:
    return any(p.dep[c] == "aux" and p.lower[c] in ("may", "might", "could") for c in p.children[clause])


def _of_somebody(p: Parse, clause: int) -> bool:
    """Whether a clause speaks of something of somebody's: "may engage its responsibility"."""
    return any(p.dep[k] == "poss" and p.lower[k] in ("its", "their", "his", "her") for k in range(*span_of(p, clause)))


def _predicate(p: Parse, clause: int) -> int | None:
    """What a clause says that something is: "is a war crime", "constitutes a breach", "amounts to genocide"."""
    if p.lemma[clause] in ("be", "become", "remain"):
        return child(p, clause, "attr", "acomp")
    if p.lemma[clause] == "constitute":
        return child(p, clause, "dobj")
    to = next((c for c in p.children[clause] if p.lower[c] == "to" and p.dep[c] == "prep"), None)
    return child(p, to, "pobj") if p.lemma[clause] == "amount" and to is not None else None


def _is_asked_for(p: Parse, i: int, w: SimpleNamespace) -> bool:
    """Whether it is what has to be shown, by the law: "an intent must be proven", "the policy has to be established"."""
    top = i
    while p.dep[top] in ("pobj", "prep") and p.head[top] != top:
        top = p.head[top]
    v = p.head[top]
    if p.dep[top] != "nsubjpass" or p.lemma[v] not in w.settle:
        return False
    return any(p.dep[c] == "aux" and p.lower[c] in _DUTY for c in p.children[v]) or p.dep[v] == "xcomp" and p.lower[p.head[v]] in ("has", "have")


def _past(p: Parse, v: int) -> bool:
    return p.tag[v] == "VBD" or any(p.dep[c] in ("aux", "auxpass") and p.lower[c] in ("was", "were", "had", "has", "have", "did") for c in p.children[v])


def _about(p: Parse, k: int, i: int, clause: int) -> bool:
    """Whether a noun such as "term" or "element" is what the clause is about: its subject, its predicate, or what the word hangs on."""
    if p.lemma[k] in ("doctrine", "rule", "principle"):
        return False
    if p.lemma[k] in ("element", "requirement", "criterion", "definition", "meaning"):
        top = p.head[k]
        while p.dep[k] in ("conj",):
            k = p.head[k]
            top = p.head[k]
        return p.dep[k] in ("nsubj", "nsubjpass", "attr", "dobj", "pobj", "ROOT") and p.sent[k] == p.sent[i] and (p.dep[k] in ("nsubj", "attr") and p.lemma[top] == "be" or k in _over(p, i) or i in _over(p, k))
    if k in _over(p, i) or i in p.children[k] or p.head[k] == i and p.dep[k] in ("compound", "nmod") and i - k <= 2:
        return True
    who = child(p, clause, "nsubj")
    return p.dep[k] == "attr" and p.lemma[p.head[k]] == "be" and (p.head[k] == clause or clause == p.head[k]) and who is not None and (who == i or i in grammar.subtree(p, who)) or (
        p.dep[k] == "conj" and p.pos[k] == "NOUN" and p.lemma[clause] == "be" and who is not None and i in grammar.subtree(p, who))


def _over(p: Parse, i: int) -> list[int]:
    out = []
    while p.head[i] != i:
        i = p.head[i]
        out.append(i)
    return out


def headings(p: Parse) -> set[int]:
    """Sentences that are a paragraph of their own and end without a full stop."""
    alone = defaultdict(list)
    for k, (a, b) in enumerate(p.sents):
        alone[p.paragraph[a]].append(k)
    out = set()
    for group in alone.values():
        a, b = p.sents[group[0]]
        words = [k for k in range(a, b) if p.pos[k] != "SPACE"]
        if len(group) == 1 and words and p.word[words[-1]][-1] not in ".?!…:;”\"’)" and len(words) <= 14 and not any(is_finite(p, k) for k in words) and len(alone) > 1:
            out.add(group[0])
    return out


# What it is about


_POINTING = frozenset({"the", "this", "that", "its"})
_THE_EVENT = frozenset({"tragedy", "massacre", "town", "event"})
_PAIRED = frozenset({"both", "neither", "each", "either"})
_LAW_AS_SUCH = frozenset({"law", "crime", "principle", "court", "convention", "state", "doctrine", "rule", "right", "statute", "prohibition"})
_WIDE_CONCEPTS = frozenset({"territorial_integrity", "transitional_justice", "sanction"})


@worked_out_once
def topics(reading: Reading) -> list[str]:
    """What each sentence is about: `case` or `other`. A sentence that names neither goes on with the one before it."""
    p, w = reading.parse, words_of(reading.codebook)
    named: list[set[str]] = [set() for _ in p.sents]
    for at, what in _named_situations(reading):
        named[p.sent[at]].add(what)
    told = any("case" in found for found in named)
    frames, over = _frames(reading), headings(p)
    out: list[str] = []
    carried = default = "case"
    for k, (a, b) in enumerate(p.sents):
        if k in over:
            default = "other" if "case" not in named[k] and _towns(reading, a, b) else "case"
        if k and p.paragraph[a] != p.paragraph[a - 1]:
            carried = default
        before = carried if k > 0 and p.paragraph[a] == p.paragraph[a - 1] and "case" not in named[k - 1] else "case"
        if "case" in named[k] and not (default == "other" and "other" in named[k]):
            topic = carried = "case"
        elif not told:
            topic = "other"
        elif points_to_case(reading, k):
            meant = any(p.lemma[t] in _THE_EVENT for t in range(a, b)) or before != "other" and "other" not in named[k]
            topic = carried = "case" if meant and default != "other" else "other"
        elif "other" in named[k] or _of_the_wider_conflict(p, w, a, b) and not _is_rule(reading, a, b):
            topic = "other"
            carried = "other" if set(range(a, b)) & frames or "other" not in named[k] else carried
        elif _other_time(reading, a, b):
            topic = carried = "other"
        else:
            topic = "other" if _of_both_sides(p, w, a, b) else carried
        out.append(topic)
    return out


def _is_rule(reading: Reading, a: int, b: int) -> bool:
    """Whether a sentence says what law is, whatever conflict it names by the way."""
    root = next((k for k in range(a, b) if reading.parse.dep[k] == "ROOT"), a)
    return law_speaks(reading, root)


def _towns(reading: Reading, a: int, b: int) -> bool:
    """Whether a heading names a town of the conflict that is not the event's, or another event."""
    book = reading.codebook
    listed = {e.label for e in book["places"] if e.more.get("type") == "GPE"} - {e.label for e in book["actors"]}
    return any(a <= at < b and what == "other" for at, what in _named_situations(reading)) or any(a <= m.first < b and m.canonical in listed for m in names.mentions(reading))


@worked_out_once
def _named_situations(reading: Reading) -> list[tuple[int, str]]:
    """(token, "case" or "other") of every name of the event, its place, another event, a judgment, or a place far from the case."""
    p, book, w = reading.parse, reading.codebook, words_of(reading.codebook)
    places = {e.more.get("place") for e in book["event"]}
    case = {e.label for e in book["event"]} | {e.label for e in book["places"] if e.id in places}
    wider = {e.label for e in book["neighbours"] if e.more.get("wider")}
    listed = {e.label for kind in ("places", "actors") for e in book[kind]}
    found, in_law = [], {k for f in (*law.named(reading), *law.courts(reading)) for k in range(f.first, f.last)}
    for m in names.mentions(reading):
        if m.first in in_law:
            continue
        if m.canonical in case:
            found.append((m.first, "case"))
        elif m.label == "EVENT" and m.canonical not in wider:
            found.append((m.first, "other"))
        elif m.label == "GPE" and m.found_by == "model" and m.canonical not in listed and p.lower[m.last - 1] not in w.seat and _takes_place(p, w, m.last - 1):
            found.append((m.first, "other"))
        elif m.found_by == "model" and m.label in ("ORG", "LOC", "FAC") and m.canonical not in listed and p.dep[m.last - 1] == "pobj" and p.lower[p.head[m.last - 1]] in ("in", "at", "near") and _is_scene(p, w, m.last - 1):
            found.append((m.first, "other"))  # a place that the model takes for something else
    towns = {e.label for e in book["places"] if e.more.get("type") == "GPE"} - case
    found += [(m.first, "other") for m in names.mentions(reading) if m.canonical in towns and _is_scene(p, w, m.last - 1)]
    found += [(i, "other") for i in range(1, len(p) - 1) if p.word[i] in ("v.", "vs.") and p.word[i - 1][:1].isupper() and p.word[i + 1][:1].isupper() and p.word[i + 1] not in listed]
    return sorted(found)


def _is_scene(p: Parse, w: SimpleNamespace, i: int) -> bool:
    """Whether a town is where another event took place: "the pogroms in Sumgait and Baku", "shelled Stepanakert", "genocide had been
    committed at Srebrenica"."""
    i = grammar.first_conjunct(p, i)
    up = p.head[i]
    if p.dep[i] == "dobj":
        return p.lemma[up] not in w.accuse | w.ask and child(p, i, "relcl") is None
    if p.lower[up] in ("with", "like", "unlike", "than"):
        return True
    if p.dep[i] == "pobj" and p.lower[up] in ("in", "at") and p.lemma[p.head[up]] in ("commit", "perpetrate"):
        return True
    if p.dep[i] == "pobj" and p.lower[up] == "for" and p.lemma[p.head[up]] in _ANSWERED:  # "punished for Sumgait"
        return True
    if p.dep[i] == "pobj" and p.lemma[p.head[up]] == "be" and p.lower[up - 2] == "it":  # "it was in Sumgait that"
        return True
    return p.dep[i] == "pobj" and p.lower[up] in ("of", "in", "at") and p.lemma[p.head[up]] in w.crime_noun | _FIGHTING | w.event - {"town", "civilian", "event"}


_JUDGES = frozenset("recognize recognise acknowledge condemn call adopt pass describe declare vote denounce commemorate".split())


def _frames(reading: Reading) -> set[int]:
    """The tokens of names that the sentences after them go on with: other events and towns of the conflict, and a far place where
    its sentence opens; not a far place named by the way, nor a judgment that is cited."""
    p = reading.parse
    by_model = {m.first for m in names.mentions(reading) if m.found_by == "model" and m.label == "GPE"}
    return {at for at, what in _named_situations(reading) if what == "other" and p.word[at] not in ("v.", "vs.") and (at not in by_model or at - p.sents[p.sent[at]][0] < OPENING)}


OPENING = 4


def _takes_place(p: Parse, w: SimpleNamespace, i: int) -> bool:
    """Whether a far place is where something happened or who did it, and not whose parliament spoke of it: "in Vukovar",
    "Vukovar fell", "the siege of Vukovar"; not "Mexico recognised it", "the deputies of Mexico"."""
    i = grammar.first_conjunct(p, i)
    while p.dep[i] in ("compound", "poss", "nmod", "appos") and p.head[i] != i:
        i = grammar.first_conjunct(p, p.head[i])
    up = p.head[i]
    if p.dep[i] == "pobj" and p.lower[up] == "for" and p.lemma[p.head[up]] in ("court", "tribunal"):
        return True
    if p.dep[i] == "pobj" and p.lower[up] == "of":
        return p.lemma[p.head[up]] in w.crime_noun | w.event | _SCENES
    if p.dep[i] == "pobj":
        who = child(p, p.head[up], "nsubj")
        judged = p.lower[up] == "in" and who is not None and p.lemma[who].lower() in _COURTS | {"icty", "ictr", "icj", "icc", "echr"}  # "in Akayesu the ICTR held"
        return p.lower[up] in _THERE and not judged
    return not (p.dep[i] in ("nsubj", "agent") and p.lemma[up] in _JUDGES)


_THERE = frozenset({"in", "at", "near", "around", "across", "throughout", "outside", "inside", "against", "from"})
_ANSWERED = frozenset("punish try prosecute convict sentence trial answer apologise apologize apology pay blame responsible accountable revenge".split())
_FIGHTING = frozenset("shelling bombing bombardment siege blockade storming".split())
_SCENES = frozenset("siege fall battle war bombing shelling city town people capital streets invasion".split())


def _of_the_wider_conflict(p: Parse, w: SimpleNamespace, a: int, b: int) -> bool:
    """Words for the war, its territory and its end; not "war crime"."""
    return any(p.lemma[k] in w.wider and (p.dep[k] != "compound" or p.lemma[k] == "peace") and not (p.lemma[k] == "war" and k > 1 and (p.lower[k - 1] == "of" or p.lower[k + 1:k + 2] in (["crimes"], ["crime"])))
               and not any(p.lower[c] in ("a", "an", "any", "every") for c in p.children[k]) for k in range(a, b))


def _of_both_sides(p: Parse, w: SimpleNamespace, a: int, b: int) -> bool:
    """ "both sides", "neither state", "each party"."""
    return any(p.lower[k] == "the" and p.lower[k + 1] in ("parties", "sides", "belligerents") for k in range(a, b - 1)) or any((p.lower[k] in _PAIRED or p.lower[k] == "two" and p.lower[k - 1:k] == ["the"]) and any(p.lemma[m] in w.sides for m in range(k + 1, min(k + 4, b)) if p.pos[m] == "NOUN") for k in range(a, b))


def points_to_case(reading: Reading, sentence: int, clause: int | None = None) -> bool:
    """Whether a sentence, or one clause of it, points at the event: "the massacre", "its victims", "the town"."""
    p, w, elsewhere = reading.parse, words_of(reading.codebook), _elsewhere(reading)
    for k in range(*p.sents[sentence]):
        if clause is not None and clause_of(p, k) != clause:
            continue
        if p.pos[k] == "NOUN" and p.lemma[k] in w.event:
            det = child(p, k, "det", "poss")
            first, last = grammar.noun_phrase(p, k)
            if not elsewhere.isdisjoint(range(first, last)) or _other_time(reading, first, last):
                continue
            if det is not None and p.lower[det] in _POINTING or p.lower[k - 1:k] == ["these"] or p.lemma[k] in ("perpetrator", "culprit"):
                return True
    return False


@worked_out_once
def _elsewhere(reading: Reading) -> set[int]:
    """The first tokens of names of other events and of places that are not the event's."""
    found = dict(_named_situations(reading))
    return {at for at, what in found.items() if what == "other"} | {m.first for m in names.mentions(reading) if m.label in ("GPE", "LOC") and found.get(m.first) != "case"}


def names_case(reading: Reading, sentence: int) -> bool:
    """Whether a sentence names the event or its place."""
    return sentence in _naming(reading)


@worked_out_once
def _naming(reading: Reading) -> set[int]:
    return {reading.parse.sent[at] for at, what in _named_situations(reading) if what == "case"}


def _other_time(reading: Reading, a: int, b: int) -> bool:
    """A year in the sentence that is not the event's."""
    p = reading.parse
    years = {y for e in reading.codebook["event"] for y in re.findall(r"\d{4}", str(e.more.get("date", "")))}
    inside = {k for f in law.named(reading) for k in range(f.first, f.last)}
    found = [p.word[k][:4] for k in range(a, b) if k not in inside and re.fullmatch(r"(1[89]|20)\d\d", p.word[k]) and not _dates_words(reading, k)]
    return bool(found) and not years.intersection(found)


def _dates_words(reading: Reading, k: int) -> bool:
    """Whether a year dates what is said or ruled, and not what is told: "in its judgment of 2010", "in 2010 the Court wrote"."""
    p, w = reading.parse, words_of(reading.codebook)
    if p.dep[k] in ("nummod", "compound", "nmod") and p.lemma[p.head[k]] in w.event | w.crime_noun:
        return False  # "the 1915 massacres"
    while p.head[k] != k and p.pos[k] not in ("VERB", "AUX"):
        k = p.head[k]
        if p.pos[k] == "NOUN" and p.lemma[k] in ("judgment", "judgement", "ruling", "report", "interview", "statement", "resolution", "book", "article", "letter"):
            return True
    telling = p.dep[k] == "relcl" and p.pos[p.head[k]] in ("NOUN", "PROPN")  # a year that tells of a thing named by the way
    return k in _cue_words(reading) or telling or child(p, k, "ccomp") is not None or p.lemma[k] in w.settle


@worked_out_once
def _cue_words(reading: Reading) -> set[int]:
    return {t for a in voice.find(reading) for first, last in a.cue for t in range(first, last)}


def applies_to(reading: Reading, i: int, clause: int, concept: str, *, defined: bool, phrase: tuple[int, int]) -> str:
    """case, other or general, for the statement whose head is token i in this clause."""
    if defined:
        return "general"
    p = reading.parse
    near = situation(reading, *phrase) or _told_of(reading, i)
    if near:
        return near
    topic = topics(reading)[p.sent[i]]
    here = situation(reading, *span_of(p, clause)) or (situation(reading, *p.sents[p.sent[i]]) if topic == "case" else "")
    if here != "case" and clause not in _cue_words(reading) and is_general(reading, i, clause):
        return "general"
    pointed = points_to_case(reading, p.sent[i])
    if _in_another_war(reading, phrase) or here != "case" and _in_another_war(reading, span_of(p, clause)):
        return "other"
    if concept in _WIDE_CONCEPTS and here != "case" and not (concept == "sanction" and pointed and topic == "case"):
        return "other"
    if concept == "ethnic_cleansing" and here != "case" and _region(reading, clause):
        return "other"
    return here if here and not (here == "other" and pointed and topic == "case") else topic


def _in_another_war(reading: Reading, phrase: tuple[int, int]) -> bool:
    """Whether what is said is laid in a war told apart by its number, length or date: "war crimes during the 44-day war"."""
    p = reading.parse
    for k in range(*phrase):
        if p.lemma[k] == "war" and p.dep[k] == "pobj" and p.lower[p.head[k]] in ("in", "during", "of"):
            first = p.left[k]
            if any(p.pos[c] == "NUM" or any(x.isdigit() for x in p.word[c]) or p.lower[c] in ("second", "last", "recent", "new") for c in range(first, k)):
                return True
    return any(m.canonical in _other_wars(reading.codebook) and phrase[0] <= m.first < phrase[1] for m in names.mentions(reading))


@lru_cache(maxsize=8)
def _other_wars(book: Codebook) -> frozenset[str]:
    """Labels of the parts of the wider conflict that began after the event or ended before it."""
    ours = [str(e.more.get("date", ""))[:4] for e in book["event"]]
    spans = {e.label: str(e.more.get("date", "")).split("/") for e in book["neighbours"] if e.more.get("wider") and e.more.get("date")}
    return frozenset(label for label, span in spans.items() if any(span[0][:4] > year or span[-1][:4] < year for year in ours if year))


def situation(reading: Reading, first: int, last: int) -> str:
    """case or other where the tokens first to last - 1 name the event, its place, or another event; "" where they name neither or both."""
    named = _named_situations(reading)
    found = {what for _, what in named[bisect_left(named, (first, "")):bisect_left(named, (last, ""))]}
    return found.pop() if len(found) == 1 else ""


def _told_of(reading: Reading, i: int) -> str:
    """other where what is told to be in a class is a place or thing that is not listed: "Vukovar was a war crime"."""
    p = reading.parse
    who = child(p, p.head[i], "nsubj") if p.dep[i] in ("attr", "acomp") and p.lemma[p.head[i]] == "be" else None
    if who is None or p.pos[who] != "PROPN" or p.ent[who] in ("NORP", "DATE"):
        return ""
    return "" if any(m.first <= who < m.last and m.found_by == "codebook" for m in names.mentions(reading)) else "other"


def _region(reading: Reading, clause: int) -> bool:
    """A region or state named in the clause."""
    p = reading.parse
    return any(m.label in ("LOC", "GPE") and p.left[clause] <= m.first < p.right[clause] for m in names.mentions(reading))


def is_general(reading: Reading, i: int, clause: int) -> bool:
    """Said of law or practice as such: a clause in the simple present about no named party, with nothing pointed at."""
    p, w = reading.parse, words_of(reading.codebook)
    modal = any(p.lower[c] in ("do", "does", "can", "cannot", "may") or p.dep[c] == "auxpass" and p.lower[c] in ("is", "are") for c in p.children[clause])
    ruled = child(p, clause, "nsubj")
    modal = modal or ruled is not None and p.tag[ruled] == "NNS" and child(p, ruled, "det", "poss") is None and any(p.lower[c] in _DUTY for c in p.children[clause]) and not points_to_case(reading, p.sent[i])
    one = child(p, clause, "nsubj")
    modal = modal or one is not None and p.lower[one] == "one" and any(p.lower[c] in _DUTY for c in p.children[clause])
    if p.tag[clause] not in ("VBZ", "VBP") and not modal or _past(p, clause) or p.tag[clause] == "VBG":
        return False
    who = child(p, clause, *_SUBJECTS)
    if p.lemma[clause] in _SHOWS or _may(p, clause) and _of_somebody(p, clause):
        return False
    if who is not None and p.dep[clause] == "relcl" and p.lower[who] in ("that", "which", "who") and is_general(reading, p.head[clause], clause_of(p, p.head[clause])):
        who = p.head[clause]
    elif who is not None and _before_which(p, who, clause) != clause:
        who = next((c for c in p.children[who] if p.dep[c] == "conj"), who)
    if who is None or p.pos[who] == "PROPN" and who != i and not (who == p.sents[p.sent[who]][0] and p.lemma[who].lower() in w.crime_noun) and not any(f.first <= who < f.last for f in (*law.named(reading), *law.courts(reading))):
        return False
    if p.pos[who] in ("VERB", "AUX") and _past(p, who) or _follows_the_past(p, clause) and p.lower[p.left[who]] not in ("a", "an"):
        return False
    if law_speaks(reading, clause):
        return True
    if p.lower[who] in ("this", "that", "it") or p.pos[who] == "PRON" and p.lower[who] not in ("one", "anyone", "nobody", "no-one", "those", "whoever", "what"):
        return False
    own = grammar.noun_phrase(p, who)
    if any(p.dep[c] == "relcl" and _past(p, c) and any(p.lower[k] in ("it", "them", "this", "these") for k in range(p.left[c], p.right[c])) for c in p.children[who]):
        return False  # "those who ordered it"
    if any(p.lower[k] in ("this", "these", "such", "both", "our", "their", "his", "her", "its", "whose") for k in range(own[0], own[1])):
        return False
    inside = set(range(*span_of(p, clause)))
    for m in names.mentions(reading):
        party = m.label in ("GPE", "NORP", "PERSON", "EVENT", "LOC") or m.label == "ORG" and p.lemma[m.last - 1] in w.person
        if party and m.first in inside and p.sent[m.first] == p.sent[i] and not _as_example(p, m.first):
            return False
    if any(p.lower[k] == "the" and p.dep[k] == "det" and p.lemma[p.head[k]] in w.person | {"killer", "murderer"} for k in inside) or any(p.dep[c] == "acomp" and p.lower[c] in w.needed for c in p.children[clause]):
        return False
    return not _is_definite(p, who) and not any(p.lower[k] in ("this", "these") for k in inside if clause_of(p, k) == clause)


def _follows_the_past(p: Parse, clause: int) -> bool:
    """Whether a clause is joined to one in the past, and so goes on telling: "The killings were a crime, and responsibility lies …"."""
    return p.dep[clause] == "conj" and p.pos[p.head[clause]] in ("VERB", "AUX") and _past(p, p.head[clause])


_SHOWS = frozenset("suggest show indicate demonstrate prove reveal point".split())  # what shows something is particular


def _is_definite(p: Parse, who: int) -> bool:
    """Whether a subject is a known thing: "the soldiers", "the armed attack"; not "the law", nor an act told of nobody in
    particular ("the killing of civilians")."""
    if p.lower[p.left[who]] != "the" or p.pos[who] != "NOUN":
        return False
    of = next((child(p, c, "pobj") for c in p.children[who] if p.lower[c] == "of"), None)
    if of is not None and p.tag[of] == "NNS" and not any(p.dep[c] in ("det", "poss", "nummod") or p.tag[c] == "VBN" and p.dep[c] != "relcl" for c in p.children[of]) and p.tag[who] == "NN":
        return False
    return p.tag[who] == "NNS" or any(p.dep[c] in ("amod", "compound", "nummod") for c in p.children[who]) or p.lemma[who] not in _LAW_AS_SUCH


def _as_example(p: Parse, k: int) -> bool:
    """A name given as an example: "such as in Chile", "(for instance in Chile)"."""
    before = p.lower[max(0, k - 8):k]
    named = "such" in before and before[before.index("such") + 1:][:1] == ["as"]
    return named or p.lower[k + 1:k + 3] == [",", "say"] or any(w in ("like", "including", "instance", "example", "e.g.") for w in before)


def is_open_question(p: Parse, clause: int) -> bool:
    """Whether a clause says that its subject is hard to settle: "is a closer call", "is another matter", "is less clear", "is harder to
    establish", "is the stumbling block"."""
    what = child(p, clause, "attr", "acomp") if p.lemma[clause] in ("be", "remain") else None
    if what is None:
        return False
    kinds = {p.lemma[c] for c in p.children[what] if p.dep[c] in ("amod", "det", "advmod")}
    if p.lemma[what] in _OBSTACLES and not grammar.is_negated(p, clause):
        return True
    if p.lemma[what] in _HARD and any(p.dep[c] == "xcomp" and p.pos[c] == "VERB" for c in p.children[what]):
        return True
    return bool(kinds & (_OPEN_CALLS if p.lemma[what] in ("question", "call", "matter", "issue", "case") else _UNSURE if p.lemma[what] in ("clear", "certain", "straightforward", "obvious") else set()))


_OBSTACLES = frozenset("block hurdle obstacle difficulty crux rub".split())
_OPEN_CALLS = frozenset("open close hard difficult different another separate".split())
_UNSURE = frozenset("less far hardly".split())


def is_hedged(p: Parse, i: int, clause: int) -> bool:
    """Whether a class is only what something may be: "may amount to a war crime", "might have violated the law", "war crimes could
    have been committed"."""
    if not any(p.dep[c] == "aux" and p.lower[c] in ("may", "might", "could") for c in p.children[clause]):
        return False
    top = grammar.first_conjunct(p, i)
    while p.head[top] != clause:
        over = p.head[top]
        if p.pos[over] in ("NOUN", "ADJ") and p.dep[top] in ("amod", "compound", "nmod", "acomp", "attr", "conj"):
            top = over
        elif p.dep[top] == "pobj" and p.lower[over] == "of" and p.pos[p.head[over]] in ("NOUN", "ADJ"):
            top = p.head[over]
        else:
            break
    over = p.head[top]
    if p.dep[top] == "pobj" and p.lower[over] in _INTO_CLASSES:
        return p.head[over] == clause or p.dep[p.head[over]] == "oprd" and p.head[p.head[over]] == clause
    return over == clause and p.dep[top] in ("attr", "dobj", "acomp", "oprd") or p.dep[top] in _SUBJECTS and p.lemma[clause] in ("commit", "perpetrate", "occur", "take", "happen", "violate", "breach")


_INTO_CLASSES = frozenset({"to", "as", "under", "within", "into"})


def _is_finding(reading: Reading, found: voice.Attribution) -> bool:
    """Whether somebody's words are what a court found: "the court ruled that", "the judges found genocide"."""
    return _is_court_saying(reading, found, _FINDS)


def _is_court_saying(reading: Reading, found: voice.Attribution, verbs: frozenset[str]) -> bool:
    """Whether a court is the source of what is said, and one of these verbs the cue."""
    p = reading.parse
    says = any(p.lemma[k] in verbs for first, last in found.cue for k in range(first, last))
    return says and any(is_court(reading, k) for first, last in found.source for k in range(first, last))


_FINDS = frozenset("find hold rule conclude establish decide determine declare confirm adjudge".split())


def by_voice(reading: Reading, i: int) -> str:
    """asserted or attributed, by who speaks and how far the words vouch. What a court finds is law, and so asserted."""
    p, found = reading.parse, voice.at(reading, i)
    if found is None or _is_finding(reading, found):
        return "asserted"
    not_yet = any(p.tag[k] == "VB" and any(p.lower[c] == "to" for c in p.children[k]) for first, last in found.cue for k in range(first, last))  # "asked them to confirm that"
    return "attributed" if found.stance != "vouches" or found.act == "aims" or not_yet else "asserted"

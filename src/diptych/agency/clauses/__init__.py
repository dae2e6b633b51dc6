"""Who does what to whom: doers and affected of a verb or a noun, and the form that the clause gives the act.

The forms are those of the coding manual. Doers and affected are the head tokens of noun phrases.

    frame      a verb, or a noun of action, with its doers, its affected and its form
    passive    participles and passives, whatever the parser says
    subject    the subject of a verb, its own or one it borrows
    object     what it is done to; by whom, where it is passive
    party      who can do harm; whose act it is
"""










from diptych.agency.clauses.frame import Frame, of_noun, of_verb
from diptych.agency.clauses.object import agents, by_their_hands, objects
from diptych.agency.clauses.party import can_act, is_doer_noun, names_party, owners
from diptych.agency.clauses.passive import before_noun, is_passive
from diptych.agency.clauses.subject import subjects

__all__ = ["Frame", "agents", "before_noun", "by_their_hands", "can_act", "is_doer_noun", "is_passive", "names_party", "objects", "of_noun", "of_verb", "owners", "subjects"]

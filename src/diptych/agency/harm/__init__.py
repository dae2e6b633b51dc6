"""Acts of harm that a text tells: verbs, verbs with a noun of harm, nouns, things done by force; and what does not count.

    deeds      a verb that tells the act itself: "shelled the port", "opened fire on the crowd", "moved the border by force"
    lent       a verb that lends a noun of harm its doer: "carried out an attack", "took part in the raid"
    suffered   a verb whose subject is harmed: "came under siege", "fell to the rebels", "was held in a cellar"
    undone     help or protection that was not given: "failed to protect", "looked on", "sent no help"
    named      a noun that names the act: "the shelling of the port", "their failure to protect them"
    counting   what counts: harm to people and places, told as done; no battle, no name, no rule
    act        an act, and the nouns of harm with their doers and affected
"""

from __future__ import annotations

from collections.abc import Iterable

from diptych.agency.harm.act import Act
from diptych.agency.harm.deeds import at_deed, at_leading_away, at_shooting, by_force
from diptych.agency.harm.lent import at_carrying_out, at_going_on, at_subjecting, at_taking_part
from diptych.agency.harm.named import nouns
from diptych.agency.harm.suffered import at_falling, at_holding, at_losing, at_undergoing
from diptych.agency.harm.undone import at_backing, at_helping, at_not_doing, at_protection, at_standing_by
from diptych.agency.words import Scene

__all__ = ["Act", "by_force", "nouns", "verbs"]


def verbs(s: Scene, taken: set[int]) -> Iterable[Act]:
    """The acts that verbs tell, in the order of the verbs: of each verb by the first of its patterns that is one; none where that is an idiom."""
    found: list[Act] = []
    for patterns in s.verbs.values():
        for match in patterns:
            role = str(match.entry.more["role"])
            made = _BY_ROLE[role](s, match, taken) if role in _BY_ROLE else []
            if made:
                found += made
                taken.update(match.tokens)
            if made or role == "idiom":
                break
    return found


_BY_ROLE = {"harm": at_deed, "shooting": at_shooting, "taken": at_leading_away,
            "carry-out": at_carrying_out, "go-on": at_going_on, "take-part": at_taking_part, "subject-to": at_subjecting,
            "undergo": at_undergoing, "fall": at_falling, "lost": at_losing, "held": at_holding,
            "protection": at_protection, "not-doing": at_not_doing, "backed": at_backing, "standing-by": at_standing_by, "helping": at_helping}

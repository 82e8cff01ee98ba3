"""The numbers of a tie in JSON, the same wherever they are written."""

from keepwarm.domain.dates import from_day_number
from keepwarm.domain.tie_state import Tie


def tie_as_data(tie: Tie) -> dict[str, object]:
    """What `ties` and `show` write of one tie; days are days after `last_on`, or dates."""
    return {
        "p_7": tie.p_7,
        "p_30": tie.p_30,
        "p_90": tie.p_90,
        "strength": tie.strength,
        "rhythm": tie.rhythm,
        "due_50": tie.due_50,
        "due_80": tie.due_80,
        "due_95": tie.due_95,
        "last_on": None if tie.last_on is None else from_day_number(tie.last_on),
        "contact_days": tie.contact_days,
        "reply": tie.reply,
        "stage": tie.stage,
        "reasons": [*tie.reasons, *tie.evidence, *tie.missing],
    }

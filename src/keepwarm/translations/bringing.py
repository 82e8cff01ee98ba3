"""Why two people could be brought together, in words; and the pairs that are left."""

from keepwarm.translations.values import Sentences

SENTENCES: Sentences = {
    "bring_need": lambda v: f"{v.text('name')} is looking for: {v.text('text')}",
    "bring_offer": lambda v: f"{v.text('name')} can provide: {v.text('text')}",
    "bring_goal": lambda v: f"Goal of {v.text('name')}: {v.text('text')}",
    "bring_interest": lambda v: f"Interest of {v.text('name')}: {v.text('text')}",
    "bring_both": lambda v: f"Both have this {v.text('kind')}: {v.text('text')}",
}

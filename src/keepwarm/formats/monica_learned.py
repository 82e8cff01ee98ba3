"""What an owner of Monica noted about somebody: notes, food, pets, life events, gifts and debts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from keepwarm.domain.details import Favour, FavourState, LearnedFact
from keepwarm.domain.people import FactKind, Side
from keepwarm.formats.json_fields import Fields, fields_of, line_of, says_yes, text_of
from keepwarm.formats.monica_days import find_day

UNSORTED = FactKind.INTERESTS
"""The kind of what Monica does not sort: the one that claims least."""

_CATEGORIES = {"family_relationships": FactKind.FAMILY, "work_education": FactKind.ACCOMPLISHMENTS}
_AWARD = "achievement_or_award"
_GIFTS = {
    "idea": (Side.MINE, FavourState.IDEA),
    "offered": (Side.MINE, FavourState.DONE),
    "given": (Side.MINE, FavourState.DONE),
    "received": (Side.THEIRS, FavourState.DONE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A type of life events: what an owner calls it, and the kind of facts that it makes."""

    name: str = ""
    kind: FactKind = UNSORTED


_UNKNOWN_EVENT = EventType()


def event_type(fields: Fields, categories: Mapping[str, str]) -> EventType:
    """Read a life event type; `categories` are the keys of the categories by their uuids."""
    said = fields_of(fields, "properties")
    key = line_of(said, "translation_key")
    kind = _CATEGORIES.get(categories.get(line_of(said, "category"), ""), UNSORTED)
    name = line_of(said, "name") or key.replace("_", " ").capitalize()
    return EventType(name=name, kind=FactKind.ACCOMPLISHMENTS if key == _AWARD else kind)


def find_note(fields: Fields) -> LearnedFact | None:
    """A note, of the day on which it was written; None of an empty one."""
    body = text_of(fields_of(fields, "properties"), "body")
    day = find_day(fields, "created_at")
    return LearnedFact(kind=UNSORTED, text=body, learned_on=day) if body else None


def find_pet(fields: Fields) -> LearnedFact | None:
    """A pet by name and kind, as far as they are known."""
    said = fields_of(fields, "properties")
    text = ": ".join(filter(None, (line_of(said, "category").capitalize(), line_of(said, "name"))))
    day = find_day(fields, "created_at")
    return LearnedFact(kind=FactKind.FAMILY, text=text, learned_on=day) if text else None


def find_life_event(fields: Fields, types: Mapping[str, EventType]) -> LearnedFact | None:
    """A life event on its day; None where neither its type nor its name nor its note is known."""
    said = fields_of(fields, "properties")
    of_type = types.get(line_of(said, "type"), _UNKNOWN_EVENT)
    name = line_of(said, "name")
    title = ": ".join(dict.fromkeys(filter(None, (of_type.name, name))))
    text = "\n".join(filter(None, (title, text_of(said, "note"))))
    day = find_day(said, "happened_at")
    return LearnedFact(kind=of_type.kind, text=text, learned_on=day) if text else None


def facts_of(said: Fields) -> Iterator[LearnedFact]:
    """What the contact's own properties say: food, and how they met."""
    if food := text_of(said, "food_preferences"):
        yield LearnedFact(kind=FactKind.RECREATION, text=f"Food: {food}")
    for name in ("first_met_where", "first_met_additional_info"):
        if met := text_of(said, name):
            yield LearnedFact(kind=UNSORTED, text=f"First met: {met}")


def find_gift(fields: Fields) -> Favour | None:
    """A gift: an idea, one that was given, or one that was received."""
    said = fields_of(fields, "properties")
    side, state = _GIFTS.get(line_of(said, "status").lower(), _GIFTS["idea"])
    name = " ".join(filter(None, (line_of(said, "name"), line_of(said, "url"))))
    text = "\n".join(filter(None, (name, text_of(said, "comment"))))
    day = find_day(said, "date") or find_day(fields, "created_at")
    return Favour(side=side, text=text, state=state, noted_on=day) if text else None


def find_debt(fields: Fields) -> Favour | None:
    """Money lent, in words: whoever lent it gave; None where there is no amount."""
    said = fields_of(fields, "properties")
    amount = line_of(said, "amount")
    if not amount:
        return None
    currency = line_of(said, "currency") or line_of(fields_of(said, "currency"), "iso")
    lent = " ".join(filter(None, ("Lent", amount, currency)))
    reason = text_of(said, "reason")
    paid = "paid back" if line_of(said, "status").lower() in ("complete", "completed") else ""
    return Favour(
        side=Side.THEIRS if says_yes(said, "in_debt") else Side.MINE,
        text="; ".join(filter(None, (f"{lent}: {reason}" if reason else lent, paid))),
        state=FavourState.DONE,
        noted_on=find_day(fields, "created_at"),
        money=True,
    )

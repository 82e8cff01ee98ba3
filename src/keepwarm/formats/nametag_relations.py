"""What two people of Nametag are to each other.

An entry of somebody says what they themselves are to the other: "Ann, Parent, Ben" is Ann, Ben's parent.
So the other is the inverse to them, whose word stands in the types of the file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from keepwarm.domain.details import FoundRelation, RelationKind
from keepwarm.formats.json_fields import Fields, all_fields_of, fields_of, line_of
from keepwarm.formats.relation_words import relation_kind, says_all

_INVERSES = {
    "GRANDPARENT": "GRANDCHILD",
    "AUNT_UNCLE": "NIECE_NEPHEW",
    "STEP_PARENT": "STEP_CHILD",
    "PARENT_IN_LAW": "CHILD_IN_LAW",
    "PARENT": "CHILD",
}
_INVERSE_NAMES = _INVERSES | {there: here for here, there in _INVERSES.items()}
_SAME_BOTH_WAYS = frozenset(
    {"COUSIN", "SIBLING_IN_LAW", "SIBLING", "SPOUSE", "PARTNER", "FRIEND", "COLLEAGUE", "ACQUAINTANCE"}
    | {"RELATIVE", "OTHER"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationType:
    """A type of relations: its own word, and the word for the other side; empty where it is not known."""

    label: str
    inverse: str


def relation_types(types: Iterable[Fields]) -> dict[str, RelationType]:
    """The types of the file by their names."""
    written = list(types)
    labels = {line_of(one, "id"): _word(one) for one in written}
    return {
        line_of(one, "name"): RelationType(
            label=_word(one), inverse=labels.get(line_of(one, "inverseId"), "")
        )
        for one in written
    }


def relations_in(person: Fields, types: Mapping[str, RelationType]) -> tuple[FoundRelation, ...]:
    """The relations of somebody, seen from them."""
    return tuple(dict.fromkeys(_relation(one, types) for one in all_fields_of(person, "relationships")))


def _relation(written: Fields, types: Mapping[str, RelationType]) -> FoundRelation:
    of_type = fields_of(written, "relationshipType")
    kind, word = _seen_from_here(of_type, types)
    return FoundRelation(
        kind=kind,
        name=line_of(written, "relatedPersonName"),
        uid=line_of(written, "relatedPersonId"),
        label="" if says_all(kind, word) else word,
    )


def _seen_from_here(of_type: Fields, types: Mapping[str, RelationType]) -> tuple[RelationKind, str]:
    """What the other is to the person, and the word for it; of a type without an inverse nothing is said."""
    name = line_of(of_type, "name")
    known = types.get(name)
    if known is not None and known.inverse:
        return relation_kind(known.inverse), known.inverse
    if name in _SAME_BOTH_WAYS:
        return relation_kind(_word(of_type)), _word(of_type)
    if name in _INVERSE_NAMES:
        word = _INVERSE_NAMES[name].replace("_", " ").capitalize()
        return relation_kind(word), word
    kind = relation_kind(_word(of_type))
    if kind is RelationKind.OTHER:
        return kind, _word(of_type)  # without an inverse Nametag writes the same type on both sides
    return kind.inverse, "" if kind.inverse is not kind else _word(of_type)


def _word(of_type: Fields) -> str:
    return line_of(of_type, "label") or line_of(of_type, "name").replace("_", " ").capitalize()

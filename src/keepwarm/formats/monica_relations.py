"""What two contacts of Monica are to each other.

In `{type, contact_is, of_contact}` the type says what `of_contact` is to `contact_is`: on the page of
`contact_is` Monica lists `of_contact` under it. Most relations stand in the file from both sides.
"""

from keepwarm.domain.details import FoundRelation, RelationKind
from keepwarm.formats.json_fields import Fields, fields_of, line_of

_KINDS = {
    "partner": RelationKind.PARTNER,
    "date": RelationKind.PARTNER,
    "lover": RelationKind.PARTNER,
    "spouse": RelationKind.SPOUSE,
    "parent": RelationKind.PARENT,
    "stepparent": RelationKind.PARENT,
    "child": RelationKind.CHILD,
    "stepchild": RelationKind.CHILD,
    "sibling": RelationKind.SIBLING,
    "grandparent": RelationKind.RELATIVE,
    "grandchild": RelationKind.RELATIVE,
    "uncle": RelationKind.RELATIVE,
    "nephew": RelationKind.RELATIVE,
    "cousin": RelationKind.RELATIVE,
    "friend": RelationKind.FRIEND,
    "bestfriend": RelationKind.FRIEND,
    "colleague": RelationKind.COLLEAGUE,
    "boss": RelationKind.MANAGER,
    "subordinate": RelationKind.REPORT,
}
"""Monica's own types; an ex, a godfather, a mentor and types that owners made are OTHER with their word."""

_WORDS = {
    "inlovewith": "in love with",
    "lovedby": "loved by",
    "ex_husband": "ex-spouse",
    "bestfriend": "best friend",
    "stepparent": "step-parent",
    "stepchild": "step-child",
    "boss": "",
    "subordinate": "",
}


def find_relation(fields: Fields) -> tuple[str, FoundRelation] | None:
    """The uuid of the contact whose relation it is, and the relation; None where one of two is missing."""
    said = fields_of(fields, "properties")
    here, there = line_of(said, "contact_is"), line_of(said, "of_contact")
    if not here or not there:
        return None
    written = line_of(said, "type")
    kind = _KINDS.get(written.lower(), RelationKind.OTHER)
    word = _WORDS.get(written.lower(), written.replace("_", " "))
    return here, FoundRelation(kind=kind, uid=there, label="" if word == kind.value else word)

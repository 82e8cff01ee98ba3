"""Properties that say what else is known of a person, by the names that programs give them."""

from keepwarm.domain.details import RelationKind

OWN_ROLE = "X-KEEPWARM-ROLE"
"""Organisation; department; title; began; ended: a role that a pair of ORG and TITLE could not say."""

OWN_KEPT = "X-KEEPWARM-KEPT"
"""A cell of a table that has no place in a card; its column is X-COLUMN."""

OWN_UID, OWN_NAME = "X-KEEPWARM-UID", "X-KEEPWARM-NAME"
"""Parameters of a relation: the id beside a name, and the name beside an id."""

DEPARTMENTS = ("X-DEPARTMENT", "X-KADDRESSBOOK-X-DEPARTMENT", "X-EVOLUTION-DEPARTMENT")
MEMBERS = ("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")
ANNIVERSARIES = (
    "ANNIVERSARY",
    "X-ANNIVERSARY",
    "X-EVOLUTION-ANNIVERSARY",
    "X-MS-ANNIVERSARY",
    "X-KADDRESSBOOK-X-ANNIVERSARY",
)
OCCASIONS = (*ANNIVERSARIES, "X-ABDATE")

_SPOUSES = ("X-SPOUSE", "X-EVOLUTION-SPOUSE", "X-MS-SPOUSE", "X-KADDRESSBOOK-X-SPOUSESNAME")
_MANAGERS = ("X-MANAGER", "X-EVOLUTION-MANAGER", "X-MS-MANAGER", "X-KADDRESSBOOK-X-MANAGERSNAME")
_ASSISTANTS = ("X-ASSISTANT", "X-EVOLUTION-ASSISTANT", "X-MS-ASSISTANT", "X-KADDRESSBOOK-X-ASSISTANTSNAME")
_CHILDREN = ("X-CHILD", "X-MS-CHILD")
NAMED_AFTER = {
    **dict.fromkeys(_SPOUSES, RelationKind.SPOUSE),
    **dict.fromkeys(_MANAGERS, RelationKind.MANAGER),
    **dict.fromkeys(_ASSISTANTS, RelationKind.ASSISTANT),
    **dict.fromkeys(_CHILDREN, RelationKind.CHILD),
}
"""Properties that are each for the name of one kind of relation."""

RELATIONS = ("RELATED", "X-ABRELATEDNAMES", "AGENT", *NAMED_AFTER)

"""What two people of Nametag are to each other: an entry says what its person is to the other."""

import pytest

from keepwarm.domain.details import RelationKind
from keepwarm.formats.nametag_relations import relation_types, relations_in

TYPES = relation_types(
    [
        {"id": "1", "name": "PARENT", "label": "Parent", "inverseId": "2"},
        {"id": "2", "name": "CHILD", "label": "Child", "inverseId": "1"},
        {"id": "3", "name": "MENTOR", "label": "Mentor", "inverseId": "4"},
        {"id": "4", "name": "MENTEE", "label": "Mentee", "inverseId": "3"},
        {"id": "5", "name": "RIVAL", "label": "Rival", "inverseId": None},
    ]
)


@pytest.mark.parametrize("types", [TYPES, {}], ids=["with types", "without"])
@pytest.mark.parametrize(
    ("name", "label", "kind", "word"),
    [
        ("PARENT", "Parent", RelationKind.CHILD, ""),
        ("SIBLING", "Sibling", RelationKind.SIBLING, ""),
        ("AUNT_UNCLE", "Aunt/Uncle", RelationKind.RELATIVE, "Niece nephew"),
        ("STEP_CHILD", "Step-Child", RelationKind.PARENT, "Step parent"),
        ("BOSS", "Boss", RelationKind.REPORT, ""),
        ("RIVAL", "Rival", RelationKind.OTHER, "Rival"),
    ],
)
def test_the_other_is_the_inverse_to_the_person(
    types: dict[str, object], name: str, label: str, kind: RelationKind, word: str
) -> None:
    entry = {"relatedPersonId": "b", "relationshipType": {"name": name, "label": label}}

    (found,) = relations_in({"relationships": [entry]}, TYPES if types else {})

    assert (found.kind, found.uid, found.label) == (kind, "b", word)


def test_the_word_of_the_other_side_stands_in_the_types() -> None:
    entry = {"relatedPersonId": "b", "relationshipType": {"name": "MENTOR", "label": "Mentor"}}

    (found,) = relations_in({"relationships": [entry]}, TYPES)

    assert (found.kind, found.label) == (RelationKind.OTHER, "Mentee")

"""Words for what one person is to another, in the languages of address books."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.details import RelationKind
from keepwarm.formats.relation_words import relation_kind, says_all


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Spouse", RelationKind.SPOUSE),
        ("* Spouse", RelationKind.SPOUSE),
        ("_$!<Spouse>!$_", RelationKind.SPOUSE),
        ("Ehepartner:in", RelationKind.SPOUSE),
        ("ÉPOUX", RelationKind.SPOUSE),
        ("配偶者", RelationKind.SPOUSE),
        ("Domestic Partner", RelationKind.PARTNER),
        ("pareja de hecho", RelationKind.PARTNER),
        ("_$!<Mother>!$_", RelationKind.PARENT),
        ("stepfather", RelationKind.PARENT),
        ("Córka", RelationKind.CHILD),
        ("co-worker", RelationKind.COLLEAGUE),
        ("_$!<YoungerBrother>!$_", RelationKind.SIBLING),
        ("_$!<AuntFathersElderSister>!$_", RelationKind.RELATIVE),
        ("mother-in-law", RelationKind.RELATIVE),
        ("Vän", RelationKind.FRIEND),
        ("Manager's Name", RelationKind.MANAGER),
        ("Secrétaire", RelationKind.ASSISTANT),
        ("Empfohlen von", RelationKind.INTRODUCED_BY),
        ("Neighbour", RelationKind.OTHER),
        ("grand piano", RelationKind.OTHER),
        ("", RelationKind.OTHER),
    ],
)
def test_a_word_is_known_in_its_language_and_in_the_dress_of_its_program(
    label: str, kind: RelationKind
) -> None:
    assert relation_kind(label) is kind


@pytest.mark.parametrize("kind", [one for one in RelationKind if "member" not in one and one != "assists"])
def test_a_kind_is_the_word_for_itself(kind: RelationKind) -> None:
    assert relation_kind(kind.value) is kind
    assert says_all(kind, kind.value)


def test_a_word_of_which_the_kind_says_less_is_not_all_said() -> None:
    assert not says_all(RelationKind.PARENT, "Mother")
    assert not says_all(RelationKind.OTHER, "Neighbour")
    assert says_all(RelationKind.OTHER, " ")


@settings(max_examples=100)
@given(st.text(max_size=40))
def test_no_word_makes_it_raise(label: str) -> None:
    kind = relation_kind(label)

    assert kind in RelationKind
    assert says_all(kind, label) or label

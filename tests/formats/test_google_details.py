"""Labels, relations, dates and roles in Google's cells; rows are read in test_google_contacts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.details import NO_DETAILS, RelationKind, Role
from keepwarm.domain.people import Person
from keepwarm.formats.google_details import details_in

ANN = Person(name="Ann", organization="Tinworks", title="Smith")
CELLS = st.dictionaries(
    st.sampled_from(
        ["labels", "groupmembership", "relation1-label", "relation1-value", "event1-type", "event1-value",
         "organization1-name", "organization2-department", "organizationtitle", "organizationname"]
    ),
    st.text("a*: \n2011-0625", max_size=20),
)  # fmt: skip


def test_a_row_without_them_has_no_details() -> None:
    assert details_in({"organizationname": "Tinworks", "organizationtitle": "Smith"}, ANN) == NO_DETAILS


def test_a_department_alone_is_a_role() -> None:
    assert details_in({"organizationdepartment": "Kiln"}, Person(name="Ann")).roles == (
        Role(department="Kiln"),
    )


def test_a_relation_without_a_label_is_some_relation() -> None:
    (relation,) = details_in({"relation1-value": "Bea"}, ANN).relations

    assert (relation.kind, relation.name, relation.label) == (RelationKind.OTHER, "Bea", "")


@settings(max_examples=150)
@given(CELLS)
def test_whatever_the_cells_say_each_detail_says_something_and_comes_once(cells: dict[str, str]) -> None:
    details = details_in(cells, ANN)

    for found in (details.tags, details.relations, details.occasions, details.roles):
        assert len(set(found)) == len(found)
    assert all(tag.strip() and "\n" not in tag for tag in details.tags)
    assert all(relation.name for relation in details.relations)
    assert all(occasion.label for occasion in details.occasions)

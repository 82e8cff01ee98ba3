"""What a further source does to what is shown."""

from collections.abc import Collection

from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.claims import ASKED_FIELDS, FIELDS, ClaimState, Settled, settle

NOTHING = dict.fromkeys(FIELDS, "")


def settled(
    shown: dict[str, str],
    said: dict[str, str],
    *,
    corrects: Collection[str] = (),
    claimed: Collection[tuple[str, str]] = (),
) -> list[tuple[str, str, ClaimState]]:
    outcome = settle(NOTHING | shown, said, corrects=corrects, claimed=claimed)
    return [(one.field, one.value, one.state) for one in outcome]


def test_what_is_empty_is_filled() -> None:
    assert settled({}, {"title": "Engineer"}) == [("title", "Engineer", ClaimState.SHOWN)]


def test_the_same_in_another_hand_changes_nothing() -> None:
    assert settled({"name": "Ada Lovelace"}, {"name": "ADA  LOVELACE", "title": ""}) == []


def test_another_source_that_differs_is_a_question() -> None:
    assert settled({"title": "Engineer"}, {"title": "Director"}) == [("title", "Director", ClaimState.ASKED)]


def test_about_parts_of_a_name_nobody_is_asked() -> None:
    assert settled({"given": "Ada"}, {"given": "Augusta"}) == [("given", "Augusta", ClaimState.KEPT)]


def test_a_source_may_correct_itself() -> None:
    assert settled({"title": "Engineer"}, {"title": "Director"}, corrects={"title"}) == [
        ("title", "Director", ClaimState.SHOWN)
    ]


def test_a_record_corrects_only_what_it_said_itself() -> None:
    outcome = settled({"title": "Engineer"}, {"title": "Director"}, corrects={"organization"})
    assert outcome == [("title", "Director", ClaimState.ASKED)]


def test_a_record_may_go_back_to_what_it_said_before() -> None:
    said = settled(
        {"title": "Director"}, {"title": "Engineer"}, corrects={"title"}, claimed={("title", "Engineer")}
    )
    assert said == [("title", "Engineer", ClaimState.SHOWN)]


def test_nothing_is_asked_twice() -> None:
    assert settled({"title": "Engineer"}, {"title": "Director"}, claimed={("title", "Director")}) == []


VALUES = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(("", "one", "two", "ONE")))


@given(shown=VALUES, said=VALUES, corrects=st.sets(st.sampled_from(FIELDS)))
def test_no_value_is_lost_and_only_what_a_record_said_itself_is_overwritten(
    shown: dict[str, str], said: dict[str, str], corrects: set[str]
) -> None:
    outcome = {one.field: one for one in settle(NOTHING | shown, said, corrects=corrects, claimed=())}
    for field, value in said.items():
        before = shown.get(field, "")
        if value and value.casefold() != before.casefold():
            assert outcome[field].value == value
        if before and field not in corrects:
            assert field not in outcome or outcome[field].state is not ClaimState.SHOWN
    asked = {field for field, one in outcome.items() if one.state is ClaimState.ASKED}
    assert asked <= ASKED_FIELDS
    assert all(isinstance(one, Settled) for one in outcome.values())

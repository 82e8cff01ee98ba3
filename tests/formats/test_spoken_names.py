"""Names as they are said."""

import pytest

from keepwarm.formats.spoken_names import LONGEST_TEXT, full_name, short, sounded_name


@pytest.mark.parametrize(
    ("given", "family", "name"),
    [
        ("Ann", "Lee", "Ann Lee"),
        ("Ann ", "", "Ann"),
        ("", "Lee", "Lee"),
        ("", "", ""),
        ("美咲", "藤原", "藤原 美咲"),
        ("민준", "김", "김 민준"),
        ("Misaki", "Fujiwara", "Misaki Fujiwara"),
    ],
)
def test_the_family_comes_first_where_it_is_said_first(given: str, family: str, name: str) -> None:
    assert full_name(given=given, family=family) == name


def test_title_and_suffix_stand_around_the_name() -> None:
    assert (
        full_name(prefix="Dr.", given="Ann", middle="M.", family="Lee", suffix="Jr.") == "Dr. Ann M. Lee Jr."
    )


@pytest.mark.parametrize(
    ("written", "sounded"), [("藤原", "ふじわら みさき"), ("Lee", "みさき ふじわら"), ("", "ふじわら みさき")]
)
def test_how_a_name_sounds_has_the_order_of_the_name(written: str, sounded: str) -> None:
    assert sounded_name(given="みさき", family="ふじわら", written=written) == sounded


def test_a_name_without_end_is_cut_to_what_an_index_holds() -> None:
    assert len(full_name(given="x" * 9_999, family="y")) == LONGEST_TEXT
    assert short("a \n b") == "a b"

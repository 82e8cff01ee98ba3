"""What cells say, where their title does not."""

import pytest

from keepwarm.domain.columns import ColumnMeaning as M
from keepwarm.formats.column_contents import fits, meaning_of_cells, service_of_page


@pytest.mark.parametrize(
    ("cells", "meaning"),
    [
        (["ann@example.org", "", "bo@example.org; b@example.com"], M.EMAIL),
        (["Ann <ann@example.org>", "bo@example.org", "none"], M.EMAIL),
        (["+44 20 7946 0018", "(555) 010-0144", "040/5550101"], M.PHONE),
        (["https://www.linkedin.com/in/ann", "linkedin.com/in/bo"], M.PROFILE),
    ],
)
def test_most_cells_decide(cells: list[str], meaning: M) -> None:
    assert meaning_of_cells(cells) is meaning


@pytest.mark.parametrize(
    "cells",
    [
        [],
        ["", " "],
        ["1985-04-12", "12.04.1985", "4/12/1985"],
        ["70110001", "70110002"],
        ["1,200.50", "12-34"],
        ["https://example.org/photo.jpg"],
        ["@ home", "a@b"],
        ["ann@example.org", "yes", "no"],
        ["2025-02-01 10:11"],
    ],
)
def test_days_and_bare_digits_and_pictures_decide_nothing(cells: list[str]) -> None:
    assert meaning_of_cells(cells) is None


@pytest.mark.parametrize(
    ("cells", "fit"),
    [
        (["Ann Lee", "Bo", "Ciarán Ó Dálaigh", "O'Neil-Smith J."], True),
        (["open", "open", "closed"], False),
        (["Ann Lee", "ann@example.org"], False),
        (["12", "13"], False),
        ([], False),
    ],
)
def test_names_are_words_and_each_is_another(cells: list[str], fit: bool) -> None:
    assert fits(M.NAME, cells) is fit


def test_honorifics_are_known() -> None:
    assert fits(M.PREFIX, ["Dr.", "Prof. Dr.", "Ms"])
    assert not fits(M.PREFIX, ["Captain", "Baker"])


def test_the_service_of_a_profile_is_told_from_its_address() -> None:
    pages = ("https://www.linkedin.com/in/ann", "x.com/ann", "https://example.org/linkedin.com/in/x")

    assert [service_of_page(page) for page in pages] == ["linkedin", "twitter", ""]


@pytest.mark.parametrize(
    "text", ["x" * 2_000_000, "a@" * 500_000, "a@b." * 300_000, "1" * 500_000, "(" * 500_000]
)
def test_a_cell_of_any_length_is_looked_at_once(text: str) -> None:
    """Begun anew at each of its letters, a look would take hours."""
    assert meaning_of_cells([text, "x", "y", "z"]) is None

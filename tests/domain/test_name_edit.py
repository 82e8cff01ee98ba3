"""A name and its parts, of which one was written otherwise."""

import pytest

from keepwarm.domain.name_edit import name_after, parts_after

ADA = {"given": "Ada", "family": "Byron"}
BERG = {"prefix": "Dr.", "given": "Ludwig", "family": "van der Berg", "suffix": ""}


@pytest.mark.parametrize(
    ("before", "after", "parts", "changed"),
    [
        ("Ada Byron", "Ada King", ADA, {"family": "King"}),
        ("Ada Byron", "Ada King-Noel of Ockham", ADA, {"family": "King-Noel of Ockham"}),
        ("Byron Ada", "King Ada", ADA, {"family": "King"}),
        ("Ada Byron", "Ada", ADA, {"family": ""}),
        ("Ada Byron", "Byron Ada", ADA, {}),
        ("Ada Byron", "Ada M. Byron", ADA, {}),
        ("Ada Byron", "Mary King", ADA, {}),
        ("Ada A. Byron", "Ada A. King", ADA, {}),
        ("Dr. Ludwig van der Berg", "Ludwig van der Berg", BERG, {"prefix": ""}),
        ("Dr. Ludwig van der Berg", "Dr. Louis van der Berg", BERG, {"given": "Louis"}),
        ("Ada Byron", "Ada King", {"given": "", "family": ""}, {}),
    ],
)
def test_a_part_follows_the_name_where_that_is_plain(
    before: str, after: str, parts: dict[str, str], changed: dict[str, str]
) -> None:
    assert parts_after(before, after, parts) == changed


@pytest.mark.parametrize(
    ("name", "parts", "after", "changed"),
    [
        ("Ada Byron", ADA, {"family": "King"}, "Ada King"),
        ("Byron Ada", ADA, {"family": "King"}, "King Ada"),
        ("Dr. Ludwig van der Berg", BERG, {"prefix": "", "given": "Louis"}, "Louis van der Berg"),
        ("Ludwig van der Berg", BERG, {"prefix": "Prof."}, "Ludwig van der Berg"),
        ("The Countess", ADA, {"family": "King"}, "The Countess"),
        ("Ada", {"given": "Ada"}, {"given": ""}, "Ada"),
        ("Byron Ada", {"given": "Byron", "family": "Ada"}, ADA, "Ada Byron"),
        ("Ada Ada", {"given": "Ada", "family": "Ada"}, ADA, "Ada Byron"),
    ],
)
def test_the_name_follows_a_part_that_stands_in_it(
    name: str, parts: dict[str, str], after: dict[str, str], changed: str
) -> None:
    assert name_after(name, parts, after) == changed

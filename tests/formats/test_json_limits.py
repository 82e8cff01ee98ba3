"""What no contact holds is refused before anything is made of it."""

from typing import Any

import pytest

from keepwarm.domain.errors import Invalid
from keepwarm.formats.json_limits import DEEPEST, check_json


def nested(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = [value]
    return value


def test_what_a_card_holds_is_taken() -> None:
    check_json({"a": [1, 1.5, True, None, "x", {"b": []}], "deep": nested(DEEPEST - 2)})

    with pytest.raises(Invalid):
        check_json({"deep": nested(DEEPEST - 1)})


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (nested(DEEPEST), "nests deeper than 64 levels; export it again"),
        (nested(100_000), "nests deeper than 64 levels; export it again"),
        ([float("nan")], "has a number that is none, or one without measure; correct it, or export it again"),
        ([float("inf")], "has a number that is none, or one without measure; correct it, or export it again"),
        ([10**400], "has a number that is none, or one without measure; correct it, or export it again"),
        ([b"x"], "has a number that is none, or one without measure; correct it, or export it again"),
        ({1: "x"}, "has a name that is no text; export it again"),
    ],
    ids=range(7),
)
def test_what_is_no_json_or_has_no_end_is_refused(value: object, reason: str) -> None:
    with pytest.raises(Invalid) as problem:
        check_json(value)

    assert str(problem.value) == reason

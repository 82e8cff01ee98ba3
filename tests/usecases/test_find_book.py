"""Where books lie."""

from pathlib import Path

import pytest

from keepwarm.usecases.find_book import find_demo_place, usual_place


def test_the_usual_place_is_the_user_s_own_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "data")
    assert usual_place() == Path("data/keepwarm/book.keepwarm")
    monkeypatch.delenv("XDG_DATA_HOME")
    assert usual_place().is_relative_to(Path.home() / ".local" / "share")


@pytest.mark.parametrize(
    ("location", "demo"),
    [
        ("folder/book.keepwarm", Path("folder/demo.keepwarm")),
        ("mine", Path("demo.keepwarm")),
        ("folder/demo.keepwarm", None),
        ("postgresql://localhost/keepwarm", None),
    ],
)
def test_the_demo_lies_beside_the_book(location: str, demo: Path | None) -> None:
    assert find_demo_place(location) == demo

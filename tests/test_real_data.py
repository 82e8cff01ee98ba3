"""The tests on real inputs say where they are expected and never vanish."""

from pathlib import Path

import pytest

from tests.real_data import real_data


def test_the_real_inputs_are_found() -> None:
    assert real_data("vcards").is_dir()


def test_a_missing_input_fails_with_the_place_where_it_is_expected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEEPWARM_DATA", str(tmp_path))

    with pytest.raises(pytest.fail.Exception) as failure:
        real_data("vcards")

    assert str(tmp_path) in str(failure.value)
    assert "KEEPWARM_DATA" in str(failure.value)

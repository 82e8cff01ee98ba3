"""Scripts of names and addresses."""

import pytest

from keepwarm.domain.scripts import is_eastern


@pytest.mark.parametrize("text", ["藤原", "カフカ", "김", "a 東", "々", "ｶﾌｶ", "𠮷田"])
def test_han_kana_and_hangul_are_eastern(text: str) -> None:
    assert is_eastern(text)


@pytest.mark.parametrize("text", ["", "Ann", "Nguyễn", "Łukasz", "Ольга", "محمد", "สมชาย", "प्रिया", "１２"])
def test_no_other_script_is(text: str) -> None:
    assert not is_eastern(text)

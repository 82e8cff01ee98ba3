"""What the owner types as an address, of a kind that they named."""

import pytest

from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.postal import Postal
from keepwarm.usecases.type_handle import typed_handle

EMAIL, PHONE = HandleKind.EMAIL, HandleKind.PHONE


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (EMAIL, "ada@example.org"),
        (PHONE, "+44 20 7946 0018"),
        (PHONE, "555 12 34 ext. 7"),
        (PHONE, "*100#"),
        (HandleKind.PROFILE, "https://example.org/ada"),
        (HandleKind.CHAT, "ada.01"),
        (HandleKind.ADDRESS, "Under the bridge"),
    ],
)
def test_what_is_of_its_kind_is_taken_in_one_line(kind: HandleKind, value: str) -> None:
    assert typed_handle(kind, f"  {value} ", label=" at  home ").value == value
    assert typed_handle(kind, value, label=" at  home ").label == "at home"


@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [
        (EMAIL, "ada", "is no e-mail address"),
        (EMAIL, "+44 20 7946 0018", "is no e-mail address"),
        (HandleKind.PROFILE, "javascript:alert(1)", "is no page"),
        (PHONE, "ask her", "has no number in it"),
        (PHONE, "  ", "Write it, or tick"),
        (HandleKind.CHAT, "x" * 2_001, "longer than 2,000"),
    ],
)
def test_what_is_none_of_its_kind_is_said(kind: HandleKind, value: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        typed_handle(kind, value)


def test_a_handle_that_takes_another_s_place_keeps_what_was_not_typed() -> None:
    old = Handle(kind=HandleKind.CHAT, value="ada", label="x", service="signal", preferred=True)
    new = typed_handle(HandleKind.CHAT, "ada.01", label="home", like=old)
    assert new == Handle(kind=HandleKind.CHAT, value="ada.01", label="home", service="signal", preferred=True)


def test_the_label_of_a_new_chat_names_its_service() -> None:
    assert typed_handle(HandleKind.CHAT, "ada.01", label="Signal").service == "signal"


def test_the_parts_of_an_address_make_its_line() -> None:
    postal = Postal(street=" Long Street 1\nBack door ", code="10117", locality="Berlin")
    made = typed_handle(HandleKind.ADDRESS, "", postal=postal)
    assert made.value == "Long Street 1, Back door, Berlin, 10117"
    assert made.postal == Postal(street="Long Street 1\nBack door", code="10117", locality="Berlin")

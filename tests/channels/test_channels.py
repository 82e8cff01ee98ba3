"""What people type as a way to reach somebody, and the links that open it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.channels import links, recognise
from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Handle, HandleKind

SAFE = ("mailto:", "tel:", "sms:", "https://", "http://", "HTTPS://", "HTTP://")


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("ada@example.org", HandleKind.EMAIL, "ada@example.org"),
        (" mailto:Ada@Example.org ", HandleKind.EMAIL, "Ada@Example.org"),
        ("+44 (20) 7946-0018", HandleKind.PHONE, "+44 (20) 7946-0018"),
        ("tel:112233", HandleKind.PHONE, "112233"),
        ("https://example.org/@ada", HandleKind.PROFILE, "https://example.org/@ada"),
    ],
)
def test_what_is_typed_is_recognised_as_its_kind(typed: str, kind: HandleKind, value: str) -> None:
    assert recognise(typed) == Handle(kind=kind, value=value)


@pytest.mark.parametrize("typed", ["", "Ada", "112", "ada@", "javascript:alert(1)", "ada@example", "12-34-"])
def test_what_is_nothing_is_refused_with_the_kinds_that_there_are(typed: str) -> None:
    with pytest.raises(Invalid, match="is no e-mail address, phone number or https:// profile"):
        recognise(typed)


@pytest.mark.parametrize(
    ("handle", "opened"),
    [
        (Handle(kind=HandleKind.EMAIL, value="ada@example.org"), {Channel.EMAIL: "mailto:ada@example.org"}),
        (
            Handle(kind=HandleKind.PHONE, value="+44 (20) 79-00"),
            {Channel.CALL: "tel:+44207900", Channel.TEXT: "sms:+44207900"},
        ),
        (Handle(kind=HandleKind.PROFILE, value="https://e.org/a"), {Channel.SOCIAL: "https://e.org/a"}),
        (Handle(kind=HandleKind.PROFILE, value="javascript:alert(1)"), {}),
        (Handle(kind=HandleKind.PROFILE, value="data:text/html,x"), {}),
        (
            Handle(kind=HandleKind.EMAIL, value="ada@example.org?bcc=x"),
            {Channel.EMAIL: "mailto:ada@example.org%3Fbcc%3Dx"},
        ),
        (Handle(kind=HandleKind.EMAIL, value="not an address"), {}),
        (Handle(kind=HandleKind.PHONE, value="ask reception"), {}),
        (Handle(kind=HandleKind.ADDRESS, value="1 High Street"), {}),
    ],
)
def test_each_channel_is_opened_by_its_link(handle: Handle, opened: dict[Channel, str]) -> None:
    assert links(handle) == opened


@given(st.sampled_from(list(HandleKind)), st.text(max_size=60))
def test_no_text_makes_a_link_that_runs_something_or_breaks_a_line(kind: HandleKind, value: str) -> None:
    for link in links(Handle(kind=kind, value=value)).values():
        assert link.startswith(SAFE)
        assert not set(link) & set(" \r\n\t<>\"'")


@given(st.text(max_size=40))
def test_whatever_is_recognised_can_be_opened(typed: str) -> None:
    try:
        handle = recognise(typed)
    except Invalid:
        return
    assert links(handle)

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
        ("WhatsApp: +44 20 7946 0018", HandleKind.CHAT, "+44 20 7946 0018"),
        ("telegram:@ada_l", HandleKind.CHAT, "@ada_l"),
    ],
)
def test_what_is_typed_is_recognised_as_its_kind(typed: str, kind: HandleKind, value: str) -> None:
    found = recognise(typed)
    assert (found.kind, found.value) == (kind, value)


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


# What is said first


def chat(service: str, value: str) -> Handle:
    return Handle(kind=HandleKind.CHAT, service=service, value=value)


@pytest.mark.parametrize(
    ("handle", "opened"),
    [
        (
            Handle(kind=HandleKind.EMAIL, value="ada@example.org"),
            "mailto:ada@example.org?subject=Hello%20there&body=How%20%26%20when%3F%0D%0AMe",
        ),
        (Handle(kind=HandleKind.PHONE, value="+44 20 7900"), "sms:+44207900?body=How%20%26%20when%3F%0AMe"),
        (chat("WhatsApp", "+44 20 7946 0018"), "https://wa.me/442079460018?text=How%20%26%20when%3F%0AMe"),
        (chat("signal", "+44 20 7946 0018"), "https://signal.me/#p/+442079460018"),
        (chat("telegram", "@ada_l"), "https://t.me/ada_l?text=How%20%26%20when%3F%0AMe"),
        (chat("telegram", "+44 20 7946 0018"), "https://t.me/+442079460018?text=How%20%26%20when%3F%0AMe"),
    ],
)
def test_a_message_begins_with_what_is_to_be_said_where_the_program_takes_it(
    handle: Handle, opened: str
) -> None:
    assert opened in links(handle, "How & when?\nMe", "Hello\nthere").values()


@pytest.mark.parametrize(
    "handle",
    [
        chat("whatsapp", "020 7946 0018"),
        chat("signal", "ada.42"),
        chat("telegram", "ada/../joinchat"),
        chat("telegram", "a?b=c"),
        chat("", "+44 20 7946 0018"),
        chat("icq", "123456789"),
        chat("skype", "ada"),
    ],
)
def test_a_chat_address_that_cannot_be_opened_for_sure_is_not(handle: Handle) -> None:
    assert links(handle, "Hello") == {}


@pytest.mark.parametrize("typed", ["whatsapp:020 7946", "telegram:a/b", "signal: ada"])
def test_a_chat_address_that_cannot_be_opened_is_not_recognised(typed: str) -> None:
    with pytest.raises(Invalid):
        recognise(typed)


@given(
    st.sampled_from(list(HandleKind)),
    st.sampled_from(["", "whatsapp", "signal", "telegram"]),
    st.sampled_from(["+44 20 7946 0018", "ada@example.org", "ada_l", "https://example.org/a", "+1 2\n3"]),
    st.text(max_size=30),
    st.text(max_size=30),
)
def test_what_is_said_adds_no_header_and_runs_nothing(
    kind: HandleKind, service: str, value: str, said: str, subject: str
) -> None:
    handle = Handle(kind=kind, service=service, value=value)
    plain = links(handle)
    for channel, link in links(handle, said, subject).items():
        assert link.startswith(plain[channel])
        added = link.removeprefix(plain[channel])
        assert not set(added) - set("?&=%-._~") - {c for c in added if c.isascii() and c.isalnum()}
        assert added.count("=") <= (2 if channel is Channel.EMAIL else 1)

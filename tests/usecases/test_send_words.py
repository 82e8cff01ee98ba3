"""By which channels prepared words may be sent."""

from keepwarm.domain.channels import Channel
from keepwarm.domain.people import Preference
from keepwarm.usecases.find_person import recognise_handle
from keepwarm.usecases.send_words import ways_to_send

HANDLES = [recognise_handle(text) for text in ("030 1234567", "ada@example.org", "ada@work.example")]


def test_the_first_handle_of_each_written_channel_opens_with_the_words_and_none_rings() -> None:
    found = ways_to_send(HANDLES, (), "DE", "Hello & welcome")
    assert set(found) == {Channel.TEXT, Channel.EMAIL}
    assert found[Channel.TEXT].startswith("sms:+49301234567")
    assert found[Channel.EMAIL].startswith("mailto:ada@example.org?")
    assert all("Hello%20%26%20welcome" in link for link in found.values())


def test_what_they_like_comes_first_and_a_never_is_not_there() -> None:
    liked = Preference(channel=Channel.EMAIL, rank=1)
    assert list(ways_to_send(HANDLES, (liked,), "DE", "Hello")) == [Channel.EMAIL, Channel.TEXT]
    never = Preference(channel=Channel.EMAIL, never=True)
    assert list(ways_to_send(HANDLES, (never,), "DE", "Hello")) == [Channel.TEXT]


def test_what_the_owner_does_not_use_is_not_there() -> None:
    unused = frozenset({Channel.TEXT})
    assert list(ways_to_send(HANDLES, (), "DE", "Hello", unused)) == [Channel.EMAIL]

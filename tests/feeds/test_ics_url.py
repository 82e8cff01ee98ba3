"""Calendars at an address, with a web server that says whatever a test wants."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from keepwarm.domain.errors import Unavailable
from keepwarm.feeds import FeedSettings, ics_url
from tests.feeds.calendars import NOW, Follower, calendar, event
from tests.feeds.web import Said, Site, website

TAG = {"ETag": '"v1"', "Last-Modified": "Sun, 22 Nov 2026 08:00:00 GMT", "Content-Type": "text/calendar"}


@pytest.fixture
def site() -> Iterator[Site]:
    with website() as site:
        yield site


def follower(site: Site, path: str = "/basic.ics") -> Follower:
    settings = FeedSettings(name="club", address=site.address + path, private=True, plain=True)
    return Follower(read_at=ics_url.read_at, settings=settings)


def test_a_calendar_is_read_and_not_again_while_the_server_says_that_it_is_the_same(site: Site) -> None:
    site.says(Said(body=calendar(event("a")), headers=TAG), Said(status=304))
    feed = follower(site)

    assert feed.read() == ["Meeting a 2024-11-01"]
    state = feed.state
    assert feed.read() == []
    assert feed.state == state
    first, second = (one.headers for one in site.heard)
    assert "if-none-match" not in first
    assert (second["if-none-match"], second["if-modified-since"]) == ('"v1"', TAG["Last-Modified"])


def test_a_calendar_of_the_same_bytes_is_not_read_again_though_the_server_says_nothing(site: Site) -> None:
    same = Said(body=calendar(event("a")))
    site.says(same, same, Said(body=calendar(event("a"), event("b"))))
    feed = follower(site)

    assert feed.read() == ["Meeting a 2024-11-01"]
    assert feed.read() == []
    assert feed.read() == ["Meeting a 2024-11-01", "Meeting b 2024-11-01"]


def test_what_was_to_come_is_read_once_it_has_been_though_nothing_has_changed(site: Site) -> None:
    answer = Said(body=calendar(event("a"), event("b", on="20261201")), headers=TAG)
    site.says(answer, Said(status=304), answer, Said(status=304))
    feed = follower(site)

    feed.read()
    assert feed.read(NOW + timedelta(days=5)) == []
    assert "Meeting b 2026-12-01" in feed.read(NOW + timedelta(days=12))
    assert "if-none-match" not in site.heard[2].headers
    assert feed.read(NOW + timedelta(days=13)) == []


def test_a_query_and_letters_beyond_ascii_in_an_address_are_asked_for(site: Site) -> None:
    site.says(Said(body=calendar(event("a"))))

    assert follower(site, "/köln/a b.ics?token=ä%20b&x=1").read() == ["Meeting a 2024-11-01"]
    assert site.heard[0].path == "/k%C3%B6ln/a%20b.ics?token=%C3%A4%20b&x=1"


def test_a_user_and_what_their_command_prints_are_said_to_the_server(site: Site) -> None:
    site.says(Said(body=calendar()), Said(body=calendar(event("a"))))
    feed = follower(site)
    feed.settings, feed.secret = replace(feed.settings, user="ada", secret_command=("x",)), "pass"
    feed.read()
    feed.settings = replace(feed.settings, oauth=True)
    feed.read()

    assert [one.headers["authorization"] for one in site.heard] == ["Basic YWRhOnBhc3M=", "Bearer pass"]


@pytest.mark.parametrize("token", ["a\x00b", "tök", "a\rX: y"])
def test_what_is_no_token_is_told_and_not_shown(site: Site, token: str) -> None:
    feed = follower(site)
    feed.settings, feed.secret = replace(feed.settings, secret_command=("x",), oauth=True), token

    with pytest.raises(
        Unavailable, match=r"^What the command of club prints is no token; try it by itself\.$"
    ):
        feed.read()
    assert site.heard == []


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (Said(status=301, headers={"Location": "http://127.0.0.2:9/x?secret"}),
         "127.0.0.1 sends on to 127.0.0.2, which is not followed; if that is right, give the address there."),
        (Said(status=302, headers={"Location": "/elsewhere.ics"}),
         "127.0.0.1 has moved the calendar; give its new address."),
        (Said(status=302), "127.0.0.1 has moved the calendar; give its new address."),
        (Said(status=302, headers={"Location": "file:///etc/passwd"}),
         "127.0.0.1 sends on to nowhere, which is not followed; if that is right, give the address there."),
        (Said(status=401), "127.0.0.1 does not let anybody without a password in (401); check the user, and "
                           "what the command prints."),
        (Said(status=404), "127.0.0.1 has no calendar at that address (404); check the address."),
        (Said(status=503), "127.0.0.1 cannot answer now (503); try again later."),
        (Said(status=304), "127.0.0.1 cannot answer now (304); try again later."),
        (Said(body=b"<!DOCTYPE html><html>Log in</html>", headers={"Content-Type": "text/calendar"}),
         "127.0.0.1 answers with what is no calendar; give the address of its .ics file."),
        (Said(), "127.0.0.1 answers with what is no calendar; give the address of its .ics file."),
        (Said(body=b"x", headers={"Content-Encoding": "gzip"}),
         "127.0.0.1 answers packed, which was not asked for; another server may not."),
        (Said(body=calendar(event("a")), cut=60),
         "127.0.0.1 broke off (the answer is cut off); try again later."),
        (Said(body=b"5\r\nBEGIN", headers={"Transfer-Encoding": "chunked"}, cut=6), "127.0.0.1 broke off"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_told_in_a_sentence_and_nothing_is_advanced(
    site: Site, said: Said, sentence: str
) -> None:
    site.says(said)
    feed = follower(site)

    with pytest.raises(Unavailable) as problem:
        feed.read()

    assert str(problem.value).startswith(sentence)
    assert feed.state == ""


def test_a_server_that_is_not_there_is_told(site: Site) -> None:
    feed = follower(site)
    feed.settings = replace(feed.settings, address="http://127.0.0.1:1/x.ics")

    with pytest.raises(Unavailable, match="cannot be reached on port 1"):
        feed.read()


def test_a_calendar_that_is_too_large_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_url, "LARGEST", 1024 * 1024)
    site.says(Said(body=calendar(*[event(str(number)) for number in range(6_000)])))

    with pytest.raises(Unavailable, match=r"^127\.0\.0\.1 answers with more than 1 MiB\.$"):
        follower(site).read()


@pytest.mark.parametrize(
    "state", ["x", "3", "null", "[]", '{"digest":[]}', '{"due":"never"}', '{"etag":"a\\r\\nX: y"}']
)
def test_a_state_that_is_none_of_ours_means_that_all_is_read(site: Site, state: str) -> None:
    site.says(Said(body=calendar(event("a")), headers=TAG))
    feed = follower(site)
    feed.state = state

    assert feed.read() == ["Meeting a 2024-11-01"]
    assert json.loads(feed.state)["etag"] == '"v1"'


def test_events_that_are_no_meetings_are_told_in_a_line(site: Site) -> None:
    alone = event("a").replace("ATTENDEE", "X-NOBODY")
    site.says(Said(body=calendar(alone, alone)))
    feed = follower(site)

    assert feed.read() == []
    assert [(one.place, one.reason) for one in feed.refused] == [
        ("2 entries", "no meeting: nobody else is named")
    ]

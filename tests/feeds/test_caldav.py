"""Calendars on a server: with a real one (Radicale), and with one that says whatever a test wants."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from keepwarm.domain.errors import Missing, Unavailable
from keepwarm.feeds import FeedSettings, caldav
from tests.feeds.calendars import NOW, Follower, event
from tests.feeds.web import Said, Site, website
from tests.radicale_server import PASSWORD, USER, Radicale, running_radicale

_names = count(1)


@pytest.fixture(scope="module")
def radicale(no_network: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with running_radicale(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture
def work(radicale: Radicale) -> str:
    """The path of a new calendar."""
    name = f"c{next(_names)}"
    return radicale.make_calendar(name, f"Work {name}")


def follower(address: str, *calendars: str, secret: str = PASSWORD) -> Follower:
    settings = FeedSettings(
        name="work",
        address=address,
        user=USER,
        secret_command=("x",),
        folders=calendars,
        private=True,
        plain=True,
    )
    return Follower(read_at=caldav.read_at, settings=settings, secret=secret)


def test_what_is_new_what_has_changed_and_what_is_gone_is_read_and_nothing_else(
    radicale: Radicale, work: str
) -> None:
    # given
    for name in ("a", "b", "c"):
        radicale.put(work, name, event(name))
    feed = follower(radicale.address + work)

    # when, then
    assert feed.read() == ["Meeting a 2024-11-01", "Meeting b 2024-11-01", "Meeting c 2024-11-01"]
    assert feed.read() == []
    radicale.put(work, "d", event("d"))
    assert feed.read() == ["Meeting d 2024-11-01"]
    radicale.put(work, "a", event("a", on="20241105"))
    radicale.delete(work, "b")
    assert feed.read() == ["Meeting a 2024-11-05"]
    assert feed.read() == []


def test_the_calendars_of_an_owner_are_found_from_the_address_of_the_server(
    radicale: Radicale, work: str
) -> None:
    radicale.put(work, "a", event("a"))
    radicale.make_calendar("tasks", "Tasks", holds="VTODO")

    for address in (
        radicale.address,
        f"{radicale.address}/{USER}/",
        f"{radicale.address}/.well-known/caldav",
    ):
        feed = follower(address, f"Work {work.split('/')[2]}")
        assert feed.read() == ["Meeting a 2024-11-01"]


def test_a_calendar_that_is_not_there_is_told_with_those_that_are(radicale: Radicale, work: str) -> None:
    with pytest.raises(Missing, match=r"There is no calendar 'Home' on the server; there are: .*Work c"):
        follower(radicale.address, "Home").read()


def test_what_was_to_come_is_read_again_once_it_has_been(radicale: Radicale, work: str) -> None:
    # given
    radicale.put(work, "past", event("past"))
    radicale.put(work, "soon", event("soon", on="20261125"))
    radicale.put(work, "weekly", event("weekly", "RRULE:FREQ=WEEKLY", on="20261111"))
    feed = follower(radicale.address + work)

    # when
    feed.read()

    # then
    assert feed.read() == []
    assert feed.read(NOW + timedelta(days=4)) == [
        "Meeting soon 2026-11-25", "Meeting weekly 2026-11-11", "Meeting weekly 2026-11-18",
        "Meeting weekly 2026-11-25", "Meeting weekly 2026-12-02",
    ]  # fmt: skip
    later = feed.read(NOW + timedelta(days=30))
    assert "Meeting weekly 2026-12-16" in later
    assert "Meeting soon 2026-11-25" not in later


def test_a_series_comes_with_the_changes_of_its_single_meetings(radicale: Radicale, work: str) -> None:
    series = event("s", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20241115T090000Z")
    moved = event("s", "RECURRENCE-ID:20241108T090000Z", on="20241109")
    radicale.put(work, "s", series + moved)

    found = follower(radicale.address + work).read()

    assert found == ["Meeting s 2024-11-01", "Meeting s 2024-11-09"]


def test_where_the_server_has_forgotten_the_token_all_is_read_again(radicale: Radicale, work: str) -> None:
    radicale.put(work, "a", event("a"))
    feed = follower(radicale.address + work)
    feed.read()

    radicale.forget_tokens(work)
    radicale.put(work, "b", event("b"))

    assert feed.read() == ["Meeting a 2024-11-01", "Meeting b 2024-11-01"]
    assert feed.read() == []


@pytest.mark.parametrize("state", ["x", "[]", "{}", '{"/ada/":3}', '{"/":{"token":[]}}', "[" * 100_000])
def test_a_state_that_is_none_of_ours_means_that_all_is_read(
    radicale: Radicale, work: str, state: str
) -> None:
    radicale.put(work, "a", event("a"))
    feed = follower(radicale.address + work)
    feed.state = state

    assert feed.read() == ["Meeting a 2024-11-01"]


def test_a_wrong_password_is_told_and_nothing_is_advanced(radicale: Radicale, work: str) -> None:
    feed = follower(radicale.address + work, secret="wrong")

    with pytest.raises(Unavailable, match=r"127\.0\.0\.1 does not let ada in \(401\)"):
        feed.read()
    assert feed.state == ""


def test_an_address_within_this_machine_is_refused_unless_it_is_meant(radicale: Radicale, work: str) -> None:
    feed = follower(radicale.address + work)
    feed.settings = replace(feed.settings, private=False)

    with pytest.raises(Unavailable, match="add the feed with --private"):
        feed.read()


def test_an_address_without_calendars_is_told(radicale: Radicale) -> None:
    with pytest.raises(Unavailable, match="check the address"):
        follower(f"{radicale.address}/{USER}/nowhere/").read()


# A server that says whatever a test wants

CALENDAR = (
    '<D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
    ' xmlns:S="http://calendarserver.org/ns/"><D:response><D:href>/calendars/</D:href><D:propstat><D:prop>'
    "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype><D:displayname>Work</D:displayname>{more}"
    "</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>"
)


def listed(**tags: str) -> str:
    answers = "".join(
        f"<D:response><D:href>/calendars/{name}.ics</D:href><D:propstat><D:prop><D:getetag>{tag}</D:getetag>"
        "</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"
        for name, tag in tags.items()
    )
    return f'<D:multistatus xmlns:D="DAV:">{answers}</D:multistatus>'


def holding(*names: str) -> str:
    answers = "".join(
        f"<D:response><D:href>/calendars/{name}.ics</D:href><D:propstat><D:prop><C:calendar-data>BEGIN:VCALENDAR\n"
        f"{event(name)}END:VCALENDAR\n</C:calendar-data></D:prop><D:status>HTTP/1.1 200 OK</D:status>"
        "</D:propstat></D:response>"
        for name in names
    )
    return f'<D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">{answers}</D:multistatus>'


def dav(text: str, status: int = 207) -> Said:
    return Said(status=status, body=text.encode(), headers={"Content-Type": "application/xml"})


@pytest.fixture
def site() -> Iterator[Site]:
    with website() as site:
        yield site


def test_a_server_that_does_not_tell_changes_is_asked_for_tags(site: Site) -> None:
    feed = follower(f"{site.address}/calendars/")
    described = dav(CALENDAR.format(more="<S:getctag>1</S:getctag>"))

    site.says(described, dav(listed(a="1", b="1")), dav(holding("a", "b")))
    assert feed.read() == ["Meeting a 2024-11-01", "Meeting b 2024-11-01"]

    site.says(described)
    assert feed.read() == []

    site.says(
        dav(CALENDAR.format(more="<S:getctag>2</S:getctag>")), dav(listed(a="1", b="2")), dav(holding("b"))
    )
    assert feed.read() == ["Meeting b 2024-11-01"]
    assert [one.method for one in site.heard] == [*["PROPFIND", "REPORT", "REPORT"], "PROPFIND",
                                                  *["PROPFIND", "REPORT", "REPORT"]]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "", "x", "<", "<a/>", "<html><body>Log in</body></html>", "\0" * 40,
        "<?xml version='1.0' encoding='x'?><a/>",
        '<!DOCTYPE a [<!ENTITY b "c">]><D:multistatus xmlns:D="DAV:">&b;</D:multistatus>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x"><a/>',
        "<a>" * 50_000,
        '<D:multistatus xmlns:D="DAV:">' + "<D:response/>" * 500_000,
    ],
    ids=lambda body: body[:20],
)  # fmt: skip
def test_hostile_xml_is_told_in_a_sentence(site: Site, body: str) -> None:
    site.says(dav(body))

    with pytest.raises(Unavailable, match=r"^127\.0\.0\.1 .*check the address\.$"):
        follower(f"{site.address}/calendars/").read()


def test_no_link_in_an_answer_leads_to_another_server(site: Site) -> None:
    home = "<C:calendar-home-set><D:href>http://127.0.0.2:9/home/</D:href></C:calendar-home-set>"
    answer = CALENDAR.format(more=home).replace("<C:calendar/>", "")
    site.says(dav(answer), dav("", 404))

    with pytest.raises(Unavailable, match=r"says that the calendars are at 'http://127\.0\.0\.2:9/home/'"):
        follower(f"{site.address}/").read()


def test_a_redirect_within_the_server_is_followed_and_one_to_another_is_not(site: Site) -> None:
    moved = Said(status=301, headers={"Location": "/calendars/"})
    away = Said(status=301, headers={"Location": "http://127.0.0.2:9/calendars/"})

    site.says(moved, dav(CALENDAR.format(more="")), dav(listed()))
    assert follower(f"{site.address}/old/").read() == []
    site.says(away, away)
    with pytest.raises(Unavailable, match=r"sends on to 127\.0\.0\.2, which is not followed"):
        follower(f"{site.address}/old/").read()
    site.says(*[moved] * 20)
    with pytest.raises(Unavailable, match="from one address to the next"):
        follower(f"{site.address}/old/").read()


def test_a_server_alone_is_asked_where_its_calendars_are(site: Site) -> None:
    moved = Said(status=301, headers={"Location": "/remote.php/dav/"})
    principal = "<D:current-user-principal><D:href>/p/ada/</D:href></D:current-user-principal>"
    home = "<C:calendar-home-set><D:href>/cal/ada/</D:href></C:calendar-home-set>"
    no_calendar = CALENDAR.replace("<C:calendar/>", "")
    site.says(
        dav("", 405), moved, dav(no_calendar.format(more=principal)), dav(no_calendar.format(more=home)),
        dav(CALENDAR.format(more="")), dav(listed(a="1")), dav(holding("a")),
    )  # fmt: skip

    assert follower(site.address).read() == ["Meeting a 2024-11-01"]
    assert [one.path for one in site.heard] == [
        "/", "/.well-known/caldav", "/remote.php/dav/", "/p/ada/", "/cal/ada/", "/calendars/", "/calendars/",
    ]  # fmt: skip


def test_changes_that_a_server_tells_in_parts_are_all_read(site: Site) -> None:
    more = "<D:sync-token>t</D:sync-token>"
    cut = "<D:response><D:href>/calendars/</D:href><D:status>HTTP/1.1 507 Full</D:status></D:response>"
    first = listed(a="1").replace("</D:multistatus>", f"{cut}<D:sync-token>1</D:sync-token></D:multistatus>")
    rest = listed(b="1").replace("</D:multistatus>", "<D:sync-token>2</D:sync-token></D:multistatus>")
    site.says(dav(CALENDAR.format(more=more)), dav(first), dav(rest), dav(holding("a", "b")))
    feed = follower(f"{site.address}/calendars/")

    assert feed.read() == ["Meeting a 2024-11-01", "Meeting b 2024-11-01"]
    assert json.loads(feed.state)["/calendars/"]["token"] == "2"


def test_an_answer_that_breaks_off_brings_nothing_and_advances_nothing(site: Site) -> None:
    whole = dav(CALENDAR.format(more="<S:getctag>1</S:getctag>"))
    site.says(whole, dav(listed(a="1")), replace(dav(holding("a")), cut=200))
    feed = follower(f"{site.address}/calendars/")

    with pytest.raises(Unavailable, match="broke off"):
        feed.read()
    assert feed.state == ""


def test_only_reading_is_ever_asked_for(radicale: Radicale, work: str, tmp_path: Path) -> None:
    radicale.put(work, "a", event("a"))
    before = content_of(radicale.folder / "collections")

    follower(radicale.address).read()

    assert content_of(radicale.folder / "collections") == before


def content_of(folder: Path) -> dict[str, bytes]:
    files = (
        path
        for path in folder.rglob("*")
        if path.is_file() and ".Radicale" not in str(path.relative_to(folder))
    )
    return {str(path): path.read_bytes() for path in files}

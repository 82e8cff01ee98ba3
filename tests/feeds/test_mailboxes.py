"""Mailboxes on a real server: read once, read on, taken back, and never half."""

import imaplib
from pathlib import Path

import pytest

from keepwarm.domain.errors import Conflict, Invalid, Missing, Unavailable
from keepwarm.storage.book import Library
from keepwarm.storage.pages.journal import journal_page
from keepwarm.usecases.change_feeds import list_feeds, remove_feed
from keepwarm.usecases.read_feeds import apply_feed, plan_feed
from keepwarm.usecases.undo import undo
from tests.books import NOW, OWN, added, hash_of, taken_in
from tests.dovecot_server import HOST, PASSWORD, Dovecot
from tests.feeds.letters import add_mailbox, fates, feed_state, letter, letters, new, new_user, read, talks

pytestmark = pytest.mark.usefixtures("trusted")


def logged_in(dovecot: Dovecot, user: str) -> imaplib.IMAP4:
    """Another program at the same mailbox."""
    client = imaplib.IMAP4(HOST, dovecot.port)
    client.login(user, PASSWORD)
    return client


def test_what_lies_there_comes_in_and_again_changes_nothing(library: Library, dovecot: Dovecot) -> None:
    user = new_user()
    dovecot.deliver(user, *letters(3))
    add_mailbox(library, dovecot, user)
    assert fates(read(library)) == {"new": 3}
    content = hash_of(library)
    again = read(library)
    assert (again.batch_id, fates(again)) == (None, {})
    assert hash_of(library) == content


def test_ten_new_messages_are_ten(sqlite_library: Library, dovecot: Dovecot) -> None:
    user = new_user()
    dovecot.deliver(user, *letters(30))
    add_mailbox(sqlite_library, dovecot, user)
    read(sqlite_library)
    dovecot.deliver(user, *letters(10, start=30))
    assert fates(read(sqlite_library)) == {"new": 10}
    assert talks(sqlite_library) == 40


def test_more_messages_come_than_are_asked_for_at_once(sqlite_library: Library, dovecot: Dovecot) -> None:
    user = new_user()
    dovecot.deliver(user, *letters(1_201))
    add_mailbox(sqlite_library, dovecot, user)
    assert fates(read(sqlite_library)) == {"new": 1_201}


def test_undo_takes_the_messages_back_and_how_far_it_was_read_and_reading_brings_them_again(
    library: Library, dovecot: Dovecot
) -> None:
    user = new_user()
    dovecot.deliver(user, *letters(3))
    add_mailbox(library, dovecot, user)
    before = hash_of(library)
    read(library)
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert (hash_of(library), feed_state(library), talks(library)) == (before, "", 0)
    assert fates(read(library)) == {"new": 3}


def test_an_older_reading_is_not_undone_under_a_later_one(sqlite_library: Library, dovecot: Dovecot) -> None:
    user = new_user()
    dovecot.deliver(user, *letters(3))
    add_mailbox(sqlite_library, dovecot, user)
    first = read(sqlite_library)
    dovecot.deliver(user, *letters(2, start=3))
    read(sqlite_library)
    with pytest.raises(Conflict, match="read home"), sqlite_library.open(NOW, writing=True) as book:
        undo(book, first.batch_id)


def test_a_folder_with_a_new_uidvalidity_is_read_again_and_counts_once(
    sqlite_library: Library, dovecot: Dovecot
) -> None:
    user, kept = new_user(), letters(4)
    dovecot.deliver(user, *kept, folder="Archive")
    add_mailbox(sqlite_library, dovecot, user)
    read(sqlite_library)
    before = feed_state(sqlite_library)
    with logged_in(dovecot, user) as client:
        assert client.delete("Archive")[0] == "OK"
    dovecot.deliver(user, *kept, letter("Eve <eve@example.org>"), folder="Archive")
    assert fates(read(sqlite_library)) == {"same": 4, "new": 1}
    assert feed_state(sqlite_library) != before
    assert talks(sqlite_library) == 5


def test_two_accounts_are_two_feeds_and_a_message_in_both_counts_once(
    sqlite_library: Library, dovecot: Dovecot
) -> None:
    one, other = new_user(), new_user()
    dovecot.deliver(one, *letters(3))
    dovecot.deliver(other, *letters(2, start=2))
    add_mailbox(sqlite_library, dovecot, one, name="home")
    add_mailbox(sqlite_library, dovecot, other, name="work")
    assert fates(read(sqlite_library, "home")) == {"new": 3}
    assert fates(read(sqlite_library, "work")) == {"new": 1, "same": 1}
    assert (fates(read(sqlite_library, "home")), fates(read(sqlite_library, "work"))) == ({}, {})


def test_the_same_message_in_a_file_and_on_a_server_counts_once(
    sqlite_library: Library, dovecot: Dovecot, tmp_path: Path
) -> None:
    user = new_user()
    odd = "From: =?utf-8?Q?Zo=C3=AB?= <Zoe@Example.ORG>\r\nTo: me@example.org, Bo <bo@example.org>\r\n"
    without_id = f"{odd}Date: Fri, 20 Nov 2026 09:00:00 +0100\r\nSubject: =?utf-8?B?w4RoYQ==?=\r\n\r\nHi.\r\n"
    kept = [*letters(3), without_id.encode()]
    dovecot.deliver(user, *kept)
    file = tmp_path / "inbox.mbox"
    file.write_bytes(b"".join(b"From x@example.org Fri Nov 20 09:00:00 2026\n" + one + b"\n" for one in kept))
    taken_in(sqlite_library, file)
    add_mailbox(sqlite_library, dovecot, user)
    assert fates(read(sqlite_library)) == {"same": 4}
    assert talks(sqlite_library) == 4


def test_all_folders_are_read_but_drafts_the_bin_and_spam(sqlite_library: Library, dovecot: Dovecot) -> None:
    user = new_user()
    dovecot.deliver(user, letter("In <in@example.org>"))
    dovecot.deliver(user, letter(OWN, "out@example.org"), folder="Sent")
    dovecot.deliver(user, letter("Filed <filed@example.org>"), folder="Clients.Z&APw-rich")
    dovecot.deliver(user, letter("Draft <draft@example.org>"), folder="Drafts")
    dovecot.deliver(user, letter("Old <old@example.org>"), folder="Trash.2019")
    dovecot.deliver(user, letter("Spam <spam@example.org>"), folder="Unwanted")
    dovecot.deliver(user, letter("Korb <korb@example.org>"), folder="Papierkorb")
    dovecot.deliver(user, letter("Marked <marked@example.org>"), flags="T")
    add_mailbox(sqlite_library, dovecot, user)
    done = read(sqlite_library)
    people = sorted(item.arrival.person for item in done.items if item.arrival.fate.value == "new")
    assert people == ["Filed", "In", "out@example.org"]
    assert fates(done) == {"new": 3, "refused": 1}
    assert {item.arrival.place.partition(",")[0] for item in done.items} == {
        "INBOX",
        "Sent",
        "Clients/Zürich",
    }


def test_named_folders_alone_are_read_by_the_names_that_their_owner_reads(
    sqlite_library: Library, dovecot: Dovecot
) -> None:
    user = new_user()
    dovecot.deliver(user, letter("In <in@example.org>"))
    dovecot.deliver(user, letter("Filed <filed@example.org>"), folder="Clients.Z&APw-rich")
    add_mailbox(sqlite_library, dovecot, user, folders=["Clients/Zürich"])
    assert [item.arrival.person for item in read(sqlite_library).items] == ["Filed"]
    add_mailbox(sqlite_library, dovecot, user, name="other", folders=["Nowhere"])
    with pytest.raises(Missing, match=r"has no folder 'Nowhere'; it has: .*Clients/Zürich"):
        read(sqlite_library, "other")


def test_nothing_is_marked_as_read(sqlite_library: Library, dovecot: Dovecot) -> None:
    user = new_user()
    dovecot.deliver(user, *letters(2))
    add_mailbox(sqlite_library, dovecot, user)
    read(sqlite_library)
    with logged_in(dovecot, user) as client:
        client.select("INBOX", readonly=True)
        assert client.search(None, "UNSEEN") == ("OK", [b"1 2"])


def test_an_address_list_that_was_read_before_still_tells_a_list(
    sqlite_library: Library, dovecot: Dovecot
) -> None:
    user = new_user()
    mark = "List-Post: <mailto:talk@lists.example.net>\nList-Id: <talk.example.net>\n"
    dovecot.deliver(
        user,
        letter("Ann <ann@example.org>", "talk@club.example.net", extra=mark.replace("lists.", "club.")),
        *letters(1),
    )
    add_mailbox(sqlite_library, dovecot, user)
    read(sqlite_library)
    dovecot.deliver(user, letter(OWN, "talk@club.example.net"), folder="Sent")
    (item,) = read(sqlite_library).items
    assert (item.arrival.fate.value, item.arrival.reason and item.arrival.reason.code) == ("refused", "bulk")


def test_newsletters_alone_move_on_how_far_it_was_read(sqlite_library: Library, dovecot: Dovecot) -> None:
    user = new_user()
    dovecot.deliver(user, *letters(1))
    add_mailbox(sqlite_library, dovecot, user)
    read(sqlite_library)
    dovecot.deliver(user, letter("News <news@example.org>", extra="List-Unsubscribe: <x>\n"))
    assert fates(read(sqlite_library)) == {"refused": 1}
    assert fates(read(sqlite_library)) == {}


def test_starttls_is_spoken_where_the_server_speaks_first(sqlite_library: Library, dovecot: Dovecot) -> None:
    user = new_user()
    dovecot.deliver(user, *letters(2))
    add_mailbox(sqlite_library, dovecot, user, port=dovecot.port)
    assert new(read(sqlite_library)) == 2


def test_without_tls_only_where_the_owner_said_so(sqlite_library: Library, dovecot: Dovecot) -> None:
    user = new_user()
    dovecot.deliver(user, *letters(2))
    add_mailbox(sqlite_library, dovecot, user, port=dovecot.port, plain=True)
    assert new(read(sqlite_library)) == 2


@pytest.mark.parametrize("in_tls_at_once", [True, False])
def test_a_certificate_of_an_authority_that_is_not_trusted_is_refused(
    sqlite_library: Library, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch, in_tls_at_once: bool
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    user = new_user()
    add_mailbox(sqlite_library, dovecot, user, port=dovecot.tls_port if in_tls_at_once else dovecot.port)
    with pytest.raises(Unavailable, match=r"certificate of localhost is not trusted.*SSL_CERT_FILE"):
        read(sqlite_library)


def test_a_certificate_for_another_name_is_refused(sqlite_library: Library, dovecot: Dovecot) -> None:
    add_mailbox(sqlite_library, dovecot, new_user(), host="127.0.0.2")
    with pytest.raises(Unavailable, match=r"certificate of 127\.0\.0\.2 is not trusted"):
        read(sqlite_library)


def test_a_wrong_password_is_said_and_not_repeated(sqlite_library: Library, dovecot: Dovecot) -> None:
    user = new_user()
    add_mailbox(sqlite_library, dovecot, user, secret_command=("echo", "wrong-password"))
    with pytest.raises(Unavailable, match=f"does not let {user} in") as problem:
        read(sqlite_library)
    assert "wrong-password" not in str(problem.value)


def test_this_machine_is_reached_only_where_the_owner_said_so(
    sqlite_library: Library, dovecot: Dovecot
) -> None:
    add_mailbox(sqlite_library, dovecot, new_user(), private=False)
    with pytest.raises(Unavailable, match="add the feed with --private"):
        read(sqlite_library)


def test_a_server_that_is_killed_in_the_middle_leaves_nothing(
    sqlite_library: Library, mortal_dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(mortal_dovecot.authority))
    user = new_user()
    mortal_dovecot.deliver(user, *letters(3_000))
    add_mailbox(sqlite_library, mortal_dovecot, user)
    before = hash_of(sqlite_library)
    read_so_far: list[int] = []

    def kill_it(_name: str, items: int) -> None:
        if not read_so_far:
            mortal_dovecot.kill()
        read_so_far.append(items)

    with pytest.raises(Unavailable, match=r"broke the connection off.*nothing was kept"):
        plan_feed(sqlite_library, "home", NOW, kill_it)
    assert 0 < read_so_far[0] < 3_000
    assert hash_of(sqlite_library) == before
    with pytest.raises(Unavailable, match="cannot be reached"):
        read(sqlite_library)


def test_a_book_that_changes_while_a_feed_is_read_is_left_as_it_is(
    sqlite_library: Library, dovecot: Dovecot
) -> None:
    user = new_user()
    dovecot.deliver(user, *letters(2))
    add_mailbox(sqlite_library, dovecot, user)
    planned = plan_feed(sqlite_library, "home", NOW)
    added(sqlite_library, "Dora")
    with pytest.raises(Conflict, match="while home was being read; read it again"):
        apply_feed(sqlite_library, planned, NOW)
    assert talks(sqlite_library) == 0


def test_a_mailbox_of_somebody_whom_the_book_does_not_know_is_not_read_past(
    sqlite_library: Library, dovecot: Dovecot
) -> None:
    user = new_user()
    dovecot.deliver(
        user, *(letter(f"P{one} <p{one}@example.org>", "also-me@example.org") for one in range(3))
    )
    add_mailbox(sqlite_library, dovecot, user)
    with pytest.raises(Invalid, match=r"keepwarm init --email also-me@example\.org"):
        read(sqlite_library)
    assert feed_state(sqlite_library) == ""


def test_all_is_read_again_where_the_owner_wants_it(sqlite_library: Library, dovecot: Dovecot) -> None:
    user = new_user()
    dovecot.deliver(user, *letters(2))
    add_mailbox(sqlite_library, dovecot, user)
    read(sqlite_library)
    again = read(sqlite_library, from_start=True)
    assert (fates(again), again.batch_id) == ({"same": 2}, None)


def test_a_feed_that_is_removed_leaves_what_it_brought_and_comes_back_as_far_as_it_was(
    library: Library, dovecot: Dovecot
) -> None:
    user = new_user()
    dovecot.deliver(user, *letters(2))
    add_mailbox(library, dovecot, user)
    read(library)
    state = feed_state(library)
    with library.open(NOW, writing=True) as book:
        remove_feed(book, "home")
        assert list_feeds(book) == ()
    assert talks(library) == 2
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert feed_state(library) == state
    assert fates(read(library)) == {}


def test_a_list_of_feeds_says_when_each_last_brought_something(library: Library, dovecot: Dovecot) -> None:
    user = new_user()
    dovecot.deliver(user, *letters(1))
    add_mailbox(library, dovecot, user)
    with library.open(NOW) as book:
        assert [(line.name, line.brought_at) for line in list_feeds(book)] == [("home", None)]
    read(library)
    with library.open(NOW, writing=True) as book:
        assert [(line.name, line.brought_at) for line in list_feeds(book)] == [("home", NOW)]
        assert journal_page(book)[0].what == "read"
        undo(book)
        assert [line.brought_at for line in list_feeds(book)] == [None]

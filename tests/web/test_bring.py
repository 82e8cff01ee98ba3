"""Files brought: what will happen, what has, and taking it back."""

import re

from keepwarm.storage.book import Library
from keepwarm.storage.pages.people import people_page
from tests.books import OWN, card, days_ago, hash_of, mail
from tests.web.served import Served, on_both_databases, words

CARDS = (card("Ada Lovelace", "EMAIL:ada@example.org") + card("Bo", "TEL:+44 20 7946 0018")).encode()


def action(page: str, end: str) -> str:
    """Where the form leads whose address ends so."""
    found = re.search(rf'action="([^"]*/{end})"', page)
    assert found, page
    return found[1]


def test_nothing_changes_until_the_owner_says_so(web: Served, library: Library) -> None:
    before = hash_of(library)
    page = web.bring(("contacts.vcf", CARDS)).text
    assert "New 2 items" in words(page)
    assert "contacts.vcf" in page
    assert hash_of(library) == before


@on_both_databases
def test_files_are_taken_in_and_taken_back(web: Served, library: Library) -> None:
    before = hash_of(library)
    preview = web.bring(("contacts.vcf", CARDS)).text
    done = web.settled(web.send(action(preview, "take-in")))
    assert "Taken in" in done.text
    with web.site.open() as book:
        assert [one.name for one in people_page(book).people] == ["Ada Lovelace", "Bo"]
    batch = done.text.partition('name="batch" value="')[2].partition('"')[0]
    web.send("/undo", batch=batch)
    assert hash_of(library) == before


def test_a_list_that_was_bought_can_be_said_to_be_one(web: Served) -> None:
    preview = web.bring(("contacts.vcf", CARDS)).text
    assert 'name="bought"' in preview
    web.settled(web.send(action(preview, "take-in"), bought="yes"))
    assert "2 people" in words(web.page("/people?q=tag%3Abought-list"))
    assert 'name="bought"' not in web.bring(("contacts.vcf", CARDS)).text


def test_the_same_files_again_bring_nothing_new(web: Served, library: Library) -> None:
    web.settled(web.send(action(web.bring(("contacts.vcf", CARDS)).text, "take-in")))
    after = hash_of(library)
    page = web.bring(("contacts.vcf", CARDS)).text
    assert "nothing new" in page
    assert "There already 2 items" in words(page)
    assert hash_of(library) == after


def test_taking_in_twice_is_taking_in_once(web: Served, library: Library) -> None:
    preview = web.bring(("contacts.vcf", CARDS)).text
    web.settled(web.send(action(preview, "take-in")))
    after = hash_of(library)
    web.settled(web.send(action(preview, "take-in")))
    assert hash_of(library) == after


def test_what_is_left_out_is_said_with_its_reason_and_the_good_ones_stay(web: Served) -> None:
    page = words(web.bring(("contacts.vcf", CARDS), ("holiday.jpg", b"\xff\xd8\xff\xe0 no card")).text)
    assert "New 2 items" in page
    assert "Left out 1 item" in page
    assert "holiday.jpg is none of what can be read here" in page


def test_a_file_that_cannot_be_read_is_said_in_a_sentence_without_our_folders(web: Served) -> None:
    answer = web.bring(("holiday.jpg", b"\xff\xd8\xff\xe0 no card"))
    assert answer.status_code == 400
    assert "holiday.jpg is none of what can be read here" in words(answer.text)
    assert "keepwarm-" not in answer.text


def test_a_mailbox_of_nobody_known_asks_whether_the_address_is_the_owner_s(web: Served) -> None:
    messages = [
        mail("Ada <ada@example.org>", "mine@other.example", days_ago(3)),
        mail("mine@other.example", "bo@example.org", days_ago(2)),
    ]
    preview = web.bring(("inbox.mbox", "".join(messages).encode()))
    assert "Is mine@other.example yours?" in words(preview.text)
    known = web.settled(web.send(action(preview.text, "mine"), address="mine@other.example"))
    assert "Is mine@other.example yours?" not in words(known.text)
    assert "New 2 items" in words(known.text)
    with web.site.open() as book:
        assert book.owner.addresses == (OWN, "mine@other.example")


def test_an_address_that_is_none_is_not_learned(web: Served) -> None:
    message = mail("Ada <ada@example.org>", "mine@other.example", days_ago(3))
    preview = web.bring(("inbox.mbox", message.encode()))
    web.send(action(preview.text, "mine"), 400, address="+44 20 7946 0018")
    with web.site.open() as book:
        assert book.owner.addresses == (OWN,)


def test_files_that_are_left_are_gone(web: Served) -> None:
    preview = web.bring(("contacts.vcf", CARDS))
    answer = web.send(action(preview.text, "drop"))
    assert answer.url.path == "/import"
    assert "choose them again" in web.visitor.get(preview.url).text


def test_no_file_at_all_is_refused(web: Served) -> None:
    assert web.bring(("", b"")).status_code == 400
    assert "Choose a file first" in web.send("/import", 400).text


def test_a_long_import_lists_a_part_and_counts_the_whole(web: Served) -> None:
    cards = "".join(card(f"Person {number}") for number in range(130)).encode()
    page = web.bring(("contacts.vcf", cards)).text
    assert "130 items" in page
    assert "The first 100" in page
    assert page.count(" of contacts.vcf") == 100

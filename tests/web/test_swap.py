"""The page behind a card: what a stranger sees, leaves and takes back, and what the owner makes of it."""

from collections.abc import Iterator
from datetime import date

import httpx
import pytest

from keepwarm.domain.bearings import Wish
from keepwarm.domain.ids import public_id
from keepwarm.domain.own_cards import LANGUAGES
from keepwarm.domain.submissions import A_DAY, A_DAY_OF_A_NETWORK, AN_HOUR, AN_HOUR_AT_AN_EVENT
from keepwarm.storage.bearings import wishes_of
from keepwarm.storage.book import Library
from keepwarm.storage.submissions import count_waiting
from keepwarm.translations.swap_languages import SWAP_WORDS, chosen_language
from keepwarm.usecases.own_cards import withdraw_card
from keepwarm.usecases.plan_event import AddEvent, add_typed_event
from keepwarm.usecases.swap import leave_details, typed_details, withdraw_details
from keepwarm.usecases.take_in_swaps import accept
from keepwarm.usecases.tend_wish import NoteWish, note_wish
from keepwarm.web.public_limits import PublicLimits
from keepwarm.web.swap_page import HEADERS
from tests.books import NOW, added, card
from tests.statements import counted
from tests.web.served import Served, on_both_databases, served, words
from tests.web.swapping import DETAILS, Clock, kept, left, stamp_in


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def web(library: Library, clock: Clock) -> Iterator[Served]:
    """The book served by a clock that moves."""
    with served(library, clock) as web:
        yield web


def waiting(library: Library, clock: Clock) -> int:
    with library.open(clock()) as book:
        return count_waiting(book)


@on_both_databases
def test_a_card_becomes_details_a_receipt_and_a_person(web: Served, library: Library, clock: Clock) -> None:
    _, token = kept(library)
    page = web.page(f"/c/{token}")
    assert "Ann Lee" in page
    assert 'href="tel:+442079460018"' in page
    answer = left(web, clock, f"/c/{token}", DETAILS | {"prefers": "call", "hours": "evenings"})
    assert answer.status_code == 303, answer.text
    receipt = answer.headers["location"]
    assert "Ada Lovelace" in web.page(receipt)
    assert "has not decided yet" in web.page(receipt)
    assert "Ada" not in web.page("/people")

    arrived = web.page("/arrived")
    assert "in the evening" in arrived
    place = arrived.partition('action="/arrived/')[2].partition('"')[0]
    taken = web.send(f"/arrived/{place}", decision="new")
    assert "Nothing waits" in taken.text
    person = web.page("/people").partition('class="row" href="')[2].partition('"')[0]
    shown = words(web.page(person))
    assert all(one in shown for one in ("sourdough", "+44 20 7946 0123", "gave it to you themselves"))
    assert "has taken it into their address book" in web.page(receipt)

    gone = web.send(f"{receipt}/withdraw")
    assert "Withdrawn" in gone.text
    assert "There is nothing here" in web.page(receipt, 404)
    asked = web.page("/arrived")
    assert "wants them back" in asked
    web.send(asked.partition('action="')[2].partition('"')[0])
    assert "Ada" not in web.page("/people")


def test_declining_is_undone_within_the_hour(web: Served, library: Library, clock: Clock) -> None:
    _, token = kept(library)
    receipt = left(web, clock, f"/c/{token}").headers["location"]
    place = web.page("/arrived").partition('action="/arrived/')[2].partition('"')[0]
    assert "Left out." in web.send(f"/arrived/{place}", decision="decline").text
    web.page(receipt, 404)
    web.send(f"/arrived/{place}", decision="back")
    assert "Ada Lovelace" in web.page("/arrived")
    web.send(f"/arrived/{place}", 404, decision="somebody")


def test_a_receipt_corrects_what_waits(web: Served, library: Library, clock: Clock) -> None:
    _, token = kept(library)
    receipt = left(web, clock, f"/c/{token}").headers["location"]
    assert left(web, clock, receipt, DETAILS | {"name": "Ada King"}).status_code == 303
    assert "Ada King" in web.page(receipt)
    assert waiting(library, clock) == 1
    again = left(web, clock, receipt, DETAILS | {"email": "no address", "name": "Ada <b>"})
    assert again.status_code == 400
    assert 'value="Ada &lt;b&gt;"' in again.text


def test_a_correction_of_what_was_taken_in_says_so_in_every_language(
    web: Served, library: Library, clock: Clock
) -> None:
    _, token = kept(library)
    receipt = left(web, clock, f"/c/{token}").headers["location"]
    place = web.page("/arrived").partition('action="/arrived/')[2].partition('"')[0]
    web.send(f"/arrived/{place}", decision="new")
    assert left(web, clock, receipt, DETAILS | {"name": "Ada King"}).status_code == 303
    for language, said in SWAP_WORDS.items():
        page = words(web.visitor.get(receipt, headers={"Accept-Language": language}).text)
        shown = page.replace("&#39;", "'")
        assert said.correction.replace("{name}", "Ann Lee") in shown
        assert said.tick in shown
        assert said.waiting.replace("{name}", "Ann Lee") not in shown
    assert f"{web.url}{receipt}</bdi>" in web.page(receipt)


def test_a_form_that_was_refused_is_mended_at_once(web: Served, library: Library, clock: Clock) -> None:
    _, token = kept(library)
    refused = left(web, clock, f"/c/{token}", DETAILS | {"agreed": ""})
    assert refused.status_code == 400
    fields = DETAILS | {"opened": stamp_in(refused.text)}
    receipt = web.visitor.post(f"/c/{token}", data=fields, follow_redirects=False)
    assert receipt.status_code == 303
    refused = left(web, clock, receipt.headers["location"], DETAILS | {"name": ""})
    fields = DETAILS | {"opened": stamp_in(refused.text)}
    assert web.visitor.post(receipt.headers["location"], data=fields).status_code == 200
    clock.pass_by(days=2)
    late = web.visitor.post(f"/c/{token}", data=fields)
    assert late.status_code == 400
    clock.pass_by(seconds=20)
    fields = DETAILS | {"opened": stamp_in(late.text)}
    assert web.visitor.post(f"/c/{token}", data=fields).status_code == 200


@on_both_databases
def test_wrong_expired_and_withdrawn_links_are_told_apart_by_nothing(
    web: Served, library: Library, clock: Clock
) -> None:
    withdrawn_id, withdrawn = kept(library)
    with library.open(NOW, writing=True) as book:
        withdraw_card(book, withdrawn_id)
    _, expired = kept(library, expires_on=date(2026, 11, 22))
    _, wrong = kept(library, language="de")
    opened = stamp_in(web.page(f"/c/{expired}"))
    clock.pass_by(days=2)
    tokens = (withdrawn, expired, f"{wrong[:-1]}{'A' if wrong[-1] != 'A' else 'B'}", "%00", "x" * 500)
    for path in ("", "/card.vcf", "/photo"):
        answers = [web.visitor.get(f"/c/{token}{path}") for token in tokens]
        assert {(one.status_code, one.content) for one in answers} == {(404, answers[0].content)}
        kinds = {
            tuple((name, value) for name, value in one.headers.items() if name != "date") for one in answers
        }
        assert len(kinds) == 1
    for path in ("", "/file"):
        sent = [web.visitor.post(f"/c/{token}{path}", data=DETAILS | {"opened": opened}) for token in tokens]
        assert {(one.status_code, one.content) for one in sent} == {(404, answers[0].content)}
    receipts = {web.visitor.get(f"/r/{token}").content for token in tokens}
    assert receipts == {answers[0].content}
    assert waiting(library, clock) == 0


def test_the_page_is_one_small_answer_without_cookie_script_or_anything_foreign(
    web: Served, library: Library
) -> None:
    _, token = kept(library, pitch="I bake. " * 70)
    answer = web.visitor.get(f"/c/{token}", headers={"Accept-Encoding": "identity"})
    assert len(answer.content) < 20_000
    assert "set-cookie" not in answer.headers
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert not any(
        part in answer.text for part in ("<script", "style=", "@import", "url(", "<iframe", "password")
    )
    for path in ("/card.vcf", "/photo"):
        assert web.visitor.get(f"/c/{token}{path}").headers["x-robots-tag"] == "noindex, nofollow"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "nl"),
        ("de-AT,de;q=0.9,en;q=0.5", "de"),
        ("en;q=0.2, fr;q=0.9", "fr"),
        ("tlh, *;q=0.1", "nl"),
        ("ES-419", "es"),
        ("it;q=0, pt-BR;q=0.1", "pt"),
        ("de;q=9, ;;,\x00" + "en," * 500, "en"),
    ],
)
def test_a_stranger_is_spoken_to_in_their_language_and_else_in_the_cards(
    accepted: str, language: str
) -> None:
    assert chosen_language(accepted, "nl") == language


def test_each_language_has_the_whole_page(web: Served, library: Library, clock: Clock) -> None:
    _, token = kept(library, language="nl")
    assert set(SWAP_WORDS) == set(LANGUAGES)
    for language, said in SWAP_WORDS.items():
        page = web.visitor.get(f"/c/{token}", headers={"Accept-Language": language}).text
        assert f'<html lang="{language}"' in page
        assert said.consent.replace("{name}", "Ann Lee") in words(page).replace("&#39;", "'")
        flawed = left(web, clock, f"/c/{token}", DETAILS | {"agreed": ""}, **{"Accept-Language": language})
        assert said.flaws[next(one for one in said.flaws if one.value == "consent")] in flawed.text
    assert '<html lang="nl"' in web.page(f"/c/{token}")


def test_a_network_sends_ten_an_hour_and_a_venue_two_hundred(
    web: Served, library: Library, clock: Clock
) -> None:
    _, token = kept(library)
    statuses = [left(web, clock, f"/c/{token}").status_code for _ in range(AN_HOUR + 2)]
    assert statuses == [303] * AN_HOUR + [429, 429]
    refused = left(web, clock, f"/c/{token}", **{"Accept-Language": "de"})
    assert "Einen Moment" in refused.text
    assert refused.headers["retry-after"] == "3600"
    assert waiting(library, clock) == AN_HOUR
    clock.pass_by(hours=1)
    assert left(web, clock, f"/c/{token}").status_code == 303
    limits = PublicLimits()
    venue = [
        limits.may_send("198.51.100.7", NOW, AN_HOUR_AT_AN_EVENT) for _ in range(AN_HOUR_AT_AN_EVENT + 1)
    ]
    assert venue == [True] * AN_HOUR_AT_AN_EVENT + [False]
    assert A_DAY > AN_HOUR


def test_no_network_alone_shuts_a_card_for_the_others(web: Served, library: Library, clock: Clock) -> None:
    _, token = kept(library)
    with library.open(NOW, writing=True) as book:
        event_id = add_typed_event(book, AddEvent(name="Fair", at=NOW))
    _, fair = kept(library, event_id=event_id)
    for hour in range(A_DAY_OF_A_NETWORK // AN_HOUR + 1):
        wanted = min(AN_HOUR, A_DAY_OF_A_NETWORK - hour * AN_HOUR)
        statuses = [left(web, clock, f"/c/{token}").status_code for _ in range(AN_HOUR)]
        assert statuses == [303] * wanted + [429] * (AN_HOUR - wanted)
        clock.pass_by(hours=1)
    assert left(web, clock, f"/c/{token}").status_code == 429
    assert left(web, clock, f"/c/{fair}").status_code == 303
    limits = PublicLimits()
    wide = [
        limits.may_send(f"2001:db8:1:{n:x}::1", NOW, AN_HOUR, place=token, share=A_DAY_OF_A_NETWORK)
        for n in range(A_DAY_OF_A_NETWORK + 1)
    ]
    assert wide == [True] * A_DAY_OF_A_NETWORK + [False]
    others = ("2001:db8:2::1", token), ("2001:db8:1::1", fair), ("198.51.100.7", token)
    for host, place in others:
        assert limits.may_send(host, NOW, AN_HOUR, place=place, share=A_DAY_OF_A_NETWORK)
    clock.pass_by(days=1)
    assert left(web, clock, f"/c/{token}").status_code == 303


def test_a_contact_file_counts_before_it_is_looked_at(web: Served, library: Library, clock: Clock) -> None:
    _, token = kept(library)

    def send(content: bytes) -> int:
        opened = stamp_in(web.page(f"/c/{token}"))
        clock.pass_by(seconds=20)
        fields = {"opened": opened, "agreed": "yes"}
        files = {"contact": ("me.vcf", content, "text/vcard")}
        return web.visitor.post(f"/c/{token}/file", data=fields, files=files).status_code

    assert [send(b"no card") for _ in range(AN_HOUR + 1)] == [400] * AN_HOUR + [429]
    assert send(card("Ada Lovelace", "TEL:+442079460123").encode()) == 429
    assert waiting(library, clock) == 0


def test_one_household_is_one_network_whatever_its_addresses_are() -> None:
    limits = PublicLimits()
    one_network = [f"2001:db8:1:2::{n:x}" for n in range(1, 11)]
    assert all(limits.may_send(address, NOW, AN_HOUR) for address in one_network)
    assert not limits.may_send("2001:db8:1:2:ffff::9", NOW, AN_HOUR)
    assert limits.may_send("2001:db8:1:3::1", NOW, AN_HOUR)
    assert limits.may_send("203.0.113.9", NOW, 1)
    assert not limits.may_send("::ffff:203.0.113.9", NOW, 1)


@pytest.mark.parametrize("said", [{"homepage": "https://spam.example"}, {"agreed": "no"}, {"agreed": ""}])
def test_what_no_person_sent_or_agreed_to_is_not_kept(
    web: Served, library: Library, clock: Clock, said: dict[str, str]
) -> None:
    _, token = kept(library)
    assert left(web, clock, f"/c/{token}", DETAILS | said).status_code == 400
    assert waiting(library, clock) == 0


def test_a_form_is_sent_by_hand_from_its_own_page_and_on_the_same_day(
    web: Served, library: Library, clock: Clock
) -> None:
    _, token = kept(library)
    _, other = kept(library)
    opened = stamp_in(web.page(f"/c/{token}"))

    def send(to: str, stamp: str) -> httpx.Response:
        fields = DETAILS | {"opened": stamp}
        return web.visitor.post(f"/c/{to}", data=fields, follow_redirects=False)

    clock.pass_by(seconds=2)
    assert send(token, opened).status_code == 400
    clock.pass_by(seconds=2)
    assert send(other, opened).status_code == 400
    forged = ("", ".", "1.2", opened[:-1], f"9{opened}", f"-1{opened[opened.index('.') :]}", "é.é")
    assert [send(token, stamp).status_code for stamp in forged] == [400] * len(forged)
    assert send(token, opened).status_code == 303
    clock.pass_by(days=1, seconds=1)
    assert send(token, opened).status_code == 400


def test_a_contact_file_from_a_phone_is_taken_with_its_photo_left_out(
    web: Served, library: Library, clock: Clock
) -> None:
    _, token = kept(library)
    photo = "PHOTO;ENCODING=b;TYPE=JPEG:" + "A" * 200_000
    raw = card("Ada Lovelace", "TEL:+442079460123", "NOTE:secret", photo).encode()

    def send(content: bytes) -> httpx.Response:
        opened = stamp_in(web.page(f"/c/{token}"))
        clock.pass_by(seconds=20)
        return web.visitor.post(
            f"/c/{token}/file",
            data={"opened": opened, "agreed": "yes", "about": "bread"},
            files={"contact": ("me.vcf", content, "text/vcard")},
        )

    receipt = send(raw)
    assert receipt.status_code == 200
    assert "Ada Lovelace" in receipt.text
    assert "bread" in receipt.text
    assert "secret" not in receipt.text
    assert send(b"\xff\xd8 no card").status_code == 400
    too_large = send(raw + b"\r\n" * 40_000)
    assert too_large.status_code == 413
    assert 'lang="en"' in too_large.text
    assert waiting(library, clock) == 1


def test_an_accept_is_undone_from_the_page_and_waits_again(
    web: Served, library: Library, clock: Clock
) -> None:
    _, token = kept(library)
    left(web, clock, f"/c/{token}")
    place = web.page("/arrived").partition('action="/arrived/')[2].partition('"')[0]
    taken = web.send(f"/arrived/{place}", decision="new").text
    batch = taken.partition('name="batch" value="')[2].partition('"')[0]
    undone = web.send("/undo", batch=batch, then="arrived")
    assert undone.url.path == "/arrived"
    assert "Ada Lovelace" in undone.text.partition("<h1>")[2]
    assert "Ada" not in web.page("/people")


def test_a_noted_no_is_said_and_stays_unless_the_owner_ticks_otherwise(
    web: Served, library: Library, clock: Clock
) -> None:
    _, token = kept(library)
    ada = added(library, "Ada Lovelace")
    with library.open(NOW, writing=True) as book:
        note_wish(book, NoteWish(person_id=ada, answer=Wish.NO, words="<i>leave me be"))
    for ticked, after in ({}, Wish.NO), ({"wish": "yes"}, Wish.YES):
        left(web, clock, f"/c/{token}")
        page = web.page("/arrived")
        assert "does not want to stay in touch" in words(page)
        assert "&lt;i&gt;leave me be" in page
        place = page.partition('action="/arrived/')[2].partition('"')[0]
        web.send(f"/arrived/{place}", decision=public_id(ada), **ticked)
        with library.open(NOW) as book:
            assert wishes_of(book, (ada,))[ada].answer is after


def test_what_has_arrived_is_read_by_as_many_statements_for_few_as_for_many(
    web: Served, library: Library
) -> None:
    card_id, token = kept(library)

    def filled(names: range) -> tuple[int, int]:
        for number in names:
            added(library, f"Person {number}", f"person{number}@example.org")
            said = {"name": f"Person {number}", "email": f"person{number}@example.org"}
            with library.open(NOW, writing=True) as book:
                leave_details(book, card_id, typed_details(said))
                gone = leave_details(book, card_id, typed_details(said | {"name": f"Gone {number}"}))
                accept(book, gone.submission_id)
                withdraw_details(book, gone.receipt)
        with counted(library.engine) as owners:
            assert "Add to" in web.page("/arrived")
        with counted(library.engine) as strangers:
            web.page(f"/c/{token}")
        return len(owners), len(strangers)

    web.page("/arrived")
    few = filled(range(2))
    assert few == filled(range(2, 12))

"""Referrals on their pages: noted in two steps, both asked, moved, thanked for; and who knows what I do."""

import re
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from keepwarm.domain.ids import public_id
from keepwarm.domain.people import FactKind
from keepwarm.storage.book import Library
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from tests.books import NOW, added, days_ago, talked
from tests.web.served import Served, words
from tests.web.test_axe import found

HOSTILE = '<script>alert(1)</script>"'
FIELDS = {"side": "mine", "text": "a neighbour", "about": "Mia", "state": "idea"}


@pytest.fixture
def ada(library: Library) -> int:
    person_id = added(library, "Ada Lovelace", "ada@example.org")
    with library.open(NOW, writing=True) as book:
        keep_fact(book, KeepFact(person_id=person_id, kind=FactKind.SEND_THEM, text="schools with machines"))
    return person_id


@pytest.fixture
def mia(library: Library) -> int:
    return added(library, "Mia Hart", "mia@example.org")


def noted(web: Served, person_id: int, **fields: str) -> str:
    """The address of a referral that was noted."""
    answer = web.send("/referrals/new", person=public_id(person_id), **(FIELDS | fields))
    return str(answer.url.path)


def test_the_page_says_in_a_sentence_what_it_is_for_and_is_found(web: Served) -> None:
    said = words(web.page("/referrals"))
    assert "A referral is somebody sent to the one who can help them" in said
    assert "Nobody can send others to you before you have said what you do." in said
    for page in ("/give-and-ask", "/profile"):
        assert 'href="/referrals"' in web.page(page)


def test_the_demo_has_some_and_stays_within_itself(shown: Served) -> None:
    page = shown.page("/demo/referrals")
    for said in ("3 wait for you.", "Have both said yes?", "the last news was 4 weeks ago", "What was"):
        assert said.casefold() in words(page).casefold()
    found = re.findall(r'href="(/demo/referral/[^"]+)"', page)
    assert any('href="/demo/introductions/new?form=made' in shown.page(path) for path in found)


def test_one_is_noted_in_two_steps_and_nothing_passes_before_both_said_yes(
    web: Served, ada: int, mia: int
) -> None:
    asked = web.page("/referrals/new?side=mine&who=ada")
    assert "Whom do you send to Ada Lovelace?" in words(asked)
    assert "Whom to send them schools with machines" in words(asked)
    here = noted(web, ada)
    page = web.page(here)
    assert "Have both said yes?" in words(page)
    to_send = re.findall(r'class="written".*?</p>', page, re.DOTALL)
    to_send += [unquote(one) for one in re.findall(r'href="mailto:[^?"]+\?([^"]+)', page)]
    assert len(to_send) == 4
    for text in to_send:
        assert "bring the two of you together" in text
        assert not any(detail in text for detail in ("neighbour", "Mia", "Hart", "Ada", "@"))
    one, other = public_id(ada), public_id(mia)
    assert f"/introductions/new?form=made&amp;one={one}&amp;other={other}" in page
    refused = words(web.send(here, 400, to="sent").text)
    assert "Ask both before you pass anything on" in refused
    said = words(web.send(here, to="sent", both="yes").text)
    assert "passed on, today" in said
    assert "Noted a referral with Ada Lovelace" in said


def test_one_received_is_written_to_thanked_for_told_and_taken_out(web: Served, ada: int) -> None:
    assert "Who sent somebody to you?" in words(web.page("/referrals/new?side=theirs"))
    here = noted(web, ada, side="theirs", about="", text="the dentist", state="sent", on="friday")
    said = words(web.page(here))
    assert (
        "It is yours to get in touch with whom they sent. They have not heard a thank you for it yet." in said
    )
    assert "It is yours to get in touch with whom they sent." in words(web.page("/referrals"))
    assert "You said thank you today." in words(web.send(here, to="thank").text)
    assert "I said thank you" not in words(web.page(here))
    assert "They sent you somebody once" in words(web.send(here, to="came to").text)
    assert "six frames" in words(web.send(here, to="outcome", outcome="six frames").text)
    assert "something came of it, today: six frames" in words(web.page("/referrals"))
    web.send(here, to="forget")
    assert "not in your book any more" in words(web.page(here, 404))
    assert "the dentist" not in web.page("/referrals")


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(web: Served, ada: int) -> None:
    assert "Nobody in your book is called 'zzz'" in words(web.page("/referrals/new?who=zzz", 400))
    person = public_id(ada)
    answer = web.send("/referrals/new", 400, person=person, **(FIELDS | {"about": "zzz", "on": "someday"}))
    said = words(answer.text)
    assert "Nobody in your book is called 'zzz'" in said
    assert 'value="a neighbour"' in answer.text
    assert 'id="on-wrong"' in answer.text
    empty = web.send("/referrals/new", 400, person=person, side="mine", text="", about="", state="idea")
    assert "Say in a few words who is sent, and what for." in words(empty.text)
    here = noted(web, ada, about="")
    assert "something below needs another look" in words(web.send(here, 400, to="nonsense").text)
    assert "nothing has come of it yet" in words(web.send(here, 400, to="outcome", outcome="well").text)
    assert "not in your book any more" in words(web.page("/referral/0000000000000", 404))


def test_everything_written_is_shown_as_text(web: Served, library: Library) -> None:
    person_id = added(library, HOSTILE, "x@example.org")
    here = noted(web, person_id, text=HOSTILE, about="")
    web.send(here, to="sent", both="yes")
    web.send(here, to="outcome", outcome=HOSTILE)
    for path in (here, "/referrals", f"/referrals/new?side=mine&who={public_id(person_id)}"):
        assert "<script>alert" not in web.page(path), path
        assert "&lt;script&gt;alert" in web.page(path), path


def connected(library: Library, name: str) -> int:
    person_id = added(library, name, f"{name.lower()}@example.org")
    for days in (60, 39):
        talked(library, person_id, days_ago(days))
    return person_id


def test_who_has_not_heard_it_is_asked_and_then_stands_with_their_words(
    web: Served, library: Library
) -> None:
    ben = public_id(connected(library, "Ben"))
    assert "You have not said yet what you do." in words(web.page("/referrals/who-knows"))
    web.send("/profile", does="I frame pictures")
    page = words(web.page("/referrals/who-knows"))
    assert "You say: “I frame pictures”" in page
    assert "They have not heard it yet Ben Think of a one-to-one" in page
    web.send("/one-to-ones", person=ben)
    assert "They have not heard it yet Ben Your one-to-one" in words(web.page("/referrals/who-knows"))
    wrong = web.send("/referrals/who-knows", 400, person=ben, kind="says-i-do", text=" ")
    assert "There is nothing written down yet" in words(wrong.text)
    said = words(web.send("/referrals/who-knows", person=ben, kind="says-i-do", text="hangs pictures").text)
    assert "They have said it in their words Ben “hangs pictures” today" in said
    assert "They have not heard it yet" not in said
    said = words(web.send("/referrals/who-knows", person=ben, kind="send-them", text="late trains").text)
    assert "You know it of these Ben late trains Send somebody" in said
    assert "You know whom to send to Ben late trains" in words(web.page("/referrals/new?side=mine"))


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_nothing_is_found_on_a_referral_and_nothing_is_too_small_to_touch(
    web: Served, library: Library, ada: int, mia: int, chromium: Browser, width: int, scheme: str
) -> None:
    given = noted(web, ada)
    received = noted(web, mia, side="theirs", about="Ada", state="sent", on="friday")
    connected(library, "Ben")
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    for path in ("/referrals", given, received, "/referrals/new?side=mine&who=ada", "/referrals/who-knows"):
        page.goto(web.url + path)
        assert found(Axe(), page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = page.evaluate(
            "[...document.querySelectorAll('main .button, main input:not([type=hidden], [type=radio])')]"
            ".filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"
        )
        assert small == [], path
    context.close()

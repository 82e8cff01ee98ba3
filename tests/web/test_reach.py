"""How to reach somebody: what they said of it, the ranking and its links, and the owner's own ways."""

from datetime import datetime

import pytest

from keepwarm.domain.bearings import Wish
from keepwarm.domain.channels import Channel
from keepwarm.domain.ids import public_id
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import Standing
from keepwarm.storage.book import Library
from keepwarm.storage.pages.person import person_page
from keepwarm.usecases.tend_person import set_standing
from keepwarm.usecases.tend_wish import NoteWish, note_wish
from tests.books import NOW, added, days_ago, hash_of, talked
from tests.statements import counted
from tests.web.served import Served, words

SAID = {
    "liked": ["text"],
    "never_by": ["email"],
    "their_words": "evenings are best",
    "said_at": "at the fair",
    "days": ["mon", "tue", "wed", "thu", "fri"],
    "hours_from": "18:00",
    "hours_until": "20:00",
    "time_zone": "Europe/Lisbon",
}


@pytest.fixture
def ada(library: Library) -> int:
    """Somebody with a number and an e-mail address, of whom nothing is known."""
    return added(library, "Ada Lovelace", "+44 20 7946 0018", "ada@example.org")


def page_of(web: Served, person_id: int, asked: str = "") -> str:
    return web.page(f"/person/{public_id(person_id)}{asked}")


def reach_of(page: str) -> str:
    """The part of the page that says how to reach them."""
    return page.partition('<section id="reach">')[2].partition("</section>")[0]


def prefer(web: Served, person_id: int, status: int = 200, **fields: object) -> str:
    return web.send(f"/person/{public_id(person_id)}/prefer", status, **fields).text


def test_where_nothing_is_told_the_next_step_is_to_ask_with_the_owners_own_sentence(
    web: Served, ada: int
) -> None:
    web.send("/channels", asking="How would you like to hear from me?")
    part = reach_of(page_of(web, ada))
    assert "Next: ask how they like to be reached." in part
    assert "How would you like to hear from me?" in part
    assert "sms:+442079460018?body=Hello%20Ada%20Lovelace.%20How%20would%20you" in part


def test_what_they_said_stands_first_with_when_where_their_words_and_their_hours(
    web: Served, ada: int
) -> None:
    part = reach_of(prefer(web, ada, **SAID))
    assert "By text, weekdays, 18:00 to 20:00" in part
    assert "told today, at the fair: “evenings are best”" in part
    assert "Their clock: Europe/Lisbon." in part
    assert "Next: ask how they like" not in part
    assert part.index("By text, weekdays") < part.index("Keep in touch: by text")
    assert "Not at this hour: the time they named begins tomorrow at 18:00" in part


def test_a_never_is_said_struck_out_and_opens_nothing(web: Served, ada: int) -> None:
    part = reach_of(prefer(web, ada, **SAID))
    assert "Never by e-mail" in part
    assert '<s class="quiet">E-mail</s>' in part
    assert "mailto:" not in part


def test_for_a_purpose_that_wants_a_voice_the_told_channel_carries_the_question(
    web: Served, ada: int
) -> None:
    prefer(web, ada, liked="text")
    part = reach_of(page_of(web, ada, "?for=ask"))
    assert "so ask there: may I ring you?" in part
    assert "sms:+442079460018?body=Hello%20Ada%20Lovelace%2C%20may%20I%20ring%20you%3F" in part


@pytest.mark.parametrize(
    ("ending", "line"),
    [
        ("no", "They would rather not stay in touch; a no is kept."),
        (Standing.LEAVE_BE, "You leave them in peace."),
        (Standing.DIED, "You leave them in peace."),
    ],
)
def test_after_a_no_the_kind_line_comes_first_and_nothing_is_advised(
    web: Served, library: Library, ada: int, ending: str, line: str
) -> None:
    for days in (400, 390, 380, 370):
        talked(library, ada, days_ago(days))
    prefer(web, ada, **SAID)
    with library.open(NOW, writing=True) as book:
        if ending == "no":
            note_wish(book, NoteWish(person_id=ada, answer=Wish.NO))
        else:
            set_standing(book, ada, Standing(ending))
    page = page_of(web, ada)
    part = reach_of(page)
    assert words(part).startswith(f"How to reach them {line}")
    for word in ("Keep in touch", "Next: ask", "Write down", 'class="button'):
        assert word not in part
    assert "+44 20 7946 0018" in part.partition('id="ways-kept"')[2]
    why = words(page.partition("<h2>Why now</h2>")[2].partition("</section>")[0])
    for word in ("at risk", "Missing", "lost"):
        assert word not in why.partition(" Why ")[0]


def test_their_words_alone_are_understood_where_nothing_is_chosen(
    web: Served, library: Library, ada: int
) -> None:
    part = reach_of(prefer(web, ada, their_words="text me, weekdays after six, never call"))
    assert "By text, weekdays, 18:00 to 24:00" in part
    assert "Never by phone" in part
    assert "“text me, weekdays after six, never call”" in part


@pytest.mark.parametrize(
    ("fields", "hours"),
    [
        ({"hours_from": "six"}, "every day, 18:00 to 24:00"),
        ({"hours_from": "6pm", "hours_until": "8pm"}, "every day, 18:00 to 20:00"),
        ({"hours_from": "18-20", "days": ["sat"]}, "Saturday, 18:00 to 20:00"),
        ({"hours_from": "weekdays after six"}, "weekdays, 18:00 to 24:00"),
        ({"hours_from": "18", "hours_until": "midnight"}, "every day, 18:00 to 24:00"),
    ],
)
def test_hours_are_taken_as_people_write_them(
    web: Served, ada: int, fields: dict[str, object], hours: str
) -> None:
    assert f"By text, {hours}" in reach_of(prefer(web, ada, liked="text", **fields))


def test_what_they_do_is_said_to_be_seen_and_not_told(web: Served, library: Library, ada: int) -> None:
    for days in (3, 9):
        talked(library, ada, days_ago(days), channel=Channel.EMAIL, direction=Direction.IN)
    part = reach_of(page_of(web, ada))
    assert 'Keep in touch: by e-mail</strong> <span class="quiet">(from what they do)' in part
    assert "They are in touch with you most by e-mail: 2 of 2 times" in part


def test_it_is_taken_back_by_one_undo_and_taken_out_line_by_line(
    web: Served, library: Library, ada: int
) -> None:
    before = hash_of(library)
    answer = web.send(f"/person/{public_id(ada)}/prefer", **SAID)
    assert "Noted how they like to be reached" in answer.text
    batch = answer.text.partition('name="batch" value="')[2].partition('"')[0]
    web.send("/undo", batch=batch, then="person")
    assert hash_of(library) == before
    prefer(web, ada, **SAID)
    web.send(f"/person/{public_id(ada)}/prefer/email/gone")
    with library.open(datetime.fromisoformat("2026-11-22T09:00+00:00")) as book:
        assert [one.channel for one in person_page(book, ada).preferences] == [Channel.TEXT]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"liked": "", "never_by": "", "time_zone": ""}, "Choose a channel here"),
        ({"liked": "pigeon"}, "Choose one of these."),
        ({"hours_from": "25:00"}, "Write a time of the day, like six, 6pm or 18:00."),
        ({"said_on": "someday"}, "names no day"),
        ({"never_by": "text"}, "text cannot be liked and never at once."),
        ({"time_zone": "Lisbon"}, "is no time zone; write one like Europe/Lisbon."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    web: Served, library: Library, ada: int, wrong: dict[str, str], sentence: str
) -> None:
    before = hash_of(library)
    page = prefer(web, ada, 400, **(SAID | wrong))
    assert sentence in page.replace("&#39;", "'")
    assert "evenings are best" in page
    assert hash_of(library) == before


def test_what_they_said_cannot_run_anything(web: Served, ada: int) -> None:
    page = prefer(web, ada, liked="text", their_words="<script>alert(1)</script>", said_at='" onload="x')
    assert "<script>alert(1)" not in page
    assert '" onload="x' not in page


def test_the_owners_own_channels_are_kept_and_never_advised(web: Served, ada: int) -> None:
    page = web.send("/channels", unused=["text", "call"], asking="").text
    assert 'value="text" checked' in page
    part = reach_of(page_of(web, ada))
    assert "Keep in touch: by e-mail" in part
    assert "You do not use one channel for everybody." in page


def test_leaving_no_channel_at_all_is_refused(web: Served) -> None:
    page = web.send("/channels", 400, unused=[channel.value for channel in Channel], asking="x").text
    assert "leave one that you use" in page


def test_the_statements_of_the_view_do_not_grow_with_the_book(
    web: Served, library: Library, ada: int
) -> None:
    _with_others(library, ada, range(3))
    page_of(web, ada)
    with counted(library.engine) as few:
        page_of(web, ada)
    _with_others(library, ada, range(3, 30))
    page_of(web, ada)
    with counted(library.engine) as many:
        page_of(web, ada)
    assert len(few) == len(many)


def _with_others(library: Library, ada: int, numbers: range) -> None:
    for number in numbers:
        other = added(library, f"Person {number}", f"p{number}@example.org")
        talked(library, other, days_ago(number + 2), channel=Channel.EMAIL)
        talked(library, ada, days_ago(number + 2), channel=Channel.EMAIL)

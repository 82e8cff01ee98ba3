"""The owner's cards: what may stand on one, every form in which it is handed over, and its end."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from keepwarm.domain.errors import Invalid
from keepwarm.domain.own_cards import CardFields, is_open
from keepwarm.storage.book import Library
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.owner_settings import PUBLIC_URL, choose_setting
from keepwarm.usecases.own_cards import (
    KeepCard,
    add_card,
    all_cards,
    card_file,
    card_in_code,
    card_link,
    card_photo,
    change_card,
    get_card,
    named_card,
    qr_picture,
    sms_link,
    text_message,
    withdraw_card,
)
from keepwarm.usecases.plan_event import AddEvent, add_typed_event, find_event, forget_event
from keepwarm.usecases.swap import find_open_card
from keepwarm.usecases.undo import undo
from tests.books import NOW
from tests.qr_reading import said_by_code

NAMES = ("Ann Lee", "Jörg Müßig", "山田 太郎", "Владимир Ильин", "김철수", "أحمد علي", "Zoë; O'Brien, \\ 🥐")


def command(**said: Any) -> KeepCard:
    fields = {name: said.pop(name) for name in tuple(said) if name in CardFields.__dataclass_fields__}
    return KeepCard(**({"label": "work", "fields": CardFields(**({"name": "Ann Lee"} | fields))} | said))


@pytest.mark.parametrize("name", NAMES)
def test_both_codes_of_a_card_are_read_from_its_picture(library: Library, name: str) -> None:
    said = command(
        name=name,
        title="Bäckerin",
        phones=("+44 20 7946 0018",),
        emails=("ann@example.org",),
        pages=("https://example.org/ann",),
        pitch="Brot, das hält.\nUnd Kuchen.",
    )
    with library.open(NOW, writing=True) as book:
        card = get_card(book, add_card(book, said))
        begin_batch(book, "settings", "your address")
        choose_setting(book, PUBLIC_URL, "https://warm.example.org")
        link = card_link(book, card)
    assert link == f"https://warm.example.org/c/{card.token}"
    assert said_by_code(qr_picture(link)) == link
    whole = card_in_code(card)
    assert "NOTE:Brot\\, das hält.\\nUnd Kuchen.\r\n" in whole
    assert said_by_code(qr_picture(whole)) == whole


def test_the_largest_card_is_still_read_and_a_larger_one_is_refused(library: Library) -> None:
    numbers = tuple(f"+44 20 7946 00{place}" for place in range(10, 15))
    large = command(
        name="Ö" * 60, phones=numbers, emails=tuple(f"{'e' * 20}{n}@example.org" for n in range(5)),
        pages=tuple(f"https://example.org/{'p' * 20}{n}" for n in range(5)), pitch="x" * 600,
    )  # fmt: skip
    with library.open(NOW, writing=True) as book:
        card = get_card(book, add_card(book, large))
        whole = card_in_code(card)
        assert "NOTE" not in whole
        assert said_by_code(qr_picture(whole)) == whole
        longer = tuple(f"https://example.org/{'p' * 170}{n}" for n in range(5))
        with pytest.raises(Invalid, match="more than a QR code holds"):
            add_card(book, command(name="Ö" * 60, phones=numbers, pages=longer))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "a name at least"),
        ({"label": "\x00"}, "Name the card"),
        ({"phones": ("call me",)}, "no phone number"),
        ({"emails": ("ann at home",)}, "no e-mail address"),
        ({"pages": ("javascript:alert(1)",)}, "begins with https://"),
        ({"phones": tuple(f"+44 20 7946 00{n}" for n in range(10, 16))}, "of each kind"),
        ({"title": "x" * 201}, "200 characters"),
        ({"pitch": "x" * 601}, "600 characters"),
        ({"language": "tlh"}, "no language of a card"),
        ({"event_id": 7}, "event is not there"),
        ({"expires_on": date(2026, 11, 21)}, "is over"),
    ],
)
def test_what_cannot_stand_on_a_card_is_said_and_nothing_is_kept(
    library: Library, wrong: dict[str, Any], sentence: str
) -> None:
    with library.open(NOW, writing=True) as book:
        with pytest.raises(Invalid, match=sentence):
            add_card(book, command(**wrong))
        assert all_cards(book) == ()


def test_a_photo_is_made_small_and_loses_where_it_was_taken(library: Library) -> None:
    exif = Image.Exif()
    exif[0x010E] = "at home, 51.5 north"
    made = BytesIO()
    Image.new("RGB", (1200, 900), "red").save(made, "JPEG", exif=exif)
    with library.open(NOW, writing=True) as book:
        card_id = add_card(book, command(photo=made.getvalue()))
        card = get_card(book, card_id)
        photo = card_photo(book, card)
        assert max(Image.open(BytesIO(photo)).size) == 256
        assert b"at home" in made.getvalue()
        assert b"at home" not in photo
        assert b"PHOTO" in card_file(book, card)
        assert "PHOTO" not in card_in_code(card)
        change_card(book, card_id, command(title="Baker"))
        assert card_photo(book, get_card(book, card_id)) == photo
        change_card(book, card_id, command(without_photo=True))
        assert card_photo(book, get_card(book, card_id)) == b""


def test_a_card_ends_by_its_day_or_by_being_withdrawn_and_comes_back_by_undo(library: Library) -> None:
    with library.open(NOW, writing=True) as book:
        card_id = add_card(book, command(expires_on=date(2026, 11, 23)))
        token = get_card(book, card_id).token
        assert len(token) >= 22
        assert find_open_card(book, token) is not None
        assert not is_open(get_card(book, card_id), date(2026, 11, 24))
        assert withdraw_card(book, card_id)
        assert not withdraw_card(book, card_id)
        assert find_open_card(book, token) is None
        undo(book)
        assert find_open_card(book, token) is not None
        assert find_open_card(book, token[:-1]) is None


def test_cards_are_found_by_the_beginning_of_their_label(library: Library) -> None:
    with library.open(NOW, writing=True) as book:
        for label in ("work", "work abroad", "private"):
            add_card(book, command(label=label))
        assert named_card(book, "WORK").label == "work"
        assert named_card(book, "pri").label == "private"
        assert len({card.token for card in all_cards(book)}) == 3
        for words in ("wo", "", "fair"):
            with pytest.raises(Invalid, match="of your cards"):
                named_card(book, words)


def test_what_goes_out_as_text(library: Library) -> None:
    with library.open(NOW, writing=True) as book:
        card = get_card(book, add_card(book, command()))
        link = card_link(book, card)
    assert text_message("Ann & Co", link) == f"Ann & Co: {link}"
    assert sms_link("Ann & Co: a\nb") == "sms:?body=Ann%20%26%20Co%3A%20a%0Ab"


def test_the_file_of_a_card_keeps_its_name_when_the_card_changes_and_no_other_has_it(
    library: Library,
) -> None:
    with library.open(NOW, writing=True) as book:
        first, second = add_card(book, command()), add_card(book, command())
        before = _uid(card_file(book, get_card(book, first)))
        change_card(book, first, command(title="Baker"))
        assert _uid(card_file(book, get_card(book, first))) == before != ""
        assert _uid(card_file(book, get_card(book, second))) != before


def _uid(raw: bytes) -> str:
    return next(line for line in raw.decode().split("\r\n") if line.startswith("UID:"))


def test_a_card_outlives_its_event_and_an_undo_brings_both_back(library: Library) -> None:
    with library.open(NOW, writing=True) as book:
        event_id = add_typed_event(book, AddEvent(name="The fair", at=NOW))
        at_the_fair, other = (add_card(book, command(event_id=one)) for one in (event_id, None))
        forget_event(book, event_id)
        assert [get_card(book, card_id).event_id for card_id in (at_the_fair, other)] == [None, None]
        undo(book)
        assert [get_card(book, card_id).event_id for card_id in (at_the_fair, other)] == [event_id, None]
        assert find_event(book, "fair") == event_id

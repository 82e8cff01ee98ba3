"""What was done is named by what was done: made, changed and taken out are three words."""

from datetime import timedelta

from keepwarm.domain.encounters import Encounter
from keepwarm.domain.own_cards import CardFields
from keepwarm.storage.book import Library
from keepwarm.storage.encounters import add_encounter
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.pages.journal import journal_page
from keepwarm.translations.english import VERBS
from keepwarm.usecases.own_cards import KeepCard, add_card, change_card, withdraw_card
from keepwarm.usecases.plan_event import AddEvent, add_typed_event, edit_event, forget_event
from keepwarm.usecases.review_event import Placed, place_follow_up
from keepwarm.usecases.undo import undo
from tests.books import NOW, added


def said(library: Library) -> str:
    """The last thing done, as the journal says it."""
    with library.open(NOW) as book:
        last = journal_page(book)[0]
    return f"{VERBS[last.what]} {last.about}"


def test_a_card_is_made_changed_and_withdrawn(library: Library) -> None:
    card = KeepCard(label="work", fields=CardFields(name="Ann", emails=("ann@example.org",)))
    with library.open(NOW, writing=True) as book:
        card_id = add_card(book, card)
    assert said(library) == "made your card work"
    with library.open(NOW, writing=True) as book:
        change_card(book, card_id, KeepCard(label="work", fields=card.fields, pitch="I bake."))
    assert said(library) == "changed your card work"
    with library.open(NOW, writing=True) as book:
        withdraw_card(book, card_id)
    assert said(library) == "withdrew your card work"
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert said(library) == "took back a change to work"


def test_an_event_is_added_changed_and_taken_out(library: Library) -> None:
    with library.open(NOW, writing=True) as book:
        event_id = add_typed_event(book, AddEvent(name="Breakfast", at=NOW + timedelta(days=3)))
    assert said(library) == "added the event Breakfast"
    with library.open(NOW, writing=True) as book:
        edit_event(book, event_id, {"place": "the mill"})
    assert said(library) == "changed the event Breakfast"
    with library.open(NOW, writing=True) as book:
        forget_event(book, event_id)
    assert said(library) == "took out the event Breakfast"


def test_a_follow_up_for_tomorrow_is_planned_and_not_done(library: Library) -> None:
    cleo = added(library, "Cleo Roy")
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "capture", "Cleo Roy")
        met = add_encounter(book, Encounter(person_id=cleo, at=NOW))
    with library.open(NOW, writing=True) as book:
        place_follow_up(book, met, Placed(text="", due_on=book.today + timedelta(days=1)))
    assert said(library) == "planned the next step with Cleo Roy"

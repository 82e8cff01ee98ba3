"""What `keepwarm one-to-one` writes."""

from collections.abc import Sequence
from datetime import tzinfo

from keepwarm.cli.output import bold, say
from keepwarm.domain.ids import public_id
from keepwarm.domain.one_to_ones import OneToOne
from keepwarm.storage.pages.one_to_ones import OneToOneLine, OneToOnesPage
from keepwarm.translations.english import plural, sentence
from keepwarm.translations.one_to_ones import FORMATS, STATES, moved_in_words, when_in_words
from keepwarm.usecases.find_person import Named


def say_step(row: Named, one: OneToOne, zone: tzinfo) -> None:
    """What a step came to."""
    when = f", {when_in_words(one.at.astimezone(zone), one.state)}" if one.at else ""
    moved = f" ({words})" if (words := moved_in_words(one.moved)) else ""
    say(f"{row.name}: {STATES[one.state]}{when}{moved}.")


def say_page(page: OneToOnesPage) -> None:
    """All of them, and with whom one could be."""
    planned = plural(page.room.planned, "one-to-one", "one-to-ones")
    say(f"{planned} this week; you have room for {page.room.most}.")
    if page.full_until:
        say(f"This week is full; the next with room begins {page.full_until}.")
    for head, lines in (
        ("Agreed", page.agreed),
        ("Asked", page.invited),
        ("Thought of", page.ideas),
        ("Held", page.held),
        ("Called off", page.called_off),
    ):
        _part(head, lines)
    if page.sent:
        say(f"{plural(len(page.sent), 'half of an agenda waits', 'halves of agendas wait')} on the pages.")
    if page.proposed:
        say()
        say(bold("With whom, next?"))
    for one in page.proposed:
        say(f"  {one.name}: {sentence(one.reason, page.today)}")


def page_as_data(page: OneToOnesPage) -> dict[str, object]:
    """The same for programs."""
    lines = (*page.agreed, *page.invited, *page.ideas, *page.held, *page.called_off)
    return {
        "week_begins": page.room.monday,
        "planned_this_week": page.room.planned,
        "room_a_week": page.room.most,
        "next_week_with_room": page.full_until,
        "one_to_ones": [_as_data(line) for line in lines],
        "proposed": [
            {"person": one.name, "person_id": public_id(one.person_id), "reason": one.reason}
            for one in page.proposed
        ],
    }


def _part(head: str, lines: Sequence[OneToOneLine]) -> None:
    if lines:
        say()
        say(bold(head))
    for line in lines:
        when = f", {when_in_words(line.at, line.one.state)}" if line.at else ""
        moved = f" ({words})" if (words := moved_in_words(line.one.moved)) else ""
        say(f"  {line.name}{when}, {FORMATS[line.one.format]}{moved}")


def _as_data(line: OneToOneLine) -> dict[str, object]:
    one = line.one
    return {
        "id": public_id(one.one_to_one_id),
        "person": line.name,
        "person_id": public_id(one.person_id),
        "state": one.state,
        "format": one.format,
        "at": line.at,
        "minutes": one.minutes,
        "place": one.place,
        "moved_by_me": one.moved.by_me,
        "moved_by_them": one.moved.by_them,
        "changed_on": one.changed_on,
    }

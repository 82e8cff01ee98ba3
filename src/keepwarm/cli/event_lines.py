"""What `event` writes of events: lines for people, data for programs."""

from collections.abc import Iterator
from datetime import date

from keepwarm.cli.output import bold
from keepwarm.domain.ids import public_id
from keepwarm.storage.pages.event import EventPage
from keepwarm.storage.pages.events import EventLine
from keepwarm.translations.english import day_in_words, sentence
from keepwarm.translations.events import ATTENDING, FOLLOWS, KINDS, STATES


def line_in_words(line: EventLine, today: date) -> str:
    """An event in a list."""
    follows = f", open with {line.open}" if line.open else ""
    state = STATES[line.event.state]
    return f"{line.event.name}: {KINDS[line.event.kind]}, {day_in_words(line.on, today)} ({state}{follows})"


def page_in_words(page: EventPage) -> Iterator[str]:
    """All of an event, line by line."""
    when = f"{day_in_words(page.first_on, page.today)}, {page.at:%H:%M}"
    where = f", {page.event.place}" if page.event.place else ""
    yield bold(page.event.name)
    yield f"  {KINDS[page.event.kind]}, {when}{where}; {STATES[page.event.state]}"
    if page.phase.value == "plan":
        for reason in page.worth:
            yield f"  {sentence(reason, page.today)}"
    yield from planned(page)
    for one in page.met:
        yield f"  Met {one.name}: {FOLLOWS[one.follow]}"
    for pair in page.pairs:
        yield f"  Introduce {pair.name} ({pair.said}) and {pair.other_name} ({pair.other_said})"
    if page.event.learned:
        yield f"  Learned: {page.event.learned}"


def planned(page: EventPage) -> Iterator[str]:
    """The plan."""
    for line in page.planned:
        why = line.attendee.reason or (line.known.reason if line.known else "")
        yield f"  To meet: {line.attendee.name}" + (f" ({why})" if why else "")
    for label, text in (
        ("For", page.event.goal),
        ("To learn", page.event.to_learn),
        ("I am", page.introduction),
    ):
        if text:
            yield f"  {label}: {text}"


def line_as_data(line: EventLine) -> dict[str, object]:
    """An event in a list, for programs."""
    event = line.event
    return {
        "id": public_id(line.event_id),
        "name": event.name,
        "kind": event.kind,
        "state": event.state,
        "at": event.at,
        "phase": line.phase,
        "group": line.circle,
        "met": line.met,
        "open": line.open,
    }


def page_as_data(page: EventPage) -> dict[str, object]:
    """All of an event, for programs."""
    event = page.event
    return {
        "id": public_id(page.event_id),
        "name": event.name,
        "kind": event.kind,
        "state": event.state,
        "phase": page.phase,
        "at": page.at,
        "ends_at": page.ends_at,
        "place": event.place,
        "link": event.link,
        "about": event.about,
        "group": page.circle,
        "goal": event.goal,
        "to_learn": event.to_learn,
        "introduction": page.introduction,
        "learned": event.learned,
        "reviewed_on": event.reviewed_on,
        "worth": page.worth,
        "attendees": [
            {
                "name": line.attendee.name,
                "organization": line.attendee.organization,
                "person_id": None if line.known is None else public_id(line.known.person_id),
                "state": ATTENDING[line.attendee.state],
                "reason": line.attendee.reason,
                "question": line.attendee.question,
            }
            for line in page.guests
        ],
        "met": [
            {"person": one.name, "person_id": public_id(one.person_id), "follow": one.follow}
            for one in page.met
        ],
        "introduce": [
            {"one": one.name, "said": one.said, "other": one.other_name, "other_said": one.other_said}
            for one in page.pairs
        ],
    }

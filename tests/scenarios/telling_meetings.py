"""What a story tells of meeting people: at which event, and whether it was left at that."""

from datetime import date, datetime, time

from keepwarm.usecases.capture_person import CapturePerson, capture_person
from tests.scenarios.story import ZONE, Grammar, Stage

OF_MEETINGS = Grammar()
says = OF_MEETINGS.says

_EVENING = time(20)


@says(r"I met {who} at (?P<where>[^,]+?) on {day}(?P<left>, and left it at that)?")
def _met(stage: Stage, who: str, where: str, day: str, left: str | None) -> None:
    at = datetime.combine(date.fromisoformat(day), _EVENING, tzinfo=ZONE)
    known = stage.people.get(who)
    command = CapturePerson(name=who, person_id=known, place=where, at=at, leave_it=left is not None)
    with stage.open(at, writing=True) as book:
        stage.people[who] = capture_person(book, command).person_id

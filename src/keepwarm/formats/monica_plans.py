"""What an owner of Monica means to do: reminders and tasks."""

from datetime import date

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import FoundPromise, FoundStep, Occasion
from keepwarm.domain.people import Side
from keepwarm.formats.json_fields import Fields, fields_of, line_of, says_yes, text_of
from keepwarm.formats.monica_days import find_day, next_round


def find_reminder(fields: Fields, exported: date | None) -> Occasion | FoundStep | None:
    """What comes round each year as an occasion, anything else as the next contact.

    Of what comes round otherwise the first day from that of the export counts. None of what Monica has
    sent for the last time, and of a reminder without a title or a day.
    """
    said = fields_of(fields, "properties")
    title, day = line_of(said, "title"), find_day(said, "initial_date")
    if not title or day is None or says_yes(said, "inactive"):
        return None
    unit, number = line_of(said, "frequency_type").lower(), _number(said)
    if unit == "year" and number == 1:
        return Occasion(label=title, on=PartialDate(year=day.year, month=day.month, day=day.day))
    text = "\n".join(filter(None, (title, text_of(said, "description"))))
    if due := next_round(day, unit, number, exported or day):
        every = f"every {unit}" if number == 1 else f"every {number} {unit}s"
        return FoundStep(text=f"{text} ({every})", due_on=due)
    return FoundStep(text=text, due_on=day)


def _number(said: Fields) -> int:
    written = line_of(said, "frequency_number")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 1


def find_task(fields: Fields) -> FoundPromise | None:
    """A task as what the owner promised; None of one without a title."""
    said = fields_of(fields, "properties")
    text = "\n".join(filter(None, (line_of(said, "title"), text_of(said, "description"))))
    if not text:
        return None
    made = find_day(fields, "created_at")
    done = find_day(said, "completed_at") or find_day(fields, "updated_at") or made
    return FoundPromise(
        side=Side.MINE,
        text=text,
        made_on=made,
        done_on=done if says_yes(said, "completed") else None,
    )

"""What somebody said of being reached, and the owner's own ways: the forms, and what they keep."""

from dataclasses import replace
from datetime import date

from pydantic import TypeAdapter
from starlette.responses import Response

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.ids import public_id
from keepwarm.domain.week_hours import DAY_MINUTES, WEEKDAYS, WeekHours
from keepwarm.translations.advice import ASKING_SENTENCE, habit_in_words
from keepwarm.translations.own_hours import parse_clock, parse_week_hours
from keepwarm.translations.own_ways import hear_ways
from keepwarm.usecases.prefer import OwnChannels, Prefer, choose_own_channels, forget_said, own_ways, prefer
from keepwarm.web.forms import FieldErrors, FieldReader, FormView, view_of
from keepwarm.web.notices import find_notice
from keepwarm.web.person import show_person
from keepwarm.web.visits import Visit, batch_of

_PREFER = TypeAdapter(Prefer)
_EMPTY = FormView()


def keep_preference(visit: Visit) -> Response:
    """Keep what somebody said."""
    try:
        with visit.site.open(writing=True) as book:
            prefer(book, _read(visit, book.today))
            done = batch_of(book)
    except Invalid as problem:
        return show_person(visit, prefer=view_of(visit.form, problem), status=400)
    return visit.move_on("person", person=public_id(visit.person_id), done=done)


def _read(visit: Visit, today: date) -> Prefer:
    """What the form says that somebody said. Raises FieldErrors with all that is wrong."""
    reader = FieldReader(visit.form, today)
    values = {
        "person_id": visit.person_id,
        "liked": reader.choices("liked"),
        "never": reader.choices("never_by"),
        "purposes": reader.choices("purposes"),
        "hours": _hours(reader),
        "words": reader.text("their_words"),
        "said_at": reader.text("said_at"),
        "said_on": reader.past_day("said_on"),
        "time_zone": reader.text("time_zone") if "time_zone" in visit.form else None,
    }
    if not values["liked"] and not values["never"]:
        heard = hear_ways(reader.text("their_words"))
        values |= {"liked": heard.liked, "never": heard.never, "hours": values["hours"] or heard.hours}
    if not any(values[name] for name in ("liked", "never", "time_zone")):
        reader.errors["liked"] = "Choose a channel here, or one that they never want."
    return reader.command(_PREFER, values)


def _hours(reader: FieldReader) -> WeekHours | None:
    """The days and hours that were chosen; None where none were."""
    chosen = reader.choices("days")
    days = frozenset(WEEKDAYS.index(day) for day in chosen if day in WEEKDAYS)
    whole = None if reader.text("hours_until") else _whole(reader.text("hours_from"))
    if whole is not None:
        return replace(whole, days=days or whole.days)
    begin, end = _minute(reader, "hours_from", 0), _minute(reader, "hours_until", DAY_MINUTES)
    if not days and (begin, end) == (0, DAY_MINUTES):
        return None
    return WeekHours(
        days=days or frozenset(range(len(WEEKDAYS))), from_minute=begin, until_minute=end or DAY_MINUTES
    )


def _whole(said: str) -> WeekHours | None:
    """Hours that the first field names alone: "18-20", "weekdays after six"; None for a time of the day."""
    return None if parse_clock(said) is not None else parse_week_hours(said)


def _minute(reader: FieldReader, name: str, otherwise: int) -> int:
    """The minute of a day that a field names, or another where it is empty or wrong, which is said."""
    said = reader.text(name)
    if not said:
        return otherwise
    minute = parse_clock(said)
    if minute is None:
        reader.errors[name] = "Write a time of the day, like six, 6pm or 18:00."
        return otherwise
    return minute if name == "hours_until" else minute % DAY_MINUTES


def forget(visit: Visit) -> Response:
    """Take back what was noted of one channel."""
    channel = visit.request.path_params["channel"]
    if channel not in set(Channel):
        raise Missing("There is no such channel; look at their page again.")
    with visit.site.open(writing=True) as book:
        forget_said(book, visit.person_id, {Channel(channel)})
        done = batch_of(book)
    return visit.move_on("person", person=public_id(visit.person_id), done=done)


def own_channels(visit: Visit, form: FormView = _EMPTY, status: int = 200) -> Response:
    """The owner's own: what they do not use, how they ask, and whether one channel serves for everybody."""
    with visit.site.open() as book:
        own, notice = own_ways(book), find_notice(visit, book)
    asking = own.asking_sentence or ASKING_SENTENCE
    held = {"unused": [channel.value for channel in sorted(own.unused)], "asking": [asking]}
    shown = form if form.values else FormView(values=held)
    return visit.show(
        "channels.html", status=status, form=shown, habit=habit_in_words(own.habit), notice=notice
    )


def choose_channels(visit: Visit) -> Response:
    """Keep it; our own sentence is none that the owner wrote."""
    try:
        with visit.site.open(writing=True) as book:
            reader = FieldReader(visit.form, book.today)
            asking, unused = reader.text("asking"), reader.choices("unused")
            if not set(unused) <= set(Channel):
                raise FieldErrors({"unused": "Choose one of these."})
            command = OwnChannels(
                unused=frozenset(map(Channel, unused)),
                asking_sentence="" if asking == ASKING_SENTENCE else asking,
            )
            choose_own_channels(book, command)
            done = batch_of(book)
    except Invalid as problem:
        return own_channels(visit, view_of(visit.form, problem), 400)
    return visit.move_on("own_channels", done=done)

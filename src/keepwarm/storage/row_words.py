"""What may stand in a column beside its type: the words of the domain, days, numbers of a certain form.

By it a row that comes from outside is known for one that the program could have written.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Date

from keepwarm.domain.bearings import CLOSENESS_RANGE, Wish
from keepwarm.domain.bringing import Answer, Form, Outcome, ReferralState, Role
from keepwarm.domain.channels import Channel, Purpose
from keepwarm.domain.claims import FIELDS, HANDLE, ClaimState
from keepwarm.domain.columns import ColumnMeaning
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import FavourState, NeedKind, RelationKind
from keepwarm.domain.errors import Invalid
from keepwarm.domain.filters import parse_filter
from keepwarm.domain.interactions import WHOLE_SHARE, Direction
from keepwarm.domain.introductions import ROLES
from keepwarm.domain.meeting import (
    AttendeeState,
    EventKind,
    EventState,
    Follow,
    Format,
    OneToOneState,
    Opinion,
    SubmissionKind,
    SubmissionState,
)
from keepwarm.domain.pairs_to_bring import left_pair
from keepwarm.domain.people import LONGEST_NAME, FactKind, HandleKind, KnownBy, Side, Standing
from keepwarm.domain.programme import DAYS
from keepwarm.domain.sources import RawFormat
from keepwarm.domain.week_hours import WeekHours
from keepwarm.storage.owner_settings import SETTINGS
from keepwarm.storage.schema import MADE_AGAIN, SITE_TABLES, metadata

Fits = Callable[..., bool]

_MONTH_DAY = re.compile(r"\d{2}-\d{2}", re.ASCII)
_COUNTRY = re.compile(r"(?:[A-Z]{2})?", re.ASCII)
_PARTS_OF_AN_ADDRESS = 7
_OF_A_FEED: dict[str, type] = {
    "address": str,
    "user": str,
    "secret_command": list,
    "oauth": bool,
    "folders": list,
    "private": bool,
    "plain": bool,
}
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_MOST = 1_000_000


def _word(words: type[StrEnum]) -> Fits:
    known = frozenset(words)
    return lambda value: value in known


def _partial_day(value: str) -> bool:
    try:
        return str(PartialDate.parse(value)) == value
    except ValueError:
        return False


def _time_zone(value: str) -> bool:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _query(value: str) -> bool:
    try:
        parse_filter(value)
    except Invalid:
        return False
    return True


def _purposes(value: str) -> bool:
    return value == "" or set(value.split(",")) <= set(Purpose)


def _hours(value: str) -> bool:
    try:
        return value == "" or str(WeekHours.parse(value)) == value
    except ValueError:
        return False


def _parts(value: str) -> bool:
    found = _json(value)
    return (
        isinstance(found, list)
        and len(found) == _PARTS_OF_AN_ADDRESS
        and all(isinstance(part, str) for part in found)
    )


def _meanings(value: str) -> bool:
    found, known = _json(value), set(ColumnMeaning)
    return isinstance(found, dict) and all(isinstance(word, str) and word in known for word in found.values())


def _feed_settings(value: str) -> bool:
    found = _json(value)
    if not isinstance(found, dict) or found.keys() != _OF_A_FEED.keys():
        return False
    return all(isinstance(found[name], kind) for name, kind in _OF_A_FEED.items()) and all(
        isinstance(word, str) for name in ("folders", "secret_command") for word in found[name]
    )


def _json(value: str) -> object:
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None


def _object(value: str) -> bool:
    return value == "" or isinstance(_json(value), dict)


def _moment(value: date | datetime) -> bool:
    return _FIRST_YEAR <= value.year <= _LAST_YEAR


def _count(value: int) -> bool:
    return 0 <= value <= _MOST


def _name(value: str) -> bool:
    return len(value) <= LONGEST_NAME


_MONTH_AND_DAY: Fits = lambda value: _MONTH_DAY.fullmatch(value) is not None  # noqa: E731 (one of a table)
_FIELD: Fits = lambda value: value in {*FIELDS, HANDLE}  # noqa: E731 (one of a table)

DEEDS = frozenset(
    {"accept", "add", "add correspondents", "add feed", "agenda", "agree one-to-one", "apart",
     "ask one-to-one", "attendees", "bearing", "bring pair back", "call off one-to-one", "capture", "card",
     "choose", "demo", "drop event", "drop filter", "edit", "event", "favour", "finish day",
     "first meeting", "follow up", "forget", "group", "hold one-to-one", "import", "introduce",
     "introduction", "keep words", "leave it", "log", "merge", "move one-to-one", "need", "never propose",
     "new card", "new event", "next step done", "note", "one-to-one", "own addresses", "plan",
     "plan one-to-one", "practise", "prefer", "profile", "promise kept", "propose again", "read",
     "referral", "relate", "remove feed", "review event", "save filter", "set aside", "set pair aside",
     "settings", "skip", "spoken lately", "standing", "take back", "tomorrow", "undo", "unrelate", "wish",
     "withdraw card"}
)  # fmt: skip
"""What a batch of the journal can be: every word that the use cases begin one with."""

_OWN: dict[str, dict[str, Fits]] = {
    "owner_settings": {"name": SETTINGS.__contains__},
    "owners": {
        "time_zone": _time_zone,
        "country": lambda value: _COUNTRY.fullmatch(value) is not None,
        "capacity": _count,
    },
    "people": {
        "name": _name,
        "birthday": _partial_day,
        "month_day": _MONTH_AND_DAY,
        "standing": _word(Standing),
    },
    "handles": {"kind": _word(HandleKind), "postal": _parts},
    "preferences": {
        "channel": _word(Channel),
        "known_by": _word(KnownBy),
        "rank": _count,
        "purposes": _purposes,
        "hours": _hours,
    },
    "wishes": {"answer": _word(Wish)},
    "bearings": {
        "closeness": lambda value: CLOSENESS_RANGE[0] <= value <= CLOSENESS_RANGE[1],
        "cadence_days": _count,
        "time_zone": lambda value: value == "" or _time_zone(value),
    },
    "needs": {"kind": _word(NeedKind)},
    "facts": {"kind": _word(FactKind)},
    "interactions": {
        "at": _moment,
        "channel": _word(Channel),
        "direction": _word(Direction),
        "minutes": _count,
        "recipients": _count,
        "my_share": lambda value: 0 <= value <= WHOLE_SHARE,
    },
    "promises": {"side": _word(Side)},
    "next_steps": {"channel": _word(Channel)},
    "roles": {"began": _partial_day, "ended": _partial_day},
    "relations": {"kind": _word(RelationKind)},
    "occasions": {"day": _partial_day, "month_day": _MONTH_AND_DAY},
    "favours": {"side": _word(Side), "state": _word(FavourState)},
    "claims": {"field": _FIELD, "state": _word(ClaimState)},
    "saved_filters": {"query": _query},
    "column_choices": {"mapping": _meanings},
    "feeds": {"settings": _feed_settings},
    "cards": {"raw_format": _word(RawFormat)},
    "batches": {"what": DEEDS.__contains__},
    "events": {"kind": _word(EventKind), "state": _word(EventState), "at": _moment, "ends_at": _moment},
    "attendees": {"state": _word(AttendeeState), "said": _object},
    "encounters": {"follow": _word(Follow), "got_on": _word(Opinion), "again": _word(Opinion), "at": _moment},
    "one_to_ones": {
        "state": _word(OneToOneState),
        "format": _word(Format),
        "at": _moment,
        "minutes": _count,
        "sequence": _count,
        "reschedules": _count,
    },
    "introductions": {"form": _word(Form), "outcome": _word(Outcome)},
    "introduction_parties": {"role": _word(Role), "answer": _word(Answer)},
    "referrals": {"side": _word(Side), "state": _word(ReferralState)},
    "practice": {"day": lambda value: 1 <= value <= DAYS, "answers": _object},
    "own_cards": {"fields": _object, "position": _count},
    "submissions": {"kind": _word(SubmissionKind), "state": _word(SubmissionState), "given": _object},
}

FITS: dict[str, dict[str, Fits]] = {
    name: {column.name: _moment for column in table.c if isinstance(column.type, Date)} | _OWN.get(name, {})
    for name, table in metadata.tables.items()
    if name not in SITE_TABLES | MADE_AGAIN
}
"""For the columns of a table, whether a value that is not null could be the program's own."""


def fits_as_a_whole(noun: str, row: Mapping[str, object]) -> bool:
    """Whether the columns of a row, each of which fits, fit together.

    A row of the journal may lack some. Raises Invalid, in words that follow the place, where it takes more
    than one value to say what does not fit.
    """
    if noun == "owner_settings":
        return SETTINGS[str(row["name"])](str(row["value"]))
    if noun in _TOGETHER and (problem := _TOGETHER[noun](row)):
        raise Invalid(problem)
    return True


def party_problem(form: Form, party: Mapping[str, object]) -> str:
    """Why somebody cannot be of an introduction of a form, in words that follow the place; or nothing."""
    if party["role"] not in ROLES[form]:
        return f"has a role that an introduction of the form {form.value!r} does not have"
    if form is not Form.RECEIVED and party["answer"] == Answer.YES and party["asked_on"] is None:
        return "says yes for somebody who was never asked"
    return ""


def _introduction_problem(row: Mapping[str, object]) -> str:
    lacks = row.get("outcome") is not None and row.get("made_on") is None
    return "has an outcome of an introduction that was never made" if lacks else ""


def _referral_problem(row: Mapping[str, object]) -> str:
    itself = row.get("about_id") is not None and row.get("about_id") == row.get("person_id")
    return "sends somebody to themself" if itself else ""


def _declined_pair_problem(row: Mapping[str, object]) -> str:
    other_id, about = row.get("other_id"), str(row.get("about", ""))
    if other_id is not None and other_id == row.get("person_id"):
        return "is a pair of somebody with themself"
    if other_id is None and not about:
        return "is a pair with the owner, and says for which need nowhere"
    return "" if left_pair(None, None, about)[1] == about else "has an about that is not in folded words"


_TOGETHER: dict[str, Callable[[Mapping[str, object]], str]] = {
    "introductions": _introduction_problem,
    "referrals": _referral_problem,
    "declined_pairs": _declined_pair_problem,
}
"""For the rows of a table, what does not fit together, in words that follow the place."""

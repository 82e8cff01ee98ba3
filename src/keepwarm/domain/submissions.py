"""What a stranger leaves in return for a card: what they may say, how much, and for how long it is kept."""

import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Problem
from keepwarm.domain.meeting import SubmissionState
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.week_hours import WeekHours

CONSENT = "swap-1"
"""The version of the sentence to which a sender says yes; another sentence gets another version."""

SWAP = "swap:"
"""How the provenance begins of what somebody left of themselves, a sign of trust; the id follows."""

KEPT_DAYS = 30
DECLINED_MINUTES = 60
"""So long a sender's words stay after the owner declined, for who changes their mind."""

QUOTA, QUOTA_OF_A_CARD = 500, 400
"""How many may wait at a time; who floods one card leaves room for the others."""

AN_HOUR, AN_HOUR_AT_AN_EVENT = 10, 200
"""Submissions of one network; a whole venue has one address."""

A_DAY, A_DAY_AT_AN_EVENT = 100, 1_000
"""Submissions for one card."""

A_DAY_OF_A_NETWORK, A_DAY_OF_A_VENUE = 25, 500
"""Of these no network takes more than a share, so that nobody alone shuts a card for everybody else."""

FEWEST_SECONDS, MOST_SECONDS = 3, 24 * 3600
"""Between the page and its sending: nobody types that fast, and no page stands open for longer."""

LONGEST_LINE = 200
LONGEST_WORDS = 600
MOST_WAYS = 8

PREFERABLE = (Channel.CALL, Channel.TEXT, Channel.CHAT, Channel.EMAIL, Channel.IN_PERSON)
"""Of these a sender chooses how they like to be reached."""

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Controls, what turns the order of text around, and half characters."""


class Hours(StrEnum):
    """When somebody likes to be reached."""

    DAYTIME = "daytime"
    EVENINGS = "evenings"
    WEEKENDS = "weekends"

    @property
    def of_the_week(self) -> WeekHours:
        """The hours of a week that are meant."""
        return WeekHours.parse(_HOURS[self])


_HOURS = {
    Hours.DAYTIME: "mon-fri 09:00-17:00",
    Hours.EVENINGS: "mon-fri 17:00-21:00",
    Hours.WEEKENDS: "sat,sun 10:00-20:00",
}


class Flaw(StrEnum):
    """What keeps details from being taken, each a sentence in the sender's language."""

    NAME = "name"
    WAY = "way"
    PHONE = "phone"
    EMAIL = "email"
    LONG = "long"
    CONSENT = "consent"
    FILE = "file"
    AGAIN = "again"


class Flawed(Problem):
    """Details that cannot be taken as they are."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(f"What was left cannot be taken: {flaw.value}; look at it again.")
        self.flaw = flaw


class TooMany(Problem):
    """More than is taken at a time; nothing was kept of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a stranger left. `about` is what to stay in touch about, `when_words` when, in their words.

    `replaces` is the id of a submission that the owner accepted, of which this is the correction.
    """

    name: str
    organization: str = ""
    title: str = ""
    ways: tuple[Handle, ...] = ()
    prefers: Channel | None = None
    hours: Hours | None = None
    when_words: str = ""
    about: str = ""
    replaces: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What somebody left; `given` is None where their words were emptied.

    `person_id` is whom the owner made of it. Of one that was withdrawn it says that the person is still to
    be taken out of the book.
    """

    submission_id: int
    own_card_id: int | None
    person_id: int | None
    received_at: datetime
    given: Given | None
    language: str
    consent: str
    state: SubmissionState


def harmless(text: str) -> str:
    """One line without what is not seen."""
    return " ".join(_UNSEEN.sub("", text).split())


def checked(given: Given) -> Given:
    """The details in plain lines. Raises Flawed where something is missing or too long."""
    plain = replace(
        given,
        name=harmless(given.name),
        organization=harmless(given.organization),
        title=harmless(given.title),
        when_words=harmless(given.when_words),
        about=harmless(given.about),
        ways=tuple(_plain_way(way) for way in given.ways),
    )
    lines = [plain.name, plain.organization, plain.title]
    lines += [text for way in plain.ways for text in (way.value, way.label, way.service)]
    if not plain.name:
        raise Flawed(Flaw.NAME)
    if not any(way.value for way in plain.ways):
        raise Flawed(Flaw.WAY)
    if max(map(len, lines)) > LONGEST_LINE or max(len(plain.about), len(plain.when_words)) > LONGEST_WORDS:
        raise Flawed(Flaw.LONG)
    if len(plain.ways) > MOST_WAYS:
        raise Flawed(Flaw.LONG)
    return plain


def _plain_way(way: Handle) -> Handle:
    return Handle(
        kind=way.kind,
        value=harmless(way.value),
        label=harmless(way.label),
        service=harmless(way.service),
        preferred=way.preferred,
    )


def given_to_json(given: Given) -> str:
    """The details as their column holds them."""
    ways = [
        {name: getattr(way, name) for name in ("kind", "value", "label", "service")} for way in given.ways
    ]
    return json.dumps(asdict(replace(given, ways=())) | {"ways": ways}, ensure_ascii=False)


def given_from_json(text: str) -> Given | None:
    """The details back; None where they were emptied."""
    said = json.loads(text) if text else {}
    if not isinstance(said.get("name"), str):
        return None
    return Given(
        name=said["name"],
        organization=_text(said, "organization"),
        title=_text(said, "title"),
        ways=tuple(_way(one) for one in said.get("ways", ()) if one.get("kind") in set(HandleKind)),
        prefers=Channel(said["prefers"]) if said.get("prefers") in set(Channel) else None,
        hours=Hours(said["hours"]) if said.get("hours") in set(Hours) else None,
        when_words=_text(said, "when_words"),
        about=_text(said, "about"),
        replaces=said.get("replaces"),
    )


def _way(said: dict[str, Any]) -> Handle:
    kind = HandleKind(said["kind"])
    return Handle(
        kind=kind, value=_text(said, "value"), label=_text(said, "label"), service=_text(said, "service")
    )


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""

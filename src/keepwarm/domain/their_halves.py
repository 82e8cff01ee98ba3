"""The other's half of an agenda as they send it: what they may say, how much, for how long it is kept."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta

from keepwarm.domain.errors import Invalid
from keepwarm.domain.meeting import OneToOneState
from keepwarm.domain.one_to_ones import LONGEST_LINE, OPEN, OneToOne
from keepwarm.domain.submissions import harmless

CONSENT = "agenda-1"
"""The version of the sentence under which they send it."""

KEPT_DAYS = 30
MOST_WAITING = 5
"""Of one one-to-one; who sends more is asked to wait until it was read."""

LONGEST = 1_500
MOST_LINES = 8
OPEN_DAYS = 60
"""So long the page of one without a time stays open."""

_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirHalf:
    """What they would like to talk about, what they want at the moment, whom to send to them: in lines."""

    talk: str = ""
    goals: str = ""
    send: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not (self.talk or self.goals or self.send)

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of one part, each no longer than a line of an agenda."""
        text: str = getattr(self, name)
        return tuple(line[:LONGEST_LINE] for line in text.split("\n") if line)


PARTS = tuple(field.name for field in fields(TheirHalf))


def checked_half(half: TheirHalf) -> TheirHalf:
    """The same in plain lines. Raises Invalid where nothing is written, or too much."""
    plain = TheirHalf(**{name: _plain(getattr(half, name)) for name in PARTS})
    if plain.is_empty:
        raise Invalid("Nothing is written yet; a few words are enough.")
    if any(len(getattr(plain, name)) > LONGEST for name in PARTS):
        raise Invalid(f"A part has {LONGEST:,} characters at most; write it shorter.")
    if any(getattr(plain, name).count("\n") >= MOST_LINES for name in PARTS):
        raise Invalid(f"A part has {MOST_LINES} lines at most; leave the rest for the talk.")
    return plain


def half_to_json(half: TheirHalf) -> str:
    """As its column holds it."""
    return json.dumps(asdict(half), ensure_ascii=False)


def half_from_json(text: str) -> TheirHalf | None:
    """The same back; None where the words were let go of."""
    said = json.loads(text) if text else {}
    words = {name: value for name in PARTS if isinstance(value := said.get(name), str)}
    return TheirHalf(**words) if words else None


def may_be_written(one: OneToOne, now: datetime) -> bool:
    """Whether the page of a one-to-one is open: it may still take place, and is not over."""
    if one.token is None or one.state not in OPEN:
        return False
    if one.state is OneToOneState.AGREED and one.at is not None:
        return now <= one.at + _AFTER
    return (now.date() - one.changed_on).days <= OPEN_DAYS


def _plain(text: str) -> str:
    return "\n".join(filter(None, map(harmless, text.splitlines())))

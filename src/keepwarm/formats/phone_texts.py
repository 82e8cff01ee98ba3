"""What a text of a phone's backup says: who wrote it to whom, by the numbers of its `sms` or `mms`."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Handle
from keepwarm.domain.sources import FoundChatMessage, Whom
from keepwarm.formats.numbered_keys import NumberedKeys
from keepwarm.formats.phone_backup import addressee, number_key, time_of, told, whom, written
from keepwarm.formats.phone_records import Record

OWNER = Whom(words="the owner of the phone")
A_MACHINE = "a machine's text"

_RECEIVED, _SENT = "1", "2"
_NEVER_SENT = {"3": "a draft", "4": "waiting to be sent", "5": "not delivered", "6": "waiting to be sent"}
_FROM, _TO = frozenset({"137"}), frozenset({"151", "130", "129"})
_REPORTS = frozenset({"134", "135", "136"})
_MYSELF = "insert-address-token"
"""What stands for the phone's own number in a picture message that it sent."""

_MOST_NAMES = 20_000
_WRITER_UNKNOWN = "went to several, and does not say who wrote it; nothing is to be done"

Parties = dict[str, Handle]
"""Numbers of people by their `number_key`, in the order of the file."""


@dataclass(slots=True, kw_only=True)
class TextReader:
    """Reads one text after the other, and learns: names by number, and which numbers are the owner's own."""

    _names: dict[str, str] = field(default_factory=dict)
    _own: set[str] = field(default_factory=set)
    _keys: NumberedKeys = field(default_factory=NumberedKeys)

    def read(self, place: str, record: Record) -> FoundChatMessage:
        """The text of a record. Raises Invalid with the reason to refuse it."""
        if record.damage:
            raise Invalid(record.damage)
        is_sent = _is_sent(record)
        milliseconds, at = time_of(record.said)
        listed = told(record.said, "address").split("~")
        parties = self._readers(record, listed) if is_sent else self._writer(record, listed)
        self._learn_name(record, listed, parties)
        people = tuple(whom(handle, self._names.get(key, "")) for key, handle in parties.items())
        if is_sent:
            sender, others = OWNER, people
        elif parties.keys() <= self._own:
            sender, others = OWNER, ()
        else:
            sender, others = people[0], (OWNER, *self._fellow_readers(record, listed))
        direction = "out" if is_sent else "in"
        said = f"{record.name}:{'~'.join(sorted(parties))}:{milliseconds}:{direction}"
        content = (record.said.get(name) for name in ("body", "m_id", "tr_id", "m_size"))
        return FoundChatMessage(
            place=place,
            at=at,
            channel=Channel.TEXT,
            sender=sender,
            others=others,
            key=self._keys.key(said, *content),
            owner=OWNER,
            text=record.words or written(record.said, "body"),
        )

    def _readers(self, record: Record, listed: list[str]) -> Parties:
        """To whom the owner wrote. Raises Invalid where these are machines alone, or hidden."""
        self._own |= _people(_numbers(record, _FROM)).keys()
        readers = _at_least_one(_numbers(record, _TO) or listed)
        others = _without(readers, self._own)
        known = _people(listed).keys()
        unlisted = others.keys() - known
        if len(known) > 1 and len(unlisted) == 1:  # some phones name themselves among the readers
            others = _without(others, unlisted)
        return others

    def _writer(self, record: Record, listed: list[str]) -> Parties:
        """Who wrote to the owner. Raises Invalid where it is a machine, hidden, or not said."""
        said = told(record.said, "from_address")
        numbers = _numbers(record, _FROM) or ([said] if said else listed)
        if len(set(numbers)) > 1:
            raise Invalid(_WRITER_UNKNOWN)
        return _at_least_one(numbers)

    def _fellow_readers(self, record: Record, listed: list[str]) -> Iterable[Whom]:
        """The others who read it beside the owner, whose own number is the one that is not listed."""
        everybody = _people(_numbers(record, _TO))
        known = _people(listed).keys()
        in_order = sorted(_without(everybody, self._own), key=lambda key: key not in known)
        fellows = in_order[: max(len(everybody), 1) - 1]
        return tuple(whom(everybody[key], self._names.get(key, "")) for key in fellows)

    def _learn_name(self, record: Record, listed: list[str], parties: Parties) -> None:
        """The name of the one other; of several names nobody can say whose is whose."""
        name = told(record.said, "contact_name")
        if name and len(listed) == len(parties) == 1 and len(self._names) < _MOST_NAMES:
            self._names.update(dict.fromkeys(parties, name))


def _is_sent(record: Record) -> bool:
    """Whether the owner wrote it. Raises Invalid where nobody has sent it, or a machine tells of another."""
    kind = told(record.said, "type" if record.name == "sms" else "msg_box")
    if told(record.said, "m_type") in _REPORTS:
        raise Invalid("a report that a text has arrived; no conversation")
    if kind in _NEVER_SENT:
        raise Invalid(f"was never sent ({_NEVER_SENT[kind]}); nothing is to be done")
    if kind not in (_RECEIVED, _SENT):
        raise Invalid("says neither that it was received nor that it was sent; make the backup again")
    return kind == _SENT


def _numbers(record: Record, kinds: frozenset[str]) -> list[str]:
    return [number for number, kind in record.addresses if kind in kinds and number != _MYSELF]


def _at_least_one(numbers: list[str]) -> Parties:
    """The people among the numbers; where there is none, the reason of the first is raised."""
    return _people(numbers) or _only(addressee(numbers[0], A_MACHINE))


def _only(handle: Handle) -> Parties:
    return {number_key(handle): handle}


def _people(numbers: Iterable[str]) -> Parties:
    """The people among the numbers; machines and hidden numbers are left out."""
    found: Parties = {}
    for number in numbers:
        try:
            handle = addressee(number, A_MACHINE)
        except Invalid:
            continue
        found.setdefault(number_key(handle), handle)
    return found


def _without(parties: Parties, keys: Iterable[str]) -> Parties:
    gone = frozenset(keys)
    return {key: handle for key, handle in parties.items() if key not in gone}

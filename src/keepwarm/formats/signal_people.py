"""Those of whom a plaintext export of Signal speaks, and its chats: the frames before the messages."""

from dataclasses import dataclass, field

from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.sources import Whom
from keepwarm.formats.chat_members import MOST_MEMBERS, Members
from keepwarm.formats.json_fields import Fields, all_fields_of, fields_of, line_of
from keepwarm.formats.spoken_names import short

_MOST_RECIPIENTS = 200_000
_FEWEST_DIGITS = 6
_LONGEST_NUMBER = 20


@dataclass(slots=True, kw_only=True)
class SignalChat:
    """A chat with one person, or the members of a group; neither in notes to oneself and in Signal's news."""

    other: Whom | None = None
    members: Members | None = None


@dataclass(slots=True, kw_only=True)
class SignalPeople:
    """Learns people, groups and chats from the frames, which come before whatever speaks of them."""

    self_id: str = ""
    me: Whom = field(default_factory=lambda: Whom(words="you"))
    by_id: dict[str, Whom] = field(default_factory=dict)
    _by_account: dict[str, Whom] = field(default_factory=dict)
    _groups: dict[str, Members] = field(default_factory=dict)
    _chats: dict[str, str] = field(default_factory=dict)
    _nameless: set[str] = field(default_factory=set)

    def learn(self, frame: Fields) -> bool:
        """Take in a frame about people or chats; False where it is about something else."""
        if "account" in frame:
            name = _joined(fields_of(frame, "account"), "givenName", "familyName")
            self.me = Whom(words=name or self.me.words)
        elif "recipient" in frame:
            self._learn_recipient(fields_of(frame, "recipient"))
        elif "chat" in frame:
            chat = fields_of(frame, "chat")
            if len(self._chats) < _MOST_RECIPIENTS:
                self._chats[line_of(chat, "id")] = line_of(chat, "recipientId")
        else:
            return False
        return True

    def _learn_recipient(self, recipient: Fields) -> None:
        one = line_of(recipient, "id")
        if not one or len(self.by_id) + len(self._groups) + len(self._nameless) >= _MOST_RECIPIENTS:
            return
        if "self" in recipient:
            self.self_id = one
        elif "contact" in recipient:
            self._learn_contact(one, fields_of(recipient, "contact"))
        elif "group" in recipient:
            self._groups[one] = self._members(fields_of(recipient, "group"))

    def _learn_contact(self, one: str, contact: Fields) -> None:
        if (whom := _contact(contact)) is None:
            self._nameless.add(one)
            return
        self.by_id[one] = whom
        for account in filter(None, (line_of(contact, "aci"), line_of(contact, "pni"))):
            self._by_account[account] = whom

    def _members(self, group: Fields) -> Members:
        said = all_fields_of(fields_of(group, "snapshot"), "members")[:MOST_MEMBERS]
        accounts = (line_of(member, "userId") for member in said)
        return Members(self._by_account[account] for account in accounts if account in self._by_account)

    def find_chat(self, chat_id: str) -> SignalChat | None:
        """The chat of an id; None where no frame has told of it, or of nobody's name in it."""
        recipient = self._chats.get(chat_id)
        if recipient is None or recipient in self._nameless:
            return None
        return SignalChat(other=self.by_id.get(recipient), members=self._groups.get(recipient))


def _contact(contact: Fields) -> Whom | None:
    """Somebody by the owner's name for them, else by their own; None where nothing names them."""
    number = _number(contact)
    username = line_of(contact, "username")
    name = (
        _joined(fields_of(contact, "nickname"), "given", "family")
        or _joined(contact, "systemGivenName", "systemFamilyName")
        or _joined(contact, "profileGivenName", "profileFamilyName")
        or username
        or number
    )
    if not name:
        return None
    phones = (Handle(kind=HandleKind.PHONE, value=number),) if number else ()
    chats = (Handle(kind=HandleKind.CHAT, value=username, service="signal"),) if username else ()
    account = line_of(contact, "aci")
    return Whom(words=name, handles=(*phones, *chats), uid=f"signal:{account}" if account else "")


def _number(contact: Fields) -> str:
    """The number, which stands without its plus."""
    digits = line_of(contact, "e164").removeprefix("+")
    is_one = digits.isascii() and digits.isdigit() and _FEWEST_DIGITS <= len(digits) <= _LONGEST_NUMBER
    return f"+{digits}" if is_one else ""


def _joined(fields: Fields, *names: str) -> str:
    return short(" ".join(filter(None, (line_of(fields, name) for name in names))))

"""What can be changed in a card."""

from dataclasses import dataclass

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.people import Handle


@dataclass(frozen=True, slots=True, kw_only=True)
class AddHandle:
    """One more handle; nothing where the card has it already."""

    handle: Handle


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveHandle:
    """Every line that holds this handle, and the label that is for it alone."""

    handle: Handle


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceHandle:
    """Another value, label or preference, on every line that holds the handle.

    Other parts of a postal address make its value, whatever the new handle says of it.
    """

    old: Handle
    new: Handle


@dataclass(frozen=True, slots=True, kw_only=True)
class SetName:
    """The name as it is said, and its parts; those that are None stay."""

    name: str
    given: str
    family: str
    prefix: str | None = None
    middle: str | None = None
    suffix: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetNickname:
    """The nickname, in place of all that the card knows."""

    nickname: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOrganization:
    """The organisation; its departments stay, unless it is emptied."""

    organization: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTitle:
    """The title, or the role where the card says only that; emptied, both go."""

    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetBirthday:
    """The birthday; None for none."""

    birthday: PartialDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetNote:
    """The whole note. Several NOTE lines become one."""

    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTags:
    """All tags; those that the card has already keep their places."""

    tags: tuple[str, ...]


Change = (
    AddHandle
    | RemoveHandle
    | ReplaceHandle
    | SetName
    | SetNickname
    | SetOrganization
    | SetTitle
    | SetBirthday
    | SetNote
    | SetTags
)

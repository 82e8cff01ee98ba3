"""What the owner types as an address of somebody, of a kind that they named; and which of it is wrong."""

from dataclasses import replace

from keepwarm import channels
from keepwarm.channels.numbers import dialled
from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.postal import Postal
from keepwarm.formats.vcard_postal import postal_line, settled_postal

_LONGEST = 2_000
_LOOKS_LIKE = {
    HandleKind.EMAIL: "{} is no e-mail address; it reads name@example.org.",
    HandleKind.PROFILE: "{} is no page; it begins with https://.",
}


def typed_handle(
    kind: HandleKind, value: str, *, label: str = "", postal: Postal | None = None, like: Handle | None = None
) -> Handle:
    """The handle that was typed; `like` is the one whose place it takes, of which the rest is kept.

    Raises Invalid for what is none of its kind. Of a postal address the parts count where there are any.
    """
    if postal is not None:
        postal = settled_postal(postal)
        value = postal_line(postal)
    value, label = " ".join(value.split()), " ".join(label.split())
    if max(len(value), len(label)) > _LONGEST:
        raise Invalid(f"This is longer than {_LONGEST:,} characters; write it shorter.")
    if not value:
        raise Invalid("Write it, or tick that it goes.")
    if kind in _LOOKS_LIKE:
        _check(kind, value)
    if kind is HandleKind.PHONE and not dialled(value, ""):
        raise Invalid(f"{value!r} has no number in it; write one like +44 20 7946 0018.")
    bare = like or Handle(kind=kind, value=value, service=label.lower() if kind is HandleKind.CHAT else "")
    return replace(bare, value=value, label=label, postal=postal)


def _check(kind: HandleKind, value: str) -> None:
    try:
        is_such = channels.recognise(value).kind is kind
    except Invalid:
        is_such = False
    if not is_such:
        raise Invalid(_LOOKS_LIKE[kind].format(repr(value)))

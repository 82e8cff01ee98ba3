"""Channels: one file a kind of handle, found by being there.

Each module has `recognise(text) -> Handle | None`, which says whether what somebody typed is such an
address, and `links(handle, said, subject) -> dict[Channel, str]`, which opens the right program with it, and
begins the message where the program takes one; an address that must not be opened gets no link (TRUST.md,
C25). What is no kind of handle is named in `_NO_KINDS`.
"""

import pkgutil
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Handle

_NO_KINDS = frozenset({"numbers"})
"""Modules that the kinds of handles share."""


class HandleModule(Protocol):
    """What each module of this package is."""

    def recognise(self, text: str) -> Handle | None:
        """The handle in what was typed, or None where it is of another kind."""

    def links(self, handle: Handle, said: str = "", subject: str = "") -> dict[Channel, str]:
        """How each channel is opened with it; empty for handles of another kind."""


@cache
def _modules() -> tuple[HandleModule, ...]:
    names = sorted({module.name for module in pkgutil.iter_modules(__path__)} - _NO_KINDS)
    return tuple(cast(HandleModule, import_module(f"{__name__}.{name}")) for name in names)


def recognise(text: str) -> Handle:
    """The handle that somebody typed. Raises Invalid where it is of no known kind."""
    for module in _modules():
        if (handle := module.recognise(text.strip())) is not None:
            return handle
    raise Invalid(
        f"{text!r} is no e-mail address, phone number or https:// profile; check how it is written."
    )


def links(handle: Handle, said: str = "", subject: str = "") -> dict[Channel, str]:
    """How each channel is opened with this handle, and a message begun with `said` where it can be."""
    found = (module.links(handle, said, subject) for module in _modules())
    return {channel: link for of_one in found for channel, link in of_one.items()}

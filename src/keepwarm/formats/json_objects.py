"""The objects of a list in JSON, each with its own bytes, and what stands behind the list."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The bytes from one object of the list to the next; `whole` says that its brackets are those of one."""

    raw: bytes
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What stands behind the list; `ended` says that the list ended before the file did."""

    raw: bytes
    ended: bool

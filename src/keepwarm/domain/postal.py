"""Postal addresses in their parts, as address books keep them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Postal:
    """The seven parts of an address, in the order of a vCard (RFC 6350, 6.3.1); each may be empty.

    `street` may hold several lines. `country` is as it was written, a name or a code.
    """

    post_box: str = ""
    extended: str = ""
    street: str = ""
    locality: str = ""
    region: str = ""
    code: str = ""
    country: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The seven in their order."""
        return (
            self.post_box,
            self.extended,
            self.street,
            self.locality,
            self.region,
            self.code,
            self.country,
        )

    def __bool__(self) -> bool:
        return any(self.parts)

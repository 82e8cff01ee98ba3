"""Addresses of a JSContact card (RFC 9553, 2.5.1), and ADR of vCard with RFC 9554's components."""

from keepwarm.formats.jscontact_order import Positions, ordered, placed, positions_in, unordered, written
from keepwarm.formats.jscontact_params import POSTAL_PLACES, Entry, shared_members, shared_params, text_in
from keepwarm.formats.vcard_rows import Row

_CLASSIC = ("postOfficeBox", "apartment", "name", "locality", "region", "postcode", "country")
_BEHIND = ("room", "apartment", "floor", "number", "name", "building", "block", "subdistrict", "district",
           "landmark", "direction")  # fmt: skip
_WHOLE = ("postOfficeBox", "", "", "locality", "region", "postcode", "country", *_BEHIND)
"""What the positions are where RFC 9554's are used; the second and the third then say those again."""

_EXTENDED, _STREET = 1, 2
_IN_STREET = ("number", "name")
_IN_EXTENDED = ("room", "floor", "apartment", "building")
_PARAMS = {"LABEL": "full", "CC": "countryCode", "GEO": "coordinates", "TZ": "timeZone"}
_KNOWN = ("JSCOMPS", *_PARAMS)


def find_address(row: Row) -> Entry | None:
    """ADR as an Address."""
    positions = positions_in(row.value, len(_WHOLE))
    whole = any(positions[len(_CLASSIC) :])
    kinds = _WHOLE if whole else (*_CLASSIC, *("" for _ in _BEHIND))
    order = row.values("JSCOMPS")
    in_order = ordered(order[0], kinds, positions) if order else None
    parts = unordered(kinds, positions)
    entry = in_order or (
        {"components": [{"kind": kind, "value": value} for kind, value in parts]} if parts else {}
    )
    for param, member in _PARAMS.items():
        for value in row.values(param)[:1]:
            entry[member] = value
    return {**entry, **shared_members(row, *_KNOWN, words=POSTAL_PLACES)} if entry else None


def address_row(entry: Entry) -> Row | None:
    """An Address as ADR: with the seven components of RFC 6350, and RFC 9554's where these do not do."""
    positions, order = placed(entry, _WHOLE)
    kinds = {_WHOLE[at] for at, items in enumerate(positions) if items}
    if kinds <= set(_CLASSIC) and not order:
        positions, _ = placed(entry, _CLASSIC)
    else:
        positions[_STREET] = _again(positions, _IN_STREET, order)
        positions[_EXTENDED] = _again(positions, _IN_EXTENDED, order)
    said = [(param, text) for param, member in _PARAMS.items() if (text := text_in(entry, member))]
    if not said and not any(positions):
        return None
    params = ([("JSCOMPS", order)] if order else []) + said
    return Row(
        name="ADR",
        value=written(positions, len(_CLASSIC)),
        params=(*params, *shared_params(entry, *_KNOWN, words=POSTAL_PLACES)),
    )


def _again(positions: Positions, kinds: tuple[str, ...], order: str) -> list[str]:
    """For programs that know seven components: several of the others as one text, in their order."""
    at = sorted(
        (_WHOLE.index(kind) for kind in kinds),
        key=lambda at: found if (found := f";{order};".find(f";{at};")) >= 0 else len(order),
    )
    text = " ".join(item for one in at for item in positions[one])
    return [text] if text else []

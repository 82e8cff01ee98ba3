"""The name of a JSContact card (RFC 9553, 2.2.1), and FN and N of vCard with RFC 9554's components."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from keepwarm.formats.jcard_values import sayable
from keepwarm.formats.jscontact_order import (
    ordered,
    placed,
    positions_in,
    said_components,
    unordered,
    written,
)
from keepwarm.formats.jscontact_params import PARAMS, Entry, escaped, group_of, shared_members, shared_params
from keepwarm.formats.vcard_rows import Row
from keepwarm.formats.vcard_text import escape, unescape

KINDS = ("surname", "given", "given2", "title", "credential", "surname2", "generation")
_SURNAME, _CREDENTIAL, _SURNAME2, _GENERATION = 0, 4, 5, 6
_CLASSIC = 5
_SORTED = ("surname", "given")
_KNOWN = ("JSCOMPS", "SORT-AS", "DERIVED")
_PHONETIC = ("ALTID", "PHONETIC", "SCRIPT")


def place_name(card: Entry, row: Row) -> bool:
    """Lay FN or N into the card; False where it has no place there, or the place is taken."""
    if row.key == "N" and row.values("PHONETIC"):
        return _place_sound(card, row)
    name = card.setdefault("name", {})
    done = _place_full(name, row) if row.key == "FN" else _place_parts(name, row)
    if not name:
        del card["name"]
    return done


def _place_full(name: Entry, row: Row) -> bool:
    if [value.lower() for value in row.values("DERIVED")] == ["true"] or not row.value:
        return True  # it is made again from the components
    if "full" in name or row.params or row.group:
        return False
    name["full"] = unescape(row.value)
    return True


def _place_parts(name: Entry, row: Row) -> bool:
    if "components" in name:
        return False
    positions = positions_in(row.value, len(KINDS))
    # RFC 9554 repeats these for programs that know five components only.
    for at, again in ((_SURNAME, _SURNAME2), (_CREDENTIAL, _GENERATION)):
        positions[at] = _without(positions[at], positions[again])
    order = row.values("JSCOMPS")
    parts = unordered(KINDS, positions)
    in_order = ordered(order[0], KINDS, positions) if order else None
    if not parts:
        return True
    name.update(in_order or {"components": [{"kind": kind, "value": value} for kind, value in parts]})
    sorting = ",".join(row.values("SORT-AS"))
    if said := {kind: text for kind, text in zip(_SORTED, sorting.split(",", 1), strict=False) if text}:
        name["sortAs"] = said
    name.update(shared_members(row, *_KNOWN, words={}))
    return True


def _without(items: list[str], again: list[str]) -> list[str]:
    """The items but those at the end that are said again elsewhere."""
    count = len(again)
    return items[: len(items) - count] if count and items[-count:] == again else items


def _place_sound(card: Entry, row: Row) -> bool:
    """How the parts of the name sound; False where they are not the parts of the name that is there."""
    name = card.get("name", {})
    sounds = unordered(KINDS, positions_in(row.value, len(KINDS)))
    components = [one for one in name.get("components", ()) if one["kind"] in KINDS]
    if row.values("ALTID")[:1] != [name.get(PARAMS, {}).get("altid")] or "phoneticSystem" in name:
        return False
    heard = Counter(kind for kind, _ in sounds)
    named = Counter(one["kind"] for one in components)
    if not heard or any(named[kind] != count for kind, count in heard.items()):
        return False
    for kind, sound in sounds:
        silent = (one for one in components if one["kind"] == kind and "phonetic" not in one)
        next(silent)["phonetic"] = sound
    system = row.values("PHONETIC")[0].lower()
    if system != "script":
        name["phoneticSystem"] = system
    for script in row.values("SCRIPT"):
        name["phoneticScript"] = script
    return True


def name_rows(card: Entry) -> Iterator[Row]:
    """FN and N of the card; nothing where it has no name."""
    name = card.get("name")
    if not isinstance(name, dict):
        return
    if full := escaped(name, "full"):
        yield Row(name="FN", value=full)
    elif name.get("isOrdered") is True and (spoken := _spoken(name)):
        yield Row(name="FN", value=escape(spoken), params=(("DERIVED", "true"),))
    positions, order = placed(name, KINDS)
    if any(positions):
        sound = _sound(name)
        positions[_SURNAME] += positions[_SURNAME2]
        positions[_CREDENTIAL] += positions[_GENERATION]
        params = [("JSCOMPS", order)] if order else []
        params += [("SORT-AS", text)] if (text := _sorting(name)) else []
        params += shared_params(name, *_KNOWN, words={})
        if sound is not None and not any(key == "ALTID" for key, _ in params):
            params.append(("ALTID", "1"))
        value = written(positions, _CLASSIC)
        yield Row(name="N", value=value, group=group_of(name), params=tuple(params))
        if sound is not None:
            altid = next(value for key, value in params if key == "ALTID")
            yield sound.having(("ALTID", altid))


def _spoken(name: Entry) -> str:
    """The components in their order, with what stands between them."""
    separator = name.get("defaultSeparator")
    between = sayable(separator) if isinstance(separator, str) else " "
    spoken = ""
    behind_one = False
    for kind, text in said_components(name):
        apart = kind != "separator"
        spoken += (between if behind_one and apart else "") + text
        behind_one = apart
    return spoken.strip()


def _sorting(name: Entry) -> str:
    sorting = name.get("sortAs")
    if not isinstance(sorting, dict):
        return ""
    texts = [sayable(text) if isinstance(text := sorting.get(kind), str) else "" for kind in _SORTED]
    return ",".join(texts).rstrip(",") if any(texts) else ""


def _sound(name: Entry) -> Row | None:
    """N in sounds, where a system or a script is named and all components of a kind say theirs, or none."""
    given = name.get("components")
    components: list[dict[str, Any]] = [
        one
        for one in (given if isinstance(given, list) else ())
        if isinstance(one, dict) and one.get("kind") in KINDS
    ]
    system, script = name.get("phoneticSystem"), name.get("phoneticScript")
    said = [text for text in (system, script) if isinstance(text, str) and text]
    heard = [one for one in components if isinstance(one.get("phonetic"), str)]
    silent = {one["kind"] for one in components if one not in heard}
    if not said or not heard or any(one["kind"] in silent for one in heard):
        return None
    sounding = [{"kind": one["kind"], "value": one["phonetic"]} for one in heard]
    positions, _ = placed({"components": sounding}, KINDS)
    params = [("PHONETIC", system if isinstance(system, str) and system else "script")]
    params += [("SCRIPT", script)] if isinstance(script, str) and script else []
    return Row(name="N", value=written(positions, _CLASSIC), params=tuple(params))

"""The fields of the form in which a person is edited."""

from collections.abc import Iterator
from typing import Any

from starlette.datastructures import FormData

from keepwarm.domain.claims import FIELDS
from keepwarm.domain.errors import Invalid
from keepwarm.domain.ids import public_id
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.postal import Postal
from keepwarm.storage.pages.person import PersonPage
from keepwarm.usecases.edit_person import checked_field
from keepwarm.usecases.type_handle import typed_handle

NEW_LINES = ("1", "2", "3")
"""Empty lines for further addresses."""

NEW_ADDRESS = "new"
"""What stands behind the names of the parts of a further postal address."""

POSTAL_PARTS = {
    "street": "Street and number",
    "extended": "Flat, floor, house",
    "post_box": "Post box",
    "code": "Postal code",
    "locality": "Town",
    "region": "Region",
    "country": "Country",
}


class EditFields:
    """The fields that were sent, beside the person as they are; collects what is wrong.

    A field that was not sent, or that says what it said, is none that the owner wrote: so the spaces and
    breaks that a browser takes out of a value are no change.
    """

    def __init__(self, form: FormData) -> None:
        self._form = form
        self.errors: dict[str, str] = {}

    def find(self, name: str) -> str | None:
        """What a field says, with the line breaks of text; None where it was not sent."""
        value = self._form.get(name)
        return "\n".join(value.strip().splitlines()) if isinstance(value, str) else None

    def fields(self, page: PersonPage) -> Iterator[tuple[str, str]]:
        """The fields of the person that say something else now."""
        for name in FIELDS:
            said, held = self.find(name), str(getattr(page.person, name) or "")
            if said is None or said == " ".join(held.split()):
                continue
            try:
                if (value := checked_field(name, said)) != held:
                    yield name, value
            except Invalid as problem:
                self.errors[name] = str(problem)

    def find_handle(self, held: Handle, end: str) -> Handle | None:
        """What became of a handle; None where it stayed as it is."""
        label = self.find(f"label-{end}")
        label = held.label if label is None or label == " ".join(held.label.split()) else label
        postal = None if held.postal is None else self._postal(held.postal, end)
        value = self.find(f"value-{end}")
        same = value is None or value == " ".join(held.value.split())
        if same and (label, postal) == (held.label, held.postal):
            return None
        said = held.value if value is None or same else value
        return self._typed(f"value-{end}", held.kind, said, label=label, postal=postal, like=held)

    def added(self) -> Iterator[Handle]:
        """What stands in the empty lines."""
        for end in NEW_LINES:
            kind, value = self.find(f"kind-{end}") or "", self.find(f"value-{end}") or ""
            if not value:
                continue
            if kind not in set(HandleKind):
                self.errors[f"value-{end}"] = "Choose what it is."
                continue
            label = self.find(f"label-{end}") or ""
            handle = self._typed(f"value-{end}", HandleKind(kind), value, label=label)
            if handle is not None:
                yield handle
        postal = self._postal(Postal(), NEW_ADDRESS)
        label = self.find(f"label-{NEW_ADDRESS}") or ""
        if postal:
            name = f"value-{NEW_ADDRESS}"
            handle = self._typed(name, HandleKind.ADDRESS, "", label=label, postal=postal)
            if handle is not None:
                yield handle

    def check_repeats(self, page: PersonPage, changed: dict[int, Handle], removed: tuple[int, ...]) -> None:
        """A handle is there once: one that is changed into another of theirs is wrong."""
        held = {
            line.handle_id: changed.get(line.handle_id, line.handle)
            for line in page.handles
            if line.handle_id not in removed
        }
        for handle_id, handle in changed.items():
            others = (one for other_id, one in held.items() if other_id != handle_id)
            if _told_apart(handle) in map(_told_apart, others):
                self.errors[f"value-{public_id(handle_id)}"] = "They have this already."

    def find_tags(self, held: tuple[str, ...]) -> tuple[str, ...] | None:
        """The tags, parted by commas; None where they stayed. A tag that holds a comma stays whole."""
        said = self.find("tags")
        if said is None or said == ", ".join(held):
            return None
        whole = [tag for tag in held if "," in tag and tag in said]
        for tag in whole:
            said = said.replace(tag, "", 1)
        return (*whole, *(tag for text in said.split(",") if (tag := " ".join(text.split()))))

    def _postal(self, held: Postal, end: str) -> Postal:
        said = {name: self.find(f"{name}-{end}") for name in POSTAL_PARTS}
        parts = {
            name: getattr(held, name) if text is None or text == _plain(getattr(held, name)) else text
            for name, text in said.items()
        }
        return Postal(**parts)

    def _typed(self, name: str, kind: HandleKind, value: str, **more: Any) -> Handle | None:
        try:
            return typed_handle(kind, value, **more)
        except Invalid as problem:
            self.errors[name] = str(problem)
            return None


def _plain(text: str) -> str:
    return "\n".join(text.strip().splitlines())


def _told_apart(handle: Handle) -> tuple[str, str, str]:
    return handle.kind.value, handle.key, handle.label

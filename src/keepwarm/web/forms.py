"""From a form's fields to a command: every field that is wrong is said at once, beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import FormData

from keepwarm.domain.captures import Soon, day_of
from keepwarm.domain.errors import Invalid
from keepwarm.translations.days import parse_day, parse_past_day

T = TypeVar("T")

_OTHERWISE = "This cannot be read; see how it is written."
_SENTENCES = {
    "int_parsing": "Write a whole number, like 20.",
    "int_from_float": "Write a whole number, like 20.",
    "int_parsing_size": "Write a smaller number.",
    "enum": "Choose one of these.",
    "missing": "Choose one of these.",
}
"""What the owner reads for each kind of error of pydantic."""


class FieldErrors(Invalid):
    """Fields that cannot be taken as they are, each with its sentence."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("Not kept yet: something below needs another look.")
        self.errors = dict(errors)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """A form as a template shows it: what was typed, and what is wrong with it."""

    values: Mapping[str, list[str]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""

    def value(self, name: str, otherwise: str = "") -> str:
        """What was typed into a field, or what stands there at first."""
        return self.values.get(name, [otherwise])[0]

    def chosen(self, name: str, option: str, otherwise: str = "") -> bool:
        """Whether an option of a field was chosen; before anything was, the one named."""
        return option in self.values.get(name, [] if self.values else [otherwise])


def view_of(form: FormData, problem: Invalid) -> FormView:
    """The form as it was sent, with what is wrong."""
    values: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            values.setdefault(name, []).append(value)
    errors = problem.errors if isinstance(problem, FieldErrors) else {}
    return FormView(values=values, errors=errors, problem=str(problem))


class FieldReader:
    """Reads the fields of one form and collects what is wrong with them."""

    def __init__(self, form: FormData, today: date) -> None:
        self._form = form
        self._today = today
        self.errors: dict[str, str] = {}

    def text(self, name: str) -> str:
        """The words of a field."""
        value = self._form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def has(self, name: str) -> bool:
        """Whether the form has a field of this name, though it may be empty."""
        return name in self._form

    def choices(self, name: str) -> list[str]:
        """Every option that was chosen of a field."""
        return [value for value in self._form.getlist(name) if isinstance(value, str) and value]

    def soon(self, name: str) -> date | None:
        """The day that was tapped in place of one that is written; None where none was."""
        tapped = self.text(name)
        if tapped not in {"", *Soon}:
            self.errors[name] = "Choose one of these."
        return day_of(Soon(tapped), self._today) if tapped in set(Soon) else None

    def coming_day(self, name: str) -> date | None:
        """The day that a field names in digits or words, seen from today; None where it is empty."""
        return self._day(name, parse_day)

    def past_day(self, name: str) -> date | None:
        """The same for something that was: a weekday is the last one."""
        return self._day(name, parse_past_day)

    def _day(self, name: str, parse: Callable[[str, date], date]) -> date | None:
        words = self.text(name)
        try:
            return parse(words, self._today) if words else None
        except Invalid as problem:
            self.errors[name] = str(problem)
            return None

    def command(self, adapter: TypeAdapter[T], values: object) -> T:
        """The command that the fields make. Raises FieldErrors with all that is wrong so far."""
        try:
            made = adapter.validate_python(values)
        except ValidationError as error:
            for one in error.errors(include_url=False, include_input=False, include_context=False):
                name = str(one["loc"][0]) if one["loc"] else ""
                self.errors.setdefault(name, _SENTENCES.get(one["type"], _OTHERWISE))
        if self.errors:
            raise FieldErrors(self.errors)
        return made

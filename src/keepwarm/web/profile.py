"""The owner's profile: what they do, for whom, whom to send; and who can say so by now."""

from pydantic import TypeAdapter
from starlette.responses import PlainTextResponse, Response

from keepwarm.domain.errors import Invalid
from keepwarm.translations.one_to_ones import profile_in_words
from keepwarm.usecases.own_profile import TellProfile, own_profile, tell_profile
from keepwarm.web.forms import FieldErrors, FieldReader, FormView, view_of
from keepwarm.web.notices import find_notice
from keepwarm.web.visits import Visit, batch_of

_PROFILE = TypeAdapter(TellProfile)
_FIELDS = tuple(TellProfile.__dataclass_fields__)


def profile(visit: Visit) -> Response:
    """The profile, in fields and as a text to send."""
    return _show(visit, FormView())


def profile_now(visit: Visit) -> Response:
    """Keep what the fields say."""
    try:
        with visit.site.open(writing=True) as book:
            reader = FieldReader(visit.form, book.today)
            values = {name: reader.text(name) for name in _FIELDS if reader.has(name)}
            tell_profile(book, reader.command(_PROFILE, values))
            done = batch_of(book)
    except Invalid as problem:
        told = problem if isinstance(problem, FieldErrors) else _beside(problem)
        return _show(visit, view_of(visit.form, told), status=400)
    return visit.move_on("profile", done=done)


def profile_text(visit: Visit) -> Response:
    """The text alone."""
    with visit.site.open() as book:
        own = own_profile(book)
    return PlainTextResponse(profile_in_words(own.name, own.said) + "\n")


def _show(visit: Visit, form: FormView, status: int = 200) -> Response:
    with visit.site.open() as book:
        own, notice, today = own_profile(book), find_notice(visit, book), book.today
    return visit.show(
        "profile.html",
        status=status,
        own=own,
        text=profile_in_words(own.name, own.said),
        form=form,
        today=today,
        notice=notice,
    )


def _beside(problem: Invalid) -> FieldErrors:
    """What is wrong with the number stands beside it; with a text, above all of them."""
    is_number = "one-to-ones a week" in str(problem)
    return FieldErrors({"one_to_ones_a_week" if is_number else "": str(problem)})

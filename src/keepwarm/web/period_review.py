"""A week, a month or a year looked back at, and a sheet of it to print."""

from datetime import date

from starlette.responses import Response

from keepwarm.domain.errors import Invalid
from keepwarm.domain.period_remarks import (
    on_giving,
    on_keeping,
    on_listening,
    on_meeting,
    on_people,
    on_steadiness,
    on_talks,
)
from keepwarm.domain.review_periods import Span
from keepwarm.storage.pages.period_review import PeriodPage, period_page
from keepwarm.translations import period_review as said
from keepwarm.translations.english import CHANNELS
from keepwarm.web.period_pictures import day_bars, length, lying_bars
from keepwarm.web.visits import Visit

_SPANS = {span.value: span for span in Span}


def look_back(visit: Visit) -> Response:
    """The page: of the last whole month, unless another span or a day is asked for."""
    span, day = _asked(visit)
    with visit.site.open() as book:
        page = period_page(book, span, day)
    return visit.show("period_review.html", page=page, said=said, told=_remarks(page), drawn=_pictures(page))


def _asked(visit: Visit) -> tuple[Span, date | None]:
    """Raises Invalid."""
    words = visit.asked("span") or Span.MONTH.value
    if words not in _SPANS:
        raise Invalid("There is no such page; look back at a week, a month or a year.")
    try:
        day = date.fromisoformat(visit.asked("of")) if visit.asked("of") else None
    except ValueError as error:
        raise Invalid("This is no day; write it as 2026-11-22.") from error
    return _SPANS[words], day


def _remarks(page: PeriodPage) -> dict[str, object]:
    talked, noted = page.talked, page.noted
    return {
        "talks": (*on_talks(talked), *on_steadiness(talked, page.period, page.today)),
        "people": on_people(talked, page.period),
        "listening": on_listening(noted),
        "giving": on_giving(noted),
        "meeting": on_meeting(noted),
        "keeping": on_keeping(noted),
    }


def _pictures(page: PeriodPage) -> dict[str, object]:
    talked = page.talked
    most = max(part.talks for part in talked.parts)
    began = (
        ("You", talked.by_me),
        ("They", talked.by_them),
        ("Both, by a call or a meeting", talked.together),
    )
    return {
        "days": () if page.period.span is Span.YEAR else day_bars(talked.parts),
        "months": [(part, length(part.talks, most)) for part in talked.parts if part.talks]
        if page.period.span is Span.YEAR
        else [],
        "channels": lying_bars(
            [(CHANNELS[channel].capitalize(), count) for channel, count in talked.by_channel]
        ),
        "began": lying_bars(began),
    }

"""People: everybody, or those whom a few words and choices find."""

from starlette.responses import Response

from keepwarm.domain.errors import Invalid
from keepwarm.domain.filters import Filter, parse_filter, write_filter
from keepwarm.storage.pages.people import PeoplePage, people_page
from keepwarm.storage.pages.review import how_many_wait
from keepwarm.usecases.save_filter import saved_filters
from keepwarm.usecases.show_tags import tag_choices
from keepwarm.web.forms import FormView
from keepwarm.web.notices import find_notice
from keepwarm.web.visits import Visit

_LONGEST_QUERY = 500
_MOST_TAGS = 40
"""More are no choice that anybody reads; they are written into the field, or chosen on a person's page."""

_EMPTY = FormView()


def people(visit: Visit) -> Response:
    """One page of the people found."""
    return show_people(visit, visit.asked("q"))


def show_people(visit: Visit, query: str, *, save: FormView = _EMPTY, status: int = 200) -> Response:
    """The page with the query in its field, and what is wrong beside it."""
    query, asked, wrong = query[:_LONGEST_QUERY].strip(), visit.asked("page"), ""
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    with visit.site.open() as book:
        try:
            wanted = parse_filter(query)
            page = people_page(book, query, max(number, 1))
        except Invalid as problem:
            wanted, wrong, status = Filter(), str(problem), 400
            page = PeoplePage(query=query, people=(), found=0, page=1)
        notice, today, saved = find_notice(visit, book), book.today, saved_filters(book)
        tagged, alike = tag_choices(book), how_many_wait(book)
    return visit.show(
        "people.html",
        status=status,
        page=page,
        wrong=wrong,
        chosen=_as_chosen(wanted),
        canonical=(canonical := write_filter(wanted)),
        kept=next((one for one in saved if _is_same(one.query, canonical)), None),
        is_filtered=wanted != Filter(words=wanted.words),
        saved=saved,
        tagged={
            word: tag
            for word, tag in tagged.items()
            if word in wanted.choices.tags or len(tagged) <= _MOST_TAGS
        },
        save=save,
        notice=notice,
        today=today,
        alike=alike,
    )


def _is_same(query: str, canonical: str) -> bool:
    """Whether a saved query means the same, which may be written as an earlier release wrote it."""
    try:
        return write_filter(parse_filter(query)) == canonical
    except Invalid:
        return False


def _as_chosen(wanted: Filter) -> FormView:
    """The choices that a filter means, as a form shows them."""
    chosen = wanted.choices
    values = {
        "stage": [stage.value.replace(" ", "-") for stage in chosen.stages],
        "rhythm": [rhythm.value.replace(" ", "-") for rhythm in chosen.rhythms],
        "channel": [channel.value for channel in chosen.channels],
        "standing": [standing.value.replace(" ", "-") for standing in chosen.standings],
        "tag": list(chosen.tags),
        "last": ["" if wanted.silent_days is None else f">{wanted.silent_days}d"],
    }
    return FormView(values=values)

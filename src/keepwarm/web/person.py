"""One person: who, how to reach them, why now, what I know, what is open, what we did."""

from starlette.responses import Response

from keepwarm.domain.channels import Channel
from keepwarm.storage.pages.first_meetings import their_first_meeting
from keepwarm.storage.pages.introductions import introductions_of
from keepwarm.storage.pages.known import known_page
from keepwarm.storage.pages.ledger import person_ledger
from keepwarm.storage.pages.person import PersonPage
from keepwarm.storage.pages.referrals import referrals_between
from keepwarm.translations.first_meetings import felt_in_words
from keepwarm.usecases.change_log import find_changeable
from keepwarm.usecases.find_introducers import introducers_for
from keepwarm.usecases.match_needs import match_needs
from keepwarm.usecases.show_person import home_of
from keepwarm.usecases.show_person import show_person as read_person
from keepwarm.web.forms import FormView
from keepwarm.web.notices import find_notice
from keepwarm.web.reach_lines import view_reach
from keepwarm.web.visits import Visit
from keepwarm.web.words import logged_direction

FORMS = ("log", "note", "day", "relation", "prefer", "wish", "bearing", "give", "ask", "need")
"""The forms of the page, by which its templates know them."""

_EMPTY = FormView()


def person(visit: Visit) -> Response:
    """The page; with the form for a talk open where the address names its channel."""
    return show_person(visit, log=_proposed(visit))


def show_person(visit: Visit, *, status: int = 200, **forms: FormView) -> Response:
    """The page with its `FORMS` as they were sent, where something in one needs another look."""
    with visit.site.open() as book:
        shown = read_person(book, visit.person_id)
        known = known_page(book, shown.page)
        reach = view_reach(book, visit.person_id, visit.asked("for"))
        ledger, home = person_ledger(book, visit.person_id), home_of(book)
        fits = match_needs(book, visit.person_id) if ledger.needs else []
        met, notice = their_first_meeting(book, visit.person_id), find_notice(visit, book)
        introducers = introducers_for(book, shown.page)
        introductions = introductions_of(book, visit.person_id)
        referrals = referrals_between(book, visit.person_id)
        changeable = find_changeable(book, [line.interaction_id for line in shown.page.timeline])
    return visit.show(
        "person.html",
        status=status,
        shown=shown,
        page=shown.page,
        known=known,
        reach=reach,
        ledger=ledger,
        fits=fits,
        home=home,
        met=met,
        changeable=changeable,
        felt="" if met is None else felt_in_words(met.got_on, met.again),
        usual=_usual_channel(shown.page),
        introducers=introducers,
        introductions=introductions,
        referrals=referrals,
        notice=notice,
        **dict.fromkeys(FORMS, _EMPTY) | forms,
    )


def _proposed(visit: Visit) -> FormView:
    """The form as Today opens it: by the advised channel, and back to Today after it."""
    asked = visit.asked("log")
    if asked not in set(Channel):
        return _EMPTY
    channel = Channel(asked)
    values = {"channel": channel.value, "direction": logged_direction(channel).value, "then": "today"}
    return FormView(values={name: [value] for name, value in values.items()})


def _usual_channel(page: PersonPage) -> Channel:
    """What the form for a talk proposes: the last one's channel, else what they like, else a call."""
    liked = [one.channel for one in page.preferences if not one.never]
    last = [line.channel for line in page.timeline[:1]]
    return next(iter((*last, *liked)), Channel.CALL)

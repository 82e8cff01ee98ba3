"""Every address, and who answers it."""

from starlette.routing import BaseRoute, Route

from keepwarm.web import begin, bring, journal, log, people, person, today
from keepwarm.web.assets import asset
from keepwarm.web.visits import Handler, answering

_PAGES: tuple[tuple[str, str, Handler], ...] = (
    ("/", "today", today.today),
    ("/spoken", "spoken", today.spoken),
    ("/people", "people", people.people),
    ("/people/add", "add", begin.add),
    ("/person/{person}", "person", person.person),
    ("/import", "bring", bring.bring),
    ("/import/{upload}", "brought", bring.brought),
    ("/journal", "journal", journal.journal),
)
_CHANGES: tuple[tuple[str, str, Handler], ...] = (
    ("/people/add", "add_now", begin.add_now),
    ("/person/{person}/log", "log", log.log),
    ("/person/{person}/note", "note", log.note),
    ("/person/{person}/standing", "standing", log.standing),
    ("/person/{person}/spoken", "answer_spoken", today.answer_spoken),
    ("/person/{person}/promises/{promise}/kept", "promise_kept", log.promise_kept),
    ("/person/{person}/next-step/done", "step_done", log.step_done),
    ("/import", "bring_now", bring.bring_now),
    ("/import/{upload}/take-in", "take_in", bring.take_in),
    ("/import/{upload}/mine", "address_is_mine", bring.address_is_mine),
    ("/import/{upload}/drop", "drop", bring.drop),
    ("/undo", "undo", journal.take_back),
)


def routes() -> list[BaseRoute]:
    """The routes of the app; pages read, and only what is sent to the others changes anything."""
    return [
        Route("/begin", answering(begin.begin, needs_book=False), name="begin", methods=["GET"]),
        Route("/begin", answering(begin.begin_now, needs_book=False), name="begin_now", methods=["POST"]),
        *(Route(path, answering(page), name=name, methods=["GET"]) for path, name, page in _PAGES),
        *(Route(path, answering(change), name=name, methods=["POST"]) for path, name, change in _CHANGES),
        Route("/static/{hash}/{name}", asset, name="asset", methods=["GET"]),
    ]

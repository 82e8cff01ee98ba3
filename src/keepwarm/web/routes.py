"""Every address, and who answers it."""

from collections.abc import Iterator

from starlette.routing import BaseRoute, Route

from keepwarm.web import (
    begin,
    bring,
    correspondents,
    edit,
    feeds,
    filters,
    journal,
    keys,
    log,
    people,
    person,
    photo,
    review,
    take_out,
    today,
)
from keepwarm.web.addresses import DEMO_NAMES, DEMO_PATH
from keepwarm.web.assets import asset
from keepwarm.web.visits import Handler, answering

_PAGES: tuple[tuple[str, str, Handler], ...] = (
    ("/", "today", today.today),
    ("/spoken", "spoken", today.spoken),
    ("/people", "people", people.people),
    ("/people/add", "add", begin.add),
    ("/people/filter", "filter_people", filters.filter_people),
    ("/correspondents", "correspondents", correspondents.correspondents),
    ("/person/{person}", "person", person.person),
    ("/person/{person}/edit", "edit", edit.edit),
    ("/person/{person}/photo", "photo", photo.photo),
    ("/person/{person}/card", "take_out_person", take_out.take_out_person),
    ("/person/{person}/same", "pair", review.choose_other),
    ("/person/{person}/same/{other}", "pair_with", review.pair),
    ("/review", "review", review.review),
    ("/import", "bring", bring.bring),
    ("/import/{upload}", "brought", bring.brought),
    ("/journal", "journal", journal.journal),
    ("/take-out", "take_out", take_out.take_out),
    ("/keys", "keys", keys.keys),
)
_CHANGES: tuple[tuple[str, str, Handler], ...] = (
    ("/people/add", "add_now", begin.add_now),
    ("/people/filters", "save_filter", filters.save),
    ("/people/filters/forget", "forget_filter", filters.forget),
    ("/person/{person}/edit", "edit_now", edit.edit_now),
    ("/person/{person}/choose", "choose", edit.choose),
    ("/person/{person}/relations", "relate", edit.relate),
    ("/person/{person}/relations/{relation}/gone", "unrelate", edit.unrelate),
    ("/person/{person}/log", "log", log.log),
    ("/person/{person}/note", "note", log.note),
    ("/person/{person}/standing", "standing", log.standing),
    ("/person/{person}/spoken", "answer_spoken", today.answer_spoken),
    ("/person/{person}/promises/{promise}/kept", "promise_kept", log.promise_kept),
    ("/person/{person}/next-step/done", "step_done", log.step_done),
    ("/person/{person}/same/{other}", "decide_pair", review.decide_pair),
    ("/correspondents", "decide_correspondents", correspondents.decide_correspondents),
    ("/review", "decide", review.decide),
    ("/review/certain", "join_certain", review.join_all),
    ("/review/look", "look_again", review.look_again),
    ("/import", "bring_now", bring.bring_now),
    ("/import/kept", "choose_kept", bring.choose_kept),
    ("/feeds/read", "read_feed", feeds.read_feed),
    ("/import/{upload}/take-in", "take_in", bring.take_in),
    ("/import/{upload}/mine", "address_is_mine", bring.address_is_mine),
    ("/import/{upload}/columns", "read_columns", bring.read_columns),
    ("/import/{upload}/drop", "drop", bring.drop),
    ("/take-out", "take_out_now", take_out.take_out_now),
    ("/undo", "undo", journal.take_back),
)


def routes(*, demo: bool = True) -> list[BaseRoute]:
    """The routes of the app; pages read, and only what is sent to the others changes anything.

    The demo has every page of a book once more, below its own path.
    """
    return [
        Route("/begin", answering(begin.begin, needs_book=False), name="begin", methods=["GET"]),
        Route("/begin", answering(begin.begin_now, needs_book=False), name="begin_now", methods=["POST"]),
        *_of_a_book(),
        *(_of_a_book(DEMO_PATH, DEMO_NAMES) if demo else ()),
        Route("/static/{hash}/{name}", asset, name="asset", methods=["GET"]),
    ]


def _of_a_book(before_path: str = "", before_name: str = "") -> Iterator[BaseRoute]:
    for method, pages in (("GET", _PAGES), ("POST", _CHANGES)):
        for path, name, handler in pages:
            yield Route(before_path + path, answering(handler), name=before_name + name, methods=[method])

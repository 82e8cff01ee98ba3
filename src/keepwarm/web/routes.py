"""Every address, and who answers it."""

from collections.abc import Iterator

from starlette.routing import BaseRoute, Route

from keepwarm.web import (
    begin,
    brief,
    bring,
    connections,
    correspondents,
    edit,
    favours,
    feeds,
    filters,
    journal,
    keys,
    known,
    log,
    people,
    person,
    photo,
    reach,
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
    ("/week", "week", today.week),
    ("/connections", "connections", connections.connections),
    ("/hours", "own_hours", today.own_hours),
    ("/give-and-ask", "ledger", favours.ledger),
    ("/help-now", "help_now", favours.help_now),
    ("/people", "people", people.people),
    ("/people/add", "add", begin.add),
    ("/people/filter", "filter_people", filters.filter_people),
    ("/correspondents", "correspondents", correspondents.correspondents),
    ("/person/{person}", "person", person.person),
    ("/person/{person}/brief", "brief", brief.brief),
    ("/person/{person}/facts/{fact}", "fact", known.fact),
    ("/person/{person}/log/{batch}", "log_change", log.change),
    ("/log", "log_anybody", log.log_anybody),
    ("/person/{person}/edit", "edit", edit.edit),
    ("/person/{person}/photo", "photo", photo.photo),
    ("/person/{person}/card", "take_out_person", take_out.take_out_person),
    ("/person/{person}/same", "pair", review.choose_other),
    ("/person/{person}/same/{other}", "pair_with", review.pair),
    ("/review", "review", review.review),
    ("/import", "bring", bring.bring),
    ("/import/{upload}", "brought", bring.brought),
    ("/channels", "own_channels", reach.own_channels),
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
    ("/log", "log_anybody_now", log.log_anybody_now),
    ("/person/{person}/note", "note", known.note),
    ("/person/{person}/facts/{fact}", "fact_now", known.fact_now),
    ("/person/{person}/facts/{fact}/gone", "fact_gone", known.fact_gone),
    ("/person/{person}/days", "add_day", known.add_day),
    ("/person/{person}/days/{day}/gone", "day_gone", known.day_gone),
    ("/person/{person}/wish", "wish", known.wish),
    ("/person/{person}/bearing", "bearing", known.bearing),
    ("/person/{person}/prefer", "prefer", reach.keep_preference),
    ("/person/{person}/prefer/{channel}/gone", "forget_preference", reach.forget),
    ("/channels", "choose_channels", reach.choose_channels),
    ("/person/{person}/favours", "note_favour", favours.note_line),
    ("/person/{person}/favours/{favour}", "move_favour", favours.move_line),
    ("/person/{person}/needs", "note_need", favours.note_their_need),
    ("/person/{person}/needs/{need}", "tend_need", favours.tend_their_need),
    ("/help-now", "choose_help", favours.choose_help),
    ("/person/{person}/standing", "standing", log.standing),
    ("/person/{person}/spoken", "answer_spoken", today.answer_spoken),
    ("/person/{person}/answer", "answer", today.answer),
    ("/today/finish", "finish", today.finish),
    ("/hours", "choose_hours", today.choose_hours),
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

"""The network: its picture, and the same in lists and tables; from the owner or from anybody outwards."""

from starlette.responses import Response

from keepwarm.domain.ids import public_id
from keepwarm.domain.network_picture import Layer
from keepwarm.storage.pages.network import network_page
from keepwarm.storage.pages.network_from import network_from
from keepwarm.translations.network import LAYERS, LAYERS_MEAN, SURENESS, title_of
from keepwarm.web.visits import Visit

_LAST_NEAR = Layer.CONVERSATION


def network(visit: Visit) -> Response:
    """The page; with `from` in its address, around that person."""
    asked = visit.asked("from")
    around = None
    with visit.site.open() as book:
        if asked:
            around = network_from(book, visit.id_of(asked, "Nobody in your book has this address."))
        page = network_page(book) if around is None else around.page
    someone = public_id(0)
    return visit.show(
        "network.html",
        page=page,
        around=around,
        rings=LAYERS if around is None else SURENESS,
        meaning=LAYERS_MEAN if around is None else {},
        last_near=_LAST_NEAR if around is None else -1,
        title_of=title_of,
        # one look-up of the route: there may be thousands of links
        person_path=visit.link("person", person=someone).removesuffix(someone),
    )

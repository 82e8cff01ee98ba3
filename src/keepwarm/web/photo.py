"""The photo of a person; where there is none that can be shown, nothing is seen of it."""

from base64 import b64decode

from starlette.responses import Response

from keepwarm.usecases.show_photo import MEDIA_TYPE, kept_pictures
from keepwarm.web.visits import Visit

_NOTHING = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
"""A GIF of one pixel that lets the initials below shine through."""


def photo(visit: Visit) -> Response:
    """A small picture, made anew."""
    with visit.site.open() as book:
        raws = kept_pictures(book, visit.person_id)
    picture = visit.site.pictures.find_picture(raws)
    if picture is None:
        return Response(_NOTHING, media_type="image/gif")
    return Response(picture, media_type=MEDIA_TYPE)

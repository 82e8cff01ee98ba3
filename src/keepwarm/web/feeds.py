"""Feeds: what is new in a mailbox or a calendar on a server, read now.

Adding one names a command that this machine runs, so it is for the command line alone.
"""

from starlette.responses import Response

from keepwarm.domain.errors import Missing
from keepwarm.usecases.change_feeds import list_feeds
from keepwarm.usecases.import_files import Progress
from keepwarm.usecases.read_feeds import apply_feed, plan_feed
from keepwarm.web.bring import report_of, work_on
from keepwarm.web.site import Site
from keepwarm.web.uploads import Upload
from keepwarm.web.visits import Visit


def read_feed(visit: Visit) -> Response:
    """Let the worker read it, and show how far it is."""
    name = visit.said("feed")
    with visit.site.open() as book:
        if all(line.name != name for line in list_feeds(book)):
            raise Missing("This feed is no longer here.")
    upload = visit.site.uploads.without_files()
    work_on(visit.site, upload, lambda progress: _read(visit.site, upload, name, progress))
    return visit.move_on("brought", upload=upload.name)


def _read(site: Site, upload: Upload, name: str, progress: Progress) -> None:
    now = site.clock()
    done = apply_feed(site.library, plan_feed(site.library, name, now, progress), now)
    upload.result = report_of(upload, done.items, now.date(), batch_id=done.batch_id)

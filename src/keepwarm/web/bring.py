"""Import: bring files, see what will become of each item, take them in, take it back."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime

from starlette.datastructures import UploadFile
from starlette.responses import Response

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.columns import get_meaning
from keepwarm.domain.errors import Invalid, Problem
from keepwarm.domain.keeping import Kept
from keepwarm.domain.people import HandleKind
from keepwarm.storage.pages.correspondents import count_conversing
from keepwarm.translations.columns import MEANINGS
from keepwarm.translations.english import sentence
from keepwarm.usecases.begin_book import add_own_addresses, choose_words, words_kept
from keepwarm.usecases.change_feeds import list_feeds
from keepwarm.usecases.choose_columns import TableColumns
from keepwarm.usecases.find_person import recognise_handle
from keepwarm.usecases.import_files import FileArrival, ImportPlan, Progress, apply_import, plan_import
from keepwarm.usecases.propose_self import NOBODY, SelfProposal, propose_self
from keepwarm.web.failures import sentence_for
from keepwarm.web.notices import find_notice
from keepwarm.web.site import Site
from keepwarm.web.uploads import ItemLine, Report, Stopped, Upload
from keepwarm.web.visits import Visit, batch_of

_COLUMN = "column-"
_SHOWN = 100
"""How many items of each fate a page lists."""


def bring(visit: Visit) -> Response:
    """Ask for files."""
    return _bring_page(visit)


def _bring_page(visit: Visit, problem: str = "") -> Response:
    with visit.site.open() as book:
        notice, kept, feeds = find_notice(visit, book), words_kept(book), list_feeds(book)
    status = 400 if problem else 200
    return visit.show("bring.html", status=status, notice=notice, kept=kept, feeds=feeds, problem=problem)


def choose_kept(visit: Visit) -> Response:
    """What is to be kept of messages from now on."""
    with visit.site.open(writing=True) as book:
        choose_words(book, {kept: visit.said(kept.value) == "yes" for kept in Kept})
        done = batch_of(book)
    return visit.move_on("bring", done=done)


def bring_now(visit: Visit) -> Response:
    """Keep the files for a while, and read them."""
    found = [value for value in visit.form.getlist("files") if isinstance(value, UploadFile)]
    try:
        upload = visit.site.uploads.bring((one.filename or "", one.file) for one in found)
    except Invalid as problem:
        return _bring_page(visit, str(problem))
    _read(visit.site, upload)
    return visit.move_on("brought", upload=upload.name)


def brought(visit: Visit) -> Response:
    """What will become of each item; or that it is being read; or what has become of it."""
    upload = visit.site.uploads.get(visit.request.path_params["upload"])
    if upload.is_working:
        return visit.show("working.html", upload=upload)
    if upload.result is not None:
        with visit.site.open() as book:
            waiting = count_conversing(book)
        return visit.show("taken_in.html", upload=upload, report=upload.result, waiting=waiting)
    if upload.plan is None:
        return visit.show("problem.html", status=400, sentence=upload.problem)
    return visit.show("preview.html", upload=upload, report=upload.plan, meanings=MEANINGS)


def take_in(visit: Visit) -> Response:
    """Read the files again and carry it out."""
    upload = visit.site.uploads.get(visit.request.path_params["upload"])
    if not upload.is_working and upload.result is None:
        bought = visit.said("bought") == "yes"
        work_on(visit.site, upload, lambda progress: _take_in(visit.site, upload, progress, bought=bought))
    return visit.move_on("brought", upload=upload.name)


def address_is_mine(visit: Visit) -> Response:
    """Learn one of the owner's own addresses, or what a chat calls them, and read the files again by it."""
    upload = visit.site.uploads.get(visit.request.path_params["upload"])
    with visit.site.open(writing=True) as book:
        add_own_addresses(book, (visit.said("name").strip() or _own_address(visit),))
    _read(visit.site, upload)
    return visit.move_on("brought", upload=upload.name)


def _own_address(visit: Visit) -> str:
    handle = recognise_handle(visit.said("address"))
    if handle.kind is not HandleKind.EMAIL:
        raise Invalid(f"{handle.value!r} is no e-mail address; it reads name@example.org.")
    return handle.value


def read_columns(visit: Visit) -> Response:
    """Read a table again, its columns taken for what the owner chose; remembered once it is taken in."""
    upload = visit.site.uploads.get(visit.request.path_params["upload"])
    said = {
        name.removeprefix(_COLUMN): get_meaning(word).value
        for name, word in visit.form.items()
        if name.startswith(_COLUMN) and isinstance(word, str)
    }
    if not upload.is_working and upload.result is None:
        upload.columns[visit.said("table")] = said
        _read(visit.site, upload)
    return visit.move_on("brought", upload=upload.name)


def drop(visit: Visit) -> Response:
    """Let the files go, with nothing taken in."""
    visit.site.uploads.drop(visit.site.uploads.get(visit.request.path_params["upload"]))
    return visit.move_on("bring")


def _read(site: Site, upload: Upload) -> None:
    work_on(site, upload, lambda progress: _plan(site, upload, progress))


def work_on(site: Site, upload: Upload, job: Callable[[Progress], None]) -> None:
    """Let the worker do it; a problem is kept for the page."""

    def carefully(progress: Progress) -> None:
        try:
            job(progress)
        except Problem as problem:
            upload.problem = _without_folder(str(problem), upload)
        except Stopped:
            upload.problem = "Keepwarm was stopped before this was done; choose the files again."
        except Exception as error:  # beside the requests nobody else would say it
            upload.problem = sentence_for(error)

    site.uploads.work_on(upload, carefully)


def _plan(site: Site, upload: Upload, progress: Progress) -> None:
    now = site.clock()
    proposal = propose_self(site.library, upload.paths, now)
    plan = _planned(site, upload, progress, now)
    plan.close()
    upload.plan = report_of(upload, plan.items, now.date(), proposal=proposal, tables=_each_header(plan))


def _take_in(site: Site, upload: Upload, progress: Progress, *, bought: bool) -> None:
    now = site.clock()
    done = apply_import(site.library, _planned(site, upload, progress, now), now, bought=bought)
    upload.result = report_of(upload, done.items, now.date(), batch_id=done.batch_id)
    site.uploads.drop_files(upload)


def _planned(site: Site, upload: Upload, progress: Progress, now: datetime) -> ImportPlan:
    return plan_import(
        site.library,
        upload.paths,
        now,
        progress,
        lambda table: upload.columns.get(table.digest, {}),
    )


def _each_header(plan: ImportPlan) -> tuple[TableColumns, ...]:
    """The first of the tables that have the same titles."""
    return tuple({table.proposal.digest: table for table in reversed(plan.tables)}.values())[::-1]


def report_of(
    upload: Upload,
    items: Iterable[FileArrival],
    today: date,
    *,
    proposal: SelfProposal = NOBODY,
    tables: tuple[TableColumns, ...] = (),
    batch_id: int | None = None,
) -> Report:
    """What became of each item, as a page shows it."""
    counts, shown = Counter[Fate](), defaultdict[Fate, list[ItemLine]](list)
    for item in items:
        fate = item.arrival.fate
        counts[fate] += 1
        if counts[fate] <= _SHOWN:
            shown[fate].append(_line(upload, item, today))
    return Report(
        counts={fate: counts[fate] for fate in Fate},
        shown={fate: tuple(shown[fate]) for fate in Fate},
        proposal=proposal,
        tables=tables,
        batch_id=batch_id,
    )


def _line(upload: Upload, item: FileArrival, today: date) -> ItemLine:
    arrival = item.arrival
    reason = "" if arrival.reason is None else sentence(arrival.reason, today)
    return ItemLine(
        file=item.file,
        place=arrival.place,
        person=arrival.person,
        person_id=arrival.person_id,
        reason=_without_folder(reason, upload),
    )


def _without_folder(words: str, upload: Upload) -> str:
    """The owner's files are told by their names; where they lie for a moment is nobody's business."""
    return words.replace(f"{upload.folder}/", "")

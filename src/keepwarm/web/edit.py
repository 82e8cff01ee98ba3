"""What the owner writes of a person: one form for all of it, a choice between sources, relations."""

from pydantic import TypeAdapter
from starlette.responses import Response

from keepwarm.domain.errors import Ambiguous, Invalid
from keepwarm.domain.ids import public_id
from keepwarm.storage.pages.person import PersonPage, person_page
from keepwarm.usecases.edit_person import EditPerson, choose_claim, edit_person
from keepwarm.usecases.relate_people import RelatePeople, part_people, relate_people
from keepwarm.web.edit_fields import NEW_ADDRESS, NEW_LINES, POSTAL_PARTS, EditFields
from keepwarm.web.forms import FieldErrors, FieldReader, FormView, view_of
from keepwarm.web.person import show_person
from keepwarm.web.visits import Visit, batch_of

_RELATION = TypeAdapter(RelatePeople)
_TAKE, _KEEP = "take", "keep"


def edit(visit: Visit) -> Response:
    """The form, as the person is."""
    return _show(visit, FormView())


def _show(visit: Visit, form: FormView, status: int = 200) -> Response:
    with visit.site.open() as book:
        page = person_page(book, visit.person_id)
    return visit.show(
        "edit.html",
        status=status,
        form=form,
        page=page,
        new_lines=NEW_LINES,
        new_address=NEW_ADDRESS,
        postal_parts=POSTAL_PARTS,
    )


def edit_now(visit: Visit) -> Response:
    """Keep what the form says differently."""
    try:
        with visit.site.open(writing=True) as book:
            edit_person(book, _read(visit, person_page(book, visit.person_id)))
            done = batch_of(book)
    except Invalid as problem:
        return _show(visit, view_of(visit.form, problem), status=400)
    return visit.move_on("person", person=public_id(visit.person_id), done=done)


def choose(visit: Visit) -> Response:
    """Decide between what is shown and what a source says."""
    claim_id = visit.id_of(visit.said("claim"), "This is no question any more; look at their page again.")
    with visit.site.open(writing=True) as book:
        choose_claim(book, visit.person_id, claim_id, take=visit.said("choice") == _TAKE)
        done = batch_of(book)
    return visit.move_on("person", person=public_id(visit.person_id), done=done)


def relate(visit: Visit) -> Response:
    """Keep what somebody else is to the person."""
    try:
        with visit.site.open(writing=True) as book:
            reader = FieldReader(visit.form, book.today)
            if not reader.text("other"):
                reader.errors["other"] = "Write who it is: a name, or an address of theirs."
            values = {name: reader.text(name) for name in ("other", "kind", "label")}
            is_new = bool(reader.choices("is_new"))
            relate_people(
                book,
                reader.command(_RELATION, {"person_id": visit.person_id, "is_new": is_new, **values}),
            )
            done = batch_of(book)
    except (Invalid, Ambiguous) as problem:
        told = problem if isinstance(problem, FieldErrors) else FieldErrors({"other": str(problem)})
        return show_person(visit, relation=view_of(visit.form, told), status=400)
    return visit.move_on("person", person=public_id(visit.person_id), done=done)


def unrelate(visit: Visit) -> Response:
    """Take a relation back."""
    said = visit.request.path_params["relation"]
    relation_id = visit.id_of(said, "This relation is not there any more; look at their page again.")
    with visit.site.open(writing=True) as book:
        part_people(book, visit.person_id, relation_id)
        done = batch_of(book)
    return visit.move_on("person", person=public_id(visit.person_id), done=done)


def _read(visit: Visit, page: PersonPage) -> EditPerson:
    """What the form says otherwise than the page. Raises FieldErrors with all that is wrong.

    A field that was not sent, or says what it said, is none that the owner wrote.
    """
    form = EditFields(visit.form)
    fields = dict(form.fields(page))
    note = form.find("note")
    removed = tuple(line.handle_id for line in page.handles if form.find(f"gone-{public_id(line.handle_id)}"))
    changed = {
        line.handle_id: handle
        for line in page.handles
        if line.handle_id not in removed
        and (handle := form.find_handle(line.handle, public_id(line.handle_id))) is not None
    }
    added = tuple(form.added())
    form.check_repeats(page, changed, removed)
    if form.errors:
        raise FieldErrors(form.errors)
    return EditPerson(
        person_id=page.person_id,
        fields=fields,
        note=None if note is None or note == page.person.note.strip() else note,
        tags=form.find_tags(page.more.tags),
        added=added,
        changed=changed,
        removed=removed,
    )

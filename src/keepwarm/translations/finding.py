"""English: where a search found somebody, and the parts of the language of filters."""

from keepwarm.storage.found_in import FoundIn, Place

_PLACES = {
    Place.OTHER_NAME: "also called",
    Place.ORGANIZATION: "at",
    Place.TITLE: "work:",
    Place.HANDLE: "address:",
    Place.TAG: "tag:",
    Place.FACT: "you know:",
    Place.NOTE: "note:",
    Place.TALK: "talk:",
}

FILTER_WORDS = (
    ("ada lov", "Each word begins a word of a name, an address, a place, a note, a fact or a talk"),
    ("stage:connection", "How far it has come; several by commas"),
    ("rhythm:slipping", "How it stands against its own rhythm"),
    ("channel:call", "Who can be reached by it"),
    ("last:>90d last:<2w", "When you were last in touch: longer ago, or not as long"),
    ("tag:book-club", "Who has this tag"),
    ("city:lisbon country:portugal", 'Where a postal address is; city:"New York" has a space'),
    ("org:acme", "Where they work, or worked"),
    ("has:phone", "Of whom there is a phone, email, address, birthday, note, fact and so on"),
    ("standing:leave-be", "How they are to be treated"),
    ("-tag:book-club", "A minus in front: who is not so"),
)


def found_in_words(found: FoundIn) -> str:
    """Where it was and what stands there, "note: met at the harbour"; or that it was a talk, or private."""
    if found.text:
        return f"{_PLACES[found.place]} {found.text}"
    return "in what is private" if found.place is Place.FACT else "in a talk"

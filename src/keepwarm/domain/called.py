"""What to call somebody in a greeting or a short line, in any culture."""

from keepwarm.domain.people import Person
from keepwarm.domain.scripts import is_eastern
from keepwarm.domain.text import folded


def called(person: Person) -> str:
    """What to call somebody in a greeting or a short line; never by the family name alone.

    That is the nickname, else the given name, else the whole name. In China, Japan and Korea a given
    name is for the closest only, so a name in their scripts is said whole; and an initial is no name.
    """
    if person.nickname.strip():
        return person.nickname.strip()
    given = person.given.strip()
    if given and not is_eastern(given) and len(folded(given).replace(" ", "")) > 1:
        return given
    name = person.name.strip()
    if name == person.family.strip():
        return " ".join(part for part in (person.prefix.strip(), name) if part)
    return name

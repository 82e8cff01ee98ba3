"""Tables whose titles are in the language of the program that wrote them: the same names for all of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from keepwarm.formats.csv_table import WESTERN, Layout, column_name, find_encoding, possible_layouts

CENTRAL_EUROPEAN = "cp1250"
JAPANESE = "cp932"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """How a program titles its columns in one language, and the code page where it does not write Unicode.

    `columns` gives for each normalised title our names for the columns of that title, in the order of the
    file: French has the same title for the honorific and the job. Of these, a column whose title has one
    meaning only takes the name first: `Aniversário` is the birthday, unless there is `Data de nascimento`.
    """

    columns: Mapping[str, tuple[str, ...]]
    code_page: str = WESTERN


def language(
    names: str, titles: str, *, code_page: str = WESTERN, beside: Language | None = None
) -> Language:
    """A language from two tables of the same shape: our names, parted by spaces, and the titles, by `|`.

    `~` stands between titles of one column that differ between versions, `-` for one that is not known.
    Titles that are not known come from the language `beside`, since some translations leave a few in English.
    Raises ValueError where the two do not have the same shape.
    """
    columns: dict[str, tuple[str, ...]] = {}
    for our_line, their_line in zip(names.strip().splitlines(), titles.strip().splitlines(), strict=True):
        for name, cell in zip(our_line.split(), their_line.split("|"), strict=True):
            for title in map(column_name, cell.split("~")):
                if title != "-":
                    columns[title] = (*columns.get(title, ()), name)
    return Language(columns={**(beside.columns if beside else {}), **columns}, code_page=code_page)


def find_titled(
    head: bytes, languages: Sequence[Language], headers: Collection[Collection[str]]
) -> Layout | None:
    """The layout of a table in one of the languages, its columns by our names; None for any other table.

    `headers` are sets of our names, one of which it has to have. Of several languages that fit, the one
    counts that knows the most titles. Columns that are not known have no name.
    """
    for code_page in dict.fromkeys(one.code_page for one in languages):
        for layout in possible_layouts(head, code_page):
            fit = [columns for one in languages if (columns := _find_columns(layout, one, headers))]
            if fit:
                return replace(layout, columns=max(fit, key=len))
        if find_encoding(BytesIO(head), code_page) != code_page:
            return None  # it is Unicode, which every code page reads alike
    return None


def _find_columns(
    layout: Layout, words: Language, headers: Collection[Collection[str]]
) -> dict[str, int] | None:
    """The columns by our names, or None where the language has none of the headers."""
    if len(words.columns.keys() & layout.columns.keys()) < min(map(len, headers)):
        return None  # most rows of most files, without a look at each of their cells
    known = [(words.columns.get(column_name(title), ()), place) for place, title in enumerate(layout.titles)]
    columns: dict[str, int] = {}
    for names, place in sorted(known, key=lambda one: len(one[0])):  # who has one meaning takes it first
        if free := next((name for name in names if name not in columns), None):
            columns[free] = place
    return columns if any(columns.keys() >= set(one) for one in headers) else None

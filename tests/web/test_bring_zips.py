"""A zip that is brought to the web app: each file in it under its own name, and no folder of ours shown."""

import io
import zipfile

from keepwarm.storage.book import Library
from keepwarm.storage.pages.people import people_page
from tests.books import card
from tests.web.served import Served, words
from tests.web.test_bring import action


def zip_of(files: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return target.getvalue()


ADA = card("Ada Lovelace", "EMAIL:ada@example.org")
TAKEOUT = zip_of({
    "Takeout/Contacts/Friends/Friends.vcf": ADA,
    "Takeout/Contacts/My Contacts/My Contacts.vcf": ADA + card("Bo"),
})  # fmt: skip


def test_a_zip_is_shown_and_taken_in_like_any_file(web: Served, library: Library) -> None:
    preview = web.bring(("takeout.zip", TAKEOUT)).text
    assert "New 2 items" in words(preview)
    assert "takeout.zip: Takeout/Contacts/Friends/Friends.vcf" in preview

    web.settled(web.send(action(preview, "take-in")))

    with web.site.open() as book:
        assert [one.name for one in people_page(book).people] == ["Ada Lovelace", "Bo"]


def test_a_zip_of_nothing_that_can_be_read_is_a_sentence_without_our_folders(
    web: Served, library: Library
) -> None:
    answer = web.bring(("x.zip", zip_of({"../a.vcf": card("Evil")})))

    assert "x.zip holds nothing that can be read here: ../a.vcf has a name that leads out" in words(
        answer.text
    )
    assert "keepwarm-" not in answer.text

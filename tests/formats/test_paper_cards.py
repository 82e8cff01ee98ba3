"""What the lines of a paper card say."""

from keepwarm.formats.paper_cards import PaperCard, PaperLine, read_paper


def read(*lines: str) -> PaperCard:
    return read_paper([PaperLine(text=text) for text in lines])


def test_every_field_of_a_plain_card_is_found() -> None:
    card = read(
        "Ada Lovelace",
        "Engineer",
        "Analytical Engines Ltd",
        "12 St James's Square, London",
        "Tel: +44 20 7946 0018",
        "Fax: +44 20 7946 0019",
        "E: Ada@Analytical.example.org",
        "www.analytical.example.org",
    )
    assert card == PaperCard(
        name="Ada Lovelace",
        title="Engineer",
        organization="Analytical Engines Ltd",
        phones=("+44 20 7946 0018",),
        mails=("ada@analytical.example.org",),
        pages=("https://www.analytical.example.org",),
    )
    assert card.addresses == (*card.phones, *card.mails, *card.pages)


def test_the_mail_address_tells_the_name_from_another_line_that_looks_like_one() -> None:
    card = read("Green Valley", "Samuel Brown", "Carpenter", "s.brown@valley.example.org")
    assert (card.name, card.organization) == ("Samuel Brown", "Green Valley")


def test_without_a_mail_address_the_highest_letters_are_the_name() -> None:
    lines = [PaperLine(text="Green Valley", height=20), PaperLine(text="Samuel Brown", height=44)]
    assert read_paper(lines).name == "Samuel Brown"


def test_what_is_no_card_says_nothing() -> None:
    assert read("12", "|", "", "…", "80331") == PaperCard()
    assert read() == PaperCard()


def test_a_number_is_no_name_and_a_short_one_is_no_telephone() -> None:
    card = read("Room 12 34 56", "0049 30 5550 1234", "1 2 3")
    assert card.phones == ("0049 30 5550 1234",)
    assert card.name == ""

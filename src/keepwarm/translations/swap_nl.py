"""The page behind a card, in Dutch."""

from keepwarm.domain.channels import Channel
from keepwarm.domain.submissions import Flaw, Hours
from keepwarm.translations.swap_words import SwapWords

WORDS = SwapWords(
    save="Opslaan bij contacten",
    photo="Foto",
    leave="Mijn gegevens achterlaten",
    leave_why="Alleen als je dat wilt. {name} bekijkt ze en beslist of ze bewaard worden.",
    your_name="Je naam",
    phone="Telefoon",
    email="E-mail",
    other="Of anders: een pagina, een chatnaam",
    one_is_enough="Eén manier om je te bereiken is genoeg.",
    prefer="Hoe word je het liefst bereikt?",
    no_matter="Maakt niet uit",
    channels={
        Channel.CALL: "Een telefoontje",
        Channel.TEXT: "Een sms",
        Channel.CHAT: "Een chat (WhatsApp, Signal, Telegram)",
        Channel.EMAIL: "Een e-mail",
        Channel.IN_PERSON: "Persoonlijk",
    },
    when="Wanneer?",
    any_time="Altijd",
    hours={
        Hours.DAYTIME: "Doordeweeks overdag",
        Hours.EVENINGS: "Doordeweeks ’s avonds",
        Hours.WEEKENDS: "In het weekend",
    },
    when_words="In je eigen woorden",
    about="Waarover wil je contact houden?",
    file_title="Of stuur een contactbestand van je telefoon",
    file_label="Contactbestand (.vcf)",
    file_note="Alleen je naam, werk, nummers, adressen voor berichten en pagina’s worden eruit overgenomen.",
    consent="Ik ga ermee akkoord dat {name} ontvangt wat ik hier heb ingevuld, om contact met mij te "
    "houden. Niemand anders krijgt het. Het wordt na 30 dagen gewist, tenzij {name} het in het eigen "
    "adresboek overneemt. Op de volgende pagina kan ik het altijd bekijken, verbeteren en intrekken.",
    send="Versturen naar {name}",
    leave_empty="Laat dit veld leeg",
    receipt_title="Aangekomen bij {name}",
    receipt_keep="Bewaar deze pagina, bijvoorbeeld als bladwijzer: alleen via dit adres kom je terug.",
    waiting="{name} heeft nog niet beslist. Zonder antwoord wordt het na 30 dagen gewist.",
    correction="{name} heeft wat je eerder achterliet; je verbetering wacht. Zonder antwoord wordt ze na 30 "
    "dagen gewist, en wat {name} heeft blijft zoals het is.",
    tick="Dit wordt bij elke verzending gevraagd: zonder het vinkje wordt er niets verstuurd.",
    accepted="{name} heeft het in het eigen adresboek overgenomen.",
    you_left="Wat je hebt achtergelaten",
    no_more_words="De kopie hier is na 30 dagen gewist.",
    correct="Verbeteren",
    withdraw="Intrekken",
    withdraw_why="Wat je hebt geschreven, wordt hier meteen gewist. Heeft {name} het in het adresboek "
    "overgenomen, dan wordt gevraagd het eruit te halen.",
    withdrawn_title="Ingetrokken",
    withdrawn="Wat je had achtergelaten, is hier gewist. Stond het al in het adresboek, dan ziet {name} "
    "nu dat je het eruit wilt.",
    gone_title="Hier is niets",
    gone="Deze link leidt nergens heen. Misschien is hij niet volledig, verlopen of ingetrokken.",
    many_title="Een ogenblik",
    many="Er komt nu meer binnen dan kan worden aangenomen; er is niets bewaard. Probeer het over een uur "
    "opnieuw, of geef je gegevens persoonlijk.",
    flaws={
        Flaw.NAME: "Schrijf je naam, alsjeblieft.",
        Flaw.WAY: "Schrijf één manier om je te bereiken, alsjeblieft.",
        Flaw.PHONE: "Dit is geen telefoonnummer; het ziet eruit als +31 20 123 4567.",
        Flaw.EMAIL: "Dit is geen e-mailadres; het ziet eruit als naam@example.org.",
        Flaw.LONG: "Dit is te lang; schrijf het korter.",
        Flaw.CONSENT: "Vink aan dat je akkoord gaat; anders wordt er niets verstuurd.",
        Flaw.FILE: "In dit bestand staat geen contact; het eindigt op .vcf.",
        Flaw.AGAIN: "Kijk het nog eens na en verstuur het opnieuw.",
    },
)

"""The page behind a card, in German."""

from keepwarm.domain.channels import Channel
from keepwarm.domain.submissions import Flaw, Hours
from keepwarm.translations.swap_words import SwapWords

WORDS = SwapWords(
    save="Zu den Kontakten",
    photo="Foto",
    leave="Meine Daten hinterlassen",
    leave_why="Nur wenn Sie möchten. {name} sieht sie an und entscheidet, ob sie behalten werden.",
    your_name="Ihr Name",
    phone="Telefon",
    email="E-Mail",
    other="Oder anders: eine Seite, ein Name im Chat",
    one_is_enough="Ein Weg, Sie zu erreichen, genügt.",
    prefer="Wie möchten Sie am liebsten erreicht werden?",
    no_matter="Egal wie",
    channels={
        Channel.CALL: "Anruf",
        Channel.TEXT: "SMS",
        Channel.CHAT: "Chat (WhatsApp, Signal, Telegram)",
        Channel.EMAIL: "E-Mail",
        Channel.IN_PERSON: "Persönlich",
    },
    when="Wann?",
    any_time="Jederzeit",
    hours={
        Hours.DAYTIME: "Werktags tagsüber",
        Hours.EVENINGS: "Werktags abends",
        Hours.WEEKENDS: "Am Wochenende",
    },
    when_words="In Ihren Worten",
    about="Worüber möchten Sie in Kontakt bleiben?",
    file_title="Oder eine Kontaktdatei vom Telefon senden",
    file_label="Kontaktdatei (.vcf)",
    file_note="Daraus werden nur Name, Arbeit, Nummern, Adressen für Nachrichten und Seiten übernommen.",
    consent="Ich bin einverstanden, dass {name} das hier Eingegebene erhält, um mit mir in Kontakt zu "
    "bleiben. Niemand sonst bekommt es. Es wird nach 30 Tagen gelöscht, wenn {name} es nicht ins eigene "
    "Adressbuch übernimmt. Auf der nächsten Seite kann ich es jederzeit ansehen, berichtigen und "
    "zurückziehen.",
    send="An {name} senden",
    leave_empty="Dieses Feld bitte leer lassen",
    receipt_title="Bei {name} angekommen",
    receipt_keep="Behalten Sie diese Seite, etwa als Lesezeichen: Nur über ihre Adresse kommen Sie zurück.",
    waiting="{name} hat noch nicht entschieden. Ohne Antwort wird es nach 30 Tagen gelöscht.",
    correction="{name} hat, was Sie zuvor hinterlassen haben; Ihre Berichtigung wartet. Ohne Antwort wird "
    "sie nach 30 Tagen gelöscht, und was {name} hat, bleibt, wie es ist.",
    tick="Das wird bei jedem Senden gefragt: Ohne den Haken wird nichts gesendet.",
    accepted="{name} hat es ins eigene Adressbuch übernommen.",
    you_left="Das haben Sie hinterlassen",
    no_more_words="Die Kopie hier wurde nach 30 Tagen gelöscht.",
    correct="Berichtigen",
    withdraw="Zurückziehen",
    withdraw_why="Was Sie geschrieben haben, wird hier sofort gelöscht. Hat {name} es ins Adressbuch "
    "übernommen, wird um die Löschung dort gebeten.",
    withdrawn_title="Zurückgezogen",
    withdrawn="Was Sie hinterlassen haben, ist hier gelöscht. War es schon im Adressbuch, sieht {name} "
    "jetzt, dass Sie es dort nicht mehr möchten.",
    gone_title="Hier ist nichts",
    gone="Dieser Link führt nirgendwohin. Vielleicht ist er unvollständig, abgelaufen oder zurückgenommen.",
    many_title="Einen Moment",
    many="Gerade kommt hier mehr an, als angenommen werden kann; es wurde nichts behalten. Versuchen Sie "
    "es bitte in einer Stunde wieder, oder geben Sie Ihre Daten persönlich.",
    flaws={
        Flaw.NAME: "Bitte schreiben Sie Ihren Namen.",
        Flaw.WAY: "Bitte schreiben Sie, wie man Sie erreicht.",
        Flaw.PHONE: "Das ist keine Telefonnummer; sie sieht so aus: +49 30 123456.",
        Flaw.EMAIL: "Das ist keine E-Mail-Adresse; sie sieht so aus: name@example.org.",
        Flaw.LONG: "Das ist zu lang; bitte schreiben Sie es kürzer.",
        Flaw.CONSENT: "Bitte setzen Sie den Haken; ohne Ihr Einverständnis wird nichts gesendet.",
        Flaw.FILE: "In dieser Datei ist kein Kontakt; sie endet auf .vcf.",
        Flaw.AGAIN: "Bitte sehen Sie noch einmal hin und senden Sie es erneut.",
    },
)

"""What the owner's own phone says to somebody who holds it in their hands."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverWords:
    """What is said beside the words of a card's page; `{name}` is the owner."""

    thanks: str
    receipt: str
    another: str
    give_back: str
    not_kept: str


HAND_OVER_WORDS: Mapping[str, HandOverWords] = MappingProxyType(
    {
        "en": HandOverWords(
            thanks="Thank you. Please hand the phone back.",
            receipt="See, correct or withdraw it here, once this phone has sent it:",
            another="Somebody else",
            give_back="The phone is {name}'s",
            not_kept="This phone could not write it down, so it stands below as it was. Please try again.",
        ),
        "de": HandOverWords(
            thanks="Danke. Bitte geben Sie das Telefon zurück.",
            receipt="Hier ansehen, ändern oder zurückziehen, sobald dieses Telefon es gesendet hat:",
            another="Noch jemand",
            give_back="Das Telefon gehört {name}",
            not_kept="Dieses Telefon konnte es nicht aufschreiben; alles steht noch da. Bitte noch einmal.",
        ),
        "es": HandOverWords(
            thanks="Gracias. Devuelva el teléfono, por favor.",
            receipt="Véalo, corríjalo o retírelo aquí, cuando este teléfono lo haya enviado:",
            another="Otra persona",
            give_back="El teléfono es de {name}",
            not_kept="Este teléfono no ha podido guardarlo; todo sigue abajo. Inténtelo de nuevo, por favor.",
        ),
        "fr": HandOverWords(
            thanks="Merci. Rendez le téléphone, s'il vous plaît.",
            receipt="À voir, corriger ou retirer ici, dès que ce téléphone l'aura envoyé :",
            another="Quelqu'un d'autre",
            give_back="Le téléphone est à {name}",
            not_kept="Ce téléphone n'a pas pu l'enregistrer ; tout est encore là. Veuillez réessayer.",
        ),
        "it": HandOverWords(
            thanks="Grazie. Restituisca il telefono, per favore.",
            receipt="Si può vedere, correggere o ritirare qui, appena questo telefono l'avrà inviato:",
            another="Un'altra persona",
            give_back="Il telefono è di {name}",
            not_kept="Questo telefono non ha potuto salvarlo; è ancora tutto qui sotto. Riprovi, per favore.",
        ),
        "nl": HandOverWords(
            thanks="Bedankt. Geef de telefoon alstublieft terug.",
            receipt="Hier te bekijken, te verbeteren of in te trekken, zodra de telefoon het verstuurt:",
            another="Nog iemand",
            give_back="De telefoon is van {name}",
            not_kept="Deze telefoon kon het niet bewaren; alles staat nog hieronder. Probeer het opnieuw.",
        ),
        "pt": HandOverWords(
            thanks="Obrigado. Devolva o telefone, por favor.",
            receipt="Veja, corrija ou retire aqui, assim que este telefone o tiver enviado:",
            another="Outra pessoa",
            give_back="O telefone é de {name}",
            not_kept="Este telefone não conseguiu guardar; tudo continua abaixo. Tente de novo, por favor.",
        ),
    }
)

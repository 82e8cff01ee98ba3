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


HAND_OVER_WORDS: Mapping[str, HandOverWords] = MappingProxyType(
    {
        "en": HandOverWords(
            thanks="Thank you. Please hand the phone back.",
            receipt="See, correct or withdraw it here, once this phone has sent it:",
            another="Somebody else",
            give_back="The phone is {name}'s",
        ),
        "de": HandOverWords(
            thanks="Danke. Bitte geben Sie das Telefon zurück.",
            receipt="Hier ansehen, ändern oder zurückziehen, sobald dieses Telefon es gesendet hat:",
            another="Noch jemand",
            give_back="Das Telefon gehört {name}",
        ),
        "es": HandOverWords(
            thanks="Gracias. Devuelva el teléfono, por favor.",
            receipt="Véalo, corríjalo o retírelo aquí, cuando este teléfono lo haya enviado:",
            another="Otra persona",
            give_back="El teléfono es de {name}",
        ),
        "fr": HandOverWords(
            thanks="Merci. Rendez le téléphone, s'il vous plaît.",
            receipt="À voir, corriger ou retirer ici, dès que ce téléphone l'aura envoyé :",
            another="Quelqu'un d'autre",
            give_back="Le téléphone est à {name}",
        ),
        "it": HandOverWords(
            thanks="Grazie. Restituisca il telefono, per favore.",
            receipt="Si può vedere, correggere o ritirare qui, appena questo telefono l'avrà inviato:",
            another="Un'altra persona",
            give_back="Il telefono è di {name}",
        ),
        "nl": HandOverWords(
            thanks="Bedankt. Geef de telefoon alstublieft terug.",
            receipt="Hier te bekijken, te verbeteren of in te trekken, zodra de telefoon het verstuurt:",
            another="Nog iemand",
            give_back="De telefoon is van {name}",
        ),
        "pt": HandOverWords(
            thanks="Obrigado. Devolva o telefone, por favor.",
            receipt="Veja, corrija ou retire aqui, assim que este telefone o tiver enviado:",
            another="Outra pessoa",
            give_back="O telefone é de {name}",
        ),
    }
)

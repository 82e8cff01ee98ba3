"""The page behind a card, in Italian."""

from keepwarm.domain.channels import Channel
from keepwarm.domain.submissions import Flaw, Hours
from keepwarm.translations.swap_words import SwapWords

WORDS = SwapWords(
    save="Salva nei contatti",
    photo="Foto",
    leave="Lascia i miei dati",
    leave_why="Solo se vuoi. {name} li guarda e decide se tenerli.",
    your_name="Il tuo nome",
    phone="Telefono",
    email="E-mail",
    other="O in altro modo: una pagina, un nome di chat",
    one_is_enough="Basta un modo per raggiungerti.",
    prefer="Come preferisci essere contattato?",
    no_matter="È lo stesso",
    channels={
        Channel.CALL: "Una telefonata",
        Channel.TEXT: "Un SMS",
        Channel.CHAT: "Una chat (WhatsApp, Signal, Telegram)",
        Channel.EMAIL: "Un’e-mail",
        Channel.IN_PERSON: "Di persona",
    },
    when="Quando?",
    any_time="In qualsiasi momento",
    hours={
        Hours.DAYTIME: "Nei giorni feriali, di giorno",
        Hours.EVENINGS: "Nei giorni feriali, la sera",
        Hours.WEEKENDS: "Nel fine settimana",
    },
    when_words="Con parole tue",
    about="Di che cosa ti piacerebbe restare in contatto?",
    file_title="Oppure invia una scheda di contatto dal telefono",
    file_label="Scheda di contatto (.vcf)",
    file_note="Se ne prendono solo nome, lavoro, numeri, indirizzi per i messaggi e pagine.",
    consent="Accetto che {name} riceva ciò che ho scritto qui, per restare in contatto con me. Nessun "
    "altro lo riceve. Viene cancellato dopo 30 giorni, a meno che {name} non lo metta nella propria "
    "rubrica. Nella pagina seguente posso vederlo, correggerlo e ritirarlo in ogni momento.",
    send="Invia a {name}",
    leave_empty="Lascia vuoto questo campo",
    receipt_title="È arrivato a {name}",
    receipt_keep="Tieni questa pagina, per esempio come segnalibro: il suo indirizzo è l’unico modo per "
    "tornarci.",
    waiting="{name} non ha ancora deciso. Senza risposta viene cancellato dopo 30 giorni.",
    correction="{name} ha ciò che avevi lasciato prima; la tua correzione attende. Senza risposta viene "
    "cancellata dopo 30 giorni, e ciò che {name} ha resta com’è.",
    tick="Viene chiesto a ogni invio: senza la spunta non viene inviato nulla.",
    accepted="{name} l’ha messo nella propria rubrica.",
    you_left="Che cosa hai lasciato",
    no_more_words="La copia tenuta qui è stata cancellata dopo 30 giorni.",
    correct="Correggi",
    withdraw="Ritira",
    withdraw_why="Ciò che hai scritto viene cancellato qui subito. Se {name} l’ha messo in rubrica, gli "
    "viene chiesto di toglierlo.",
    withdrawn_title="Ritirato",
    withdrawn="Ciò che avevi lasciato è cancellato qui. Se era già in rubrica, {name} vede ora che vuoi "
    "esserne tolto.",
    gone_title="Qui non c’è nulla",
    gone="Questo link non porta da nessuna parte. Forse è incompleto, scaduto o ritirato.",
    many_title="Un momento",
    many="In questo momento arriva più di quanto si possa ricevere; non è stato tenuto nulla. Riprova fra "
    "un’ora, o lascia i tuoi dati di persona.",
    flaws={
        Flaw.NAME: "Scrivi il tuo nome, per favore.",
        Flaw.WAY: "Scrivi un modo per raggiungerti, per favore.",
        Flaw.PHONE: "Non è un numero di telefono; si scrive come +39 06 1234 5678.",
        Flaw.EMAIL: "Non è un indirizzo e-mail; si scrive come nome@example.org.",
        Flaw.LONG: "È troppo lungo; scrivilo più breve.",
        Flaw.CONSENT: "Spunta la casella se sei d’accordo; altrimenti non viene inviato nulla.",
        Flaw.FILE: "In questo file non c’è alcun contatto; finisce in .vcf.",
        Flaw.AGAIN: "Guarda ancora una volta e invia di nuovo.",
    },
)

"""The page behind a card, in Spanish."""

from keepwarm.domain.channels import Channel
from keepwarm.domain.submissions import Flaw, Hours
from keepwarm.translations.swap_words import SwapWords

WORDS = SwapWords(
    save="Guardar en contactos",
    photo="Foto",
    leave="Dejar mis datos",
    leave_why="Solo si quieres. {name} los mira y decide si los guarda.",
    your_name="Tu nombre",
    phone="Teléfono",
    email="Correo electrónico",
    other="U otra forma: una página, un nombre de chat",
    one_is_enough="Basta con una forma de contactarte.",
    prefer="¿Cómo prefieres que te contacten?",
    no_matter="Da igual",
    channels={
        Channel.CALL: "Una llamada",
        Channel.TEXT: "Un SMS",
        Channel.CHAT: "Un chat (WhatsApp, Signal, Telegram)",
        Channel.EMAIL: "Un correo",
        Channel.IN_PERSON: "En persona",
    },
    when="¿Cuándo?",
    any_time="En cualquier momento",
    hours={
        Hours.DAYTIME: "Entre semana, durante el día",
        Hours.EVENINGS: "Entre semana, por la tarde",
        Hours.WEEKENDS: "Los fines de semana",
    },
    when_words="Con tus propias palabras",
    about="¿Sobre qué te gustaría seguir en contacto?",
    file_title="O enviar una ficha de contacto de tu teléfono",
    file_label="Ficha de contacto (.vcf)",
    file_note="De ella se toman solo tu nombre, trabajo, números, direcciones de mensajes y páginas.",
    consent="Acepto que {name} reciba lo que he escrito aquí, para seguir en contacto conmigo. Nadie más "
    "lo recibe. Se borra a los 30 días, salvo que {name} lo pase a su agenda. En la página siguiente "
    "puedo verlo, corregirlo y retirarlo cuando quiera.",
    send="Enviar a {name}",
    leave_empty="Deja este campo vacío",
    receipt_title="Ha llegado a {name}",
    receipt_keep="Guarda esta página, por ejemplo como marcador: su dirección es la única forma de volver.",
    waiting="{name} aún no ha decidido. Sin respuesta, se borra a los 30 días.",
    correction="{name} tiene lo que dejaste antes; tu corrección espera. Sin respuesta, se borra a los 30 "
    "días, y lo que tiene {name} queda como está.",
    tick="Se pregunta en cada envío: sin marcar la casilla no se envía nada.",
    accepted="{name} lo ha pasado a su agenda.",
    you_left="Lo que dejaste",
    no_more_words="La copia que se guardaba aquí se borró a los 30 días.",
    correct="Corregirlo",
    withdraw="Retirarlo",
    withdraw_why="Lo que escribiste se borra aquí de inmediato. Si {name} lo ha pasado a su agenda, se le "
    "pide que lo quite.",
    withdrawn_title="Retirado",
    withdrawn="Lo que dejaste se ha borrado aquí. Si ya estaba en la agenda, {name} ve ahora que quieres "
    "que lo quite.",
    gone_title="Aquí no hay nada",
    gone="Este enlace no lleva a ninguna parte. Quizá está incompleto, ha caducado o se ha retirado.",
    many_title="Un momento",
    many="Ahora mismo llega más de lo que se puede recibir, y no se ha guardado nada. Inténtalo de nuevo "
    "dentro de una hora, o da tus datos en persona.",
    flaws={
        Flaw.NAME: "Escribe tu nombre, por favor.",
        Flaw.WAY: "Escribe una forma de contactarte, por favor.",
        Flaw.PHONE: "Esto no es un número de teléfono; se escribe como +34 912 345 678.",
        Flaw.EMAIL: "Esto no es una dirección de correo; se escribe como nombre@example.org.",
        Flaw.LONG: "Es demasiado largo; escríbelo más corto.",
        Flaw.CONSENT: "Marca la casilla si estás de acuerdo; sin ello no se envía nada.",
        Flaw.FILE: "En este archivo no hay ningún contacto; termina en .vcf.",
        Flaw.AGAIN: "Míralo una vez más y envíalo de nuevo.",
    },
)

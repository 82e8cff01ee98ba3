"""A mail server that says whatever a test wants, in the clear, on this machine."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread

Script = Callable[[socket.socket], None]


@contextmanager
def saying(script: Script) -> Iterator[int]:
    """A server that follows the script with one caller after the other; its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=_serve, args=(listening, script), daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(30)


def _serve(listening: socket.socket, script: Script) -> None:
    while True:
        try:
            caller, _ = listening.accept()
        except OSError:
            return  # the test is over
        with caller, suppress(OSError):  # the caller has heard enough, which is what the tests are about
            caller.settimeout(30)
            script(caller)


def answering(answers: dict[bytes, bytes], heard: list[bytes] | None = None) -> Script:
    """A server that greets, and answers each command by its first words, with TAG for the caller's tag."""

    def script(caller: socket.socket) -> None:
        caller.sendall(b"* OK here\r\n")
        for line in caller.makefile("rb"):
            if heard is not None:
                heard.append(line)
            tag, _, words = line.strip().partition(b" ")
            fit = [start for start in answers if words.upper().startswith(start)]
            said = answers[max(fit, key=len)] if fit else b"TAG OK done\r\n"
            caller.sendall(said.replace(b"TAG", tag))

    return script

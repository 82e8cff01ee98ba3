"""A Thunderbird without a window and without a network, which runs scripts that it is handed.

The protocol is Marionette's: JSON behind its length, over a socket of loopback.
"""

import json
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_PATIENCE_S = 60
_TRUSTED = ("-remote-allow-system-access",)
_NOWHERE = 9
"""The port of loopback to which everything is sent that would go out; nothing listens there."""


class Thunderbird:
    """One that runs; `run` hands it a script."""

    def __init__(self, port: int) -> None:
        self._wire = _connected(port)
        self._asked = 0
        self._answer()  # says what it speaks
        self._ask("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {}}})
        self._ask("Marionette:SetContext", {"value": "chrome"})
        self._ask("WebDriver:SetTimeouts", {"script": _PATIENCE_S * 1000})

    def run(self, script: str, *arguments: object) -> Any:
        """What an asynchronous function of this body returns, whose `given` are the arguments."""
        whole = f"""
          const [given, done] = [Array.from(arguments).slice(0, -1), arguments[arguments.length - 1]];
          const fail = (problem) => done({{ error: `${{problem}} ${{problem.stack}}` }});
          (async () => {{ {script} }})().then((value) => done({{ value }}), fail);
        """
        body = {"script": whole, "args": list(arguments), "newSandbox": True}
        said = self._ask("WebDriver:ExecuteAsyncScript", body)["value"]
        if "error" in said:
            raise RuntimeError(said["error"])
        return said.get("value")

    def close(self) -> None:
        """Let it go."""
        self._wire.close()

    def _ask(self, command: str, body: dict[str, object]) -> Any:
        self._asked += 1
        said = json.dumps([0, self._asked, command, body]).encode()
        self._wire.sendall(str(len(said)).encode() + b":" + said)
        _, _, problem, result = self._answer()
        if problem:
            raise RuntimeError(f"{problem['error']}: {problem['message']}")
        return result

    def _answer(self) -> Any:
        digits = b""
        while not digits.endswith(b":"):
            digits += self._read(1)
        return json.loads(self._read(int(digits[:-1])))

    def _read(self, many: int) -> bytes:
        read = b""
        while len(read) < many:
            piece = self._wire.recv(many - len(read))
            if not piece:
                raise ConnectionError("Thunderbird ended before it answered")
            read += piece
        return read


@contextmanager
def thunderbird(program: str = "thunderbird") -> Iterator[Thunderbird]:
    """Start one in a fresh profile of a temporary folder, and end it again."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        taken.close()
        profile = Path(folder) / "profile"
        profile.mkdir()
        (profile / "user.js").write_text("".join(map(_preference, _preferences(port).items())))
        words = [program, "--headless", "--no-remote", "--marionette", *_TRUSTED, "--profile", str(profile)]
        alone = {**os.environ, "HOME": folder, "MOZ_CRASHREPORTER_DISABLE": "1"}
        with (Path(folder) / "said").open("wb") as said:
            process = subprocess.Popen(words, env=alone, stdout=said, stderr=said)
            try:
                one = Thunderbird(port)
                yield one
                one.close()
            finally:
                process.terminate()
                process.wait(_PATIENCE_S)


def _preferences(port: int) -> dict[str, object]:
    return {
        "marionette.port": port,
        "offline.startup_state": 3,
        "offline.autoDetect": False,
        "network.manage-offline-status": False,
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": _NOWHERE,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": _NOWHERE,
        "network.proxy.socks": "127.0.0.1",
        "network.proxy.socks_port": _NOWHERE,
        "network.proxy.socks_remote_dns": True,
        "app.update.disabledForTesting": True,
        "datareporting.policy.dataSubmissionEnabled": False,
        "mail.provider.suppress_dialog_on_startup": True,
        "mail.spotlight.firstRunDone": True,
        "mailnews.start_page.enabled": False,
        "calendar.timezone.local": "UTC",
    }


def _preference(one: tuple[str, object]) -> str:
    return f"user_pref({json.dumps(one[0])}, {json.dumps(one[1])});\n"


def _connected(port: int) -> socket.socket:
    """The socket, as soon as the program listens."""
    late = time.monotonic() + _PATIENCE_S
    while True:
        try:
            made = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE_S)
        except ConnectionRefusedError:
            if time.monotonic() > late:
                raise
            time.sleep(0.2)
        else:
            return made

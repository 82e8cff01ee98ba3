"""How fast vCards are read and written, how much memory that takes, and what is kept, beside vobject.

    python -m pip install --target vobject-alone vobject
    python benchmarks/vcard.py --vobject vobject-alone [--cards 2000] [--rounds 7] [--data FOLDER] [--json]

Speed is that of a card of twelve lines, each different: the median of the rounds, in which the two take
turns. Memory is the peak of a process of its own that reads a file of many cards, one after the other. The
keep-rate is that of `tests/independent/vcard_values.py`, which knows neither of them, over the cards of a
folder: how many of the values that a card says are still there when every line was written anew.
Without vobject, ours alone is measured.
"""

import argparse
import importlib
import importlib.util
import json
import logging
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO, StringIO
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from tests.independent.vcard_values import values  # noqa: E402 found only once its folder is on the path

from keepwarm.formats.vcard import Card, Whole, read_card, split_cards  # noqa: E402 the judge stands beside src
from keepwarm.formats.vcard_convert import convert_card  # noqa: E402 the judge stands beside src

DATA = ROOT.parent / "shared" / "data" / "vcards"
_CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:bench-{0}\r\nN:Family{0};Given{0};;;\r\nFN:Given{0} Family{0}\r\n"
    "TEL;TYPE=CELL:+44 30 {0:08d}\r\nTEL;TYPE=HOME:+44 31 {0:08d}\r\nEMAIL;TYPE=INTERNET:p{0}@x.example\r\n"
    "ORG:Works {0};Boats\r\nADR;TYPE=HOME:;;{0} Long Street;Town;;12345;Land\r\n"
    "NOTE:Met at the harbour\\, with Bo.\r\nEND:VCARD\r\n"
)
_MANY = 20_000


def twelve_lines(count: int) -> list[bytes]:
    """So many cards of a name, three handles, an organisation, an address and a note."""
    return [_CARD.format(number).encode() for number in range(count)]


def find_vobject(folder: Path | None) -> Any | None:
    """The library, from a folder that it was put in or from the environment; None where it is not there."""
    if folder is not None:
        sys.path.append(str(folder))
    if importlib.util.find_spec("vobject") is None:
        return None
    logging.disable(logging.CRITICAL)  # it logs what it cannot read
    return importlib.import_module("vobject")


Act = Callable[[], object]


def our_acts(raws: list[bytes]) -> dict[str, Act]:
    """What is measured of ours; each act goes through all cards once."""
    whole = b"".join(raws)
    cards: list[Card] = [read_card(raw) for raw in raws]
    return {
        "split": lambda: sum(1 for _ in split_cards(BytesIO(whole))),
        "read": lambda: [read_card(raw) for raw in raws],
        "write untouched": lambda: _write(card.raw for card in cards),
        "split and write untouched": lambda: _write(
            item.raw for item in split_cards(BytesIO(whole)) if isinstance(item, Whole)
        ),
        "read and write anew": lambda: [convert_card(raw, "3.0") for raw in raws],
    }


def _write(pieces: Iterable[bytes]) -> int:
    return BytesIO().write(b"".join(pieces))


def their_acts(vobject: Any, raws: list[bytes]) -> dict[str, Act]:
    """The same of vobject, which has no untouched card: each one is written from its parts."""
    texts = [raw.decode() for raw in raws]
    whole = "".join(texts)
    components = [vobject.readOne(text) for text in texts]
    return {
        "split": lambda: sum(1 for _ in vobject.readComponents(StringIO(whole))),
        "read": lambda: [vobject.readOne(text) for text in texts],
        "write untouched": lambda: [component.serialize() for component in components],
        "split and write untouched": lambda: [
            component.serialize() for component in vobject.readComponents(StringIO(whole))
        ],
        "read and write anew": lambda: [vobject.readOne(text).serialize() for text in texts],
    }


def cards_per_second(acts: list[dict[str, Act]], count: int, rounds: int) -> list[dict[str, float]]:
    """The median speed of each act, those of one name taking turns."""
    speeds: list[dict[str, float]] = [{} for _ in acts]
    for name in acts[0]:
        took: list[list[float]] = [[] for _ in acts]
        for turn in range(rounds + 1):
            for who, theirs in enumerate(acts):
                start = perf_counter()
                theirs[name]()
                if turn:  # the first turn only warms up
                    took[who].append(perf_counter() - start)
        for who, times in enumerate(took):
            speeds[who][name] = count / median(times)
    return speeds


def peaks(names: list[str], vobject: Path | None) -> dict[str, float]:
    """The peak of each, and of a process that reads nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.vcf"
        with path.open("wb") as file:
            file.writelines(_CARD.format(number).encode() for number in range(_MANY))
        return {name: peak_megabytes(name, path, vobject) for name in ("nobody", *names)}


def peak_megabytes(who: str, path: Path, folder: Path | None) -> float:
    """What a process of its own takes at most to read a file card by card."""
    command = [sys.executable, __file__, "--read", who, "--data", str(path)]
    if folder is not None:
        command += ["--vobject", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(said.stdout)


def read_file(who: str, path: Path, vobject: Any | None) -> float:
    """Read every card of a file and keep none; the peak of this process in megabytes."""
    if who == "ours":
        with path.open("rb") as file:
            for item in split_cards(file):
                if isinstance(item, Whole):
                    read_card(item.raw)
    elif who == "vobject" and vobject is not None:
        with path.open(newline="") as text:
            for _ in vobject.readComponents(text):
                pass
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def real_cards(folder: Path) -> Iterator[bytes]:
    """The cards of every file of a folder."""
    for path in sorted(folder.glob("*.vcf")):
        with path.open("rb") as file:
            yield from (item.raw for item in split_cards(file) if isinstance(item, Whole))


def keep_rate(raws: list[bytes], rewrite: Callable[[bytes], bytes]) -> dict[str, Any]:
    """How much of what the cards say is still there, in percent, and how many could not be written."""
    kept = said = failed = whole = 0
    lost: Counter[str] = Counter()
    for raw in raws:
        before = values(raw)
        said += before.total()
        try:
            behind = values(rewrite(raw))
        except Exception:  # any failure of a library is counted, whatever it raises
            failed += 1
            behind = Counter()
        kept += (before & behind).total()
        whole += before <= behind
        lost.update(value[0] for value in (before - behind).elements())
    return {
        "kept": 100 * kept / said,
        "values": said,
        "whole": 100 * whole / len(raws),
        "failed": failed,
        "lost": dict(lost.most_common(8)),
    }


def their_rewrite(vobject: Any) -> Callable[[bytes], bytes]:
    """A card read and written by vobject, with the charity of a guess at its character set."""

    def rewrite(raw: bytes) -> bytes:
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            text = raw.decode("latin-1")
        written: str = vobject.readOne(text, allowQP=True).serialize(validate=False)
        return written.encode()

    return rewrite


def measure(asked: argparse.Namespace, vobject: Any | None) -> dict[str, Any]:
    """Everything, of ours and of vobject where it is there."""
    names = ["ours", "vobject"] if vobject else ["ours"]
    # Memory first: a process begins with the peak of the one that started it.
    found: dict[str, Any] = {"megabytes": peaks(names, asked.vobject)}
    raws = twelve_lines(asked.cards)
    acts = [our_acts(raws)] + ([their_acts(vobject, raws)] if vobject else [])
    speeds = cards_per_second(acts, asked.cards, asked.rounds)
    found["cards a second"] = dict(zip(names, speeds, strict=True))
    if asked.data.is_dir():
        real = list(real_cards(asked.data))
        found["keep-rate"] = {
            "ours 3.0": keep_rate(real, lambda raw: convert_card(raw, "3.0")),
            "ours 4.0": keep_rate(real, lambda raw: convert_card(raw, "4.0")),
        }
        if vobject:
            found["keep-rate"]["vobject"] = keep_rate(real, their_rewrite(vobject))
    return found


def show(found: dict[str, Any]) -> None:
    """The tables, one under the other."""
    speeds = found["cards a second"]
    print(f"{'cards a second':28}{'ours':>12}{'vobject':>12}{'ratio':>8}")
    for name, ours in speeds["ours"].items():
        theirs = speeds.get("vobject", {}).get(name)
        beside = f"{theirs:12,.0f}{ours / theirs:8.1f}" if theirs else ""
        print(f"{name:28}{ours:12,.0f}{beside}")
    print(f"\n{'peak, MB, ' + format(_MANY, ',') + ' cards':28}")
    for name, megabytes in found["megabytes"].items():
        print(f"  {name:26}{megabytes:12.1f}")
    if "keep-rate" not in found:
        print("\nthe folder of real cards is not there; name it with --data to see what is kept.")
        return
    print(f"\n{'written anew':28}{'kept, %':>12}{'values':>12}{'whole, %':>12}{'failed':>8}")
    for name, rate in found["keep-rate"].items():
        numbers = f"{rate['kept']:12.3f}{rate['values']:12,}{rate['whole']:12.2f}{rate['failed']:8}"
        print(f"  {name:26}{numbers}  {rate['lost'] or ''}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the vCard reader and writers beside vobject.")
    parser.add_argument("--vobject", type=Path, help="the folder that vobject was installed in")
    parser.add_argument("--cards", type=int, default=2_000, help="cards of a round")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each measure")
    parser.add_argument("--data", type=Path, default=DATA, help=f"real cards (default: {DATA.name})")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--read", choices=["ours", "vobject", "nobody"], help=argparse.SUPPRESS)
    asked = parser.parse_args()
    vobject = find_vobject(asked.vobject)
    if asked.read:
        print(read_file(asked.read, asked.data, vobject))
        return
    if vobject is None:
        print(
            "vobject is not there, so ours alone is measured; run `python -m pip install --target"
            " vobject-alone vobject` and pass --vobject vobject-alone.",
            file=sys.stderr,
        )
    found = measure(asked, vobject)
    if asked.json:
        print(json.dumps(found))
    else:
        show(found)


if __name__ == "__main__":
    main()

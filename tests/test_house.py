"""The walls of the house: what HOUSE.md asks of every file, checked.

Imports point down, modules and functions fit the eye, the domain is pure, every exception to a rule
says why, and whatever an owner can type, set or bring is in the reference.
"""

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pathlib import Path

import click
import grimp
import pytest

from keepwarm.importers import importers

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "keepwarm"
REFERENCE = ROOT / "docs" / "reference"

MODULE_WALL = 400
FUNCTION_WALL = 50
README_WALL = 60

EFFECTS = frozenset({
    "asyncio", "builtins", "concurrent", "ctypes", "fcntl", "ftplib", "getpass", "glob", "http",
    "imaplib", "importlib", "io", "locale", "logging", "mailbox", "mmap", "multiprocessing", "os",
    "pathlib", "platform", "random", "secrets", "select", "selectors", "shelve", "shutil", "signal",
    "smtplib", "socket", "socketserver", "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading",
    "time", "urllib.request", "uuid", "webbrowser",
})  # fmt: skip
"""Modules of the standard library that reach beyond arithmetic, which the domain does without."""

CLOCK_AND_FILES = frozenset({"now", "today", "utcnow", "open", "input", "print"})

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(*folders: str) -> list[Path]:
    """The Python files under folders of the project, in order."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def named(path: Path, line: int | None = None) -> str:
    """A place as an owner of the code would say it."""
    place = path.relative_to(ROOT).as_posix()
    return place if line is None else f"{place}:{line}"


def syntax(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(tree: ast.AST) -> list[Function]:
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def imported_modules(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """The full name of each module imported anywhere in the tree, and the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", node.lineno


def docstring_lines(node: ast.Module | ast.ClassDef | Function) -> set[int]:
    first = node.body[0] if node.body else None
    if (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    ):
        return set(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return set()


def code_lines(path: Path) -> int:
    """The lines that carry code: neither blank nor a comment nor a docstring."""
    documented: set[int] = set()
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Module | ast.ClassDef | Function):
            documented |= docstring_lines(node)
    aside = {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
    }
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type not in aside:
            lines |= set(range(token.start[0], token.end[0] + 1))
    return len(lines - documented)


def comments(path: Path) -> Iterator[tuple[str, int]]:
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type == tokenize.COMMENT:
            yield token.string, token.start[0]


def written_files() -> list[Path]:
    """Every text that was written by hand: all but what is generated, fetched or brought in as a sample."""
    aside = {"data", "vendor", "screenshots", "dist", "__pycache__", "LICENSE"}
    found = [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and not aside & set(path.relative_to(ROOT).parts)
        and not any(part.startswith(".") and part != ".ci" for part in path.relative_to(ROOT).parts)
    ]
    texts = {"", ".py", ".md", ".toml", ".txt", ".sh", ".html", ".css", ".js", ".svg", ".json", ".cfg"}
    return sorted(path for path in found if path.suffix in texts)


# Imports


def test_imports_point_down() -> None:
    """In a process of its own: import-linter silences every log of the one that it runs in."""
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    linted = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_no_imports_go_round_in_a_circle() -> None:
    graph = grimp.build_graph("keepwarm", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as circle:
        pytest.fail(" imports ".join(reversed(circle.args[1])))


def test_no_import_hides_in_a_function_but_in_the_command_line_which_loads_lazily() -> None:
    hidden = [
        named(path, line)
        for path in python_files("src")
        if not path.is_relative_to(SOURCE / "cli")
        for function in functions(syntax(path))
        for _, line in imported_modules(function)
    ]
    assert hidden == []


# Size


def test_modules_stay_within_the_wall() -> None:
    sizes = {named(path): code_lines(path) for path in python_files("src", "tests", "benchmarks")}
    assert {place: lines for place, lines in sizes.items() if lines > MODULE_WALL} == {}


def test_functions_stay_within_the_wall() -> None:
    long = {
        f"{named(path, function.lineno)} {function.name}": lines
        for path in python_files("src")
        for function in functions(syntax(path))
        if (lines := (function.end_lineno or 0) - function.lineno + 1 - len(docstring_lines(function)))
        > FUNCTION_WALL
    }
    assert long == {}


# Purity


def test_the_domain_imports_types_and_arithmetic_only() -> None:
    impure = [
        f"{named(path, line)} imports {module}"
        for path in python_files("src/keepwarm/domain")
        for module, line in imported_modules(syntax(path))
        if not module.startswith("keepwarm.domain")
        and (
            module.partition(".")[0] not in sys.stdlib_module_names
            or {module, module.partition(".")[0]} & EFFECTS
        )
    ]
    assert impure == []


def test_the_domain_is_told_the_day_and_reads_no_clock_and_no_file() -> None:
    effects = [
        f"{named(path, node.lineno)} calls {name}()"
        for path in python_files("src/keepwarm/domain")
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Call)
        and (name := getattr(node.func, "attr", getattr(node.func, "id", ""))) in CLOCK_AND_FILES
    ]
    assert effects == []


# What is written


def test_every_exception_to_a_rule_says_why() -> None:
    directive = re.compile(r"noqa\b(?::\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*)?|type:\s*ignore(?:\[[^\]]*\])?")
    bare = [
        f"{named(path, line)} {comment}"
        for path in python_files("src", "tests", "benchmarks")
        for comment, line in comments(path)
        if re.match(r"#\s*(?:noqa\b|type:\s*ignore\b)", comment)
        and not re.search(r"[a-z]{3,}", directive.sub("", comment))
    ]
    assert bare == []


def test_every_exception_to_a_rule_names_the_rule() -> None:
    whole = [
        f"{named(path, line)} {comment}"
        for path in python_files("src", "tests", "benchmarks")
        for comment, line in comments(path)
        if re.search(r"#\s*(?:noqa(?!:\s*[A-Z]+\d)|type:\s*ignore(?!\[))", comment)
    ]
    assert whole == []


def lines_with(pattern: str) -> list[str]:
    sought = re.compile(pattern)
    return [
        f"{named(path, number)} {line.strip()}"
        for path in written_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if sought.search(line)
    ]


def test_nothing_is_left_for_later() -> None:
    words = ("TO" "DO", "FIX" "ME", "X" "XX", "HA" "CK")  # fmt: skip
    assert lines_with(rf"\b(?:{'|'.join(words)})\b") == []


def test_no_file_knows_the_folders_of_one_machine() -> None:
    assert lines_with(r"(?<![\w.~$}])/(?:home|root|Users|mnt|srv|work)/\w") == []


def test_no_file_names_the_host_of_a_package_registry() -> None:
    hosts = ("pypi", "pythonhosted", "npmjs", "crates", "anaconda", "rubygems", "ghcr", "unpkg", "jsdelivr")
    assert lines_with(rf"\b(?:{'|'.join(hosts)})\.(?:org|com|io|net)\b|\bdeb\.debian\.\w") == []


def test_no_test_is_left_out() -> None:
    ways = {"skip", "skipif", "skipIf", "xfail", "importorskip", "SkipTest"}
    left_out = [
        f"{named(path, node.lineno)} {name}"
        for path in python_files("tests")
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Attribute | ast.Name)
        and (name := node.attr if isinstance(node, ast.Attribute) else node.id) in ways
    ]
    assert left_out == []


# What is documented


def reference(page: str) -> str:
    return (REFERENCE / page).read_text(encoding="utf-8")


def commands(
    group: click.Group, context: click.Context, path: str = ""
) -> Iterator[tuple[str, click.Command]]:
    """Every command below a group with the words that call it, in the order of the help."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, f"{name} is listed and cannot be loaded"
        if isinstance(command, click.Group):
            yield from commands(command, context, f"{path} {name}")
        yield f"{path} {name}".strip(), command


def long_options(command: click.Command) -> list[str]:
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    names = [name for option in options if not option.hidden for name in option.opts + option.secondary_opts]
    return [name for name in names if name.startswith("--")]


def mentions(text: str, word: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


def section_of(page: str, command: str) -> str:
    """What the page says of a command: from the heading that names it to the next heading of a command."""
    heading = re.compile(rf"^#+ .*`(?:keepwarm )?{re.escape(command)}\b[^`]*`.*$", re.M)
    found = heading.search(page)
    assert found, f"docs/reference/command-line.md has no heading for `keepwarm {command}`"
    rest = page[found.end() :]
    following = re.search(r"^#+ .*`", rest, re.M)
    return rest[: following.start()] if following else rest


def test_every_command_and_option_is_in_the_reference() -> None:
    main: click.Group = import_module("keepwarm.cli.main").main
    page = reference("command-line.md")
    for_all = page[: first.start()] if (first := re.search(r"^#+ .*`", page, re.M)) else page
    undocumented = []
    with click.Context(main) as context:
        for name, command in commands(main, context):
            section = section_of(page, name) + for_all
            undocumented += [
                f"{name} {option}" for option in long_options(command) if not mentions(section, option)
            ]
    undocumented += [option for option in long_options(main) if not mentions(page, option)]
    assert undocumented == []


def test_every_importer_is_in_the_reference() -> None:
    page = reference("imports.md")
    assert [importer.NAME for importer in importers() if importer.NAME not in page] == []


def test_every_setting_is_in_the_reference() -> None:
    page = reference("settings.md")
    text = "\n".join(path.read_text(encoding="utf-8") for path in python_files("src"))
    assert {name for name in re.findall(r"\bKEEPWARM_[A-Z_]+\b", text) if not mentions(page, name)} == set()


def test_the_readme_fits_one_screen() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert 0 < len(lines) <= README_WALL


def test_every_decision_says_what_was_decided_and_why() -> None:
    parts = ["Status", "Context", "Decision", "Consequences"]
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    headings = {
        named(path): re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.M) for path in decisions
    }
    assert headings == {named(path): parts for path in decisions}
    assert [path.name[:4] for path in decisions] == [
        f"{number:04d}" for number in range(1, len(decisions) + 1)
    ]

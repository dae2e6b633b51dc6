"""What all commands share: the app, the options for a case, faults told in the reader's words."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Reads texts about one event and shows, side by side, how each one frames it.",
)
console = Console(stderr=True, highlight=False)

CaseFolder = Annotated[
    Path, typer.Option("--case", help="The folder of a case: sources.toml, texts, codebook/.")
]
Edition = Annotated[
    str | None,
    typer.Option("--edition", help="restated or original; else the original where a copy is at hand."),
]
KHOJALY = Path("texts/khojaly")


@app.callback()
def start() -> None:
    """Reads texts about one event and shows, side by side, how each one frames it."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(
                errors="backslashreplace"
            )  # a terminal that has not all letters shows their numbers


class FaultsTold:
    """Faults of the reader's own making as one message and exit code 2, with no traceback."""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None or not issubclass(kind, (ValueError, RuntimeError, OSError)):
            return False
        known = type(error).__module__.startswith("diptych") or isinstance(error, OSError)
        if not known:
            return False
        told = told_of(error) if isinstance(error, OSError) else str(error)
        console.print(f"diptych: {told}", style="bold", markup=False, soft_wrap=True)
        raise typer.Exit(2) from None


def typed(words: str) -> str:
    """Words of the command line as they were typed, in UTF-8, where the locale knows no letters beyond
    ASCII."""
    return words.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def told_of(error: OSError) -> str:
    """What the machine refused, where, and what to do."""
    do = {
        errno.ENOSPC: "make room and run it again; what was there is as it was",
        errno.EACCES: "name a place that you may read and write",
        errno.EPERM: "name a place that you may read and write",
        errno.EROFS: "name a folder that can be written to",
        errno.EEXIST: "there is a file where a folder should be; name another place",
        errno.ENOTDIR: "there is a file where a folder should be; name another place",
        errno.EISDIR: "there is a folder where a file should be; name another place",
        errno.ENAMETOOLONG: "give it a shorter name",
    }
    return ": ".join(filter(None, [str(error.filename or ""), error.strerror or str(error)])) + (
        f"; {do[error.errno]}" if error.errno in do else ""
    )


class Spinner:
    """A line that moves while work is done, and a line left behind for each step."""

    def __init__(self, what: str):
        self.progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        self.what = what

    def __enter__(self):
        self.progress.start()
        self.progress.add_task(self.what)
        return lambda line: self.progress.console.print(line, markup=False, soft_wrap=True)

    def __exit__(self, *fault):
        self.progress.stop()

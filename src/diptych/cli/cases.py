"""Commands of a case and its texts: texts, new, add, check, undo, suggest."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from diptych.cli.common import KHOJALY, CaseFolder, Edition, FaultsTold, app, typed


@app.command(name="texts", epilog="Example: `diptych texts --case texts/khojaly`")
def list_texts(case: CaseFolder = KHOJALY, edition: Edition = None) -> None:
    """Lists a case's texts: which edition is read, how long it is, where it is from."""
    with FaultsTold():
        from diptych.corpus import texts
        loaded = texts.load_case(case, edition=edition)
        typer.echo(loaded.title)
        for text in loaded.texts:
            typer.echo(
                f"  {texts.edition_line(text)}\n    "
                + ", ".join(v for v in (text.author, text.outlet, text.date) if v)
                + f"\n    sha256 {texts.checksum(text.text)}"
            )


@app.command(name="new", epilog="Example: `diptych new texts/harbour --title \"The burning of the harbour\"`")
def new_case(
    folder: Annotated[Path, typer.Argument(metavar="CASE", help="The folder to make.")],
    title: Annotated[str, typer.Option(help="What the case is called on its pages.")] = "",
) -> None:
    """Starts a case of your own: a folder with sources.toml and a codebook that says what to write."""
    with FaultsTold():
        from diptych.cases import setup
        for path in setup.new(folder, title=typed(title)):
            typer.echo(f"wrote {path}")
    typer.echo(f"Next: diptych add FILE… --case {folder}")


@app.command(epilog="Example: `diptych add smith.html jones.txt --case texts/harbour`")
def add(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Plain text, Markdown, saved web pages, PDF or DOCX."),
    ],
    case: CaseFolder = KHOJALY,
    id: Annotated[
        list[str] | None, typer.Option("--id", help="Short name for each file, in their order.")
    ] = None,
    title: str = "",
    author: str = "",
    outlet: str = "",
    date: Annotated[str, typer.Option(metavar="DATE", help="Day of publication, as EDTF (2015-02-25).")] = "",
    language: Annotated[
        str, typer.Option(help="Language of the texts (tr, hy): people code those that are not in English.")
    ] = "en",
    force: Annotated[
        bool,
        typer.Option("--force", help="Take a text in another language, or one nearly the same as another."),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
) -> None:
    """Brings texts into a case, after a preview of what is kept and what is left out."""
    with FaultsTold():
        from diptych.cases import setup
        from diptych.corpus import texts
        loaded = texts.load_case(case, texts_needed=False)
        items = setup.incoming(
            files,
            loaded,
            case,
            ids=id or (),
            force=force,
            title=typed(title),
            author=typed(author),
            outlet=typed(outlet),
            date=typed(date),
            language=typed(language),
        )
        for item in items:
            typer.echo("\n".join(setup.preview(item)))
        if not yes and sys.stdin.isatty() and not typer.confirm("Write this?"):
            raise typer.Exit(1)
        for path in setup.add(items, case):
            typer.echo(f"wrote {path}")


@app.command(epilog="Example: `diptych check texts/harbour`")
def check(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The folder of a case.")] = KHOJALY,
    repair: Annotated[
        bool, typer.Option("--repair", help="First write down where the words of codings stand by now.")
    ] = False,
) -> None:
    """Checks all of a case: sources, texts, codebook, codings. Says what to fix, and exits with 2 where there
    is something; says what the codebook leaves out, which may be right."""
    with FaultsTold():
        from diptych.cases import advice, checks
        from diptych.corpus import texts
        from diptych.reading import pipeline
        for line in checks.repair(case) if repair else ():
            typer.echo(line)
        faults = checks.check(case)
        for fault in faults:
            typer.echo(fault)
        if faults:
            raise typer.Exit(2)
        loaded = texts.load_case(case)
        notes = advice.advice(loaded, pipeline.read(loaded.texts, loaded.codebook))
    for note in notes:
        typer.echo(f"note: {note}")
    typer.echo(f"{case}: nothing is wrong" if notes else f"{case}: all is well")


@app.command(epilog="Example: `diptych undo texts/harbour`")
def undo(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The folder of a case.")] = KHOJALY,
) -> None:
    """Takes back the last change that `add`, `adjudicate`, `code` or `check --repair` made to a case; the
    last ten are kept."""
    with FaultsTold():
        from diptych import history
        change, left = history.undo(case)
        for name, before in change["before"].items():
            typer.echo(f"{case / name}: {'as it was' if before else 'taken away'}")
    typer.echo(f"undone: {change['what']} ({change['at']}); {left} earlier changes can be undone")


@app.command(epilog="Examples: `diptych suggest --case texts/harbour` · `diptych suggest --out drafts`")
def suggest(
    case: CaseFolder = KHOJALY,
    edition: Edition = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the files; else they are shown.", metavar="FOLDER")
    ] = None,
) -> None:
    """Drafts codebook entries from the texts: names, and words of violence and law, that no entry has; as
    TOML to edit, each with the sentences that it would count."""
    with FaultsTold():
        from diptych.cases import suggest as suggestions
        from diptych.corpus import texts
        from diptych.reading import pipeline
        loaded = texts.load_case(case, edition=edition)
        readings = pipeline.read(loaded.texts, loaded.codebook)
        drafted = suggestions.toml(suggestions.drafts(readings), readings)
        if out:
            for path in suggestions.write(drafted, out):
                typer.echo(f"wrote {path}")
            return
        for name, content in drafted.items():
            typer.echo(f"# {name}\n\n{content}")
        if not drafted:
            typer.echo("The codebook has an entry for every name and word that would be proposed.")

"""Commands of archives, training and what is kept: archive, train, cache."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from diptych.cli.common import KHOJALY, CaseFolder, FaultsTold, Spinner, app


@app.command(
    epilog=(
        "Examples: `diptych archive articles.jsonl --out coded` · `diptych archive folder --out coded"
        " --processes 2` · `diptych archive --check coded`"
    )
)
def archive(
    source: Annotated[
        Path | None,
        typer.Argument(
            metavar="IN",
            help="A folder of texts, or JSON Lines, CSV or Parquet with a column text (and id, date …).",
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the Parquet tables.")] = None,
    check: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Only check the tables in a folder: sums, counts, versions."),
    ] = None,
    case: CaseFolder = KHOJALY,
    processes: Annotated[int, typer.Option(min=1, max=256, help="How many processes work at once.")] = 1,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A Dask scheduler's address, or: local.")
    ] = None,
    part: Annotated[int, typer.Option(help="Texts in one part.")] = 128,
) -> None:
    """Codes an archive of any size into Parquet tables. Killed, it goes on where it was when it is run
    again."""
    with FaultsTold(), Spinner("coding the archive") as tell:
        from diptych.archive import batch as archives
        if check is not None:
            _check_tables(check)
            return
        if source is None or out is None:
            raise archives.ArchiveError("say what to code and where to: diptych archive IN --out FOLDER")
        pace = archives.Pace()

        def say(done):
            line = pace.line(done)
            if done.parts % 10 == 1:
                tell(line)
        found = archives.run(source, case, out, processes=processes, scheduler=scheduler, part=part, tell=say)
    typer.echo(
        f"{found.texts:,} texts ({found.words:,} words) in {found.parts + found.before} parts, {found.before}"
        f" of them done before; {found.rejected} records set aside in {out / 'rejected.jsonl'}; "
        + ", ".join(f"{n:,} {name}" for name, n in found.rows.items())
    )
    if found.rejected and not found.texts:
        typer.echo("No record could be coded; see why each was set aside.", err=True)
        raise typer.Exit(1)


def _check_tables(folder: Path) -> None:
    from diptych.archive import batch

    faults = batch.check(folder)
    typer.echo("\n".join(faults or [f"{folder}: every part is whole, and made by this program"]))
    if faults:
        raise typer.Exit(2)


@app.command(epilog="Examples: `diptych train` · `diptych train --with texts/harbour --out weights`")
def train(
    own: Annotated[
        list[Path] | None,
        typer.Option("--with", metavar="CASE", help="A case whose texts people have coded."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the weights; else those shipped are written anew.")
    ] = None,
    passages: Annotated[Path, typer.Option(help="Folder of coded passages.")] = Path("texts/training"),
    codebook: Annotated[
        Path, typer.Option(help="Codebook with the words of harm, law and reporting.")
    ] = Path("texts/khojaly/codebook"),
) -> None:
    """Trains the models of terms, responsibility and law on coded passages, and says how good they are on
    passages that they were not trained on. To use weights of your own: DIPTYCH_WEIGHTS=FOLDER."""
    with FaultsTold():
        from diptych.people import teach
        if own and out is None:
            raise teach.TeachError("weights of your own need a folder of their own; say --out FOLDER")
        place = teach.teach(passages, codebook, out, own or (), typer.echo)
    typer.echo(
        f"wrote the weights to {place}"
        if out is None
        else f"wrote the weights to {place}; use them with DIPTYCH_WEIGHTS={place}"
    )


@app.command(name="cache", epilog="Examples: `diptych cache` · `diptych cache --clear`")
def kept(clear: Annotated[bool, typer.Option("--clear", help="Take all kept parses away.")] = False) -> None:
    """Shows where parses are kept between runs, and how many; takes them away."""
    from diptych.reading import cache
    if clear:
        typer.echo(f"{cache.clear()} parses taken away")
        return
    n, size = cache.size()
    typer.echo(
        f"{cache.folder() or 'nothing is kept (DIPTYCH_CACHE is off)'}: {n} parses, {size / 1e6:.1f} MB"
    )

"""Commands for other programs and reports: export, import, methods, bundle."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from diptych.cli.common import KHOJALY, CaseFolder, Edition, FaultsTold, Spinner, app


@app.command(epilog="Example: `diptych export --qdpx case.qdpx --csv rows.csv --case texts/harbour`")
def export(
    case: CaseFolder = KHOJALY,
    edition: Edition = None,
    qdpx: Annotated[Path | None, typer.Option(help="A REFI-QDA project: texts, codes, codings.")] = None,
    qdc: Annotated[Path | None, typer.Option(help="A REFI-QDA codebook: the codes alone.")] = None,
    annotations: Annotated[Path | None, typer.Option(help="W3C Web Annotations, as JSON-LD.")] = None,
    xmi: Annotated[Path | None, typer.Option(help="A folder of UIMA CAS XMI, for INCEpTION.")] = None,
    csv: Annotated[Path | None, typer.Option(help="CSV that spreadsheets open safely.")] = None,
    parquet: Annotated[Path | None, typer.Option(help="The same table as Parquet.")] = None,
) -> None:
    """Writes every coding of a case (the program's, the reference, each reviewer's) for other programs."""
    wanted = {"qdpx": qdpx, "annotations": annotations, "xmi": xmi, "csv": csv, "parquet": parquet}
    wanted = {name: path for name, path in wanted.items() if path is not None}
    with FaultsTold(), Spinner("coding") as tell:
        from diptych.corpus import texts
        from diptych.exchange import codings, formats, refi
        from diptych.reading import pipeline

        if not wanted and qdc is None:
            raise codings.ExchangeError("say what to write, such as --qdpx case.qdpx")
        if qdc is not None:
            refi.write_qdc(qdc)
            tell(f"wrote {qdc}")
        if wanted:
            loaded = texts.load_case(case, edition=edition)
            project = codings.gathered(loaded, pipeline.read(loaded.texts, loaded.codebook))
        for name, path in wanted.items():
            formats.WRITE[name](project, path)
            tell(f"wrote {path}: {sum(len(one.rows) for one in project.codings)} rows")


@app.command(name="import", epilog="Example: `diptych import case.qdpx --case texts/harbour`")
def import_codings(
    file: Annotated[
        Path, typer.Argument(help="A .qdpx, .jsonld, .csv or .parquet file, or a folder of XMI.")
    ],
    case: CaseFolder = KHOJALY,
    edition: Edition = None,
) -> None:
    """Takes in the codings of another program, checked against the texts, and says what does not fit."""
    with FaultsTold():
        from diptych import history
        from diptych.corpus import texts
        from diptych.exchange import codings, formats

        loaded = texts.load_case(case, edition=edition)
        project, left = formats.read(file)
        with history.keeping("import", codings.places(loaded, project)):
            written, more = codings.take_in(loaded, project)
    for line in (left + more)[:40]:
        typer.echo(f"left out: {line}")
    more_left = len(left) + len(more) - 40
    typer.echo(f"and {more_left} more" if more_left > 0 else f"{len(left) + len(more)} left out")
    for path in written:
        typer.echo(f"wrote {path}")


@app.command(name="methods", epilog="Example: `diptych methods --case texts/harbour --out methods`")
def write_methods(
    case: CaseFolder = KHOJALY,
    edition: Edition = None,
    out: Annotated[Path, typer.Option(help="Folder for methods.md and methods.tex.")] = Path("."),
) -> None:
    """Writes a methods paragraph and a table of figures, as Markdown and LaTeX, from what is in the case."""
    with FaultsTold(), Spinner("coding") as tell:
        from diptych.corpus import texts
        from diptych.exchange import codings, methods
        from diptych.reading import pipeline

        loaded = texts.load_case(case, edition=edition)
        readings = pipeline.read(loaded.texts, loaded.codebook)
        for path in methods.write(loaded, readings, codings.gathered(loaded, readings), out):
            tell(f"wrote {path}")


@app.command(name="bundle", epilog="Example: `diptych bundle case.zip --case texts/harbour --site report`")
def write_bundle(
    file: Annotated[Path, typer.Argument(help="The zip to write.")],
    case: CaseFolder = KHOJALY,
    edition: Edition = None,
    site: Annotated[Path | None, typer.Option(help="A report that was made, to be in it.")] = None,
) -> None:
    """Puts codebook, codings, tables, methods and the report into one zip that opens without the program."""
    with FaultsTold(), Spinner("coding") as tell:
        from diptych.corpus import texts
        from diptych.exchange import bundle, codings
        from diptych.reading import pipeline

        loaded = texts.load_case(case, edition=edition)
        readings = pipeline.read(loaded.texts, loaded.codebook)
        for line in bundle.write(loaded, readings, codings.gathered(loaded, readings), site, file):
            tell(line)
        tell(f"wrote {file}")

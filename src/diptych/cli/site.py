"""Commands of the site: report, clean, picture."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from diptych.cli.common import KHOJALY, CaseFolder, Edition, FaultsTold, Spinner, app


@app.command(epilog="Example: `diptych report --case texts/khojaly --out report`")
def report(
    case: CaseFolder = KHOJALY,
    out: Annotated[Path, typer.Option(help="Where the site goes.")] = Path("report"),
    edition: Edition = None,
    notebooks: Annotated[Path, typer.Option(help="The folder of notebooks to run.")] = Path("notebooks"),
    coding: Annotated[
        str,
        typer.Option(
            help="Draw from this coding and those below it: adjudicated, reviewed, reference, program."
        ),
    ] = "",
) -> None:
    """Runs every notebook on a case and writes the site."""
    with FaultsTold(), Spinner("reading, then running the notebooks") as tell:
        from diptych.people import coding as codings
        from diptych.site import report as site
        if coding:
            os.environ[codings.CODING] = codings.sources_from(coding)[0]
        index = site.build(case, out, notebooks=notebooks, edition=edition, tell=tell)
    typer.echo(f"Open {index} in a browser.")


@app.command(epilog="Example: `diptych clean report`")
def clean(site: Annotated[Path, typer.Argument(help="The folder of a site.")]) -> None:
    """Takes away what `report` made in a folder, and leaves every other file there."""
    with FaultsTold():
        from diptych.site import rebuild
        left = rebuild.take_away(site)
    typer.echo(f"{site}: gone" + (f", but for {left} files that diptych did not make." if left else "."))


@app.command(epilog="Example: `diptych picture --case texts/khojaly --out diptych.svg`")
def picture(
    case: CaseFolder = KHOJALY,
    out: Annotated[Path, typer.Option(help="The SVG file to write.")] = Path("diptych.svg"),
    edition: Edition = None,
) -> None:
    """Draws what each text calls the event, whom it makes answerable and what law it invokes, as one
    picture."""
    with FaultsTold(), Spinner("reading") as tell:
        from diptych import extract
        from diptych.corpus import texts
        from diptych.people import coding
        from diptych.reading import pipeline
        from diptych.show import front
        shown = texts.load_case(case, edition=edition)
        for text in shown.texts:
            tell(texts.edition_line(text))
        readings = pipeline.read(shown.texts, shown.codebook)
        tables = {f.__name__: coding.rows(shown, readings, layer) for layer, f in extract.LAYERS.items()}
        alt = front.write_svg(shown, tables, out)
    typer.echo(f"Wrote {out}. In words: {alt}")

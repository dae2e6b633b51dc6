"""Commands of codings: code, score, agree, review, adjudicate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from diptych.cli.common import KHOJALY, CaseFolder, Edition, FaultsTold, Spinner, app, typed


@app.command(
    epilog="Examples: `diptych code --out coded` · `diptych code mine.txt --published 2020-05-01 --out coded`"
)
def code(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Plain texts of your own; else the case's texts."),
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder for <text_id>.jsonl, one for each text.")] = ...,
    case: CaseFolder = KHOJALY,
    edition: Edition = None,
    published: Annotated[
        str, typer.Option(metavar="DATE", help="Day of publication of the files, as EDTF (2015-02-25).")
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Code files in another language than English all the same.")
    ] = False,
) -> None:
    """Codes texts by the coding manual: every row of the six layers and the attributions, as JSON Lines."""
    with FaultsTold(), Spinner("coding") as tell:
        from diptych import history
        from diptych.cases import setup
        from diptych.corpus import texts
        from diptych.files import tidy
        from diptych.people import coding
        from diptych.reading import pipeline
        if published:
            texts.check_date(published)
        if files:
            found, codebook = (
                [setup.as_text(f, published=published) for f in files],
                texts.load_codebook(case),
            )
            twice = {t.id for t in found if sum(o.id == t.id for o in found) > 1}
            if twice:
                raise texts.TextError(
                    f"two files are named {', '.join(sorted(twice))}; give each a name of its own"
                )
            for file, text in zip(files, found):
                setup.check_english(text.text, file, force=force)
        else:
            loaded = texts.load_case(case, edition=edition)
            found, codebook = loaded.texts, loaded.codebook
        out.mkdir(parents=True, exist_ok=True)
        tidy(out)
        coded = {out / f"{id}.jsonl": r for id, r in coding.code(pipeline.read(found, codebook)).items()}
        with history.keeping("code", coded):
            for path, rows in coded.items():
                coding.write(rows, path)
                tell(f"{path.stem}: {len(rows)} rows in {path}")


@app.command(
    epilog=(
        "Example: `diptych score texts/khojaly/coding/reference/aslanov.restated.jsonl coded/aslanov.jsonl"
        " --misses term`"
    )
)
def score(
    codings: Annotated[
        list[Path],
        typer.Argument(
            metavar="REFERENCE CODING...",
            help="A reference and a coding of the same text; several pairs are pooled.",
        ),
    ],
    misses: Annotated[
        str | None,
        typer.Option(
            metavar="LAYER", help="Also list what is missed, extra or coded otherwise in this layer."
        ),
    ] = None,
) -> None:
    """Scores a coding against a reference, layer by layer."""
    with FaultsTold():
        from diptych import ask
        from diptych.people import coding
        from diptych.schema import LAYERS
        if len(codings) % 2:
            raise coding.CodingError(
                "give a reference and a coding for each text: diptych score REFERENCE CODING [REFERENCE"
                " CODING]..."
            )
        if misses:
            ask.one_of(misses, LAYERS, "layer")
        pairs = [(coding.read(a), coding.read(b)) for a, b in zip(codings[::2], codings[1::2])]
        for names, pair in zip(zip(codings[::2], codings[1::2]), pairs):
            coding.check_pair(*pair, names)
        scores = coding.score(pairs)
        typer.echo("\n".join(coding.score_lines(scores)))
        if misses:
            typer.echo("\n".join(coding.miss_lines(scores[misses]["wrong"])))


@app.command(epilog="Example: `diptych agree coding/smith.ann.jsonl coding/smith.ben.jsonl --layer term`")
def agree(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Codings, a file for each coder: TEXT.CODER.jsonl, CODER/TEXT.jsonl or review/CODER.jsonl.",
        ),
    ],
    layer: Annotated[
        list[str] | None, typer.Option("--layer", help="Only this layer; may be given again.")
    ] = None,
    disputed: Annotated[int, typer.Option(metavar="N", help="Also list the N most disputed places.")] = 0,
) -> None:
    """Says how far coders agree: on what there is to code, and on its codes, with intervals."""
    with FaultsTold():
        from diptych import ask
        from diptych.people import agreement, coding
        ask.all_of(layer or (), coding.KEYS, "layer")
        codings = agreement.merge(files)
        typer.echo("\n".join(agreement.lines(codings, layers=layer or tuple(coding.KEYS))))
        if disputed:
            apart = agreement.disagreements(agreement.units(codings, layers=layer or tuple(coding.KEYS)))
            for r in apart.head(disputed).itertuples():
                typer.echo(
                    f"{r.text_id} {r.sent} {r.surface!r} {r.layer}: coded by {r.coded_by}"
                    + (f", not by {r.not_by}" if r.not_by else "")
                    + (f"; {r.codes}" if r.codes else "")
                )


@app.command(epilog="Examples: `diptych review --coder Ann` · `diptych review --case texts/harbour --status`")
def review(
    case: CaseFolder = KHOJALY,
    coder: Annotated[str, typer.Option(help="Your name; else the page asks for it.")] = "",
    status: Annotated[bool, typer.Option("--status", help="Only say what is done and what is left.")] = False,
    layer: Annotated[
        list[str] | None, typer.Option("--layer", help="Only this layer; may be given again.")
    ] = None,
    edition: Edition = None,
    browser: Annotated[bool, typer.Option(help="Open the desk in a browser.")] = True,
) -> None:
    """Opens the desk at which you accept or correct what the program proposes, one sentence at a time."""
    with FaultsTold():
        from diptych.corpus import texts
        from diptych.interactive import review_desk
        from diptych.people import decisions, queue
        from diptych.reading import pipeline

        if coder:
            decisions.path_of(case, coder)
        loaded = texts.load_case(case, edition=edition)
        readings = pipeline.read(loaded.texts, loaded.codebook)
        layers = tuple(layer or queue.asked(loaded))
        if status:
            found = queue.queue(loaded, readings, layers=layers)
            typer.echo("\n".join(queue.status(loaded, found)))
            return
        review_desk.serve(loaded, readings, typed(coder), layers=layers, show_it=browser, tell=typer.echo)


@app.command(epilog="Example: `diptych adjudicate --case texts/khojaly`")
def adjudicate(
    case: CaseFolder = KHOJALY,
    layer: Annotated[
        list[str] | None, typer.Option("--layer", help="Only this layer; may be given again.")
    ] = None,
    edition: Edition = None,
) -> None:
    """Walks through the rows on which two coders differ, and writes what you settle as the adjudicated
    coding."""
    with FaultsTold():
        from diptych import history
        from diptych.corpus import texts
        from diptych.people import adjudication, decisions, queue

        loaded = texts.load_case(case, edition=edition)
        by_id = {text.id: text.text for text in loaded.texts}

        def ask(place: adjudication.Place) -> str | None:
            coders = list(place.rows)
            typer.echo(f"\n{place.text} {place.sent}, {place.layer}: {place.surface!r}\n{place.words(by_id)}")
            for k, (coder, codes) in enumerate(place.codes().items(), 1):
                typer.echo(f"  {k} {coder}: {codes}")
            wanted = typer.prompt(f"Whose row is right? 1 to {len(coders)}, or s to leave it", default="s")
            number = int(wanted) if wanted.isdecimal() else 0
            return coders[number - 1] if 0 < number <= len(coders) else None

        paths = [decisions.adjudicated_of(case, text.id, text.edition) for text in loaded.texts]
        with history.keeping("adjudicate", paths):
            settled = adjudication.adjudicate(loaded, ask, tuple(layer or ()))
        left = len(queue.disputed(loaded, tuple(layer or ())))
    typer.echo(f"\nsettled: {texts.number_of(settled, 'sentence')}; left: {texts.number_of(left, 'row')}")

"""The commands: `diptych report`, `code`, `score`, `agree`, `texts`. `python -m diptych` is the same."""

from __future__ import annotations

import errno
import os
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
    with _FaultsTold(), _Spinner("reading, then running the notebooks") as tell:
        from diptych.people import coding as codings
        from diptych.site import report as site
        if coding:
            os.environ[codings.CODING] = codings.sources_from(coding)[0]
        index = site.build(case, out, notebooks=notebooks, edition=edition, tell=tell)
    typer.echo(f"Open {index} in a browser.")


@app.command(epilog="Example: `diptych clean report`")
def clean(site: Annotated[Path, typer.Argument(help="The folder of a site.")]) -> None:
    """Takes away what `report` made in a folder, and leaves every other file there."""
    with _FaultsTold():
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
    with _FaultsTold(), _Spinner("reading") as tell:
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
    with _FaultsTold(), _Spinner("coding") as tell:
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
    with _FaultsTold():
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
    with _FaultsTold():
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
    with _FaultsTold():
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
        review_desk.serve(loaded, readings, _typed(coder), layers=layers, show_it=browser, tell=typer.echo)


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
    with _FaultsTold():
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


@app.command(name="texts", epilog="Example: `diptych texts --case texts/khojaly`")
def list_texts(case: CaseFolder = KHOJALY, edition: Edition = None) -> None:
    """Lists a case's texts: which edition is read, how long it is, where it is from."""
    with _FaultsTold():
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
    with _FaultsTold():
        from diptych.cases import setup
        for path in setup.new(folder, title=_typed(title)):
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
    with _FaultsTold():
        from diptych.cases import setup
        from diptych.corpus import texts
        loaded = texts.load_case(case, texts_needed=False)
        items = setup.incoming(
            files,
            loaded,
            case,
            ids=id or (),
            force=force,
            title=_typed(title),
            author=_typed(author),
            outlet=_typed(outlet),
            date=_typed(date),
            language=_typed(language),
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
    with _FaultsTold():
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
    with _FaultsTold():
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
    with _FaultsTold():
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
    with _FaultsTold(), _Spinner("coding") as tell:
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
    with _FaultsTold():
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
    with _FaultsTold(), _Spinner("coding") as tell:
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
    with _FaultsTold(), _Spinner("coding") as tell:
        from diptych.corpus import texts
        from diptych.exchange import bundle, codings
        from diptych.reading import pipeline

        loaded = texts.load_case(case, edition=edition)
        readings = pipeline.read(loaded.texts, loaded.codebook)
        for line in bundle.write(loaded, readings, codings.gathered(loaded, readings), site, file):
            tell(line)
        tell(f"wrote {file}")


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
    with _FaultsTold(), _Spinner("coding the archive") as tell:
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
    with _FaultsTold():
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


class _FaultsTold:
    """Faults of the reader's own making as one message and exit code 2, with no traceback."""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None or not issubclass(kind, (ValueError, RuntimeError, OSError)):
            return False
        known = type(error).__module__.startswith("diptych") or isinstance(error, OSError)
        if not known:
            return False
        told = _told(error) if isinstance(error, OSError) else str(error)
        console.print(f"diptych: {told}", style="bold", markup=False, soft_wrap=True)
        raise typer.Exit(2) from None


def _typed(words: str) -> str:
    """Words of the command line as they were typed, in UTF-8, where the locale knows no letters beyond
    ASCII."""
    return words.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _told(error: OSError) -> str:
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


class _Spinner:
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

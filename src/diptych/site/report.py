"""Notebooks to one site of HTML: each is run on the case, set in the site's page, and opens from a file with
no request to anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import jinja2
import pandas as pd
from markupsafe import Markup
from nbconvert.filters import markdown2html

from diptych import __version__, extract, files, show, voice
from diptych.cases.advice import advice
from diptych.corpus import texts
from diptych.exchange import spreadsheet
from diptych.interactive import classroom, review_class
from diptych.interactive import review_desk as review
from diptych.people import coding
from diptych.reading import pipeline
from diptych.show import front, reader
from diptych.show.chart import start_anew
from diptych.site import handouts, rebuild
from diptych.site.pages import (
    TEMPLATES,
    Page,
    PagesError,
    ReportError,
    linked,
    page_of,
    run,
)

READER = "reader.html"
CLASS = "code-it-yourself.html"
GLOSSARY = "glossary.html"

CANNOT = (
    "A few texts are no sample: nothing here speaks for a press, a country or a side. The program reads"
    " grammar and a codebook; it misses some rows and invents a few, and each page gives its measured score."
    " A count says how often words stand in a text, not whether what they say is so."
)


def build(
    case_folder: str | Path,
    out: str | Path,
    *,
    notebooks: str | Path = "notebooks",
    edition: str | None = None,
    tell: Callable[[str], None] = print,
) -> Path:
    """Runs every notebook on a case and writes the site: index.html, reader.html, a page for each notebook
    and for the GLOSSARY.md beside them, tables/ (CSV, JSON Lines, and Parquet where pyarrow is installed)
    and figures/ (SVG, PNG, CSV). No page needs another file than these.

    A page whose inputs are those of the site that stands there is taken over from it, with its figures, and
    `tell` says so: its notebook, the case with its texts and codings, the codebook, the invented case and
    archive, this program and the packages below it. Delete the site to have every notebook run. Files in the
    folder that no run of this program made stay there.

    `tell` is called with a line for each step done. Returns the path of index.html. Raises TextError or
    CodebookError where the case cannot be read, and PagesError, with the site written all the same, where
    notebooks fail: their pages say what failed.
    """
    site = Path(out)
    start_anew()
    files.recover(site)
    if site.exists() and (not site.is_dir() or any(site.iterdir()) and not _is_site(site)):
        raise ReportError(
            f"{site}: there is something else there, and it would be replaced; "
            "name a folder that is empty or does not exist yet"
        )
    case = texts.load_case(case_folder, edition=edition)
    with files.replacing(site) as making:
        failed = _write(case, making, site, notebooks, edition, tell)
        rebuild.keep_others(site, making)
    if failed:
        raise PagesError(site / "index.html", failed)
    return site / "index.html"


def _is_site(folder: Path) -> bool:
    """Whether a folder holds a site of this program, so that a new one may take its place."""
    try:
        return "Made by diptych" in (folder / "index.html").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def _write(
    case: texts.Case,
    out: Path,
    old: Path,
    notebooks: str | Path,
    edition: str | None,
    tell: Callable[[str], None],
) -> dict[str, str]:
    """Runs the notebooks whose pages `old` does not have as they would be, and writes all files of a site
    into an empty folder. Gives the notebooks that failed, and why."""
    editions = [texts.edition_line(t) for t in case.texts]
    for line in editions:
        tell(line)
    readings = pipeline.read(case.texts, case.codebook)
    tables = {find.__name__: coding.rows(case, readings, layer) for layer, find in extract.LAYERS.items()}
    tables["attributions"] = voice.attributions(readings)
    editions += coding.whose_lines(tables) + coding.difference_lines(case, readings)
    counted = ", ".join(f"{len(t)} {name}" for name, t in tables.items())
    tell(f"read {texts.number_of(len(readings))} with {pipeline.model_name()}: {counted}")
    notes = advice(case, readings)
    for line in notes:
        tell(f"note: {line}")
    pages = _pages_of(case, notebooks, tell)
    for folder in ("tables", "figures"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    words = Path(notebooks) / "GLOSSARY.md"
    glossary = GLOSSARY if words.is_file() else ""
    put = _layout(case, pages, editions, glossary, out)
    made_of = rebuild.inputs(pages, case, [*editions, glossary])
    kept = {page.file for page in pages if rebuild.taken_over(page, made_of[page.file], old, out)}
    failed = _pages(case, pages, kept, out, edition, put, tell)
    kinds = [kind for name, frame in tables.items() for kind in _keep(frame, out / "tables" / name)]
    for name in (
        "parts.css",
        "style.css",
        "marks.js",
        "site.js",
        "reader.js",
        "search.js",
        "code-it-yourself.js",
        "review.css",
        "review.js",
    ):
        (out / name).write_text((TEMPLATES / name).read_text(encoding="utf-8"), encoding="utf-8")
    put(READER, "The reader", reader.body(readings, tables))
    put(review.PAGE, "Review", review.page_html(case, readings))
    if class_together := review_class.body(case, readings, READER):
        put(review_class.PAGE, "The class together", class_together)
    if glossary:
        told = re.sub(r'<a class="anchor-link".*?</a>', "", markdown2html(words.read_text(encoding="utf-8")))
        put(GLOSSARY, "Glossary", f'<section class="prose">{told}</section>')
    _coding_pages(case, readings, editions, out, put)
    sheets = handouts.of_pages(pages)
    for layer, page in sheets.items():
        sheet = handouts.html(case, readings, layer, page, foot=editions)
        (out / handouts.known()[layer]["file"]).write_text(sheet, encoding="utf-8")
    listed = [(name, list(dict.fromkeys(kinds)), len(frame)) for name, frame in tables.items()]
    put(
        "index.html",
        "Start",
        template="index.html.j2",
        picture=front.picture(case, tables, readings, READER),
        questions=front.questions(case, tables, {page.short: page.file for page in pages}, READER),
        about=Markup(show.as_text(case.about)),
        signed=[Markup(show.as_text(show.signed_line(t))) for t in case.texts],
        notes=[Markup(show.as_text(line)) for line in notes],
        coding_page=CLASS,
        handouts=[handouts.known()[layer] for layer in sheets],
        tables=listed,
        cannot=f"{case.cannot} {CANNOT}".strip(),
        figures=sorted(p.stem for p in (out / "figures").glob("*.svg")),
    )
    rebuild.note(out, [page for page in pages if page.notebook.stem not in failed], made_of)
    return failed


def _pages_of(case: texts.Case, notebooks: str | Path, tell: Callable[[str], None]) -> list[Page]:
    """The pages of a case's site: of the notebooks that read invented texts only where the case says
    `examples`."""
    found = [page_of(path) for path in sorted(Path(notebooks).glob("[0-9][0-9]-*.ipynb"))]
    left_out = [page.notebook.stem for page in found if page.invented and not case.examples]
    if left_out:
        tell(f"left out, since they read invented texts and not this case: {', '.join(left_out)}")
    return [page for page in found if page.notebook.stem not in left_out]


def _layout(
    case: texts.Case, pages: list[Page], editions: list[str], glossary: str, out: Path
) -> Callable[..., None]:
    """What writes a page of the site: its file, its title, and its body or the template of its body with what
    that needs."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(str(TEMPLATES)), autoescape=True, undefined=jinja2.StrictUndefined
    )
    shared = {
        "case_title": case.title,
        "pages": pages,
        "editions": editions,
        "reader": READER,
        "review": review.PAGE,
        "together": review_class.PAGE if review_class.has_class(case) else "",
        "glossary": glossary,
        "cite": cite(case),
        "how_many": texts.number_of(len(case.texts)),
        "made": f"Made by diptych {__version__} with {pipeline.model_name()}",
    }

    def put(file: str, title: str, body: str = "", *, template: str = "", **more) -> None:
        html = env.get_template(template).render(**shared, **more) if template else body
        page = env.get_template("layout.html.j2").render(**shared, title=title, file=file, body=Markup(html))
        (out / file).write_text(page, encoding="utf-8")

    return put


def _pages(
    case: texts.Case,
    pages: list[Page],
    kept: set[str],
    out: Path,
    edition: str | None,
    put: Callable[..., None],
    tell: Callable[[str], None],
) -> dict[str, str]:
    """Makes the notebooks' pages that are not kept from the old site. Gives what failed, by notebook."""
    for page in pages:
        if page.file in kept:
            tell(f"{page.notebook.stem}: unchanged")
    ran = run(
        [page for page in pages if page.file not in kept],
        case,
        out,
        reader=READER,
        edition=edition,
        tell=tell,
    )
    for page in pages:
        if page.file in ran:
            put(page.file, page.title, linked(ran[page.file].body, pages))
    return {Path(file).stem: one.failed for file, one in ran.items() if one.failed}


def _coding_pages(
    case: texts.Case, readings, editions: list[str], out: Path, put: Callable[..., None]
) -> None:
    """The page on which a reader codes sentences, and the sheet to print."""
    sentences = classroom.choose(readings)
    data = Markup(reader.safe_json(classroom.page_data(case, readings, sentences)))
    sheets = Markup(classroom.sheet_links())
    template = "code-it-yourself.html.j2"
    put(CLASS, "Code it yourself", template=template, n=len(sentences), data=data, sheets=sheets)
    for layer, file in classroom.SHEETS.items():
        sheet = classroom.sheet_html(sentences, layers=[layer], title=case.title, foot=editions)
        (out / file).write_text(sheet, encoding="utf-8")


def cite(case: texts.Case) -> str:
    """How to cite a site made by this program."""
    side_by_side = " side by side" if len(case.texts) > 1 else ""
    what = f"{case.title}, {texts.number_of(len(case.texts))}{side_by_side}"
    return f"diptych, version {__version__}: {what}. Notebooks and software."


def _keep(frame: pd.DataFrame, stem: Path) -> list[str]:
    """Writes a table as CSV, JSON Lines, and Parquet where pyarrow is installed; gives the kinds written."""
    Path(f"{stem}.csv").write_bytes(spreadsheet.csv(frame))
    frame.to_json(f"{stem}.jsonl", orient="records", lines=True, force_ascii=False)
    if find_spec("pyarrow") is None:
        return ["csv", "jsonl"]
    frame.astype({c: str for c in frame.columns if frame[c].dtype == object}).to_parquet(
        f"{stem}.parquet", index=False
    )
    return ["csv", "jsonl", "parquet"]

"""Notebooks to one site of HTML: each is run on the case, set in the site's page, and opens from a file with no request to anywhere."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from importlib.resources import files as resources
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlencode

import jinja2
import nbformat
import pandas as pd
from markupsafe import Markup
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter
from nbconvert.filters import markdown2html

from diptych import __version__, cases, classroom, compare, extract, files, many, pipeline, reader, show, texts, voice

TEMPLATES = resources("diptych") / "templates"
TOGETHER = 2
READER = "reader.html"
CLASS = "code-it-yourself.html"
GLOSSARY = "glossary.html"
#: Where a site keeps what each page was made from, as checksums.
MADE_FROM = "made-from.json"

CANNOT = (
    "A few texts are no sample: nothing here speaks for a press, a country or a side. "
    "The program reads grammar and a codebook; it misses some rows and invents a few, and each page gives its measured score. "
    "A count says how often words stand in a text, not whether what they say is so."
)


class ReportError(RuntimeError):
    """A notebook that does not run: its file, its cell, and what Python said."""


@dataclass(frozen=True)
class Page:
    """One page of the site: its file, its name in the menu, its title and the question on its card."""

    file: str
    short: str
    title: str
    question: str
    notebook: Path


def build(case_folder: str | Path, out: str | Path, *, notebooks: str | Path = "notebooks", edition: str | None = None,
          tell: Callable[[str], None] = print) -> Path:
    """Runs every notebook on a case and writes the site: index.html, reader.html, a page for each notebook and for the GLOSSARY.md
    beside them, tables/ (CSV, JSON Lines, and Parquet where pyarrow is installed) and figures/ (SVG, PNG, CSV). No page needs another file than these.

    A page whose inputs are those of the site that stands there is taken over from it, with its figures, and `tell` says so: its notebook, the
    case with its texts and codings, the codebook, the invented case and archive, this program and the packages below it. Delete the site
    to have every notebook run.

    `tell` is called with a line for each step done. Returns the path of index.html. Raises ReportError where a notebook fails,
    TextError or CodebookError where the case cannot be read.
    """
    site = Path(out)
    files.recover(site)
    if site.exists() and (not site.is_dir() or any(site.iterdir()) and not _is_site(site)):
        raise ReportError(f"{site}: there is something else there, and it would be replaced; name a folder that is empty or does not exist yet")
    case = texts.load_case(case_folder, edition=edition)
    with files.replacing(site) as out:
        _write(case, out, site, notebooks, edition, tell)
    return site / "index.html"


def _is_site(folder: Path) -> bool:
    """Whether a folder holds a site of this program, so that a new one may take its place."""
    try:
        return "Made by diptych" in (folder / "index.html").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def _write(case: texts.Case, out: Path, old: Path, notebooks: str | Path, edition: str | None, tell: Callable[[str], None]) -> None:
    """Runs the notebooks whose pages `old` does not have as they would be, and writes all files of a site into an empty folder."""
    editions = [texts.edition_line(t) for t in case.texts]
    for line in editions:
        tell(line)
    readings = pipeline.read(case.texts, case.codebook)
    tables = {name: find(readings) for name, find in [*((f.__name__, f) for f in extract.LAYERS.values()), ("attributions", voice.attributions)]}
    tell(f"read {len(readings)} texts with {pipeline.model_name()}: " + ", ".join(f"{len(t)} {name}" for name, t in tables.items()))
    pages = [_page(path) for path in sorted(Path(notebooks).glob("[0-9][0-9]-*.ipynb"))]
    for folder in ("tables", "figures"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    words = Path(notebooks) / "GLOSSARY.md"
    glossary = GLOSSARY if words.is_file() else ""
    inputs = _inputs(pages, case, [*editions, glossary])
    kept = {page.file for page in pages if _taken_over(page, inputs[page.file], old, out)}
    for page in pages:
        if page.file in kept:
            tell(f"{page.notebook.stem}: unchanged")
    bodies = _run([page for page in pages if page.file not in kept], case, out, edition, tell)
    kinds = [kind for name, frame in tables.items() for kind in _keep(frame, out / "tables" / name)]
    for name in ("parts.css", "style.css", "marks.js", "site.js", "reader.js", "code-it-yourself.js"):
        (out / name).write_text((TEMPLATES / name).read_text(encoding="utf-8"), encoding="utf-8")
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(str(TEMPLATES)), autoescape=True, undefined=jinja2.StrictUndefined)
    shared = {"case_title": case.title, "pages": pages, "editions": editions, "reader": READER, "glossary": glossary, "cite": cite(case.title),
              "made": f"Made by diptych {__version__} with {pipeline.model_name()}"}
    layout = env.get_template("layout.html.j2")
    for page in pages:
        if page.file in bodies:
            html = layout.render(**shared, title=page.title, file=page.file, body=Markup(bodies[page.file]))
            (out / page.file).write_text(html, encoding="utf-8")
    (out / MADE_FROM).write_text(json.dumps({page.file: {"inputs": inputs[page.file], "files": _sums(out, page)} for page in pages}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    html = layout.render(**shared, title="The reader", file=READER, body=Markup(reader.body(readings, tables)))
    (out / READER).write_text(html, encoding="utf-8")
    if glossary:
        told = re.sub(r'<a class="anchor-link".*?</a>', "", markdown2html(words.read_text(encoding="utf-8")))
        body = Markup(f'<section class="prose">{told}</section>')
        (out / GLOSSARY).write_text(layout.render(**shared, title="Glossary", file=GLOSSARY, body=body), encoding="utf-8")
    sentences = classroom.choose(readings)
    data = Markup(reader.safe_json(classroom.page_data(case, readings, sentences)))
    html = env.get_template("code-it-yourself.html.j2").render(n=len(sentences), data=data)
    (out / CLASS).write_text(layout.render(**shared, title="Code it yourself", file=CLASS, body=Markup(html)), encoding="utf-8")
    (out / "code-it-yourself-sheet.html").write_text(classroom.sheet_html(sentences, layers=classroom.LAYERS, title=case.title, foot=editions), encoding="utf-8")
    listed = [(name, list(dict.fromkeys(kinds)), len(frame)) for name, frame in tables.items()]
    drawn = sorted(p.stem for p in (out / "figures").glob("*.svg"))
    index = env.get_template("index.html.j2").render(**shared, brief=_brief(tables, pages, case), about=Markup(show.as_text(case.about)), signed=[Markup(show.as_text(show.signed_line(t))) for t in case.texts], coding_page=CLASS, cannot=f"{case.cannot} {CANNOT}".strip(), tables=listed, figures=drawn)
    (out / "index.html").write_text(layout.render(**shared, title="Start", file="index.html", body=Markup(index)), encoding="utf-8")


# Pages whose inputs did not change


def _inputs(pages: list[Page], case: texts.Case, editions: list[str]) -> dict[str, str]:
    """For each page a checksum of all that it is made from. A notebook that reads other files, or the time, is not known to."""
    ground = hashlib.sha256(repr((__version__, sys.version, pipeline.model_name(), [(name, version(name)) for name in _BELOW], editions, case.texts, case.title, case.about, case.cannot,
                                  [(e.id, e.kind, e.label, e.forms, e.note, sorted(e.more.items())) for e in case.codebook.entries],
                                  [(p.file, p.short) for p in pages])).encode("utf-8", "surrogatepass"))
    example = many.example()
    for folder in (Path(str(resources("diptych"))), case.folder, cases.example(), example.parent):
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc" and "__pycache__" not in p.parts):
            ground.update(f"\0{path.relative_to(folder).as_posix()}\0".encode("utf-8", "surrogateescape") + hashlib.sha256(path.read_bytes()).digest())
    return {page.file: hashlib.sha256(ground.digest() + page.notebook.read_bytes()).hexdigest() for page in pages}


#: Packages that say how a page looks, or what is in it.
_BELOW = ("ipykernel", "matplotlib", "nbclient", "nbconvert", "numpy", "pandas", "scipy", "spacy")


def _files_of(folder: Path, page: Page) -> list[Path]:
    """A page and its figures."""
    return [folder / page.file, *sorted(p for p in (folder / "figures").glob(f"{page.notebook.stem}-*") if re.fullmatch(r"\d+", p.stem.removeprefix(f"{page.notebook.stem}-")))]


def _sums(folder: Path, page: Page) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in _files_of(folder, page)}


def _taken_over(page: Page, inputs: str, old: Path, out: Path) -> bool:
    """Takes a page and its figures from an older site, if they were made from the same and are what they were when they were made."""
    try:
        made = json.loads((old / MADE_FROM).read_text(encoding="utf-8"))[page.file]
        if made["inputs"] != inputs or made["files"] != _sums(old, page):
            return False
        for name in made["files"]:
            shutil.copyfile(old / name, out / name)
        return True
    except (OSError, ValueError, KeyError, TypeError):
        return False


def cite(case_title: str) -> str:
    """How to cite a site made by this program."""
    return f"diptych, version {__version__}: {case_title}, two texts side by side. Notebooks and software."


def _keep(frame: pd.DataFrame, stem: Path) -> list[str]:
    """Writes a table as CSV, JSON Lines, and Parquet where pyarrow is installed; gives the kinds written."""
    frame.to_csv(f"{stem}.csv", index=False, lineterminator="\n")
    frame.to_json(f"{stem}.jsonl", orient="records", lines=True, force_ascii=False)
    if find_spec("pyarrow") is None:
        return ["csv", "jsonl"]
    frame.astype({c: str for c in frame.columns if frame[c].dtype == object}).to_parquet(f"{stem}.parquet", index=False)
    return ["csv", "jsonl", "parquet"]


def _page(path: Path) -> Page:
    """What a notebook's card says of it: the first heading, and the first item of the list below it."""
    card = nbformat.read(path, as_version=4).cells[0].source
    title = re.search(r"^# (.+)$", card, re.M)
    question = re.search(r"^- \*\*The question\.\*\* (.+)$", card, re.M)
    if not title or not question:
        raise ReportError(f"{path.name}: its first cell must be a card: a line '# Title' and a line '- **The question.** …'")
    short = re.sub(r"^\d+-", "", path.stem).replace("-", " ")
    return Page(f"{path.stem}.html", short, title[1], re.sub(r"[*`]", "", question[1]), path)


def _run(pages: list[Page], case: texts.Case, out: Path, edition: str | None, tell: Callable[[str], None]) -> dict[str, str]:
    """Runs the notebooks, two at a time, each in a kernel of its own; gives the body of each page by its file."""
    environment = os.environ | {"DIPTYCH_CASE": str(case.folder.resolve()), "PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore",
                                show.READER: READER, show.READS: " ".join(t.id for t in case.texts), show.FIGURES: str((out / "figures").resolve())}
    if edition:
        environment["DIPTYCH_EDITION"] = edition
    if os.environ.get(texts.ORIGINALS):
        environment[texts.ORIGINALS] = str(Path(os.environ[texts.ORIGINALS]).resolve())
    bodies: dict[str, str] = {}
    with ThreadPoolExecutor(TOGETHER) as pool:
        running = {pool.submit(_run_one, page, environment): page for page in pages}
        for done in as_completed(running):
            page = running[done]
            bodies[page.file] = done.result()
            tell(f"ran {page.notebook.name}")
    return bodies


def _run_one(page: Page, environment: dict[str, str]) -> str:
    notebook = nbformat.read(page.notebook, as_version=4)
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", extra_arguments=["--IPKernelApp.log_level=40"], resources={"metadata": {"path": str(page.notebook.parent)}})
    try:
        client.execute(env=environment | {show.PAGE: page.notebook.stem})
    except CellExecutionError as error:
        raise ReportError(f"{page.notebook.name}: {error.ename}: {error.evalue}\n{error.traceback[-1500:]}") from None
    exporter = HTMLExporter(template_name="page", extra_template_basedirs=[str(TEMPLATES)], exclude_anchor_links=True)
    body, _ = exporter.from_notebook_node(notebook)
    return re.sub(r'(href="\d\d-[\w-]+)\.ipynb', r"\1.html", body)


def _brief(tables: dict, pages: list[Page], case: texts.Case) -> list[dict]:
    """The three questions of the index, each text's answer in the author's own words and in words the author reports."""
    by_name = {page.short: page.file for page in pages}
    parts = []
    for question, column, table, page, layer, note in (
        ("What does each text call the event?", "calls", tables["terms"], "terminology", "term", "Words for this event only, how often each. In brackets: the writer keeps it at a distance, withholds it as not settled, or denies it."),
        ("Whom does each text make the doer, or answerable?", "doers", tables["responsibility"], "responsibility", "responsibility", "Doers and those blamed as the text names them, how often each; acts told with no doer are counted last."),
        ("What law does each text bring to bear?", "law", tables["legal"], "legal claims", "legal", "Legal classes, with the standing that the text gives each: asserted, called for, proceeding (a step taken) … “Ihl violation” is a breach of the law of war (international humanitarian law); “other” is law with no class of its own."),
    ):
        frame = getattr(compare, column)(table)
        rows = [{"text_id": t.id, "author": _listed(frame, t.id, "author", layer), "attributed": _listed(frame, t.id, "attributed", layer)} for t in case.texts]
        parts.append({"question": question, "rows": rows, "note": note, "file": by_name.get(page, "index.html")})
    return parts


def _listed(counted: pd.DataFrame, text_id: str, who: str, layer: str, most: int = 12) -> Markup:
    """The rows of one text and voice as words, each a link to its places in the reader: "massacre 6, tragedy 3"."""
    own = counted[(counted["text_id"] == text_id) & (counted["voice"] == who)]
    if not len(own):
        return Markup("nothing")
    links = [f'<a href="{READER}#{escape(urlencode({"layer": layer, "rows": ",".join(r.rows)}, safe=","), quote=True)}">{show.as_text(str(r.what))}&nbsp;{r.n}</a>'
             for r in own.head(most).itertuples()]
    return Markup(", ".join(links) + (f", and {len(own) - most} more" if len(own) > most else ""))


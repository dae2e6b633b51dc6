"""Notebooks to pages: each is run in a kernel of its own and becomes the body of a page, or says in a
sentence why it did not."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from html import escape
from importlib.resources import files as resources
from pathlib import Path

import nbformat
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert import HTMLExporter
from traitlets import default

from diptych import show
from diptych.corpus import texts

TEMPLATES = resources("diptych") / "templates"
TOGETHER = 2
SECONDS = 300


class ReportError(RuntimeError):
    """A site that cannot be made: what is in the way, and what to do."""


class PagesError(ReportError):
    """Notebooks that did not run, where all else of the site was written: for each its name and what Python
    said."""

    def __init__(self, index: Path, failed: dict[str, str]):
        self.index, self.failed = index, failed
        listed = "\n".join(f"{name}: {why}" for name, why in sorted(failed.items()))
        many = "1 page" if len(failed) == 1 else f"{len(failed)} pages"
        super().__init__(f"{many} failed; all else is in {index}\n{listed}")


@dataclass(frozen=True)
class Page:
    """One page of the site: its file, its name in the menu, its title and the question on its card; and
    whether the notebook reads invented texts, whatever the case."""

    file: str
    short: str
    title: str
    question: str
    notebook: Path
    invented: bool = False


@dataclass(frozen=True)
class Ran:
    """What became of a notebook: the body of its page; what failed, where something did, for the page and for
    who made the site."""

    body: str
    failed: str = ""


def page_of(path: Path) -> Page:
    """What a notebook's card says of it: the first heading, and the first item of the list below it."""
    notebook = nbformat.read(path, as_version=4)
    card = notebook.cells[0].source
    invented = notebook.metadata.get("diptych", {}).get("reads") == "invented texts"
    title = re.search(r"^# (.+)$", card, re.M)
    question = re.search(r"^- \*\*The question\.\*\* (.+)$", card, re.M)
    if not title or not question:
        raise ReportError(
            f"{path.name}: its first cell must be a card: a line '# Title' and a line '- **The question.** …'"
        )
    short = re.sub(r"^\d+-", "", path.stem).replace("-", " ")
    return Page(f"{path.stem}.html", short, title[1], re.sub(r"[*`]", "", question[1]), path, invented)


def linked(body: str, pages: Sequence[Page]) -> str:
    """The body of a page without links to pages that the site does not have: their words stay, a line "Next:"
    goes."""
    files = {page.file for page in pages}
    away = re.compile(r'(<p><strong>Next:</strong> )?<a href="(\d\d-[\w-]+\.html)[^"]*"[^>]*>(.*?)</a>', re.S)
    return away.sub(lambda m: m[0] if m[2] in files else "<p>" if m[1] else m[3], body)


def run(
    pages: Sequence[Page],
    case: texts.Case,
    out: Path,
    *,
    reader: str,
    edition: str | None = None,
    tell: Callable[[str], None] = print,
) -> dict[str, Ran]:
    """Runs the notebooks, two at a time, each in a kernel of its own; gives what became of each by the file
    of its page."""
    environment = os.environ | {
        "DIPTYCH_CASE": str(case.folder.resolve()),
        "PYTHONHASHSEED": "0",
        "PYTHONWARNINGS": "ignore",
        show.READER: reader,
        show.READS: " ".join(t.id for t in case.texts),
        show.FIGURES: str((out / "figures").resolve()),
    }
    if edition:
        environment["DIPTYCH_EDITION"] = edition
    if os.environ.get(texts.ORIGINALS):
        environment[texts.ORIGINALS] = str(Path(os.environ[texts.ORIGINALS]).resolve())
    ran: dict[str, Ran] = {}
    with ThreadPoolExecutor(TOGETHER) as pool:
        running = {pool.submit(_run_one, page, environment): page for page in pages}
        for done in as_completed(running):
            page = running[done]
            ran[page.file] = done.result()
            tell(
                f"ran {page.notebook.name}" + (f": {ran[page.file].failed}" if ran[page.file].failed else "")
            )
    return ran


class OwnKernel(AsyncKernelManager):
    """The kernel of the Python that runs the program, whatever others a machine has."""

    @default("kernel_spec_manager")
    def _none_of_the_machine(self) -> KernelSpecManager:
        return KernelSpecManager(kernel_dirs=[])


def _run_one(page: Page, environment: dict[str, str]) -> Ran:
    notebook = nbformat.read(page.notebook, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=SECONDS,
        kernel_name="python3",
        kernel_manager_class=OwnKernel,
        extra_arguments=["--IPKernelApp.log_level=40"],
        resources={"metadata": {"path": str(page.notebook.parent)}},
    )
    failed = ""
    try:
        client.execute(env=environment | {show.PAGE: page.notebook.stem})
    except CellExecutionError as error:
        failed = f"{error.ename}: {_first_line(error.evalue)}"
    except CellTimeoutError:
        failed = f"a cell took more than {SECONDS} seconds"
    except DeadKernelError:
        failed = "the Python that ran it ended, perhaps for want of memory"
    if failed:
        failed = failed.replace(environment["DIPTYCH_CASE"], Path(environment["DIPTYCH_CASE"]).name)
        notebook.cells = _before_the_fault(notebook.cells)
    exporter = HTMLExporter(
        template_name="page", extra_template_basedirs=[str(TEMPLATES)], exclude_anchor_links=True
    )
    body, _ = exporter.from_notebook_node(notebook)
    told = (
        f'<p class="error" role="alert">This page stops where a cell failed: {escape(failed)}</p>\n'
        if failed
        else ""
    )
    body = re.sub(r'<a href="\.\./docs/[^"]*"[^>]*>(.*?)</a>', r"\1", body)  # a site has no other file
    return Ran(re.sub(r'(href="\d\d-[\w-]+)\.ipynb', r"\1.html", body) + told, failed)


def _first_line(words: str) -> str:
    return next((line.strip() for line in str(words).splitlines() if line.strip()), "no reason given")


def _before_the_fault(cells: list) -> list:
    """The cells that ran: all before the first code cell with an error, or before the first that was not run
    to its end."""
    for k, cell in enumerate(cells):
        if cell.cell_type == "code" and (
            cell.execution_count is None or any(o.output_type == "error" for o in cell.outputs)
        ):
            return cells[:k]
    return cells

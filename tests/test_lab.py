"""The notebooks in JupyterLab, opened in Chromium: every cell is run, and every chart is tried."""

import os
import shutil
import socket
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest
from conftest import KHOJALY, ROOT, in_browser

from diptych import rowkeys, show

pytestmark = in_browser
NOTEBOOKS = sorted(p.name for p in (ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))

OPEN_AND_RUN = """async path => {
  const app = window.jupyterapp;
  const notebook = await app.commands.execute("docmanager:open", { path, factory: "Notebook" });
  await notebook.context.ready;
  await notebook.sessionContext.ready;
  app.shell.activateById(notebook.id);
  await notebook.revealed;
  await app.commands.execute("notebook:run-all-cells");
  while (notebook.sessionContext.session.kernel.status !== "idle") await new Promise(r => setTimeout(r, 50));
  return notebook.content.widgets.filter(c => c.model.type === "code").map(c => ({
    ran: Boolean(c.model.executionCount), source: c.model.sharedModel.getSource(),
    outputs: c.model.outputs.toJSON() }));
}"""
CLOSE = """async () => {
  const notebook = window.jupyterapp.shell.currentWidget;
  await notebook.sessionContext.shutdown();
  notebook.context.model.dirty = false;
  notebook.dispose();
}"""
FLAGGED = """[...document.querySelectorAll(".jp-mod-error, [data-mime-type*=stderr]")]
  .map(e => e.textContent.slice(0, 300))"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab that serves a copy of the notebooks, with settings of its own."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", home / "notebooks")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"DIPTYCH_CASE": str(KHOJALY), "DIPTYCH_EDITION": "restated"}
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR"):
        environment[name] = str(home / name.lower())
    options = [f"--port={port}", "--ip=127.0.0.1", "--no-browser", "--allow-root"]
    options += ["--IdentityProvider.token=", "--ServerApp.port_retries=0"]
    options += [f"--ServerApp.root_dir={home / 'notebooks'}"]
    options += ["--LabApp.expose_app_in_browser=True", "--LabApp.news_url=None"]
    command = [sys.executable, "-m", "jupyterlab", *options]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/api/status", server)
            yield address
        finally:
            server.terminate()
            server.wait(20)


def _wait_for(address, server):
    for _ in range(300):
        assert server.poll() is None, "JupyterLab ended before it answered"
        try:
            return urlopen(address).close()
        except OSError:
            time.sleep(0.1)
    raise AssertionError("JupyterLab does not answer")


@pytest.fixture(scope="module")
def page(lab, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.faults = []
    page.on("console", lambda m: page.faults.append((m.type, m.text)))
    page.on("pageerror", lambda e: page.faults.append(("error", str(e))))
    page.goto(f"{lab}/lab?reset")
    page.wait_for_function("window.jupyterapp && window.jupyterapp.started")
    page.evaluate("window.jupyterapp.restored")
    yield page


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_in_jupyterlab_and_every_chart_opens_the_rows_of_a_mark(name, page, restated):
    page.faults.clear()
    cells = page.evaluate(OPEN_AND_RUN, name)
    assert [c["source"] for c in cells if not c["ran"]] == []
    outputs = [o for c in cells for o in c["outputs"]]
    assert [o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"] == []
    shown = sum('<figure class="chart"' in "".join(o.get("data", {}).get("text/html", "")) for o in outputs)
    page.wait_for_function("n => document.querySelectorAll('figure.chart').length === n", arg=shown)
    figures = page.locator("figure.chart")
    for k in range(shown):
        _try_a_mark(page, figures.nth(k), {r.text.id: r for r in restated[1]})
    assert page.evaluate(FLAGGED) == []
    assert [text for kind, text in page.faults if kind == "error" or "Error" in text] == []
    page.evaluate(CLOSE)


def _try_a_mark(page, figure, readings):
    """Clicks a mark in the middle of a chart, and presses Enter on the last; each lists its sentences."""
    marks = figure.locator(".drawing.wide g.mark[role=button]")
    assert marks.count() > 0, figure.get_attribute("id")
    figure.scroll_into_view_if_needed()
    for at, press in ((marks.count() // 2, "click"), (marks.count() - 1, "Enter")):
        mark = marks.nth(at)
        mark.dispatch_event("click") if press == "click" else (mark.focus(), page.keyboard.press(press))
        panel = figure.locator(".opened")
        keys = panel.locator("li").evaluate_all("all => all.flatMap(li => li.dataset.keys.split(' '))")
        assert len(keys) == int(mark.get_attribute("data-shows")) and panel.is_visible()
        listed = panel.locator("li").all_text_contents()
        for place in map(rowkeys.place, keys):
            reading = readings.get(place.text_id)  # pages 09 and 10 show texts of another case
            sentence = reading.text.text[slice(*show.sentence_span(reading, place.sent))] if reading else ""
            assert any(one.endswith(sentence) for one in listed), place
        assert panel.locator("li mark").count() >= len(listed) > 0
        assert mark.is_visible()
    place = panel.locator("details.around > summary").first
    place.click()
    assert panel.locator("details.around > p mark").first.is_visible()


def test_a_chart_that_nbconvert_keeps_as_a_page_opens_the_rows_of_a_mark(page, tmp_path):
    import nbformat
    from nbclient import NotebookClient
    from nbconvert import HTMLExporter
    source = ("from diptych import charts, compare, show; from diptych.corpus import texts; from diptych.reading import pipeline\n"
              f"case = texts.load_case({str(KHOJALY)!r}, edition='restated')\n"
              "readings = pipeline.read(case.texts, case.codebook)\n"
              "show.chart(charts.voices(compare.sentences(readings)), readings)")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    kept = tmp_path / "kept.html"
    kept.write_text(HTMLExporter().from_notebook_node(notebook)[0], encoding="utf-8")
    tab = page.context.browser.new_page()
    tab.route("http*://**", lambda route: route.abort())  # of nbconvert's own libraries, a chart needs none
    tab.goto(kept.as_uri())
    mark = tab.locator(".drawing.wide g.mark[role=button]").nth(2)
    mark.dispatch_event("click")
    assert tab.locator(".opened li").count() == int(mark.get_attribute("data-shows")) == 1
    tab.close()

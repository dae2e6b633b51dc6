"""The desk at which rows are reviewed: one page of HTML and JavaScript (`templates/review.js`), shown in
three places.

In a notebook (`desk`) decisions go through the kernel into the coder's file; with `diptych review` (`serve`)
to a server on this machine; on the site (`page_html`) they stay in the browser until they are saved as a
file. In all three the browser keeps each decision besides, so that none is lost with the kernel, the server
or the tab.
"""

from __future__ import annotations

import json
import secrets
import webbrowser
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jinja2
from markupsafe import Markup

from diptych import show
from diptych.corpus import texts
from diptych.interactive import classroom
from diptych.people import coding, decisions, queue
from diptych.reading import pipeline
from diptych.reading.reading import Reading
from diptych.schema import CLOSED, FIELDS, KEYS, OWN, WORDS
from diptych.show import reader

PAGE = "review.html"
#: Where `diptych review` serves the desk, if the port is free: a browser finds there again what it has kept.
PORT = 8764
#: What an empty answer to a question means.
BLANK = {"actor": "none", "affected": "none"}


def page_data(
    case: texts.Case,
    readings: Sequence[Reading],
    *,
    coder: str = "",
    layers: Sequence[str] = (),
    lines: Sequence[dict] = (),
    file: str = "",
) -> dict:
    """What the page knows: the sentences in their order with what the program proposes, and the closed
    sets."""
    layers = layers or queue.asked(case)
    order = queue.queue(case, readings, layers=layers)
    around = _around(readings)
    sentences = [
        {"text": r["text_id"], **r, **around[r["text_id"], r["sent"]]}
        for r in order.drop(columns="of").to_dict("records")
    ]
    return {
        "case": case.name,
        "coder": coder,
        "file": file,
        "lines": list(lines),
        "does": decisions.DOES,
        "layers": [_layer(layer, case) for layer in layers],
        "sentences": sentences,
    }


def _around(readings: Sequence[Reading]) -> dict[tuple[str, str], dict[str, str]]:
    """The sentence before and the one after, of each sentence."""
    found = {}
    for reading in readings:
        spans = coding.sentences(reading)
        words = ["", *(reading.text.text[a:b] for a, b in spans), ""]
        for k in range(len(spans)):
            found[reading.text.id, coding.table.sentence_id(k)] = {"before": words[k], "after": words[k + 2]}
    return found


def _layer(layer: str, case: texts.Case) -> dict:
    """A layer for the page: its fields in the manual's order with their closed sets, and how each is
    asked."""
    if layer == OWN:
        return _own_codes(case)
    asked = classroom.layers().get(layer)
    questions = {q.field: q for q in asked.questions} if asked else {}
    terms = [entry.label for entry in case.codebook["terms"]] if layer == "term" else []
    fields = []
    for name in FIELDS[layer]:
        q = questions.get(name)
        values = CLOSED.get((layer, name), ())
        values = [*values, *(t for t in terms if name == "term" and t not in values)]
        fields.append(
            {
                "field": name,
                "values": values,
                "words": {v: WORDS.get(name, {}).get(v, v) for v in values},
                "ask": q.ask if q else f"{name.replace('_', ' ')}?",
                "help": q.help if q else "",
                "meaning": dict(q.answers) if q else {},
                "when": q.when if q else None,
                "blank": BLANK.get(name, ""),
            }
        )
    return {
        "id": layer,
        "title": asked.title if asked else layer.capitalize(),
        "fields": fields,
        "keys": KEYS[layer],
    }


def _own_codes(case: texts.Case) -> dict:
    """The case's own codes for the page: which code, and then its question. `names` has their labels."""
    layer = classroom.own_layer(case.codebook)
    names = {entry.id: entry.label for entry in case.codebook["codes"]}
    fields = [
        {"field": q.field, "values": list(q.answers), "words": names if q.field == "code" else {}}
        | {"ask": q.ask, "help": q.help, "meaning": {}, "when": q.when, "blank": ""}
        for q in layer.questions
    ]
    return {"id": OWN, "title": layer.title, "names": names, "fields": fields, "keys": ["code"]}


def page_html(case: texts.Case, readings: Sequence[Reading]) -> str:
    """The body of the page of the site: decisions are saved and loaded as files."""
    lines = [line for log in decisions.logs(case.folder).values() for line in log.lines]
    return _body(page_data(case, readings) | {"alone": True}, about=True, pull=queue.pull_line(lines))


def _body(data: dict, *, about: bool = False, pull: str = "", script: bool = False, post: str = "") -> Markup:
    """The desk: with what it is about, with its script in the page, with the way by which decisions leave
    it."""
    inside = Markup(show.template("review.js")) if script else ""
    told = {
        "data": Markup(reader.safe_json(data)),
        "about": about,
        "pull": pull,
        "script": inside,
        "post": post,
    }
    return Markup(_template("review.html.j2").render(**told))


def _template(name: str) -> jinja2.Template:
    return jinja2.Template(show.template(name), autoescape=True, undefined=jinja2.StrictUndefined)


# In a notebook


def desk(case: texts.Case, coder: str, *, layers: Sequence[str] = ()) -> show.Html:
    """The desk in a notebook: every decision is in the coder's file (`coding/review/<coder>.jsonl`) a moment
    later. Run the cell again after a crash, and go on. Raises ReviewError for a name that is none."""
    if show.in_site():
        return show.Html(f'<p><a class="go" href="{PAGE}">Review what the program proposes</a></p>')
    path = decisions.path_of(case.folder, coder)
    log = decisions.read(path) if path.is_file() else decisions.Log([], [])
    readings = pipeline.read(case.texts, case.codebook)
    name = " ".join(coder.split())
    data = page_data(case, readings, coder=name, layers=layers, lines=log.lines, file=path.name)
    channel = _channel(lambda lines: decisions.append(path, lines))
    faults = "".join(f"<p>{show.as_text(what)}</p>" for what in log.faults)
    styles = f"<style>{show.template('review.css')}</style>"
    return show.Html(styles + faults + str(_body(data, script=True, post=channel)))


def _channel(write: Callable[[list[dict]], int]) -> str:
    """Two hidden widgets through which the page's lines reach the kernel and its answers the page; gives the
    name by which the page finds them, or nothing where there are no widgets, and the page then saves to
    files."""
    try:
        import ipywidgets
        from IPython.display import display
    except ModuleNotFoundError:
        return ""
    name = f"diptych-{secrets.token_hex(4)}"
    sent, heard = ipywidgets.Textarea(), ipywidgets.HTML()

    def hear(change: dict) -> None:
        told = json.loads(change["new"] or "{}")
        lines = told.get("lines", [])
        try:
            write(lines)
            heard.value = " ".join([str(told.get("sent")), *(line["id"] for line in lines)])
        except (decisions.ReviewError, OSError) as error:
            heard.value = f"{told.get('sent')} ! {error}"

    sent.observe(hear, names="value")
    box = ipywidgets.VBox([sent, heard], layout=ipywidgets.Layout(display="none"))
    box.add_class(name)
    display(box)
    return name


# With `diptych review`


def server(
    case: texts.Case,
    readings: Sequence[Reading],
    coder: str = "",
    *,
    layers: Sequence[str] = (),
    port: int = 0,
) -> tuple[ThreadingHTTPServer, str]:
    """A server of the desk on this machine alone, and its address, which nobody else knows."""
    secret = secrets.token_urlsafe(12)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if not self._ours():
                self._say(404, b"")
                return
            lines = [line for log in decisions.logs(case.folder).values() for line in log.lines]
            data = page_data(
                case, readings, coder=coder, layers=layers, lines=lines, file="its file in coding/review"
            )
            self._say(200, page(case, data).encode("utf-8"), "text/html; charset=utf-8")

        def do_POST(self) -> None:
            if not self._ours():
                return self._say(404, b"")
            try:
                lines = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                for name in {line["coder"] for line in lines}:
                    own = [line for line in lines if line["coder"] == name]
                    decisions.append(decisions.path_of(case.folder, name), own)
                self._say(200, b"{}")
            except (ValueError, KeyError, TypeError, OSError) as error:
                self._say(400, str(error).encode("utf-8"))

        def _ours(self) -> bool:
            host = (self.headers["Host"] or "").partition(":")[0]
            return self.path == f"/{secret}" and host in ("127.0.0.1", "localhost")

        def _say(self, code: int, body: bytes, kind: str = "text/plain; charset=utf-8") -> None:
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *told: object) -> None:
            """Says nothing of each request."""

    found = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    return found, f"http://127.0.0.1:{found.server_address[1]}/{secret}"


def page(case: texts.Case, data: dict) -> str:
    """The desk as a whole page, which asks for no other file."""
    styles = "".join(show.template(name) for name in ("parts.css", "style.css", "review.css"))
    body = _body(data | {"alone": True}, script=True, post="fetch")
    title = show.as_text(f"Review: {case.title}")
    return _template("review-alone.html.j2").render(title=Markup(title), styles=Markup(styles), body=body)


def serve(
    case: texts.Case,
    readings: Sequence[Reading],
    coder: str,
    *,
    layers: Sequence[str],
    show_it: bool,
    tell: Callable[[str], None],
) -> None:
    """Opens the desk in a browser, and serves it until Ctrl-C."""
    try:
        found, address = server(case, readings, coder, layers=layers, port=PORT)
    except OSError:
        found, address = server(case, readings, coder, layers=layers)
    tell(
        f"The desk is at {address}\nDecisions are in {decisions.folder(case.folder)} at once. Ctrl-C ends it."
    )
    if show_it:
        webbrowser.open(address)
    try:
        found.serve_forever()
    except KeyboardInterrupt:
        tell("Ended; nothing is lost.")
    finally:
        found.server_close()

"""The reader: the texts side by side, every row of every layer marked in them.

The words stand in the page as HTML, cut where a row begins or ends, so that the page reads without a script
and no offset is counted in the browser. The rows stand beside them as JSON; `reader.js` switches layers,
filters, and shows a row's codes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from html import escape

import jinja2
import pandas as pd
from markupsafe import Markup

from diptych import rowkeys, show, voice
from diptych.corpus import texts
from diptych.people import coding
from diptych.reading.reading import Reading

#: The layers in the order of the switches: what they are called, and the field by which they are filtered
#: first.
LAYERS = {
    "term": ("Terms", "term"),
    "responsibility": ("Responsibility", "actor"),
    "legal": ("Legal", "concept"),
    "entity": ("Entities", "canonical"),
    "date": ("Dates", "edtf"),
    "number": ("Numbers", "measure"),
    "attribution": ("Attribution", "speaker"),
}
ON = ("term", "attribution")
_TABLES = {
    "entities": "entity",
    "dates": "date",
    "numbers": "number",
    "terms": "term",
    "responsibility": "responsibility",
    "legal": "legal",
}


def rows(readings: Sequence[Reading], tables: Mapping[str, pd.DataFrame]) -> list[dict]:
    """One dict per row of every layer, in the order of the texts and words: key, layer, text, sent, spans
    (lists of [start, end]), surface, voice, codes (field and value, empty ones left out). An attribution has
    the spans of its content."""
    found = []
    for name, layer in _TABLES.items():
        fields = [f for f in (*coding.FIELDS[layer], "rung", "found_by") if f in tables[name]]
        for r in tables[name].to_dict("records"):
            found.append(
                {
                    "key": rowkeys.key(*(r[c] for c in rowkeys.BASE)),
                    "layer": layer,
                    "text": r["text_id"],
                    "sent": r["sent"],
                    "spans": [[r["start"], r["end"]]],
                    "surface": r["surface"],
                    "voice": r.get("voice", ""),
                    "codes": {f: _shown(r[f]) for f in fields if _shown(r[f])},
                }
            )
    for reading in readings:
        p, text = reading.parse, reading.text.text
        for a in voice.find(reading):
            if a.content and a.act != "topic":
                spans = [[p.start[i], p.end[j - 1]] for i, j in a.content]
                sent = f"s{p.sent[a.content[0][0]] + 1:03d}"
                cue = " … ".join(text[p.start[i]:p.end[j - 1]] for i, j in a.cue)
                found.append(
                    {
                        "key": rowkeys.key(reading.text.id, sent, spans[0][0], spans[-1][1]),
                        "layer": "attribution",
                        "text": reading.text.id,
                        "sent": sent,
                        "spans": spans,
                        "surface": text[spans[0][0] : spans[-1][1]],
                        "voice": "attributed",
                        "codes": {"speaker": a.speaker, "cue": cue, "stance": a.stance, "act": a.act},
                    }
                )
    order = {r.text.id: k for k, r in enumerate(readings)}
    return sorted(
        found,
        key=lambda r: (
            order[r["text"]],
            r["spans"][0][0],
            -r["spans"][-1][1],
            list(LAYERS).index(r["layer"]),
        ),
    )


def _shown(value) -> str:
    if value is None or isinstance(value, float) and math.isnan(value):
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def body(readings: Sequence[Reading], tables: Mapping[str, pd.DataFrame]) -> str:
    """The body of the page: switches and choices, the search, the texts, the panel for codes, and the rows as
    JSON."""
    found = rows(readings, tables)
    data = {"layers": {k: {"name": name, "first": first} for k, (name, first) in LAYERS.items()},
            "rows": [{k: v for k, v in r.items() if k != "spans"} for r in found]}
    page = jinja2.Template(show.template("reader.html.j2"), autoescape=True, undefined=jinja2.StrictUndefined)
    articles = "".join(_article(r, k, found) for k, r in enumerate(readings))
    return page.render(
        layers=LAYERS,
        on=ON,
        ids=[r.text.id for r in readings],
        articles=Markup(articles),
        data=Markup(safe_json(data)),
    )


def safe_json(data) -> str:
    """JSON that may stand in a script element: nothing in it ends the element or a line of script."""
    out = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for c in "<>&\u2028\u2029":
        out = out.replace(c, f"\\u{ord(c):04x}")
    return out


def _article(reading: Reading, number: int, found: list[dict]) -> str:
    p, text, id = reading.parse, reading.text, reading.text.id
    own = [(k, r) for k, r in enumerate(found) if r["text"] == id]
    paragraphs: dict[int, list[str]] = {}
    for s, (a, b) in enumerate(p.sents):
        sent = f"s{s + 1:03d}"
        if all(p.pos[i] == "SPACE" for i in range(a, b)):
            continue
        start, end = show.sentence_span(reading, sent)
        anchor = escape(f"{id}-{sent}", quote=True)
        paragraphs.setdefault(p.paragraph[a], []).append(
            f'<span class="s" id="{anchor}"><a class="sid" href="#{anchor}"'
            f' aria-label="{escape(id, quote=True)} sentence {s + 1}">{sent}</a>'
            f" {_cut(text.text, start, end, own)}</span> "
        )
    title = text.title or id
    return (
        f'<article class="text t{number % 5}" id="{escape("text-" + id, quote=True)}"'
        f' data-words="{len(text.text.split())}" tabindex="0"'
        f' aria-label="{escape(id, quote=True)}"><h2>{show.as_text(title)}</h2><p'
        f' class="where">{show.as_text(show.byline(text))}<br>{escape(texts.edition_line(text))}</p>'
        + "".join(f"<p>{''.join(s)}</p>" for s in paragraphs.values())
        + "</article>"
    )


def _cut(text: str, start: int, end: int, own: list[tuple[int, dict]]) -> str:
    """The HTML of text[start:end], cut wherever a row begins or ends; each piece says which rows it belongs
    to."""
    here = [
        (k, r["layer"], max(a, start), min(b, end))
        for k, r in own
        for a, b in r["spans"]
        if a < end and b > start
    ]
    edges = sorted({start, end, *(x for *_, a, b in here for x in (a, b))})
    out = []
    for a, b in zip(edges, edges[1:]):
        inside = [(k, layer) for k, layer, x, y in here if x <= a and b <= y]
        words = show.as_text(text[a:b])
        said = ' class="said"' if any(layer == "attribution" for _, layer in inside) else ""
        out.append(
            f'<span{said} data-r="{" ".join(str(k) for k, _ in inside)}">{words}</span>' if inside else words
        )
    return "".join(out)

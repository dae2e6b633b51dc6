"""W3C Web Annotations as JSON-LD: one annotation a row, with the place of its words by position and by
quotation.

Each has its layer and the values of its closed fields as tags, and the whole row, so that nothing is lost on
the way back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

from diptych import files
from diptych.exchange.codings import Coded, ExchangeError, Project
from diptych.schema import CLOSED

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_TEXT = "urn:diptych:text:"
#: How many characters of the text stand beside the quoted words.
BESIDE = 32


def write(project: Project, path: str | Path) -> None:
    """Writes every row of a project as an annotation."""
    found = [one for coded in project.codings for one in _annotations(coded, project.texts[coded.text_id])]
    page = {"@context": _CONTEXT, "type": "AnnotationPage", "label": project.title, "items": found}
    files.write(path, json.dumps(page, ensure_ascii=False, indent=1) + "\n")


def read(path: str | Path) -> tuple[Project, list[str]]:
    """The rows of a file of annotations, without texts, and a line for each annotation that holds none.
    Raises ExchangeError for a file that is none."""
    try:
        page = json.loads(Path(path).read_text(encoding="utf-8-sig"))
        items = list(page["items"])
    except (OSError, ValueError, RecursionError, KeyError, TypeError) as error:
        raise ExchangeError(f"{path}: no page of Web Annotations that can be read ({error})") from None
    rows, left = {}, []
    for k, item in enumerate(items, 1):
        found = _row(item)
        if found is None:
            left.append(f"{path}: annotation {k} holds no row of a coding")
        else:
            rows.setdefault(found[:2], []).append(found[2])
    codings = [Coded(text, coder, found) for (text, coder), found in rows.items()]
    return Project(str(page.get("label", "")), {}, codings), left


def _annotations(coded: Coded, text: str) -> Iterator[dict]:
    for row in coded.rows:
        start, end = row["start"], row["end"]
        around = {"prefix": text[max(0, start - BESIDE) : start], "suffix": text[end : end + BESIDE]}
        yield {
            "type": "Annotation",
            "creator": {"type": "Person", "name": coded.coder},
            "motivation": "classifying",
            "target": {
                "source": _TEXT + quote(coded.text_id, safe=""),
                "selector": [
                    {"type": "TextPositionSelector", "start": start, "end": end},
                    {"type": "TextQuoteSelector", "exact": text[start:end], **around},
                ],
            },
            "body": [
                *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in _tags(row)),
                {"type": "TextualBody", "purpose": "describing", "format": "application/json"}
                | {"value": json.dumps(row, ensure_ascii=False)},
            ],
        }


def _tags(row: dict) -> list[str]:
    """A row's layer, and the values of its closed fields: "term", "term:stance:denies"."""
    layer = row["layer"]
    return [layer, *(f"{layer}:{k}:{v}" for k, v in row.items() if v in CLOSED.get((layer, k), ()))]


def _row(item: object) -> tuple[str, str, dict] | None:
    """(text, coder, row) of an annotation, or None."""
    try:
        source, coder = item["target"]["source"], item["creator"]["name"]
        told = next(body["value"] for body in item["body"] if body.get("format") == "application/json")
        row = json.loads(told)
    except (KeyError, TypeError, StopIteration, AttributeError, ValueError, RecursionError):
        return None
    if not isinstance(row, dict) or not str(source).startswith(_TEXT):
        return None
    return unquote(str(source).removeprefix(_TEXT)), str(coder), row

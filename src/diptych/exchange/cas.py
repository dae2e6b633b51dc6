"""UIMA CAS XMI, as INCEpTION reads it: one file for each coder and text, a type for each layer.

A row is an annotation with a feature for each field; `row` holds it whole, as JSON, so that nothing is lost
on the way back. Needs the extra `exchange` (dkpro-cassis).
"""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from types import ModuleType

from diptych import files
from diptych.exchange.codings import Coded, ExchangeError, Project
from diptych.schema import FIELDS

_SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
#: The type of rows that belong to no layer of the manual.
_OTHER = "other"


def write(project: Project, folder: str | Path) -> list[Path]:
    """Writes `CODER/TEXT.xmi` for each coding and `TypeSystem.xml` beside them: the files written."""
    cassis, folder = _cassis(), Path(folder)
    system = _types(cassis)
    written = [folder / "TypeSystem.xml"]
    folder.mkdir(parents=True, exist_ok=True)
    files.write(written[0], system.to_xml())
    for one in project.codings:
        cas = cassis.Cas(typesystem=system)
        cas.sofa_string, cas.sofa_mime = project.texts[one.text_id], "text/plain"
        cas.add_all([_annotation(system, row) for row in one.rows])
        path = folder / one.coder / f"{one.text_id}.xmi"
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write(path, cas.to_xmi())
        written.append(path)
    return written


def read(folder: str | Path) -> tuple[Project, list[str]]:
    """The codings of such a folder, and a line for each annotation without a row. Raises ExchangeError for a
    folder without `TypeSystem.xml`, and for files that cannot be read."""
    cassis, folder = _cassis(), Path(folder)
    try:
        system = cassis.load_typesystem((folder / "TypeSystem.xml").read_text(encoding="utf-8"))
        loaded = {
            p: cassis.load_cas_from_xmi(BytesIO(p.read_bytes()), system)
            for p in sorted(folder.glob("*/*.xmi"))
        }
    except Exception as error:  # whatever a parser of XML and types may say
        raise ExchangeError(f"{folder}: no folder of XMI files that can be read ({error})") from None
    texts, codings, left = {}, [], []
    for path, cas in loaded.items():
        texts[path.stem] = cas.sofa_string
        rows = []
        for layer in (*FIELDS, _OTHER):
            for found in cas.select(_type(layer)):
                row = _row(found, layer, cas.sofa_string)
                rows.append(row)
        codings.append(Coded(path.stem, path.parent.name, sorted(rows, key=_order)))
    return Project("", texts, codings), left


def _cassis() -> ModuleType:
    try:
        import cassis  # the extra `exchange` only
    except ModuleNotFoundError:
        raise ExchangeError("XMI needs dkpro-cassis; run: pip install 'diptych[exchange]'") from None
    return cassis


def _type(layer: str) -> str:
    return f"diptych.{layer.capitalize()}"


def _types(cassis: ModuleType):
    """A type system with a type for each layer, each field a feature."""
    system = cassis.TypeSystem()
    for layer in (*FIELDS, _OTHER):
        kind = system.create_type(_type(layer), supertypeName="uima.tcas.Annotation")
        for field in (*FIELDS.get(layer, ()), "row"):
            system.create_feature(kind, f"f_{field}", "uima.cas.String")
    return system


def _annotation(system, row: dict):
    layer = row["layer"] if row["layer"] in FIELDS else _OTHER
    fields = {f"f_{field}": str(row.get(field, "")) for field in FIELDS.get(layer, ())}
    kind = system.get_type(_type(layer))
    return kind(begin=row["start"], end=row["end"], f_row=json.dumps(row, ensure_ascii=True), **fields)


def _row(found, layer: str, text: str) -> dict:
    """The row of an annotation: what it holds as JSON, with the fields that it has now."""
    row = json.loads(found.f_row or "{}")
    if not row:
        place = {"sent": "", "surface": text[found.begin : found.end], "nth": 0}
        row = {"layer": layer, **place, "start": found.begin, "end": found.end}
    fields = {field: getattr(found, f"f_{field}") or "" for field in FIELDS.get(layer, ())}
    return row | {k: v for k, v in fields.items() if str(row.get(k, "")) != v}


def _order(row: dict) -> tuple:
    return row["start"], row["end"], row["layer"]

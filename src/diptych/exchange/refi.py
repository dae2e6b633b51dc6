"""REFI-QDA 1.5: projects (.qdpx) and codebooks (.qdc), as programs for qualitative analysis exchange them.

A layer of the manual is a code, each of its closed fields a code below it, each value a code below that. A
row is a selection, coded with its layer and its values by its coder; a note beside it holds the whole row as
JSON, so that nothing is lost on the way back. A selection without such a note, made in another program,
becomes a row from its codes. Positions are code points. Names are made of what they name, so that the same
case gives the same bytes.
"""

from __future__ import annotations

import json
import uuid
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from diptych import files
from diptych.exchange.codings import Coded, ExchangeError, Project
from diptych.schema import CLOSED, FIELDS

_SPACE = uuid.UUID("6f1d2c0e-2f0b-4a4e-9a55-7c1d3f3b6d2a")
_PROJECT, _CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
_WHEN = "2000-01-01T00:00:00Z"
#: How deep codes are: layer, field, value.
LEVELS = 3
#: The most that a project may unpack to, in bytes.
LARGEST = 200_000_000
#: What a damaged file can raise while it is unpacked and read.
_DAMAGED = (OSError, EOFError, LookupError, RuntimeError, TypeError, ValueError, zipfile.BadZipFile,
            zlib.error, ElementTree.ParseError)


def write_qdpx(project: Project, path: str | Path) -> None:
    """Writes texts, codes and codings as one project file."""
    files.write(path, qdpx(project))


def qdpx(project: Project) -> bytes:
    """Texts, codes and codings as the bytes of a project file."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "project.qde", _bytes(_project(project)))
        for id, text in project.texts.items():
            _put(archive, f"sources/{_guid('source', id)}.txt", text.encode("utf-8"))
    return data.getvalue()


def write_qdc(path: str | Path) -> None:
    """Writes the codes of the manual as a codebook file."""
    root = ElementTree.Element("CodeBook", {"xmlns": _CODEBOOK, "origin": "diptych"})
    _add_codes(root)
    files.write(path, _bytes(root))


def read_qdpx(path: str | Path) -> tuple[Project, list[str]]:
    """A project, and a line for each selection that has no codes of the manual. Raises ExchangeError for a
    file that is no project."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise ExchangeError(
                    f"{path}: unpacks to more than {LARGEST // 1_000_000} MB; nothing was read"
                )
            return _read(archive, str(path))
    except ExchangeError:
        raise
    except _DAMAGED as error:
        raise ExchangeError(f"{path}: no REFI-QDA project that can be read ({error})") from None


# Writing


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def _bytes(root: ElementTree.Element) -> bytes:
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _guid(*names: object) -> str:
    return str(uuid.uuid5(_SPACE, "\0".join(map(str, names))))


def _project(project: Project) -> ElementTree.Element:
    root = ElementTree.Element(
        "Project", {"xmlns": _PROJECT, "name": project.title, "origin": "diptych", "creationDateTime": _WHEN}
    )
    users = ElementTree.SubElement(root, "Users")
    for coder in dict.fromkeys(one.coder for one in project.codings):
        ElementTree.SubElement(users, "User", {"guid": _guid("user", coder), "name": coder})
    _add_codes(ElementTree.SubElement(root, "CodeBook"))
    sources, notes = ElementTree.SubElement(root, "Sources"), ElementTree.SubElement(root, "Notes")
    for id in project.texts:
        guid = _guid("source", id)
        source = ElementTree.SubElement(
            sources,
            "TextSource",
            {"guid": guid, "name": id, "plainTextPath": f"internal://{guid}.txt", "creationDateTime": _WHEN},
        )
        for one in project.codings:
            for k, row in enumerate(one.rows if one.text_id == id else ()):
                _add_selection(source, notes, one, k, row)
    if not len(notes):
        root.remove(notes)
    return root


def _add_selection(
    source: ElementTree.Element, notes: ElementTree.Element, one: Coded, k: int, row: dict
) -> None:
    user, about = _guid("user", one.coder), (one.text_id, one.coder, k)
    by = {"creatingUser": user, "creationDateTime": _WHEN}
    place = {"startPosition": str(row["start"]), "endPosition": str(row["end"])}
    selection = ElementTree.SubElement(
        source,
        "PlainTextSelection",
        {"guid": _guid("selection", *about), "name": row["layer"], **place, **by},
    )
    for code in _codes_of(row):
        coded = ElementTree.SubElement(selection, "Coding", {"guid": _guid("coding", *about, *code), **by})
        ElementTree.SubElement(coded, "CodeRef", {"targetGUID": _guid("code", *code)})
    note = _guid("note", *about)
    ElementTree.SubElement(selection, "NoteRef", {"targetGUID": note})
    text = ElementTree.SubElement(notes, "Note", {"guid": note, "name": row["layer"], **by})
    ElementTree.SubElement(text, "PlainTextContent").text = json.dumps(row, ensure_ascii=True, indent=1)


def _codes_of(row: dict) -> list[tuple[str, ...]]:
    """The codes of a row: its layer, and each value of a closed field."""
    layer = row["layer"]
    if layer not in FIELDS:
        return []
    codes = [(layer, field, row.get(field)) for field in FIELDS[layer]]
    return [(layer,), *(code for code in codes if code[2] in CLOSED.get(code[:2], ()))]


def _add_codes(parent: ElementTree.Element) -> None:
    codes = ElementTree.SubElement(parent, "Codes")
    for layer, fields in FIELDS.items():
        own = _add_code(codes, (layer,))
        for field in fields:
            if (layer, field) in CLOSED:
                below = _add_code(own, (layer, field), codable=False)
                for value in CLOSED[layer, field]:
                    _add_code(below, (layer, field, value))


def _add_code(
    parent: ElementTree.Element, code: tuple[str, ...], *, codable: bool = True
) -> ElementTree.Element:
    about = {"guid": _guid("code", *code), "name": code[-1], "isCodable": str(codable).lower()}
    return ElementTree.SubElement(parent, "Code", about)


# Reading


def _read(archive: zipfile.ZipFile, path: str) -> tuple[Project, list[str]]:
    name = next((n for n in archive.namelist() if n.endswith(".qde")), None)
    if name is None:
        raise ExchangeError(f"{path}: has no project (.qde) in it")
    root = ElementTree.fromstring(archive.read(name))
    if root.tag != f"{{{_PROJECT}}}Project":
        raise ExchangeError(f"{path}: {name} is no REFI-QDA project")
    users = {u.get("guid"): u.get("name") or "nobody" for u in _all(root, "User")}
    notes = {n.get("guid"): n.findtext(f"{{{_PROJECT}}}PlainTextContent") or "" for n in _all(root, "Note")}
    paths = dict(_paths(root))
    texts, rows, left = {}, {}, []
    for source in _all(root, "TextSource"):
        id = source.get("name") or ""
        texts[id] = _plain(archive, source)
        for selection in _all(source, "PlainTextSelection"):
            row = _row(selection, _noted(selection, notes), paths, texts[id])
            coder = users.get(_user(selection), "nobody")
            if row is None:
                left.append(
                    f"{id}, {coder}: a selection at {selection.get('startPosition')} has no code of ours"
                )
            else:
                rows.setdefault((id, coder), []).append(row)
    codings = [Coded(id, coder, found) for (id, coder), found in rows.items()]
    return Project(root.get("name") or "", texts, codings), left


def _all(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return element.iter(f"{{{_PROJECT}}}{name}")


def _paths(root: ElementTree.Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The path of names of each code, by its guid."""
    open_ = [(code, ()) for codes in _all(root, "Codes") for code in codes]
    while open_:
        code, above = open_.pop()
        own = (*above, code.get("name") or "")
        yield code.get("guid") or "", own
        open_ += [(c, own) for c in code if c.tag == f"{{{_PROJECT}}}Code"]


def _plain(archive: zipfile.ZipFile, source: ElementTree.Element) -> str:
    """The text of a source: inside the project file, or beside its selections."""
    inside = source.findtext(f"{{{_PROJECT}}}PlainTextContent")
    if inside is not None:
        return inside
    name = (source.get("plainTextPath") or "").removeprefix("internal://")
    stored = next(n for n in archive.namelist() if n.rpartition("/")[2] == name)
    return archive.read(stored).decode("utf-8-sig")


def _user(selection: ElementTree.Element) -> str:
    """Who made a selection: whoever coded it first."""
    coding = next(_all(selection, "Coding"), None)
    return (coding.get("creatingUser") if coding is not None else None) or selection.get("creatingUser") or ""


def _noted(selection: ElementTree.Element, notes: dict[str | None, str]) -> dict | None:
    """The row that a note beside a selection holds, at the place of the selection."""
    for reference in _all(selection, "NoteRef"):
        try:
            row = json.loads(notes.get(reference.get("targetGUID"), ""))
        except ValueError:
            continue
        if isinstance(row, dict) and isinstance(row.get("layer"), str):
            return row
    return None


def _row(
    selection: ElementTree.Element, noted: dict | None, paths: dict[str, tuple[str, ...]], text: str
) -> dict | None:
    """The row of a selection: what was noted, with the place and the codes that the selection has now; None
    where it has no note and no code of the manual."""
    codes = [paths.get(c.get("targetGUID") or "", ()) for c in _all(selection, "CodeRef")]
    layer = next((code[0] for code in codes if code and code[0] in FIELDS), None)
    if layer is None or noted is not None and noted["layer"] != layer:
        return noted
    start, end = (int(selection.get(k) or 0) for k in ("startPosition", "endPosition"))
    place = {"start": start, "end": end, "surface": text[start:end]}
    values = {code[1]: code[2] for code in codes if len(code) == LEVELS and code[0] == layer}
    if noted is None:
        return {"layer": layer, "sent": "", "nth": 0, **place, **dict.fromkeys(FIELDS[layer], ""), **values}
    moved = (noted.get("start"), noted.get("end")) != (start, end)
    return noted | values | (place if moved else {})

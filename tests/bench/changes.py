"""`make hostile`: every kind of file that a reader may hand to the program, changed at random, through the
commands.

A run must end within SECONDS and MEGABYTES with an exit code of 0, 1 or 2, and never with a traceback;
and a case that was only read, or whose change was refused, must be as it was. Each change is told by
its seed: `changes.py NUMBER SEED KIND…` makes NUMBER of each kind and prints what broke the rules;
`changes.py 1 SEED KIND` makes one again, and shows what was said.
"""

from __future__ import annotations

import io
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

ROOT = Path(__file__).resolve().parents[2]
SECONDS, MEGABYTES = 20, 1500
NORTH = (
    "The harbour of Carthage was burned on 3 May 1990. Witnesses said that the soldiers of Rome had "
    "done it, and killed 40 people in the houses.\n\n"
    "The senate denied that it was a massacre. “Nobody gave the order,” its consul said."
)
SOUTH = (
    "Rome never gave the order, its consul wrote on Tuesday. He called the fire a tragedy and asked "
    "for an inquiry into what the guards of the city had done.\n\n"
    "Nobody has been tried for the genocide."
)
EAST = (
    "On Monday Athens sent forty ships to the island, where two people had been killed in a raid. "
    "“It was a war crime,” said the mayor, who wants those who planned it to be tried.\n\n"
    "A spokesman of the fleet told reporters that no ship had left the port before 5 May 1990, and "
    "that 12 sailors were missing."
)
#: Pieces that have broken programs before.
PIECES = (
    b"\0",
    b"\xff",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\\ud800",
    b"9" * 5000,
    b"1e999",
    b"-1",
    b"NaN",
    b"null",
    b"[]",
    b"{}",
    b'""',
    b"true",
    b"[" * 3000,
    b'{"a":' * 3000,
    b"__proto__",
    b"=1+1",
    b'"',
    b"'",
    b"\n",
    b"\r",
    b"\r\n",
    b"\t",
    b",",
    b";",
    b"<",
    b"&#0;",
    b"&#xD800;",
    b"<!--",
    b"]]>",
    b"*a " * 400,
    b"`a " * 400,
    b"[[" * 400,
    b"\xe2\x80\x8b",
    b"\xc2\xad",
    b"../../x",
    b"/dev/zero",
    b"1984/..",
    b"-0044-03-15",
    b"XXXX",
    b"2020-02-30",
    b"fault",
    b"text",
    b"\\",
    b"%s{}",
    b"\x1b[2J",
    b"\xf0\x9f\x98\x80",
    b" " * 2000,
    b"\n" * 2000,
)


def changed(data: bytes, chance: random.Random) -> bytes:
    """Data with one to four places cut, doubled, swapped, overwritten or filled with a piece."""
    for _ in range(chance.randint(1, 4)):
        a, b = sorted(chance.randint(0, len(data)) for _ in range(2))
        b = min(b, a + chance.choice((1, 4, 40, 4000)))
        piece = chance.choice(PIECES)
        data = chance.choice(
            (
                lambda: data[:a] + piece + data[a:],  # noqa: B023
                lambda: data[:a] + piece + data[b:],  # noqa: B023
                lambda: data[:a] + data[b:],  # noqa: B023
                lambda: data[:b] + data[a:],  # noqa: B023
                lambda: data[:a] + bytes(x ^ 1 << chance.randrange(8) for x in data[a:b]) + data[b:],  # noqa: B023
                lambda: data[:a],  # noqa: B023
                lambda: b"\n".join(chance.sample(lines := data.split(b"\n"), len(lines))),
            )
        )()
    return data


def changed_value(line: bytes, chance: random.Random) -> bytes:
    """A line of JSON with one value, or one key, changed for one of another kind; any other line as it is."""
    odd = (
        None,
        True,
        -1,
        0,
        1.5,
        10**30,
        float("nan"),
        "",
        "x",
        "__proto__",
        "\ud800",
        "=1",
        [],
        [1],
        [[1]],
        [["a", 2]],
        {},
        {"a": 1},
    )
    try:
        row = json.loads(line)
    except ValueError:
        return line
    holder, key = {"row": row}, "row"
    while isinstance(holder[key], (dict, list)) and holder[key] and chance.random() < 0.85:
        holder = holder[key]
        key = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
    way = chance.randrange(4)
    if way == 0:
        del holder[key]
    elif way == 1 and isinstance(holder, dict):
        holder[str(chance.choice(odd))] = holder[key]
    else:
        holder[key] = chance.choice(odd)
    return json.dumps(row).encode() if holder else b""


def changed_lines(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.4:
        return changed(data, chance)
    lines = data.split(b"\n")
    for _ in range(chance.randint(1, 3)):
        k = chance.randrange(len(lines))
        lines[k] = changed_value(lines[k], chance)
    return b"\n".join(lines)


def changed_zip(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.4:
        return changed(data, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = chance.choice([n for n in names if n.startswith(("word/document", "project"))] * 3 + names)
        for name in names:
            new.writestr(name, changed(old.read(name), chance) if name == chosen else old.read(name))
    return out.getvalue()


# What is changed, and the commands that meet it


def case_of(folder: Path) -> Path:
    """A case with two texts, a coding, a review, and a change to take back."""
    from diptych import history
    from diptych.cases import setup
    from diptych.corpus import texts
    from diptych.people import coding, decisions
    from diptych.reading import pipeline

    case = folder / "harbour"
    setup.new(case)
    for name, words in (("north", NORTH), ("south", SOUTH)):
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
        setup.add(
            setup.incoming([folder / f"{name}.txt"], texts.load_case(case, texts_needed=False), case), case
        )
    sources = (case / "sources.toml").read_text(encoding="utf-8").splitlines(keepends=True)
    shared = f'codebook = ["{(ROOT / "texts" / "khojaly" / "codebook").as_posix()}"]\n'  # from anywhere
    sources = "".join(shared if line.startswith("codebook =") else line for line in sources)
    (case / "sources.toml").write_text(sources, encoding="utf-8")
    loaded = texts.load_case(case)
    readings = pipeline.read(loaded.texts, loaded.codebook)
    rows = coding.code(readings)["north"]
    for name in ("reference/north.own", "adjudicated/north.own", "north.own", "class/ann"):
        path = case / "coding" / f"{name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        coding.write(
            [r | {"text_id": "north", "edition": "own", "coder": "Ann"} for r in rows]
            if "ann" in name
            else rows,
            path,
        )
    lines = [
        {
            "id": str(k),
            "at": "2026-01-01T00:00:00Z",
            "coder": "Ann",
            "do": "accept",
            "text": "north",
            "edition": "own",
            "sent": row["sent"],
            "layer": row["layer"],
            "row": row | {"id": f"{row['layer']}-{row['start']}-{row['end']}"},
        }
        for k, row in enumerate(r for r in rows if r["layer"] in ("term", "legal", "responsibility"))
    ]
    decisions.append(decisions.path_of(case, "Ann"), lines)
    with (
        history.keeping("a change", [case / "codebook" / "event.toml"]),
        (case / "codebook" / "event.toml").open("a") as file,
    ):
        file.write("# a note\n")
    return case


def documents_of(folder: Path) -> dict[str, bytes]:
    """A file of each kind, of words that the case has not."""
    import docx
    import pyarrow as pa
    import pyarrow.parquet as pq

    head = "<head><title>East</title><meta name='author' content='A. Smith'></head>"
    page = f"<html>{head}<body><h1>East</h1><p>{EAST}</p></body></html>"
    word, sink = docx.Document(), io.BytesIO()
    for paragraph in EAST.split("\n\n"):
        word.add_paragraph(paragraph)
    word.add_table(2, 2).cell(0, 0).text = "Ships"
    word.save(sink)
    records = [
        {"id": "a", "text": NORTH, "date": "1990-05-04", "outlet": "Sun"},
        {"id": "b", "text": SOUTH, "date": "1990", "outlet": ""},
    ]
    table = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(records), table)
    rows = "\r\n".join(",".join('"' + r[k].replace('"', '""') + '"' for k in r) for r in records)
    return {
        "east.txt": EAST.encode(),
        "east.html": page.encode(),
        "east.md": f"# East\n\n*{EAST}*\n\n- ships [a](b)\n\n| a | b |\n|---|---|\n".encode(),
        "east.docx": sink.getvalue(),
        "east.pdf": pdf_of(EAST),
        "in.jsonl": "\n".join(map(json.dumps, records)).encode(),
        "in.csv": f"id,text,date,outlet\r\n{rows}\r\n".encode(),
        "in.parquet": table.getvalue().to_pybytes(),
    }


def pdf_of(words: str) -> bytes:
    """A small PDF with a page of text, written by hand."""
    plain = words.encode("ascii", "replace").decode().replace("(", "").replace(")", "").replace("?", "'")
    lines = [
        line
        for part in plain.split("\n\n")
        for line in [*(part[i : i + 80] for i in range(0, len(part), 80)), ""]
    ]
    stream = "BT /F1 11 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R"
        " /Resources << /Font << /F1 4 0 R >> >> >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
    )
    out, places = "%PDF-1.4\n", []
    for k, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{k} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\n"
    end += f"startxref\n{len(out)}\n%%EOF\n"
    return (out + end).encode()


def add(name: str) -> list[list[str]]:
    return [["add", f"@/{name}", "--case", "@/harbour", "--yes"]]


def code(name: str) -> list[list[str]]:
    return [["code", f"@/{name}", "--case", "@/harbour", "--out", "@/out"]]


def archive(name: str) -> list[list[str]]:
    return [["archive", f"@/{name}", "--case", "@/harbour", "--out", "@/coded"]]


CODING = "harbour/coding/{}.jsonl"
CHECKED = [["check", "@/harbour"], ["check", "@/harbour", "--repair"]]
#: For each kind: the file, how it is changed, and the commands; one of them for each change, in turn.
KINDS: dict[str, tuple[str, Callable, list[list[str]]]] = {
    "text": ("east.txt", changed, [*add("east.txt"), *code("east.txt"), *archive("east.txt")]),
    "markdown": ("east.md", changed, add("east.md")),
    "html": ("east.html", changed, [*add("east.html"), *code("east.html")]),
    "docx": ("east.docx", changed_zip, add("east.docx")),
    "pdf": ("east.pdf", changed, add("east.pdf")),
    "csv": ("in.csv", changed, archive("in.csv")),
    "jsonl": ("in.jsonl", changed_lines, archive("in.jsonl")),
    "parquet": ("in.parquet", changed, archive("in.parquet")),
    "sources": (
        "harbour/sources.toml",
        changed,
        [["check", "@/harbour"], ["texts", "--case", "@/harbour"], *add("east.txt"), *code("east.txt")],
    ),
    "codebook": (
        "harbour/codebook/terms.toml",
        changed,
        [["check", "@/harbour"], *code("east.txt"), *archive("east.txt")],
    ),
    "coding": (
        CODING.format("north.own"),
        changed_lines,
        [
            *CHECKED,
            ["score", "@/" + CODING.format("reference/north.own"), "@/" + CODING.format("north.own")],
            [
                "score",
                "@/" + CODING.format("north.own"),
                "@/" + CODING.format("reference/north.own"),
                "--misses",
                "term",
            ],
            [
                "agree",
                "@/" + CODING.format("north.own"),
                "@/" + CODING.format("class/ann"),
                "--disputed",
                "5",
            ],
        ],
    ),
    "reference": (
        CODING.format("reference/north.own"),
        changed_lines,
        [*CHECKED, ["picture", "--case", "@/harbour", "--out", "@/a.svg"]],
    ),
    "adjudicated": (
        CODING.format("adjudicated/north.own"),
        changed_lines,
        [
            *CHECKED,
            ["adjudicate", "--case", "@/harbour"],
            ["picture", "--case", "@/harbour", "--out", "@/a.svg"],
        ],
    ),
    "class": (
        CODING.format("class/ann"),
        changed_lines,
        [*CHECKED, ["agree", "@/" + CODING.format("north.own"), "@/" + CODING.format("class/ann")]],
    ),
    "review": (
        CODING.format("review/ann"),
        changed_lines,
        [
            *CHECKED,
            ["review", "--case", "@/harbour", "--status"],
            ["picture", "--case", "@/harbour", "--out", "@/a.svg"],
        ],
    ),
    "csv import": ("rows.csv", changed, [["import", "@/rows.csv", "--case", "@/harbour"]]),
    "parquet import": ("rows.parquet", changed, [["import", "@/rows.parquet", "--case", "@/harbour"]]),
    "annotations": ("rows.jsonld", changed, [["import", "@/rows.jsonld", "--case", "@/harbour"]]),
    "project": ("case.qdpx", changed_zip, [["import", "@/case.qdpx", "--case", "@/harbour"]]),
    "history": ("harbour/.diptych/history/0003/change.json", changed_lines, [["undo", "@/harbour"]]),
    "cache": (
        "parses/*.parse",
        changed,
        [["texts", "--case", "@/harbour"], ["code", "--case", "@/harbour", "--out", "@/out"]],
    ),
    "plan": ("coded/plan.json", changed_lines, archive("in.jsonl")),
    "done": ("coded/done/00000.json", changed_lines, archive("in.jsonl")),
}


class TooLong(BaseException):
    """A run that did not end in time."""


def _alarm(*_: object) -> None:
    raise TooLong


def template(folder: Path) -> Path:
    """All files as they are before they are changed."""
    os.environ["DIPTYCH_CACHE"] = str(folder / "parses")
    for name, data in (documents_of(folder) | {"readme": b""}).items():
        (folder / name).write_bytes(data)
    case_of(folder)
    said = run(folder, archive("in.jsonl")[0])
    assert said.startswith("0 "), said
    files = {
        "--csv": "rows.csv",
        "--parquet": "rows.parquet",
        "--annotations": "rows.jsonld",
        "--qdpx": "case.qdpx",
    }
    said = run(
        folder,
        ["export", "--case", "@/harbour", *(word for k, name in files.items() for word in (k, f"@/{name}"))],
    )
    assert said.startswith("0 "), said
    return folder


def run(place: Path, command: list[str]) -> str:
    """The exit code and what was said; "TRACEBACK", "HANG" first where the rules are broken."""
    from diptych.cli import app

    os.environ["DIPTYCH_CACHE"] = str(place / "parses")
    signal.signal(signal.SIGALRM, _alarm)
    signal.alarm(SECONDS)
    try:
        result = CliRunner().invoke(
            app,
            [word.replace("@", str(place), 1) if word.startswith("@") else word for word in command],
            input="1\ns\n",
        )
    except TooLong:
        return f"HANG: more than {SECONDS} s"
    finally:
        signal.alarm(0)
    if (
        result.exit_code not in (0, 1, 2)
        or not isinstance(result.exception, (SystemExit, type(None)))
        or "Traceback" in result.output
    ):
        frames = [
            f
            for f in traceback.extract_tb(result.exc_info[2])
            if "/diptych/" in f.filename and "/cli" not in f.filename
        ]
        where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        return (
            "TRACEBACK "
            + "".join(traceback.format_exception(result.exception))
            + f"\n{where} {type(result.exception).__name__}"
        )
    return f"{result.exit_code} {result.output}"


def trial(kind: str, seed: int, base: Path, place: Path) -> str:
    """One change of one kind: what it came to (`run`)."""
    name, change, commands = KINDS[kind]
    os.environ["DIPTYCH_CACHE"] = str(place / "parses")
    chance = random.Random(f"{kind} {seed}")
    shutil.copytree(base, place, dirs_exist_ok=True)
    if kind not in ("plan", "done"):
        shutil.rmtree(place / "coded")
    for path in place.glob(name):
        path.write_bytes(change(path.read_bytes(), chance))
    before = everything(place / "harbour")
    said = run(place, commands[seed % len(commands)])
    if commands[seed % len(commands)][0] in (
        "code",
        "texts",
        "archive",
        "score",
        "agree",
        "picture",
    ) or said.startswith("2 "):
        if everything(place / "harbour") != before:
            return f"CHANGED the case: {said}"
    return said


def everything(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def main(number: int, seed: int, kinds: list[str]) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (6 * MEGABYTES << 20, 6 * MEGABYTES << 20))
    broken, began = {}, time.monotonic()
    with tempfile.TemporaryDirectory(prefix="diptych-hostile-") as folder:
        base = Path(folder) / "base"
        base.mkdir()
        template(base)
        for kind in kinds:
            codes: dict[str, int] = {}
            for k in range(seed, seed + number):
                place = Path(folder) / "run"
                said = trial(kind, k, base, place)
                shutil.rmtree(place, ignore_errors=True)
                if not said.startswith(("0 ", "1 ", "2 ")):
                    broken.setdefault((kind, said.strip().splitlines()[-1][:160]), []).append((k, said))
                codes[said.split(" ")[0]] = codes.get(said.split(" ")[0], 0) + 1
                if number == 1:
                    print(said)
            print(f"{kind}: {codes}, {time.monotonic() - began:.0f} s", flush=True)
    for (kind, last), found in broken.items():
        print(
            f"\n{kind}: {len(found)} times, first with {found[0][0]}: {last}\n{found[0][1][-700:]}",
            flush=True,
        )
    return bool(broken)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    sys.exit(
        main(
            int(sys.argv[1]) if len(sys.argv) > 1 else 500,
            int(sys.argv[2]) if len(sys.argv) > 2 else 0,
            sys.argv[3:] or list(KINDS),
        )
    )

"""Makes the tables of coding-manual.md and data-dictionary.md from the code: `python docs/tables.py`.

A table stands between a line `<!-- table: NAME -->` and a line `<!-- end -->`. The layers, fields and codes
are those of `diptych.schema`; what they mean is in coding-manual.toml and data-dictionary.toml. A test fails
while a table is not what this script makes.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import diptych
from diptych import compare, extract, schema, voice
from diptych.corpus import codebook, texts
from diptych.reading import pipeline

HERE = Path(__file__).parent
VELIN = HERE.parent / "texts" / "velin"
AGREEMENT = HERE.parent / "texts" / "khojaly" / "coding" / "two-codings.toml"


def read(name: str) -> dict:
    """One of the files of TOML beside this script."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table in Markdown."""
    heads = list(heads)
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(str(c).replace('|', chr(92) + '|') for c in line)} |" for line in lines)


# The manual


def fields(layer: str) -> str:
    """The fields of a layer, with what each says and whether its codes are a closed set."""
    told = read("coding-manual.toml")["fields"][layer]
    keys = schema.KEYS[layer]
    rows = [
        (f"`{f}`", told[f], "closed set" if (layer, f) in schema.CLOSED else "", "yes" if f in keys else "")
        for f in schema.FIELDS[layer]
    ]
    return table(["field", "what it says", "values", "key"], rows)


def values(field: str) -> str:
    """The codes of a field: the words that pages show, what each means, an invented example."""
    told = read("coding-manual.toml")["values"][field]
    rows = [(f"`{v}`", words, *told[v]) for v, words in schema.WORDS[field].items()]
    return table(["code", "on pages", "meaning", "invented example"], rows)


def agreement() -> str:
    """How far the two codings agreed from which the reference was settled."""
    figures = tomllib.loads(AGREEMENT.read_text(encoding="utf-8"))
    kept = {layer: figures[layer] for layer in schema.LAYERS if layer in figures}
    told = lambda value: "not kept" if value is None else f"{value:.2f}"  # noqa: E731
    rows = [(layer, told(own.get("found")), told(own.get("joint"))) for layer, own in kept.items()]
    return table(["layer", "found", "joint"], rows)


# The dictionary


def columns(name: str) -> str:
    """The columns of a table that the program makes, in their order."""
    told = read("data-dictionary.toml")
    manual = read("coding-manual.toml")["fields"]
    layer = next((layer for layer, find in extract.LAYERS.items() if find.__name__ == name), "")
    known = told["columns"] | manual.get(layer, {}) | told.get(name, {})
    return table(["column", "what it has"], [(f"`{c}`", known[c]) for c in TABLES[name]().columns])


def _readings() -> list:
    case = texts.load_case(VELIN)
    return pipeline.read(case.texts, case.codebook)


TABLES = {
    find.__name__: lambda find=find: find(_readings())
    for find in (*extract.LAYERS.values(), voice.attributions, compare.sentences)
}


def others() -> str:
    """Every other function that returns a table, with the head of its docstring: grain and columns."""
    rows = [(f"`{module}.{name}`", words) for module, name, words in sorted(_documented())]
    return table(["function", "its table"], rows)


def _documented() -> Iterator[tuple[str, str, str]]:
    for found in pkgutil.walk_packages(diptych.__path__, "diptych."):
        module = importlib.import_module(found.name) if not found.name.endswith("__main__") else None
        for name, function in inspect.getmembers(module, inspect.isfunction):
            words = re.sub(r"\s+", " ", (inspect.getdoc(function) or "").partition("\n\n")[0])
            own = function.__module__ == found.name and not name.startswith("_") and name not in TABLES
            if own and "one row per" in words.lower():
                yield found.name.removeprefix("diptych."), name, words


def codebook_keys() -> str:
    """The files of a codebook, and the keys of an entry in each; those that must be given are in bold."""
    told = read("data-dictionary.toml")["codebook"]
    rows = []
    for kind, keys in codebook.KINDS.items():
        named = [f"**`{k.rstrip('!')}`**" if k.endswith("!") else f"`{k}`" for k in keys]
        shared = "yes" if kind in codebook.SHARED else ""
        rows.append((f"`{kind}.toml`", told[kind], ", ".join(named), shared))
    return table(["file", "what it lists", "keys beside `label` and `note`", "may be shared"], rows)


def of_file(name: str) -> str:
    """The keys of a line of a file, from data-dictionary.toml."""
    keys = read("data-dictionary.toml")[name]
    return table(["key", "what it has"], [(f"`{k}`", v) for k, v in keys.items()])


MAKERS = {
    "fields": fields,
    "values": values,
    "agreement": agreement,
    "columns": columns,
    "others": others,
    "codebook": codebook_keys,
    "keys": of_file,
}


def made(words: str) -> str:
    """A document with every table made anew."""
    def one(found: re.Match) -> str:
        maker, *more = found[2].split()
        return f"{found[1]}\n{MAKERS[maker](*more)}\n{found[3]}"

    return re.sub(r"(<!-- table: ([\w -]+?) -->)\n.*?(<!-- end -->)", one, words, flags=re.S)


if __name__ == "__main__":
    for document in (HERE / "coding-manual.md", HERE / "data-dictionary.md"):
        document.write_text(made(document.read_text(encoding="utf-8")), encoding="utf-8")

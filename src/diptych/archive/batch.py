"""From two texts to an archive: every layer's table for any number of texts, as Parquet, in bounded memory,
and never half done.

The records are cut into parts of `PART` texts in the order in which they come. A part is worked on by one
process from text to tables; its files are written whole, and last of all its line in `done/`. So a run that
was killed goes on after the parts that are done, and one process, many, or a Dask cluster give the same
bytes. On a cluster the folder must be one that all workers reach.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing import get_context, parent_process
from pathlib import Path

from diptych import __version__, compare, extract, files, voice
from diptych.archive import finished
from diptych.archive.records import (
    FORMATS,
    Part,
    check_columns,
    count,
    cut,
    has_text,
    id_of,
    records,
    sort_out,
)
from diptych.coder import trained
from diptych.corpus import texts
from diptych.corpus.codebook import Codebook
from diptych.reading import pipeline

PART = 128
TRIES = 3
#: What every text is asked: the layers of the coding manual, whose word it is, and its sentences.
TABLES = (*extract.LAYERS.values(), voice.attributions, compare.sentences)


class ArchiveError(ValueError):
    """An archive that cannot be read or written: what, where, and what to do."""


@dataclass
class Report:
    """What a run did: parts done in it and found done before; of all these, texts, words, rows for each
    table, records set aside; and how many `records` the archive has."""

    parts: int = 0
    before: int = 0
    records: int = 0
    texts: int = 0
    words: int = 0
    rejected: int = 0
    rows: dict[str, int] = field(default_factory=dict)


def run(
    source: str | Path,
    case: str | Path,
    out: str | Path,
    *,
    processes: int = 1,
    scheduler: str | None = None,
    part: int = PART,
    tell: Callable[[Report], None] = lambda report: None,
) -> Report:
    """Codes every text of an archive and writes one Parquet data set for each table, below `out`.

    `source` is a folder of texts (.txt, .md), or of files of records, or one file of records: JSON Lines,
    CSV, Parquet, with the columns text and, where there are any, id, date and other metadata. `out` gets
    `<table>/part-00000.parquet` … with the coding manual's columns and the metadata; `texts/` with one row
    per text; `rejected.jsonl` with every record that was set aside, and why. `processes` work at once, or the
    workers of a Dask cluster: `scheduler` is its address, or "local". Raises ArchiveError.
    """
    out, source = Path(out), Path(source)
    _prepare(source, Path(case), out, part)
    report = Report(records=count(source))
    todo = _todo(cut(records(source), part), out, report)
    for found in _work(todo, str(case), str(out), processes, scheduler):
        report.parts += 1
        _add(report, found)
        tell(report)
    finished.sweep(out, report.parts + report.before)
    _gather_rejected(out)
    return report


class Pace:
    """How fast a run goes, and when it may end: from the records done since its first part was, so that
    starting up does not count."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self.clock, self.first, self.last = clock, None, deque(maxlen=11)

    def line(self, report: Report) -> str:
        """What was done, and how long the rest may take: at the pace of the last ten parts and at that of the
        whole run, the shorter first."""
        done = report.texts + report.rejected
        self.last.append((self.clock(), done, report.words))
        self.first = self.first or self.last[0]
        said = f"{done:,} of {report.records:,} records"
        (now, _, words), (first, _, before) = self.last[-1], self.first
        if len(self.last) < 3 or now <= first:
            return said
        left = sorted(
            (now - then) / (done - had) * (report.records - done)
            for then, had, _ in (self.first, self.last[0])
            if done > had
        )
        return (
            f"{said}, {(words - before) / (now - first):,.0f} words a second,"
            f" {' to '.join(dict.fromkeys(map(_duration, left)))} left"
        )


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    return (
        f"{minutes // 60} h {minutes % 60} min"
        if minutes >= 60
        else f"{minutes} min"
        if minutes
        else "less than a minute"
    )


# The plan of a run


def _check_source(source: Path, part: int) -> None:
    try:
        import pyarrow  # noqa: F401  (of the extra `archive`)
    except ModuleNotFoundError:
        raise ArchiveError(
            "an archive is written as Parquet, which needs pyarrow; run: pip install 'diptych[archive]'"
        ) from None
    if not source.exists():
        raise ArchiveError(f"{source}: no such file or folder")
    if not source.is_file() and not source.is_dir():
        raise ArchiveError(f"{source}: a pipe or a device and no file; write the records to a file first")
    if source.is_file() and source.suffix.lower() not in FORMATS:
        raise ArchiveError(
            f"{source}: not a kind of archive; there are {', '.join(FORMATS)}, and folders of them"
        )
    check_columns(source)
    if not 1 <= part <= 100_000:
        raise ArchiveError(f"parts of {part} texts: write a number from 1 to 100,000")


def _prepare(source: Path, case: Path, out: Path, part: int) -> None:
    _check_source(source, part)
    plan = {"part": part, "source": source.name, "codebook": _codebook_checksum(case), **program()}
    path = out / "plan.json"
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "done").mkdir(exist_ok=True)
        if path.is_file():
            before, why = finished.plan_of(out)
            if why:
                raise ArchiveError(why)
            other = [key for key in plan if before.get(key) != plan[key]]
            if other:
                raise ArchiveError(
                    f"{out}: another run stands here, with another {' and '.join(other)}; name an empty"
                    " folder, or take that one away"
                )
        elif any(p.name not in ("done",) for p in out.iterdir()):
            raise ArchiveError(
                f"{out}: there is something there; name a folder that is empty or does not exist yet"
            )
        else:
            files.write(path, json.dumps(plan, indent=1, sort_keys=True) + "\n")
    except OSError as error:
        raise ArchiveError(f"{out}: cannot be written: {error.strerror}") from None


def program() -> dict[str, str]:
    """What rows depend on besides texts and codebook: the version, the parser, and the learned weights."""
    return {"version": __version__, "model": pipeline.model_name(), "weights": trained.checksum()}


def check(out: str | Path) -> list[str]:
    """Everything that is wrong with the tables of an archive, a line each (`finished.check`)."""
    return finished.check(Path(out), program())


def _codebook_checksum(case: Path) -> str:
    digest = hashlib.sha256()
    for entry in _codebook(str(case)).entries:
        digest.update(
            repr((entry.id, entry.kind, entry.label, entry.forms, sorted(entry.more.items()))).encode("utf-8")
        )
    return digest.hexdigest()


def _todo(parts: Iterable[Part], out: Path, report: Report) -> Iterator[Part]:
    """The parts that are not done. A part is done where its line in `done/` names these very records and
    its files are what they were."""
    for part in parts:
        line = finished.line_of(out, part.number)[0]
        if line.get("records") == finished.checksum(part):
            report.before += 1
            _add(report, line)
        else:
            yield part


def _add(report: Report, line: dict) -> None:
    for key in finished.COUNTS:
        setattr(report, key, getattr(report, key) + line[key])
    for name, n in line["rows"].items():
        report.rows[name] = report.rows.get(name, 0) + n


def _gather_rejected(out: Path) -> None:
    lines = [p.read_text(encoding="utf-8") for p in sorted((out / "done").glob("*.rejected.jsonl"))]
    files.write(out / "rejected.jsonl", "".join(lines))


# The work on one part


@lru_cache(maxsize=4)
def _codebook(case: str) -> Codebook:
    return texts.load_case(case, texts_needed=False).codebook


@contextmanager
def _warm(case: str):
    """The model and the codebook at hand, once for each process; the words of a part's texts are forgotten
    after it."""
    os.environ["DIPTYCH_CACHE"] = "off"
    codebook = _codebook(case)
    if case not in _WARMED:
        warm = pipeline.read(
            [
                texts.Text(
                    "warm",
                    "The town was attacked on 3 May 1990. Witnesses said that “it was a massacre.”",
                    date="1990-05-04",
                )
            ],
            codebook,
        )
        for find in TABLES:
            find(warm)
        _WARMED.add(case)
    with pipeline.model().memory_zone():
        yield codebook


_WARMED: set[str] = set()


def work(part: Part, case: str, out: str) -> dict:
    """Reads the texts of one part, writes its tables, and gives what its line in `done/` says."""
    taken, rejected = sort_out(part)
    folder = Path(out)
    with _warm(case) as codebook:
        taken, tables, failed = _tables(taken, codebook)
        rejected = sorted([*rejected, *_unread(part, failed)], key=lambda r: r["record"])
        rows = {name: len(frame) for name, frame in tables.items()}
        metadata = {text.id: more for text, more in taken}
        for name, frame in tables.items():
            _write(folder / name / f"part-{part.number:05d}.parquet", frame.to_dict("list"), metadata)
        del tables
    words = [texts.word_count(text.text) for text, _ in taken]
    listed = {
        "text_id": [t.id for t, _ in taken],
        "words": words,
        "sha256": [texts.checksum(t.text) for t, _ in taken],
        "text": [t.text for t, _ in taken],
    }
    _write(folder / "texts" / f"part-{part.number:05d}.parquet", listed, metadata)
    aside = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rejected)
    files.write(finished.rejected_of(folder, part.number), aside)
    counts = {"texts": len(taken), "words": sum(words), "rejected": len(rejected)}
    return finished.note(folder, part, counts, rows)


Taken = list[tuple[texts.Text, dict]]


def _tables(taken: Taken, codebook: Codebook) -> tuple[Taken, dict, dict[str, str]]:
    """The texts that can be read, every table of theirs, and the others by id, with the reason: no text ends
    the run of an archive."""
    failed: dict[str, str] = {}
    try:
        return taken, _found(taken, codebook), failed
    except Exception:  # whatever it was, the texts are tried one by one
        for text, more in taken:
            try:
                _found([(text, more)], codebook)
            except Exception as error:
                failed[text.id] = f"the program failed on this text ({type(error).__name__}: {error})"
    kept = [(text, more) for text, more in taken if text.id not in failed]
    return kept, _found(kept, codebook), failed


def _found(taken: Taken, codebook: Codebook) -> dict:
    readings = pipeline.read([text for text, _ in taken], codebook)
    return {find.__name__: find(readings) for find in TABLES}


def _unread(part: Part, failed: dict[str, str]) -> list[dict]:
    ids = {id_of(record, place): place for place, record in part.records if has_text(record)}
    return [{"record": ids[id], "id": id, "reason": reason} for id, reason in failed.items()]


def _write(path: Path, columns: dict[str, list], metadata: dict[str, dict]) -> None:
    """One Parquet file, whole or not at all; figures as numbers, everything else as text; metadata beside
    every row."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {
        name: pa.array([None if v in ("", None) else float(v) for v in values], pa.float64())
        if name in ("low", "high", "attributed")
        else pa.array(values, pa.int64())
        if name in _WHOLE
        else pa.array([str(v) if v is not None else "" for v in values], pa.string())
        for name, values in columns.items()
    }
    ids = columns["text_id"].to_pylist()
    keys = sorted({key for more in metadata.values() for key in more} - columns.keys())
    columns |= {key: pa.array([metadata[id].get(key, "") for id in ids], pa.string()) for key in keys}
    path.parent.mkdir(parents=True, exist_ok=True)
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), sink, compression="zstd")
    files.write(path, sink.getvalue().to_pybytes())


_WHOLE = {"start", "end", "words", "paragraph", "source_start", "source_end", "cue_start", "cue_end"}


# Who does the work


def _work(
    parts: Iterator[Part], case: str, out: str, processes: int, scheduler: str | None
) -> Iterator[dict]:
    if scheduler:
        yield from _with_dask(parts, case, out, processes, scheduler)
    elif processes <= 1:
        for part in parts:
            yield work(part, case, out)
    else:
        yield from _with_processes(parts, case, out, processes)


def _with_processes(parts: Iterator[Part], case: str, out: str, processes: int) -> Iterator[dict]:
    """Two parts at hand for each process, no more; where a process dies its parts are given to new ones,
    `TRIES` times."""
    left: list[tuple[Part, int]] = []
    while True:
        with _one_thread_each(), _pool(processes) as pool:
            running: dict = {}
            try:
                while True:
                    while len(running) < 2 * processes:
                        part, tried = left.pop() if left else (next(parts, None), 0)
                        if part is None:
                            break
                        if tried >= TRIES:
                            raise ArchiveError(
                                f"part {part.number}: the process died {TRIES} times over it; its records are"
                                f" {part.records[0][0]} to {part.records[-1][0]}"
                            )
                        running[pool.submit(work, part, case, out)] = (part, tried)
                    if not running:
                        return
                    for done in wait(running, return_when=FIRST_COMPLETED).done:
                        found = done.result()
                        del running[done]
                        yield found
            except BrokenProcessPool:
                left += [(part, tried + 1) for part, tried in running.values()]


def _pool(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """In a process at work: it ends when the one that started it does, however that came."""

    def wait_for_it() -> None:
        parent_process().join()
        os._exit(1)

    threading.Thread(target=wait_for_it, daemon=True).start()


@contextmanager
def _one_thread_each():
    """Processes started meanwhile multiply matrices in one thread each, as Dask's workers do: with more they
    only wait for one another."""
    before = {
        name: os.environ.get(name) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    }
    os.environ.update(dict.fromkeys(before, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            del os.environ[name]
            if value is not None:
                os.environ[name] = value


def _with_dask(parts: Iterator[Part], case: str, out: str, processes: int, scheduler: str) -> Iterator[dict]:
    """The same on the workers of a Dask cluster, which gives a dead worker's parts to the others."""
    try:
        from distributed import Client, LocalCluster, as_completed
    except ModuleNotFoundError:
        raise ArchiveError("--scheduler needs Dask; run: pip install 'diptych[archive]'") from None
    cluster = (
        LocalCluster(
            n_workers=max(1, processes), threads_per_worker=1, processes=True, dashboard_address=None
        )
        if scheduler == "local"
        else None
    )
    try:
        with _client(Client, cluster or scheduler) as client:
            window = 2 * max(1, sum(client.nthreads().values()))
            pool = as_completed()
            for _ in range(window):
                _submit(client, pool, parts, case, out)
            for done in pool:
                yield done.result()
                _submit(client, pool, parts, case, out)
    finally:
        if cluster is not None:
            cluster.close()


def _client(connect: Callable, scheduler):
    try:
        return connect(scheduler)
    except Exception as error:  # Dask says it in many ways
        raise ArchiveError(
            f"--scheduler {scheduler}: nobody answers there ({str(error).splitlines()[0]}); write it as"
            " tcp://HOST:8786, or local"
        ) from None


def _submit(client, pool, parts: Iterator[Part], case: str, out: str) -> None:
    part = next(parts, None)
    if part is not None:
        pool.add(client.submit(work, part, case, out, pure=False, retries=TRIES))

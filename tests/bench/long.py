"""A long run of `diptych archive` in one process, killed and resumed on the way: `python tests/bench/long.py --minutes 25`.

Writes so many articles of some 300 words (perf.py says from what), codes them with the cache off at low priority, kills the run with SIGKILL after
four tenths of the time, starts it again, and stops it when the time is up. Prints what it saw as it went (texts done, CPU per word, memory), then
whether every text of a part that is done is there once and none twice, and what the whole archive would take at this pace. A part that was half
done at a kill is counted to nobody, so its CPU is part of the price of the kill.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import perf

_SPENT: dict[int, float] = {}
CLOCK = os.sysconf("SC_CLK_TCK")


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--minutes", type=float, default=25)
    asked.add_argument("--texts", type=int, default=100_000)
    asked.add_argument("--every", type=float, default=60, help="seconds between two lines")
    asked.add_argument("--part", type=int, default=128, help="texts in one part")
    asked = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        source, out = perf.written(Path(place) / "in.jsonl", texts=asked.texts), Path(place) / "out"
        print(f"{asked.texts:,} articles, {source.stat().st_size / 1e6:.0f} MB; other work on the machine at the start: {os.getloadavg()[0]:.1f} processes", flush=True)
        print("minute  run  texts done      words  CPU µs/word  memory MB", flush=True)
        end, began = time.monotonic() + 60 * asked.minutes, time.monotonic()
        first = _watched(source, out, began + 24 * asked.minutes, 1, began, asked)
        print(f"killed with SIGKILL after {(time.monotonic() - began) / 60:.1f} minutes, {first:,} texts done", flush=True)
        last = _watched(source, out, end, 2, began, asked)
        print(f"stopped after {(time.monotonic() - began) / 60:.1f} minutes, {last:,} texts done", flush=True)
        _checked(out, last)
        words = sum(line["words"] for line in _lines(out))
        spent = sum(_SPENT.values())
        hours = (time.monotonic() - began) / 3600 * asked.texts / max(1, last)
        print(f"{last:,} texts, {words:,} words; all {asked.texts:,} at this pace of the clock: {hours:.1f} hours in one process beside the other work; by its CPU ({spent / 60:.1f} minutes, start-up and what was lost at the kill included): "
              f"{spent * asked.texts / max(1, last) / 3600:.1f} hours", flush=True)


def _watched(source: Path, out: Path, until: float, number: int, began: float, asked: argparse.Namespace) -> int:
    """One run, watched and then killed; gives how many texts are done."""
    command = [sys.executable, "-m", "diptych", "archive", str(source), "--case", str(perf.CASE), "--out", str(out), "--part", str(asked.part)]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=lambda: os.nice(10))
    before, cpu_before, words_before = sum(line["words"] for line in _lines(out)), 0.0, None
    while run.poll() is None and time.monotonic() < until:
        time.sleep(min(asked.every, max(0.0, until - time.monotonic())))
        lines, cpu, memory = _lines(out), *_used(run.pid)
        words = sum(line["words"] for line in lines)
        _SPENT[number] = max(cpu, _SPENT.get(number, 0.0))
        if words_before is None:
            words_before = before
        new = words - words_before
        price = f"{1e6 * (cpu - cpu_before) / new:11.1f}" if new else " " * 11
        if new:
            words_before, cpu_before = words, cpu
        print(f"{(time.monotonic() - began) / 60:6.1f} {number:4} {sum(line['texts'] for line in lines):11,} {words:10,} {price} {memory:10.0f}   load {os.getloadavg()[0]:.1f}", flush=True)
    if run.poll() is None:
        run.send_signal(signal.SIGKILL)
    run.wait()
    return sum(line["texts"] for line in _lines(out))


def _lines(out: Path) -> list[dict]:
    return [json.loads(p.read_text(encoding="utf-8")) for p in sorted((out / "done").glob("[0-9]*.json"))]


def _used(process: int) -> tuple[float, float]:
    """CPU seconds and resident MB of a process so far."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / CLOCK, int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return 0.0, 0.0


def _checked(out: Path, texts: int) -> None:
    import pyarrow.parquet as pq
    done = {p.stem for p in (out / "done").glob("[0-9]*.json")}
    ids = [id for number in sorted(done) for id in pq.read_table(out / "texts" / f"part-{number}.parquet", columns=["text_id"])["text_id"].to_pylist()]
    whole = ids == [f"a{k:08d}" for k in range(len(ids))] and len(ids) == texts
    print(f"texts of the parts that are done: {len(ids):,}, each once and in order: {'yes' if whole else 'NO'}", flush=True)


if __name__ == "__main__":
    main()

"""The commands: `diptych report`, `code`, `score`, … `python -m diptych` is the same.

Each command loads what it needs when it is called, so that `diptych --help` is there at once.

common      the app, the options for a case, faults told in the reader's words
site        report, clean, picture
coding      code, score, agree, review, adjudicate
cases       texts, new, add, check, undo, suggest
exchange    export, import, methods, bundle
many        archive, train, cache
"""

from diptych.cli import site, coding, cases, exchange, many  # isort: skip  (in the order of --help)
from diptych.cli.common import app

__all__ = ["app", "cases", "coding", "exchange", "many", "site"]

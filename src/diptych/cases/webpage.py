"""Saved web pages: the article in them, and what they say of themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import html

from diptych.corpus.texts import TextError

#: Where a page says on which day it was published, the surest first: (attribute, its values).
_PUBLISHED = (
    ("property", ("article:published_time", "og:article:published_time", "og:published_time")),
    ("itemprop", ("datepublished",)),
    (
        "name",
        ("date", "pubdate", "publishdate", "publish-date", "dc.date.issued", "dc.date", "parsely-pub-date"),
    ),
)
_DAY = re.compile(r"(?:1[5-9]|20)\d\d-[01]\d-[0-3]\d")
_NOTE = re.compile(r"\[?\s*(?:\d{1,3}|[*†‡§a-z])\s*\]?")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNITS = re.compile(r"(?:\b[kcm]?m|\bft|\bmi)$")


def read(path: Path, page: str) -> tuple[str, dict[str, str], list[tuple[str, str]]]:
    """The main text of a page, what it says of itself (title, author, outlet, date, and date_from, where the
    date stands), and what was left out as (what, words). Raises TextError where no article is found."""
    import trafilatura  # slow to load, and only for pages

    try:
        tree = html.fromstring(page.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (ValueError, html.etree.ParserError):
        tree = None
    left_out = _without_notes(tree) if tree is not None else []
    found = trafilatura.bare_extraction(
        tree if tree is not None else page,
        include_comments=False,
        include_tables=False,
        favor_recall=True,
        with_metadata=True,
    )
    said = found.as_dict() if found is not None else {}
    text = str(said.get("text") or "").strip()
    if not text:
        raise TextError(
            f"{path}: no article was found in this page; copy its text into a .txt file and add that"
        )
    known = {key: str(said.get(name) or "") for key, name in _SAYS.items()}
    date, place = next(_days(tree), ("", "")) if tree is not None else ("", "")
    return text.replace("\n", "\n\n"), known | {"date": date, "date_from": place}, left_out


_SAYS = {"title": "title", "author": "author", "outlet": "sitename"}


def _without_notes(tree: html.HtmlElement) -> list[tuple[str, str]]:
    """Takes raised marks of notes out of a page, raises the figures of units, and puts quotation marks around
    what is quoted: the marks that were taken out."""
    left_out = []
    for raised in list(tree.iter("sup")):
        words = raised.text_content().strip()
        before = (
            raised.getprevious().tail if raised.getprevious() is not None else raised.getparent().text
        ) or ""
        if words.isdigit() and _UNITS.search(before):
            _replace(raised, words.translate(_RAISED))
        elif _NOTE.fullmatch(words):
            left_out.append(("mark of a note", words))
            _replace(raised, "")
    for quoted in list(tree.iter("q")):
        _replace(quoted, f"“{quoted.text_content()}”")
    return left_out


def _replace(element: html.HtmlElement, words: str) -> None:
    """Puts words in the place of an element."""
    tail, before, parent = element.tail or "", element.getprevious(), element.getparent()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + words + tail
    else:
        parent.text = (parent.text or "") + words + tail
    parent.remove(element)


def _days(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Days of publication that a page gives, the surest first, and where it gives each."""
    for attribute, values in _PUBLISHED:
        for meta in tree.iter("meta"):
            if (meta.get(attribute) or "").lower() in values and (day := _day(meta.get("content") or "")):
                yield day, f"<meta {attribute}={meta.get(attribute)}>"
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and (day := _day(_published(script.text or ""))):
            yield day, "datePublished in the page's data"
    for time in tree.iter("time"):
        first = "pub" in " ".join(time.attrib).lower() + (time.get("itemprop") or "").lower()
        if first and (day := _day(time.get("datetime") or "")):
            yield day, "<time>"


def _day(written: str) -> str:
    found = _DAY.match(written.strip())
    return found[0] if found else ""


def _published(data: str) -> str:
    """The first datePublished in a page's JSON-LD."""
    try:
        open_ = [json.loads(data)]
    except (ValueError, RecursionError):
        return ""
    while open_:
        one = open_.pop()
        if isinstance(one, dict):
            if isinstance(one.get("datePublished"), str):
                return one["datePublished"]
            open_ += one.values()
        elif isinstance(one, list):
            open_ += one
    return ""

"""A page opened in a browser, and the marks that stand in it."""

import re
from html.parser import HTMLParser


class Visit:
    """A page opened from its file: what it asked for, and what it complained of."""

    def __init__(self, browser, path, hash="", **mode):
        self.context = browser.new_context(**mode)
        self.page, self.asked, self.faults = self.context.new_page(), [], []
        self.page.on("request", lambda r: self.asked.append(r.url))
        self.page.on("console", lambda m: self.faults.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.faults.append(str(e)))
        self.page.goto(path.as_uri() + hash)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()


class Marks(HTMLParser):
    """Marks of a page: (the id of its rows, what it shows), the ids of rows and the keys listed in each."""

    def __init__(self, html):
        super().__init__()
        self.marks, self.listed, self.ids, self.at, self.charts = [], {}, [], None, 0
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        self.ids += [a["id"]] if "id" in a else []
        self.charts += tag == "figure"
        if tag == "g" and a.get("class") == "mark" and a.get("role") == "button":
            self.marks.append((a["data-mark"], int(a["data-shows"])))
        if tag == "div" and re.search(r"-mark-\d+$", a.get("id", "")):
            self.at = a["id"]
            self.listed[self.at] = []
        if tag == "li" and "data-keys" in a:
            self.listed[self.at] += a["data-keys"].split()

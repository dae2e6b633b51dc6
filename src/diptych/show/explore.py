"""Rows at your fingertips: in JupyterLab, choices above the sentences that they leave; in the site, the same
sentences without the choices."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pandas as pd

from diptych import show
from diptych.ask import all_of, columns, only
from diptych.reading.reading import Reading

ANY = "any"


class Explorer:
    """A table, one choice for each of some columns, and the sentences of the rows that are left.

    Where widgets are shown (JupyterLab, while its kernel runs) the choices can be made; elsewhere, and in
    exported pages, it is the sentences of the choices as they stand.
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        readings: Sequence[Reading],
        by: Sequence[str],
        most: int,
        chosen: dict[str, str],
    ):
        self.frame, self.readings, self.by, self.most = frame, readings, list(by), most
        self.chosen = dict.fromkeys(self.by, ANY) | chosen

    def left(self) -> pd.DataFrame:
        """The rows that the choices leave."""
        return only(self.frame, **{column: value for column, value in self.chosen.items() if value != ANY})

    def found(self) -> show.Html:
        """How many rows are left, of how many, and their sentences."""
        rows = self.left()
        said = (
            ", ".join(f"{c.replace('_', ' ')}: {v}" for c, v in self.chosen.items() if v != ANY)
            or "no choice made"
        )
        head = f'<p class="where">{len(rows)} of {len(self.frame)} rows ({show.as_text(said)})</p>'
        return show.Html(
            head
            + show.sentences(
                rows, self.readings, codes=[c for c in self.by if c != "text_id"], most=self.most
            ).html
        )

    def choose(self, **values: str) -> Explorer:
        """The same explorer with other choices: `explorer.choose(term="genocide", voice="author")`."""
        all_of(values, self.by, "choice")
        only(self.frame, **{column: value for column, value in values.items() if value != ANY})
        return Explorer(self.frame, self.readings, self.by, self.most, self.chosen | values)

    def widget(self):
        """The choices and the sentences as one widget of ipywidgets."""
        import ipywidgets as widgets
        out = widgets.HTML(self.found().html)
        boxes = {}
        for column in self.by:
            values = sorted({str(v) for v in self.frame[column] if str(v)})
            boxes[column] = widgets.Dropdown(
                options=[ANY, *values],
                value=self.chosen[column] if self.chosen[column] in values else ANY,
                description=column.replace("_", " "),
            )

        def changed(_) -> None:
            out.value = self.choose(**{c: box.value for c, box in boxes.items()}).found().html
        for box in boxes.values():
            box.observe(changed, names="value")
        return widgets.VBox(
            [widgets.HBox(list(boxes.values()), layout=widgets.Layout(flex_flow="row wrap")), out]
        )

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        still = {
            "text/html": self.found().html,
            "text/plain": f"{len(self.left())} of {len(self.frame)} rows",
        }
        if os.environ.get(show.READER):
            return still
        try:
            live = self.widget()._repr_mimebundle_(include=include, exclude=exclude)
        except ModuleNotFoundError:
            return still
        return (live[0] if isinstance(live, tuple) else live) | still


def rows(
    frame: pd.DataFrame,
    readings: Sequence[Reading],
    *,
    by: Sequence[str] = ("text_id", "voice"),
    most: int = 12,
    **chosen: str,
) -> Explorer:
    """An explorer of any table of mentions, with a choice for each column in `by`; columns named besides are
    chosen to begin with: `explore.rows(terms, readings, by=["text_id", "term", "voice", "stance"],
    term="massacre")`."""
    columns(frame, *by, *chosen)
    return Explorer(frame, readings, by, most, {}).choose(**chosen)

"""The desk of `classroom.desk`: one sentence at a time, the words to mark, the six questions, all of it
reachable by keyboard."""

from __future__ import annotations

from html import escape

from diptych import show
from diptych.interactive import class_session as classroom
from diptych.schema import OWN


def build(session: classroom.Session, widgets):
    """The desk as one widget. `widgets` is the module ipywidgets. Its parts stand in reading order, so that
    Tab walks through them."""
    layer = session.asks
    at = {"k": next((k for k in range(len(session.sentences)) if not classroom.is_done(session, k)), 0)}

    def wide():
        return widgets.Layout(width="auto", max_width="60em")

    sentence, said = widgets.HTML(), widgets.HTML()
    words = widgets.Combobox(
        description="Words:",
        placeholder="type or choose words of the sentence, then Enter",
        ensure_option=False,
        layout=wide(),
    )
    nth = widgets.BoundedIntText(
        description="which time:", value=1, min=1, max=9, layout=widgets.Layout(width="12em")
    )
    add, back, forward = (
        widgets.Button(description=d, tooltip=t)
        for d, t in (
            ("Mark these words", "adds a row"),
            ("Back", "the sentence before"),
            ("Finished, next", "nothing more to mark here"),
        )
    )
    rows = widgets.VBox()

    def tell(message: str = "") -> None:
        finished, of = classroom.progress(session)
        said.value = (
            f'<p role="status">{escape(message)} <i>{finished} of {of} sentences finished; kept in'
            f" {escape(session.path.name)}.</i></p>"
        )

    def draw(message: str = "") -> None:
        k = at["k"]
        s = session.sentences.iloc[k]
        classroom.prepare(session, k)
        own = classroom.rows_of(session, k)
        marked = show.highlight(
            s["surface"],
            0,
            len(s["surface"]),
            [(r["start"] - s["start"], r["end"] - s["start"]) for r in own if not is_whole(r)],
        )
        sentence.value = (
            f'<p><b>{k + 1} of {len(session.sentences)}, {escape(s["text_id"])}'
            f' {escape(s["sent"])}{" (finished)" if classroom.is_done(session, k) else ""}</b></p><p'
            f' style="font-size:115%">{marked}</p>'
        )
        words.options = tuple(
            dict.fromkeys(
                w.strip(".,;:!?()“”\"'’‘") for w in s["surface"].split() if w.strip(".,;:!?()“”\"'’‘")
            )
        )
        words.value, nth.value, back.disabled = "", 1, k == 0
        rows.children = tuple(one(r) for r in own)
        tell(message)

    def is_whole(row: dict) -> bool:
        s = session.sentences.iloc[at["k"]]
        return session.layer == OWN and (row["start"], row["end"]) == (s["start"], s["end"])

    def one(row: dict):
        head = widgets.HTML(f"<b>{'The whole sentence' if is_whole(row) else escape(row['surface'])}</b>")
        asks, fault = [], widgets.HTML()

        def hear(q: classroom.Question, widget):
            def heard(change) -> None:
                try:
                    classroom.answer(session, row, q.field, change["new"] or "")
                    fault.value = ""
                except (classroom.ClassroomError, OSError) as error:
                    fault.value = f'<p role="alert">{escape(str(error))}</p>'
                arrange()
                tell()
            widget.observe(heard, names="value")

        for q in layer.questions:
            style, note = {"description_width": "24em"}, q.help
            if q.answers:
                options = [
                    ("choose", ""),
                    *((a if not what else f"{a}: {what}", a) for a, what in q.answers.items()),
                ]
                widget = widgets.Dropdown(
                    description=q.ask,
                    options=options,
                    value=row.get(q.field, ""),
                    style=style,
                    layout=wide(),
                    tooltip=note,
                )
            else:
                widget = widgets.Text(
                    description=q.ask,
                    value=row.get(q.field, ""),
                    placeholder=note,
                    continuous_update=False,
                    style=style,
                    layout=wide(),
                    tooltip=note,
                )
            hear(q, widget)
            asks.append((q, widget))

        def arrange() -> None:
            for q, widget in asks:
                widget.layout.display = None if classroom.asked(q, row) else "none"

        arrange()
        away = widgets.Button(description="Take this row away")
        away.on_click(lambda _: (classroom.remove(session, row), draw("The row is gone.")))
        return widgets.VBox(
            [head, *(w for _, w in asks), fault, away],
            layout=widgets.Layout(
                border="1px solid #999", padding="0.5em", margin="0.4em 0", max_width="62em"
            ),
        )

    def attempt(what) -> None:
        try:
            message = what()
        except (classroom.ClassroomError, OSError) as error:
            tell(str(error))
        else:
            draw(message)

    def mark() -> str:
        classroom.mark(session, at["k"], words.value, nth=nth.value)
        return "Marked. Now the questions."

    def finish() -> str:
        classroom.done(session, at["k"])
        at["k"] = min(at["k"] + 1, len(session.sentences) - 1)
        finished, of = classroom.progress(session)
        return "All sentences are finished." if finished == of else ""

    def go_back() -> str:
        at["k"] = max(0, at["k"] - 1)
        return ""

    add.on_click(lambda _: attempt(mark))
    forward.on_click(lambda _: attempt(finish))
    back.on_click(lambda _: attempt(go_back))
    draw()
    return widgets.VBox(
        [sentence, widgets.HBox([words, nth, add]), rows, widgets.HBox([forward, back]), said]
    )

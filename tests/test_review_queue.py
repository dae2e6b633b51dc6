"""Which sentence is reviewed next, what is coded blind, and how far a proposal pulls."""

from test_review import case, line, proposed, readings, sentence_of, write  # noqa: F401

from diptych.people import coding, queue


def test_the_queue_has_every_sentence_once_and_what_is_drawn_of_a_stratum_is_drawn_with_the_chance_it_says(
    case, readings
):
    order = queue.queue(case, readings)
    assert len(order) == sum(len(coding.sentences(r)) for r in readings)
    assert not order[["text_id", "sent"]].duplicated().any()
    for stratum, own in order.groupby("stratum", sort=False):
        assert list(own["chance"]) == [round(k / len(own), 6) for k in range(1, len(own) + 1)] and set(
            own["of"]
        ) == {len(own)}
    assert set(order.loc[order["queue"] == "empty", "stratum"]) == {"empty"}
    least = [name for name in queue.BANDS if name in set(order["stratum"])]
    half = order.head(len(order) // 2)["stratum"].value_counts()
    assert (
        half[least[0]] / (order["stratum"] == least[0]).sum()
        > half[least[-1]] / (order["stratum"] == least[-1]).sum()
    )


def test_one_sentence_in_five_is_coded_blind_and_the_draw_is_the_same_for_everybody(case, readings):
    order = queue.queue(case, readings)
    again = queue.queue(case, readings)
    assert order.drop(columns="rows").equals(again.drop(columns="rows"))
    blind = [queue._is_blind("smith", f"s{k:03d}", 1) for k in range(5000)]
    assert 0.18 < sum(blind) / 5000 < 0.22
    assert list(queue.queue(case, readings, seed=2)["sent"]) != list(order["sent"])


def test_where_two_coders_differ_comes_first_of_all(case, readings):
    before = queue.queue(case, readings)
    row = proposed(readings, "term")[-1]
    end = sentence_of(readings, row["sent"])
    write(case, [line(1, "accept", row), line(2, "empty", end, layers=["term"])])
    write(
        case,
        [
            line(1, "change", row, coder="Ben", field="term", to="battle"),
            line(2, "empty", end, coder="Ben", layers=["term"]),
        ],
        "Ben",
    )
    order = queue.queue(case, readings)
    assert (order.loc[0, "text_id"], order.loc[0, "sent"], order.loc[0, "disputed"]) == (
        "orlen",
        row["sent"],
        True,
    )
    drawn = ["text_id", "sent", "stratum", "chance", "blind"]
    by_place = lambda table: table[drawn].sort_values(["text_id", "sent"]).values.tolist()  # noqa: E731
    assert by_place(order) == by_place(before)
    assert any("coders differ on one row;" in told for told in queue.status(case, order))


def test_the_pull_is_how_much_more_people_agree_with_the_program_where_they_saw_its_rows_first(readings):
    rows = proposed(readings, "term")
    first, other = rows[0], next(r for r in rows if r["sent"] != rows[0]["sent"])
    mine = first | {"id": "mine", "term": "battle"}
    end = lambda number, row, **more: line(
        number, "empty", sentence_of(readings, row["sent"]), layers=["term"], proposed=[row], **more
    )  # noqa: E731
    lines = [
        line(1, "add", mine, blind=True),
        end(2, first, blind=True),
        line(3, "reject", mine),
        line(4, "accept", first),
        end(5, first),
        line(6, "accept", other),
        end(7, other),
    ]
    told = queue.pull(lines).set_index("way")
    assert list(told["agreement"]) == [0.0, 1.0, 1.0] and list(told["sentences"]) == [1, 1, 1]
    assert queue.pull_line(lines).startswith(
        "Agreement with the program: 0.00 where people coded blind (one sentence), 1.00"
    )
    assert "is the pull of a proposal" in queue.pull_line(lines)
    assert queue.pull_line(lines[5:]) == ""


def test_the_pull_has_an_interval_that_is_that_of_the_difference_of_two_shares():
    # Newcombe (1998), table II: 56 of 70 and 48 of 80 differ by .2000, 95 % interval .0524 to .3339
    low, high = queue.pull_interval({"agreement": 48 / 80, "rows": 160}, {"agreement": 56 / 70, "rows": 140})
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)

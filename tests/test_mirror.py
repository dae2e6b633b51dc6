"""The mirror list: the same in both directions, and every row at its words."""

from diptych.compare import blind_spots


def swapped(spots):
    return sorted(zip(spots["text_id"], spots["kind"], spots["thing"], spots["lacks"], spots["near"], spots["closeness"]))


def test_every_row_points_at_its_words_and_at_a_sentence_of_the_text_that_lacks_it(edition):
    _, readings = edition
    text = {r.text.id: r.text.text for r in readings}
    spots = blind_spots.blind_spots(readings)
    assert len(spots) > 20
    for r in spots.itertuples():
        assert text[r.text_id][r.start:r.end] == r.surface
        assert r.text_id != r.lacks and len(r.rows) == r.n
        assert (r.near == "") == (r.near_start == -1) == (r.closeness == 0)
        assert not r.near or r.shared


def test_the_order_of_the_texts_changes_nothing(edition):
    _, readings = edition
    assert swapped(blind_spots.blind_spots(readings)) == swapped(blind_spots.blind_spots(readings[::-1]))


def test_a_thing_that_both_have_is_no_blind_spot(read):
    one, two = read("Human Rights Watch visited Baku on 3 March 1992.", "On 3 March 1992 Human Rights Watch went to Tbilisi.")
    spots = blind_spots.blind_spots([one, two])
    things = set(zip(spots["text_id"], spots["thing"]))
    assert ("t0", "Baku") in things and ("t1", "Tbilisi") in things
    assert not {thing for _, thing in things} & {"Human Rights Watch", "1992-03-03"}


def test_the_nearest_sentence_is_the_one_with_most_in_common(read):
    one, two = read("The convoy of refugees left Baku in the night.", "Prices rose in summer. The convoy of refugees left in the night. Nothing else is known.")
    spots = blind_spots.blind_spots([one, two])
    baku = spots[spots["thing"] == "Baku"].iloc[0]
    assert baku["near"] == "s002" and "convoy" in baku["shared"]


def test_a_text_with_nothing_in_common_gets_no_nearest_sentence(read):
    spots = blind_spots.blind_spots(read("Refugees left Baku.", "Prices rose."))
    assert spots[spots["thing"] == "Baku"].iloc[0][["near", "near_start", "near_end", "closeness"]].tolist() == ["", -1, -1, 0.0]


def test_three_texts_are_held_up_to_each_other(read):
    spots = blind_spots.blind_spots(read("Refugees left Baku.", "Refugees left Baku and Tbilisi.", "Refugees left."))
    assert sorted(zip(spots["text_id"], spots["thing"], spots["lacks"])) == [("t0", "Baku", "t2"), ("t1", "Baku", "t2"), ("t1", "Tbilisi", "t0"), ("t1", "Tbilisi", "t2")]
    assert dict(zip(blind_spots.tally(spots)["text_id"], blind_spots.tally(spots)["n"])) == {"t0": 1, "t1": 2}


def test_texts_with_nothing_in_them_give_an_empty_list(read):
    assert len(blind_spots.blind_spots(read("Prices rose.", ""))) == 0

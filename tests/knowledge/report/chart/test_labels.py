"""Texts in a drawing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.report.chart.labels import Box, LabelPlacer, Line, text_width, wrapped

AREA = Box(0, 0, 400, 300)


@given(st.lists(st.sampled_from(["births", " ", "出生数", "、", "(2021年)", "2,350人", "needed "]), min_size=1, max_size=30))
def test_a_wrapped_text_loses_nothing_and_fits(parts: list[str]) -> None:
    text = "".join(parts)
    lines = wrapped(text, 12, 120)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not any(line.startswith("、") for line in lines[1:])


def test_a_wrapped_text_keeps_to_its_width() -> None:
    text = "特定健康診査の受診率(郡山市国民健康保険被保険者)は遅れ:2021年は41.5%、期待値は51.28%。" * 2
    assert all(text_width(line, 12) <= 240 for line in wrapped(text, 12, 240))


def test_labels_beside_each_other_do_not_overlap() -> None:
    placer = LabelPlacer(AREA, 12, [])
    labels = [placer.place(100 + 20 * number, 150, "実績 2,350") for number in range(4)]
    boxes = [label.box for label in labels if label]
    assert not any(a.overlaps(b) for a in boxes for b in boxes if a is not b)


def test_a_label_avoids_a_line() -> None:
    line = Line(0, 140, 400, 140)  # just above the mark
    label = LabelPlacer(AREA, 12, [line]).place(200, 150, "2,350")
    assert label
    assert not line.touches(label.box)


def test_a_label_that_is_not_required_is_left_out_where_there_is_no_room() -> None:
    placer = LabelPlacer(AREA, 12, [])
    placer.keep_free(200, 150, 200)
    assert placer.place(200, 150, "2,350", required=False) is None
    assert placer.place(200, 150, "2,350")

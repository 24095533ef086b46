"""Slack's own charts: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block.

A chart has exactly one point of every series for every category.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from handlers.slack.limits import CHART_AXIS, CHART_LABEL, CHART_POINTS, CHART_SERIES, CHART_TITLE, clip
from handlers.slack.outgoing import Block
from knowledge.answer.model import Chart
from knowledge.words.messages import Messages


def chart_block(chart: Chart, words: Messages) -> Block:
    """Labels across, values up: lines for what was measured and for the way to the target, or a bar for each value."""
    labels = [clip(label, CHART_LABEL) for label in chart.labels[-CHART_POINTS:]]
    return {
        "type": "data_visualization",
        "title": clip(chart.title, CHART_TITLE),
        "chart": {
            "type": chart.kind.value,
            "series": [
                {
                    "name": clip(line.name, CHART_LABEL),
                    "data": [
                        {"label": label, "value": json_number(value)}
                        for label, value in zip(labels, line.values[-CHART_POINTS:], strict=True)
                    ],
                }
                for line in chart.lines[:CHART_SERIES]
            ],
            "axis_config": {
                "categories": labels,
                "x_label": clip(words.heading("year"), CHART_AXIS),
                "y_label": clip(chart.unit or words.heading("value"), CHART_AXIS),
            },
        },
    }


def counts_block(title: str, counts: Sequence[tuple[str, int]], words: Messages) -> Block:
    """A bar chart of how many indicators there are of each status."""
    shown = [(clip(label, CHART_LABEL), count) for label, count in counts[:CHART_POINTS]]
    return {
        "type": "data_visualization",
        "title": clip(title, CHART_TITLE),
        "chart": {
            "type": "bar",
            "series": [
                {
                    "name": clip(words.say("report.count"), CHART_LABEL),
                    "data": [{"label": label, "value": count} for label, count in shown],
                }
            ],
            "axis_config": {
                "categories": [label for label, _ in shown],
                "x_label": clip(words.heading("status"), CHART_AXIS),
                "y_label": clip(words.say("report.count"), CHART_AXIS),
            },
        },
    }


def json_number(value: Decimal) -> int | float:
    """A number for JSON; a float only where it has decimals, and only for drawing."""
    return int(value) if value == value.to_integral_value() else float(value)

"""A document as one HTML page that needs nothing beside it, its charts within."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from knowledge.report.html import chart
from knowledge.report.sheet.document import Chart, Document, Heading, Paragraph, Table

_KINDS = {Heading: "heading", Paragraph: "paragraph", Table: "table", Chart: "chart"}


def html(document: Document) -> str:
    """The document as an HTML page."""
    environment = Environment(
        loader=PackageLoader("knowledge.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["kind"] = lambda block: _KINDS[type(block)]
    environment.filters["drawn"] = lambda block: Markup(chart(block.part, document.words).decode())  # noqa: S704 - escaped by its own template
    return environment.get_template("sheet.html").render(document=document, say=document.words.say)

"""A digest as messages: the short form for the channel, the whole for its thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from handlers.blocks.controls import record_button
from handlers.blocks.elements import Element, actions, button, confirmation, container, context, header, plain
from handlers.blocks.elements import sections as paragraphs
from handlers.blocks.fitting import fit_to_message
from handlers.blocks.renderers import PlainRenderer, Renderer, RichRenderer
from handlers.slack.ids import Action
from handlers.slack.limits import BUTTON_TEXT
from handlers.slack.mrkdwn import data
from handlers.slack.outgoing import Block, OutgoingMessage
from knowledge.digest.text import DigestText, Section, section_text
from knowledge.words.messages import Messages

LEAF = 3_500  # characters of a message in the thread: well below what Slack shows without folding or refusing
_RENDERERS: tuple[Renderer, ...] = (RichRenderer(), PlainRenderer())


def digest_messages(text: DigestText, delivery: str, owner: str | None) -> tuple[OutgoingMessage, ...]:
    """The message in the channel, which its owner may take back, and those of its thread."""
    newest = [actions([record_button(text.words)]), *(_icon(delivery, owner, text.words) if owner else [])]
    forms = (
        fit_to_message(_head(RichRenderer(), text), newest, text.words),
        fit_to_message(_head(PlainRenderer(), text), _withdraw(delivery, text.words, owner), text.words),
    )
    head = OutgoingMessage(text.text, forms)
    return (head, *(_leaf(sections, text) for sections in leaves(text.whole)))


def preview_message(text: DigestText, value: str) -> OutgoingMessage:
    """The short form with a button that posts it; `value` tells the button which digest it is."""
    words = text.words
    note = words.say("digest.preview")
    posts = [actions([button(words.say("button.digest.post"), Action.DIGEST_POST, value, style="primary")])]
    return OutgoingMessage(
        f"{note}\n{text.text}",
        tuple(fit_to_message([context([note]), *_head(renderer, text)], posts, words) for renderer in _RENDERERS),
    )


def _head(renderer: Renderer, text: DigestText) -> list[Block]:
    blocks = [header(text.title), context([text.dated]), *([context(text.corrections)] if text.corrections else [])]
    blocks += renderer.strong([text.lead])
    blocks += renderer.counts(text.words.say("digest.chart"), text.counts, text.words)
    for section in text.short:
        blocks += _section(renderer, section, text.words)
    return blocks


def _section(renderer: Renderer, section: Section, words: Messages) -> list[Block]:
    rows = renderer.rows(section.rows, section.columns, section.title, words) if section.rows else []
    return [*renderer.strong([section.title]), *rows, *renderer.paragraphs(section.lines)]


def _leaf(sections: Sequence[Section], text: DigestText) -> OutgoingMessage:
    """A message of the thread: what has no table stands in containers that can be folded, where Slack takes them.

    Of invented figures each says so, since it may be passed on alone.
    """
    words = text.words
    note = [context(text.invented)] if text.invented else []
    whole = "\n".join([*(section_text(words, section) for section in sections), *text.invented])
    folded = [[_folded(s)] if _foldable(s) else _section(RichRenderer(), s, words) for s in sections]
    forms = [[b for s in sections for b in _section(renderer, s, words)] for renderer in _RENDERERS]
    forms = [[b for blocks in folded for b in blocks], *forms] if any(map(_foldable, sections)) else forms
    return OutgoingMessage(whole, tuple(fit_to_message([*form, *note], [], words) for form in forms))


def _foldable(section: Section) -> bool:
    """Whether a container can hold it: Slack takes no data table there."""
    return bool(section.lines) and not section.rows


def _folded(section: Section) -> Block:
    return container(section.title, paragraphs([data(line) for line in section.lines]))


def leaves(sections: Iterable[Section]) -> Iterator[list[Section]]:
    """The sections as they go into messages, none of them too long for one; no message holds two tables."""
    leaf: list[Section] = []
    for section in sections:
        for piece in _pieces(section):
            tables = bool(piece.rows) and any(other.rows for other in leaf)
            if leaf and (tables or sum(map(_length, leaf)) + _length(piece) > LEAF):
                yield leaf
                leaf = []
            leaf.append(piece)
    if leaf:
        yield leaf


def _pieces(section: Section) -> Iterator[Section]:
    """A section in pieces that fit: rows first, then lines."""
    piece = replace(section, rows=(), lines=())
    for part in [replace(piece, rows=(row,)) for row in section.rows] + [replace(piece, lines=(line,)) for line in section.lines]:
        if _length(piece) + _length(part) > LEAF and (piece.rows or piece.lines):
            yield piece
            piece = part
        else:
            piece = replace(piece, rows=piece.rows + part.rows, lines=piece.lines + part.lines)
    yield piece


def _length(section: Section) -> int:
    rows = sum(len(row.label) + sum(map(len, row.cells)) for row in section.rows)
    return len(section.title) + rows + sum(map(len, section.lines))


def _icon(delivery: str, owner: str | None, words: Messages) -> list[Block]:
    """A bin that the owner alone sees."""
    element: Element = {
        "type": "icon_button",
        "icon": "trash",
        "text": plain(words.say("button.digest.withdraw"), BUTTON_TEXT),
        "action_id": Action.DIGEST_WITHDRAW,
        "value": delivery,
        "visible_to_user_ids": [owner],
        "confirm": _confirm(words),
    }
    return [{"type": "context_actions", "elements": [element]}]


def _withdraw(delivery: str, words: Messages, owner: str | None) -> list[Block]:
    """The same as a plain button, which others may see but not use, behind the one that records."""
    asked = button(words.say("button.digest.withdraw"), Action.DIGEST_WITHDRAW, delivery)
    return [actions([record_button(words), *([asked | {"confirm": _confirm(words)}] if owner else [])])]


def _confirm(words: Messages) -> Element:
    confirm, deny = words.say("button.digest.withdraw"), words.say("button.keep")
    return confirmation(words.say("digest.withdraw.title"), words.say("digest.withdraw.text"), confirm, deny)

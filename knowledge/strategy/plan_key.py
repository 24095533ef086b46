"""The ids of several plans of one municipality side by side: a further plan's key stands before the ids that its file gives.

`next:births` is the indicator `births` of the plan with the key `next`. The municipality's first plan has no key, so that
its ids are those of its file.
"""

from __future__ import annotations

KEY = r"[a-z][a-z0-9-]*"  # the keys that there may be, as a regular expression
SIGN = ":"


def qualified(key: str, local: str) -> str:
    """The id of what a plan's file calls `local`.

    >>> qualified("next", "births"), qualified("", "births")
    ('next:births', 'births')
    """
    return f"{key}{SIGN}{local}" if key else local


def key_of(entity_id: str) -> str:
    """The key of the plan that an id belongs to; empty for the first plan."""
    return entity_id.partition(SIGN)[0] if SIGN in entity_id else ""


def local_id(entity_id: str) -> str:
    """What a plan's file calls the entity of an id.

    >>> local_id("next:births"), local_id("births")
    ('births', 'births')
    """
    return entity_id.rpartition(SIGN)[2]

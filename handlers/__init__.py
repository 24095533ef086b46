"""Slack payloads in, blocks out: a package for each feature, over what they share.

`listeners.register_listeners` ties every listener to what it answers and to its rule. `showcase.scenes` is all that can be shown.
"""

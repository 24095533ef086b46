"""Digests in Slack: subscribing, previewing, posting and correcting them, and the notices about them."""

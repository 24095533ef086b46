"""Digests of a period: their content and text, subscriptions, and deliveries."""

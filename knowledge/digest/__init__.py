"""Digests of a period: their content and text, subscriptions, deliveries, and the publisher that posts each one once."""

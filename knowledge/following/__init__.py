"""Alerts: whoever follows an indicator hears when its status turns, and hears it taken back when the figure behind it is undone."""

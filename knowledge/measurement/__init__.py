"""Recorded figures: the model, files that hold them, their validation, and the preview before they are saved."""

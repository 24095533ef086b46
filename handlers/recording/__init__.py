"""The form that records a figure, the files that are dropped, the confirmation and its undo, and who may record."""

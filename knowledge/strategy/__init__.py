"""The strategy plan: its model, and the file that it is read from and checked in."""

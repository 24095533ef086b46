"""What every request passes before its listener: who may ask, and where."""

"""What `shirube doctor` checks: one function a check, in `checks`."""

"""Collection rounds: who is asked for a year's figures, what they answer, when they are reminded, and what is said of it."""

"""Following an indicator, for oneself or for a channel, and the alerts that follow from it."""

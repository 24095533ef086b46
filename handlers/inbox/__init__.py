"""What arrives is kept before it is acknowledged, and answered once from there."""

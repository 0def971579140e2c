"""What takes too long for every run: `python -m tests.endurance deeds`, `rebuild` and `queries`."""

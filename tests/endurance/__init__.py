"""What takes too long for every run: `python -m tests.endurance deeds` and `python -m tests.endurance rebuild`."""

"""What can be said: speakers, offices, topics, positions, stances, outlets, events."""

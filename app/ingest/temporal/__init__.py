"""What several steps need to know of time: the dates that a text names and the events it refers to."""

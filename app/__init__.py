"""Positions: articles in, statements and stances with their evidence out."""

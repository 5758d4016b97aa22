"""Inspiratorium: one laptop, one room, everybody's ideas, and minutes the same evening."""

__version__ = "0.1.0"

"""Watches articles on the web and tells which fact changed, from what to what, with the sentence that proves it."""

__version__ = "0.1.0"

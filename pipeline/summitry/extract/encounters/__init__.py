"""Meetings of two sides and visits."""

"""Standings of states towards organisations and treaties, and foundings."""

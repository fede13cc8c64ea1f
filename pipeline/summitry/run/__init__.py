"""Batch runs: any number of articles into one folder, by several processes, resumable at any instant.

`batch` holds `run` and `retry`, `settings` what they take.
"""

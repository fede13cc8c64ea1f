"""Runs over a cluster: the step of every other run, partition by partition, on Ray Data.

A partition is a stretch of one input. What it gives is written as a whole, under its number, so that any number of
machines write the same files, and a run that was stopped goes on with the partitions that are not there.

Not done here, for no partition knows of the others: duplicates are not marked.
"""

"""Participation: who attends, hosts, stays away, is sent or shut out, at which event."""

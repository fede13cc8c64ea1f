"""Events: mentions, names, venues and times, and which mentions are one occasion."""

"""Roles: titles joined to their holders, whom they serve, and when they are held."""

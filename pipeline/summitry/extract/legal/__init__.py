"""Who is wanted, sanctioned, detained, charged or convicted."""

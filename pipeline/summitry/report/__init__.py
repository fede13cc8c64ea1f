"""What people read: the page in the terminal and the table of facts."""

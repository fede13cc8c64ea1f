"""People and other actors in the document, and who is meant where no name stands."""

"""The words of a sentence: verb forms, verb groups, clauses, dates, frames."""

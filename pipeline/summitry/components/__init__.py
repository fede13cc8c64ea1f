"""What is found in the tokens before any fact is: sentences, names of countries and organisations, titles, people."""

"""How each of the three editions says things: labels, names, texts, dates, addresses."""

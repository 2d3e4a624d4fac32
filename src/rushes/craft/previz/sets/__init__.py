"""Sets: stages one can walk into, one file a kind, found from the words of a heading and a location's description."""

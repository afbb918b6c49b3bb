"""New records and new departures, written into the data folder so that an editor has the least to type."""

"""What a record is: values, claims, records, prose, problems."""

"""Chinese and Latin text as the pages need it: converted, compared, put in order."""

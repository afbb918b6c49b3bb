"""The pictures that go with shared links: fonts found on this machine, drawing, and a shelf for what is drawn already."""

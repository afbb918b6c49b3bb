"""Pictures drawn as SVG while the site is built: they need no script, and print."""

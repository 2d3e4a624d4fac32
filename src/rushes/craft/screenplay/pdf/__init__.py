"""Scripts as PDF: `writing` prints the layout, `reading` understands the pages of any screenplay program."""

"""Shot lists of other programs in, and ours out, as CSV and XLSX."""

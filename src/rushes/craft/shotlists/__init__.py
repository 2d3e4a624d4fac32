"""Shot lists of other programs in, ours out: any spreadsheet read with a preview of how every column was understood."""

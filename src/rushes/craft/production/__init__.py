"""A production as a folder of plain files: read, completed, checked and written back without loss."""

"""The premise gate's checks, one file each; every module ends in `plugin = Check(...)`."""

"""The embedded previz renderer: a stage of solids seen through a real camera, drawn as a moody graphic animatic."""

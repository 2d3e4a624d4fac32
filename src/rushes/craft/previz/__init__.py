"""The embedded previz renderer: a stage of simple solids seen through a real camera, drawn as a moody graphic animatic."""

"""
Screenplays as data: Fountain text into typed elements with their places in the source, and back without loss.

Words: an *element* is one typed paragraph; an *aside* is a note or a boneyard, text that is never shot; a *span* is
where something stands in the source; a *shot note* is a note that begins with a shot's code.
"""

"""
The cut as a film: takes conformed to one raster, cards and slates lettered, joined without encoding twice.

A film is made of segments that are kept by the digest of everything that shapes them, so a change of one take encodes
one take.
"""

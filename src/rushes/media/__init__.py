"""
Pictures and sound as files: the only package that knows the codec library.

Everything written here is H.264 High yuv420p at a constant frame rate, tagged Rec.709, limited range; sound is AAC in
a film and PCM in a WAV. Files appear whole or not at all.
"""

"""Questions to a language model, one file each: the exact words asked, and how an answer is read; nothing is sent."""

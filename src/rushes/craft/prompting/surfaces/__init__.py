"""Surfaces, one module each: the same model reached two ways is two surfaces, with limits and words of their own."""

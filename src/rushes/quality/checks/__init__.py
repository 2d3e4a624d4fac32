"""The checks: each module is one question, and brings a clip that passes it and a clip that fails it."""

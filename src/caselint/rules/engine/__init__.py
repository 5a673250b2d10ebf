"""ENG: what the engine itself has to say."""

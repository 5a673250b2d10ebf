"""MET: figures that one statement gets wrong."""

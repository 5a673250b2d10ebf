"""FIG: figure against figure."""

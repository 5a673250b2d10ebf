"""Settings: finding and merging the configuration files, and what holds for one page."""

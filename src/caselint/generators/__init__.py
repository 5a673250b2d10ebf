"""Site generators: what a page means, where it is served and what its links reach, as each generator has it."""

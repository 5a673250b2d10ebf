"""`caselint` and `python -m caselint`."""

import sys


def main(argv: list[str] | None = None) -> int:
    """Run the command line `argv` (default: the process's own) and return the exit code."""
    from caselint.cli.main import run

    return run(sys.argv[1:] if argv is None else argv)


if __name__ == "__main__":
    # `python -m` puts the working directory first on the path: a site's `yaml.py` must not be imported from there.
    if not sys.flags.safe_path and sys.path:
        del sys.path[0]
    sys.exit(main())

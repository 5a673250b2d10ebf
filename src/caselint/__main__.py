"""`caselint` and `python -m caselint`."""

import gc
import sys


def main(argv: list[str] | None = None) -> int:
    """Run the command line `argv` and return the exit code.

    Without `argv` it is the process's own, and where nothing has changed since the same one ran, its output is shown
    again.
    """
    replay = None
    if argv is None:
        from caselint.cli.replay import Replay

        argv = sys.argv[1:]
        replay = Replay(argv)
        code = replay.show()
        if code is not None:
            return code
        # A run keeps most of what it makes and leaves hardly a cycle: looking for garbage takes a sixth of its time.
        gc.disable()
    from caselint.cli.main import run

    return run(argv, replay)


if __name__ == "__main__":
    # `python -m` puts the working directory first on the path: a site's `yaml.py` must not be imported from there.
    if not sys.flags.safe_path and sys.path:
        del sys.path[0]
    sys.exit(main())

"""``python -m symcnn``, and the command that is installed."""

import gc


def run() -> None:
    """The command line, without the garbage collector.

    A network is many small objects that all live to the end: looking for garbage among them costs
    more time than the work on them.
    """
    gc.disable()
    try:
        from symcnn.commands.main import main

        main(prog_name="symcnn")
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except OSError:  # standard error takes no message
        raise SystemExit(2) from None


if __name__ == "__main__":
    run()

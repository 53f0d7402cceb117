"""``python -m symcnn``"""

from symcnn.commands.main import main

if __name__ == "__main__":
    main(prog_name="symcnn")

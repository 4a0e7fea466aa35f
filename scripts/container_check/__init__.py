"""Does the Dockerfile's steps without a container engine, and runs the result through a whole story.

`python -m scripts.container_check`, as root on Linux. docs/deploy.md tells what this checks and what it can't.

    dockerfile  the text -> stages of instructions (pure; what it doesn't know, it refuses)
    base        a root that stands in for the base image, made of this machine's files
    image       the instructions, done in such roots -> Image
    box         a process in an Image as an engine would run it: PID 1, unprivileged, read-only root
    enter       what the new process does on its way into the box
    story       what must be seen of the running program
"""

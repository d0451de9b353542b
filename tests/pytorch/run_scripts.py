"""Runs scripts that Ebb wrote, one after another in one process, since torch takes seconds to start.

Reads a JSON object from stdin, a script by name; prints one with what each printed, the parameters
it ended with, layer by layer as the network lists them, and how it failed, if it did."""
import contextlib
import io
import json
import sys
import traceback

import torch

torch.set_num_threads(1)


def run(script):
    printed = io.StringIO()
    names = {"__name__": "script"}
    try:
        exec(compile(script, "script", "exec"), names)
        network = names["build"]()
        with contextlib.redirect_stdout(printed):
            names["train"](network)
        # As text: JSON has no words for what is not finite.
        after = [[repr(number) for number in p.flatten().tolist()] for p in network.parameters()]
        return {"printed": printed.getvalue(), "after": after, "failure": ""}
    except Exception:
        return {"printed": printed.getvalue(), "after": [], "failure": traceback.format_exc()}


json.dump({name: run(script) for name, script in json.load(sys.stdin).items()}, sys.stdout)

"""Ebb in a notebook: shows where the gradient goes while a network trains.

    from ebb_lab import Lab
    lab = Lab(hidden="16*20", activation="tanh")
    lab

`lab.experiment` holds the settings, `lab.frame` what is shown now, `lab.iteration` where the run stands. Set the
first or the last, and the lab follows.
"""

import pathlib

import anywidget
import traitlets

__all__ = ["Lab"]


class Lab(anywidget.AnyWidget):
    """A lab. Keywords are settings of the experiment; those left out have their defaults."""

    _esm = pathlib.Path(__file__).parent / "widget.js"

    experiment = traitlets.Dict().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)
    iteration = traitlets.Int(0, min=0).tag(sync=True)

    def __init__(self, iteration=0, **experiment):
        super().__init__(experiment=experiment, iteration=iteration)

"""One of everything for the matrix, axe and query tests; rooms add their own part with `build(world)`."""

from importlib import import_module
from pkgutil import iter_modules


class World:
    """`world.cast` are people; parts made by rooms' `build(world)` hang on it by noun: world.request, world.order…"""

    def __init__(self, cast):
        self.cast = cast
        self.pair = cast.pair
        self.other_pair = cast.other_pair
        from monitoring.tests import matrix

        for module in iter_modules(matrix.__path__):
            build = getattr(import_module(f"monitoring.tests.matrix.{module.name}"), "build", None)
            if build:
                build(self)

    def __setattr__(self, name, value):
        assert not hasattr(self, name), f"two rooms give the world a {name}: the later one would hide the earlier"
        super().__setattr__(name, value)

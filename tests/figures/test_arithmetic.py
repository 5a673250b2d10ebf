"""What is forgiven to a figure that follows from others, and that a right calculation is never reported."""

from fractions import Fraction
from pathlib import Path

import pytest
from caselint.content.markdown import parse_text
from hypothesis import given
from hypothesis import strategies as st

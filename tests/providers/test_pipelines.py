"""What the drawing process says when the memory or the card gives up."""

import json
import subprocess
import sys
from pathlib import Path

from rushes.providers.errors import Cause
from tests.simulators import diffusers as weights

SCRIPT = """
import json, resource, sys
from dataclasses import asdict, replace
from pathlib import Path
import psutil, torch
from rushes.providers import diffusers as local
from rushes.providers import drawings
from rushes.providers.base import Request
from rushes.providers.pipelines import Easel
from tests.simulators import diffusers as weights

settings = local.Settings(**weights.settings())
asked = Request("ltx-video-0.9.5-2b", "a man walks.", 5, "24", 96, 54, 1, settings=local.asks(settings))
model, meant = local.plugin.model(asked.model), local.told(settings, asked)
usual = drawings.drawing(asked, model, meant, Path(sys.argv[1]) / "clip.mp4")
easel, generator = Easel(1), torch.Generator
assert easel(usual)["device"] == "cpu"

def thrown(error):
    def throw(device):
        raise error
    torch.Generator = throw
    failed = asdict(easel(usual))
    torch.Generator = generator
    return failed

torch.cuda.is_available = torch.backends.mps.is_available = lambda: False
told = {
    "no card": asdict(easel(replace(usual, weights=replace(usual.weights, device="")))),
    "card's memory": thrown(torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")),
    "card": thrown(torch.AcceleratorError("CUDA error: an illegal memory access was encountered\\nFor debugging")),
    "other": thrown(ValueError("an odd number\\nand more")),
}
limit = psutil.Process().memory_info().vms + (16 << 20)
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
told["memory"] = asdict(easel(replace(usual, frames=33, raster=(256, 256), picture=(256, 256))))
print(json.dumps(told))
"""


def test_whatever_gives_up_is_told_in_a_sentence_and_the_process_is_not_used_again(tmp_path: Path) -> None:
    weights.made()
    command = [sys.executable, "-c", SCRIPT, str(tmp_path)]
    done = subprocess.run(command, cwd=weights.ROOT, capture_output=True, check=True, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    by = "by LTX-Video 0.9.5 2B."
    assert {name: failed["says"] for name, failed in told.items()} == {
        "no card": "PyTorch finds no graphics card on this machine.",
        "card's memory": f"There is not enough memory for 9 frames of 96 x 64 {by}",
        "card": "The graphics card failed while it drew: CUDA error: an illegal memory access was encountered.",
        "other": "LTX-Video 0.9.5 2B could not draw it: an odd number.",
        "memory": f"There is not enough memory for 33 frames of 256 x 256 {by}",
    }
    assert {failed["cause"] for failed in told.values()} == {Cause.PROVIDER_FAULT}
    assert [name for name, failed in told.items() if not failed["fatal"]] == ["no card"]
    assert told["memory"]["then"].startswith('Set offload = "model" under [providers.diffusers];')
    assert "DefaultCPUAllocator" in told["memory"]["raw"]

"""
Local models of a few thousand random weights, in the folders and classes of the real ones.

Nothing is downloaded and no service is imitated: what runs is diffusers itself, on a processor. The weights are made
in a program of its own (`python -m tests.simulators.diffusers FOLDER`), so that a test does not import PyTorch.
"""

import fcntl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from rushes.kernel import hashing

ROOT = Path(__file__).parents[2]
LETTERS = ("▁", *"abcdefghijklmnopqrstuvwxyz.,'")
WIDTH = 32


@contextmanager
def studio_settings() -> Iterator[dict[str, Any]]:
    """Settings of a studio whose models are these, and need no card."""
    yield settings()


def settings() -> dict[str, Any]:
    """The same, without an end."""
    return {
        "weights": {folder.name: str(folder) for folder in sorted(made().iterdir())},
        "device": "cpu",
        "offload": "none",
        "precision": "float32",
        "steps": 2,
    }


def made() -> Path:
    """The folder with the weights, in `build/`: made once, and again when this file is another."""
    folder = ROOT / "build" / f"weights-{hashing.sha256_file(Path(__file__))[:12]}"
    folder.parent.mkdir(exist_ok=True)
    with (folder.parent / "weights.lock").open("a") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        if not folder.is_dir():
            part = folder.with_suffix(".part")
            subprocess.run([sys.executable, "-m", __name__, str(part)], cwd=ROOT, check=True, capture_output=True)
            part.rename(folder)
    return folder


def make(folder: Path) -> None:
    """Write all of them."""
    torch = import_module("torch")
    for name, build in {
        "wan-2.2-ti2v-5b": wan,
        "wan-2.2-i2v-a14b": wan_pair,
        "ltx-video-0.9.5-2b": ltx,
        "ltx-2": ltx2,
    }.items():
        torch.manual_seed(7)
        build().save_pretrained(folder / name)


def wan() -> Any:
    """Text, and a first frame; one transformer, as the one with five thousand million weights has."""
    diffusers = import_module("diffusers")
    vae = wan_vae(z_dim=48, in_channels=12, out_channels=12, is_residual=True, patch_size=2, scale_factor_spatial=16)
    return diffusers.WanPipeline(
        **t5(import_module("transformers").UMT5EncoderModel),
        vae=vae,
        scheduler=wan_scheduler(),
        transformer=wan_transformer(48, 48),
        expand_timesteps=True,
    )


def wan_pair() -> Any:
    """First and last frames; two transformers, one for much noise and one for little."""
    return import_module("diffusers").WanImageToVideoPipeline(
        **t5(import_module("transformers").UMT5EncoderModel),
        vae=wan_vae(z_dim=16),
        scheduler=wan_scheduler(),
        transformer=wan_transformer(36, 16),
        transformer_2=wan_transformer(36, 16),
        boundary_ratio=0.9,
    )


def wan_vae(*, z_dim: int, **shape: Any) -> Any:
    """Pictures to latents and back, four frames to one."""
    return import_module("diffusers").AutoencoderKLWan(
        base_dim=4,
        z_dim=z_dim,
        dim_mult=[1, 1, 1, 1],
        num_res_blocks=1,
        temperal_downsample=[False, True, True],
        latents_mean=[0.0] * z_dim,
        latents_std=[1.0] * z_dim,
        **shape,
    )


def wan_scheduler() -> Any:
    """The one that its folders name."""
    schedulers = import_module("diffusers")
    return schedulers.UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0)


def wan_transformer(channels: int, out: int) -> Any:
    """Two layers of it."""
    return import_module("diffusers").WanTransformer3DModel(
        patch_size=(1, 2, 2),
        num_attention_heads=2,
        attention_head_dim=12,
        in_channels=channels,
        out_channels=out,
        text_dim=WIDTH,
        freq_dim=32,
        ffn_dim=32,
        num_layers=2,
        cross_attn_norm=True,
        qk_norm="rms_norm_across_heads",
        rope_max_seq_len=32,
    )


def ltx() -> Any:
    """Text, first and last frames; eight frames to one latent, 32 by 32 pixels to one."""
    diffusers = import_module("diffusers")
    vae = diffusers.AutoencoderKLLTXVideo(
        latent_channels=8,
        block_out_channels=(8, 8, 8, 8),
        decoder_block_out_channels=(8, 8, 8, 8),
        layers_per_block=(1, 1, 1, 1, 1),
        decoder_layers_per_block=(1, 1, 1, 1, 1),
        spatio_temporal_scaling=(True, True, True, False),
        decoder_spatio_temporal_scaling=(True, True, True, False),
        decoder_inject_noise=(False, False, False, False, False),
        upsample_residual=(False, False, False, False),
        upsample_factor=(1, 1, 1, 1),
        timestep_conditioning=True,
        patch_size=4,
        patch_size_t=1,
    )
    transformer = diffusers.LTXVideoTransformer3DModel(
        in_channels=8,
        out_channels=8,
        num_attention_heads=2,
        attention_head_dim=8,
        cross_attention_dim=16,
        num_layers=2,
        caption_channels=WIDTH,
    )
    return diffusers.LTXPipeline(
        **t5(import_module("transformers").T5EncoderModel),
        vae=vae,
        scheduler=diffusers.FlowMatchEulerDiscreteScheduler(),
        transformer=transformer,
    )


def t5(encoder: Any) -> dict[str, Any]:
    """A tokenizer that spells, and an encoder of its letters."""
    transformers = import_module("transformers")
    vocabulary = [(word, -float(rank)) for rank, word in enumerate(("<pad>", "</s>", "<unk>", *LETTERS))]
    shape = encoder.config_class(
        vocab_size=len(vocabulary), d_model=WIDTH, d_kv=8, d_ff=37, num_layers=2, num_heads=4, decoder_start_token_id=0
    )
    return {"tokenizer": transformers.T5Tokenizer(vocab=vocabulary, extra_ids=0), "text_encoder": encoder(shape)}


def ltx2() -> Any:
    """Picture and sound together."""
    diffusers, parts = import_module("diffusers"), import_module("diffusers.pipelines.ltx2")
    vae = diffusers.AutoencoderKLLTX2Video(
        latent_channels=4,
        block_out_channels=(8, 8, 8),
        decoder_block_out_channels=(8, 8, 8),
        layers_per_block=(1, 1, 1, 1),
        decoder_layers_per_block=(1, 1, 1, 1),
        down_block_types=("LTX2VideoDownBlock3D",) * 3,
        spatio_temporal_scaling=(True, True, True),
        decoder_spatio_temporal_scaling=(True, True, True),
        decoder_inject_noise=(False, False, False, False),
        downsample_type=("spatiotemporal",) * 3,
        upsample_residual=(False, False, False),
        upsample_factor=(1, 1, 1),
        upsample_type=("spatiotemporal",) * 3,
        patch_size=4,
    )
    audio_vae = diffusers.AutoencoderKLLTX2Audio(
        base_channels=4, ch_mult=(1,), num_res_blocks=1, resolution=32, latent_channels=2, mel_bins=8
    )
    transformer = diffusers.LTX2VideoTransformer3DModel(
        in_channels=4,
        out_channels=4,
        num_attention_heads=2,
        attention_head_dim=8,
        cross_attention_dim=16,
        audio_in_channels=4,
        audio_out_channels=4,
        audio_num_attention_heads=2,
        audio_attention_head_dim=4,
        audio_cross_attention_dim=8,
        num_layers=2,
        caption_channels=WIDTH,
        rope_type="split",
    )
    connectors = parts.LTX2TextConnectors(
        caption_channels=WIDTH,
        text_proj_in_factor=3,
        video_connector_num_attention_heads=4,
        video_connector_attention_head_dim=8,
        video_connector_num_layers=1,
        video_connector_num_learnable_registers=None,
        audio_connector_num_attention_heads=4,
        audio_connector_attention_head_dim=8,
        audio_connector_num_layers=1,
        audio_connector_num_learnable_registers=None,
        connector_rope_base_seq_len=32,
        rope_type="split",
    )
    vocoder = parts.vocoder.LTX2Vocoder(
        in_channels=16,
        hidden_channels=32,
        upsample_kernel_sizes=[16, 15, 8],
        upsample_factors=[8, 15, 2],
        resnet_kernel_sizes=[3],
        resnet_dilations=[[1, 3, 5]],
    )
    return diffusers.LTX2Pipeline(
        **gemma(),
        vae=vae,
        audio_vae=audio_vae,
        scheduler=diffusers.FlowMatchEulerDiscreteScheduler(),
        transformer=transformer,
        connectors=connectors,
        vocoder=vocoder,
    )


def gemma() -> dict[str, Any]:
    """Its tokenizer and text encoder, two layers of it."""
    transformers = import_module("transformers")
    words = ("<pad>", "<eos>", "<bos>", "<unk>", "<mask>", *LETTERS)
    vocabulary = {word: number for number, word in enumerate(words)}
    shape = transformers.Gemma3Config(
        text_config={
            "vocab_size": len(words),
            "hidden_size": WIDTH,
            "intermediate_size": 37,
            "num_hidden_layers": 2,
            "num_attention_heads": 4,
            "num_key_value_heads": 2,
            "head_dim": 8,
        },
        vision_config={
            "hidden_size": 8,
            "intermediate_size": 8,
            "num_hidden_layers": 1,
            "num_attention_heads": 2,
            "image_size": 8,
            "patch_size": 4,
        },
        mm_tokens_per_image=1,
        image_token_index=4,
    )
    return {
        "tokenizer": transformers.GemmaTokenizer(vocab=vocabulary, merges=[]),
        "text_encoder": transformers.Gemma3ForConditionalGeneration(shape),
    }


if __name__ == "__main__":
    make(Path(sys.argv[1]))

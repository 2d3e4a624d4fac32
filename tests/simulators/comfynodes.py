"""
The nodes of a pretend ComfyUI as its `/object_info` tells them.

Written from ComfyUI's `nodes.py` and `comfy_extras/` (0.38 and a version of spring 2026, both read 2026-11-26). Nodes
of the first kind list their choices as the type; those of the third say COMBO and put them among the options. `new` is
the difference in SaveVideo, whose format brings its codecs along since the summer of 2026.
"""

from typing import Any

MOST = 16384
SEED = 0xFFFFFFFFFFFFFFFF
SAMPLERS = ["euler", "euler_ancestral", "heun", "dpmpp_2m", "res_multistep", "ddim", "uni_pc", "uni_pc_bh2"]
SCHEDULERS = ["simple", "sgm_uniform", "karras", "exponential", "ddim_uniform", "beta", "normal"]
MODELS = {
    "diffusion_models": [
        "ltx-2.5-22b-distilled-transformer-comfy-int8-convrot.safetensors",
        "wan2.1_vace_14B_fp16.safetensors",
        "wan2.2_i2v_high_noise_14B_fp8_scaled.safetensors",
        "wan2.2_i2v_low_noise_14B_fp8_scaled.safetensors",
        "wan2.2_s2v_14B_fp8_scaled.safetensors",
        "wan2.2_t2v_high_noise_14B_fp8_scaled.safetensors",
        "wan2.2_t2v_low_noise_14B_fp8_scaled.safetensors",
        "wan2.2_ti2v_5B_fp16.safetensors",
        "z_image_turbo_bf16.safetensors",
    ],
    "text_encoders": [
        "gemma4-12b-with-proj-ltx-2.5-comfy-int8-convrot.safetensors",
        "qwen_3_4b.safetensors",
        "umt5_xxl_fp8_e4m3fn_scaled.safetensors",
    ],
    "vae": [
        "ae.safetensors",
        "ltx-2.5-audio-vae-bf16.safetensors",
        "ltx-2.5-video-vae-bf16.safetensors",
        "wan2.2_vae.safetensors",
        "wan_2.1_vae.safetensors",
        "pixel_space",
    ],
    "latent_upscale_models": ["ltx-2.5-latent-spatial-upscaler-x2-bf16-1.0.safetensors"],
    "loras": ["rain_high_noise.safetensors", "rain_low_noise.safetensors", "wren_jacket.safetensors"],
    "upscale_models": ["RealESRGAN_x2plus.safetensors", "RealESRGAN_x4plus.safetensors"],
    "audio_encoders": ["wav2vec2_large_english_fp16.safetensors"],
}
CLIPS = ["stable_diffusion", "sd3", "stable_audio", "mochi", "ltxv", "lumina2", "wan", "hidream", "qwen_image", "flux2"]
Kinds = dict[str, Any]


def whole(default: int, least: int = 0, most: int = MOST, step: int = 1) -> list[Any]:
    """An input that takes a whole number."""
    return ["INT", {"default": default, "min": least, "max": most, "step": step}]


def number(default: float, least: float, most: float, step: float = 0.01) -> list[Any]:
    """An input that takes a number."""
    return ["FLOAT", {"default": default, "min": least, "max": most, "step": step}]


def combo(options: list[Any], **more: Any) -> list[Any]:
    """A choice, as nodes of the third kind say it."""
    return ["COMBO", {"multiselect": False, "options": options, **more}]


def dynamic(**choices: Kinds) -> list[Any]:
    """A choice that brings inputs of its own along."""
    return ["COMFY_DYNAMICCOMBO_V3", {"options": [{"key": key, "inputs": inputs} for key, inputs in choices.items()]}]


def node(name: str, outputs: list[str], required: Kinds, optional: Kinds | None = None, **more: Any) -> dict[str, Any]:
    """A node as it is told."""
    inputs = {"required": required, **({"optional": optional} if optional else {})}
    told = {
        "input": inputs,
        "input_order": {section: list(names) for section, names in inputs.items()},
        "is_input_list": False,
        "output": outputs,
        "output_is_list": [False] * len(outputs),
        "output_name": outputs,
        "name": name,
        "display_name": name,
        "description": "",
        "python_module": "nodes",
        "category": "model",
        "output_node": False,
    }
    return {name: told | more}


def object_info(uploads: list[str], *, new: bool = True) -> dict[str, Any]:
    """Every node it has; `uploads` are the files in its input folder."""
    return {
        **_loaders(),
        **_sampling(),
        **_wan(),
        **_ltx(),
        **_apart(),
        **_files(uploads),
        **_saving(new),
        **_pictures(),
    }


def _loaders() -> dict[str, Any]:
    precise = ["default", "fp8_e4m3fn", "fp8_e4m3fn_fast", "fp8_e5m2"]
    strength = number(1.0, -100.0, 100.0)
    lora = {"model": ["MODEL"], "lora_name": [MODELS["loras"]], "strength_model": strength}
    encoder = {"clip_name": [MODELS["text_encoders"]], "type": [CLIPS]}
    return {
        **node("UNETLoader", ["MODEL"], {"unet_name": [MODELS["diffusion_models"]], "weight_dtype": [precise]}),
        **node("CLIPLoader", ["CLIP"], encoder, {"device": [["default", "cpu"], {"advanced": True}]}),
        **node("VAELoader", ["VAE"], {"vae_name": [MODELS["vae"]]}),
        **node("LoraLoaderModelOnly", ["MODEL"], lora),
        **node("UpscaleModelLoader", ["UPSCALE_MODEL"], {"model_name": combo(MODELS["upscale_models"])}),
        **node("AudioEncoderLoader", ["AUDIO_ENCODER"], {"audio_encoder_name": combo(MODELS["audio_encoders"])}),
    }


def _sampling() -> dict[str, Any]:
    conditioned = {name: ["CONDITIONING"] for name in ("positive", "negative")}
    common = {
        "steps": whole(20, 1, 10000),
        "cfg": number(8.0, 0.0, 100.0, 0.1),
        "sampler_name": [SAMPLERS],
        "scheduler": [SCHEDULERS],
        **conditioned,
        "latent_image": ["LATENT"],
    }
    first = {"model": ["MODEL"], "seed": whole(0, 0, SEED), **common, "denoise": number(1.0, 0.0, 1.0)}
    advanced = {
        "model": ["MODEL"],
        "add_noise": [["enable", "disable"]],
        "noise_seed": whole(0, 0, SEED),
        **common,
        "start_at_step": whole(0, 0, 10000),
        "end_at_step": whole(10000, 0, 10000),
        "return_with_leftover_noise": [["disable", "enable"]],
    }
    shift = {"model": ["MODEL"], "shift": number(3.0, 0.0, 100.0)}
    text = {"text": ["STRING", {"multiline": True, "dynamicPrompts": True}], "clip": ["CLIP"]}
    dims = ["x", "-x", "y", "-y", "t", "-t"]
    cut = {"samples": ["LATENT"], "dim": combo(dims[::2]), "index": whole(0, -MOST), "amount": whole(1, 1)}
    return {
        **node("CLIPTextEncode", ["CONDITIONING"], text),
        **node("ConditioningZeroOut", ["CONDITIONING"], {"conditioning": ["CONDITIONING"]}),
        **node("KSampler", ["LATENT"], first),
        **node("KSamplerAdvanced", ["LATENT"], advanced),
        **node("ModelSamplingSD3", ["MODEL"], shift),
        **node("ModelSamplingAuraFlow", ["MODEL"], shift),
        **node("VAEDecode", ["IMAGE"], {"samples": ["LATENT"], "vae": ["VAE"]}),
        **node("LatentCut", ["LATENT"], cut),
        **node("LatentConcat", ["LATENT"], {"samples1": ["LATENT"], "samples2": ["LATENT"], "dim": combo(dims)}),
        **node("TrimVideoLatent", ["LATENT"], {"samples": ["LATENT"], "trim_amount": whole(0, 0, 99999)}),
    }


def _wan() -> dict[str, Any]:
    sized = {
        "width": whole(832, 16, MOST, 16),
        "height": whole(480, 16, MOST, 16),
        "length": whole(81, 1, MOST, 4),
        "batch_size": whole(1, 1, 4096),
    }
    whole_clip = {"positive": ["CONDITIONING"], "negative": ["CONDITIONING"], "vae": ["VAE"], **sized}
    out = ["CONDITIONING", "CONDITIONING", "LATENT"]
    seen = {"clip_vision_output": ["CLIP_VISION_OUTPUT"], "start_image": ["IMAGE"]}
    both = {name: ["IMAGE"] for name in ("start_image", "end_image")}
    small = {"vae": ["VAE"], **sized, "width": whole(1280, 32, MOST, 32), "height": whole(704, 32, MOST, 32)}
    after = {"control_video": ["IMAGE"], "control_masks": ["MASK"], "reference_image": ["IMAGE"]}
    heard = {"audio_encoder_output": ["AUDIO_ENCODER_OUTPUT"], "ref_image": ["IMAGE"], "control_video": ["IMAGE"]}
    encoded = {"audio_encoder": ["AUDIO_ENCODER"], "audio": ["AUDIO"]}
    return {
        **node("EmptyHunyuanLatentVideo", ["LATENT"], sized),
        **node("EmptySD3LatentImage", ["LATENT"], {name: sized[name] for name in ("width", "height", "batch_size")}),
        **node("Wan22ImageToVideoLatent", ["LATENT"], small, {"start_image": ["IMAGE"]}),
        **node("WanImageToVideo", out, whole_clip, seen),
        **node("WanFirstLastFrameToVideo", out, whole_clip, both),
        **node("WanVaceToVideo", [*out, "INT"], whole_clip | {"strength": number(1.0, 0.0, 1000.0)}, after),
        **node("WanSoundImageToVideo", out, whole_clip, heard),
        **node("AudioEncoderEncode", ["AUDIO_ENCODER_OUTPUT"], encoded),
    }


def _ltx() -> dict[str, Any]:
    length = {"length": whole(97, 1, MOST, 8), "batch_size": whole(1, 1, 4096)}
    size = {"width": whole(768, 64, MOST, 32), "height": whole(512, 64, MOST, 32), **length}
    rate = ["FLOAT,INT", {"default": 25.0, "min": 1.0, "max": 1000.0}]
    sound = {"frames_number": whole(97, 1, 1000), "frame_rate": rate, "batch_size": whole(1, 1, 4096)}
    both = {name: ["CONDITIONING"] for name in ("positive", "negative")}
    strength = number(1.0, 0.0, 1.0)
    frame = {"vae": ["VAE"], "image": ["IMAGE"], "latent": ["LATENT"], "strength": strength, "bypass": ["BOOLEAN", {}]}
    cfg = {name: number(3.0, 0.0, 100.0) for name in ("video_cfg", "audio_cfg")}
    upscaler = {"model_name": combo(MODELS["latent_upscale_models"])}
    larger = {"samples": ["LATENT"], "upscale_model": ["LATENT_UPSCALE_MODEL"], "vae": ["VAE"]}
    joined = {"video_latent": ["LATENT"], "audio_latent": ["LATENT"]}
    squeezed = {"image": ["IMAGE"], "img_compression": whole(35, 0, 100)}
    return {
        **node("EmptyLTXVLatentVideo", ["LATENT"], size),
        **node("LTXVEmptyLatentAudio", ["LATENT"], {**sound, "audio_vae": ["VAE"]}),
        **node("LTXVConditioning", ["CONDITIONING"] * 2, {**both, "frame_rate": number(25.0, 0.0, 1000.0)}),
        **node("LTXVPreprocess", ["IMAGE"], squeezed),
        **node("LTXVImgToVideoInplace", ["LATENT"], frame),
        **node("LTXVDualCFGGuider", ["GUIDER"], {"model": ["MODEL"], **both, **cfg}),
        **node("LatentUpscaleModelLoader", ["LATENT_UPSCALE_MODEL"], upscaler),
        **node("LTXVLatentUpsampler", ["LATENT"], larger),
        **node("LTXVConcatAVLatent", ["LATENT"], joined),
        **node("LTXVSeparateAVLatent", ["LATENT", "LATENT"], {"av_latent": ["LATENT"]}),
        **node("LTXVAudioVAEDecode", ["AUDIO"], {"samples": ["LATENT"], "audio_vae": ["VAE"]}),
    }


def _apart() -> dict[str, Any]:
    """Sampling in parts, and sums."""
    given = {"noise": ["NOISE"], "guider": ["GUIDER"], "sampler": ["SAMPLER"], "sigmas": ["SIGMAS"]}
    tiles = {"tile_size": whole(512, 64, 4096, 32), "overlap": whole(64, 0, 4096, 32)}
    times = {"temporal_size": whole(64, 8, 4096, 4), "temporal_overlap": whole(8, 4, 4096, 4)}
    grows = {"names": ["a", "b", "c"], "min": 1, "input": {"optional": {"value": ["FLOAT,INT,BOOLEAN", {}]}}}
    sum = {"expression": ["STRING", {"default": "a + b"}], "values": ["COMFY_AUTOGROW_V3", {"template": grows}]}
    return {
        **node("RandomNoise", ["NOISE"], {"noise_seed": whole(0, 0, SEED)}),
        **node("KSamplerSelect", ["SAMPLER"], {"sampler_name": combo(SAMPLERS)}),
        **node("ManualSigmas", ["SIGMAS"], {"sigmas": ["STRING", {"default": "1, 0.5"}]}),
        **node("SamplerCustomAdvanced", ["LATENT", "LATENT"], {**given, "latent_image": ["LATENT"]}),
        **node("VAEDecodeTiled", ["IMAGE"], {"samples": ["LATENT"], "vae": ["VAE"], **tiles, **times}),
        **node("ComfyMathExpression", ["FLOAT", "INT", "BOOLEAN"], sum),
    }


def _files(uploads: list[str]) -> dict[str, Any]:
    def ending(*suffixes: str) -> list[str]:
        return sorted(name for name in uploads if name.endswith(suffixes))

    pictures, clips, sounds = ending(".png", ".jpg", ".webp"), ending(".mp4"), ending(".wav", ".mp3", ".flac", ".mp4")
    return {
        **node("LoadImage", ["IMAGE", "MASK"], {"image": [pictures, {"image_upload": True}]}),
        **node("LoadVideo", ["VIDEO"], {"file": combo(clips, video_upload=True)}, has_intermediate_output=True),
        **node("LoadAudio", ["AUDIO"], {"audio": combo(sounds, audio_upload=True)}),
        **node("GetVideoComponents", ["IMAGE", "AUDIO", "FLOAT"], {"video": ["VIDEO"]}),
    }


def _saving(new: bool) -> dict[str, Any]:
    prefix = ["STRING", {"default": "ComfyUI"}]
    again = dynamic(**{"auto": {}, "re-encode": {"required": {"crf": number(23.0, 0.0, 51.0, 1.0)}}})
    codec = dynamic(auto={}, h264={"optional": {"encoding": again}}, av1={"optional": {"encoding": again}})
    format = dynamic(**{kind: {"required": {"codec": codec}} for kind in ("auto", "mp4", "mkv", "webm")})
    old = {"format": combo(["auto", "mp4"]), "codec": combo(["auto", "h264"])}
    chosen, further = ({"format": format}, {"codec": codec}) if new else (old, None)
    fps = number(30.0, 1.0, 120.0, 1.0)
    return {
        **node("CreateVideo", ["VIDEO"], {"images": ["IMAGE"], "fps": fps}, {"audio": ["AUDIO"]}),
        **node("SaveVideo", [], {"video": ["VIDEO"], "filename_prefix": prefix, **chosen}, further, output_node=True),
        **node("SaveImage", [], {"images": ["IMAGE"], "filename_prefix": prefix}, output_node=True),
        **node("PreviewImage", [], {"images": ["IMAGE"]}, output_node=True),
        **node("SaveAudio", [], {"audio": ["AUDIO"], "filename_prefix": prefix}, output_node=True),
    }


def _pictures() -> dict[str, Any]:
    methods = ["nearest-exact", "bilinear", "area", "bicubic", "lanczos"]
    size = {"width": whole(512), "height": whole(512)}
    scale = {"image": ["IMAGE"], "upscale_method": [methods], **size, "crop": [["disabled", "center"]]}
    some = {"image": ["IMAGE"], "batch_index": whole(0, -MOST), "length": whole(1, 1, 4096)}
    return {
        **node("ImageScale", ["IMAGE"], scale),
        **node("ImageUpscaleWithModel", ["IMAGE"], {"upscale_model": ["UPSCALE_MODEL"], "image": ["IMAGE"]}),
        **node("ImageFromBatch", ["IMAGE"], some),
    }

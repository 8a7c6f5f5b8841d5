"""Makes a language model of half a megabyte that any server of Hugging Face checkpoints loads on a CPU, without a hub.

    python make_model.py FOLDER        (needs: tokenizers, torch, safetensors, all of them beside vLLM)

It is a real Qwen3 checkpoint with a real tokenizer, but it has learnt nothing: attention and MLP add zero, and the output layer holds one
successor for every token. So it answers word by word what SCRIPTS says, at any temperature above zero and below a few, and a recorded
tool call or thought is the same each time. What the chat template writes last picks the script: <|say|>, <|call|>, <|tell|>.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

HERE = Path(__file__).resolve().parent
HIDDEN, HEADS, HEAD_SIZE, LAYERS, INNER, WINDOW = 128, 2, 64, 2, 256, 131072

SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|say|>", "<|call|>", "<|ping|>", "<|tell|>", "<|quiet|>", "<|long|>"]
MARKERS = ["<think>", "</think>", "<tool_call>", "</tool_call>", "<tool_response>", "</tool_response>", "<tools>", "</tools>"]

# Every piece is one token and occurs once: the next piece follows from the last one alone. Steps from one script into another are fine.
SCRIPTS = [
    ["<|say|>", "<think>", "They greet", ", so I", " greet too.", "</think>", "Hello from", " a tiny", " model", " without", " knowledge.", "<|im_end|>"],
    ["<|quiet|>", "Hello from"],
    ["<|call|>", "<tool_call>", '\n{"name": "read', '", "arguments": {"path', '": "docs/', "caf\u00e9 \\\"a\\\" & <b>", '.md"}}\n', "</tool_call>", "<|im_end|>"],
    ["<|ping|>", "<tool", '_call>\n{"name": "ping"', ', "arguments": {}}', "\n</tool_call>", "<|im_end|>"],
    ["<|tell|>", "The tool", " says", ": it", " is done.", "<|im_end|>"],
    ["<|long|>"] + [f" {word}" for word in "one two three four five six seven eight nine ten".split()] + [" one"],
]


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = make_tokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    write(folder / "tokenizer_config.json", tokenizer_config())
    write(folder / "config.json", model_config(tokenizer))
    write(folder / "generation_config.json", {"bos_token_id": 0, "eos_token_id": [tokenizer.token_to_id("<|im_end|>"), 0], "temperature": 0.7, "top_p": 0.8, "do_sample": True})
    save_file(weights(tokenizer), str(folder / "model.safetensors"), metadata={"format": "pt"})
    for template in (HERE / "templates").glob("*.jinja"):
        shutil.copy(template, folder / template.name)
    make_adapter(folder / "adapter")
    print(f"{folder}: {tokenizer.get_vocab_size()} tokens")


def make_tokenizer() -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=1200, special_tokens=SPECIAL, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)
    tokenizer.train_from_iterator([text.read_text("utf-8") for text in training_texts()], trainer)
    tokenizer.add_special_tokens([AddedToken(text, special=True, normalized=False) for text in SPECIAL])
    pieces = MARKERS + [piece for script in SCRIPTS for piece in script if piece not in SPECIAL and piece not in MARKERS]
    tokenizer.add_tokens([AddedToken(text, special=False, normalized=False) for text in dict.fromkeys(pieces)])
    return tokenizer


def training_texts() -> list[Path]:
    root = HERE.parent.parent
    return [root / "LICENSE", *sorted((root / "fixtures" / "prompts").glob("*.json"))]


def tokenizer_config() -> dict:
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": None,
        "eos_token": "<|im_end|>",
        "pad_token": "<|endoftext|>",
        "model_max_length": WINDOW,
        "clean_up_tokenization_spaces": False,
        "chat_template": (HERE / "templates" / "easy.jinja").read_text("utf-8"),
    }


def model_config(tokenizer: Tokenizer) -> dict:
    return {
        "architectures": ["Qwen3ForCausalLM"],
        "model_type": "qwen3",
        "vocab_size": tokenizer.get_vocab_size(),
        "hidden_size": HIDDEN,
        "intermediate_size": INNER,
        "num_hidden_layers": LAYERS,
        "max_window_layers": LAYERS,
        "num_attention_heads": HEADS,
        "num_key_value_heads": HEADS,
        "head_dim": HEAD_SIZE,
        "hidden_act": "silu",
        "max_position_embeddings": WINDOW,
        "rms_norm_eps": 1e-6,
        "rope_theta": 1000000,
        "attention_bias": False,
        "use_sliding_window": False,
        "tie_word_embeddings": False,
        "bos_token_id": 0,
        "eos_token_id": tokenizer.token_to_id("<|im_end|>"),
        "torch_dtype": "bfloat16",
    }


def weights(tokenizer: Tokenizer) -> dict:
    generator = torch.Generator().manual_seed(1)
    size = tokenizer.get_vocab_size()
    rows = torch.randn(size, HIDDEN, generator=generator)
    rows = rows / rows.norm(dim=1, keepdim=True) * HIDDEN**0.5
    output = torch.zeros(size, HIDDEN)
    for token, successor in enumerate(successors(tokenizer, generator)):
        output[successor] += rows[token] * 0.5
    tensors = {"model.embed_tokens.weight": rows, "lm_head.weight": output, "model.norm.weight": torch.ones(HIDDEN)}
    wide = HEADS * HEAD_SIZE
    for layer in range(LAYERS):
        at = f"model.layers.{layer}."
        tensors |= {at + f"self_attn.{name}_proj.weight": torch.randn(wide, HIDDEN, generator=generator) * 0.02 for name in "qkv"}
        tensors |= {at + f"self_attn.{name}_norm.weight": torch.ones(HEAD_SIZE) for name in "qk"}
        tensors |= {at + f"mlp.{name}_proj.weight": torch.randn(INNER, HIDDEN, generator=generator) * 0.02 for name in ("gate", "up")}
        tensors |= {at + f"{name}.weight": torch.ones(HIDDEN) for name in ("input_layernorm", "post_attention_layernorm")}
        tensors |= {at + "self_attn.o_proj.weight": torch.zeros(HIDDEN, wide), at + "mlp.down_proj.weight": torch.zeros(HIDDEN, INNER)}
    return {name: tensor.to(torch.bfloat16).contiguous() for name, tensor in tensors.items()}


def successors(tokenizer: Tokenizer, generator: torch.Generator) -> list[int]:
    """What comes after each token: a random one, never a special one, but where a script says it."""
    size = tokenizer.get_vocab_size()
    plain = [token for token in range(size) if len(SPECIAL) <= token < size - 60]
    after = [plain[int(torch.randint(len(plain), (1,), generator=generator))] for _ in range(size)]
    for script in SCRIPTS:
        for piece, following in zip(script, script[1:]):
            after[tokenizer.token_to_id(piece)] = tokenizer.token_to_id(following)
    return after


def make_adapter(folder: Path) -> None:
    """A LoRA adapter that changes nothing, so that a server has a second kind of row in its list of models."""
    folder.mkdir(exist_ok=True)
    write(folder / "adapter_config.json", {"peft_type": "LORA", "r": 8, "lora_alpha": 8, "target_modules": ["q_proj"], "bias": "none", "base_model_name_or_path": "tiny", "task_type": "CAUSAL_LM"})
    name = "base_model.model.model.layers.{}.self_attn.q_proj.lora_{}.weight"
    tensors = {name.format(layer, "A"): torch.zeros(8, HIDDEN) for layer in range(LAYERS)}
    tensors |= {name.format(layer, "B"): torch.zeros(HEADS * HEAD_SIZE, 8) for layer in range(LAYERS)}
    save_file(tensors, str(folder / "adapter_model.safetensors"), metadata={"format": "pt"})


def write(file: Path, value: dict) -> None:
    file.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

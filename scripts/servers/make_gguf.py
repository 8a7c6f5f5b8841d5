"""Writes the checkpoint of make_model.py once more, as the one file that llama.cpp loads.

    python make_gguf.py FOLDER        (needs: gguf, numpy; FOLDER holds what make_model.py wrote) -> FOLDER/tiny.gguf
"""

import json
import struct
import sys
from pathlib import Path

import gguf
import numpy as np

BLOCK = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "self_attn.q_norm": "attn_q_norm",
    "self_attn.k_norm": "attn_k_norm",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
    "input_layernorm": "attn_norm",
    "post_attention_layernorm": "ffn_norm",
}
WHOLE = {"model.embed_tokens": "token_embd", "lm_head": "output", "model.norm": "output_norm"}


def main(folder: Path) -> None:
    config = read(folder / "config.json")
    writer = gguf.GGUFWriter(folder / "tiny.gguf", "qwen3")
    writer.add_name("tiny")
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(config["num_attention_heads"])
    writer.add_head_count_kv(config["num_key_value_heads"])
    writer.add_key_length(config["head_dim"])
    writer.add_value_length(config["head_dim"])
    writer.add_rope_freq_base(config["rope_theta"])
    writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    add_tokenizer(writer, folder, config)
    for name, tensor in tensors(folder / "model.safetensors"):
        writer.add_tensor(renamed(name), tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    print(folder / "tiny.gguf")


def add_tokenizer(writer: gguf.GGUFWriter, folder: Path, config: dict) -> None:
    tokenizer = read(folder / "tokenizer.json")
    words = {number: word for word, number in tokenizer["model"]["vocab"].items()}
    kinds = dict.fromkeys(words, gguf.TokenType.NORMAL)
    for token in tokenizer["added_tokens"]:
        words[token["id"]] = token["content"]
        kinds[token["id"]] = gguf.TokenType.CONTROL if token["special"] else gguf.TokenType.USER_DEFINED
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list([words[number] for number in range(config["vocab_size"])])
    writer.add_token_types([kinds[number] for number in range(config["vocab_size"])])
    writer.add_token_merges([" ".join(pair) if isinstance(pair, list) else pair for pair in tokenizer["model"]["merges"]])
    writer.add_eos_token_id(config["eos_token_id"])
    writer.add_pad_token_id(config["bos_token_id"])
    writer.add_add_bos_token(False)
    writer.add_chat_template(read(folder / "tokenizer_config.json")["chat_template"])


def tensors(file: Path):
    """Name and float32 values of each; the file holds bfloat16, which is the upper half of a float32."""
    raw = file.read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    for name, row in json.loads(raw[8 : 8 + length]).items():
        if name == "__metadata__":
            continue
        start, end = (8 + length + offset for offset in row["data_offsets"])
        halves = np.frombuffer(raw[start:end], dtype="<u2").astype("<u4")
        yield name, (halves << 16).view("<f4").reshape(row["shape"])


def renamed(name: str) -> str:
    stem = name.removesuffix(".weight")
    if stem in WHOLE:
        return f"{WHOLE[stem]}.weight"
    _, _, layer, part = stem.split(".", 3)
    return f"blk.{layer}.{BLOCK[part]}.weight"


def read(file: Path) -> dict:
    return json.loads(file.read_text("utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

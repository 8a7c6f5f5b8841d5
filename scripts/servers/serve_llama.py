"""Serves one file with llama.cpp, as its own `llama-server` does: the routes are those of that program, compiled into a wheel.

    python serve_llama.py FILE PORT [--window TOKENS] [--key KEY] [--no-jinja] [--alias NAME]        (needs: xllamacpp)
"""

import argparse
import signal

import xllamacpp

options = argparse.ArgumentParser()
options.add_argument("file")
options.add_argument("port", type=int)
options.add_argument("--window", type=int, default=0)
options.add_argument("--key")
options.add_argument("--no-jinja", action="store_true")
options.add_argument("--alias")
chosen = options.parse_args()

params = xllamacpp.CommonParams()
params.model.path = chosen.file
params.hostnames = ["127.0.0.1"]
params.port = chosen.port
params.n_ctx = chosen.window
params.n_parallel = 1
params.cpuparams.n_threads = 1
params.use_jinja = not chosen.no_jinja
# As the command line of llama-server sets it; the bare structure says `deepseek`, which is the same for what this model says.
params.reasoning_format = xllamacpp.common_reasoning_format.COMMON_REASONING_FORMAT_AUTO
if chosen.alias:
    params.model_alias = {chosen.alias}
if chosen.key:
    params.api_keys = [chosen.key]

server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
signal.pause()

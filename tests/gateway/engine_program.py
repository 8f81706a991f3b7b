# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A real model on this machine: llama.cpp, serving the OpenAI protocol, until its standard input ends."""

import sys

import xllamacpp


def main() -> None:
    """Serve the weights that the command line gives, on its port."""
    asked = xllamacpp.CommonParams()
    asked.model.path = sys.argv[1]
    asked.hostnames = ["127.0.0.1"]
    asked.port = int(sys.argv[2])
    asked.n_ctx, asked.n_parallel, asked.verbosity = 1024, 1, 0
    asked.warmup = False
    server = xllamacpp.Server(asked)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()

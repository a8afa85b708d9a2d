"""Times `ctl show` of a 28-node list as a whole process.

Compares it with an empty Rust program, for the cost of starting a process; with `ctl --version`,
for the cost of clap; with a list of 2 kB and a file that is not a list, for the cost of the list;
and with the same work done in Python. All are run in turn, in one run, so that the ratios hold on
a machine that others use too. Needs rustc, python3 and the package `cryptography`.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 300
CTL = "target/release/ctl"
LIST = "fixtures/lists/ctl-28-nodes.tlv"


def run(command, null):
    actions = [(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)]
    start = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    os.waitpid(pid, 0)
    return time.perf_counter() - start


def main():
    with tempfile.TemporaryDirectory() as folder, open(os.devnull, "w") as null:
        source, empty = os.path.join(folder, "empty.rs"), os.path.join(folder, "empty")
        with open(source, "w") as file:
            file.write("fn main() {}\n")
        subprocess.run(["rustc", "-O", "-C", "strip=symbols", "-o", empty, source], check=True)
        commands = {
            "empty Rust program": ([empty], 1),
            "ctl --version": ([CTL, "--version"], 1),
            "ctl show, no list": ([CTL, "show", "Cargo.toml"], 1),
            "ctl show, 2 kB": ([CTL, "show", "fixtures/lists/ctl-512.tlv"], 1),
            "ctl show, 28 nodes": ([CTL, "show", LIST], 1),
            "benches/show.py, 28 nodes": ([sys.executable, "benches/show.py", LIST], 20),
        }
        check = subprocess.run([sys.executable, "benches/show.py", LIST], capture_output=True)
        assert check.stdout.endswith(b"verified\n"), check.stderr
        times = {name: [] for name in commands}
        for turn in range(ROUNDS):
            for name, (command, every) in commands.items():
                if turn % every == 0:
                    times[name].append(run(command, null.fileno()))
    base = statistics.median(times["empty Rust program"])
    for name, values in times.items():
        median = statistics.median(values)
        least = min(values)
        print(f"{name:28} {least * 1e3:8.2f} ms least {median * 1e3:8.2f} ms median {median / base:8.2f}")


main()

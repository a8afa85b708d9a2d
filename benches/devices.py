"""Measures a cluster whose `devices` names 1,000, 10,000 and 100,000 phones: the first publication,
the next update, a dry run that changes nothing, and `status`.

Prints the elapsed time, the processor time, the largest resident set and the number of printed
lines. Needs a release build and about 2 GB on the disk; arguments replace the counts of phones. The
elapsed time beyond the processor time is mostly the disk's.
"""

import os
import subprocess
import sys
import tempfile
import time

COUNTS = [int(count) for count in sys.argv[1:]] or [1000, 10_000, 100_000]
CTL = os.path.abspath(os.environ.get("CTL", "target/release/ctl"))
COMMANDS = [
    ["set-cluster", "mixed-mode", "--yes"],
    ["update", "CTLFile", "--yes", "--force"],
    ["update", "CTLFile", "--dry-run"],
    ["status"],
]


def run(cluster, command, printed):
    """Seconds, the processor's seconds, the largest resident set in MiB, and lines."""
    with open(printed, "w") as out:
        actions = [(os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, out.fileno(), 2)]
        arguments = [CTL, "-C", cluster, *command]
        start = time.perf_counter()
        pid = os.posix_spawn(CTL, arguments, os.environ, file_actions=actions)
        _, status, usage = os.wait4(pid, 0)
        passed = time.perf_counter() - start
    with open(printed) as out:
        lines = out.readlines()
    assert os.waitstatus_to_exitcode(status) == 0, "".join(lines[-20:])
    return passed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, len(lines)


def main():
    print("phones   command                           passed       CPU    memory  lines")
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            cluster, printed = os.path.join(folder, "lab"), os.path.join(folder, "printed")
            subprocess.run([CTL, "init", cluster, "--lab"], check=True, stdout=subprocess.DEVNULL)
            with open(os.path.join(cluster, "phones.txt"), "w") as phones:
                phones.writelines(f"{number:012X}\n" for number in range(count))
            manifest = os.path.join(cluster, "cluster.toml")
            with open(manifest) as file:
                text = file.read()
            with open(manifest, "w") as file:
                file.write('devices = "phones.txt"\n' + text)
            for command in COMMANDS:
                passed, cpu, memory, lines = run(cluster, command, printed)
                name = " ".join(command)
                print(
                    f"{count:7}  {name:30} {passed:8.2f} s {cpu:7.2f} s {memory:6.1f} MiB {lines:5}",
                    flush=True,
                )


main()

"""Times `ctl plan`, `ctl update CTLFile --dry-run` and `ctl status` of a cluster of 28 nodes whose
phones may hold the lists of 1, 10, 100 and 1000 publications: of the same lists, signed again, and
of lists that differ.

The clusters are made by `tests/support/src/bin/moments.rs`. All are measured in turn, in one run,
and by processor time (user and system), so that the ratios hold on a machine that others use
too. Needs a release build.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 20
# The larger ones are measured less often.
COUNTS = {1: 1, 10: 1, 100: 2, 1000: 10}
CTL = os.path.abspath("target/release/ctl")
KINDS = {"again": "signed again", "different": "different"}
COMMANDS = {
    "plan": ["plan", "--change", "callmanager,itlrecovery"],
    "update --dry-run": ["update", "CTLFile", "--dry-run"],
    "status": ["status"],
}


def clusters(folder):
    """Makes the clusters; the folder of each by kind and count."""
    moments = ["cargo", "run", "--quiet", "--locked", "-p", "support", "--bin", "moments", "--"]
    lab = os.path.join(folder, "lab")
    subprocess.run([CTL, "init", lab, "--lab", "--nodes", "28"], check=True, stdout=subprocess.DEVNULL)
    made = {}
    for kind in KINDS:
        copy, out = os.path.join(folder, "copy"), os.path.join(folder, kind)
        shutil.copytree(lab, copy)
        subprocess.run([*moments, copy, kind, out, *map(str, COUNTS)], check=True)
        shutil.rmtree(copy)
        made.update({(kind, count): os.path.join(out, str(count)) for count in COUNTS})
    return made


def run(cluster, command, null):
    """Seconds, and the largest resident set in MiB (at least Python's own, about 10)."""
    arguments = [CTL, "-C", cluster, *command]
    actions = [(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)]
    pid = os.posix_spawn(CTL, arguments, os.environ, file_actions=actions)
    _, status, usage = os.wait4(pid, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 1), arguments
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    with tempfile.TemporaryDirectory() as folder, open(os.devnull, "w") as null:
        made = clusters(folder)
        rows = [(kind, name, count) for kind in KINDS for name in COMMANDS for count in COUNTS]
        times, memory = {row: [] for row in rows}, dict.fromkeys(rows, 0.0)
        for turn in range(ROUNDS):
            for row in rows:
                kind, name, count = row
                if turn % COUNTS[count] == 0:
                    seconds, size = run(made[kind, count], COMMANDS[name], null.fileno())
                    times[row].append(seconds)
                    memory[row] = max(memory[row], size)
    for row in rows:
        kind, name, count = row
        least, median = min(times[row]), statistics.median(times[row])
        ratio = median / statistics.median(times[kind, name, 1])
        print(
            f"{KINDS[kind]:12} {name:16} {count:5} moments {least * 1e3:9.1f} ms least "
            f"{median * 1e3:9.1f} ms median {ratio:8.2f} {memory[row]:7.1f} MiB"
        )


main()

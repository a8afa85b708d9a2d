#!/usr/bin/env python3
"""Refuses words that readers of technical English stumble over.

    python3 tests/language.py PATH...           exit 1, and each place, where one is found
    python3 tests/language.py --count PATH...   how often each is found; exit 0

A path is a file or a folder. Of Rust files, comments and string literals are checked; of pages, all
but what programs print in ```console blocks. tests/language.allow has the exceptions: quotations of
texts that are not ours, for example."""

import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ALLOW = os.path.join("tests", "language.allow")

# What is refused, as a regular expression (a blank is any white space), and what to write instead.
WORDS = [
    (r"anew", "again; regenerated, rebuilt, re-signs"),
    (r"(stand|stands|stood|standing) (in|on|at|among|between|beside|before|behind|after|there)", "is in, is one of, exists"),
    (r"(is|are|was|were|be|been) said", "prints, reports, warns"),
    (r"aloud", "prints, reports, warns"),
    (r"lack(|s|ed|ing)", "is missing; a missing file"),
    (r"whom", "which"),
    (r"there is no (module|command|option|token|file|folder|host)", "X not found"),
    (r"(is|are) no (?!longer\b|more\b|less\b|fewer\b|\w+er than\b)\w+", "is not a"),
    (r"(is|are) (another|other)", "differs, has changed"),
    (r"(play|plays|played)", "simulated"),
    (r"believe(|s|d)", "trusts"),
    (r"vouch(|es|ed|ing)", "trusts (of TVS: vouches)"),
    (r"(put|puts|putting) back", "restored"),
    (r"all there is to know", "full details"),
    (r"(begin|begins) in the folder of", "is relative to"),
    (r"wrong call(|s)", "usage error"),
    (r"(do|does) not serve", "is missing, wrong or unsuitable"),
    (r"no two( \w+)? are( the same)?", "must be unique"),
    (r"(go|goes) again", "a temporary folder"),
    (r"the question of this command", "the confirmation"),
]
PATTERNS = [
    (words, re.compile(rf"\b{words}\b".replace(" ", r"\s+"), re.I), advice)
    for words, advice in WORDS
]

# The folders and endings that a folder's files are taken from.
ENDINGS = (".rs", ".md", ".sh", ".py", ".toml", ".snap", ".1")
SKIPPED = {"target", ".git"}

# The checker and its test contain the words; in a folder, they are left out.
CHECKER = {"tests/language.py", "tests/program/documents/language.rs"}

RUST = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<string>b?r(?P<marks>\#*)".*?"(?P=marks)|b?"(?:\\.|[^"\\])*")
    |b?'(?:\\.[^']*|[^'\\])'""",
    re.S | re.X,
)


def blank(text):
    """The text without its characters: every line break stays where it was."""
    return re.sub(r"[^\n]", " ", text)


def of_rust(text):
    """Comments and strings of a Rust file, everything else blank."""
    parts, end = [], 0
    for match in RUST.finditer(text):
        parts.append(blank(text[end : match.start()]))
        found = match.group()
        if match.group("comment"):
            found = re.sub(r"^(\s*)(//[/!]?|\*)", lambda m: " " * len(m.group()), found)
        elif match.group("string"):
            # A line that continues after a backslash.
            found = found.replace("\\\n", " \n")
        else:
            found = blank(found)
        parts.append(found)
        end = match.end()
    return "".join(parts) + blank(text[end:])


def of_page(text):
    """A page without what programs print."""
    def without_output(match):
        lines = match.group().split("\n")
        return "\n".join(line if line.startswith("$ ") else blank(line) for line in lines)

    return re.sub(r"^```console\n.*?^```$", without_output, text, flags=re.S | re.M)


def checked(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        text = file.read()
    return of_rust(text) if path.endswith(".rs") else of_page(text) if path.endswith(".md") else text


def files(paths):
    for path in paths:
        inside = os.path.relpath(os.path.abspath(path), ROOT)
        path = os.path.abspath(path) if inside.startswith("..") else inside
        if os.path.isfile(os.path.join(ROOT, path)):
            yield path
            continue
        if not os.path.isdir(os.path.join(ROOT, path)):
            sys.exit(f"tests/language.py: {path}: not found")
        for folder, folders, names in os.walk(os.path.join(ROOT, path)):
            folders[:] = sorted(set(folders) - SKIPPED)
            for name in sorted(names):
                found = os.path.relpath(os.path.join(folder, name), ROOT)
                if name.endswith(ENDINGS) and found not in CHECKER:
                    yield found


def paragraph(text, place):
    """The text around a place, up to the next empty lines."""
    start = text.rfind("\n\n", 0, place) + 1
    end = text.find("\n\n", place)
    return text[start : len(text) if end < 0 else end]


def hits(path):
    """Each place in a file: where it is, the pattern, what was found, the words around it, the advice."""
    text = checked(path)
    for words, pattern, advice in PATTERNS:
        for match in pattern.finditer(text):
            # For TVS, and in tables about it, "vouches" is the term of Cisco's documents.
            if words.startswith("vouch") and re.search("TVS|Trust Verification", paragraph(text, match.start())):
                continue
            # "There is no X" is plain English.
            if words.startswith("(is|are) no ") and re.search(r"\bthere\s+$", text[: match.start()], re.I):
                continue
            around = " ".join(text[max(0, match.start() - 80) : match.end() + 80].split())
            line = text.count("\n", 0, match.start()) + 1
            yield match.start(), line, words, " ".join(match.group().split()), around, advice


def exceptions():
    """The pairs of the allow list: a path and words in it, with a tab between."""
    with open(os.path.join(ROOT, ALLOW), encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]
    return [tuple(line.split("\t")) for line in lines]


def main():
    counting = "--count" in sys.argv
    paths = [path for path in sys.argv[1:] if path != "--count"]
    if not paths:
        sys.exit(__doc__)
    allowed, used, counts, bad, looked = exceptions(), set(), {}, 0, set()
    for path in files(paths):
        looked.add(path)
        for _, line, words, found, around, advice in sorted(hits(path)):
            excuses = [pair for pair in allowed if pair[0] == path and pair[1] in around]
            used.update(excuses)
            if excuses:
                continue
            counts[words] = counts.get(words, 0) + 1
            bad += 1
            if not counting:
                print(f"{path}:{line}: \"{found}\": {advice}")
    if counting:
        for words, count in sorted(counts.items(), key=lambda pair: -pair[1]):
            print(f"{count:5} {words}")
        print(f"{bad:5} in {len(looked)} files")
        return 0
    for path, words in allowed:
        if path in looked and (path, words) not in used:
            print(f"{ALLOW}: {path}: \"{words}\" is not needed; remove it")
            bad += 1
    if not looked:
        sys.exit("tests/language.py: no file to check")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

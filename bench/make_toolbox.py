#!/usr/bin/env python3
"""Write a large toolbox.json with texts as long as the real ones: the real tools first, then made ones.

  make_toolbox.py OUT_FOLDER [--from data/toolbox.json] [--tools 10000] [--seed 1]

A made tool takes the shape of a real one (lengths, CommonMark, line breaks, facts, links) and has every word replaced
by one drawn from the real texts of its language, as often as it occurs there; one word in fifty is a rare one, a
compound that no real text has, so that the vocabulary grows with the texts as a language's does. The same seed gives
the same file."""
import argparse
import collections
import itertools
import json
import os
import random
import re

# Addresses and the program's own links stay as they are; the rest is taken word by word.
TOKEN = re.compile(r"(?:https?|mailto|tool|topic|manual):[^\s)>\]]+|[^\W\d_]+")
TEXTS = ("name", "short", "owner", "gist", "question", "background", "workings")
LIMIT = 128 << 20
RARE = 50


class Vocabulary:
    """The words of one language with how often each is used."""

    def __init__(self, texts, rng, rare_words):
        counts = collections.Counter(
            word.lower() for text in texts for word in TOKEN.findall(text) if ":" not in word)
        self.words = sorted(counts, key=lambda word: (-counts[word], word))
        self.weights = list(itertools.accumulate(counts[word] for word in self.words))
        long = [word for word in self.words if 5 <= len(word) <= 9]
        self.rare = sorted({rng.choice(long) + rng.choice(long) for _ in range(rare_words)})
        rng.shuffle(self.rare)
        self.rare_weights = list(itertools.accumulate(1 / (place + 10) for place in range(len(self.rare))))

    def rewrite(self, text, rng):
        """The text with other words: punctuation, capitals and markup as they were."""
        count = len(TOKEN.findall(text))
        words = rng.choices(self.words, cum_weights=self.weights, k=count)
        for _ in range(count // RARE + (rng.random() < count % RARE / RARE)):
            words[rng.randrange(count)] = rng.choices(self.rare, cum_weights=self.rare_weights)[0]
        following = iter(words)

        def replaced(match):
            old, new = match.group(), next(following)
            if ":" in old:
                return old
            if old.isupper() and len(old) > 1:
                return new.upper()
            return new.capitalize() if old[0].isupper() else new

        return TOKEN.sub(replaced, text)


def texts_of(tool, language):
    return [tool[key][language] for key in TEXTS] + [tool["location"]["text"][language]]


def made_tool(model, number, names, vocabularies, topics, rng):
    """A new tool of a real one's shape; it names only tools that came before it."""
    tool = json.loads(json.dumps(model))

    def rewrite(text):
        for language, vocabulary in vocabularies.items():
            if text.get(language):
                text[language] = vocabulary.rewrite(text[language], rng)

    tool["id"] = names[number]
    for key in TEXTS:
        rewrite(tool[key])
    rewrite(tool["location"]["text"])
    for relation in tool["related"]:
        relation["tool"] = names[rng.randrange(number)]
        rewrite(relation["why"])
    if "replacedBy" in tool:
        tool["replacedBy"] = [names[rng.randrange(number)]]
    places = rng.sample(topics, len(tool["topics"]) + len(tool.get("seeAlso", [])))
    tool["topics"], other_places = places[: len(tool["topics"])], places[len(tool["topics"]) :]
    if other_places:
        tool["seeAlso"] = other_places
    return tool


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("out", help="the folder that gets toolbox.json")
    parser.add_argument("--from", dest="source", default=os.path.join(here, "..", "data", "toolbox.json"))
    parser.add_argument("--tools", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with open(options.source, encoding="utf-8") as file:
        toolbox = json.load(file)
    real = toolbox["tools"][: options.tools]
    vocabularies = {
        language: Vocabulary(
            [text for tool in real for text in texts_of(tool, language)], rng, max(200, options.tools * 4))
        for language in ("nl", "en")
    }
    topics = [topic["id"] for pillar in toolbox["pillars"] for topic in pillar["topics"]]
    names = [tool["id"] for tool in real] + [f"tool-{number}" for number in range(len(real), options.tools)]
    os.makedirs(options.out, exist_ok=True)
    path = os.path.join(options.out, "toolbox.json")
    head = {key: value for key, value in toolbox.items() if key in ("format", "pillars")}
    tail = {key: value for key, value in toolbox.items() if key not in ("format", "pillars", "tools")}
    with open(path + ".new", "w", encoding="utf-8") as file:
        # Laid out as the real file, a tool at a time: ten thousand at once would take gigabytes.
        def write(value, indent):
            text = json.dumps(value, ensure_ascii=False, indent=2)
            file.write(text.replace("\n", "\n" + " " * indent))

        file.write("{")
        for key, value in head.items():
            file.write(f'\n  "{key}": ')
            write(value, 2)
            file.write(",")
        file.write('\n  "tools": [')
        for number in range(options.tools):
            tool = real[number] if number < len(real) else made_tool(
                rng.choice(real), number, names, vocabularies, topics, rng)
            file.write(",\n    " if number else "\n    ")
            write(tool, 4)
        file.write("\n  ]")
        for key, value in tail.items():
            file.write(f',\n  "{key}": ')
            write(value, 2)
        file.write("\n}\n")
    size = os.path.getsize(path + ".new")
    if size > LIMIT:
        os.remove(path + ".new")
        raise SystemExit(f"{options.tools} tools take {size >> 20} MiB; joi-tui reads at most {LIMIT >> 20}.")
    os.replace(path + ".new", path)
    print(f"{path}: {options.tools} tools, {size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()

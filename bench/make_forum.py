#!/usr/bin/env python3
"""Write a large forum as community.json and logs, and the same posts as a Maildir for a mail program to read.

  make_forum.py OUT_FOLDER [--posts 100000] [--threads 9000] [--members 400] [--seed 1] [--no-maildir]

Words are drawn from the real toolbox's Dutch texts as often as they occur there, one in fifty a rare compound (see
make_toolbox.py). Threads have sizes as forums have them (a few large ones, at most three in a hundred posts in one),
members write as members do (a few much, most little). Beside the posts there are likes, answers that were marked, new
versions of a text, posts that were taken back or hidden, and closed threads. All of it lies in 2024 and 2025. The same
seed gives the same files."""
import argparse
import base64
import itertools
import json
import os
import random
import shutil
import textwrap
import time

from make_toolbox import Vocabulary

START, SPAN = 1704067200, 2 * 365 * 86400 - 30 * 86400
THEMES = ("werkdruk", "leiderschap", "gesprekken", "verzuim", "scholing", "roosters", "instroom", "veiligheid")
TAGS = ("beleid", "ervaring", "formulier", "magazijn", "chauffeurs", "nachtdienst", "mkb", "cijfers", "tip")
ROLES = ("HR-adviseur", "Teamleider", "Planner", "Bedrijfsarts", "Preventiemedewerker", "Directeur", "Onderzoeker")
FIRMS = ("Koelhuis", "Transport", "Distributie", "Logistiek", "Opslag", "Expeditie", "Pakketdienst", "Havenbedrijf")
PLACES = ("Noord", "Zuid", "Oost", "West", "Maas", "Waal", "IJssel", "Veluwe", "Kempen", "Zeeland")
SPICE = ("privé", "coördinatie", "één", "geïnteresseerd", "reünie", "café", "€ 250", "naïef", "👍", "🙂", "→", "“citaat”")
# One thread has the first in its title, one post has the second in its text, both at nine tenths of the posts by time.
TITLE_NEEDLE, TEXT_NEEDLE = "zoeknaald", "hooibergnaald"


def sizes(posts, threads, rng):
    """How many posts each thread has."""
    weights = [1 / (place + 1) ** 0.85 for place in range(threads)]
    scale = posts / sum(weights)
    found = [max(1, min(int(weight * scale), max(20, posts * 3 // 100))) for weight in weights]
    while sum(found) < posts:
        found[min(int(rng.expovariate(6 / threads)), threads - 1)] += 1
    while sum(found) > posts:
        place = rng.randrange(threads)
        found[place] -= found[place] > 1
    rng.shuffle(found)
    return found


def skeleton(posts, threads, rng):
    """(milliseconds, thread, place in it, place of the post that it answers), by time."""
    rows = []
    for thread, size in enumerate(sizes(posts, threads, rng)):
        when = START + rng.random() * SPAN
        for place in range(size):
            back = min(place, 1 + int(rng.expovariate(0.5)))
            parent = None if place == 0 else 0 if rng.random() < 0.25 else place - back
            rows.append((int(min(when, START + SPAN + 86400 * 25) * 1000) + place, thread, place, parent))
            when += 60 + rng.expovariate(1 / (86400 * 2))
    rows.sort()
    return rows


def text_of(vocabulary, rng, count):
    """CommonMark of so many words: sentences, paragraphs, now and then a list, emphasis, a quote or a link to a tool."""
    words = rng.choices(vocabulary.words, cum_weights=vocabulary.weights, k=count)
    for _ in range(count // 50 + (rng.random() < count % 50 / 50)):
        words[rng.randrange(count)] = rng.choices(vocabulary.rare, cum_weights=vocabulary.rare_weights)[0]
    for _ in range(count // 40):
        words[rng.randrange(count)] = rng.choice(SPICE)
    if rng.random() < 0.3:
        at = rng.randrange(count)
        words[at] = f"**{words[at]}**"
    paragraphs, at = [], 0
    while at < count:
        stop = min(count, at + rng.randint(25, 60))
        sentences = []
        while at < stop:
            end = min(stop, at + rng.randint(6, 16))
            sentence = " ".join(words[at:end]) + "."
            sentences.append(sentence[0].upper() + sentence[1:])
            at = end
        manner = rng.random()
        paragraphs.append(
            "\n".join(f"- {sentence}" for sentence in sentences) if manner < 0.1
            else "> " + " ".join(sentences) if manner < 0.15 else " ".join(sentences))
    return "\n\n".join(paragraphs)


class Forum:
    def __init__(self, options, toolbox):
        self.options = options
        self.rng = random.Random(options.seed)
        texts = [tool[key]["nl"] for tool in toolbox["tools"] for key in ("gist", "question", "background", "workings")]
        # As many rare words as a language has after so much text.
        self.vocabulary = Vocabulary(texts, self.rng, max(200, options.posts // 5))
        self.tools = [tool["id"] for tool in toolbox["tools"]]
        self.accounts = [f"lid{number:03}" for number in range(1, options.members + 1)]
        self.activity = list(itertools.accumulate(1 / (place + 8) for place in range(options.members)))
        self.logs = {}

    def community(self):
        organisations = [
            {"id": f"{firm}-{place}".lower(), "name": f"{firm} {place}", "kind": "company"}
            for firm in FIRMS for place in PLACES]
        members = []
        for number, account in enumerate(self.accounts):
            member = {
                "account": account, "name": f"{self.rng.choice(ROLES)} {number + 1}",
                "organisation": self.rng.choice(organisations)["id"], "fictional": True}
            if number in (0, 1):
                member["roles"] = [{"role": "facilitator", "from": "2024-01-01"}]
            members.append(member)
        rooms = [
            {"id": "leden", "name": {"nl": "Leden", "en": "Members"}, "kind": "conversations", "readers": "members",
             "themes": [{"id": theme, "name": {"nl": theme.capitalize(), "en": theme.capitalize()}} for theme in THEMES]},
            {"id": "meldingen", "name": {"nl": "Meldingen", "en": "Flags"}, "kind": "flags", "readers": "facilitators",
             "themes": []}]
        return {
            "format": "joi-community/1", "identity": "demo", "guests": "none", "organisations": organisations,
            "members": members, "rooms": rooms}

    def event(self, account, milliseconds, what, **fields):
        seconds, rest = divmod(milliseconds, 1000)
        day = time.gmtime(seconds)
        letters = "".join(self.rng.choices("0123456789abcdefghijklmnopqrstuvwxyz", k=8))
        event = {
            "v": 1, "id": f"{account}-{time.strftime('%Y%m%d%H%M%S', day)}{rest:03}-{letters}",
            "at": time.strftime("%Y-%m-%dT%H:%M:%S", day) + f".{rest:03}Z", "do": what}
        event |= fields
        # Lines are kept as bytes until a log is whole: its lines have to stand by time.
        line = json.dumps(event, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        self.logs.setdefault(account, []).append((milliseconds, line))
        return event["id"]

    def title(self):
        words = self.rng.choices(self.vocabulary.words, cum_weights=self.vocabulary.weights, k=self.rng.randint(3, 8))
        if self.rng.random() < 0.2:
            words.append(self.rng.choice(SPICE))
        return words

    def posts(self):
        """Writes the events; gives each post as (number, account, milliseconds, title, text, number answered, chain)."""
        rng = self.rng
        rows = skeleton(self.options.posts, self.options.threads, rng)
        needle = rows[len(rows) * 9 // 10][1]
        threads, posts, numbers, chains = {}, {}, {}, {}
        for number, (when, thread, place, parent) in enumerate(rows, 1):
            account = rng.choices(self.accounts, cum_weights=self.activity)[0]
            text = text_of(self.vocabulary, rng, int(min(220, max(40, rng.lognormvariate(4.5, 0.5)))))
            if number == len(rows) * 9 // 10:
                text += f" Zie ook de {TEXT_NEEDLE}."
            if rng.random() < 0.05:
                text += f" Zie [dit instrument](tool:{rng.choice(self.tools)})."
            if place == 0:
                words = self.title() + [TITLE_NEEDLE] * (thread == needle)
                title = " ".join(words)
                title = title[0].upper() + title[1:]
                name = self.event(
                    account, when, "thread", title=title, theme=rng.choice(THEMES), body=text,
                    **{key: value for key, value in (
                        ("tags", sorted(rng.sample(TAGS, rng.choice((0, 0, 1, 2))))),
                        ("tools", rng.sample(self.tools, rng.random() < 0.1))) if value})
                threads[thread] = (name, title, account)
            else:
                name = self.event(
                    account, when, "reply", thread=threads[thread][0], to=posts[thread, parent], body=text)
            posts[thread, place] = name
            numbers[thread, place] = number
            answered = numbers[thread, parent] if parent is not None else None
            chain = (chains[thread, parent] + [answered])[-12:] if answered else []
            chains[thread, place] = chain
            self.act(account, when, name, threads[thread], place)
            yield number, account, when, threads[thread][1], text, answered, chain

    def act(self, account, when, post, thread, place):
        """What members do about a post, soon after it."""
        rng = self.rng
        later = when + rng.randint(60_000, 86_400_000)
        luck = rng.random()
        if rng.random() < 0.2:
            other = rng.choices(self.accounts, cum_weights=self.activity)[0]
            if other != account:
                self.event(other, later, "like", post=post)
        if luck < 0.01:
            self.event(
                account, later, "edit", post=post, body=text_of(self.vocabulary, rng, rng.randint(40, 120)))
        elif luck < 0.012 and place:
            self.event(account, later, "retract", post=post, reason="Stond er dubbel.")
        elif luck < 0.0125 and place:
            self.event(self.accounts[0], later, "hide", target=post, reason="Hoort hier niet.")
        elif luck < 0.04 and place:
            self.event(thread[2], later, "answer", thread=thread[0], post=post)

    def write_logs(self, folder):
        os.makedirs(f"{folder}/forum/leden")
        for account, lines in self.logs.items():
            lines.sort(key=lambda line: line[0])
            with open(f"{folder}/forum/leden/{account}.jsonl", "wb") as file:
                for _, line in lines:
                    file.write(line + b"\n")
            os.chmod(f"{folder}/forum/leden/{account}.jsonl", 0o640)


def encoded(text):
    """A header's text: RFC 2047 where it is not ASCII."""
    if text.isascii():
        return text
    out, current = [], ""
    for character in text:
        if len((current + character).encode()) > 42:
            out.append(current)
            current = ""
        current += character
    out.append(current)
    return "\n ".join(f"=?utf-8?b?{base64.b64encode(part.encode()).decode()}?=" for part in out)


def message(post, names):
    number, account, when, title, text, answered, chain = post
    head = [
        f"From: {encoded(names[account])} <{account}@forum.example>", "To: forum@forum.example",
        f"Subject: {encoded(('Re: ' if answered else '') + title)}",
        "Date: " + time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(when // 1000)),
        f"Message-ID: <p{number}@forum.example>"]
    if answered:
        references = "\n ".join(f"<p{place}@forum.example>" for place in chain)
        head += [f"In-Reply-To: <p{answered}@forum.example>", f"References: {references}"]
    head += [
        "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
    body = "\n\n".join(textwrap.fill(paragraph, 76) for paragraph in text.split("\n\n"))
    return "\n".join(head) + "\n\n" + body + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("out", help="the folder that gets data/ and Maildir/")
    parser.add_argument("--toolbox", default=os.path.join(here, "..", "data", "toolbox.json"))
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--threads", type=int, default=9_000)
    parser.add_argument("--members", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-maildir", action="store_true")
    options = parser.parse_args()
    with open(options.toolbox, encoding="utf-8") as file:
        toolbox = json.load(file)
    new = options.out.rstrip("/") + ".new"
    shutil.rmtree(new, ignore_errors=True)
    os.makedirs(f"{new}/data")
    shutil.copy(options.toolbox, f"{new}/data/toolbox.json")
    forum = Forum(options, toolbox)
    community = forum.community()
    with open(f"{new}/data/community.json", "w", encoding="utf-8") as file:
        json.dump(community, file, ensure_ascii=False, indent=1)
    names = {member["account"]: member["name"] for member in community["members"]}
    if not options.no_maildir:
        for part in ("cur", "new", "tmp"):
            os.makedirs(f"{new}/Maildir/{part}")
    for post in forum.posts():
        if not options.no_maildir:
            with open(f"{new}/Maildir/cur/{post[2] // 1000}.M{post[0]}P1.forum:2,S", "w", encoding="utf-8") as file:
                file.write(message(post, names))
    forum.write_logs(f"{new}/data")
    shutil.rmtree(options.out, ignore_errors=True)
    os.rename(new, options.out)
    size = sum(len(line) + 1 for lines in forum.logs.values() for _, line in lines)
    print(f"{options.out}: {options.posts} posts, {size / 1e6:.1f} MB of logs")


if __name__ == "__main__":
    main()

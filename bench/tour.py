"""The keys that people press: visits to the screens in an order that a seed gives, each beginning and ending at Home.

A visit is a generator of keys. It sees nothing of the screen but what it asks for (`Seat.captured`), which is only done
before something is written: letters that land on another screen would be commands there."""
from screen import Screen, stripped

UP, DOWN, LEFT, ENTER, ESCAPE = b"\x1bOA", b"\x1bOB", b"\x1bOD", b"\r", b"\x1b"
REPAINT, SEND, CLEAR = b"\x0c", b"\x18", b"\x15"
WORDS = ("werkdruk", "rooster", "verzuim", "leiderschap", "planning", "scholing", "gesprek", "nacht")
# No letter twice in a row: ncurses sends repeated ones as a count. No q: outside an editor that one leaves.
LETTERS = "bcdfghjklmnprstvwxz"


def token(rng):
    """A word that no text has."""
    return "".join(rng.sample(LETTERS, 9))


def steps(rng, least, most, back=True):
    """Down, and some of it up again."""
    count = rng.randint(least, most)
    yield from [DOWN] * count
    if back:
        yield from [UP] * rng.randint(0, count // 2)


class Tour:
    """What one session of joi-tui does. `posts` is what all sessions share."""

    def __init__(self, seat, rng, posts, is_facilitator):
        self.seat, self.rng, self.posts, self.is_facilitator = seat, rng, posts, is_facilitator
        self.visit = iter(())
        self.is_leaving = False

    def next(self, is_over):
        """The next key; none when it is over and the session at Home again."""
        # What is being written is finished first.
        if is_over and not self.is_leaving and self.seat.account not in self.posts.busy:
            self.is_leaving = True
            self.visit = iter((ESCAPE, ESCAPE, ESCAPE, b"0"))
        key = next(self.visit, None)
        if key is None and not self.is_leaving:
            self.visit = iter((ESCAPE, b"0")) if is_over else self.choose()
            self.is_leaving = is_over
            key = next(self.visit, None)
        return key

    def choose(self):
        if self.posts.claim(self.seat.account):
            return self.answering()
        kinds = [self.reading] * 4 + [self.searching] * 2 + [self.looking_up]
        if self.is_facilitator:
            kinds += [self.at_the_desk] * 2
        return self.rng.choice(kinds)()

    def reading(self):
        rng = self.rng
        yield b"4"
        yield from steps(rng, 2, 8)
        for _ in range(rng.randint(1, 3)):
            yield ENTER
            yield from steps(rng, 2, 10)
            yield ESCAPE
            yield DOWN
        yield b"0"

    def searching(self):
        yield b"4"
        yield b"/"
        for letter in self.rng.choice(WORDS):
            yield letter.encode()
        yield from steps(self.rng, 1, 4)
        yield ENTER
        yield from steps(self.rng, 1, 6)
        yield ESCAPE
        yield ESCAPE
        yield b"0"

    def looking_up(self):
        yield b"1"
        yield from steps(self.rng, 2, 6)
        yield ENTER
        yield from steps(self.rng, 2, 6)
        yield ENTER
        yield from steps(self.rng, 2, 6)
        yield ESCAPE
        yield b"0"

    def at_the_desk(self):
        rng = self.rng
        yield b"5"
        yield from steps(rng, 2, 6, back=False)
        if rng.random() < 0.2:
            yield b"v"
        yield ENTER
        yield from steps(rng, 2, 6)
        yield ESCAPE
        yield b"0"

    def answering(self):
        """An answer in one of the topmost conversations, letter by letter."""
        try:
            yield b"4"
            yield from [DOWN] * self.rng.randint(0, 8)
            yield ENTER
            yield DOWN
            yield b"r"
            self.seat.captured = b""
            yield REPAINT
            shown, self.seat.captured = stripped(self.seat.captured), None
            if b"Ctrl-X" in shown:
                word = token(self.rng)
                for letter in word:
                    yield letter.encode()
                self.posts.sent.append((self.seat.account, word))
                yield SEND
                yield DOWN
            else:
                self.posts.refused += 1
            yield ESCAPE
            yield b"0"
        finally:
            self.posts.release(self.seat.account)


def looks_for(seat, word, found):
    """The last visit: searches a word, looks at the whole screen, leaves. `found` gets what stood there."""
    yield b"4"
    yield b"/"
    for letter in word:
        yield letter.encode()
    seat.captured = b""
    yield REPAINT
    screen = Screen(80, 24)
    data, seat.captured = seat.captured, None
    screen.feed(data)
    found[seat.number] = screen.text()
    yield ESCAPE
    yield ESCAPE
    yield b"0"
    seat.may_end = True
    yield b"q"


class Posts:
    """When somebody posts: at even moments over the whole time, by whichever session next ends a visit. One session of
    an account at a time: two that answer the same post would have one draft."""

    def __init__(self):
        self.wanted = 0
        self.busy = set()
        self.sent = []
        self.refused = 0

    def claim(self, account):
        if self.wanted <= 0 or account in self.busy:
            return False
        self.wanted -= 1
        self.busy.add(account)
        return True

    def release(self, account):
        self.busy.discard(account)


class MailTour:
    """The same in kind in neomutt: a list, a message, back; a search of subjects. It writes nothing."""

    def __init__(self, rng):
        self.rng = rng
        self.visit = iter(())

    def next(self, is_over):
        key = None if is_over else next(self.visit, None)
        if key is None and not is_over:
            self.visit = self.rng.choice([self.reading] * 5 + [self.searching] * 2)()
            key = next(self.visit, None)
        return key

    def reading(self):
        rng = self.rng
        # Its cursor begins at the end of the list.
        yield from [b"k"] * rng.randint(2, 8)
        for _ in range(rng.randint(1, 3)):
            yield ENTER
            yield from [ENTER] * rng.randint(2, 10)
            yield b"i"
            yield b"k"

    def searching(self):
        yield b"/" + CLEAR
        for letter in self.rng.choice(WORDS):
            yield letter.encode()
        yield ENTER
        yield from [b"k"] * self.rng.randint(1, 4)
        yield ENTER
        yield from [ENTER] * self.rng.randint(1, 6)
        yield b"i"


class EchoTour:
    def next(self, is_over):
        return None if is_over else b"x"

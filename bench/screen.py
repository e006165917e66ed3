"""What a terminal shows after the bytes that it was sent: enough of xterm to read ncurses' output cell by cell.

Only what ncurses sends for TERM=xterm-256color is known; anything else is an error, so that a screen is never read
wrongly without notice."""
import re
import unicodedata

SEQUENCE = re.compile(rb"\x1b(?:\[([?>=]?)([0-9;]*)([@-~])|\][^\x07]*\x07|\(([0B])|([=>78MDE]))")
ESCAPES = re.compile(rb"\x1b(?:\[[0-9;?>=]*[@-~]|\][^\x07]*\x07|\([0B]|[=>78MDE])|[\x00-\x08\x0b-\x1f]")
PLAIN = ()


def stripped(data):
    """The bytes without escape sequences: text that was sent in one go stands in it in one piece."""
    return ESCAPES.sub(b"", data)


class Screen:
    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.cells = [self.blank_row() for _ in range(rows)]
        self.x = self.y = 0
        self.wraps = False
        self.top, self.bottom = 0, rows - 1
        self.look = PLAIN
        self.saved = (0, 0)
        self.cursor_shown = True
        self.last = " "
        self.rest = b""

    def blank_row(self):
        return [(" ", PLAIN)] * self.columns

    def feed(self, data):
        data = self.rest + data
        at = 0
        while at < len(data):
            byte = data[at]
            if byte == 0x1B:
                match = SEQUENCE.match(data, at)
                if not match:
                    if len(data) - at > 64:
                        raise ValueError(f"unknown sequence: {data[at:at + 16]!r}")
                    break
                self.sequence(match)
                at = match.end()
            elif byte < 0x20:
                self.control(byte)
                at += 1
            else:
                size = 1 if byte < 0x80 else 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
                if at + size > len(data):
                    break
                self.put(data[at:at + size].decode())
                at += size
        self.rest = data[at:]

    def put(self, character):
        wide = unicodedata.east_asian_width(character) in "WF"
        if unicodedata.combining(character):
            text, look = self.cells[self.y][max(0, self.x - 1)]
            self.cells[self.y][max(0, self.x - 1)] = (text + character, look)
            return
        if self.wraps:
            self.x = 0
            self.line_feed()
        self.wraps = False
        self.cells[self.y][self.x] = (character, self.look)
        if wide and self.x + 1 < self.columns:
            self.x += 1
            self.cells[self.y][self.x] = ("", self.look)
        self.last = character
        if self.x + 1 < self.columns:
            self.x += 1
        else:
            self.wraps = True

    def line_feed(self):
        if self.y == self.bottom:
            self.scroll(1)
        elif self.y + 1 < self.rows:
            self.y += 1

    def scroll(self, rows, top=None):
        """Moves the scrolling region's rows up, or down for a negative number."""
        top = self.top if top is None else top
        for _ in range(abs(rows)):
            if rows > 0:
                del self.cells[top]
                self.cells.insert(self.bottom, self.blank_row())
            else:
                del self.cells[self.bottom]
                self.cells.insert(top, self.blank_row())

    def control(self, byte):
        self.wraps = False
        if byte == 0x08:
            self.x = max(0, self.x - 1)
        elif byte == 0x0D:
            self.x = 0
        elif byte == 0x0A:
            self.line_feed()
        elif byte == 0x09:
            self.x = min(self.columns - 1, self.x // 8 * 8 + 8)

    def sequence(self, match):
        private, parameters, final, charset, single = match.groups()
        if charset is not None or (final is None and single is None):
            return
        if single is not None:
            self.wraps = False
            if single == b"M":
                if self.y == self.top:
                    self.scroll(-1)
                else:
                    self.y = max(0, self.y - 1)
            elif single == b"7":
                self.saved = (self.x, self.y)
            elif single == b"8":
                self.x, self.y = self.saved
            return
        numbers = [int(part) if part else 0 for part in parameters.split(b";")]
        if private:
            if private == b"?" and final in b"hl":
                if 25 in numbers:
                    self.cursor_shown = final == b"h"
                if 1049 in numbers:
                    self.cells = [self.blank_row() for _ in range(self.rows)]
            return
        if final == b"m":
            self.attributes(numbers)
            return
        self.move_or_edit(final, numbers)

    def move_or_edit(self, final, numbers):
        count = max(1, numbers[0])
        row = self.cells[self.y]
        if final == b"b":
            for _ in range(count):
                self.put(self.last)
            return
        self.wraps = False
        if final == b"H":
            self.y = min(self.rows, count) - 1
            self.x = min(self.columns, max(1, numbers[1] if len(numbers) > 1 else 1)) - 1
        elif final == b"d":
            self.y = min(self.rows, count) - 1
        elif final == b"G":
            self.x = min(self.columns, count) - 1
        elif final == b"A":
            self.y = max(0, self.y - count)
        elif final == b"B":
            self.y = min(self.rows - 1, self.y + count)
        elif final == b"C":
            self.x = min(self.columns - 1, self.x + count)
        elif final == b"D":
            self.x = max(0, self.x - count)
        elif final == b"Z":
            self.x = max(0, (self.x - 1) // 8 * 8)
        elif final == b"r":
            self.top = count - 1
            self.bottom = (numbers[1] if len(numbers) > 1 and numbers[1] else self.rows) - 1
            self.x = self.y = 0
        elif final == b"J" and numbers[0] in (0, 2):
            if numbers[0] == 2:
                self.cells = [self.blank_row() for _ in range(self.rows)]
            else:
                row[self.x:] = [(" ", PLAIN)] * (self.columns - self.x)
                for y in range(self.y + 1, self.rows):
                    self.cells[y] = self.blank_row()
        elif final == b"K" and numbers[0] == 0:
            row[self.x:] = [(" ", self.background())] * (self.columns - self.x)
        elif final == b"K" and numbers[0] == 1:
            row[:self.x + 1] = [(" ", self.background())] * (self.x + 1)
        elif final == b"X":
            count = min(count, self.columns - self.x)
            row[self.x:self.x + count] = [(" ", self.background())] * count
        elif final == b"@":
            row[self.x:self.x] = [(" ", PLAIN)] * count
            del row[self.columns:]
        elif final == b"P":
            del row[self.x:self.x + count]
            row.extend([(" ", PLAIN)] * (self.columns - len(row)))
        elif final in b"LM":
            self.scroll(-count if final == b"L" else count, self.y)
        elif final in b"ST":
            self.scroll(count if final == b"S" else -count)
        elif final not in b"lht":
            raise ValueError(f"unknown sequence: CSI {numbers} {final!r}")

    def background(self):
        return tuple(part for part in self.look if part.startswith("on"))

    def attributes(self, numbers):
        look = set(self.look)
        at = 0
        names = {1: "bold", 2: "dim", 3: "italic", 4: "underline", 5: "blink", 7: "reverse"}
        while at < len(numbers):
            code = numbers[at]
            if code in (38, 48):
                kind = "fg" if code == 38 else "on"
                look = {part for part in look if not part.startswith(kind)} | {f"{kind}{numbers[at + 2]}"}
                at += 2
            elif code == 0:
                look = set()
            elif code in names:
                look.add(names[code])
            elif code == 22:
                look -= {"bold", "dim"}
            elif code in (23, 24, 25, 27):
                look.discard(names[code - 20])
            elif 30 <= code <= 39 or 90 <= code <= 97:
                look = {part for part in look if not part.startswith("fg")} | ({f"fg{code}"} if code != 39 else set())
            elif 40 <= code <= 49 or 100 <= code <= 107:
                look = {part for part in look if not part.startswith("on")} | ({f"on{code}"} if code != 49 else set())
            at += 1
        self.look = tuple(sorted(look))

    def text(self):
        return "\n".join("".join(text for text, _ in row).rstrip() for row in self.cells)

    def shown(self):
        """All that a person sees: the cells with their looks, and the cursor."""
        return [list(row) for row in self.cells], (self.x, self.y) if self.cursor_shown else None

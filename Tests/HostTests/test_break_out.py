"""A member who wants out of the program, by what a client can send before it starts."""
import os
import signal
import socket
import subprocess
import unittest

from host import ENVIRONMENT, Host, execute, wait_until
from trace import Trace

HOME = "Waarmee kunnen we helpen?"
# What can be asked for without a screen; anything else is refused.
REFUSED = [
    "/bin/sh", "sh", "bash -i", "sh -c id", "exec sh", "id", "env", "cat /etc/passwd", "./list", "/usr/bin/joi-tui",
    "/usr/bin/joi-tui --kiosk", "show x; id", "list; id", "list;id", "list && id", "list & id", "list | sh", "list || id",
    "list > /tmp/x", "list >> /tmp/x", "list < /etc/passwd", "`id`", "list `touch /tmp/x`", "$(id)",
    "list $(touch /tmp/x)", "list \"$(touch /tmp/x)\"", "list ${HOME}", "list $HOME", "(id)", "{ id; }", "list\nid",
    "list\n/bin/sh\n", "list\rid", "\nid", "list \x1b]0;x\x07", "list 'x", "list \"x", "list x\\", "list #x\nid",
    "list --data /etc", "list --data=/etc", "list --data", "export selection -o /tmp/x", "export selection -o/tmp/x",
    "export selection --output /tmp/x", "export selection --output=/tmp/x", "threads --as begeleider1",
    "queue --as=begeleider1", "whoami --as root", "--as begeleider1 threads", "--data /tmp list", "--kiosk list",
    "--kiosk --data /tmp", "open", "open --data /tmp", "open --kiosk", "ask --theme planning --title x", "reply x",
    "member add x", "member list", "member erase lid01", "member export lid02", "member role lid01 facilitator",
    "room add x", "post purge x", "check", "check /etc", "check /etc/passwd", "keys", "help", "--help", "--version",
    "list --help", "list -h", "--generate-completion-script bash", "list --experimental-dump-help",
    "scp -t /tmp/x", "scp -f /etc/passwd", "scp -r -t /var/lib/joi", "/usr/lib/openssh/sftp-server", "internal-sftp",
    "sftp-server -e", "rsync --server -e.LsfxCIvu . /tmp/x", "rsync --server --sender . /etc/passwd",
    "git-upload-pack /", "LIST", "list\tx;id", "''", "\"\" list", "-", "--", "-- list", "- list", "\u202elist", "l\u0131st",
    "list; " + "A" * 100_000, "A" * 100_000, "list --topic " + "B" * 100_000, "show " + "x " * 50_000,
    b"\xff\xfe\xfd", b"list \xff", b"list \xc0\xaf", bytes(range(1, 256)), b"show \x80\x81\x9b31m", b"\x01", b"\x7f",
]
# Names of a terminal that lead somewhere else, steer, or are none.
TERMINALS = [
    "no-such-terminal", "../../tmp/evil", "../../../../../../tmp/evil", "/tmp/evil", "/etc/passwd", ".", "..", "x/../y",
    "xterm-256color/../../x", "%s%n%n%n", "$(id)", "`id`", "; id", "xterm;id", "\x1b[31m", "\x1b]0;x\x07", "a\nb", "a\rb",
    "x" * 10_000, "../" * 3_000, "\x80\x81", "é", "-x", "--help", " ", "\t",
]
EVIL = "/tmp/evil"
# Another data root, state, terminal description, shell file: all there, and all to be left alone.
VARIABLES = {
    "JOI_DATA": EVIL, "XDG_STATE_HOME": EVIL, "XDG_DATA_HOME": EVIL, "XDG_CONFIG_HOME": EVIL, "HOME": EVIL,
    "TERMINFO": EVIL, "TERMINFO_DIRS": EVIL, "TERMCAP": EVIL, "NCURSES_TRACE": "65535", "NCURSES_ASSUMED_COLORS": "1,1",
    "NCURSES_NO_PADDING": "1", "NCURSES_GPM_TERMS": EVIL, "NCURSES_NO_UTF8_ACS": "1", "COLUMNS": "100000",
    "LINES": "100000", "ESCDELAY": "2147483647", "BAUDRATE": "1", "LANG": "../../tmp/evil", "LC_ALL": "../../tmp/evil",
    "LC_CTYPE": "en_US.ISO-8859-1", "LANGUAGE": EVIL, "LOCPATH": EVIL, "NLSPATH": EVIL, "CHARSET": "x", "TZ": "/etc/passwd",
    "TZDIR": EVIL, "TMPDIR": EVIL, "SHELL": EVIL + "/sh", "ENV": EVIL + "/sh", "BASH_ENV": EVIL + "/sh", "PS4": "$(id)",
    "SHELLOPTS": "xtrace", "IFS": "j", "PATH": EVIL, "USER": "begeleider1", "LOGNAME": "begeleider1", "SUDO_USER": "root",
    "NO_COLOR": "1", "EDITOR": EVIL + "/sh", "VISUAL": EVIL + "/sh", "PAGER": EVIL + "/sh", "BROWSER": EVIL + "/sh",
    "MALLOC_TRACE": EVIL + "/trace", "GCONV_PATH": EVIL, "HOSTALIASES": EVIL, "RES_OPTIONS": "debug",
    "SSH_ORIGINAL_COMMAND": "list", "SSH_CONNECTION": "x", "SSH_TTY": "/etc/passwd",
    "JOI_TUI_TEST": "1", "A" * 200: "x", "LONG": "x" * 20_000,
}


class BreakOut(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # More than Debian's sshd takes from a client: all of its environment.
        cls.host = Host(options=("AcceptEnv=*",))
        for account in ("lid01", "lid02"):
            cls.host.member(account)
        cls.host.member("begeleider1", "--facilitator")
        # A door that would open, if anything looked for it.
        cls.host.run("""
            mkdir -p /tmp/evil/e /tmp/evil/n /tmp/evil/joi-tui
            cp -r /usr/share/joi-tui/sample/. /tmp/evil
            printf '#!/bin/sh\\ntouch /tmp/evil/broken-out\\necho BROKEN OUT\\n' >/tmp/evil/sh
            for name in joi-tui sh id ls less vi nano; do cp /tmp/evil/sh /tmp/evil/$name 2>/dev/null || true; done
            chmod 755 /tmp/evil/* && chmod -R a+rwX /tmp/evil
            infocmp xterm | sed 's/^xterm|.*/evil,/; s/smcup=[^,]*/smcup=BROKEN OUT/' >/tmp/evil/source
            TERMINFO=/tmp/evil tic -x /tmp/evil/source
            sed 's/^evil,/xterm-256color,/' /tmp/evil/source >/tmp/evil/source2 && TERMINFO=/tmp/evil tic -x /tmp/evil/source2
        """)
        cls.listing = cls.host.ssh("lid01", "list").out

    @classmethod
    def tearDownClass(cls):
        cls.host.close()

    def refused(self, result):
        """Not done, and said so in one line of plain text."""
        self.assertNotIn(result.status, (0, None), result)
        self.assertEqual(result.out, b"", result)
        line = result.error.decode()
        self.assertTrue(line.endswith("\n") and line.count("\n") == 1 and 10 < len(line) < 400, result)
        self.assertTrue(all(sign.isprintable() for sign in line[:-1]), result)

    def test_allowed(self):
        """The reading commands, so that what is refused below is not refused for another reason."""
        self.assertIn(b"work-ability-index\t", self.listing)
        for words in (("list",), ("joi-tui", "list"), ("list", "--json"), ("show", "work-ability-index"), ("search", "werkdruk"),
                      ("whoami",), ("threads",), ("export", "tool", "work-ability-index", "--format", "html"),
                      ("show", "'work-ability-index'")):
            with Trace(self.host, "lid01"):
                result = self.host.ssh("lid01", *words)
                self.assertEqual(result.status if words[0] != "threads" else 0, 0, result)
        # A facilitator's commands, for facilitators.
        self.assertEqual(self.host.ssh("begeleider1", "queue").error, b"")
        self.refused(self.host.ssh("lid01", "queue"))
        self.refused(self.host.ssh("lid01", "digest"))

    def test_commands(self):
        for command in REFUSED:
            with self.subTest(command if len(command) < 100 else command[:20]), Trace(self.host, "lid01"):
                self.refused(self.host.ssh("lid01", command))

    def test_commands_with_a_terminal(self):
        """-t changes nothing: no shell, and no full screen with the arguments."""
        for command in ("/bin/sh", "show x; id", "list --data /etc", "open --data /tmp/evil"):
            with self.subTest(command), Trace(self.host, "lid01"), self.host.screen("lid01", command) as screen:
                self.assertNotIn(screen.ended(), (0, 255))
                self.assertNotIn("uid=", screen.text)
                self.assertLess(len(screen.output), 500, screen.output)

    def test_input(self):
        """What is sent on standard input is nobody's command."""
        with Trace(self.host, "lid01"):
            result = self.host.ssh("lid01", "list", input=b"id\n/bin/sh\n" * 1_000)
            self.assertEqual((result.status, result.out), (0, self.listing), result.error)
        with Trace(self.host, "lid01"):
            # No command and no terminal: there is no screen to open.
            self.refused(self.host.ssh("lid01", options=("-T",), input=b"id\n/bin/sh\n" * 100))

    def test_copying(self):
        """scp in both protocols, sftp, rsync: no file comes or goes."""
        target = "lid01@%s" % self.host.address
        options = self.host.client("lid01")[1:-1]
        options = options[:options.index("-l")]
        secret, here = os.path.join(self.host.keys, "secret"), os.path.join(self.host.keys, "fetched")
        with open(secret, "wb") as file:
            file.write(b"secret")
        remote = " ".join(["ssh"] + options)
        for command in (
            ["scp", *options, secret, target + ":/tmp/x"], ["scp", "-O", *options, secret, target + ":/tmp/x"],
            ["scp", *options, target + ":/etc/passwd", here], ["scp", "-O", *options, target + ":/etc/passwd", here],
            ["scp", "-O", *options, target + ":/var/lib/joi/forum/leden/lid02.jsonl", here],
            ["sftp", *options, target], ["sftp", *options, "-s", "/usr/lib/openssh/sftp-server", target],
            ["rsync", "-e", remote, secret, target + ":/tmp/x"], ["rsync", "-e", remote, target + ":/etc/passwd", here],
        ):
            with self.subTest(command[0] + str(command.count("-O"))), Trace(self.host, "lid01"):
                result = execute(command, input=b"put %s /tmp/x\nget /etc/passwd %s\nls /\n" % (secret.encode(), here.encode()),
                                 timeout=30, env={**ENVIRONMENT})
                self.assertNotEqual(result.status, 0, result)
                self.assertNotIn(b"root:", result.out)
                self.assertFalse(os.path.exists(here), command)

    def test_subsystems(self):
        for name in ("sftp", "netconf", "../../bin/sh", "list; id"):
            with self.subTest(name), Trace(self.host, "lid01"):
                result = self.host.ssh("lid01", name, options=("-s",))
                self.assertNotEqual(result.status, 0, result)
                self.assertEqual(result.out, b"", result)

    # Forwarding.

    def client(self, *options, environment=()):
        """A client that stays, as a member who keeps a connection open."""
        process = subprocess.Popen(
            self.host.client("lid01", options=options), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env={"PATH": ENVIRONMENT["PATH"], **dict(environment)})

        def end():
            process.kill()
            process.communicate()

        self.addCleanup(end)
        return process

    def test_local_forwarding(self):
        """-L and -D: the client listens, and the host connects to nothing."""
        for option, port, greeting in (
            ("-L127.0.0.1:4001:127.0.0.2:22", 4001, b""),
            ("-L127.0.0.1:4002:/run/sshd.log", 4002, b""),
            ("-D127.0.0.1:4003", 4003, b"\x05\x01\x00"),
        ):
            with self.subTest(option), Trace(self.host, "lid01"):
                process = self.client("-N", "-o", "LogLevel=INFO", option)

                def connected():
                    try:
                        return socket.create_connection(("127.0.0.1", port), timeout=20)
                    except ConnectionRefusedError:
                        self.assertIsNone(process.poll())
                        return None

                with wait_until("the client's port", connected) as connection:
                    if greeting:
                        connection.sendall(greeting)
                        self.assertEqual(connection.recv(2), b"\x05\x00")
                        connection.sendall(b"\x05\x01\x00\x01\x7f\x00\x00\x02\x00\x16")
                    received = b""
                    while data := connection.recv(512):
                        received += data
                    self.assertNotIn(b"SSH-", received)
                process.kill()
                self.assertIn(b"open failed", process.communicate(timeout=20)[1])

    def test_remote_forwarding(self):
        """-R: the host listens for nobody, neither on a port nor on a socket in a folder."""
        for option in ("-R127.0.0.2:4011:127.0.0.1:22", "-R/tmp/evil.socket:127.0.0.1:22", "-R127.0.0.2:4012"):
            with self.subTest(option), Trace(self.host, "lid01"):
                result = self.host.ssh("lid01", options=("-N", "-o", "ExitOnForwardFailure=yes", option))
                self.assertEqual((result.status, result.out), (255, b""), result)
                self.assertIn(b"forwarding failed", result.error)
                with self.assertRaises(ConnectionRefusedError):
                    socket.create_connection((self.host.address, 4011), timeout=5)

    def test_direct_forwarding(self):
        """-W: standard input goes nowhere."""
        for target in ("127.0.0.2:22", "[::1]:22"):
            with Trace(self.host, "lid01"):
                result = self.host.ssh("lid01", options=("-W", target), input=b"SSH-2.0-x\r\n")
                self.assertEqual((result.status, result.out), (255, b""), result)

    def test_tunnel(self):
        with Trace(self.host, "lid01"):
            result = self.host.ssh("lid01", options=("-N", "-w", "any:any", "-o", "ExitOnForwardFailure=yes"))
            self.assertEqual((result.status, result.out), (255, b""), result)

    def test_no_session(self):
        """-N: a connection without a session is nobody's shell; sshd's own two processes are all that there is."""
        with Trace(self.host, "lid01"):
            process = self.client("-N")
            lines = wait_until("the login", lambda: len(self.host.processes("lid01")) > 0 and self.host.processes("lid01"))
            self.assertTrue(all(line.startswith("sshd: ") for line in lines.values()), lines)
            process.kill()

    def test_agent_and_windows(self):
        """-A and -X: the host makes no socket, and the program knows of none."""
        # sshd forwards no windows without it, whatever its configuration says.
        self.host.write("/usr/bin/xauth", "#!/bin/sh\n", 0o755)
        agent = os.path.join(self.host.keys, "agent")
        daemon = subprocess.Popen(["ssh-agent", "-D", "-a", agent], stdout=subprocess.DEVNULL)
        self.addCleanup(lambda: (daemon.kill(), daemon.wait()))
        wait_until("the agent", lambda: os.path.exists(agent))
        environment = {"SSH_AUTH_SOCK": agent, "DISPLAY": "127.0.0.1:5"}
        with Trace(self.host, "lid01"), self.host.screen("lid01", options=("-A", "-Y"), environment=environment) as screen:
            screen.wait(HOME)
            variables = self.environment_of_program()
            self.assertFalse({"SSH_AUTH_SOCK", "DISPLAY"} & variables.keys(), variables)
            self.assertEqual(self.host.run("find /tmp -name 'ssh-*'").text, "")
            self.leave(screen)

    # What comes with a terminal.

    def program(self):
        found = [pid for pid, line in self.host.processes("lid01").items() if line.startswith("/usr/bin/joi-tui")]
        self.assertEqual(len(found), 1, self.host.processes("lid01"))
        return found[0]

    def environment_of_program(self):
        """What it was started with. What it takes from that is another matter, and shown by what it does."""
        with open("/proc/%d/environ" % self.program(), "rb") as file:
            return dict(part.split("=", 1) for part in file.read().decode(errors="replace").split("\0") if "=" in part)

    def leave(self, screen):
        screen.press("0", HOME)
        screen.press("q")
        self.assertEqual(screen.ended(), 0)

    def test_terminals(self):
        """A name that is none: the first screen all the same, or one sentence; nothing is read or run for it."""
        for name in TERMINALS:
            with self.subTest(name[:20]), Trace(self.host, "lid01"), \
                    self.host.screen("lid01", environment={"TERM": name}) as screen:
                screen.wait(HOME)
                self.assertNotIn("BROKEN OUT", screen.text)
                self.leave(screen)

    def test_simple_terminals(self):
        """Without a name, and one that can't move its cursor: one sentence."""
        for name in ("", "dumb"):
            with self.subTest(name), Trace(self.host, "lid01"), \
                    self.host.screen("lid01", environment={"TERM": name}) as screen:
                self.assertNotIn(screen.ended(), (0, 255))
                self.assertEqual(screen.text.strip().count("\n\n"), 0, screen.text)
                self.assertTrue(10 < len(screen.output) < 400, screen.output)

    def test_environment(self):
        """Each variable by itself: the same list, the same data, the same account; nothing is written elsewhere."""
        who = self.host.ssh("lid01", "whoami").out
        for name, value in VARIABLES.items():
            with self.subTest(name[:30]), Trace(self.host, "lid01"):
                options = ("-o", 'SetEnv="%s=%s"' % (name, value))
                result = self.host.ssh("lid01", "whoami", options=options)
                self.assertEqual((result.status, result.out, result.error), (0, who, b""), result)

    def test_environment_of_the_screen(self):
        """All of them at once: the first screen as it is otherwise, the state where it belongs."""
        with self.host.screen("lid01") as screen:
            screen.wait(HOME)
            usual = screen.settle()
            self.leave(screen)
        # What a client asks for comes from sshd; as a variable it would be asked for like any other.
        variables = {name: value for name, value in VARIABLES.items() if name != "SSH_ORIGINAL_COMMAND"}
        options = ("-o", "SetEnv=" + " ".join('"%s=%s"' % variable for variable in variables.items()))
        with Trace(self.host, "lid01"), self.host.screen("lid01", options=options) as screen:
            screen.wait(HOME)
            self.assertEqual(screen.settle(), usual)
            self.leave(screen)

    def test_before_the_program(self):
        """What ld.so and Swift's library obey before a program can refuse: with Debian's AcceptEnv sshd hands none on."""
        host = self.host
        host.stop()
        try:
            host.options = ()
            host.start()
            variables = {
                "LD_PRELOAD": EVIL, "LD_LIBRARY_PATH": EVIL, "LD_AUDIT": EVIL, "LD_DEBUG": "all", "GLIBC_TUNABLES": EVIL,
                "SWIFT_DEBUG_HELP": "1", "SWIFT_BACKTRACE": "enable=yes,swift-backtrace=" + EVIL + "/sh", **VARIABLES}
            del variables["SSH_ORIGINAL_COMMAND"]
            options = ("-o", "SetEnv=" + " ".join('"%s=%s"' % variable for variable in variables.items()))
            with host.screen("lid01", options=options) as screen:
                screen.wait(HOME)
                found = self.environment_of_program()
                self.assertEqual([name for name, value in found.items() if EVIL in value and not name.startswith("L")], [])
                self.assertFalse({"LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "LD_DEBUG"} & found.keys(), found)
                self.assertFalse([name for name in found if name.startswith("SWIFT_")], found)
                self.leave(screen)
        finally:
            host.stop()
            host.options = ("AcceptEnv=*",)
            host.start()

    # What can be typed.

    def test_control_characters(self):
        """None of them suspends, ends or leaves the program to a shell."""
        ended = []
        with Trace(self.host, "lid01"):
            screen, program = self.opened()
            for code in [*range(0x01, 0x20), 0x7F, *range(0x80, 0xA0)]:
                screen.press(bytes([code]))
                screen.settle(0.05)
                if screen.over:
                    # The way out, and out is out.
                    self.assertEqual(screen.ended(), 0)
                    wait_until("the end", lambda: not self.host.processes("lid01"))
                    ended.append(code)
                    screen, program = self.opened()
                    continue
                with open("/proc/%d/stat" % program, encoding="ascii") as file:
                    self.assertIn(file.read().rsplit(")", 1)[1].split()[0], "SRD", "after %#x" % code)
                self.assertEqual(self.program(), program)
                # Back to where each begins.
                screen.press("\x1b")
                screen.settle(0.05)
                screen.press("0", HOME)
            self.leave(screen)
        # Ctrl-C, which quits.
        self.assertEqual(ended, [0x03])

    def opened(self):
        screen = self.host.screen("lid01")
        self.addCleanup(screen.close)
        screen.wait(HOME)
        return screen, self.program()

    def test_suspending(self):
        """Ctrl-Z stops nothing; there is nothing to go back to."""
        with Trace(self.host, "lid01"), self.host.screen("lid01") as screen:
            screen.wait(HOME)
            screen.press("\x1a", "q sluit af")
            for keys in (b"\x1c", b"\x04", b"\x1a\x1a\x1a"):
                screen.press(keys)
            screen.press("1", "Toolbox")
            self.leave(screen)

    def test_taking_along(self):
        """e makes no file on the host."""
        with Trace(self.host, "lid01"), self.host.screen("lid01") as screen:
            screen.wait(HOME)
            screen.press("1")
            screen.press("e")
            screen.settle()
            for _ in range(3):
                screen.press("\r")
                screen.settle()
            screen.press("\x1b")
            screen.settle()
            self.leave(screen)

    def test_hanging_up(self):
        """A connection that breaks takes the program with it."""
        for how in (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(how), Trace(self.host, "lid01"), self.host.screen("lid01") as screen:
                screen.wait(HOME)
                os.kill(screen.pid, how)
                screen.ended()

    def test_files(self):
        """The files of the program, and of its umask: what it writes is its member's alone."""
        with self.host.screen("lid01") as screen:
            screen.wait(HOME)
            with open("/proc/%d/limits" % self.program(), encoding="ascii") as file:
                cores = [line.split() for line in file if line.startswith("Max core file size")]
            self.assertEqual(cores[0][4:6], ["0", "0"])
            self.leave(screen)
        # The folder is the member's, 0700; what lies in it nobody else reads.
        found = self.host.run("find /var/lib/joi/state/lid01 -printf '%u %m\\n' | sort -u").text.split("\n")[:-1]
        self.assertTrue(found)
        for line in found:
            owner, mode = line.split()
            self.assertEqual((owner, int(mode, 8) & 0o077), ("lid01", 0), found)

"""The package by itself: what it puts where, and what upgrading, removing and purging leave."""
import os
import shutil
import tempfile
import unittest

from host import PACKAGE, Host, execute

SNIPPET = "/etc/ssh/sshd_config.d/joi-tui.conf"
# Owner, group and mode of each folder and file of a data root as it is installed.
DATA_ROOT = """\
 root:root 755
community.json root:joi 640
forum root:root 755
forum/bedrijven root:joi-companies 750
forum/begeleiding root:joi-facilitators 750
forum/leden root:joi 750
forum/meldingen root:joi-facilitators 751
home root:root 755
state root:root 711
toolbox.json root:root 644
"""


def data_root(host):
    return host.run("find /var/lib/joi -printf '%P %u:%g %m\\n' | sort").text


def newer_package(folder, change=lambda content: None):
    """The same package as version 0.1.1, after `change` of its files."""
    content = os.path.join(folder, "content")
    execute(["dpkg-deb", "-R", PACKAGE, content], check=True)
    control = os.path.join(content, "DEBIAN/control")
    with open(control, encoding="utf-8") as file:
        text = file.read()
    with open(control, "w", encoding="utf-8") as file:
        file.write(text.replace("\nVersion: ", "\nVersion: 9:", 1))
    change(content)
    package = os.path.join(folder, os.path.basename(PACKAGE).replace("_", "_9", 1))
    # Quickly: how small it is matters to nobody.
    execute(["dpkg-deb", "-Znone", "--root-owner-group", "-b", content, package], check=True)
    return package


class Install(unittest.TestCase):
    """A host on which the package was installed by the command of docs/admin.md, and nothing else was done."""

    @classmethod
    def setUpClass(cls):
        cls.host = Host(switched_on=False)

    @classmethod
    def tearDownClass(cls):
        cls.host.close()

    def test_modes(self):
        """Each folder has the owner, group and mode that were decided."""
        self.assertEqual(data_root(self.host), DATA_ROOT)
        self.assertEqual(self.host.run("stat -c '%U:%G %a' /etc/joi-tui/keys " + SNIPPET).text, "root:root 755\nroot:root 644\n")

    def test_dependencies(self):
        """apt has brought what is needed and what is recommended."""
        packages = "joi-tui libcmark0.30.2 libqrencode4 libncursesw6 ncurses-term openssh-server rsync"
        states = self.host.run("dpkg-query -W -f '${db:Status-Abbrev}\\n' " + packages).text
        self.assertEqual(states.split("\n")[:-1], ["ii "] * len(packages.split()))
        self.assertEqual(self.host.run("ldd /usr/bin/joi-tui").text.count("not found"), 0)

    def test_files(self):
        """Man pages, completions, documents and the sample lie where Debian looks for them."""
        for path in (
            "/usr/share/man/man1/joi-tui.1.gz", "/usr/share/man/man8/joi-adduser.8.gz",
            "/usr/share/bash-completion/completions/joi-tui", "/usr/share/zsh/vendor-completions/_joi-tui",
            "/usr/share/fish/vendor_completions.d/joi-tui.fish", "/usr/share/doc/joi-tui/admin.md",
            "/usr/share/doc/joi-tui/copyright", "/usr/share/joi-tui/sample/toolbox.json",
            "/usr/share/joi-tui/sample/community.json", "/usr/share/joi-tui/sample/forum/leden/lid01.jsonl",
        ):
            self.assertTrue(os.path.isfile(self.host.path(path)), path)
        self.assertEqual(self.host.run("joi-tui check /usr/share/joi-tui/sample").status, 0)
        # Whoever reads the sample, tries it out: it says who may be anybody.
        self.assertIn(b'"identity": "demo"', self.host.read("/usr/share/joi-tui/sample/community.json"))

    def test_first_community(self):
        """The first community.json has rooms and no members, and goes by the accounts of the system."""
        self.assertEqual(self.host.read("/var/lib/joi/community.json"), self.host.read("/usr/share/joi-tui/community.json"))
        self.assertEqual(self.host.read("/var/lib/joi/toolbox.json"), self.host.read("/usr/share/joi-tui/sample/toolbox.json"))
        self.assertIn(b'"identity": "unix"', self.host.read("/var/lib/joi/community.json"))
        result = self.host.run("joi-tui check /var/lib/joi", check=False)
        self.assertEqual((result.status, result.error), (0, b""), result)

    def test_groups(self):
        """The groups of readers are there, and nobody is in them."""
        groups = self.host.run("getent group joi joi-companies joi-facilitators").text
        self.assertEqual([line.split(":")[0::3] for line in groups.splitlines()],
                         [["joi", ""], ["joi-companies", ""], ["joi-facilitators", ""]])

    def test_nothing_is_switched_on(self):
        """No line of the snippet counts, and no unit is enabled."""
        lines = self.host.read(SNIPPET).decode().splitlines()
        self.assertTrue(lines and all(line.startswith("#") for line in lines), lines)
        self.assertEqual(self.host.run("find /etc/systemd/system -name 'joi*'").text, "")

    def test_shell_scripts(self):
        """joi-adduser tells how it is used, and what is wrong, in one sentence."""
        self.assertIn("usage: joi-adduser ACCOUNT", self.host.run("joi-adduser", "--help").text)
        self.host.run("ssh-keygen -q -t ed25519 -N '' -f /root/secret")
        for arguments, sentence in (
            (("Anna", "--name", "A", "--organisation", "x"), b"an account is of a-z, 0-9 and -"),
            (("../anna", "--name", "A", "--organisation", "x"), b"an account is of a-z, 0-9 and -"),
            (("a" * 33, "--name", "A", "--organisation", "x"), b"32 characters at most"),
            (("root", "--name", "A", "--organisation", "x"), b"has an account root already"),
            (("anna", "--name", "A"), b"--name and --organisation are needed"),
            (("anna", "--name"), b"--name needs a value"),
            (("anna", "--name", "A", "--organisation", "x", "--key", "/etc/passwd"), b"no public SSH key in /etc/passwd"),
            (("anna", "--name", "A", "--organisation", "x", "--key", "/root/secret"), b"/root/secret holds a private key"),
        ):
            result = self.host.run("joi-adduser", *arguments, check=False)
            self.assertNotEqual(result.status, 0, result)
            self.assertIn(sentence, result.error)
            self.assertEqual(result.error.count(b"\n"), 1, result)
        result = self.host.run("joi-adduser", "anna", account="daemon", check=False)
        self.assertEqual((result.status, result.error), (1, b"joi-adduser: making accounts is root's.\n"))
        self.assertEqual(self.host.run("getent passwd anna", check=False).status, 2)
        self.assertEqual(os.listdir(self.host.path("/etc/joi-tui/keys")), [])


class Overrides(unittest.TestCase):
    def test_statoverride(self):
        """What the administrator told dpkg beforehand holds from the beginning."""
        with Host(installed=False) as host:
            host.run("dpkg-statoverride --add root daemon 0700 /var/lib/joi/state")
            host.install()
            self.assertEqual(data_root(host), DATA_ROOT.replace("state root:root 711", "state root:daemon 700"))

    def test_what_is_there(self):
        """A data root that was there first stays as it is, a link too."""
        with Host(installed=False) as host:
            host.run("""
                mkdir -m 700 /srv/joi /srv/joi/forum
                ln -s /srv/joi /var/lib/joi
                echo '{}' | tee /srv/joi/community.json >/srv/joi/toolbox.json
                chmod 600 /srv/joi/toolbox.json
            """)
            host.install()
            found = host.run("find /srv/joi -printf '%P %u:%g %m\\n' | sort").text
            self.assertEqual(found, " root:root 700\ncommunity.json root:root 644\nforum root:root 700\n"
                             "home root:root 755\nstate root:root 711\ntoolbox.json root:root 600\n")
            self.assertEqual(host.read("/srv/joi/community.json"), b"{}\n")
            self.assertEqual(host.read("/srv/joi/toolbox.json"), b"{}\n")


class Life(unittest.TestCase):
    """Upgrade, removal, purge, and installing again."""

    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.host = Host(switched_on=True)
        self.addCleanup(self.host.close)
        # As it looks when people have used it: logs that only grow, state, a key, and things the administrator changed.
        self.host.run("""
            useradd --no-create-home -G joi anna
            cd /var/lib/joi
            for room in leden meldingen; do
              echo '{"line": 1}' >forum/$room/anna.jsonl
              chown anna: forum/$room/anna.jsonl
              chgrp --reference forum/$room forum/$room/anna.jsonl
              chmod 640 forum/$room/anna.jsonl
              chattr +a forum/$room/anna.jsonl
            done
            install -d -o anna -g anna -m 700 state/anna
            echo read >state/anna/read.json
            echo 'ssh-ed25519 AAAA anna' >/etc/joi-tui/keys/anna
            chmod 0700 forum/bedrijven
            chown daemon:daemon home
            echo '# the administrator was here' >>community.json
            chgrp daemon toolbox.json
            rmdir forum/begeleiding
        """)
        self.before = self.all()

    def all(self):
        """Every file below /var/lib/joi: owner, modes, attributes and content."""
        return self.host.run("""
            cd /var/lib/joi
            find . -printf '%P %u:%g %m %i\\n' | sort
            find . -type f -exec sha256sum {} + | sort
            lsattr -R -a . | grep -v '^$' | grep -v ':$' | sort
        """).text

    def upgrade(self, change=lambda content: None):
        package = newer_package(self.folder, change)
        shutil.copy(package, self.host.path("/root/"))
        return os.path.basename(package)

    def test_upgrade(self):
        """A newer version changes the program and nothing that is the administrator's or a member's."""
        snippet = self.host.read(SNIPPET) + b"# and here\n"
        self.host.write(SNIPPET, snippet)
        self.upgrade()
        self.host.documented("upgrade")
        self.assertTrue(self.host.run("dpkg-query -W -f '${Version}' joi-tui").text.startswith("9:"))
        self.assertEqual(self.all(), self.before)
        self.assertEqual(self.host.read(SNIPPET), snippet)
        self.assertEqual(self.host.read("/etc/joi-tui/keys/anna"), b"ssh-ed25519 AAAA anna\n")

    def test_upgrade_with_another_snippet(self):
        """Where both have changed it dpkg asks, and Enter keeps the administrator's."""
        snippet = self.host.read(SNIPPET)

        def change(content):
            with open(content + SNIPPET, "a", encoding="utf-8") as file:
                file.write("# of the next version\n")

        name = self.upgrade(change)
        result = self.host.run("dpkg", "-i", "/root/" + name, input=b"\n")
        self.assertIn("What would you like to do about it", result.told)
        self.assertEqual(self.host.read(SNIPPET), snippet)
        self.assertIn(b"# of the next version", self.host.read(SNIPPET + ".dpkg-dist"))

    def test_remove_and_purge(self):
        """Removing leaves the configuration; purging leaves what people wrote, and says so in one sentence."""
        self.host.documented("remove")
        self.assertFalse(os.path.exists(self.host.path("/usr/bin/joi-tui")))
        self.assertTrue(os.path.exists(self.host.path(SNIPPET)))
        self.assertEqual(self.all(), self.before)

        result = self.host.documented("purge")
        told = [line for line in result.told.splitlines() if line.startswith("joi-tui:")]
        self.assertEqual(told, [
            "joi-tui: left what members wrote and the administrator set up; to remove that too: "
            "chattr -R -f -a /var/lib/joi /etc/joi-tui; rm -r /var/lib/joi /etc/joi-tui"])
        self.assertFalse(os.path.exists(self.host.path(SNIPPET)))
        self.assertEqual(self.host.run("find /etc/joi-tui | sort").text, "/etc/joi-tui\n/etc/joi-tui/keys\n/etc/joi-tui/keys/anna\n")
        # The only thing that went is the empty home.
        gone = set(self.before.splitlines()) - set(self.all().splitlines())
        self.assertTrue(gone and all("home" in line or line.startswith(" ") for line in gone), gone)

        self.host.install()
        self.assertEqual(self.host.run("cat /var/lib/joi/forum/leden/anna.jsonl").text, '{"line": 1}\n')
        self.assertIn("# the administrator was here", self.host.run("cat /var/lib/joi/community.json").text)
        # A room that the administrator removed does not come back.
        self.assertFalse(os.path.exists(self.host.path("/var/lib/joi/forum/begeleiding")))
        self.assertTrue(all(line.startswith("#") for line in self.host.read(SNIPPET).decode().splitlines()))

    def test_removing_all(self):
        """The command that purging names does what it says."""
        told = self.host.documented("purge").told
        self.host.run(told[told.index("chattr"):].split("\n")[0])
        self.assertFalse(os.path.exists(self.host.path("/var/lib/joi")))
        self.assertFalse(os.path.exists(self.host.path("/etc/joi-tui")))


class Unused(unittest.TestCase):
    def test_purge_of_an_unused_one(self):
        """Without a community.json nothing is left of empty folders."""
        with Host(switched_on=False) as host:
            host.run("rm /var/lib/joi/community.json /var/lib/joi/toolbox.json")
            result = host.documented("purge")
            self.assertNotIn("joi-tui: left", result.told)
            self.assertFalse(os.path.exists(host.path("/var/lib/joi")))
            self.assertFalse(os.path.exists(host.path("/etc/joi-tui")))

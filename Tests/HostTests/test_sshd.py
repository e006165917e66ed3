"""What the six lines do to sshd: much for members, nothing for anybody else."""
import os
import socket
import unittest

from host import Host

MEMBER = {
    "forcecommand": "/usr/bin/joi-tui --kiosk",
    "disableforwarding": "yes",
    "permituserrc": "no",
    "authorizedkeysfile": "/etc/joi-tui/keys/%u",
}


def settings(host, account):
    """What sshd would go by for an account."""
    host.run("sshd -t")
    lines = host.run("sshd", "-T", "-C", "user=%s,host=laptop,addr=127.0.0.1" % account).text.splitlines()
    return dict(line.split(" ", 1) for line in lines if " " in line)


def changed(before, after):
    return {key: after.get(key) for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


class Snippet(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.host = Host(switched_on=False)
        cls.host.run("""
            useradd --no-create-home --groups joi lid
            useradd --no-create-home --groups joi joi-region
            useradd --create-home --shell /bin/sh --password '*' other
        """)
        cls.accounts = ("lid", "joi-region", "other", "root")
        cls.before = {account: settings(cls.host, account) for account in cls.accounts}
        cls.host.documented("switch-on")
        # The reload that the block ends with.
        cls.host.listening(times=2)
        cls.after = {account: settings(cls.host, account) for account in cls.accounts}

    @classmethod
    def tearDownClass(cls):
        cls.host.close()

    def test_members(self):
        found = changed(self.before["lid"], self.after["lid"])
        self.assertEqual(found, {**MEMBER, "maxstartups": "200:30:200"})

    def test_others(self):
        """For root, for others and for the account of other regions nothing is changed but the number of logins at once."""
        for account in self.accounts[1:]:
            self.assertEqual(changed(self.before[account], self.after[account]), {"maxstartups": "200:30:200"}, account)

    def test_documented(self):
        """docs/admin.md shows the lines as they are."""
        with open(os.path.join(os.path.dirname(__file__), "../../docs/admin.md"), encoding="utf-8") as file:
            page = file.read()
        lines = [line for line in self.host.read("/etc/ssh/sshd_config.d/joi-tui.conf").decode().splitlines()
                 if not line.startswith("#")]
        self.assertEqual(len(lines), 6)
        self.assertIn("\n```\n" + "\n".join(lines) + "\n```\n", page)

    def test_another_account(self):
        """Who is no member logs in as before: own key file, own shell, forwarding."""
        self.host.run("""
            install -d -o other -g other -m 700 ~other/.ssh
            cat >~other/.ssh/authorized_keys
            chown other: ~other/.ssh/authorized_keys
        """, input=public(self.host, "other"))
        result = self.host.ssh("other", "echo $SHELL; id -un")
        self.assertEqual((result.status, result.out), (0, b"/bin/sh\nother\n"), result)

    def test_keys_that_a_member_brings(self):
        """A key that a member puts into a home folder lets nobody in; one of the administrator's does."""
        self.host.run("""
            useradd --create-home --groups joi --password '*' keeper
            install -d -o keeper -g keeper -m 700 ~keeper/.ssh
            cat >~keeper/.ssh/authorized_keys
            chown keeper: ~keeper/.ssh/authorized_keys
        """, input=public(self.host, "keeper"))
        result = self.host.ssh("keeper", "list")
        self.assertEqual((result.status, result.out), (255, b""), result)
        self.assertIn(b"Permission denied", result.error)
        self.host.run("cp ~keeper/.ssh/authorized_keys /etc/joi-tui/keys/keeper")
        self.assertNotEqual(self.host.ssh("keeper", "list").status, 255)

    def test_fifty_unauthenticated_at_once(self):
        """Fifty connections that have not said yet who they are: sshd turns none away."""
        connections = []
        try:
            for _ in range(50):
                connection = socket.create_connection((self.host.address, 22), timeout=30)
                connections.append(connection)
                self.assertTrue(connection.recv(64).startswith(b"SSH-2.0-"), "connection %d" % len(connections))
        finally:
            for connection in connections:
                connection.close()


def public(host, account):
    with open(host.key(account) + ".pub", "rb") as file:
        return file.read()

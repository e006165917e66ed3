"""The package by itself: what it puts where, and what upgrading, removing and purging leave."""
import unittest

from host import Host


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.host = Host(switched_on=False)

    @classmethod
    def tearDownClass(cls):
        cls.host.close()

    def test_modes(self):
        """Each folder has the owner, group and mode that were decided."""
        found = self.host.run("find /var/lib/joi -printf '%P %u:%g %m\\n' | sort").text
        self.assertEqual(found, """\
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
""")

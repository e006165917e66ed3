"""Runs the tests on the host: all, or those that are named (test_package, test_package.Install.test_modes)."""
import os
import subprocess
import sys
import unittest

import host


def main(names):
    # The only network is loopback: 127.0.0.2 and 127.0.0.3 are two hosts.
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    os.umask(0o022)
    loader = unittest.TestLoader()
    folder = os.path.dirname(os.path.abspath(__file__))
    tests = loader.loadTestsFromNames(names) if names else loader.discover(folder, "test_*.py")
    try:
        result = unittest.TextTestRunner(verbosity=2, failfast=False).run(tests)
    finally:
        host.clean_up()
    # No tests at all is no success either.
    return 0 if result.wasSuccessful() and result.testsRun else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

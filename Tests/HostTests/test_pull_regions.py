"""pull-regions: what comes over whole, what an interruption leaves, and what another host can do to this one."""
import os
import random
import socket
import stat
import subprocess
import threading
import time
import unittest

from regions import GROUP, Place, kill_all, line, processes, read, until, write


class RegionCase(unittest.TestCase):
    def setUp(self):
        self.place = Place()
        self.addCleanup(self.place.close)
        self.zuid = self.place.serve("zuid")
        self.room = f"{self.zuid.forum}/leden"
        self.staging = f"{self.place.data}/regions/zuid/leden"
        self.published = f"{self.place.data}/forum/leden/@zuid"

    def log(self, account, text, room=None):
        write(f"{room or self.room}/{account}.jsonl", text, 0o640, 10_001, GROUP)

    def pulls(self, **limits):
        """Pulls without any complaint."""
        self.assertEqual(self.place.pull(**limits), (0, []))

    def complaint(self, **limits):
        """Pulls with one complaint, and gives it."""
        status, lines = self.place.pull(**limits)
        self.assertEqual(len(lines), 1, lines)
        return status, lines[0]

    def assert_sound(self):
        """Nothing but plain logs of root's for the room's group below @zuid, nothing new beside it."""
        self.assertEqual(sorted(os.listdir(f"{self.place.data}/forum/leden")), ["@zuid"])
        self.assertEqual(sorted(os.listdir(f"{self.place.data}/forum")), ["leden"])
        self.assertEqual(sorted(os.listdir(self.place.data)), ["forum", "regions"])
        for name in os.listdir(self.published):
            self.assertRegex(name, r"\A[a-z0-9][a-z0-9-]{0,63}\.jsonl\Z")
            status = os.lstat(f"{self.published}/{name}")
            self.assertTrue(stat.S_ISREG(status.st_mode), name)
            self.assertEqual((status.st_uid, status.st_gid, status.st_nlink), (0, GROUP, 1), name)
            self.assertEqual(stat.S_IMODE(status.st_mode), 0o640, name)
            self.assertTrue(read(f"{self.published}/{name}")[-1:] in (b"", b"\n"), name)


class PullTests(RegionCase):
    def test_whole_lines_in_place(self):
        self.log("bob", line(1) + b'{"torn')
        self.log("cas", line(2))
        self.log("leeg", b"")
        self.pulls()
        self.assertEqual(self.place.here("zuid"), {"bob.jsonl": line(1), "cas.jsonl": line(2)})
        folder = os.lstat(self.published)
        self.assertEqual((folder.st_uid, folder.st_gid, stat.S_IMODE(folder.st_mode)), (0, GROUP, 0o750))
        self.assertEqual(stat.S_IMODE(os.lstat(f"{self.place.data}/regions").st_mode), 0o700)
        before = [os.stat(f"{self.published}/{name}.jsonl") for name in ("bob", "cas")]
        self.log("bob", line(1) + b'{"torn": 1}\n' + line(3) + b"{")
        self.pulls()
        self.assertEqual(self.place.here("zuid")["bob.jsonl"], line(1) + b'{"torn": 1}\n' + line(3))
        after = [os.stat(f"{self.published}/{name}.jsonl") for name in ("bob", "cas")]
        # A reader goes on where it was, and what has not changed is not touched.
        self.assertEqual(after[0].st_ino, before[0].st_ino)
        self.assertEqual(after[1].st_mtime_ns, before[1].st_mtime_ns)
        self.assert_sound()

    def test_erased_there(self):
        self.log("bob", line(1) + line(2))
        times = (1_700_000_000_100_000_000, 1_700_000_000_100_000_000)
        os.utime(f"{self.room}/bob.jsonl", ns=times)
        self.pulls()
        before = os.stat(f"{self.published}/bob.jsonl").st_ino
        # Erasing keeps the length, and may happen within the same second.
        erased = line(1).replace(b"1", b" ") + line(2)
        self.log("bob", erased)
        os.utime(f"{self.room}/bob.jsonl", ns=(times[0], times[1] + 5_000_000))
        self.pulls()
        self.assertEqual(self.place.here("zuid"), {"bob.jsonl": erased})
        self.assertNotEqual(os.stat(f"{self.published}/bob.jsonl").st_ino, before)
        self.assert_sound()

    def test_what_vanished_stays_and_is_told_once(self):
        self.log("bob", line(1))
        self.log("cas", line(2))
        self.pulls()
        os.unlink(f"{self.room}/bob.jsonl")
        status, told = self.complaint()
        self.assertEqual(status, 0)
        self.assertIn("zuid leden/bob.jsonl: is not there any more", told)
        self.pulls()
        self.assertEqual(self.place.here("zuid"), {"bob.jsonl": line(1), "cas.jsonl": line(2)})

    def test_only_the_shared_rooms_and_own_logs(self):
        self.place.room("bedrijven", os.path.dirname(self.zuid.forum))
        self.log("bob", line(1), f"{self.zuid.forum}/bedrijven")
        self.log("cas", line(2))
        write(f"{self.room}/@oost/dirk.jsonl", line(3), 0o640, 0, GROUP)
        self.pulls()
        self.assertEqual(self.place.here("zuid"), {"cas.jsonl": line(2)})
        self.assert_sound()

    def test_rooms_named_as_the_words_of_this_script(self):
        for room in ("list", "errors"):
            self.place.room(room, f"{self.place.data}")
            self.place.room(room, os.path.dirname(self.zuid.forum))
            self.log("bob", line(1), f"{self.zuid.forum}/{room}")
        self.place.lines([f"zuid root@127.0.0.1:{self.zuid.port} list errors leden"])
        self.pulls()
        self.pulls()
        for room in ("list", "errors"):
            self.assertEqual(read(f"{self.place.data}/forum/{room}/@zuid/bob.jsonl"), line(1))

    def test_a_room_that_the_account_may_not_read(self):
        os.chmod(self.room, 0o700)
        self.log("bob", line(1))
        status, told = self.complaint()
        self.assertEqual(status, 1)
        self.assertRegex(told, "zuid leden: can't be read there .*Permission denied")

    def test_unreachable_hosts_keep_nothing_from_the_others(self):
        oost, west = self.place.serve("oost"), self.place.serve("west")
        self.log("bob", line(1))
        self.log("cas", line(2), f"{west.forum}/leden")
        oost.stop()
        self.place.lines([f"{name} root@127.0.0.1:{server.port} leden leden2" for name, server in (
            ("oost", oost), ("west", west), ("zuid", self.zuid))])
        self.place.room("leden2")
        for server in (self.zuid, west):
            self.place.room("leden2", os.path.dirname(server.forum))
        status, told = self.complaint()
        self.assertEqual(status, 1)
        self.assertRegex(told, r"\Apull-regions: oost: can't be reached \(.*refused")
        self.assertEqual((self.place.here("zuid"), self.place.here("west")), (
            {"bob.jsonl": line(1)}, {"cas.jsonl": line(2)}))

    def test_another_key_than_the_known_one(self):
        other = self.place.serve("oost")
        self.zuid.known = self.zuid.known.split()[0] + " " + " ".join(other.known.split()[1:]) + "\n"
        self.place.lines([f"zuid root@127.0.0.1:{self.zuid.port} leden"])
        self.log("bob", line(1))
        status, told = self.complaint()
        self.assertEqual(status, 1)
        self.assertIn("zuid: can't be reached", told)
        self.assertEqual(self.place.here("zuid"), {})

    def test_lines_of_the_file(self):
        good = f"zuid root@127.0.0.1:{self.zuid.port} leden"
        self.log("bob", line(1))
        bad = ["Zuid root@127.0.0.1 leden", "../x root@127.0.0.1 leden", "oost -oProxyCommand=x leden",
               "oost root@-x leden", "oost root@127.0.0.1:22:x leden", "oost a/b leden", "oost root@127.0.0.1",
               "oost root@127.0.0.1 ../leden", "oost root@127.0.0.1 leden *", "oost", "-n x leden", "oost $(id) leden",
               f"{'x' * 65} root@127.0.0.1 leden", "oost root@127.0.0.1 LEDEN", good]
        self.place.lines(["# a comment", "", good, *bad])
        status, told = self.place.pull()
        self.assertEqual(status, 1)
        self.assertEqual([text.split(":")[2] for text in told], [str(number) for number in range(4, 4 + len(bad))], told)
        self.assertEqual(self.place.here("zuid"), {"bob.jsonl": line(1)})
        self.assertEqual(sorted(os.listdir(f"{self.place.data}/regions")), ["lock", "zuid"])
        # The last line may lack its end.
        write(f"{self.place.config}/regions", good)
        self.pulls()

    def test_a_room_that_is_not_here(self):
        self.place.lines([f"zuid root@127.0.0.1:{self.zuid.port} elders leden"])
        self.log("bob", line(1))
        self.assertEqual(self.complaint(), (1, "pull-regions: zuid elders: there is no such room here"))
        self.assertEqual(self.place.here("zuid"), {"bob.jsonl": line(1)})

    def test_links_here_are_not_followed(self):
        self.log("bob", line(1))
        elsewhere = f"{self.place.folder}/elsewhere"
        os.makedirs(elsewhere)
        os.symlink(elsewhere, self.published)
        self.assertEqual(
            self.complaint(), (1, "pull-regions: zuid leden: forum/leden/@zuid is not a folder of root's"))
        self.assertEqual(os.listdir(elsewhere), [])
        os.unlink(self.published)
        self.pulls()
        write(f"{elsewhere}/x", line(1))
        os.unlink(f"{self.published}/bob.jsonl")
        os.symlink(f"{elsewhere}/x", f"{self.published}/bob.jsonl")
        self.log("bob", line(1) + line(2))
        self.pulls()
        self.assertEqual(read(f"{elsewhere}/x"), line(1))
        os.unlink(f"{self.published}/bob.jsonl")
        os.link(f"{elsewhere}/x", f"{self.published}/bob.jsonl")
        self.pulls()
        self.assertEqual(read(f"{elsewhere}/x"), line(1))
        self.assertEqual(self.place.here("zuid"), {"bob.jsonl": line(1) + line(2)})
        self.assert_sound()

    def test_the_rights_are_mended(self):
        self.log("bob", line(1))
        self.pulls()
        os.chmod(f"{self.published}/bob.jsonl", 0o666)
        os.chown(f"{self.published}/bob.jsonl", 0, 0)
        os.chmod(self.published, 0o777)
        self.pulls()
        self.assert_sound()

    def test_the_service_needs_no_more_than_it_is_given(self):
        """With the one capability that joi-regions.service leaves to root."""
        self.log("bob", line(1))
        command = ["setpriv", "--bounding-set", "-all,+chown", "--inh-caps", "-all", "--no-new-privs"]
        subprocess.run(command + self.place.command(), check=True)
        self.log("bob", b" " * 3 + line(1))
        subprocess.run(command + self.place.command(), check=True)
        self.assertEqual(self.place.here("zuid"), {"bob.jsonl": b" " * 3 + line(1)})
        self.assert_sound()


class InterruptionTests(RegionCase):
    def test_two_runs_at_once(self):
        """The second waits for the first, and sessions never overlap."""
        self.log("bob", line(1))
        gate, sessions = f"{self.place.folder}/gate", f"{self.place.folder}/sessions"
        os.mkfifo(gate)
        self.zuid.behave(
            f"echo begin >>{sessions}; cat {gate} >/dev/null; /usr/bin/rrsync -ro -no-lock {self.zuid.forum}; "
            f"status=$?; echo end >>{sessions}; exit $status")
        first = self.place.start()
        until(lambda: os.path.exists(sessions), "the first run asks")
        second = self.place.start()
        waits = lambda: any(
            read(f"/proc/{process}/comm") == b"flock\n" for process in processes(second.pid)
            if os.path.exists(f"/proc/{process}"))
        until(waits, "the second run waits for the lock")
        opening = threading.Thread(target=self.open_gate, args=(gate, (first, second)), daemon=True)
        opening.start()
        for run in (first, second):
            self.assertEqual(run.communicate(timeout=120), ("", ""))
            self.assertEqual(run.returncode, 0)
        self.assertEqual(read(sessions), b"begin\nend\n" * 4)
        self.assertEqual(self.place.here("zuid"), {"bob.jsonl": line(1)})

    def open_gate(self, gate, runs):
        while any(run.poll() is None for run in runs):
            try:
                os.close(os.open(gate, os.O_WRONLY | os.O_NONBLOCK))
            except OSError:
                pass
            time.sleep(0.01)

    def test_killed_amid_the_transfer(self):
        whole = b"".join(line(number, 1_000) for number in range(4_000))
        early = whole[:len(line(10, 1_000)) * 10 + 10]
        early = early[:early.rindex(b"\n") + 1]
        self.log("bob", early)
        self.pulls()
        self.log("bob", whole)
        self.log("cas", whole)
        # 200 KB a second, so that there is a middle.
        honest = f"/usr/bin/rrsync -ro -no-lock {self.zuid.forum}"
        slow = 'SSH_ORIGINAL_COMMAND=$(echo "$SSH_ORIGINAL_COMMAND" | sed "s/--sender/--sender --bwlimit=200/")'
        self.zuid.behave(f"{slow}; export SSH_ORIGINAL_COMMAND; exec {honest}")
        for way in ("all", "all but what watches", "rsync", "sshd"):
            before = set(self.names()) | {".partial"}
            process = self.place.start()
            until(lambda: any(os.path.getsize(f"{self.staging}/{name}") for name in set(self.names()) - before
                              if name.startswith(".")), f"rsync is amid a log ({way})")
            if way == "all":
                kill_all(process.pid)
                process.communicate()
            elif way == "all but what watches":
                # It ends by itself, though nobody here waits for what it watches, and keeps no output open until then.
                until(lambda: self.watching(process.pid), "what watches waits a second")
                watching = self.watching(process.pid)
                kill_all(process.pid, *watching)
                process.communicate(timeout=20)
                until(lambda: not os.path.exists(f"/proc/{watching[0]}/exe"), "what watches has ended")
            elif way == "rsync":
                for child in processes(process.pid):
                    if read(f"/proc/{child}/comm") == b"rsync\n":
                        os.kill(child, 9)
                self.assertRegex(process.communicate(timeout=60)[1], r"\A.*zuid leden: not all could be pulled.*\n\Z")
            else:
                self.zuid.stop()
                self.assertRegex(process.communicate(timeout=60)[1], r"\A.*zuid leden: not all could be pulled.*\n\Z")
                self.zuid.start()
            self.assertNotEqual(process.returncode, 0)
            # Half a transfer is never published.
            self.assertEqual(self.place.here("zuid"), {"bob.jsonl": early}, way)
        self.zuid.honest()
        self.pulls()
        self.assertEqual(self.place.here("zuid"), {"bob.jsonl": whole, "cas.jsonl": whole})
        self.assertEqual(sorted(set(self.names()) - {".partial"}), ["bob.jsonl", "cas.jsonl"])
        self.assert_sound()

    def watching(self, leader):
        """What looks at a running rsync every second, and the sleep that it waits in."""
        for process in processes(leader):
            try:
                if read(f"/proc/{process}/comm") == b"sleep\n":
                    return int(read(f"/proc/{process}/stat").split()[3]), process
            except OSError:
                pass  # It has ended meanwhile.
        return ()

    def names(self):
        return os.listdir(self.staging) if os.path.isdir(self.staging) else []

    def test_killed_at_any_moment(self):
        """Twenty kills at moments drawn by chance; what is published is a beginning of one of the states at each."""
        seed = random.randrange(1 << 32)
        chance = random.Random(seed)
        states = {f"lid{number}": [b""] for number in range(12)}
        for turn in range(20):
            for account, known in states.items():
                # Grown, erased in place, or as it was.
                way = chance.random()
                old = known[-1]
                new = old + b"".join(line(turn, chance.randrange(9_000)) for _ in range(3)) if way < 0.6 else (
                    old.replace(b"x", b" ") if way < 0.8 else old)
                known.append(new)
                self.log(account, new)
            process = self.place.start()
            try:
                process.wait(chance.random() * 0.9)
            except subprocess.TimeoutExpired:
                kill_all(process.pid)
            process.communicate()
            for name, text in self.place.here("zuid").items():
                if name != ".new":
                    known = states[name.removesuffix(".jsonl")]
                    self.assertTrue(any(state.startswith(text) for state in known), f"seed {seed}, turn {turn}: {name}")
        self.pulls()
        self.assertEqual(
            self.place.here("zuid"), {f"{account}.jsonl": known[-1] for account, known in states.items() if known[-1]},
            f"seed {seed}")
        self.assert_sound()

    def test_what_was_cut_off_is_finished_in_place(self):
        """Wherever an append was cut off, the next run goes on there and readers keep their place."""
        text = line(1, 50) + line(2, 50) + line(3, 50)
        self.log("bob", text)
        self.pulls()
        path = f"{self.published}/bob.jsonl"
        inode = os.stat(path).st_ino
        for length in (0, 1, len(line(1, 50)), len(line(1, 50)) + 1, len(text) - 1):
            os.truncate(path, length)
            write(f"{self.published}/.new", "left over")
            self.pulls()
            self.assertEqual(self.place.here("zuid"), {"bob.jsonl": text}, length)
            self.assertEqual(os.stat(path).st_ino, inode, length)


class HostileHostTests(RegionCase):
    """What another host may do: nothing outside its own folder, and there only plain logs within the limits."""

    def setUp(self):
        super().setUp()
        self.log("bob", line(1))
        write(f"{self.place.folder}/secret", "root's\n", 0o600)

    def test_no_links_devices_and_pipes(self):
        os.symlink(f"{self.place.folder}/secret", f"{self.room}/link.jsonl")
        os.symlink("/etc", f"{self.room}/map")
        os.link(f"{self.room}/bob.jsonl", f"{self.room}/hard.jsonl")
        os.mkfifo(f"{self.room}/pipe.jsonl")
        os.mknod(f"{self.room}/null.jsonl", stat.S_IFCHR | 0o666, os.makedev(1, 3))
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(f"{self.room}/socket.jsonl")
        os.makedirs(f"{self.room}/folder.jsonl/x")
        self.assertEqual(
            self.complaint(), (0, "pull-regions: zuid leden: 5 names or files that are no logs were left there"))
        # A second name there is a log of its own here.
        self.assertEqual(self.place.here("zuid"), {"bob.jsonl": line(1), "hard.jsonl": line(1)})
        self.assert_sound()

    def test_names(self):
        for name in ("-rf", "--delete", "Bob", "b b", "bob ", "a\nb", "..", "\u00e9", "x" * 65, "a;id", "$(id)", "*", "",
                     "a\x1b[31m", "@zuid", ".x", "a.b", "b\\#012"):
            write(f"{self.room}/{name}.jsonl".encode(), line(2))
        write(f"{self.room}/{'x' * 64}.jsonl", line(3))
        status, told = self.complaint()
        self.assertEqual(status, 0)
        self.assertEqual(told, "pull-regions: zuid leden: 18 names or files that are no logs were left there")
        self.assertEqual(self.place.here("zuid"), {"bob.jsonl": line(1), f"{'x' * 64}.jsonl": line(3)})
        self.assert_sound()

    def test_a_log_that_is_too_large(self):
        self.log("cas", b"")
        os.truncate(f"{self.room}/cas.jsonl", 64 * 1024 * 1024 + 1)
        self.assertEqual(
            self.complaint(), (0, "pull-regions: zuid leden: 1 logs of more than 64 MiB were left there"))
        self.assertEqual(self.place.here("zuid"), {"bob.jsonl": line(1)})

    def test_all_logs_together_too_large(self):
        for account in ("cas", "dirk"):
            self.log(account, line(1, 4_000))
        status, told = self.complaint(bytes=5_000)
        self.assertEqual((status, told), (0, "pull-regions: zuid leden: 1 logs were left there, for the limits of this host"))
        self.assertEqual(self.place.here("zuid"), {"bob.jsonl": line(1), "cas.jsonl": line(1, 4_000)})

    def test_a_line_that_never_ends(self):
        self.log("cas", b"x" * 5_000_000)
        self.log("dirk", line(1) + b"x" * 5_000_000)
        # To the shell a NUL at the end is nothing.
        self.log("eva", line(1) + b"x\0")
        self.pulls()
        self.assertEqual(
            self.place.here("zuid"), {f"{name}.jsonl": line(1) for name in ("bob", "dirk", "eva")})
        self.assert_sound()

    def test_logs_that_shrink(self):
        self.log("bob", line(1) + line(2))
        self.pulls()
        for text in (line(1), b"", b"x", line(3)):
            self.log("bob", text)
            self.pulls()
            self.assertEqual(self.place.here("zuid"), {"bob.jsonl": text if text.endswith(b"\n") else b""})
        self.assert_sound()

    def test_a_hundred_thousand_logs(self):
        for number in range(100_000):
            with open(f"{self.room}/a{number:06}.jsonl", "wb") as file:
                file.write(b"{}\n")
        status, told = self.complaint(logs=400)
        self.assertEqual(status, 0)
        self.assertEqual(told, "pull-regions: zuid leden: 99601 logs were left there, for the limits of this host")
        self.assertEqual(len(self.place.here("zuid")), 400)
        # Others in their places later: what is here counts, so they never add up to more.
        for number in range(100_000):
            os.unlink(f"{self.room}/a{number:06}.jsonl")
        for number in range(1_000):
            self.log(f"b{number:06}", b"{}\n")
        status, told = self.place.pull(logs=400)
        self.assertEqual(len(self.place.here("zuid")), 400)
        self.assert_sound()

    def test_files_that_nobody_asked_for(self):
        """A sender that is no rrsync sends what it likes: rsync itself refuses what is not on the list."""
        write(f"{self.room}/-evil", "x")
        write(f"{self.room}/deep/er/x.jsonl", line(1))
        os.symlink("/etc", f"{self.room}/etc.jsonl")
        self.zuid.behave(
            f'case $SSH_ORIGINAL_COMMAND in *--files-from*) cd {self.room}; '
            'exec rsync --server --sender -logDtprRe.iLsfxCIvu . . ;; '
            f'*) exec /usr/bin/rrsync -ro -no-lock {self.zuid.forum} ;; esac')
        status, told = self.place.pull()
        self.assertEqual(status, 1, told)
        self.assertNotIn("deep", os.listdir(self.staging))
        if os.path.isdir(self.published):
            self.assert_sound()
        # The way back is open.
        self.zuid.honest()
        self.place.pull()
        self.assertEqual(self.place.here("zuid"), {"bob.jsonl": line(1)})

    def test_more_than_was_said(self):
        """Logs grow between the list and the pull, to more than what is allowed in all."""
        for account in ("cas", "dirk", "eva"):
            self.log(account, line(1))
        self.zuid.behave(
            f'case $SSH_ORIGINAL_COMMAND in *--files-from*) truncate -s 60M {self.room}/cas.jsonl {self.room}/dirk.jsonl '
            f'{self.room}/eva.jsonl ;; esac; exec /usr/bin/rrsync -ro -no-lock {self.zuid.forum}')
        self.assertEqual(
            self.complaint(bytes=10_000), (1, "pull-regions: zuid leden: more came than was said, and was thrown away"))
        self.assertEqual(self.place.here("zuid"), {})

    def test_a_sender_that_never_ends(self):
        for script in ("exec cat /dev/zero", "exec yes", "exec sleep 1000", "printf '\\036\\0\\0\\0'; exec cat /dev/urandom"):
            self.zuid.behave(script)
            oost = self.place.servers.get("oost") or self.place.serve("oost")
            self.log("eva", line(1), f"{oost.forum}/leden")
            status, told = self.complaint(seconds=15)
            self.assertEqual(status, 1, script)
            self.assertRegex(told, "zuid(: can't be reached| leden: can't be read there)")
            self.assertEqual(self.place.here("oost"), {"eva.jsonl": line(1)})
            self.assertEqual(self.place.here("zuid"), {})
            # Nothing of it goes on running here.
            mine = [name for name in os.listdir("/proc") if name.isdigit() and self.is_ours(name)]
            until(lambda: not [name for name in mine if os.path.exists(f"/proc/{name}")], "its programs have ended", 20)

    def is_ours(self, process):
        try:
            return self.place.config.encode() in read(f"/proc/{process}/cmdline")
        except OSError:
            return False

    def test_complaints_steer_no_terminal(self):
        self.zuid.behave("printf '\\033]0;title\\007\\033[31mred\\nsecond\\n' >&2; exit 1")
        status, told = self.complaint()
        self.assertEqual(status, 1)
        self.assertTrue(told.isprintable(), told)


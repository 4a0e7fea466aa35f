"""What must be seen of the running image: each `expect` is one thing that docs/deploy.md promises."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from .box import Box, Ended, Running
from .image import Image
from .site import PACK, Site

STOP_WITHIN = 10.0
"""Seconds; what engines wait between SIGTERM and SIGKILL, unless told otherwise."""

PATIENCE = 30.0
"""Seconds within which the service has to do what is due at once."""

PROBE = """
import errno, json, os, sys
told = {}
for path in sys.argv[1:]:
    try:
        with open(os.path.join(path, "probe"), "x"):
            pass
        os.unlink(os.path.join(path, "probe"))
        told[path] = "written"
    except OSError as error:
        told[path] = errno.errorcode[error.errno]
print(json.dumps(told))
"""


class Unexpected(Exception):
    """Something that must be so is not; the words say what, and what was there instead."""


class Story:
    """One image, one volume, one site. The chapters are methods, told in order by `tell`."""

    def __init__(self, image: Image, folder: Path, site: Site, say: Callable[[str], None]) -> None:
        self.image, self.site, self.say = image, site, say
        if len(image.stage.volumes) != 1:
            raise Unexpected(f"the image has the volumes {image.stage.volumes}, and not just one")
        self.mount_point = image.stage.volumes[0]
        self.volume = folder / "volume"
        self.log = folder / "log"
        rules = folder / "rules"
        rules.mkdir()
        (rules / "harbour.yaml").write_text(PACK)
        # A fresh named volume gets contents, owner and mode of the image's folder.
        inside = image.root / self.mount_point.lstrip("/")
        shutil.copytree(inside, self.volume)
        owner = inside.stat()
        os.chown(self.volume, owner.st_uid, owner.st_gid)
        self.box = Box(
            image.root,
            image.env | {"MONITOR_ALLOW_PRIVATE_HOSTS": site.host, "MONITOR_PER_HOST_DELAY": "0"},
            image.workdir,
            image.uid,
            image.gid,
            binds=((str(self.volume), self.mount_point, True), (str(rules), f"{image.workdir}/rules", False)),
            read_only=True,
        )

    def tell(self) -> None:
        """The whole story. Raises Unexpected at the first thing that is not as it must be."""
        self.image_is_shut()
        self.one_shot()
        self.service()

    def image_is_shut(self) -> None:
        """Even on a writable root the user has nothing to write but the volume."""
        self._expect(self.image.uid >= 10000 and self.image.gid >= 10000, f"USER is {self.image.uid}:{self.image.gid}")
        loose = [path for path in _entries(self.image.root) if self._writable(path)]
        self._expect(not loose, f"the user could write to {loose[:5]}")
        self.say(f"nothing outside {self.mount_point} and the temporary folders is {self.image.uid}'s to write")

    def one_shot(self) -> None:
        """`docker run --rm IMAGE add ...`, `... check`: a fresh container each, one volume."""
        self._monitor(0, "add", self.site.url, "--name", "harbour", "--every", "1s")
        self._monitor(0, "check")
        self.site.berths = 14
        report = self._monitor(1, "check")
        self._expect("12" in report and "14" in report, f"the change from 12 to 14 is not in the report:\n{report}")
        self._store_is_whole(versions=2)
        self.say("one-shot checks in containers of their own: a first look, then the change from 12 to 14 berths")

    def service(self) -> None:
        """The image as it stands: ENTRYPOINT and CMD, health, a change, and the end by SIGTERM in mid-check."""
        with self._service() as running:
            self._until(lambda: "service.started" in self.log.read_text(), "the service to start", running)
            self._rights(running)
            self._health(running)
            self.site.berths = 16
            self._until(lambda: self._newest_version() == 3, "the version with 16 berths", running)
            self.say("the service found the change to 16 berths by itself")
            self.site.hold()
            self._until(self.site.waiting.is_set, "a check to be under way", running)
            self._stop(running, "in mid-check")
        self._store_is_whole(versions=3)
        self.site.release()
        self.site.berths = 18
        with self._service() as running:
            self._until(
                lambda: self._newest_version() == 4, "the source to be checked again after the restart", running
            )
            self.say("a new container on the volume went on: the change to 18 berths is there")
            self._stop(running, "at rest")
        self._store_is_whole(versions=4)

    @contextmanager
    def _service(self) -> Iterator[Running]:
        """The image as it stands, running; whatever happens, nothing of it is left behind."""
        self.log.write_bytes(b"")
        with self.log.open("ab") as output:
            running = self.box.start([*self.image.stage.entrypoint, *self.image.stage.cmd], output)
        try:
            yield running
        except Ended:
            raise Unexpected(f"the service ended by itself; its log:\n{self.log.read_text()}") from None
        finally:
            running.kill()

    def _rights(self, running: Running) -> None:
        status = dict(
            line.split(":\t", 1)
            for line in Path(f"/proc/{running.pid}/status").read_text().splitlines()
            if ":\t" in line
        )
        self._expect(status["Uid"].split() == [str(self.image.uid)] * 4, f"the process's uids are {status['Uid']}")
        self._expect(status["Gid"].split() == [str(self.image.gid)] * 4, f"the process's gids are {status['Gid']}")
        self._expect(int(status["CapEff"], 16) == 0, f"the process has capabilities: {status['CapEff']}")
        self._expect(
            status["NSpid"].split()[-1] == "1", f"the process's id in the box is {status['NSpid'].split()[-1]}"
        )
        folders = ["/", "/data", "/etc", "/opt/monitor", "/usr/local/lib", "/var/tmp", "/data/rules"]
        done = running.execute(["python", "-c", PROBE, *folders, self.mount_point, "/tmp"])
        self._expect(done.returncode == 0, f"the probe ended with {done.returncode}: {done.stderr}", log=True)
        told = json.loads(done.stdout)
        wrong = {
            path: what for path, what in told.items() if (what == "written") != (path in (self.mount_point, "/tmp"))
        }
        self._expect(not wrong, f"the volume and /tmp alone may be written to, but: {wrong}")
        self.say(f"process 1 is {image_user(self.image)} without capabilities; it writes to the volume and /tmp alone")

    def _health(self, running: Running) -> None:
        check = self.image.healthcheck
        if check is None:
            raise Unexpected("the image has no HEALTHCHECK")
        begun = time.monotonic()
        done = running.execute(check.command, timeout=check.options.get("timeout", 30))
        took = time.monotonic() - begun
        self._expect(
            done.returncode == 0, f"HEALTHCHECK ended with {done.returncode}: {done.stdout}{done.stderr}", log=True
        )
        self.say(f"HEALTHCHECK {' '.join(check.command)}: healthy, in {took:.1f} s")

    def _stop(self, running: Running, when: str) -> None:
        begun = time.monotonic()
        running.signal(signal.SIGTERM)
        code = running.wait(STOP_WITHIN)
        self._expect(code is not None, f"{STOP_WITHIN:.0f} s after SIGTERM ({when}) the process still runs", log=True)
        self._expect(code == 0, f"after SIGTERM ({when}) the process ended with {code}", log=True)
        text = self.log.read_text()
        self._expect("Traceback" not in text, "there is a traceback in the log", log=True)
        try:
            names = [json.loads(line)["event"] for line in text.splitlines()]
        except (ValueError, KeyError, TypeError):
            raise Unexpected(f"not every line of the log is a JSON object with an event:\n{text}") from None
        self._expect(names.count("fact.changed") == 1, f"the change is not one line of the log: {names}", log=True)
        self.say(f"SIGTERM {when}: ended with 0 after {time.monotonic() - begun:.1f} s")

    def _monitor(self, code: int, *args: str) -> str:
        done = self.box.run([*self.image.stage.entrypoint, *args])
        words = f"monitor {' '.join(args)} ended with {done.returncode}, not {code}:\n{done.stdout}{done.stderr}"
        self._expect(done.returncode == code, words)
        return done.stdout

    def _newest_version(self) -> int:
        with closing(self._database()) as database:
            return int(database.execute("SELECT coalesce(max(number), 0) FROM versions").fetchone()[0])

    def _store_is_whole(self, versions: int) -> None:
        with closing(self._database()) as database:
            self._expect(database.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "the store is damaged")
            self._expect(not database.execute("PRAGMA foreign_key_check").fetchall(), "the store has loose ends")
        newest = self._newest_version()
        self._expect(newest == versions, f"the store holds {newest} versions, not {versions}")
        strangers = [path for path in self.volume.rglob("*") if path.stat().st_uid != self.image.uid]
        self._expect(not strangers, f"not the user's own in the volume: {strangers}")
        self.say(f"the store is whole and holds {versions} versions")

    def _database(self) -> sqlite3.Connection:
        path = self.volume / Path(self.image.env["MONITOR_STORE"]).relative_to(self.mount_point)
        return sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)

    def _writable(self, path: Path) -> bool:
        inside = "/" + str(path.relative_to(self.image.root))
        if inside.startswith((self.mount_point, "/tmp", "/var/tmp", "/dev", "/proc")):
            return False
        about = path.lstat()
        if stat.S_ISLNK(about.st_mode):
            return False
        mine = about.st_uid == self.image.uid
        ours = about.st_gid == self.image.gid and bool(about.st_mode & stat.S_IWGRP)
        return mine or ours or bool(about.st_mode & stat.S_IWOTH)

    def _until(self, so: Callable[[], bool], what: str, running: Running) -> None:
        end = time.monotonic() + PATIENCE
        while not so():
            ended = running.process.poll()
            self._expect(ended is None, f"waiting for {what}: the process ended with {ended}", log=True)
            self._expect(time.monotonic() < end, f"waited {PATIENCE:.0f} s for {what}", log=True)
            time.sleep(0.1)

    def _expect(self, so: bool, words: str, *, log: bool = False) -> None:
        if not so:
            raise Unexpected(words + (f"; its log:\n{self.log.read_text()}" if log else ""))


def image_user(image: Image) -> str:
    """`uid:gid` as USER has it."""
    return f"{image.uid}:{image.gid}"


def _entries(root: Path) -> Sequence[Path]:
    return [Path(folder, name) for folder, folders, files in os.walk(root) for name in (*folders, *files)]

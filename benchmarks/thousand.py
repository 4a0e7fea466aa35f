"""`monitor check` of 1,000 loopback articles of 60-100 KB, beside a bare loop that only fetches and hashes them."""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.site import serve

COUNT = 1000
BARE = """
import asyncio, hashlib, sys, httpx, httpx_aiohttp
async def main(base, count):
    gate = asyncio.Semaphore(50)
    async with httpx_aiohttp.HttpxAiohttpClient(trust_env=False, timeout=60) as client:
        async def one(n):
            async with gate:
                return hashlib.sha256((await client.get(f"{base}/article/{n}")).content).digest()
        await asyncio.gather(*(one(n) for n in range(count)))
asyncio.run(main(sys.argv[1], int(sys.argv[2])))
"""


def measured(command: list[str], env: dict[str, str] | None = None) -> tuple[float, float, float, str]:
    """Wall seconds, CPU seconds with those of its children, peak MiB of the largest process, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, env=env)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command[:3]}: exit {done.returncode}: {done.stderr[-500:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, after.ru_maxrss / 1024, done.stdout


def main(count: int = COUNT) -> str:
    monitor = [str(Path(sys.executable).with_name("monitor"))]
    env = dict(
        os.environ, MONITOR_ALLOW_PRIVATE_HOSTS="1", MONITOR_PER_HOST_DELAY="0", MONITOR_PER_HOST_CONNECTIONS="50"
    )
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder, "m.db")
        base_command = [*monitor, "--store", str(store)]
        for validators in (False, True):
            with serve(count, validators=validators) as base:
                sources = Path(folder, "sources.csv")
                with sources.open("w", newline="") as file:
                    lines = csv.writer(file)
                    lines.writerow(["url", "name"])
                    lines.writerows([f"{base}/article/{n}", f"a{validators:d}{n}"] for n in range(count))
                names = [f"a{validators:d}{n}" for n in range(count)]
                measured([*base_command, "import", str(sources)], env)
                rounds = [("first look", 0, 0), ("unchanged, noise only", 1, 0), ("5 % changed", 2, count // 20)]
                if validators:
                    rounds = [("first look, ETag", 0, 0), ("unchanged, 304", 0, 0)]
                for label, round_, changed in rounds:
                    urllib.request.urlopen(f"{base}/control?round={round_}&changed={changed}").read()
                    bare = measured([sys.executable, "-c", BARE, base, str(count)])
                    wall, cpu, peak, out = measured([*base_command, "check", "--json", *names], env)
                    seen = json.loads(out)
                    outcomes = {row["outcome"] for row in seen["results"]}
                    if seen["failed"] or seen["checked"] != count or seen["changed"] != changed:
                        raise SystemExit(f"{label}: {seen['failed']} failed, {seen['changed']} changed, {outcomes}")
                    rows.append(
                        f"| {label} | {wall:.1f} | {1000 * cpu / count:.1f} | {peak:.0f} | {bare[0]:.1f} "
                        f"| {1000 * bare[1] / count:.1f} | {cpu / bare[1]:.1f} | {seen['changed']} | {seen['failed']} |"
                    )
                    print(rows[-1], file=sys.stderr)
        size = sum(file.stat().st_size for file in Path(folder).glob("m.db*")) / 1e6
    return "\n".join(
        [
            f"`python -m benchmarks thousand`: {count} articles of 60-92 KB from one loopback host, 50 connections,",
            "no TLS; two sets of sources, without and with ETag. The bare loop is httpx over aiohttp: it fetches and",
            "hashes. CPU is that of all processes but the server.",
            "",
            "| round | wall s | CPU ms a page | peak MiB | bare: wall s | bare: ms | CPU ratio | changed | failed |",
            "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
            *rows,
            "",
            f"The store after these rounds (2 x {count} sources): {size:.0f} MB.",
        ]
    )


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT))

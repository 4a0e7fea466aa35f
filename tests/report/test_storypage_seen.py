"""A story's page as a browser lays it out, at the width of a phone and of a desk: nothing overlaps, nothing sticks out."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import madestory
import pytest

from monitor.report.story import facts_html

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no browser is installed")

LOOK = """<!doctype html><meta charset="utf-8"><style>body { margin: 0 }</style>
<iframe id="f" src="page.html" style="border: 0; width: %dpx; height: 4000px"></iframe><pre id="out"></pre>
<script>
function box(e) { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; }
document.getElementById("f").onload = (event) => {
  const page = event.target.contentDocument, wide = event.target.clientWidth, out = { charts: [], out: [] };
  for (const each of page.querySelectorAll("details")) each.open = true;
  out.scroll = page.documentElement.scrollWidth;
  for (const each of page.querySelectorAll("main *")) {
    const r = each.getBoundingClientRect();
    const inside = each.closest("svg, .scroll, thead, .when");
    if (r.width && !inside && (r.right > wide + 1 || r.left < -1)) out.out.push(each.tagName + " " + each.textContent.slice(0, 60));
  }
  for (const chart of page.querySelectorAll("svg.chart")) {
    const texts = [...chart.querySelectorAll("text")].filter((text) => text.textContent.trim());
    out.charts.push({ box: box(chart), texts: texts.map((text) => [text.textContent, ...box(text)]) });
  }
  const row = page.querySelector("table.matrix tbody tr");
  out.row = row && getComputedStyle(row).display;
  document.getElementById("out").textContent = JSON.stringify(out);
};
</script>"""


@pytest.fixture
def look(tmp_path: Path, templates: dict[str, str]) -> Iterator[Callable[[Any, int], dict[str, Any]]]:
    """Lays a story's page out in a frame that wide, with all that can be opened open, and measures it."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def look(story: Any, width: int) -> dict[str, Any]:
        (tmp_path / "page.html").write_text(facts_html([story], templates=templates, now=madestory.NOW), "utf-8")
        (tmp_path / "look.html").write_text(LOOK % width, "utf-8")
        assert BROWSER
        command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
        command += ["--virtual-time-budget=20000", f"--window-size={width},4000", "--dump-dom"]
        done = subprocess.run(
            [*command, f"http://127.0.0.1:{server.server_port}/look.html"], capture_output=True, text=True, timeout=120
        )
        found = re.search(r'<pre id="out">(.+?)</pre>', done.stdout, re.DOTALL)
        assert found, done.stderr[-2000:]
        return dict(json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")))

    yield look
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("size", [0, 12, 30])
def test_nothing_overlaps_and_nothing_sticks_out(size: int, width: int, look: Any) -> None:
    """A table of seven sources, bars of twelve, counts of thirty; letters keep their distance in every chart."""
    seen = look(madestory.large(size, 6) if size else madestory.story(), width)
    assert seen["scroll"] <= width
    assert seen["out"] == []
    assert seen["charts"]
    for chart in seen["charts"]:
        texts = chart["texts"]
        for place, (one, left, top, right, bottom) in enumerate(texts):
            assert left >= chart["box"][0] - 1, one
            assert right <= chart["box"][2] + 1, one
            assert bottom <= chart["box"][3] + 1, one
            for other, x, y, x2, y2 in texts[place + 1 :]:
                apart = right <= x + 0.5 or x2 <= left + 0.5 or bottom <= y + 3 or y2 <= top + 3
                assert apart or (len(one) == 1 and len(other) == 1), (one, other)
    if not size:
        assert seen["row"] == ("table-row" if width == 1280 else "flex")  # a card for each fact on a phone

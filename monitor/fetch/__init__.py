"""Fetching: one request of a source becomes a Capture or a Failure; the network never makes it raise.

    Request
      |  outgoing    what we say: User-Agent, the user's headers, credentials, validators
      v
    guard            is it http(s), and an address that may be asked?          for every hop
      |
    robots           does the host's robots.txt allow it?                      for every hop
      |
    slots            Retry-After of the host, spacing, connections             for every request that is sent
      |
    client           httpx over aiohttp; the resolver guards each address
      |
    body             gzip, size cap, completeness
      |
    retry            again, if it may help                                     back to slots
      |
    redirects        another hop?                                              back to guard
      v
    Capture or Failure

`fetcher.py` joins them; read it first. Whatever goes wrong on the way is a `Trouble`, made into a Failure at one place.
What has to outlive the process (slots, Retry-After, robots.txt) is kept behind `Gate`, which the store implements.
"""

from monitor.fetch.fetcher import Fetcher
from monitor.fetch.gate import Gate
from monitor.fetch.guard import check_url

__all__ = ["Fetcher", "Gate", "check_url"]

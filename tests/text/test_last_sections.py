"""What stands last on a page: a section's list, and a banner beside a document on privacy."""

from __future__ import annotations

from monitor.text import read

OPENING = (
    "<p>The lighthouse on the northern skerry was built of granite by three brothers, who took four years over it.</p>"
    "<p>It was lit by oil until the cable came, and since then nobody has had to live out there through the winter.</p>"
)
SECTION = (
    "<h2>In songs and stories</h2><p>The tower has been sung of, painted and photographed more often than measured.</p>"
)


def text(inner: str) -> str:
    return read(f"<html lang=en><body><main><h1>The tower</h1>{inner}</main></body></html>".encode()).text


def test_the_list_of_the_last_section() -> None:
    """Short entries below a heading and its paragraph are the article's, though no prose follows them."""
    kept = text(f"{OPENING}{SECTION}<ul><li>Painted by two schools</li><li>On a stamp of 1971</li></ul>")
    assert kept.endswith("Painted by two schools\n\nOn a stamp of 1971")


def test_lists_that_point_elsewhere() -> None:
    """Links, single labels, and a list below the last paragraph of no section are none of it."""
    for entries in ('<li><a href="/a">Painted by two schools</a></li>', "<li>Share</li><li>Print</li>"):
        assert "Share" not in text(f"{OPENING}{SECTION}<ul>{entries}</ul>")
        assert "Painted by" not in text(f"{OPENING}{SECTION}<ul>{entries}</ul>")
    filed = '<li>Filed below stories of the sea and <a href="/towers">towers</a></li>'
    assert "Filed" not in text(f"{OPENING}{SECTION}<ul>{filed}</ul>")
    assert "two schools" not in text(f"{OPENING}<ul><li>Painted by two schools</li></ul>")


NOTICE = "".join(
    f"<h2>{number}. {name}</h2><p>{words}</p>"
    for number, (name, words) in enumerate(
        (
            ("Data", "We process the personal data that you give us when you register an appliance with our service."),
            ("Purpose", "We use cookies to remember your choices, and personal data to fulfil the contract with you."),
            ("Partners", "Data is passed on to partners who visit you at home, and to nobody who would advertise."),
            ("Rights", "You may withdraw your consent at any time; personal data is then erased within thirty days."),
            ("Contact", "Write to our data protection officer about cookies, consent or anything else in this notice."),
        ),
        1,
    )
)
BANNER = (
    '<div role="alertdialog"><h2>Your privacy choices</h2><div>By clicking “Accept all cookies” you agree to the storing of '
    "cookies on your device to analyse usage and assist in our marketing.</div><button>Cookie settings</button>"
    "<button>Reject all</button><button>Accept all cookies</button></div>"
)


def page(main: str, banner: str) -> bytes:
    head = "<title>Privacy notice</title>"
    return f"<html lang=en><head>{head}</head><body><main><h1>Privacy notice</h1>{main}</main>{banner}</body></html>".encode()


def test_a_document_on_privacy_with_a_banner() -> None:
    """What asks is a box of its own, and the document stands beside it."""
    assert read(page(NOTICE, BANNER)).unreadable is None


def test_a_wall_of_that_name() -> None:
    """The same words around the button, and nothing beside them, are a wall."""
    found = read(page("", BANNER.replace('role="alertdialog"', 'role="dialog" aria-modal="true"')))
    assert found.unreadable == "consent wall"

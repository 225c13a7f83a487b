"""An address that is pasted is read, and nothing leads out of the site."""

from __future__ import annotations

import pytest

from shaiquan.publishing.release import PublishFault
from shaiquan.publishing.site_address import is_site_path, parse_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://xz.gov.cn", "https://xz.gov.cn/"),
        (" https://xz.gov.cn/quanli \n", "https://xz.gov.cn/quanli/"),
        ("HTTPS://XZ.gov.cn:443//quanli/index.html", "https://xz.gov.cn/quanli/"),
        ("http://10.0.0.5:8080/a/b/", "http://10.0.0.5:8080/a/b/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("http://例子.测试/权力/", "http://xn--fsqu00a.xn--0zwm56d/%E6%9D%83%E5%8A%9B/"),
        ("http://xz.cn/%E6%9D%83/", "http://xz.cn/%E6%9D%83/"),
    ],
)
def test_an_address_is_read_as_it_is_pasted(text: str, address: str) -> None:
    assert str(parse_address(text)) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "xz.gov.cn/quanli",
        "ftp://xz.gov.cn/",
        "file:///etc/passwd",
        "https:///quanli/",
        "https://xz.gov.cn:port/",
        "https://xz.gov.cn:99999/",
        "https://[::1/",
        "https://xz.gov.cn/?page=1",
        "https://xz.gov.cn/#top",
        "https://user:s3cret@xz.gov.cn/",
        "https://user:s3cret/more@xz.gov.cn/",
        "ftp://user:s3cret@xz.gov.cn/?page=1",
        f"https://{'a' * 70}.cn/",
    ],
)
def test_what_is_no_address_of_a_site_is_refused(text: str) -> None:
    with pytest.raises(PublishFault) as refused:
        parse_address(text)
    assert "s3cret" not in refused.value.zh + refused.value.en


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/quanli/powers/", "/quanli/powers/"),
        ("https://xz.gov.cn:443/quanli/a.html?v=1", "/quanli/a.html?v=1"),
        ("../data/", "/quanli/data/"),
        ("/quanli", "/quanli"),
        ("https://www.xz.gov.cn/quanli/powers/", None),
        ("http://xz.gov.cn/quanli/powers/", None),
        ("//other.cn/quanli/", None),
        ("/login?to=/quanli/", None),
        ("../../../etc/", None),
        ("https://xz.gov.cn:bad/quanli/", None),
        ("javascript:alert(1)", None),
        ("http://[", None),
        ("a b?c d=é", "/quanli/powers/a%20b?c%20d=%C3%A9"),
    ],
)
def test_a_redirect_is_followed_within_the_site_alone(location: str, path: str | None) -> None:
    address = parse_address("https://xz.gov.cn/quanli/")
    assert address.follow("/quanli/powers/index.html", location) == path


@pytest.mark.parametrize(
    "path", ["../a", "a/../../b", "/etc/passwd", "a//b", "", "./a", "a\\..\\b"]
)
def test_a_path_that_leads_elsewhere_is_none_of_a_site(path: str) -> None:
    assert not is_site_path(path)
    assert is_site_path("files/表 1.docx")

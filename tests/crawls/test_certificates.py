"""TLS is verified: what is wrong is said, and who must go on has it noted at every capture."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.crawling import Crawl
from tests.replica.articles import many_posts
from tests.replica.server import serving

NOW = datetime.now(UTC)
YEAR = timedelta(days=365)


def certificate(name, *, key, by=None, names=(), since=NOW - YEAR, until=NOW + YEAR):
    """Return a certificate, signed by an issuer's (certificate, key), else by itself."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer, signer = (by[0].subject, by[1]) if by else (subject, key)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(names or [x509.DNSName(name)]), critical=False)
        .sign(signer, hashes.SHA256())
    )


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """Give an issuer that this machine trusts while the tests run, and where it stands."""
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = certificate("Penerbit Uji", key=key)
    path = tmp_path_factory.mktemp("tls") / "ca.pem"
    path.write_bytes(issuer.public_bytes(serialization.Encoding.PEM))
    return issuer, key, path


def context_of(folder, certificate, key):
    """Return the server's side of TLS."""
    path = folder / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


HERE = (x509.IPAddress(ip_address("127.0.0.1")),)
FAULTS = {
    "expired": ({"names": HERE, "until": datetime(2020, 5, 1, tzinfo=UTC),
                 "since": datetime(2019, 5, 1, tzinfo=UTC)}, "it expired on 2020-05-01"),
    "of another name": ({"names": (x509.DNSName("lain.example"),)},
                        "it is of another name: lain.example"),
    "not yet valid": ({"names": HERE, "since": NOW + timedelta(days=30)}, "it is not valid before"),
    "signed by itself": (None, "nobody vouches for its issuer"),
}  # fmt: skip


@pytest.fixture
def crawl_of(tmp_path, authority, monkeypatch):
    """Give a crawl of a site with a certificate of some kind."""
    issuer, issuer_key, path = authority
    monkeypatch.setenv("SSL_CERT_FILE", str(path))

    def crawl(kind, **settings):
        key = ec.generate_private_key(ec.SECP256R1())
        told = certificate("situs", key=key, names=HERE) if kind is None else certificate(
            "situs", key=key, by=(issuer, issuer_key), **kind
        )  # fmt: skip
        context = context_of(tmp_path, told, key)
        with serving(posts=many_posts(3), tls=context) as site:
            folder = tmp_path / str(len(settings))
            folder.mkdir()
            one = Crawl(folder, site.url)
            one.ended = one.run("articles", **settings)
            return one

    return crawl


def test_a_sound_certificate_is_not_spoken_of(crawl_of):
    """The crawl goes as ever, and no capture has a note."""
    crawl = crawl_of({"names": HERE})
    assert crawl.ended.returncode == 0, crawl.ended.stderr
    assert crawl.query("SELECT count(*) FROM articles") == [(3,)]
    assert crawl.query("SELECT count(*) FROM captures WHERE tls IS NOT NULL") == [(0,)]


@pytest.mark.parametrize("name", FAULTS)
def test_a_certificate_that_fails_ends_the_run(crawl_of, name):
    """With 3, its fault and the switch in the sentence; with the switch, at every capture."""
    kind, words = FAULTS[name]
    crawl = crawl_of(kind)
    assert crawl.ended.returncode == 3
    assert words in crawl.ended.stderr
    assert "-s DOWNLOAD_VERIFY_CERTIFICATES=False" in crawl.ended.stderr
    assert crawl.query("SELECT count(*) FROM captures") == [(0,)]
    crawl = crawl_of(kind, DOWNLOAD_VERIFY_CERTIFICATES="False")
    assert crawl.ended.returncode == 0, crawl.ended.stderr
    noted = crawl.query("SELECT DISTINCT tls LIKE ? FROM captures", f"{words}%")
    assert noted == [(1,)]

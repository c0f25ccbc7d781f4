"""What is wrong with a host's certificate, in words: Scrapy's error says that it is wrong, not why.

Asked with the standard library, and only once something has failed or is to be noted.
"""

from __future__ import annotations

import socket
import ssl
from functools import lru_cache
from urllib.parse import urlsplit

from cryptography import x509

SECONDS = 10
#: OpenSSL's numbers of what a check finds (x509_vfy.h).
_EXPIRED, _NOT_YET, _OTHER_NAMES = 10, 9, (62, 64)


@lru_cache(maxsize=32)
def certificate_fault(url: str) -> str | None:
    """Return what is wrong with the certificate of an address' host; None where nothing is.

    None, too, where there is none (http) or nobody answers: that is told otherwise. Answers are
    kept for the run.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        return None
    place = parts.hostname, parts.port or 443
    try:
        _handshake(place, ssl.create_default_context())
    except ssl.SSLCertVerificationError as error:
        return _in_words(error, place)
    except (OSError, ValueError):
        return None
    return None


def _in_words(error: ssl.SSLCertVerificationError, place: tuple[str, int]) -> str:
    certificate = _certificate(place)
    if error.verify_code == _EXPIRED and certificate is not None:
        return f"it expired on {certificate.not_valid_after_utc:%Y-%m-%d}"
    if error.verify_code == _NOT_YET and certificate is not None:
        return f"it is not valid before {certificate.not_valid_before_utc:%Y-%m-%d}"
    if error.verify_code in _OTHER_NAMES and certificate is not None:
        return f"it is of another name: {', '.join(_names(certificate)) or 'none'}"
    issuer = f" ({certificate.issuer.rfc4514_string()})" if certificate is not None else ""
    return f"nobody vouches for its issuer{issuer}: {error.verify_message}"


def _names(certificate: x509.Certificate) -> list[str]:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    return [str(name) for name in names.get_values_for_type(x509.DNSName)]


def _certificate(place: tuple[str, int]) -> x509.Certificate | None:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        return x509.load_der_x509_certificate(_handshake(place, context) or b"")
    except (OSError, ValueError):
        return None


def _handshake(place: tuple[str, int], context: ssl.SSLContext) -> bytes | None:
    with (
        socket.create_connection(place, timeout=SECONDS) as connection,
        context.wrap_socket(connection, server_hostname=place[0]) as secured,
    ):
        return secured.getpeercert(binary_form=True)

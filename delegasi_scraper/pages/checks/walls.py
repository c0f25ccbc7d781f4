"""Pages that somebody sets before a site or in its place, under status 200, by what they say.

The wordings are those of hosts, registrars, firewalls and browsers' checks as they stood in 2026;
a wall that no list knows is met by having no sign of the article (pages/checks/signs.py).
"""

from __future__ import annotations

import re

from lxml import etree

from delegasi_scraper.pages.html import compiled, elements, first_text, text_of

_TITLE = compiled("/html/head/title")
_HEADINGS = compiled("//h1 | //h2")
_BODY = compiled("/html/body")
#: A wall says what it is at once.
_FIRST_LETTERS = 700
_WORDS = {
    "the page of a suspended account": (
        r"(?:account|website|site|hosting|domain)(?: \S+)? (?:has been |is |was )?"
        r"(?:temporarily |currently )?(?:suspended|disabled|deactivated)|bandwidth limit exceeded|"
        r"suspendedpage|(?:akun|situs|layanan|hosting|website)(?: web)?(?: ini| anda)?"
        r"(?: telah| sedang)? (?:ditangguhkan|dinonaktifkan|disuspend|di-suspend)"
    ),
    "the page of a parked domain": (
        r"domain(?: name)?(?: \S+)? (?:is|was|has|has been|may be|might be) "
        r"(?:for sale|parked|registered|expired|available)|buy this domain|parked (?:free|domain)|"
        r"(?:domain|situs)(?: \S+)?(?: ini| anda)? (?:dijual|kedaluwarsa|kadaluarsa|diparkir)|"
        r"this (?:web ?)?page is parked|related searches.{0,80}privacy policy"
    ),
    "a provider's block page": (
        r"internet ?(?:positif|sehat|baik)|trust ?positif|(?:situs|laman|halaman|website)"
        r"(?: \S+){0,5} (?:diblokir|terblokir|tidak dapat diakses)|site (?:has been |is )blocked|"
        r"access to this (?:web)?site (?:has been |is )?(?:blocked|restricted)"
    ),
    "a firewall's page": (
        r"you have been blocked|access denied|request (?:has been )?(?:rejected|blocked|denied)|"
        r"requested url was rejected|web application firewall|not acceptable|wordfence|"
        r"mod_?security|access to this (?:site|page|service) has been limited|403 forbidden|"
        r"unusual (?:traffic|activity)|aktivitas (?:yang )?(?:tidak wajar|mencurigakan)"
    ),
    "a bot check": (
        r"just a moment|checking (?:your browser|if the site)|attention required|"
        r"(?:verif\w+|confirm\w*)(?: that)? you are (?:a )?(?:not a (?:ro)?bot|human)|captcha|"
        r"are you a (?:ro)?bot|i.m not a robot|one moment,? please|security check|ddos.?guard|"
        r"enable javascript and cookies|(?:anda|kamu) bukan robot|being verified"
    ),
    "a page that asks for consent": (
        r"before you continue|cookie consent|we value your privacy|we use cookies|"
        r"sebelum (?:anda )?melanjutkan|consent to (?:the use of )?cookies"
    ),
    "a database error": (
        r"establishing a database connection|database (?:connection )?error|"
        r"(?:koneksi|terhubung|menghubungkan|sambungan)(?: \S+){0,3} (?:database|basis ?data)|"
        r"can.?t connect to (?:local )?(?:mysql|mariadb)|too many connections"
    ),
    "a critical error of WordPress": (
        r"critical error on (?:this|your) (?:web)?site|"
        r"(?:galat|eror|error|kesalahan)(?: yang)? (?:kritis|fatal|serius)"
    ),
    "a page of maintenance": (
        r"briefly unavailable|under (?:scheduled )?(?:maintenance|construction)|maintenance mode|"
        r"coming soon|scheduled maintenance|(?:sedang )?dalam (?:perbaikan|pemeliharaan)|"
        r"service (?:temporarily )?unavailable|segera (?:hadir|kembali)"
    ),
    "the server's default page": (
        r"welcome to (?:nginx|openresty|apache|litespeed)|default (?:web ?site )?page|it works!|"
        r"^index of /|test page for|future home of|website is (?:ready|coming)|"
        r"hosted by|situs (?:web )?baru"
    ),
    "a network's sign-in page": (
        r"captive portal|(?:log|sign) ?in to (?:the |this )?(?:network|wi-?fi|hotspot|internet)|"
        r"(?:login|masuk)(?: ke)? (?:hotspot|wi-?fi|jaringan)|wifi\.id"
    ),
}
_KNOWN = {name: re.compile(words, re.IGNORECASE) for name, words in _WORDS.items()}


def name_wall(root: etree._Element, *, all_text: bool = True) -> str | None:
    """Return what a page is that too little speaks for; None where it is no known wall.

    With ``all_text`` it may say so in its text, else in its title or headings alone.
    """
    said = (first_text(_TITLE, root) or "", *map(text_of, elements(_HEADINGS, root)[:3]))
    body = next(iter(elements(_BODY, root)), None)
    begun = (text_of(body) or "")[:_FIRST_LETTERS] if all_text else ""
    for text in (*filter(None, said), begun):
        for name, words in _KNOWN.items():
            if words.search(text):
                return name
    return None

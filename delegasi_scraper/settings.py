"""Every value of a crawl, each with its reason. Change one for a run by ``-s NAME=value``."""

from archive.version import version
from delegasi_scraper import newsroom

BOT_NAME = "delegasi_scraper"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"
COMMANDS_MODULE = "delegasi_scraper.commands"

# --- The site and the archive -------------------------------------------------------------
SITE_URL = newsroom.SITE_URL
SITE_ALIASES = list(newsroom.SITE_ALIASES)
#: Relative paths stand beside scrapy.cfg, so that cron's working directory does not matter.
ARCHIVE_DB = "data/delegasi.db"
ARCHIVE_WARC_DIR = "data/warc"
#: Where the site's owner can complain: an e-mail or web address. Unset warns on every run.
CONTACT = ""
#: Seconds to wait for another run to end before giving up with exit code 4.
LOCK_WAIT = 0
#: Articles fetched again by age in one run, so that silent edits are seen.
REVISIT_MAX = 20

#: Articles asked for in one run that only links on others name: a page may be filled with them.
LINKED_MAX = 2000

#: Public archives that `scrapy crawl wayback` and `commoncrawl` ask.
WAYBACK_CDX = "https://web.archive.org/cdx/search/cdx"
WAYBACK_REPLAY = "https://web.archive.org/web"
COMMONCRAWL_INDEX = "https://index.commoncrawl.org"
COMMONCRAWL_DATA = "https://data.commoncrawl.org"

# --- Manners ------------------------------------------------------------------------------
#: The crawl command adds CONTACT.
USER_AGENT = f"delegasi_scraper/{version().rpartition('.')[0]} (news archive)"
ROBOTSTXT_OBEY = True
#: What comes from nobody knows whom is no evidence. False = go on all the same; every capture's
#: row then says what is wrong with the certificate.
DOWNLOAD_VERIFY_CERTIFICATES = True
#: A small shared host answers a page in about 0.1 s of PHP; 2 s apart is 5 % of one core.
DOWNLOAD_DELAY = 2
CONCURRENT_REQUESTS = 1
CONCURRENT_REQUESTS_PER_DOMAIN = 1
#: A stop waits for the page in flight; Scrapy's 180 s would outlast a shutdown's patience.
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024
DOWNLOAD_WARNSIZE = 4 * 1024 * 1024
RETRY_TIMES = 2
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408, 429]
REDIRECT_MAX_TIMES = 5
COOKIES_ENABLED = False
#: gzip is what every reader of WARC files undoes.
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "id,en;q=0.5",
    "Accept-Encoding": "gzip",
}

# --- Scrapy -------------------------------------------------------------------------------
#: Both would open a port on which whoever reaches it executes Python.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
#: The spiders ask for no article twice; a filter here would drop redirects to a known page,
#: and with them the alias.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
#: The default of 100 starts 100 tasks a response; 8 saves a fifth of the cost of a page.
CONCURRENT_ITEMS = 8
LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOGSTATS_INTERVAL = 0
STATS_DUMP = False
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "delegasi_scraper.middlewares.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "delegasi_scraper.middlewares.offsite.ListingOffsiteMiddleware": 50,
    # Outside Redirect (600) and HttpCompression (590): redirects and the bytes of the wire.
    "delegasi_scraper.middlewares.capture.CaptureMiddleware": 605,
    # Outside Retry (550): every refusal counts, also one that is asked again.
    "delegasi_scraper.middlewares.backoff.BackoffMiddleware": 610,
}
#: The way of an article: item pipelines clean the text, split the body from the stubs, and store
#: deduplicated records. The first four are pure functions (steps.py); only the last writes.
ITEM_PIPELINES = {
    # white space and invisible characters; boilerplate, captions and credits apart
    "delegasi_scraper.pipelines.clean.CleanPipeline": 100,
    # what is no prose and not in the post as REST states it, apart
    "delegasi_scraper.pipelines.compare.ComparePipeline": 150,
    # body | sign-off | "Delegasi.com - …" stubs; dateline, lead, place
    "delegasi_scraper.pipelines.split.SplitStubsPipeline": 200,
    # the best stated time, and its source
    "delegasi_scraper.pipelines.times.TimesPipeline": 300,
    # with -a since=DATE: what was published before is left out
    "delegasi_scraper.pipelines.since.SincePipeline": 350,
    # which archived article it is
    "delegasi_scraper.pipelines.identify.IdentifyPipeline": 400,
    # new, a revision, or nothing new; whose change it is
    "delegasi_scraper.pipelines.judge.JudgePipeline": 500,
    # a new post: may it be an intruder's?
    "delegasi_scraper.pipelines.suspects.SuspectsPipeline": 550,
    # exact and near copies among the other articles
    "delegasi_scraper.pipelines.deduplicate.DeduplicatePipeline": 600,
    # one transaction an article
    "delegasi_scraper.pipelines.archive.ArchivePipeline": 700,
    # what else a crawl sees, a kind of item each
    "delegasi_scraper.pipelines.listings.ListingPipeline": 810,
    "delegasi_scraper.pipelines.addresses.AddressesPipeline": 820,
    "delegasi_scraper.pipelines.stated.StatedPipeline": 825,
    "delegasi_scraper.pipelines.failures.FailurePipeline": 830,
    "delegasi_scraper.pipelines.misses.MissesPipeline": 840,
}
EXTENSIONS = {"delegasi_scraper.extensions.progress.Progress": 500}

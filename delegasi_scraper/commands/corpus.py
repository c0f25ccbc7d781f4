"""`scrapy corpus`: freeze which texts a study is about, and find them again years later."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError

from delegasi_scraper.cli.archive_command import ArchiveCommand

if TYPE_CHECKING:
    from archive.corpus.frozen import Corpus
    from archive.store import Archive

#: What is done, and which arguments it takes.
ACTIONS = {
    "freeze": ("NAME",),
    "list": (),
    "show": ("NAME",),
    "verify": ("NAME",),
    "export": ("NAME", "FILE"),
}


class Command(ArchiveCommand):
    """Exit code 5 where a corpus does not reproduce, 2 for usage, 1 where it is not there."""

    arguments = ("freeze|list|show|verify|export", "[NAME]", "[FILE]")

    def short_desc(self) -> str:
        """Describe the command in one line."""
        return "Freeze a corpus of articles; list, show, verify or export one"

    def long_desc(self) -> str:
        """Describe the command in `scrapy corpus --help`."""
        return (
            "`freeze NAME --where SQL` notes which state of which article fits a condition, with "
            "one digest over all; `verify NAME` finds every text again and recomputes it; "
            "`export NAME FILE` writes the frozen texts. Instead of NAME, the others than freeze "
            "take a file that `show NAME --json` has printed. docs/exports.md has the digest's "
            "recipe."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        """Add --where, --duplicates, --json, --lines and --force."""
        super().add_options(parser)
        parser.add_argument("--where", metavar="SQL", help="freeze: which articles")
        parser.add_argument(
            "--duplicates", action="store_true", help="freeze: also what repeats an earlier article"
        )
        parser.add_argument("--json", action="store_true", help="show: all but the texts, as JSON")
        parser.add_argument(
            "--lines", action="store_true", help="show: the lines that the digest is over"
        )
        parser.add_argument("--force", action="store_true", help="export: replace FILE")

    def check_arguments(self, args: list[str], opts: Namespace) -> None:
        """Raise :class:`UsageError` where the arguments are not those that are wanted."""
        if not args or args[0] not in ACTIONS:
            raise UsageError(f"give one of {', '.join(ACTIONS)}")
        if len(args) - 1 != len(ACTIONS[args[0]]):
            raise UsageError(f"give {' '.join((args[0], *ACTIONS[args[0]]))}")
        if args[0] == "freeze":
            if opts.where is None:
                raise UsageError('give --where SQL: which articles; all of them is --where "1"')
            if not re.fullmatch("[a-z0-9-]+", args[1]):
                raise UsageError(f"{args[1]!r}: a corpus's name has a-z, 0-9 and hyphens")

    def work(self, args: list[str], opts: Namespace) -> int:
        """Freeze, with the lock, or open the archive for reading."""
        if args[0] == "freeze":
            return self._freeze(self.archive_file(), args[1], opts)
        return super().work(args, opts)

    def read(self, archive: Archive, args: list[str], opts: Namespace) -> int:
        """Do what only reads."""
        from archive.corpus.frozen import listed

        if args[0] == "list":
            for row in listed(archive.connection):
                print(f"{row['frozen_at']}  {row['members']:>7,} articles  {row['name']}")
            return 0
        corpus = _corpus(archive, args[1])
        if args[0] == "show":
            return _show(corpus, opts)
        if args[0] == "verify":
            return _verify(archive, corpus)
        return self._export(archive, corpus, Path(args[2]), opts)

    def _freeze(self, path: Path, name: str, opts: Namespace) -> int:
        from archive.corpus.frozen import frozen, save_corpus
        from archive.export.where_clause import ConditionError
        from archive.store import Archive
        from archive.version import version
        from delegasi_scraper.clock import utc_now

        try:
            # The condition is somebody's SQL: it runs where nothing can be written.
            with (
                self.locked(path),
                Archive.open(path, site_url=None) as archive,
                Archive.open(path, site_url=None, readonly=True) as reader,
            ):
                corpus = frozen(
                    reader.connection,
                    name,
                    opts.where,
                    duplicates=opts.duplicates,
                    frozen_at=utc_now(),
                    version=version(),
                )
                with archive.transaction() as connection:
                    save_corpus(connection, corpus)
        except ConditionError as error:
            return self.fail(str(error), 2)
        print(f"{name}: {len(corpus.members):,} articles, SHA-256 {corpus.members_sha256}")
        return 0

    def _export(self, archive: Archive, corpus: Corpus, target: Path, opts: Namespace) -> int:
        from archive.corpus.verification import check, frozen_rows
        from archive.export.articles import FormatUnknown, check_format, write
        from archive.export.columns import REVISION_COLUMNS
        from delegasi_scraper.cli.progress import Counting

        try:
            check_format(target, force=opts.force)
        except FormatUnknown as error:
            return self.fail(str(error), 2)
        with archive.snapshot() as connection:
            checked = check(connection, corpus)
            if not checked.reproduces:
                _tell_problems(corpus, checked.problems)
                return 5
            rows = frozen_rows(connection, checked.found)
            progress = Counting(self.name(), "rows")
            count = len(corpus.members)
            written = write(target, REVISION_COLUMNS, rows, count, opts.force, progress)
        print(f"{written.dictionary}: what the columns mean")
        print(f"{written.rows:,} rows, {written.bytes:,} bytes: {target}")
        return 0


def _corpus(archive: Archive, name: str) -> Corpus:
    """Return a corpus of the archive by its name, or the one of a manifest by its file's."""
    from archive.corpus.frozen import CorpusError, find, from_json

    if name.endswith(".json"):
        return from_json(Path(name).read_bytes())
    corpus = find(archive.connection, name)
    if corpus is None:
        raise CorpusError(f"there is no corpus {name!r}; `scrapy corpus list` shows what there is")
    return corpus


def _show(corpus: Corpus, opts: Namespace) -> int:
    if opts.json:
        print(corpus.as_json())
    elif opts.lines:
        for member in corpus.members:
            print(member.line)
    else:
        print(f"name        {corpus.name}")
        print(f"condition   {corpus.condition}")
        print(f"duplicates  {'members, too' if corpus.duplicates else 'left out'}")
        print(f"frozen at   {corpus.frozen_at}, by version {corpus.version}")
        print(f"articles    {len(corpus.members):,}")
        print(f"SHA-256     {corpus.members_sha256}")
    return 0


def _verify(archive: Archive, corpus: Corpus) -> int:
    from archive.corpus.verification import check

    checked = check(archive.connection, corpus)
    if not checked.reproduces:
        _tell_problems(corpus, checked.problems)
        return 5
    print(
        f"{corpus.name} reproduces: {len(corpus.members):,} articles, "
        f"SHA-256 {checked.members_sha256}"
    )
    return 0


def _tell_problems(corpus: Corpus, problems: tuple[str, ...]) -> None:
    for problem in problems:
        print(problem)
    print(
        f"{corpus.name}, frozen {corpus.frozen_at} by version {corpus.version}, does not "
        f"reproduce: {len(problems):,} problems in {len(corpus.members):,} articles",
        file=sys.stderr,
    )

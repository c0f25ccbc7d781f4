"""The base of the pipelines that need the run."""

from delegasi_scraper.crawl.run_component import RunComponent


class RunPipeline(RunComponent):
    """A pipeline of one crawl."""

"""The project's own `scrapy …` commands.

Scrapy imports every module here at every call: heavy imports belong into ``run``.
"""

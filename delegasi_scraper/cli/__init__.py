"""What the commands share; beside commands/, where Scrapy takes every module for a command."""

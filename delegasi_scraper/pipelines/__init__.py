"""Thin: from what a spider saw to what the archive keeps."""

"""In place of pandas for the commands that tests start.

sqlite-utils imports pandas where it is installed, at 0.7 s a start; the archive's own requirements
do not bring it, only these tests' do. So the commands run as they do in an archive's environment.
"""

raise ImportError("not part of the archive's own environment")

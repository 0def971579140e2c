"""Exit with 0 when the web node on this port answers that it is well: `deploy/healthy.py 8001`."""

import os
import sys
import urllib.request

OK = 200
request = urllib.request.Request(
    f"http://127.0.0.1:{int(sys.argv[1])}/gezond/",
    headers={"Host": os.environ["ALLOWED_HOSTS"].split(",")[0].lstrip(".")},
)
sys.exit(urllib.request.urlopen(request, timeout=5).status != OK)  # noqa: S310 - the address above

"""An application on loopback that tells whether it is well, for tests.

usage: stub.py FOLDER. Gets `port`, and `log` (a line for each request: the path as it came). Answers with the statuses
in `statuses`, one after the other, a word each; the last one stays.
"""

import http.server
import os
import sys
import threading

FOLDER = sys.argv[1]


def path(name):
    return os.path.join(FOLDER, name)


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        with open(path("log"), "a") as log:
            log.write(self.path + "\n")
        with open(path("statuses")) as file:
            statuses = file.read().split()
        if len(statuses) > 1:
            with open(path("statuses"), "w") as file:
                file.write(" ".join(statuses[1:]))
        self.send_response(int(statuses[0]))
        self.end_headers()


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
with open(path("port.new"), "w") as file:
    file.write(str(server.server_address[1]))
os.replace(path("port.new"), path("port"))
# Whoever started it holds the other end: with him gone, nobody needs an answer.
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()

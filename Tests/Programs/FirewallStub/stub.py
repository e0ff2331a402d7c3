"""DigitalOcean's firewall of a database, as its documentation says, on loopback, for tests.

usage: stub.py FOLDER. The folder holds `rules.json`, and gets `port`, `log` (a line for each request) and, in
the order in which they come, takes its faults from `faults`: a line each, METHOD KIND. A fault is used once.
  401, 403, 404, 422, 429[:SECONDS], 500   answered so
  slow:SECONDS      answered late
  malformed         answered with half of the JSON
  cut               the connection is closed before the rules are written
  cut-after         ... and after
  redirect          leads to another host
  before:SHELL      runs a command first: somebody else changes the rules
"""

import http.server
import json
import os
import subprocess
import sys
import threading
import time
import uuid

FOLDER = sys.argv[1]
TOKEN = "dop_v1_0123456789abcdef"
CLUSTER = "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30"
LOCK = threading.Lock()
MESSAGES = {
    401: ("unauthorized", "Unable to authenticate you"),
    403: ("forbidden", "You are not authorized to perform this operation"),
    404: ("not_found", "The resource you requested could not be found."),
    422: ("unprocessable_entity", "invalid ip address"),
    429: ("too_many_requests", "API Rate limit exceeded."),
    500: ("server_error", "Unexpected server-side error"),
}


def path(name):
    return os.path.join(FOLDER, name)


def read(name, otherwise):
    try:
        with open(path(name)) as file:
            return file.read()
    except FileNotFoundError:
        return otherwise


def replace(name, text):
    with open(path(name + ".new"), "w") as file:
        file.write(text)
    os.replace(path(name + ".new"), path(name))


def fault(method):
    lines = read("faults", "").splitlines()
    for index, line in enumerate(lines):
        wanted, kind = line.split(" ", 1)
        if wanted == method:
            del lines[index]
            replace("faults", "".join(line + "\n" for line in lines))
            return kind
    return ""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=None, headers=()):
        data = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        for name, value in (("ratelimit-limit", "5000"), ("ratelimit-remaining", "4816"), *headers):
            self.send_header(name, value)
        if status != 204:
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def refuse(self, status, headers=()):
        name, message = MESSAGES[status]
        request = "4d9d8375-3c56-4925-a3e7-eb137fed17e9"
        self.answer(status, {"id": name, "message": message, "request_id": request}, headers)

    def cut(self):
        self.close_connection = True
        self.connection.close()

    def serve(self):
        method = self.command
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        with LOCK:
            kind = fault(method)
            with open(path("log"), "a") as log:
                log.write(f"{method} {kind}\n".replace(" \n", "\n"))
        word, _, rest = kind.partition(":")
        if word == "before":
            subprocess.run(["sh", "-c", rest], cwd=FOLDER, check=True)
        if word == "slow":
            time.sleep(float(rest))
        if word.isdigit():
            return self.refuse(int(word), [("retry-after", rest)] if rest else ())
        if word == "redirect":
            return self.answer(302, {}, [("location", "http://127.0.0.2:9/")])
        if word == "cut":
            return self.cut()
        if self.headers.get("authorization") != f"Bearer {TOKEN}":
            return self.refuse(401)
        if self.path != f"/v2/databases/{CLUSTER}/firewall":
            return self.refuse(404)
        with LOCK:
            rules = json.loads(read("rules.json", "[]"))
            if method == "PUT":
                wanted = json.loads(body)["rules"]
                known = {rule["uuid"]: rule for rule in rules}
                for rule in wanted:
                    if not rule.get("type") or not rule.get("value"):
                        return self.refuse(422)
                    if rule.get("uuid") not in known:
                        rule["uuid"] = str(uuid.uuid4())
                        rule["created_at"] = "2026-03-01T09:00:00Z"
                    rule["cluster_uuid"] = CLUSTER
                replace("rules.json", json.dumps(wanted))
        if word == "cut-after":
            return self.cut()
        if method == "PUT":
            return self.answer(204)
        if word == "malformed":
            self.send_response(200)
            self.send_header("content-length", "12")
            self.end_headers()
            return self.wfile.write(b'{"rules": [{')
        return self.answer(200, {"rules": rules})

    do_GET = do_PUT = serve


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
replace("port", str(server.server_address[1]))
# Whoever started it holds the other end: with him gone, nobody needs an answer.
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()

#!/usr/bin/env python3
"""A customer's own system, as small as it can be: what a flow of the center asks, and what it answers.

    python3 service.py --port 8090

Every request is a POST of JSON, and every answer is JSON. The center tries again what it got no answer to,
with the same Idempotency-Key: what was done once is answered again and not done twice.

    /caller    who calls: his level, a greeting, and a menu of his own      (node `http`)
    /agents    who shall take the call                                      (a transfer with `agents_from`)
    /callee    which outside number to call                                 (node `dial`)
    /survey    what a caller pressed, to be kept                            (nodes `survey` and `collect`)
    /trouble/  late, hang, fail, garbage, huge, types, latin1: how it must not be, to see what the flow does
"""

import argparse
import json
import sys
import time
from collections import OrderedDict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from urllib.parse import parse_qs, urlsplit

LONGEST_BODY = 64 * 1024
KEPT_ANSWERS = 1000

LEVELS = {"13800001234": "gold", "13800138000": "silver"}
AGENTS = {"gold": ["amy@example.com"], "silver": ["amy@example.com", "ben@example.com"]}
SURVEY = []


class Refused(Exception):
    """A request that is not what it should be."""


def national(number):
    """A number as it is written inside the country."""
    for prefix in ("+86", "0086", "86"):
        if number.startswith(prefix):
            return number[len(prefix):]
    return number


def text(request, name):
    value = request.get(name)
    if not isinstance(value, str):
        raise Refused(f"`{name}` is not a text")
    return value


def caller(request, _query):
    """Every value is a text; a list for a menu is JSON in a text."""
    level = LEVELS.get(national(text(request, "CallerNumber")), "new")
    entries = [
        {"digits": "1", "name": "orders", "label": "订单", "next": "orders"},
        {"digits": "2", "name": "agent", "label": "人工", "next": "agent"},
    ]
    return {
        "Level": level,
        "Score": {"gold": "95", "silver": "70"}.get(level, "0"),
        "Greeting": "尊敬的金卡客户，您好。" if level == "gold" else "您好。",
        "Menu": "查订单请按一，人工服务请按二。",
        "Entries": json.dumps(entries, ensure_ascii=False),
    }


def agents(request, query):
    if query.get("action") != ["specifiedSeat"]:
        raise Refused("`action` is not `specifiedSeat`")
    level = LEVELS.get(national(text(request, "User")), "silver")
    return {
        "RequestId": text(request, "RequestId"),
        "ErrMsg": "",
        "ErrCode": 0,
        "SeatEmails": AGENTS[level],
        "SkillGroup": 1,
    }


def callee(_request, _query):
    return {"callee": "02160001002"}


def survey(request, _query):
    SURVEY.append(request)
    del SURVEY[:-KEPT_ANSWERS]
    return {"ErrCode": 0, "ErrMsg": ""}


ANSWERS = {"/caller": caller, "/agents": agents, "/callee": callee, "/survey": survey}

TROUBLE = {
    "garbage": b"<html>502 Bad Gateway</html>",
    "huge": b'{"Level":"' + b"x" * 200_000 + b'"}',
    "types": b'{"Level":[1,{"a":null}],"Score":95,"Entries":{},"Menu":null}',
    "latin1": '{"Level":"J\u00f6rg"}'.encode("latin-1"),
}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    given = OrderedDict()
    lock = Lock()

    def do_POST(self):
        url = urlsplit(self.path)
        try:
            request = self.read()
            if url.path.startswith("/trouble/"):
                self.misbehave(url.path.removeprefix("/trouble/"))
            elif url.path in ANSWERS:
                self.answer(200, self.once(url, request))
            else:
                self.answer(404, {"error": f"there is no {url.path}"})
        except Refused as refused:
            self.answer(400, {"error": str(refused)})

    def read(self):
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit() or int(length) > LONGEST_BODY:
            self.close_connection = True
            raise Refused(f"the body needs a length of {LONGEST_BODY} at the most")
        try:
            request = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            raise Refused("the body is no JSON") from None
        if not isinstance(request, dict):
            raise Refused("the body is no JSON object")
        return request

    def once(self, url, request):
        """The answer to a request, the same to each copy of it."""
        key = self.headers.get("Idempotency-Key")
        with self.lock:
            if key is not None and (key, url.path) in self.given:
                return self.given[key, url.path]
            answer = ANSWERS[url.path](request, parse_qs(url.query))
            if key is not None:
                self.given[key, url.path] = answer
                while len(self.given) > KEPT_ANSWERS:
                    self.given.popitem(last=False)
            return answer

    def misbehave(self, how):
        if how in ("late", "hang"):
            time.sleep(3 if how == "late" else 25)
        if how == "fail":
            self.answer(500, {"error": "it fails"})
        else:
            self.send(200, TROUBLE.get(how, b"{}"))

    def answer(self, status, answer):
        self.send(status, json.dumps(answer, ensure_ascii=False).encode())

    def send(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8090, help="0: the system chooses")
    arguments = parser.parse_args()
    server = ThreadingHTTPServer((arguments.host, arguments.port), Handler)
    server.daemon_threads = True
    print(json.dumps({"ready": True, "url": f"http://{arguments.host}:{server.server_port}"}), flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())

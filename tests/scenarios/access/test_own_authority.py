"""A city hall's own certificate authority (SSL_CERT_FILE) goes for every way out, and without it none leads there."""

from __future__ import annotations

import asyncio
import os
import ssl
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

WAYS = ["Web API", "response_url", "download", "upload", "Socket Mode"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine that nobody else has signed, with its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "city hall")])
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("authority") / "authority.pem"
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return file


async def answered(request: web.Request) -> web.StreamResponse:
    """What a Slack says to everything."""
    if request.path == "/ws":
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.close()
        return socket
    if request.path == "/file":
        return web.Response(body=b"a")
    return web.json_response({"ok": True, "upload_url": f"https://{request.host}/up", "file_id": "F1"})


async def led(certificate: Path, **environment: str) -> list[str]:
    """The ways that lead to a server with that certificate."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answered)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    command = [sys.executable, "-m", "tests.scenarios.access.ways_out", f"https://127.0.0.1:{runner.addresses[0][1]}"]
    inherited = {name: value for name, value in os.environ.items() if name != "SSL_CERT_FILE"}
    ran = await asyncio.to_thread(
        subprocess.run, command, env={**inherited, **environment}, capture_output=True, text=True, check=True, timeout=60
    )
    await runner.cleanup()
    return list(ran.stdout.splitlines())


def test_every_way_out_trusts_the_authority_that_is_named(certificate: Path) -> None:
    assert asyncio.run(led(certificate, SSL_CERT_FILE=str(certificate))) == WAYS


def test_without_it_no_way_leads_there(certificate: Path) -> None:
    assert asyncio.run(led(certificate)) == []

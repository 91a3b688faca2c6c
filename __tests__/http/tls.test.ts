import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:https";
import { connect, createServer as createTcpServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer as createTlsServer, getCACertificates, setDefaultCACertificates } from "node:tls";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "@jest/globals";
import type { Exchange } from "../../src/http/types.ts";
import { ask, failureOf } from "./asking.ts";
import { selfSigned } from "./certificate.ts";
import { answering, listen, serving } from "./wire.ts";

const certificate = await selfSigned("localhost");

/** An HTTPS server with the self-signed certificate that answers `{}`. */
const secure = () =>
  listen(
    createServer(certificate, (_, response) => {
      response.setHeader("content-type", "application/json").end("{}");
    }),
  );

/** The exchange of a process of its own, with these variables: Node reads NODE_EXTRA_CA_CERTS once, when it starts. */
async function inChild(url: string, variables: NodeJS.ProcessEnv, proxy = ""): Promise<Exchange> {
  const script = fileURLToPath(new URL("ask-once.ts", import.meta.url));
  const env = { PATH: process.env.PATH, ...variables };
  const { stdout } = await promisify(execFile)(process.execPath, [script, url, proxy], { env });
  return JSON.parse(stdout);
}

/** An exchange for which the certificate is one that Node came with. */
async function asTrusted<T>(asked: () => Promise<T>): Promise<T> {
  const trusted = getCACertificates("default");
  setDefaultCACertificates([...trusted, certificate.cert]);
  try {
    return await asked();
  } finally {
    setDefaultCACertificates(trusted);
  }
}

describe("TLS", () => {
  it("a certificate that nobody trusts: tls, and the connection is not used", async () => {
    let requests = 0;
    const counting = createServer(certificate, () => {
      requests++;
    });
    await using server = await listen(counting);
    const failure = await failureOf(ask(`https://127.0.0.1:${server.port}`));
    expect(failure).toMatchObject({ category: "tls", code: "DEPTH_ZERO_SELF_SIGNED_CERT", detail: null });
    expect(requests).toBe(0);
  });

  it("is verified although NODE_TLS_REJECT_UNAUTHORIZED=0 says not to: the target, a target behind a proxy, a proxy", async () => {
    const unverified = { NODE_TLS_REJECT_UNAUTHORIZED: "0" };
    const seen: string[] = [];
    const noting = createServer(certificate, ({ url = "" }, response) => {
      seen.push(url);
      response.end("{}");
    });
    await using server = await listen(noting.on("connect", ({ url = "" }) => seen.push(url)));
    const tunnel = createHttpServer().on("connect", (_, client: Socket) => {
      const onward = connect(server.port, "127.0.0.1", () => {
        client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        onward.pipe(client).pipe(onward);
      });
      for (const socket of [client, onward]) socket.on("error", () => client.destroy());
    });
    await using proxy = await listen(tunnel);
    const [direct, tunnelled, proxied] = await Promise.all([
      inChild(`https://localhost:${server.port}`, unverified),
      inChild("https://localhost:1", unverified, proxy.url),
      inChild("http://target.invalid", unverified, `https://localhost:${server.port}`),
    ]);
    for (const result of [direct, tunnelled, proxied])
      expect(result).toMatchObject({ kind: "no-answer", failure: { category: "tls" } });
    expect(proxy.connections()).toBe(1);
    expect(seen).toEqual([]);
  });

  it("trusted through NODE_EXTRA_CA_CERTS: an answer, with the handshake in the timing; another name is not: tls", async () => {
    await using server = await secure();
    const folder = await mkdtemp(join(tmpdir(), "release-gate-ca-"));
    try {
      const caFile = join(folder, "ca.pem");
      await writeFile(caFile, certificate.cert);
      const [trusted, otherName] = await Promise.all(
        ["localhost", "127.0.0.1"].map((host) =>
          inChild(`https://${host}:${server.port}`, { NODE_EXTRA_CA_CERTS: caFile }),
        ),
      );
      expect(trusted).toMatchObject({ kind: "answer", status: 200, text: "{}" });
      const { connect, tls, firstByte } = trusted?.timing ?? {};
      expect(tls).not.toBeNull();
      expect(Number(connect)).toBeLessThanOrEqual(Number(tls));
      expect(Number(tls)).toBeLessThanOrEqual(Number(firstByte));
      expect(otherName).toMatchObject({
        kind: "no-answer",
        failure: { category: "tls", code: "ERR_TLS_CERT_ALTNAME_INVALID" },
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("reset during the handshake: tls, not the provider", async () => {
    await using server = await listen(
      createTcpServer((socket) => {
        socket.once("data", () => socket.resetAndDestroy());
      }),
    );
    const failure = await failureOf(ask(`https://127.0.0.1:${server.port}`));
    expect(failure).toMatchObject({ category: "tls", code: "ECONNRESET", detail: null });
  });

  it("closed during the handshake: tls", async () => {
    await using server = await listen(
      createTcpServer((socket) => {
        socket.once("data", () => socket.end());
      }),
    );
    expect(await failureOf(ask(`https://127.0.0.1:${server.port}`))).toMatchObject({ category: "tls" });
  });

  it("https to a port that speaks plain HTTP: tls", async () => {
    await using server = await serving((_, response) => response.end());
    expect(await failureOf(ask(`https://127.0.0.1:${server.port}`))).toMatchObject({ category: "tls" });
  });

  it("http to a port that speaks TLS: the answer is not HTTP", async () => {
    // What a TLS server says to plain text: an alert record, version 1.2.
    await using server = await answering(new Uint8Array([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x46]));
    expect(await failureOf(ask(server.url))).toMatchObject({ category: "response-contract", detail: "not-http" });
  });

  it.each([
    ["TLSv1.2", null],
    ["TLSv1.3", "client-certificate"],
  ] as const)("a server that wants a client certificate, in %s: tls", async (version, detail) => {
    const wanting = { ...certificate, requestCert: true, rejectUnauthorized: true };
    const server = createServer({ ...wanting, minVersion: version, maxVersion: version }, (_, response) =>
      response.end(),
    );
    await using listening = await listen(server);
    const failure = await failureOf(asTrusted(() => ask(`https://localhost:${listening.port}`)));
    expect(failure).toMatchObject({ category: "tls", detail });
  });

  it("one that hangs up without an alert is told from one that did not ask: connection-lost", async () => {
    for (const [requestCert, category] of [
      [true, "tls"],
      [false, "connection-lost"],
    ] as const) {
      const hangingUp = createTlsServer({ ...certificate, requestCert, rejectUnauthorized: false }, (socket) =>
        socket.once("data", () => socket.destroy()),
      );
      await using server = await listen(hangingUp);
      const failure = await failureOf(asTrusted(() => ask(`https://localhost:${server.port}`)));
      expect(failure).toMatchObject({ category });
    }
  });

  it("one that takes whoever comes: an answer, whatever becomes of it later", async () => {
    const answering = createServer({ ...certificate, requestCert: true, rejectUnauthorized: false }, (_, response) => {
      response
        .writeHead(200, { "content-type": "application/json" })
        .write("{", () => setTimeout(() => response.socket?.destroy(), 20));
    });
    await using server = await listen(answering);
    const failure = await failureOf(asTrusted(() => ask(`https://localhost:${server.port}`)));
    expect(failure).toMatchObject({ category: "connection-lost" });
  });
});

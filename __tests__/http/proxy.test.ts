import { createServer as createHttpServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect, createServer, type Socket } from "node:net";
import { getCACertificates, setDefaultCACertificates, type TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { answerOf, ask, askStream, failureOf } from "./asking.ts";
import { selfSigned } from "./certificate.ts";
import { answering, type Listening, listen, serving, speaking } from "./wire.ts";

const certificate = await selfSigned();

// tls.test.ts shows how a user adds a certificate; here it only has to be trusted.
const trusted = getCACertificates("default");
beforeAll(() => setDefaultCACertificates([...trusted, certificate.cert]));
afterAll(() => setDefaultCACertificates(trusted));

/** What a proxy or a target was asked. */
interface Seen {
  readonly method: string;
  /** What stood in the request line: an absolute URL, a host and port, or a path. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  /** Protocol that TLS agreed on; null without TLS. */
  readonly alpn: string | false | null;
}

interface Seeing extends Listening {
  readonly seen: readonly Seen[];
}

const CREDENTIALS = "Basic dGVhbTpwQHNz";

/** A small forward proxy: tunnels with CONNECT, forwards absolute URLs, and wants to know who is there if told to. */
async function startProxy({ authorization }: { readonly authorization?: string } = {}): Promise<Seeing> {
  const seen: Seen[] = [];
  const refuses = (headers: IncomingHttpHeaders) =>
    authorization !== undefined && headers["proxy-authorization"] !== authorization;
  const server = createHttpServer(({ method = "", url = "", headers }, response) => {
    seen.push({ method, target: url, headers, alpn: null });
    if (refuses(headers)) {
      response.writeHead(407, { "proxy-authenticate": "Basic" }).end();
      return;
    }
    const { port, pathname } = new URL(url);
    const onward = connect(Number(port), "127.0.0.1", () => {
      onward.write(`GET ${pathname} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    });
    response.on("close", () => onward.destroy());
    // The raw answer of the target takes the place of this server's own.
    if (response.socket) onward.pipe(response.socket);
  });
  server.on("connect", ({ method = "", url = "", headers }, client: Socket) => {
    seen.push({ method, target: url, headers, alpn: null });
    client.on("error", () => {});
    if (refuses(headers)) {
      client.end("HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\n\r\n");
      return;
    }
    const onward = connect(Number(url.split(":").at(-1)), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      onward.pipe(client).pipe(onward);
    });
    onward.on("error", () => client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
    onward.on("close", () => client.destroy());
    client.on("close", () => onward.destroy());
  });
  return Object.assign(await listen(server), { seen });
}

/** A target that answers `{}`, over TLS (which offers HTTP/2 too) or in the clear. */
async function startTarget(scheme: "http" | "https"): Promise<Seeing> {
  const seen: Seen[] = [];
  const answer: RequestListener = ({ method = "", url = "", headers, socket }, response) => {
    const alpn = "alpnProtocol" in socket ? (socket as TLSSocket).alpnProtocol : null;
    seen.push({ method, target: url, headers, alpn });
    response.writeHead(200, { "content-type": "application/json", connection: "close" }).end("{}");
  };
  const server =
    scheme === "https"
      ? createHttpsServer({ ...certificate, ALPNProtocols: ["h2", "http/1.1"] }, answer)
      : createHttpServer(answer);
  const listening = await listen(server);
  return Object.assign(listening, { url: `${scheme}://localhost:${listening.port}`, seen });
}

/** As it is called on the other side of a proxy: this machine is never asked for through one. */
const beyond = ({ port }: { readonly port: number }) => `http://target.example:${port}`;

/** Both proxy variables set to the same proxy, with or without credentials in the URL. */
function through(proxy: { readonly port: number }, userinfo = "") {
  const url = `http://${userinfo}127.0.0.1:${proxy.port}`;
  return { httpProxy: url, httpsProxy: url };
}

const headers = { authorization: "Bearer the-provider-key" };

describe("a proxy for https", () => {
  it("is asked for a tunnel, and the request goes through it as HTTP/1.1", async () => {
    await using target = await startTarget("https");
    await using proxy = await startProxy();
    const answer = await answerOf(ask(target.url, { headers, proxy: through(proxy) }));
    expect(answer).toMatchObject({ status: 200, text: "{}", end: { kind: "complete" } });
    expect(proxy.seen).toMatchObject([{ method: "CONNECT", target: `localhost:${target.port}` }]);
    expect(target.seen).toMatchObject([{ method: "POST", target: "/v1/x", alpn: "http/1.1", headers }]);
  });

  it("gets its own credentials and not the provider's; the target the other way round", async () => {
    await using target = await startTarget("https");
    await using proxy = await startProxy({ authorization: CREDENTIALS });
    await answerOf(ask(target.url, { headers, proxy: through(proxy, "team:p%40ss@") }));
    expect(proxy.seen[0]?.headers).toMatchObject({ "proxy-authorization": CREDENTIALS });
    expect(proxy.seen[0]?.headers).not.toHaveProperty("authorization");
    expect(target.seen[0]?.headers).toMatchObject(headers);
    expect(target.seen[0]?.headers).not.toHaveProperty("proxy-authorization");
  });

  it("has its phases in the timing: TCP to the proxy, then TLS to the target", async () => {
    await using target = await startTarget("https");
    await using proxy = await startProxy();
    const { timing } = await answerOf(ask(target.url, { proxy: through(proxy) }));
    const order = [timing.connect, timing.tls, timing.firstByte, timing.total];
    expect(order).not.toContain(null);
    expect(order).toEqual([...order].sort((a, b) => Number(a) - Number(b)));
  });

  it("that refuses the tunnel for want of credentials: proxy", async () => {
    await using target = await startTarget("https");
    await using proxy = await startProxy({ authorization: CREDENTIALS });
    expect(await failureOf(ask(target.url, { proxy: through(proxy) }))).toMatchObject({ category: "proxy" });
    expect(target.connections()).toBe(0);
  });

  it("that cannot reach the target: proxy", async () => {
    const target = await startTarget("https");
    await target[Symbol.asyncDispose]();
    await using proxy = await startProxy();
    expect(await failureOf(ask(target.url, { proxy: through(proxy) }))).toMatchObject({ category: "proxy" });
  });

  it("that closes or resets the connection instead of answering: proxy", async () => {
    await using target = await startTarget("https");
    await using closing = await speaking((socket) => socket.end());
    await using resetting = await speaking((socket) => socket.resetAndDestroy());
    for (const proxy of [closing, resetting])
      expect(await failureOf(ask(target.url, { proxy: through(proxy) }))).toMatchObject({ category: "proxy" });
  });

  it("that never answers: timeout-connect, because the request could not go out", async () => {
    await using target = await startTarget("https");
    await using silent = await listen(createServer());
    const failure = await failureOf(ask(target.url, { proxy: through(silent), limits: { connectMs: 80 } }));
    expect(failure).toMatchObject({ category: "timeout-connect", code: null, detail: null });
  });

  it("with a target behind it whose handshake never ends: timeout-connect", async () => {
    await using silent = await listen(createServer());
    await using proxy = await startProxy();
    const asked = ask(`https://127.0.0.1:${silent.port}`, { proxy: through(proxy), limits: { connectMs: 150 } });
    expect(await failureOf(asked)).toMatchObject({ category: "timeout-connect" });
  });

  it("with a target behind it whose certificate is for another name: tls", async () => {
    await using target = await startTarget("https");
    await using proxy = await startProxy();
    const url = target.url.replace("localhost", "other.example");
    expect(await failureOf(ask(url, { proxy: through(proxy) }))).toMatchObject({
      category: "tls",
      code: "ERR_TLS_CERT_ALTNAME_INVALID",
    });
    expect(proxy.seen).toMatchObject([{ target: `other.example:${target.port}` }]);
    expect(target.seen).toEqual([]);
  });

  it("with a target behind it that breaks after the request went out: connection-lost", async () => {
    await using target = await listen(
      createHttpsServer(certificate, ({ socket }) => {
        socket.destroy();
      }),
    );
    await using proxy = await startProxy();
    const asked = ask(`https://localhost:${target.port}`, { proxy: through(proxy) });
    expect(await failureOf(asked)).toMatchObject({ category: "connection-lost" });
  });
});

describe("a proxy for http", () => {
  it("gets the absolute URL", async () => {
    await using target = await startTarget("http");
    await using proxy = await startProxy();
    const answer = await answerOf(ask(beyond(target), { proxy: through(proxy) }));
    expect(answer).toMatchObject({ status: 200, text: "{}" });
    expect(proxy.seen).toMatchObject([
      { method: "POST", target: `${beyond(target)}/v1/x`, headers: { host: `target.example:${target.port}` } },
    ]);
  });

  it("gets its credentials with the request", async () => {
    await using target = await startTarget("http");
    await using proxy = await startProxy({ authorization: CREDENTIALS });
    const answer = await answerOf(ask(beyond(target), { proxy: through(proxy, "team:p%40ss@") }));
    expect(answer.status).toBe(200);
    expect(proxy.seen[0]?.headers).toMatchObject({ "proxy-authorization": CREDENTIALS });
  });

  it("that wants credentials: proxy, although the connection stood", async () => {
    await using target = await startTarget("http");
    await using proxy = await startProxy({ authorization: CREDENTIALS });
    expect(await failureOf(ask(beyond(target), { proxy: through(proxy) }))).toMatchObject({ category: "proxy" });
  });

  it("is part of the way: a head that never comes is timeout-first-byte", async () => {
    await using silent = await listen(createServer());
    const asked = askStream("http://target.example", { proxy: through(silent), limits: { firstByteMs: 80 } });
    expect(await failureOf(asked)).toMatchObject({ category: "timeout-first-byte" });
  });

  it("answers for the target: its name is never resolved here", async () => {
    await using proxy = await answering("HTTP/1.1 204 No Content\r\n\r\n");
    expect(await answerOf(ask("http://release-gate.invalid", { proxy: through(proxy) }))).toMatchObject({
      status: 204,
    });
  });

  it.each(["127.0.0.1", "127.8.9.10", "localhost", "[::1]"])(
    "is never asked for %s: it would read the key",
    async (host) => {
      await using proxy = await startProxy();
      await ask(`http://${host}:9`, { headers, proxy: through(proxy) });
      expect(proxy.connections()).toBe(0);
    },
  );
});

describe("a proxy that cannot be reached", () => {
  it.each(["http", "https"])("for %s: proxy, not the endpoint", async (scheme) => {
    const gone = await startProxy();
    await gone[Symbol.asyncDispose]();
    const failure = await failureOf(ask(`${scheme}://target.example:9`, { proxy: through(gone) }));
    expect(failure).toMatchObject({ category: "proxy", code: "ECONNREFUSED", detail: null });
  });

  it.each(["http", "https"])("for %s, because its name does not resolve: proxy", async (scheme) => {
    const url = "http://proxy.invalid:3128";
    const failure = await failureOf(
      ask(`${scheme}://target.example:9`, { proxy: { httpProxy: url, httpsProxy: url } }),
    );
    expect(failure).toMatchObject({ category: "proxy" });
  });
});

describe("the stop signal", () => {
  it("ends an exchange that waits for its tunnel", async () => {
    const stop = new AbortController();
    const proxy = createHttpServer();
    proxy.on("connect", () => stop.abort("deadline"));
    await using waiting = await listen(proxy);
    const result = await ask("https://127.0.0.1:9", { proxy: through(waiting), stop: stop.signal });
    expect(result).toMatchObject({ kind: "aborted" });
  });
});

describe("no proxy", () => {
  it.each([
    { scheme: "https", noProxy: "example.com, localhost" },
    { scheme: "https", noProxy: "*" },
  ] as const)("for $scheme hosts in NO_PROXY ($noProxy): asked directly", async ({ scheme, noProxy }) => {
    await using target = await startTarget(scheme);
    await using proxy = await startProxy();
    const answer = await answerOf(ask(target.url, { proxy: { ...through(proxy), noProxy } }));
    expect(answer.status).toBe(200);
    expect(proxy.connections()).toBe(0);
    expect(target.seen).toMatchObject([{ target: "/v1/x" }]);
  });

  it("that is asked directly and refuses the connection: tcp, not proxy", async () => {
    await using proxy = await startProxy();
    const gone = await serving(() => {});
    await gone[Symbol.asyncDispose]();
    const asked = gone.url.replace("http:", "https:");
    const failure = await failureOf(ask(asked, { proxy: { ...through(proxy), noProxy: "127.0.0.0/8" } }));
    expect(failure).toMatchObject({ category: "tcp", code: "ECONNREFUSED" });
  });

  it.each([
    { scheme: "http", other: "httpsProxy" },
    { scheme: "https", other: "httpProxy" },
  ] as const)("for $scheme when only the other scheme has one", async ({ scheme, other }) => {
    await using target = await startTarget(scheme);
    await using proxy = await startProxy();
    const name = target.url.replace("localhost", scheme === "http" ? "target.invalid" : "localhost");
    await ask(name, { proxy: { [other]: through(proxy)[other] } });
    expect(proxy.connections()).toBe(0);
  });
});

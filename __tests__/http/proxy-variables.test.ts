import { describe, expect, it } from "@jest/globals";
import { ask } from "./asking.ts";
import { answering, head, speaking } from "./wire.ts";

/** How many connections the one proxy of an environment gets when a host of this scheme is asked. */
async function asked(scheme: "http" | "https", variable: "httpProxy" | "httpsProxy"): Promise<number> {
  await using proxy = await answering(head(502));
  await ask(`${scheme}://target.invalid`, { proxy: { [variable]: proxy.url } });
  return proxy.connections();
}

// An empty variable switches the proxy of its scheme off, as with curl; undici alone would take HTTP_PROXY for both.
describe("each scheme has a proxy of its own", () => {
  it.each([
    ["HTTP_PROXY", "httpProxy", "http", 1],
    ["HTTPS_PROXY", "httpsProxy", "https", 1],
    ["HTTP_PROXY", "httpProxy", "https", 0],
    ["HTTPS_PROXY", "httpsProxy", "http", 0],
  ] as const)("%s (%s) alone, %s asked: %d connections", async (_name, variable, scheme, connections) => {
    expect(await asked(scheme, variable)).toBe(connections);
  });
});

describe("credentials in a proxy's URL", () => {
  it.each([
    ["encoded", "te%40m:p%25ss", "te@m:p%ss"],
    ["without a password", "token", "token:"],
    ["with a percent sign that encodes nothing", "team:100%", "team:100%"],
    ["with an encoding that is not UTF-8", "team:%ff", "team:%ff"],
  ])("%s", async (_name, userinfo, credentials) => {
    let seen = "";
    await using proxy = await speaking((socket, request) => {
      seen = request;
      socket.end(head(200));
    });
    await ask("http://target.example", { proxy: { httpProxy: proxy.url.replace("//", `//${userinfo}@`) } });
    expect(seen).toContain(`proxy-authorization: Basic ${Buffer.from(credentials).toString("base64")}\r\n`);
  });
});

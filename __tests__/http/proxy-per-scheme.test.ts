import { describe, expect, it } from "@jest/globals";
import { ask } from "./asking.ts";
import { answering, head } from "./wire.ts";

/** How many connections the one proxy of an environment gets when a host of this scheme is asked. */
async function asked(scheme: "http" | "https", variable: "httpProxy" | "httpsProxy"): Promise<number> {
  await using proxy = await answering(head(502));
  await using target = await answering(head(200));
  await ask(`${scheme}://127.0.0.1:${target.port}`, { proxy: { [variable]: proxy.url } });
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

/** Azure's classic endpoint: a deployment in the path, the version of the API in the query, the key in `api-key`. */
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "@jest/globals";
import { valueDigest } from "../../src/evidence/configuration.ts";
import { serving } from "../http/wire.ts";
import { answer } from "../run/endpoint.ts";
import { runAction, type StepOptions, visible } from "./runner.ts";

const KEY = "azure-key-0123456789abcdef";
const WAF = "waf token/0123456789&abcdef";
const GOOD = "2026-10-01";

/** A resource with one deployment. Like Azure, it does not know the path before it knows the version. */
async function resource() {
  const asked: string[] = [];
  const listening = await serving(async (incoming, response) => {
    asked.push(incoming.url ?? "");
    const { status, body } = replyTo(incoming, await text(incoming));
    const stream = typeof body === "string";
    response.writeHead(status, { "content-type": stream ? "text/event-stream" : "application/json" });
    response.end(stream ? body : JSON.stringify(body));
  });
  return Object.assign(listening, { asked });
}

function replyTo({ method, url = "", headers }: IncomingMessage, sent: string) {
  const { pathname, searchParams } = new URL(url, "http://azure.example");
  const error = (status: number, message: string) => ({ status, body: { error: { code: String(status), message } } });
  if (headers["api-key"] !== KEY)
    return error(401, "Access denied due to invalid subscription key or wrong API endpoint.");
  if (searchParams.get("api-version") !== GOOD) return error(404, "Resource not found");
  if (`${method} ${pathname}` !== "POST /openai/deployments/x/chat/completions")
    return error(404, "Resource not found");
  const body = JSON.parse(sent);
  if (body.messages === undefined) return error(400, "Missing required parameter: 'messages'.");
  const said = answer({ path: pathname, headers, body, n: 1 });
  return said === "hang" ? error(500, "") : { status: 200, body: said.body };
}

const gateFile = (version: string, more = "") =>
  `version: 1\nsampling: { settle: 50ms }\nprobes: { error-path: { cases: [missing-field] } }\nrelease:\n  auth: { header: api-key, scheme: "" }\n  query: { api-version: ${version}${more} }\n`;

const against = (target: { readonly url: string }, options: StepOptions) =>
  runAction({
    ...options,
    inputs: {
      "api-key": KEY,
      "base-url": `${target.url}/openai/deployments/x`,
      model: "x",
      name: "shop",
      environment: "production",
      probes: "chat, chat-stream, error-path, auth-path",
      "known-good": "none",
      "gate-file": "gate.yml",
      ...options.inputs,
    },
  });

describe("a classic Azure deployment", () => {
  it("proceeds with its query in every request and its digest in the record, and a wrong version goes back to that", async () => {
    await using target = await resource();
    const shipped = await against(target, { workspace: { "gate.yml": gateFile(GOOD) } });
    expect([shipped.outputs.decision, shipped.outputs["reason-code"]]).toEqual(["proceed", "all-passed"]);
    expect(new Set(target.asked)).toEqual(new Set([`/openai/deployments/x/chat/completions?api-version=${GOOD}`]));
    const record = JSON.parse(shipped.outputs["next-known-good"] ?? "");
    expect(record.configuration.query).toEqual({ "api-version": valueDigest("api-version", GOOD) });
    expect(shipped.files["summary.md"]).toContain("--gate-file gate.yml");

    const wrong = await against(target, {
      inputs: { "known-good": "file:known-good.json", live: "true" },
      workspace: { "gate.yml": gateFile("2019-01-01"), "known-good.json": JSON.stringify(record) },
    });
    expect([wrong.outputs.decision, wrong.outputs["rollback-needed"]]).toEqual(["rollback", "true"]);
    expect(JSON.parse(wrong.outputs["rollback-plan"] ?? "")).toEqual([
      expect.objectContaining({
        field: "query.api-version",
        to: record.configuration.query["api-version"],
        implicated: "yes",
      }),
    ]);
    expect(wrong.summary).toContain("query parameter api-version");
  });

  it("shows a secret of the query nowhere, leaves it out of the auth path, and finds it where it comes back", async () => {
    await using target = await resource();
    const workspace = { "gate.yml": gateFile(GOOD, ", waf: { from-env: WAF_TOKEN }") };
    const world = { workspace, inputs: { "allowed-env": "WAF_TOKEN" }, env: { WAF_TOKEN: WAF } };
    const step = await against(target, world);
    expect(step.outputs.decision).toBe("proceed");
    const bare = `/openai/deployments/x/chat/completions?api-version=${GOOD}`;
    expect(new Set(target.asked)).toEqual(new Set([bare, `${bare}&waf=${encodeURIComponent(WAF)}`]));
    for (const form of [WAF, encodeURIComponent(WAF)]) expect(visible(step)).not.toContain(form);
    expect(JSON.parse(step.outputs["next-known-good"] ?? "").configuration.query.waf).toBeNull();

    await using echo = await serving(async (incoming, response) => {
      response.writeHead(404, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { code: "404", message: `no ${incoming.url}` } }));
    });
    const echoed = await against(echo, world);
    expect(echoed.outputs["reason-code"]).toBe("sensitive-exposure");
    expect(visible(echoed)).not.toContain(encodeURIComponent(WAF));
    expect(echoed.summary).toContain("query parameter waf");
  });
});

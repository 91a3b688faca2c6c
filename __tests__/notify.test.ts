/**
 * The recipes of `docs/notify.md`, run as they are printed: bash, `jq` and `curl` against a server on loopback, with a reason
 * that holds all that has broken such scripts. The shapes are those that Slack, Microsoft and PagerDuty publish.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import MarkdownIt from "markdown-it";
import { parse } from "yaml";
import { z } from "zod";

const ROOT = resolve(import.meta.dirname, "..");
const textOf = (file: string) => readFileSync(join(ROOT, file), "utf8");

interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
  readonly uses?: string;
}

const RECIPES = new MarkdownIt()
  .parse(textOf("docs/notify.md"), {})
  .filter(({ type, info }) => type === "fence" && info === "yaml")
  .flatMap(({ content }) => parse(content) as Step[]);

/** What no reason should be able to do: end a string, run a command, mention, link, format, or span lines. */
const NASTY = `it's "over" \\ $(touch pwned) \`touch pwned\` \${HOME} <!channel> <@U0123> <https://evil.example|click> &lt; *b* _i_ [x](https://evil.example) @here <at>all</at>\nsecond line\ttab 💥 ${"é".repeat(3000)}`;
const RESULT = JSON.stringify({
  run: { name: "shop", environment: "production" },
  verdict: {
    triggers: [
      { id: "error-rate", fired: true, severity: "rollback" },
      { id: "slow-rate", fired: false },
    ],
  },
});

/** What the server got last, and what it answers. */
let received: unknown;
let status = 200;
let server: Server;
let url = "";
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      received = request.headers["content-type"] === "application/json" ? JSON.parse(body) : "no JSON";
      response.writeHead(status).end("ok");
    });
  }).listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(() => new Promise((closed) => server.close(closed)));
beforeEach(() => {
  received = undefined;
  status = 200;
});

/** Runs one recipe as the runner does: its `env` filled in from the outputs and secrets, bash with its flags. */
async function run(name: string, outputs: Readonly<Record<string, string>>) {
  const step = RECIPES.find((recipe) => recipe.name === name);
  if (step?.run === undefined) throw new Error(`no recipe ${name}`);
  const folder = mkdtempSync(join(tmpdir(), "release-gate-notify-"));
  writeFileSync(join(folder, "script.sh"), step.run);
  writeFileSync(join(folder, "summary.md"), `# ${NASTY}`);
  const all: Readonly<Record<string, string>> = { "summary-path": join(folder, "summary.md"), ...outputs };
  const filled = Object.entries(step.env ?? {}).map(([variable, value]) => [
    variable,
    value
      .replace(
        /\$\{\{ steps\.gate\.outputs\.([\w-]+)(?: \|\| '([^']*)')? \}\}/,
        (_, key, other = "") => all[key] || other,
      )
      .replace(/\$\{\{ secrets\.(\w+) \}\}/, (_, secret: string) => (secret.endsWith("_URL") ? url : "r".repeat(32)))
      .replace("https://events.pagerduty.com/v2/enqueue", url),
  ]);
  const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", join(folder, "script.sh")], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      ...{ GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "octo/shop", GITHUB_RUN_ID: "77" },
      RUNNER_TEMP: folder,
      ...Object.fromEntries(filled),
    },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      said += chunk;
    });
  const code = await new Promise((closed) => child.on("close", closed));
  return { code, said, files: readdirSync(folder), folder };
}

const text = (max: number) =>
  z
    .string()
    .min(1)
    .refine((all) => [...all].length <= max);

/** Slack: a message by incoming webhook, and the section and context blocks of Block Kit (text of a section: 3,000). */
const mrkdwn = z.strictObject({ type: z.literal("mrkdwn"), verbatim: z.literal(true).optional(), text: text(3000) });
const SlackMessage = z.strictObject({
  text: text(4000),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
  blocks: z.array(
    z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("section"), text: mrkdwn }),
      z.strictObject({ type: z.literal("context"), elements: z.array(mrkdwn).min(1).max(10) }),
    ]),
  ),
});

/** Teams: "Post to a channel when a webhook request is received", with a card of the Adaptive Cards schema 1.4. */
const TeamsMessage = z.strictObject({
  type: z.literal("message"),
  attachments: z.tuple([
    z.strictObject({
      contentType: z.literal("application/vnd.microsoft.card.adaptive"),
      contentUrl: z.null(),
      content: z.strictObject({
        $schema: z.literal("http://adaptivecards.io/schemas/adaptive-card.json"),
        type: z.literal("AdaptiveCard"),
        version: z.literal("1.4"),
        body: z.array(
          z.strictObject({
            type: z.literal("RichTextBlock"),
            inlines: z.array(
              z.strictObject({ type: z.literal("TextRun"), weight: z.literal("Bolder").optional(), text: text(4000) }),
            ),
          }),
        ),
        actions: z.tuple([z.strictObject({ type: z.literal("Action.OpenUrl"), title: text(100), url: z.url() })]),
      }),
    }),
  ]),
});

/** PagerDuty: "Send an Alert Event" of the Events API v2. */
const key = { routing_key: z.string().length(32), dedup_key: text(255) };
const PagerDutyEvent = z.discriminatedUnion("event_action", [
  z.strictObject({ event_action: z.literal("resolve"), ...key }),
  z.strictObject({
    event_action: z.literal("trigger"),
    ...key,
    payload: z.strictObject({
      summary: text(1024),
      source: text(255),
      severity: z.enum(["critical", "error", "warning", "info"]),
      custom_details: z.strictObject({ triggers: z.array(z.string()), summary: z.string().max(4000) }),
    }),
    links: z.array(z.strictObject({ href: z.url(), text: z.string() })),
  }),
]);

const NIGHT = { decision: "rollback", reason: NASTY, result: RESULT };

describe("a nasty reason", () => {
  it("reaches Slack as inert text", async () => {
    expect(await run("Tell Slack", NIGHT)).toMatchObject({ code: 0, said: "ok" });
    const { blocks, text: fallback } = SlackMessage.parse(received);
    expect(JSON.stringify(blocks[0])).toContain(
      "&lt;!channel&gt; &lt;@U0123&gt; &lt;https://evil.example|click&gt; &amp;lt;",
    );
    for (const part of [JSON.stringify(blocks[0]), fallback]) expect(part).not.toMatch(/[<>]/);
    expect(fallback).toContain(`octo/shop: rollback. it's "over" \\ $(touch pwned) \`touch pwned\` \${HOME}`);
    expect(JSON.stringify(blocks[1])).toContain("<https://github.com/octo/shop/actions/runs/77|");
  });

  it("reaches Slack's own action as the same text, in a file", async () => {
    const { code, folder } = await run("Write the message", NIGHT);
    expect(code).toBe(0);
    const { blocks } = SlackMessage.parse(JSON.parse(readFileSync(join(folder, "slack.json"), "utf8")));
    expect(JSON.stringify(blocks)).not.toMatch(/[<>]/);
  });

  it("reaches Teams as a text run, which knows no Markdown, and below 28 KB", async () => {
    expect(await run("Tell Teams", NIGHT)).toMatchObject({ code: 0 });
    const { body } = TeamsMessage.parse(received).attachments[0].content;
    expect(body[1]?.inlines[0]?.text).toContain("[x](https://evil.example) @here <at>all</at>\nsecond line\ttab 💥");
    expect(Buffer.byteLength(JSON.stringify(received))).toBeLessThan(28 * 1024);
  });

  it("opens an alert with what fired, one for each name and environment", async () => {
    expect(await run("Tell PagerDuty", NIGHT)).toMatchObject({ code: 0 });
    expect(PagerDutyEvent.parse(received)).toMatchObject({
      event_action: "trigger",
      dedup_key: "release-gate/shop/production",
      payload: { severity: "critical", custom_details: { triggers: ["error-rate"] } },
    });
  });

  it.each(["Tell Slack", "Write the message", "Tell Teams", "Tell PagerDuty"])("runs nothing: %s", async (name) => {
    expect((await run(name, NIGHT)).files).not.toContain("pwned");
  });
});

describe("the recipes", () => {
  it("resolve the alert on a run that proceeds", async () => {
    await run("Tell PagerDuty", { ...NIGHT, decision: "proceed" });
    expect(PagerDutyEvent.parse(received)).toMatchObject({
      event_action: "resolve",
      dedup_key: "release-gate/shop/production",
    });
  });

  it.each(["Tell Slack", "Tell Teams"])("%s says so where a run ended without a decision", async (name) => {
    expect(await run(name, {})).toMatchObject({ code: 0 });
    expect(JSON.stringify(received)).toContain("octo/shop: no decision");
  });

  it.each(["Tell Slack", "Tell Teams", "Tell PagerDuty"])("%s fails where the other side refuses", async (name) => {
    status = 403;
    expect((await run(name, NIGHT)).code).not.toBe(0);
  });

  it("run whatever became of the gate, never an expression, and pin the actions of others", () => {
    expect(RECIPES.length).toBe(5);
    for (const { if: condition = "", run: script = "", uses } of RECIPES) {
      expect(condition).toMatch(/^\$\{\{ always\(\) && /);
      expect(script).not.toContain("${{");
      if (uses !== undefined) expect(uses).toMatch(/@[0-9a-f]{40}$/);
    }
  });
});

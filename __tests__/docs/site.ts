import type { IncomingMessage, ServerResponse } from "node:http";
import { checkDocs } from "../../src/docs/check.ts";
import type { Limits } from "../../src/evidence/limits.ts";
import { docsBelow, type SettingsReview } from "../../src/settings/release/docs.ts";
import type { Settings } from "../../src/settings/settings.ts";
import { type Listening, serving } from "../http/wire.ts";
import { settings } from "../run/running.ts";

/** What a site answers: a text with its type, or whatever the test does with the response. */
export type Answer =
  | { readonly type: string; readonly text: string | Buffer; readonly status?: number }
  | ((request: IncomingMessage, response: ServerResponse) => void);

/** A site of the documentation, by path; everything else is a 404 in HTML. */
export interface Site extends Listening {
  readonly asked: { readonly path: string; readonly headers: IncomingMessage["headers"] }[];
}

export async function site(answers: Readonly<Record<string, Answer>>): Promise<Site> {
  const asked: Site["asked"] = [];
  const server = await serving((request, response) => {
    const path = request.url ?? "";
    asked.push({ path, headers: request.headers });
    const answer = answers[path];
    if (typeof answer === "function") return answer(request, response);
    const { status, type, text } = answer ?? { status: 404, type: "text/html", text: "<!doctype html><p>Not found" };
    response.writeHead(status ?? 200, { "content-type": type }).end(text);
  });
  return { ...server, asked };
}

/** A redirect. */
export const to =
  (location: string, status = 308): Answer =>
  (_request, response) =>
    response.writeHead(status, { location }).end();

export const markdown = (text: string): Answer => ({ type: "text/markdown; charset=utf-8", text });
export const html = (text: string): Answer => ({ type: "text/html; charset=utf-8", text });

/** An index that lists both pages. */
export const INDEX = markdown("# Docs\n\n- [Chat](/api/text/chat.md)\n- [Responses](/api/text/responses.md): all\n");

/** Runs the check on the page of `responses` alone, unless the test says otherwise. */
export async function check(
  { url }: { readonly url: string },
  more: {
    readonly reviewed?: SettingsReview;
    readonly limits?: Partial<Limits>;
    readonly cancelled?: AbortSignal;
    readonly settings?: Partial<Settings>;
  } = {},
) {
  const docs = {
    ...docsBelow(url),
    chosen: [],
    reviewed: more.reviewed === undefined ? {} : { responses: more.reviewed },
    reviewFile: ".github/release-gate.docs.json",
  };
  const all: Settings = {
    ...settings("https://unused.invalid/v1", { limits: more.limits ?? {} }),
    families: ["responses"],
    docs,
    ...more.settings,
  };
  const found = await checkDocs(all, more.cancelled ?? new AbortController().signal);
  if (found === null) throw new Error("docs were not looked at");
  const rules = found.check.findings.map(({ rule, severity }) => (severity === "hold" ? rule : `(${rule})`));
  const page = found.pages.find((one) => one.page !== "index");
  if (page === undefined) throw new Error("no page was looked at");
  return { ...found, rules, page };
}

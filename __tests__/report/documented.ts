/** Runs for the records: one in which everything was looked at, and one in which nothing was. */
import { digestOf } from "../../src/evidence/digest.ts";
import type { DocsPage } from "../../src/evidence/docs.ts";
import type { Check, Evidence } from "../../src/evidence/evidence.ts";
import type { Finding } from "../../src/evidence/finding.ts";
import type { Family } from "../../src/evidence/vocabulary.ts";
import { evidence, type Parts, pass, probe, proceedCheck, times } from "./evidence-examples.ts";

const DIGEST = digestOf("a page");

/** A page of the documentation that was read and is as it was reviewed. */
export function page(name: DocsPage["page"], more: Partial<DocsPage> = {}): DocsPage {
  const isIndex = name === "index";
  const url = `https://docs.example/api/text/${isIndex ? "llms.txt" : name}`;
  return {
    page: name,
    url: `${url}/old`,
    readFrom: url,
    checkedAt: "2026-11-20T10:11:14.789Z",
    status: 200,
    result: isIndex ? "listing" : "unchanged",
    listed: isIndex ? null : true,
    contract: isIndex ? null : DIGEST,
    prose: isIndex ? null : DIGEST,
    reviewed: isIndex ? null : { contract: DIGEST, prose: DIGEST, at: "2026-11-01", url: null },
    documents: isIndex ? null : { endpoint: true, fields: true },
    ...more,
  };
}

/** A page that could not be read. */
export const unread = (name: DocsPage["page"]) =>
  page(name, {
    ...{ readFrom: null, status: null, result: "unreachable", listed: null },
    ...{ contract: null, prose: null, documents: null },
  });

/** All pages, as they were reviewed. */
export const PAGES = [page("index"), page("chat-completions"), page("responses")];

/** A check by its id; without findings it passed. */
export function checkOf(id: string, ...findings: readonly Partial<Finding>[]): Check {
  return {
    id,
    result: findings.length === 0 ? "pass" : "fail",
    findings: findings.map((finding) => ({
      ...{ trigger: "template", rule: "unknown-field", severity: "hold", message: "m", help: "h" },
      ...{ file: null, line: null, column: null },
      ...finding,
    })),
  };
}

const HEALTHY = proceedCheck().probes;

/** A release in which every probe and check passed, with everything provided. */
export function fullRun(more: Parts = {}): Evidence {
  return evidence({
    probes: [
      ...HEALTHY,
      probe("models", [pass({ status: 200 })], { polarity: "advisory" }),
      probe("app", times(5, pass({ status: 200 }))),
    ],
    checks: [checkOf("template"), checkOf("logs")],
    docs: PAGES,
    verdict: { rehearsal: { result: "good", triggers: [], probes: [], reason: "as documented" } },
    ...more,
    run: { kind: "release", environment: "staging", ...more.run },
  });
}

/** A run that had labels for nothing and asked nothing, although these families were selected. */
export function bareRun(families: Family[] = ["chat-completions", "responses"]): Evidence {
  return evidence({
    probes: [],
    configuration: { families, model: "", configVersion: null },
    run: { changeId: null, reviewer: null },
    release: { deploymentVersion: null, secretVersion: null },
  });
}

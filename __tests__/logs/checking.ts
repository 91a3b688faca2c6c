import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Check } from "../../src/evidence/evidence.ts";
import { identify, type RunIdentity, traceIdOf } from "../../src/evidence/run-identity.ts";
import { checkLogs } from "../../src/logs/check.ts";
import type { Labels, Settings } from "../../src/settings/settings.ts";
import { KEY, settings } from "../run/running.ts";

export { KEY };
export const RUN: RunIdentity = identify(new Date());
export const WORKFLOW_RUN = "19234567890";
const LABELS = { repository: "octo/app", workflowRun: WORKFLOW_RUN };
export const TRACE = traceIdOf(RUN, LABELS);

/** A record of this run that has everything the checklist asks for. */
export const RECORD = {
  request_id: "req-1",
  trace_id: TRACE,
  environment: "staging",
  deployment_version: "2026.11.20-1",
  provider: "cometapi",
  status: 200,
  latency_bucket: "0-1s",
  retry_count: 0,
  fallback_used: false,
  error_class: null,
};

/** What a test changes about a check. */
export interface Checking {
  readonly patterns?: readonly string[];
  readonly require?: readonly string[];
  readonly labels?: Partial<Labels>;
  readonly mode?: Settings["mode"];
  readonly secrets?: readonly string[];
  readonly release?: Partial<Settings["release"]>;
  readonly limits?: Partial<Settings["limits"]>;
  readonly run?: RunIdentity;
  readonly withheld?: Settings["withheld"];
  readonly cancelled?: AbortSignal;
}

const folders: string[] = [];

/** A new folder with these files. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), "gate-logs-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Removes what the tests of a file left behind. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** The check of the logs in a folder. */
export async function checkIn(folder: string, checking: Checking = {}): Promise<Check> {
  const usual = settings("https://llm.example/v1", {
    ...(checking.secrets === undefined ? {} : { secrets: checking.secrets }),
    ...(checking.limits === undefined ? {} : { limits: checking.limits }),
    ...(checking.release === undefined ? {} : { release: checking.release }),
  });
  const check = await checkLogs(
    {
      ...usual,
      mode: checking.mode ?? "gate",
      ...(checking.withheld === undefined ? {} : { withheld: checking.withheld }),
      labels: { ...usual.labels, ...LABELS, ...checking.labels },
      logs: {
        confined: false,
        files: checking.patterns ?? ["*.log"],
        require: checking.require ?? Object.keys(RECORD),
      },
    },
    checking.run ?? RUN,
    folder,
    checking.cancelled ?? new AbortController().signal,
  );
  if (check === null) throw new Error("the check did not run");
  return check;
}

/** The check of one log with this content. */
export function checkOf(content: string | Buffer, checking: Checking = {}): Promise<Check> {
  return checkIn(folderWith({ "app.log": content }), checking);
}

/** Each finding as `rule line`, an advisory one in parentheses. */
export function rulesOf({ findings }: Check): readonly string[] {
  return findings.map(({ rule, line, severity }) => {
    const said = line === null ? rule : `${rule} ${line}`;
    return severity === "advisory" ? `(${said})` : said;
  });
}

/**
 * One recorder in a process of its own: records what it is given on standard input, one after the other, and prints one
 * result per line.
 */
import { text } from "node:stream/consumers";
import type { KnownGood } from "../../src/evidence/known-good.ts";
import { openGitHubApi } from "../../src/github/api.ts";
import { recordDeployment } from "../../src/known-good/write.ts";
import { ample } from "../github/double.ts";

const given = JSON.parse(await text(process.stdin)) as {
  readonly apiUrl: string;
  readonly token: string;
  readonly repository: string;
  readonly now: string;
  readonly records: readonly KnownGood[];
};
const github = await openGitHubApi(given.token, { ...given, patience: ample() });
for (const record of given.records) {
  const result = await recordDeployment(record, record, { github, now: new Date(given.now) });
  process.stdout.write(`${JSON.stringify({ runNumber: record.runNumber, kind: result.kind })}\n`);
}

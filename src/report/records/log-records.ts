/** The records that the source documents define, one file per log template and family (product.md, "Evidence"). */
import type { Evidence } from "../../evidence/evidence.ts";
import type { Family } from "../../evidence/vocabulary.ts";
import type { ReportContext } from "../context.ts";
import { chatSmoke } from "./chat-smoke.ts";
import { migration } from "./migration.ts";
import { smokeOf, streamOf } from "./responses.ts";

const RECORDS: readonly {
  readonly fileName: string;
  /** Written when one of these families was selected. */
  readonly families: readonly Family[];
  readonly build: (evidence: Evidence, context: ReportContext) => unknown;
}[] = [
  { fileName: "responses-smoke.json", families: ["responses"], build: smokeOf("responses") },
  { fileName: "chat-smoke.json", families: ["chat-completions"], build: chatSmoke },
  { fileName: "responses-stream.json", families: ["responses"], build: streamOf("responses") },
  { fileName: "messages-smoke.json", families: ["messages"], build: smokeOf("messages") },
  { fileName: "messages-stream.json", families: ["messages"], build: streamOf("messages") },
  { fileName: "embeddings-smoke.json", families: ["embeddings"], build: smokeOf("embeddings") },
  { fileName: "migration.json", families: ["responses", "chat-completions"], build: migration },
];

/** The records of the families that were selected. */
export function logRecords(evidence: Evidence, context: ReportContext): readonly ReportFile[] {
  return RECORDS.filter(({ families }) =>
    families.some((family) => evidence.release.configuration?.families.includes(family)),
  ).map(({ fileName, build }) => jsonFile(fileName, build(evidence, context)));
}

/** A file of the evidence folder. */
export interface ReportFile {
  readonly fileName: string;
  readonly content: string;
}

/** Characters of a record that somebody reads in an editor. Beyond, as in the evidence of a hundred legs, half of it would be blanks. */
const MOST_READ = 1024 * 1024;

/** A record as people and programs read it: JSON with a final line break, and indented while somebody may read it. */
export function jsonFile(fileName: string, value: unknown): ReportFile {
  const dense = JSON.stringify(value);
  return { fileName, content: `${dense.length > MOST_READ ? dense : JSON.stringify(value, null, 2)}\n` };
}

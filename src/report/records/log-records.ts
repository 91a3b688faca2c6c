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

/** A record as people and programs read it: indented JSON with a final line break. */
export function jsonFile(fileName: string, value: unknown): ReportFile {
  return { fileName, content: `${JSON.stringify(value, null, 2)}\n` };
}

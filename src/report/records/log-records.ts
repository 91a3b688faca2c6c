/** The records that the source documents define, one file per log template (product.md, "Evidence"). */

import type { Evidence } from "../../evidence/evidence.ts";
import type { Family } from "../../evidence/vocabulary.ts";
import type { Settings } from "../../settings/settings.ts";
import { chatSmoke } from "./chat-smoke.ts";
import { migration } from "./migration.ts";
import { responsesSmoke } from "./responses-smoke.ts";
import { responsesStream } from "./responses-stream.ts";

export { type ChatSmoke, ChatSmokeSchema } from "./chat-smoke.ts";
export { type Migration, MigrationSchema } from "./migration.ts";
export { type ResponsesSmoke, ResponsesSmokeSchema } from "./responses-smoke.ts";
export { type ResponsesStream, ResponsesStreamSchema } from "./responses-stream.ts";

/** One record, ready to be written. */
export interface RecordFile {
  readonly fileName: string;
  /** JSON text with a final line break. */
  readonly content: string;
}

const RECORDS: readonly {
  readonly fileName: string;
  /** Written when one of these families was selected. */
  readonly families: readonly Family[];
  readonly build: (evidence: Evidence, settings: Settings | null) => unknown;
}[] = [
  { fileName: "responses-smoke.json", families: ["responses"], build: responsesSmoke },
  { fileName: "chat-smoke.json", families: ["chat-completions"], build: chatSmoke },
  { fileName: "responses-stream.json", families: ["responses"], build: responsesStream },
  { fileName: "migration.json", families: ["responses", "chat-completions"], build: migration },
];

/**
 * The records of the families that were selected.
 *
 * @param settings null when they were invalid; then only the user's notes are missing
 */
export function records(evidence: Evidence, settings: Settings | null): readonly RecordFile[] {
  return RECORDS.filter(({ families }) =>
    families.some((family) => evidence.release.configuration?.families.includes(family)),
  ).map(({ fileName, build }) => ({ fileName, content: `${JSON.stringify(build(evidence, settings), null, 2)}\n` }));
}

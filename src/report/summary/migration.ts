import type { MigrationReport } from "../../migration/report.ts";
import { type Block, columns, EMPTY, type Row, type Tone, table, text } from "../document.ts";

type AreaRow = MigrationReport["rows"][number];
type Mapped = Extract<MigrationReport["request_fields"], { result: "mapped" }>;

const AREA_COLUMNS = columns(["Area", "Result"], ["Chat Completions", "Responses", "What to do"]);

const TONES: Readonly<Record<AreaRow["result"], Tone>> = {
  same: "good",
  differs: "warn",
  not_tested: "quiet",
};

/** A difference is nothing bad; what stands in the way of a migration is. */
const FIELD_TONES: Readonly<Record<Mapped["fields"][number]["carries"], Tone>> = {
  same: "good",
  renamed: "warn",
  reshaped: "warn",
  "not-needed": "quiet",
  "no-counterpart": "bad",
  "responses-field": "warn",
  unknown: "bad",
};

const FIELD_COLUMNS = columns(["Field of the chat template", "Carries over", "In Responses"], ["Note"]);

function areaRow({ area, case: name, result, chat_completions, responses, advice }: AreaRow): Row {
  const label = name === null ? area : `${area}: ${name}`;
  return {
    cells: [label, result.replace("_", " "), chat_completions, responses, advice ?? EMPTY],
    tone: TONES[result],
  };
}

/** Both families side by side; nothing where the report was not asked for. */
export function areaBlocks(report: MigrationReport | null): readonly Block[] {
  if (report === null) return [];
  return [
    text(report.conclusion),
    table(AREA_COLUMNS, report.rows.map(areaRow), 1),
    text("The same means: the same was observed in this run. It is no promise."),
  ];
}

/** Where the request fields of the chat template go. */
export function fieldBlocks(migration: MigrationReport | null): readonly Block[] {
  if (migration === null) return [];
  const report = migration.request_fields;
  if (report.result === "not_tested") return [text(`Not tested: ${report.reason}.`)];
  const rows = report.fields.map(
    ({ field, carries, to, note }): Row => ({
      cells: [field, carries.replace("-", " "), to.length === 0 ? EMPTY : to.join(" or "), note ?? EMPTY],
      tone: FIELD_TONES[carries],
    }),
  );
  return [
    table(FIELD_COLUMNS, rows, 1),
    ...(report.responses_template === null ? [] : [besideOwn(report.responses_template)]),
  ];
}

function besideOwn({ missing, without_source: extra }: NonNullable<Mapped["responses_template"]>): Block {
  const gone = missing.map(({ field, to }) => `${field} (expected at ${to.join(" or ")})`);
  const parts = [
    gone.length === 0 ? "every field has arrived" : `not there: ${gone.join(", ")}`,
    ...(extra.length === 0 ? [] : [`from no field of the chat template: ${extra.join(", ")}`]),
  ];
  return text(`Your Responses template beside it: ${parts.join("; ")}.`);
}

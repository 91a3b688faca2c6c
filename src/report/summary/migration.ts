import type { MigrationReport } from "../../migration/report.ts";
import type { Carries } from "../../migration/request-mapping.ts";
import type { ReportContext } from "../context.ts";
import {
  type Block,
  type Column,
  EMPTY,
  MAX_ROWS,
  type Row,
  rowsAtMost,
  type Section,
  type Tone,
} from "../document.ts";

const COLUMNS: readonly Column[] = [
  { title: "Area" },
  { title: "Result" },
  { title: "Chat Completions", wide: true },
  { title: "Responses", wide: true },
  { title: "What to do", wide: true },
];

const TONES: Readonly<Record<MigrationReport["rows"][number]["result"], Tone>> = {
  same: "good",
  differs: "warn",
  not_tested: "quiet",
};

/** A difference is nothing bad; what stands in the way of a migration is. */
const FIELD_TONES: Readonly<Record<Carries, Tone>> = {
  same: "good",
  renamed: "warn",
  reshaped: "warn",
  "not-needed": "quiet",
  "no-counterpart": "bad",
  "responses-field": "warn",
  unknown: "bad",
};

const FIELD_COLUMNS: readonly Column[] = [
  { title: "Field of the chat template" },
  { title: "Carries over" },
  { title: "In Responses" },
  { title: "Note", wide: true },
];

function areaRow({
  area,
  case: name,
  result,
  chat_completions,
  responses,
  advice,
}: MigrationReport["rows"][number]): Row {
  const label = name === null ? area : `${area}: ${name}`;
  return {
    cells: [label, result.replace("_", " "), chat_completions, responses, advice ?? EMPTY],
    tone: TONES[result],
  };
}

/** Both families side by side, then the request fields; nothing where the report was not asked for. */
export function migrationSections({ migration: report }: ReportContext): readonly Section[] {
  if (report === null) return [];
  const rows = rowsAtMost(report.rows.map(areaRow), MAX_ROWS, COLUMNS.length);
  return [
    {
      title: "Migration: Chat Completions to Responses",
      folded: false,
      sheds: 7,
      blocks: [
        { kind: "text", text: report.conclusion },
        { kind: "table", columns: COLUMNS, rows, toneColumn: 1 },
        { kind: "text", text: "The same means: the same was observed in this run. It is no promise." },
      ],
    },
    {
      title: "Migration: request fields",
      folded: report.request_fields.result === "mapped",
      sheds: 5,
      blocks: fieldBlocks(report.request_fields),
    },
  ];
}

function fieldBlocks(report: MigrationReport["request_fields"]): readonly Block[] {
  if (report.result === "not_tested") return [{ kind: "text", text: `Not tested: ${report.reason}.` }];
  const rows = report.fields.map(
    ({ field, carries, to, note }): Row => ({
      cells: [field, carries.replace("-", " "), to.length === 0 ? EMPTY : to.join(" or "), note ?? EMPTY],
      tone: FIELD_TONES[carries],
    }),
  );
  return [
    { kind: "table", columns: FIELD_COLUMNS, rows: rowsAtMost(rows, MAX_ROWS, FIELD_COLUMNS.length), toneColumn: 1 },
    ...(report.responses_template === null ? [] : [besideOwn(report.responses_template)]),
  ];
}

type OwnTemplate = NonNullable<Extract<MigrationReport["request_fields"], { result: "mapped" }>["responses_template"]>;

function besideOwn({ missing, without_source: extra }: OwnTemplate): Block {
  const gone = missing.map(({ field, to }) => `${field} (expected at ${to.join(" or ")})`);
  const parts = [
    gone.length === 0 ? "every field has arrived" : `not there: ${gone.join(", ")}`,
    ...(extra.length === 0 ? [] : [`from no field of the chat template: ${extra.join(", ")}`]),
  ];
  return { kind: "text", text: `Your Responses template beside it: ${parts.join("; ")}.` };
}

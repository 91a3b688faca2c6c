/** A file of the evidence folder. */
export interface ReportFile {
  readonly fileName: string;
  readonly content: string;
}

/** A record as people and programs read it: indented JSON with a final line break. */
export function jsonFile(fileName: string, value: unknown): ReportFile {
  return { fileName, content: `${JSON.stringify(value, null, 2)}\n` };
}

import type { GateFile } from "./gate-file.ts";
import { valueAt } from "./key-path.ts";
import type { Origin, Report } from "./problem.ts";
import type { SettingsSource } from "./settings.ts";

/** What every part of resolving works on. */
export interface Reading {
  readonly source: SettingsSource;
  /** The valid gate file; null when there is none or when it has problems of its own. */
  readonly gate: GateFile | null;
  readonly report: Report;
  /** Takes our own sentence about a doubtful setting. */
  readonly warn: (sentence: string) => void;
  /** Masks a secret and remembers it; called before anything else happens with it. */
  readonly keep: (secret: string) => void;
}

/** A value as it was written, and where. */
export interface Given {
  readonly value: string;
  readonly origin: Origin;
}

/** Where a setting may come from. */
export interface Places {
  readonly input?: string;
  /** Path in the gate file, for example `["release", "model"]`. */
  readonly gate?: readonly string[];
  /** Environment variables, first one first. */
  readonly env?: readonly string[];
}

/** A trimmed text; undefined for an absent or blank one, because an unset secret or variable arrives as an empty text. */
export function given(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === "" ? undefined : trimmed;
}

/**
 * The value that wins: input, then gate file, then environment variable (product.md, "Inputs"). Null when it was given
 * nowhere, so that the built-in default applies.
 */
export function pick(reading: Pick<Reading, "source" | "gate">, places: Places): Given | null {
  const { source, gate } = reading;
  const input = places.input === undefined ? undefined : given(source.inputs[places.input]);
  if (input !== undefined) return { value: input, origin: { kind: "input", name: places.input ?? "" } };
  if (gate !== null && places.gate !== undefined) {
    const value = valueAt(gate.content, places.gate);
    const text = typeof value === "string" || typeof value === "number" ? given(String(value)) : undefined;
    if (text !== undefined) return { value: text, origin: gate.originOf(places.gate) };
  }
  for (const name of places.env ?? []) {
    const value = given(source.env[name]);
    if (value !== undefined) return { value, origin: { kind: "environment", name } };
  }
  return null;
}

/** Entries of a list in an input: separated by commas or line breaks, trimmed, without blanks. */
export function listOf(text: string | undefined): readonly string[] {
  return (text ?? "")
    .split(/[,\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

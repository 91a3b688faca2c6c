import { valueAt } from "../../text/key-path.ts";
import type { GateFile } from "../gate-file/gate-file.ts";
import type { Origin } from "../origin.ts";
import { INPUTS } from "./inputs.ts";
import { keysOf, type SettingPath, type Values } from "./values.ts";

/** A value that an input or a variable gives for a key; undefined: it gives one that is none, and nobody else is asked. */
export interface Entry {
  readonly path: SettingPath;
  readonly value: unknown;
  readonly origin: Origin;
}

/** All layers in one: what counts, typed, and where it stands. */
export interface SettingsDocument {
  readonly values: Values;
  /** Everything that was given for a key, the one that wins first. */
  readonly candidates: (path: SettingPath) => readonly Entry[];
  /** Where the value of a key stands, or one inside it. Of a value that nobody gave: the input that could give it. */
  readonly originOf: (path: SettingPath, ...inner: readonly PropertyKey[]) => Origin;
}

/** Merges the layers: input, then gate file, then environment (product.md, "Inputs"). A blank text counts as not given. */
export function mergeLayers(
  inputs: readonly Entry[],
  gate: GateFile | null,
  environment: readonly Entry[],
): SettingsDocument {
  const of = (path: SettingPath) => (entry: Entry) => entry.path === path;
  const inFile = (path: SettingPath): readonly Entry[] => {
    const value = valueAt(gate?.content, keysOf(path));
    return gate === null || value === undefined || value === ""
      ? []
      : [{ path, value, origin: gate.originOf(keysOf(path)) }];
  };
  const candidates = (path: SettingPath) => [
    ...inputs.filter(of(path)),
    ...inFile(path),
    ...environment.filter(of(path)),
  ];
  let values: unknown = gate?.content ?? {};
  for (const { path } of INPUTS)
    if (path !== null && (candidates(path).length > 0 || valueAt(values, keysOf(path)) !== undefined))
      values = withValue(values, keysOf(path), candidates(path)[0]?.value);
  return {
    // Every layer was parsed by the schema of its key, so the merged one has the type of the schema.
    values: values as Values,
    candidates,
    originOf: (path, ...inner) => {
      const [winner] = candidates(path);
      if (winner?.origin.kind === "gate-file" && gate !== null) return gate.originOf([...keysOf(path), ...inner]);
      return winner?.origin ?? nobodys(path);
    },
  };
}

function nobodys(path: SettingPath): Origin {
  const input = INPUTS.find((row) => row.path === path);
  return input === undefined ? { kind: "default", key: path } : { kind: "input", name: input.name };
}

/** The data with another value at this path. */
function withValue(data: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const section = typeof data === "object" && data !== null ? data : {};
  return { ...section, [key]: withValue(valueAt(section, [key]), rest, value) };
}

import type { GateFileContent } from "../settings/gate-file/schema.ts";

/** Something in the repository that a setting of the gate file can be made of. */
export interface Sighting {
  /** Where the setting stands: a section, and a key in it. */
  readonly section: keyof GateFileContent & ("release" | "ready" | "probes");
  readonly key: string;
  /** YAML of its value, on one line. */
  readonly value: string;
  /** Where it comes from, in words, for the comment before it. */
  readonly from: string;
  /** It stands there in so many words, and is switched on; what is guessed stays a comment. */
  readonly certain: boolean;
}

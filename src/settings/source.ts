import type { RequestTemplate } from "../evidence/request-template.ts";
import type { Family } from "../evidence/vocabulary.ts";
import type { AppSection } from "./gate-file/app-schema.ts";
import type { MetricsSection } from "./gate-file/metrics-schema.ts";
import type { Position } from "./origin.ts";

/** Why a pull request is asked for without a key: it has no secrets, or (`pull_request_target`, `workflow_run`) a stranger's files. */
export type Untrusted = "no-secrets" | "foreign-files";

/** The world outside, as settings see it. The two doors fill it; nothing below them reads `process.env`. */
export interface SettingsSource {
  /** Raw inputs by kebab-case name; absent or blank means "not given". */
  readonly inputs: Readonly<Record<string, string | undefined>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths start from. */
  readonly workingDirectory: string;
  /**
   * Text of a file, or null when there is none; throws on anything else, also on a link out of the folder `within`, an error
   * whose message is a clause that says which (`unreadable`).
   */
  readonly readFile: (path: string, within?: string) => string | null;
  /** Called with every secret, as soon as it is read and before anything else happens with it. */
  readonly mask: (secret: string) => void;
  /** The folder holds no checkout: no step of the workflow put the repository there. */
  readonly noCheckout?: boolean;
  /** A pull request on which live probes cannot or must not run; false: everything else. */
  readonly untrusted: Untrusted | false;
  /** Set by the terminal door when it started the embedded gateway; its key and model are harmless constants. */
  readonly sandbox: {
    readonly baseUrl: string;
    readonly model: string;
    readonly key: string;
    /** One attempt in it, ms, unless an input says otherwise; absent: as everywhere. */
    readonly timeoutMs?: number;
    /** Its deployed service, as a gate file would describe it; absent: it has none. */
    readonly app?: AppSection;
    /** What says how that service does, as a gate file would describe it; absent: nothing. */
    readonly metrics?: MetricsSection;
  } | null;
}

/** Why a file cannot be read, as a clause behind its name: what `readFile` says in its own words. */
export function unreadable(error: unknown): string {
  const said = error instanceof Error ? error.message : "";
  return /^(is|may not) /.test(said) ? said : "cannot be read";
}

/** Why a request body cannot be sent as the application sends it. */
export interface Unsendable {
  /** The rest of a sentence that begins with the file. */
  readonly why: string;
  /** What to do about it. */
  readonly help: string;
  /** Where in the file; null: in all of it. */
  readonly at: Position | null;
}

/** What the rooms that know the APIs say of a request body. Passed in: settings know no API. */
export interface RequestBodies {
  /** The family that a body belongs to, of those that look the same one that is asked; null where that cannot be told. */
  readonly familyOf: (text: string, asked: readonly Family[]) => Family | null;
  /** Whether live probes can send the body of a family, or why not. */
  readonly sendableOf: (
    template: RequestTemplate,
    secrets: readonly string[],
  ) =>
    | { readonly kind: "body"; readonly body: Readonly<Record<string, unknown>> }
    | ({ readonly kind: "none" } & Unsendable);
}

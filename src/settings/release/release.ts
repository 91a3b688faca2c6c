import type { SentValue } from "../../evidence/app.ts";
import { valueDigest } from "../../evidence/configuration.ts";
import { normaliseBaseUrl } from "../../text/base-url.ts";
import { hasKeyFormat } from "../../text/key-shapes.ts";
import { oneLine } from "../../text/one-line.ts";
import type { GateFileContent } from "../gate-file/schema.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { problemAt, type Rule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";
import { baseUrlOf } from "./destination.ts";
import { type Auth, authWith, headerSection } from "./headers.ts";
import { isKeyItself, isSecretItself } from "./key-flaw.ts";
import { labelOf } from "./labels.ts";
import { flawOfModel, modelOf } from "./model.ts";
import { querySection, type SecretVariables } from "./sent-values.ts";

/** A variable of the application's own: its name, and the digest of its declared value; null: not declared. */
export interface ReleaseVariable {
  readonly name: string;
  readonly digest: string | null;
}

/** The configuration about to ship: what is probed, and what the records say about it. */
export interface Release {
  /** Normalised: scheme, host and path without trailing slash, no credentials, query or fragment. */
  readonly baseUrl: string;
  /** Empty only where no selected probe needs a model. */
  readonly model: string;
  readonly auth: Auth;
  readonly headers: readonly SentValue[];
  /** In the order in which it is sent; percent-encoded only there. */
  readonly query: readonly SentValue[];
  /** Response header that says the fallback answered (present and not `false`, `0`, `no`, `off` or empty); null: not declared. */
  readonly fallbackHeader: string | null;
  /** As declared; null where only GitHub's context knows a version (`Labels.deploymentVersion`). */
  readonly deploymentVersion: string | null;
  readonly configVersion: string | null;
  readonly secretVersion: string | null;
  /** That it was built from: only what the service says of itself is compared with it; null: not known. */
  readonly commit: string | null;
  /** Where the key lives, for example `secrets.COMETAPI_KEY`; never the key. */
  readonly apiKeyRef: string | null;
  /** The application's own settings: recorded and compared, they do not steer the gate. */
  readonly timeoutMs: number | null;
  readonly retry: { readonly maxAttempts: number; readonly on: readonly number[] } | null;
  readonly fallbackEnabled: boolean | null;
  readonly env: readonly ReleaseVariable[];
  readonly featureFlag: { readonly name: string; readonly value: string; readonly rollbackValue: string } | null;
  readonly traffic: { readonly control: string; readonly weight: number } | null;
}

type ReleaseSection = NonNullable<GateFileContent["release"]>;

/** What the release depends on beside the document. */
interface ReleaseContext extends Pick<SettingsSource, "sandbox"> {
  readonly auth: Auth;
  /** Whether the API is asked: not by a run of files, pages and the service alone. */
  readonly asked: boolean;
  readonly needsModel: boolean;
  readonly commit: string | null;
  /** The key of this run; a label that holds it is judged elsewhere. */
  readonly ownKey: string | null;
  readonly hosts: ReadonlySet<string>;
  readonly variables: SecretVariables;
}

type PlaceOfKey = "api-key-ref" | "secret-version";

/** Labels of the key, into which it is pasted itself, and what stands there rightly. They are printed, and the key is not. */
const PLACES_OF_KEYS: readonly {
  readonly key: PlaceOfKey;
  readonly isPasted: (text: string) => boolean;
  readonly holds: string;
}[] = [
  { key: "api-key-ref", isPasted: isKeyItself, holds: "where it lives, for example secrets.COMETAPI_KEY" },
  { key: "secret-version", isPasted: isSecretItself, holds: 'the label of its version, for example "7"' },
];

/** The configuration about to ship, from inputs, gate file and environment. */
export function* releaseOf(document: SettingsDocument, context: ReleaseContext): Rule<Release> {
  const { auth, ownKey, sandbox } = context;
  const section = document.values.release ?? {};
  const pasted = PLACES_OF_KEYS.filter(({ key, isPasted }) => isPasted(section[key]?.trim() ?? ""));
  for (const { key, holds } of pasted)
    yield problemAt(
      document.originOf(`release.${key}`),
      "secret-in-file",
      "looks like the key itself",
      `Rotate the key, then write only ${holds}.`,
    );
  const isPasted = (place: PlaceOfKey) => pasted.some(({ key }) => key === place);
  yield* keysInVariables(document, section);
  const ofKey = ["authorization", ...(auth === "none" ? [] : [auth.header.toLowerCase()])];
  return {
    baseUrl: yield* baseUrlOf(document, context.hosts, sandbox, context.asked),
    model: sandbox?.model ?? (yield* modelOf(document, context.needsModel)),
    auth,
    headers: yield* headerSection("release.headers", section.headers ?? {}, document, context.variables, ofKey),
    query: yield* querySection(section.query ?? {}, document, context.variables),
    deploymentVersion: yield* labelOf("release.deployment-version", document, ownKey),
    configVersion: yield* labelOf("release.config-version", document, ownKey),
    secretVersion: isPasted("secret-version") ? null : yield* labelOf("release.secret-version", document, ownKey),
    commit: context.commit,
    apiKeyRef: isPasted("api-key-ref") ? null : yield* labelOf("release.api-key-ref", document, ownKey),
    ...recorded(section),
  };
}

/** What is recorded of the application's own settings. */
function recorded(section: ReleaseSection) {
  const { retry, fallback, traffic, env, timeout, "feature-flag": flag } = section;
  return {
    fallbackHeader: fallback?.detect?.header ?? null,
    timeoutMs: timeout ?? null,
    retry: retry === undefined ? null : { maxAttempts: retry["max-attempts"], on: retry.on ?? [] },
    fallbackEnabled: fallback?.enabled ?? null,
    env: variablesOfRelease(env),
    featureFlag:
      flag === undefined ? null : { name: flag.name, value: flag.value, rollbackValue: flag["rollback-value"] },
    traffic: traffic ?? null,
  };
}

/** The declared variables; a value is needed for its digest alone. */
function variablesOfRelease(env: ReleaseSection["env"]): readonly ReleaseVariable[] {
  if (env === undefined) return [];
  if (Array.isArray(env)) return env.map((name) => ({ name, digest: null }));
  return Object.entries(env).map(([name, value]) => ({
    name,
    digest: value === null ? null : valueDigest(name, value),
  }));
}

/** A value that looks like a key stands in a file that everybody reads. */
function* keysInVariables({ originOf }: SettingsDocument, { env = [] }: ReleaseSection): Rule<void> {
  for (const [name, value] of Array.isArray(env) ? [] : Object.entries(env))
    if (hasKeyFormat(value ?? ""))
      yield problemAt(
        originOf("release.env", name),
        "secret-in-file",
        "holds what looks like a key",
        "Rotate it, then write null: the gate needs no value of a secret.",
      );
}

/**
 * The release that a gate file describes, as one of an earlier commit does; or what it would have to say, each as the
 * beginning of a reason. It is compared and not asked: of a header from the environment the name is enough.
 *
 * @param declared what the workflow says of that release where the file says nothing
 */
export function releaseInFile(
  file: ReleaseSection,
  declared: { readonly baseUrl: string | null; readonly model: string | null },
): { readonly release: Release } | { readonly missing: readonly string[] } {
  const section = {
    ...file,
    "base-url": file["base-url"] || (declared.baseUrl ?? undefined),
    model: file.model || (declared.model ?? undefined),
  };
  const base = normaliseBaseUrl(section["base-url"] ?? "");
  const model = section.model ?? "";
  const missing = [
    ...(base.ok ? [] : [`release.base-url ${section["base-url"] === undefined ? "is missing" : base.what}`]),
    ...(model === "" ? ["release.model is missing"] : []),
    ...(model !== "" && flawOfModel(model) !== null ? ["release.model is not a model identifier"] : []),
  ];
  if (missing.length > 0 || !base.ok) return { missing };
  const version = (key: "deployment-version" | "config-version" | PlaceOfKey) => {
    const text = oneLine(section[key] ?? "");
    return text === "" || PLACES_OF_KEYS.some((place) => place.key === key && place.isPasted(text)) ? null : text;
  };
  return {
    release: {
      baseUrl: base.url,
      model,
      auth: section.auth === "none" ? "none" : authWith(section.auth),
      headers: namedIn(section.headers).map((header) => ({ ...header, value: header.value.trim() })),
      query: namedIn(section.query),
      deploymentVersion: version("deployment-version"),
      configVersion: version("config-version"),
      secretVersion: version("secret-version"),
      commit: null,
      apiKeyRef: version("api-key-ref"),
      ...recorded(section),
    },
  };
}

/** Headers or parameters of a file that is not asked with: of what comes from the environment the name is enough. */
function namedIn(section: ReleaseSection["headers"] = {}): readonly SentValue[] {
  return Object.entries(section).map(([name, value]) => {
    const secret = typeof value !== "string";
    return { name, value: secret ? "" : value, secret, credential: secret };
  });
}

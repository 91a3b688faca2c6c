/**
 * The pre-flight list of release-and-rollback-checklist, item by item: what the team declared, and what the gate checks
 * itself. The check and the summary both read it from here.
 */
import { DERIVED_ITEMS, type DerivedItem, READINESS_ITEMS } from "../settings/readiness-schema.ts";
import type { Settings } from "../settings/settings.ts";
import { isPlaceholder } from "../text/placeholder.ts";
import { baseUrl, model, retry, secretPath, timeout } from "./configuration-items.ts";
import { payload, redaction } from "./content-items.ts";
import { decisionRecordItem } from "./decision-record-item.ts";
import { type ItemState, type Look, missing, notTested, type Seen } from "./item.ts";
import { knownGood, rollbackInformation } from "./way-back-items.ts";

/** An item of the list and how it stands. */
export interface Item {
  /** Key under `readiness:`, for example `alerts.latency` or `timeout`. */
  readonly key: string;
  readonly state: ItemState;
  /** Checked by the gate itself. */
  readonly derived: boolean;
}

const LOOKS: Readonly<Record<DerivedItem, Look>> = {
  "base-url": baseUrl,
  model,
  timeout,
  retry,
  "secret-path": secretPath,
  payload,
  redaction,
  "known-good": knownGood,
  "rollback-information": rollbackInformation,
  "decision-record": decisionRecordItem,
};

/** Items that secrets, variables or records have a part in: a run without access to them cannot tell. */
const NEEDS_ACCESS: readonly DerivedItem[] = ["model", "known-good", "rollback-information", "decision-record"];

/** No letter and no digit, as in `...`, `-` and `https://...`: the template of a list, which nobody filled. */
const SAYS_NOTHING = /^(https?:\/\/)?[^\p{L}\p{N}]*$/iu;

/** The declared list in the order in which it is shown; empty when none is declared. */
export function readinessItems(settings: Settings, seen: Seen): readonly Item[] {
  if (settings.readiness === null) return [];
  return [
    ...READINESS_ITEMS.map((key) => ({ key, state: declared(key, settings), derived: false })),
    ...DERIVED_ITEMS.map((key) => ({ key, state: derived(key, settings, seen), derived: true })),
  ];
}

function declared(key: string, { readiness }: Settings): ItemState {
  const item = readiness?.[key];
  const fill = `Fill readiness.${key} in the gate file, or write { waived: why }.`;
  if (item === undefined) return missing("is neither filled nor waived", fill);
  if (item.kind === "value" && (isPlaceholder(item.value) || SAYS_NOTHING.test(item.value)))
    return missing("is a placeholder", fill);
  return item.kind === "value" ? { kind: "filled", value: item.value } : item;
}

/** Only a release that is about to ship is looked at: what was restored, recorded or replayed is not prepared any more. */
function derived(key: DerivedItem, settings: Settings, seen: Seen): ItemState {
  const item = settings.readiness?.[key];
  if (item?.kind === "waived") return item;
  if (settings.mode !== "gate") return notTested(`mode ${settings.mode} does not look at it`);
  if (settings.withheld !== undefined && NEEDS_ACCESS.includes(key))
    return notTested("untrusted pull request: secrets, variables and records are not read");
  return LOOKS[key](settings, seen);
}

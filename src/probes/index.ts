import type { MustFailOptions, ProbeId, SelectedProbe } from "../evidence/probes.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { type AppAsking, appProbe } from "./app.ts";
import { authPath } from "./auth-path.ts";
import { chat } from "./chat.ts";
import { chatImage } from "./chat-image.ts";
import { chatStream } from "./chat-stream.ts";
import { chatTools } from "./chat-tools.ts";
import { errorPath } from "./error-path.ts";
import { models } from "./models.ts";
import type { Probe } from "./probe.ts";
import { responses } from "./responses.ts";
import { responsesImage } from "./responses-image.ts";
import { responsesState } from "./responses-state.ts";
import { responsesStream } from "./responses-stream.ts";
import { responsesTools } from "./responses-tools.ts";

/** The registry of must-pass probes: a new probe is one new file and one line here. */
const MUST_PASS: Readonly<Partial<Record<ProbeId, Probe>>> = {
  chat,
  "chat-stream": chatStream,
  responses,
  "responses-stream": responsesStream,
};

/**
 * Feature probes. Naming one says that the release depends on the feature, so it must pass; one that only a preset holds
 * informs (product.md, "Unsupported", read for features).
 */
const FEATURES: Readonly<Partial<Record<ProbeId, Probe>>> = {
  "responses-tools": responsesTools,
  "chat-tools": chatTools,
  "responses-image": responsesImage,
  "chat-image": chatImage,
  "responses-state": responsesState,
};

/** A probe of the plan, and whether the user named it or only a preset holds it. */
export interface PlannedProbe {
  readonly probe: Probe;
  readonly selected: SelectedProbe["selected"];
}

/**
 * The probes of a run: the selected ones, with the must-fail probes spread over every family that is probed.
 * @param app the application to ask; null where there is none, or it does not run this release
 */
export function planProbes(
  selected: readonly SelectedProbe[],
  options: MustFailOptions,
  app: AppAsking | null = null,
): PlannedProbe[] {
  const positive = selected.flatMap(({ id, selected }) => {
    const probe = MUST_PASS[id] ?? featureProbe(id, selected);
    return probe ? [{ probe, selected }] : [];
  });
  const families = [...new Set(positive.flatMap(({ probe }) => probe.family ?? []))];
  const negative = selected.flatMap(({ id, selected }) =>
    mustFailProbes(id, families, options).map((probe) => ({ probe, selected })),
  );
  const listing = selected.filter(({ id }) => id === "models").map(({ selected }) => ({ probe: models, selected }));
  const application = selected.flatMap(({ id, selected }) =>
    id === "app" && app !== null ? [{ probe: appProbe(app), selected }] : [],
  );
  // Last, so that in a rehearsal, which cannot ask the application, the other probes keep their places.
  return [...positive, ...negative, ...listing, ...application];
}

function featureProbe(id: ProbeId, selected: SelectedProbe["selected"]): Probe | undefined {
  const probe = FEATURES[id];
  return probe === undefined || selected === "explicit" ? probe : { ...probe, polarity: "advisory" };
}

function mustFailProbes(id: ProbeId, probed: readonly Family[], options: MustFailOptions): Probe[] {
  // Named on its own, a must-fail probe asks both families: there is no other one to follow.
  const families: readonly Family[] = probed.length > 0 ? probed : ["chat-completions", "responses"];
  const waived = new Set(options.waived.map((waiver) => waiver.case));
  if (id === "auth-path" && !waived.has("auth-path"))
    return families.map((family) => authPath(family, options.expect["auth-path"] ?? null));
  if (id !== "error-path") return [];
  const cases = options.cases.filter((name) => !waived.has(name));
  return families.flatMap((family) => cases.map((name) => errorPath(family, name, options.expect[name] ?? null)));
}

import { FAMILY } from "../contracts/families.ts";
import type { Outcome } from "../evidence/attempt.ts";
import { type FamilyProbeId, familyOf, PROBES } from "../evidence/probes.ts";
import { countAt, type JsonObject } from "../text/json.ts";
import { alternatives } from "./alternatives.ts";
import { ask } from "./ask.ts";
import { post, requestBody } from "./bodies.ts";
import { judgeJson, judgeStream } from "./judge.ts";
import { liveProbe, type Probe, type Question } from "./probe.ts";

/** A probe that sends the team's own body, or the minimal one; the topic of its row says whether the answer is a stream. */
export function mustPass(id: FamilyProbeId): Probe {
  const family = familyOf(id);
  const { read, readStream, endsStream } = FAMILY[family];
  return liveProbe(id, (question) => {
    const template = question.bodies[family];
    const own = template && { family, body: template, schemas: question.schemas ?? {} };
    return ask(
      {
        family,
        template,
        streams: readStream !== undefined,
        plan: (asked) => {
          const isStream = streams(PROBES[id].topic === "stream", asked);
          const body = requestBody(family, asked, isStream);
          if (!isStream || endsStream === undefined) return post(family, body);
          return { ...post(family, body, "event-stream"), isTerminal: endsStream };
        },
        judge: (answer, { body: sent, expect }) => {
          const outcomes = alternatives(answer, countAt(sent, "n") ?? 1).map((one) =>
            expect !== "event-stream" || readStream === undefined
              ? judgeJson(one, question.model, (body) => read(body, sent as JsonObject), own)
              : judgeStream(one, question.model, readStream, own),
          );
          return outcomes.find(({ kind }) => kind !== "pass") ?? (outcomes[0] as Outcome);
        },
      },
      question,
    );
  });
}

/** Whether a request asks for a stream: as its probe does, unless that had to be taken back. */
function streams(asProbed: boolean, { adaptations }: Question): boolean {
  return asProbed ? !adaptations.includes("dropped:stream") : adaptations.includes("kept:stream");
}

import { stringAt } from "../text/json.ts";
import { minimalBody } from "./bodies.ts";
import { featureProbe } from "./feature.ts";
import type { Question } from "./probe.ts";

/** `store` is the documented default, but gateways have another one; said out loud, a refusal names it. */
const body = (question: Question) => ({ ...minimalBody("responses", question), store: true });

/** A second turn through `previous_response_id`: both turns are answered with text; what is remembered is not judged. */
export const probe = featureProbe("responses-state", {
  body,
  next: (answered) => {
    const id = stringAt(answered, "id") ?? "";
    return {
      // Some say "response resp_1 not found" and nothing else.
      words: [id],
      body: (question) => ({ ...body(question), previous_response_id: id }),
    };
  },
});

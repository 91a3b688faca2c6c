import { minimalBody } from "./bodies.ts";
import { featureProbe } from "./feature.ts";
import { prompt } from "./probe.ts";
import { IMAGE_BLOCK } from "./template-turns.ts";

/** POST /messages with one tiny embedded image: accepted and answered with text; what it says is not judged. */
export const probe = featureProbe("messages-image", {
  body: (question) => ({
    ...minimalBody("messages", question),
    messages: [{ role: "user", content: [IMAGE_BLOCK, { type: "text", text: prompt(question.nonce) }] }],
  }),
});

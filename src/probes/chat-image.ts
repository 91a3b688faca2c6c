import { minimalBody } from "./bodies.ts";
import { featureProbe } from "./feature.ts";
import { prompt } from "./probe.ts";
import { TINY_IMAGE } from "./tiny-media.ts";

const IMAGE = { type: "image_url", image_url: { url: TINY_IMAGE } };

/** POST /chat/completions with one tiny embedded image: accepted and answered with text; what it says is not judged. */
export const probe = featureProbe("chat-image", {
  body: (question) => ({
    ...minimalBody("chat-completions", question),
    messages: [{ role: "user", content: [IMAGE, { type: "text", text: prompt(question.nonce) }] }],
  }),
});

import { minimalBody } from "./bodies.ts";
import { featureProbe } from "./feature.ts";
import { prompt } from "./probe.ts";
import { TINY_IMAGE } from "./tiny-media.ts";

const IMAGE = { type: "input_image", image_url: TINY_IMAGE, detail: "auto" };

/** POST /responses with one tiny embedded image: accepted and answered with text; what it says is not judged. */
export const probe = featureProbe("responses-image", {
  body: (question) => ({
    ...minimalBody("responses", question),
    input: [{ role: "user", content: [IMAGE, { type: "input_text", text: prompt(question.nonce) }] }],
  }),
});

import { minimalBody, unlessDropped } from "./bodies.ts";
import { featureProbe } from "./feature.ts";
import { prompt, type Question } from "./probe.ts";
import { TINY_IMAGE } from "./tiny-media.ts";

/** The reference requires `detail`; endpoints that translate the body do not know it. */
const imageFor = ({ adaptations }: Question) => ({
  ...{ type: "input_image", image_url: TINY_IMAGE },
  ...unlessDropped(adaptations, "detail", "auto"),
});

/** POST /responses with one tiny embedded image: accepted and answered with text; what it says is not judged. */
export const probe = featureProbe("responses-image", {
  body: (question) => ({
    ...minimalBody("responses", question),
    input: [{ role: "user", content: [imageFor(question), { type: "input_text", text: prompt(question.nonce) }] }],
  }),
});

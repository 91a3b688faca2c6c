import { RESPONSES_PATH, readResponse } from "../contracts/responses.ts";
import { responsesBody } from "./bodies.ts";
import { featureProbe } from "./feature.ts";
import { prompt } from "./probe.ts";
import { IMAGE_WORDS, TINY_IMAGE } from "./tiny-image.ts";

const IMAGE = { type: "input_image", image_url: TINY_IMAGE, detail: "auto" };

/** POST /responses with one tiny embedded image: accepted and answered with text; what it says is not judged. */
export const probe = featureProbe("responses-image", {
  path: RESPONSES_PATH,
  words: IMAGE_WORDS,
  body: (question) => ({
    ...responsesBody(question),
    input: [{ role: "user", content: [IMAGE, { type: "input_text", text: prompt(question.nonce) }] }],
  }),
  read: readResponse,
});

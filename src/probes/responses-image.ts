import { RESPONSES_PATH, readResponse } from "../contracts/responses.ts";
import { responsesBody } from "./bodies.ts";
import { askFeature, featureProbe } from "./feature.ts";
import { judgeJson } from "./judge.ts";
import { type Probe, prompt } from "./probe.ts";
import { IMAGE_WORDS, TINY_IMAGE } from "./tiny-image.ts";

/** POST /responses with one tiny embedded image: accepted and answered with text; what it says is not judged. */
export const responsesImage: Probe = featureProbe({
  id: "responses-image",
  family: "responses",
  steps: (question) =>
    askFeature(
      {
        family: "responses",
        words: IMAGE_WORDS,
        reached: false,
        plan: (asked) => ({
          method: "POST",
          path: RESPONSES_PATH,
          body: {
            ...responsesBody(asked),
            input: [
              {
                role: "user",
                content: [
                  { type: "input_image", image_url: TINY_IMAGE, detail: "auto" },
                  { type: "input_text", text: prompt(asked.nonce) },
                ],
              },
            ],
          },
          expect: "json",
          credential: "configured",
        }),
        judge: (answer) => judgeJson(answer, readResponse),
      },
      question,
    ),
});

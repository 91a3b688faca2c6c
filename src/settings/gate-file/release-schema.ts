import { z } from "zod";
import { FAMILIES } from "../../evidence/vocabulary.ts";
import * as s from "./words.ts";

/** Most attempts that an application's own retry policy makes; the number is recorded, it steers nothing. */
const MOST_RETRIES = 100;

/** Text, or what YAML reads as true and false. */
const flagValue = () => z.union([s.text(), s.flag()], "must be text, true or false").transform(String);

/** The `release:` section: the configuration about to ship (product.md, "Gate file"). */
export const ReleaseSchema = s
  .options({
    environment: s.label().describe("For example staging or production. Makes the run a release."),
    model: s
      .label()
      .describe("The model identifier under release: up to 256 printable characters without white space."),
    "base-url": s.path().trim().describe("Base URL; its host must be listed in the input allowed-hosts."),
    "api-key-ref": s.label().describe("Where the key lives, for example secrets.COMETAPI_KEY; never the key."),
    "deployment-version": s.label(),
    "config-version": s.label(),
    "secret-version": s.label().describe("Label of the secret's version, never the secret."),
    timeout: s.duration().describe("The application's own timeout: recorded, it does not steer the gate."),
    retry: s
      .section({
        "max-attempts": s.wholeNumber(1, MOST_RETRIES),
        on: s.listOf(s.wholeNumber(100, 599)).optional().describe("Statuses that are tried again."),
      })
      .describe("The application's own retry policy: recorded, it does not steer the gate."),
    fallback: s.options({
      enabled: s.flag(),
      detect: s.section({ header: s.headerName() }).describe("Response header that says that the fallback answered."),
    }),
    headers: s.headers().describe("Sent with every request. { from-env: NAME } for secrets."),
    query: s
      .query()
      .describe("Added to the URL of every request, for example api-version. { from-env: NAME } for secrets."),
    auth: z.union(
      [
        z.literal("none"),
        s.options({
          header: s.headerName().describe("Default Authorization."),
          scheme: z
            .string("must be text")
            .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{0,64}$/, "must be one word, or empty to send the bare key")
            .describe("Default Bearer; empty sends the bare key."),
        }),
      ],
      "must be none or { header, scheme }",
    ),
    env: s
      .variables()
      .describe(
        "Variables that belong to this release: NAME: value, compared by digest; null or a list of names: not compared.",
      ),
    "request-templates": s
      .options(s.each(FAMILIES, s.path()))
      .describe("JSON files with the request bodies that the application sends."),
    "extra-fields": s
      .listOf(s.matching(/^[\w.-]{1,100}$/, "must be the name of a field"))
      .describe("Fields of request templates that are the gateway's own, and no finding."),
    "template-values": z
      .record(
        s.matching(/^[^{}<>"\s](?:[^{}<>"]{0,98}[^{}<>"\s])?$/, "must be the name of a variable"),
        z.json(),
        "must be a section of names and values",
      )
      .describe(
        "Values for the variables of request templates, by name, for what the gate sends; neither recorded nor compared.",
      ),
    "feature-flag": s.section({
      name: s.filledText(),
      value: flagValue(),
      "rollback-value": flagValue(),
    }),
    traffic: s.section({
      control: s.filledText().describe("Name of the router or canary control."),
      weight: z
        .number("must be a number from 0 to 100")
        .min(0, "must be a number from 0 to 100")
        .max(100, "must be a number from 0 to 100"),
    }),
  })
  .describe("The configuration about to ship.");

import { z } from "zod";
import * as s from "./words.ts";

/** When a report is made (product.md, `summary`, `comment`, `issue`). */
export const WHEN_TO_REPORT = ["always", "on-failure", "never"] as const;

/** Longest name of a label, and most assignees of an issue, that GitHub takes. */
const LONGEST_LABEL = 50;
const MOST_ASSIGNEES = 10;

/** GitHub's list of issues is filtered by labels that are separated by commas, so none can be in a name. */
const LABEL_NAME = new RegExp(`^(?=.*\\S)[^,\\p{Cc}\\p{Cf}]{1,${LONGEST_LABEL}}$`, "u");

/** A login: letters, digits, hyphens, and the underscore of managed users; 39 characters are GitHub's limit. */
const LOGIN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/;

const labelName = () => {
  const says = `must be the name of a label: 1 to ${LONGEST_LABEL} characters on one line, without a comma`;
  return z.string(says).regex(LABEL_NAME, says);
};

const login = () => {
  const says = "must be a login, without @";
  return z.string(says).regex(LOGIN, says);
};

/** The section, and what a word alone stands for. */
interface IssueSection {
  readonly when?: (typeof WHEN_TO_REPORT)[number] | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly assignees?: readonly string[] | undefined;
}

/** The `issue:` key: when alone, or a section that says how the issue is filed as well. */
export const IssueSchema = z
  .union(
    [
      s.oneOf(WHEN_TO_REPORT),
      s.section({
        when: s.oneOf(WHEN_TO_REPORT).optional(),
        labels: s
          .listOf(labelName())
          .optional()
          .describe("Default [release-gate]. The first one is what the issue is found again by."),
        assignees: z
          .array(login(), "must be a list")
          .max(MOST_ASSIGNEES, `must have at most ${MOST_ASSIGNEES} entries`)
          .optional()
          .describe("Logins; the only people whom an issue notifies by name."),
      }),
    ],
    "must be always, on-failure or never, or a section with when, labels and assignees",
  )
  .describe("When an issue is opened, updated and closed; one per name and environment.")
  .transform((issue): IssueSection => (typeof issue === "string" ? { when: issue } : issue));

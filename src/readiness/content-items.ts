/** Items about what is sent and what is logged, judged by the checks of this run. */
import type { Finding } from "../evidence/finding.ts";
import { LEAK_RULES } from "../evidence/request-template.ts";
import { checked, type ItemRule, missing, notTested } from "./item.ts";

const LEAKS: readonly string[] = LEAK_RULES;

/** No real prompt, personal data or secret is in what the gate sends as a test. */
export const payload: ItemRule = ({ template, probes }, { checks }) => {
  const check = checks.find(({ id }) => id === "template");
  const leaks = (check?.findings ?? []).filter(({ rule, severity }) => LEAKS.includes(rule) && severity !== "advisory");
  if (leaks.length > 0)
    return missing(`${kinds(leaks)} in the request template`, "Take it out; the finding names file and line.");
  const own =
    (template?.templates.length ?? 0) > 0
      ? "of the request template only the fields are sent, with a harmless prompt"
      : "only the gate's own harmless prompt is sent";
  return checked(
    [
      own,
      ...(check === undefined ? [] : ["the template check found no secret and no personal data"]),
      ...(probes.some(({ id }) => id === "app") ? ["the body of the app probe is sent as the gate file has it"] : []),
    ].join("; "),
  );
};

function kinds(findings: readonly Finding[]): string {
  return [...new Set(findings.map(({ rule }) => rule.replace("-", " ")))].join(" and ");
}

/** Logs hold no authorization header and no body: what the log check of this run says. */
export const redaction: ItemRule = (_settings, { checks }) => {
  const check = checks.find(({ id }) => id === "logs");
  if (check?.result === "pass") return checked("the log check passed");
  if (check?.result === "fail")
    return missing("the log check failed", "See its findings, disable raw body logging and verify the redaction.");
  return notTested("no log check in this run");
};

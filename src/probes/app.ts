import { judgeAnswer } from "./app-answer.ts";
import { jobOutcome } from "./app-job.ts";
import { appRequest } from "./app-request.ts";
import { judgeExchange } from "./judge.ts";
import { type AppAsking, type LiveProbe, liveProbe, type Probe, prompt } from "./probe.ts";

/** The application, where it runs this release: each route is a probe of its own. */
export const probe: LiveProbe = ({ app }) => app.map(appProbe);

/**
 * A route of the deployed service (release-and-rollback-checklist, steps 1, 2, 5 and 6): the only probe that sees what users
 * see. Nothing of its answer is kept but status, id, and the names of what was not as expected.
 */
export function appProbe({ route, release, runId }: AppAsking): Probe {
  const { until } = route;
  const steps: Probe["steps"] = function* ({ nonce, adaptations }) {
    const words = { prompt: prompt(nonce), nonce, "gate-code": nonce, "run-id": runId };
    const comparison = { release, code: nonce };
    const first = yield appRequest(route, words);
    const outcome =
      until === undefined
        ? judgeExchange(first, (answer) => judgeAnswer(answer, route, comparison))
        : yield* jobOutcome(first, { ...route, until }, words, comparison);
    return { outcome, adaptations };
  };
  return liveProbe("app", steps, { case: route.name });
}

/** The workflow that `init` writes: the gate, and a deployment that waits for it. */
import type { Workflows } from "./init-workflows.ts";

/** The secret that the documentation names. */
const DEFAULT_SECRET = "COMETAPI_KEY";

/** A key of another provider belongs to its base URL and to no other. */
function keyComment({ secret, otherSecrets }: Workflows): string {
  const [other] = otherSecrets;
  if (secret !== null || other === undefined) return "";
  return `# Your workflows use secrets.${other}. It belongs to its provider: name it only together with that base-url.\n          `;
}

/** Templates that the gate file names are checked where the probe is selected. */
const probes = (checksTemplates: boolean) => (checksTemplates ? "          probes: smoke, template\n" : "");

function deployComment({ deploy }: Workflows): string {
  if (deploy === null) return "";
  return `      # Seen in ${deploy.file}: the job ${deploy.job}. Move it here, or give it the needs and the if of this one.\n`;
}

/**
 * Text of `.github/workflows/release-gate.yml`; the restore job is a comment until there is a record to go back to.
 * @param checksTemplates the gate file names request templates
 */
export const initialWorkflow = (
  workflows: Workflows,
  checksTemplates: boolean,
) => `# May this change to the LLM-API integration ship? Only a decision to proceed deploys.
name: release gate
on:
  push:
    branches: [main]
  workflow_dispatch:

# Every job asks for what it needs and for nothing else.
permissions: {}

# Two releases never overtake each other, and a running one is not cut off.
concurrency:
  group: release-gate
  cancel-in-progress: false

jobs:
  gate:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      contents: read
      # With known-good: deployments add
      # deployments: read
    outputs:
      decision: \${{ steps.gate.outputs.decision }}
      rollback-needed: \${{ steps.gate.outputs.rollback-needed }}
      known-good-config: \${{ steps.gate.outputs.known-good-config }}
    steps:
      - uses: actions/checkout@v7
        with:
          persist-credentials: false
      - id: gate
        uses: OWNER/cometapi-release-gate@v1
        with:
          ${keyComment(workflows)}api-key: \${{ secrets.${workflows.secret ?? DEFAULT_SECRET} }}
          model: \${{ vars.COMETAPI_MODEL }}
${probes(checksTemplates)}          # With an environment the run is a release: the way back is judged as well.
          # environment: production
          # known-good: none
          # true where this configuration already serves users; restore jobs need it.
          # live: true
      - uses: actions/upload-artifact@v7
        if: always()
        with:
          name: release-gate
          path: \${{ runner.temp }}/release-gate

  deploy:
    needs: gate
    # Never != 'rollback': a hold must not deploy either.
    if: \${{ needs.gate.outputs.decision == 'proceed' }}
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions: {}
    steps:
${deployComment(workflows)}      - run: echo "deploy here"

  # The way back, once known-good names a record and live is true: it runs although the gate failed.
  # restore:
  #   needs: gate
  #   if: \${{ !cancelled() && needs.gate.outputs.rollback-needed == 'true' }}
  #   runs-on: ubuntu-latest
  #   timeout-minutes: 15
  #   permissions: {}
  #   steps:
  #     - env:
  #         CONFIG: \${{ needs.gate.outputs.known-good-config }}
  #       run: echo "put back $CONFIG here"
`;

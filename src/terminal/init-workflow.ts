/**
 * Text of `.github/workflows/release-gate.yml`, which `init` writes: gate, evidence, deployment, and the restore job as a
 * comment until there is a record to go back to.
 */
export const INITIAL_WORKFLOW = `# May this change to the LLM-API integration ship? Only a decision to proceed deploys.
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
          api-key: \${{ secrets.COMETAPI_KEY }}
          model: \${{ vars.COMETAPI_MODEL }}
          # With an environment the run is a release: the way back is judged as well.
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
      - run: echo "deploy here"

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

export const id=684;export const ids=[684];export const modules={3651:(e,t,o)=>{o.d(t,{Kp:()=>factLines,LV:()=>wrap,Q4:()=>columnWidths,Zu:()=>fixed,jC:()=>padded,oR:()=>joined,qz:()=>widthOf,rM:()=>hanging});var a=o(8314);var n=o(8692);var r=o(5263);const s=2;const i=4;function widthOf(e){return(0,a.A)(e)}function padded(e,t){return e+" ".repeat(Math.max(0,t-widthOf(e)))}function fixed(e,t){if(widthOf(e)<=t)return padded(e,t);let o="";for(const{segment:a}of new Intl.Segmenter().segment(e)){if(widthOf(o+a)>t-1)break;o+=a}return padded(`${o}…`,t)}function wrap(e,t,o=r.ZS){const a=(0,r.pj)(e).replace(/ +/g," ");return(0,n.A)(a,o-t,{hard:true}).split("\n").map(e=>" ".repeat(t)+e)}function hanging(e,t,o=r.ZS){const[a="",...n]=wrap(t,widthOf(e),o);return[e+a.trimStart(),...n]}const l=16;const h=60;function factLines(e,t){const o=Math.min(l,Math.max(0,...e.map(([e])=>widthOf(e))));return e.flatMap(([e,a])=>{if(t<h)return[`  ${e}`,...wrap(a,4,t)];if(widthOf(e)>o)return[`  ${e}`,...wrap(a,o+4,t)];return hanging(`  ${padded(e,o)}  `,a,t)})}function columnWidths(e,t){const o=e[0]?.length??0;const a=Array.from({length:o},(t,o)=>Math.max(i,...e.map(e=>widthOf(e[o]??""))));const n=r.ZS-t-s*Math.max(0,o-1);while(a.reduce((e,t)=>e+t,0)>n&&Math.max(...a)>i){const e=a.indexOf(Math.max(...a));a[e]=Math.max(...a)-1}return a}function joined(e){return e.join(" ".repeat(s)).trimEnd()}},4684:(e,t,o)=>{o.r(t);o.d(t,{init:()=>init});var a=o(3024);var n=o(6760);var r=o(3651);var s=o(3924);const i="https://raw.githubusercontent.com/OWNER/cometapi-release-gate/v1/schema/release-gate.schema.json";const l=`# yaml-language-server: $schema=${i}
#
# What is released, and by which policy it is judged. Everything is optional; an unknown key is an error.
# A line that begins with "#key" is a setting that is switched off: remove the # to use it.
# After every change:  cometapi-release-gate validate    About a trigger:  cometapi-release-gate explain TRIGGER
version: 1

# Which integration this is; default the repository's name. Records, comments and issues are keyed by it.
#name: checkout-assistant

# The configuration about to ship: recorded, compared with the known-good release, part of the rollback plan.
# Inputs of the workflow win over this section. Never write a key here, only where it lives.
#release:
  # With an environment the run is a release: the way back is judged as well.
#  environment: production
  # The model identifier that the application sends. <MODEL_ID> itself is refused.
#  model: your-model-id
  # A host other than api.cometapi.com must be listed in the input allowed-hosts as well.
#  base-url: https://api.cometapi.com/v1
#  api-key-ref: secrets.COMETAPI_KEY
  # How the key travels; auth: none for an endpoint without a key.
#  auth: { header: Authorization, scheme: Bearer }
  # Labels of the deployment, the configuration and the secret.
#  deployment-version: 2026.11.20-1
#  config-version: "42"
#  secret-version: "7"
  # The application's own settings; they do not steer the gate.
#  timeout: 30s
#  retry: { max-attempts: 2, on: [429, 503] }
  # The response header that says that the fallback answered; without it the fallback triggers see nothing.
#  fallback: { enabled: true, detect: { header: x-fallback-used } }
  # Sent with every request; { from-env: NAME } for secrets, with NAME in the input allowed-env.
#  headers: { x-team: checkout }
  # Added to the URL of every request, in the same way.
#  query: { api-version: 2026-10-01 }
  # Names of the variables that belong to this release.
#  env: [COMETAPI_BASE_URL, COMETAPI_MODEL]
  # The request bodies that the application sends; checked by the probe template.
#  request-templates: { chat-completions: prompts/chat.json, responses: prompts/responses.json }
#  feature-flag: { name: llm-v2, value: on, rollback-value: off }
#  traffic: { control: edge-router/llm-canary, weight: 10 }

# Where the previous verified release is recorded: file:PATH, git:REF, deployments, or none (nothing to go back to yet).
#known-good: none

# When to probe the known-good release too, in the same run: would going back help? always, on-failure or never.
#rehearse: on-failure

# The pre-flight list. Once it is here, an item that is neither filled nor { waived: why } is a hold.
#readiness:
#  change-owner: "@team-llm"
#  rollback-owner: "@oncall"
#  rollback-approver: "@release-captain"
#  alert-owner: "@oncall"
#  alerts:
#    authentication: https://grafana.example/a/1
#    timeouts: https://grafana.example/a/2
#    errors: https://grafana.example/a/3
#    parser: https://grafana.example/a/4
#    fallback: https://grafana.example/a/5
#    latency: { waived: no objective yet }
#    backlog: { waived: the service has no queue }
#  dashboard: https://grafana.example/d/llm
#  support: https://apidoc.cometapi.com/support/help-center
#  channel: "#release-llm"

# Attempts at the first look, the failure rate that you accept, the pause before the second look.
#sampling: { samples: 5, tolerate: 5%, settle: 10s }

# One attempt as a whole, and its phases.
#timeouts: { attempt: 60s, connect: 10s, first-byte: 30s, idle: 20s }

# The whole run.
#limits: { deadline: 5m, max-requests: 200, concurrency: 8 }

# Configures probes; which of them run is the workflow's input probes (default smoke).
#probes:
  # A limit of your own in place of the computed one.
#  chat: { max-failures: 2 of 10 }
  # Which invalid requests are sent.
#  error-path: { cases: [missing-field, unknown-model] }
  # A rule of the request templates that does not apply to one field.
#  template: { waive: [{ rule: out-of-range, field: temperature, why: the gateway scales it }] }

# What a fired trigger asks for: advisory, hold or rollback.
#triggers:
#  empty-output: { severity: hold }
#  slow-rate: { latency-objective: 3s }

# What fails the step: hold (hold and rollback), rollback, or never (shadow mode).
#fail-on: hold

# When the job summary is written: always, on-failure or never. The same words for comment and issue, which default to never.
#summary: always
`;const h=`# May this change to the LLM-API integration ship? Only a decision to proceed deploys.
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
      decision: $\{{ steps.gate.outputs.decision }}
      rollback-needed: $\{{ steps.gate.outputs.rollback-needed }}
      known-good-config: $\{{ steps.gate.outputs.known-good-config }}
    steps:
      - uses: actions/checkout@v7
        with:
          persist-credentials: false
      - id: gate
        uses: OWNER/cometapi-release-gate@v1
        with:
          api-key: $\{{ secrets.COMETAPI_KEY }}
          model: $\{{ vars.COMETAPI_MODEL }}
          # With an environment the run is a release: the way back is judged as well.
          # environment: production
          # known-good: none
          # true where this configuration already serves users; restore jobs need it.
          # live: true
      - uses: actions/upload-artifact@v7
        if: always()
        with:
          name: release-gate
          path: $\{{ runner.temp }}/release-gate

  deploy:
    needs: gate
    # Never != 'rollback': a hold must not deploy either.
    if: $\{{ needs.gate.outputs.decision == 'proceed' }}
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions: {}
    steps:
      - run: echo "deploy here"

  # The way back, once known-good names a record and live is true: it runs although the gate failed.
  # restore:
  #   needs: gate
  #   if: $\{{ !cancelled() && needs.gate.outputs.rollback-needed == 'true' }}
  #   runs-on: ubuntu-latest
  #   timeout-minutes: 15
  #   permissions: {}
  #   steps:
  #     - env:
  #         CONFIG: $\{{ needs.gate.outputs.known-good-config }}
  #       run: echo "put back $CONFIG here"
`;var c=o(9445);const d=[{path:".github/release-gate.yml",text:l},{path:".github/workflows/release-gate.yml",text:h}];function init({switches:e},t){const o=d.map(({path:e,text:o})=>write(e,o,t.workingDirectory));const a=rootWarning(t.workingDirectory);(0,c.cv)(t,e.has("json"),"init",{files:o,warning:a},()=>report(o,a,t));return o.every(({state:e})=>e==="written")?c.dc.proceed:c.dc.hold}function write(e,t,o){const r=(0,n.join)(o,e);try{if((0,a.existsSync)(r.replace(/\.yml$/,".yaml")))return{path:e,state:"exists",code:null};(0,a.mkdirSync)((0,n.dirname)(r),{recursive:true});(0,a.writeFileSync)(r,t,{flag:"wx"});return{path:e,state:"written",code:null}}catch(o){const t=(0,s.C)(o);return t==="EEXIST"&&(0,a.existsSync)((0,n.dirname)(r))&&(0,a.existsSync)(r)?{path:e,state:"exists",code:null}:{path:e,state:"failed",code:t}}}function rootWarning(e){if((0,a.existsSync)((0,n.join)(e,".git")))return null;return"This folder is not the root of a git repository (there is no .git here). GitHub reads .github/ at the root only: move the files there if this is not it."}const u={written:{word:"wrote ",tone:"good"},exists:{word:"exists",tone:"warn"},failed:{word:"failed",tone:"bad"}};function report(e,t,o){const a=(0,c.ev)(o);const n=(0,c.PL)(o);const s=e.map(({path:e,state:t,code:o})=>{const n=t==="exists"?" (left as it is)":o===null?"":` (${o})`;const{word:r,tone:s}=u[t];return`${a[s](r)}  ${e}${n}`});const i=t===null?[]:["",...(0,r.LV)(t,0,n).map(a.warn)];return[...s,...i,"",a.bold("Next steps"),...steps(o.program,n)].join("\n")}function steps(e,t){const o=[["Store the provider key as the secret COMETAPI_KEY:","gh secret set COMETAPI_KEY"],["Name the model in the variable COMETAPI_MODEL:","gh variable set COMETAPI_MODEL --body your-model-id"],["In the workflow replace OWNER by the account that publishes the action, and the deploy step by your own:",".github/workflows/release-gate.yml"],["Check the files, without key and network:",`${e} validate`],["Ask your endpoint what it speaks, with COMETAPI_KEY set:",`${e} doctor --model your-model-id`]];return o.flatMap(([e,o],a)=>[...(0,r.rM)(`  ${a+1}. `,e,t),`     ${o}`])}},3924:(e,t,o)=>{o.d(t,{C:()=>errorCode});function errorCode(e){const t=typeof e==="object"&&e!==null&&"code"in e?e.code:null;return typeof t==="string"?t:"unknown error"}}};
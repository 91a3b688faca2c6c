export const id=560;export const ids=[560];export const modules={3651:(e,t,a)=>{a.d(t,{LV:()=>wrap,Q4:()=>columnWidths,Zu:()=>fixed,jC:()=>padded,oR:()=>joined,qz:()=>widthOf});var o=a(8314);var r=a(8692);var n=a(5263);const s=2;const i=4;function widthOf(e){return(0,o.A)(e)}function padded(e,t){return e+" ".repeat(Math.max(0,t-widthOf(e)))}function fixed(e,t){if(widthOf(e)<=t)return padded(e,t);let a="";for(const{segment:o}of new Intl.Segmenter().segment(e)){if(widthOf(a+o)>t-1)break;a+=o}return padded(`${a}…`,t)}function wrap(e,t,a=n.Z){const o=(0,n.p)(e).replace(/ +/g," ");return(0,r.A)(o,a-t,{hard:true}).split("\n").map(e=>" ".repeat(t)+e)}function columnWidths(e,t){const a=e[0]?.length??0;const o=Array.from({length:a},(t,a)=>Math.max(i,...e.map(e=>widthOf(e[a]??""))));const r=n.Z-t-s*Math.max(0,a-1);while(o.reduce((e,t)=>e+t,0)>r&&Math.max(...o)>i){const e=o.indexOf(Math.max(...o));o[e]=Math.max(...o)-1}return o}function joined(e){return e.join(" ".repeat(s)).trimEnd()}},5560:(e,t,a)=>{a.d(t,{init:()=>init});var o=a(3024);var r=a(6760);var n=a(3429);var s=a(7533);const i="https://raw.githubusercontent.com/OWNER/cometapi-release-gate/v1/schema/release-gate.schema.json";const l=`# yaml-language-server: $schema=${i}
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
  # Names of the variables that belong to this release.
#  env: [COMETAPI_BASE_URL, COMETAPI_MODEL]
  # The request bodies that the application sends; checked by the probe template.
#  request-templates: { chat-completions: prompts/chat.json, responses: prompts/responses.json }
#  feature-flag: { name: llm-v2, value: on, rollback-value: off }
#  traffic: { control: edge-router/llm-canary, weight: 10 }

# Where the previous verified release is recorded: file:PATH, git:REF, deployments, or none (nothing to go back to yet).
#known-good: none

# Probe the known-good release too, in the same run: is there a way back, and would it help?
#rehearse: false

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
#  template: { waive: [{ rule: deprecated-field, field: max_tokens, why: the gateway needs it }] }

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
`;var c=a(9795);var d=a(9445);const u=[{path:".github/release-gate.yml",text:l},{path:".github/workflows/release-gate.yml",text:h}];function init({switches:e},t){const a=u.map(({path:e,text:a})=>write(e,a,t.workingDirectory));const o=rootWarning(t.workingDirectory);if(e.has("json"))(0,d.Q2)(t,{schema:"cometapi-release-gate/init",version:1,files:a,warning:o});else(0,d.yy)(t,report(a,o,t));return a.every(({state:e})=>e==="written")?s.d.proceed:s.d.hold}function write(e,t,a){const s=(0,r.join)(a,e);try{(0,o.mkdirSync)((0,r.dirname)(s),{recursive:true});(0,o.writeFileSync)(s,t,{flag:"wx"});return{path:e,state:"written",code:null}}catch(a){const t=(0,n.isNativeError)(a)&&"code"in a?String(a.code):"unknown error";return t==="EEXIST"&&(0,o.existsSync)((0,r.dirname)(s))&&(0,o.existsSync)(s)?{path:e,state:"exists",code:null}:{path:e,state:"failed",code:t}}}function rootWarning(e){if((0,o.existsSync)((0,r.join)(e,".git")))return null;return"This folder is not the root of a git repository (there is no .git here). GitHub reads .github/ at the root only: move the files there if this is not it."}const p={written:"wrote ",exists:"exists",failed:"failed"};function report(e,t,a){const o=(0,d.ev)(a);const r=(0,d.PL)(a);const n={written:o.good,exists:o.warn,failed:o.bad};const s=e.map(({path:e,state:t,code:a})=>{const o=t==="exists"?" (left as it is)":a===null?"":` (${a})`;return`${n[t](p[t])}  ${e}${o}`});const i=t===null?[]:["",...(0,c.F)(t,0,r).map(o.warn)];return[...s,...i,"",o.bold("Next steps"),...steps(a.program,r)].join("\n")}function steps(e,t){const a=[["Store the provider key as the secret COMETAPI_KEY:","gh secret set COMETAPI_KEY"],["Name the model in the variable COMETAPI_MODEL:","gh variable set COMETAPI_MODEL --body your-model-id"],["In the workflow replace OWNER by the account that publishes the action, and the deploy step by your own:",".github/workflows/release-gate.yml"],["Check the files, without key and network:",`${e} validate`],["Ask your endpoint what it speaks, with COMETAPI_KEY set:",`${e} doctor --model your-model-id`]];return a.flatMap(([e,a],o)=>{const[r="",...n]=(0,c.F)(e,5,t);return[`  ${o+1}. ${r.trimStart()}`,...n,`     ${a}`]})}},9795:(e,t,a)=>{a.d(t,{F:()=>paragraph,K:()=>factLines});var o=a(3651);const r=16;const n=60;function paragraph(e,t,a){return(0,o.LV)(e,t,a)}function factLines(e,t){const a=Math.min(r,Math.max(0,...e.map(([e])=>(0,o.qz)(e))));return e.flatMap(([e,r])=>{if(t<n)return[`  ${e}`,...paragraph(r,4,t)];const[s="",...i]=paragraph(r,a+4,t);return(0,o.qz)(e)<=a?[`  ${(0,o.jC)(e,a)}  ${s.trimStart()}`,...i]:[`  ${e}`,s,...i]})}}};
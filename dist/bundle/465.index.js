export const id=465;export const ids=[465];export const modules={3651:(e,t,s)=>{s.d(t,{Kp:()=>factLines,LV:()=>wrap,Q4:()=>columnWidths,Zu:()=>fixed,jC:()=>padded,oR:()=>joined,qz:()=>widthOf,rM:()=>hanging});var n=s(8314);var o=s(8692);var i=s(5263);const r=2;const a=4;function widthOf(e){return(0,n.A)(e)}function padded(e,t){return e+" ".repeat(Math.max(0,t-widthOf(e)))}function fixed(e,t){if(widthOf(e)<=t)return padded(e,t);let s="";for(const{segment:n}of new Intl.Segmenter().segment(e)){if(widthOf(s+n)>t-1)break;s+=n}return padded(`${s}…`,t)}function wrap(e,t,s=i.ZS){const n=(0,i.pj)(e).replace(/ +/g," ");return(0,o.A)(n,s-t,{hard:true}).split("\n").map(e=>" ".repeat(t)+e)}function hanging(e,t,s=i.ZS){const[n="",...o]=wrap(t,widthOf(e),s);return[e+n.trimStart(),...o]}const l=16;const c=60;function factLines(e,t){const s=Math.min(l,Math.max(0,...e.map(([e])=>widthOf(e))));return e.flatMap(([e,n])=>{if(t<c)return[`  ${e}`,...wrap(n,4,t)];if(widthOf(e)>s)return[`  ${e}`,...wrap(n,s+4,t)];return hanging(`  ${padded(e,s)}  `,n,t)})}function columnWidths(e,t){const s=e[0]?.length??0;const n=Array.from({length:s},(t,s)=>Math.max(a,...e.map(e=>widthOf(e[s]??""))));const o=i.ZS-t-r*Math.max(0,s-1);while(n.reduce((e,t)=>e+t,0)>o&&Math.max(...n)>a){const e=n.indexOf(Math.max(...n));n[e]=Math.max(...n)-1}return n}function joined(e){return e.join(" ".repeat(r)).trimEnd()}},2465:(e,t,s)=>{s.r(t);s.d(t,{init:()=>init});var n=s(3024);var o=s(6760);var i=s(3651);var r=s(3924);const a="https://raw.githubusercontent.com/OWNER/cometapi-release-gate/v1/schema/release-gate.schema.json";const l=`# yaml-language-server: $schema=${a}
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
  # The deployed service's own route: its answer, its version, no error of the provider passed on.
#  app: { url: https://app.example/api/chat, body: { message: "{{prompt}}" } }
  # JUnit XML that the tests of your own client left: counted, and a test that failed is the service's behaviour.
#  results: { files: ["reports/*.xml"] }
  # Logs that an earlier step exported: required fields, the version that served, no key and no prompt.
#  logs: { files: ["logs/*.jsonl"] }

# The deployed service is waited for before anything is judged: after a deployment, and after a rollback.
#ready:
#  within: 3m
#  url: https://app.example/healthz

# What a fired trigger asks for: advisory, hold or rollback.
#triggers:
#  empty-output: { severity: hold }
#  slow-rate: { latency-objective: 3s }

# What fails the step: hold (hold and rollback), rollback, or never (shadow mode).
#fail-on: hold

# When the job summary is written: always, on-failure or never. The same words for comment and issue, which default to never.
#summary: always
`;function initialGateFile(e){return e.reduce(withSighting,l)}function withSighting(e,{section:t,key:s,value:n,from:o,certain:i}){const r=e.search(new RegExp(`^#?${t}:`,"m"));const[a=""]=e.slice(r).split("\n\n");const l=new RegExp(`^#  ${s}:.*$`,"m");if(!l.test(a)||a.includes(seen(t,s)))return e;const c=`  ${seen(t,s)} in ${o}.
${i?"":"#"}  ${s}: ${n}`;const u=a.replace(l,()=>c);const p=i?u.replace(/^#/,""):u;return`${e.slice(0,r)}${p}${e.slice(r+a.length)}`}const seen=(e,t)=>`# ${e}.${t} was seen`;var c=s(5666);var u=s(8815);var p=s(4636);const d=2e4;const f=7;const h=256*1024;const m=2e3;const g=new Set("node_modules vendor dist build out target bin obj venv env __pycache__ coverage tmp Pods site-packages".split(" "));const w=[".github"];const y=/^[\w.@()[\]+-]{1,100}$/;const v=/(?=[A-Za-z]*\d)[A-Za-z0-9]{20}/;function isRandom(e){return v.test(e)||(0,p.bp)(e)}function repositoryAt(e){const t=[];let s=0;let n=[""];for(let i=0;i<=f&&n.length>0;i+=1){const i=[];for(const r of n){const n=listed((0,o.join)(e,r),d-s);s+=n.length;for(const{name:e,kind:s}of n)(s==="file"?t:i).push(r===""?e:`${r}/${e}`)}n=i}const i=new Set(t);const r=new Map;const text=t=>{if(!i.has(t))return null;if(!r.has(t)&&r.size<m)r.set(t,textAt((0,o.join)(e,t)));return r.get(t)??null};return{files:t,text}}function listed(e,t){const s=[];try{const o=(0,n.opendirSync)(e);try{for(let e=0;e<t;e+=1){const e=o.readSync();if(e===null)break;const{name:t}=e;if(!y.test(t)||isRandom(t))continue;if(e.isFile())s.push({name:t,kind:"file"});else if(e.isDirectory()&&isOurs(t))s.push({name:t,kind:"folder"})}}finally{o.closeSync()}}catch{}return s.sort((e,t)=>e.name<t.name?-1:1)}const isOurs=e=>!g.has(e)&&(!e.startsWith(".")||w.includes(e));function textAt(e){try{const t=(0,n.openSync)(e,n.constants.O_RDONLY|(n.constants.O_NOFOLLOW??0)|(n.constants.O_NONBLOCK??0));try{const e=(0,n.fstatSync)(t);return e.isFile()&&e.size<=h?(0,n.readFileSync)(t,"utf8"):null}finally{(0,n.closeSync)(t)}}catch{return null}}function parsed(e){try{return(0,c.qF)(e)??(0,u.qg)(e,{maxAliasCount:20,logLevel:"silent"})}catch{return null}};const b=[{files:/(?:^|\/)(?:pytest\.ini|tox\.ini|setup\.cfg|pyproject\.toml|Makefile|noxfile\.py)$/,says:/--junit-?xml[= ]["']?([\w./-]{1,100}\.xml)/},{files:/(?:^|\/)(?:Makefile|Taskfile\.ya?ml|[\w-]+\.ya?ml)$/,says:/gotestsum[^\n]{0,200}--junitfile[= ]([\w./-]{1,100}\.xml)/},{files:/(?:^|\/)(?:Makefile|[\w-]+\.ya?ml)$/,says:/go-junit-report[^\n]{0,200}(?:-out[= ]|> ?)([\w./-]{1,100}\.xml)/},{files:/(?:^|\/)\.github\/workflows\/[\w-]+\.ya?ml$/,says:/--junit-?xml[= ]["']?([\w./-]{1,100}\.xml)/},{files:/(?:^|\/)(?:vite|vitest|playwright)\.config\.[cm]?[jt]s$/,says:/junit[\s\S]{0,200}?outputFile[^"'`]{0,60}["'`]([\w./-]{1,100}\.xml)["'`]/},{files:/(?:^|\/)jest\.config\.[cm]?[jt]s$/,says:/jest-junit/,path:"junit.xml"},{files:/(?:^|\/)\.rspec$/,says:/RspecJunitFormatter[\s\S]{0,100}?--out[= ]([\w./-]{1,100}\.xml)/},{files:/(?:^|\/)pom\.xml$/,says:/<project/,path:"target/surefire-reports/*.xml"},{files:/(?:^|\/)build\.gradle(?:\.kts)?$/,says:/test/i,path:"build/test-results/test/*.xml"},{files:/\.csproj$/,says:/JunitXml\.TestLogger/i,path:"TestResults/*.xml"}];const $=String.raw`((?:\.{0,2}\/)?[\w.-]{1,40}(?:\/[\w.-]{1,40}){0,5}\.(?:log|jsonl|ndjson))`;const k=[{files:/\.py$/,says:new RegExp(`(?:FileHandler\\(|filename["']?\\s?[:=])\\s{0,20}["']${$}["']`)},{files:/\.[cm]?[jt]s$/,says:new RegExp(`(?:filename|destination|dest)\\s?:\\s{0,20}["'\`]${$}["'\`]`)},{files:/(?:^|\/)(?:log4j2?|logback)[\w-]*\.(?:xml|ya?ml|properties)$/,says:new RegExp(`(?:<file>|[fF]ileName\\s?[:=]\\s?["']?)${$}`)},{files:/(?:^|\/)application[\w-]*\.properties$/,says:new RegExp(`logging\\.file\\.name\\s?=\\s?${$}`)},{files:/(?:^|\/)application[\w-]*\.ya?ml$/,says:new RegExp(`logging:[\\s\\S]{0,300}?file:\\s{1,20}name:\\s?${$}`)},{files:/\.go$/,says:new RegExp(`Filename:\\s{0,20}"${$}"`)},{files:/(?:^|\/)appsettings[\w.]*\.json$/,says:new RegExp(`"path"\\s?:\\s?"${$}"`)},{files:/(?:^|\/)config\/environments\/production\.rb$/,says:/Rails/,path:"log/production.log"}];function reportSightings(e){const t=jestJunit(e)??placeIn(e,b,folderOf);const s=placeIn(e,k,()=>"");const later=e=>`${e}; an earlier step of the job has to leave it there`;return[...t===null?[]:[sighting("results",t.path,later(t.from))],...s===null?[]:[sighting("logs",s.path,later(s.from))]]}const sighting=(e,t,s)=>({...{section:"probes",key:e,from:s,certain:false},value:`{ files: [${JSON.stringify(t)}] }`});function placeIn(e,t,s){for(const{files:n,says:o,path:i}of t)for(const t of e.files.filter(e=>n.test(e))){const n=o.exec(e.text(t)??"");const r=n===null?undefined:i??n[1];if(r!==undefined&&isBelow(r))return{path:`${s(t)}${r.replace(/^\.\//,"")}`,from:t}}return null}const folderOf=e=>e.startsWith(".github/")?"":e.slice(0,e.lastIndexOf("/")+1);const isBelow=e=>!e.startsWith("/")&&!e.split("/").includes("..")&&!isRandom(e);function jestJunit(e){for(const t of e.files.filter(e=>/(?:^|\/)package\.json$/.test(e))){const s=(0,c.qF)(e.text(t)??"");const n=(0,c.Gv)(s)?s["jest-junit"]:undefined;if(!(0,c.Gv)(n))continue;const{outputDirectory:o=".",outputName:i="junit.xml"}=n;const r=`${o}/${i}`.replace(/^(?:\.\/)+/,"");if(/^[\w./-]{1,150}$/.test(r)&&isBelow(r))return{path:`${folderOf(t)}${r}`,from:t}}return null};const x=["GET","POST"];const j=[{files:/\.(?:py|[cm]?[jt]s|go)$/,routes:/\b\w{1,40}\.(?<method>get|post)\(\s{0,20}["'`](?<path>\/[^"'`\s]{0,100})["'`]/gi},{files:/\.py$/,routes:/\.route\(\s{0,20}["'](?<path>\/[^"'\s]{0,100})["'][^)\n]{0,100}["'](?<method>POST)["']/g},{files:/\.go$/,routes:/\.HandleFunc\(\s{0,20}"(?:(?<method>GET|POST) )?(?<path>\/[^"\s]{0,100})"/g},{files:/\.(?:java|kt)$/,routes:/@(?<method>Get|Post)Mapping\((?:value = )?"(?<path>\/[^"\s]{0,100})"/g},{files:/\.cs$/,routes:/\.Map(?<method>Get|Post|HealthChecks)\(\s{0,20}"(?<path>\/[^"\s]{0,100})"/g},{files:/(?:^|\/)config\/routes\.rb$/,routes:/^\s{0,40}(?<method>get|post)\s?\(?\s?["'](?<path>\/?[^"'\s]{1,100})["']/gm}];const O=[/^(?:.*\/)?app\/(?<path>.*api\/.*)\/route\.[jt]sx?$/,/^(?:.*\/)?pages\/(?<path>api\/.*?)(?:\/index)?\.[jt]sx?$/];const E=/(?:@RequestMapping\((?:value = )?|APIRouter\([^)\n]{0,100}prefix ?= ?)["'](\/[^"'\s]{0,100})["']/;const M=/(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/;const S=/(?:^|\/)Dockerfile[\w.-]*$/;const A=/(?:^|\/)(?:openapi|swagger)[\w.-]*\.(?:json|ya?ml)$/;const T=/(?:^|[/._-])(?:tests?|__tests__|specs?|fixtures?|mocks?|examples?|stories)(?=[/._-])/i;const I=/chat|complet|messages?|assistant|\bask\b|prompt|generat|answer|\bllm\b|respon[ds]/i;const L=/(?:^|\/)(?:health(?:[-_]?(?:z|check))?|ready(?:z)?|readiness|live(?:z|ness)?|up|ping|status)\/?$/i;const R=/^\/[\w./-]{0,100}$/;function routeSightings(e){const t=portsOf(e);const s=[...containers(e),...described(e),...written(e)].filter(({path:e})=>R.test(e)&&!isRandom(e));const n=s.find(({method:e,path:t})=>e==="POST"&&I.test(t));const o=s.find(({method:e,path:t})=>e==="GET"&&L.test(t));const[i]=t;const r=i===undefined?"":`http://127.0.0.1:${i.number}`;const a=i===undefined?"the input app-url says where it is deployed":`the port is that of ${i.from}`;const guess=({from:e})=>({from:`${e}; ${a}`,certain:false});return[...n===undefined?[]:[{...guess(n),...{section:"probes",key:"app"},value:`{ url: ${r}${n.path}, body: { message: "{{prompt}}" } }`}],...o===undefined?[]:[{...guess(o),...{section:"ready",key:"url"},value:`${r}${o.path}`}]]}const filesLike=({files:e},t)=>e.filter(e=>t.test(e)&&!T.test(e));function containers(e){const t=/https?:\/\/[\w.-]{1,100}(?::\d{1,5})?(\/[\w./-]{0,100})/;const inFile=(e,s)=>{const n=t.exec(s)?.[1];return n===undefined?[]:[{method:"GET",path:n,from:`the health check in ${e}`}]};return[...filesLike(e,M).flatMap(t=>servicesIn(e.text(t)).flatMap(({healthcheck:e})=>inFile(t,JSON.stringify(e??"")))),...filesLike(e,S).flatMap(t=>inFile(t,/^HEALTHCHECK[^\n]*(?:\\\n[^\n]*){0,5}/m.exec(e.text(t)??"")?.[0]??""))]}function portsOf(e){const t=filesLike(e,M).flatMap(t=>servicesIn(e.text(t)).flatMap(({ports:e,build:s})=>{const n=s===undefined||!Array.isArray(e)?[]:e;return n.flatMap(e=>{const s=(0,c.Gv)(e)?`${e.published}:`:String(e);const n=/(?:^|:)(\d{2,5}):/.exec(s)?.[1];return n===undefined?[]:[{number:n,from:t}]})}));const s=filesLike(e,S).flatMap(t=>{const s=/^EXPOSE[ \t]+(\d{2,5})/m.exec(e.text(t)??"")?.[1];return s===undefined?[]:[{number:s,from:t}]});return[...t,...s]}function servicesIn(e){const t=parsed(e??"");return(0,c.Gv)(t)&&(0,c.Gv)(t.services)?Object.values(t.services).filter(c.Gv):[]}function described(e){return filesLike(e,A).flatMap(t=>{const s=parsed(e.text(t)??"");const n=(0,c.Gv)(s)&&(0,c.Gv)(s.paths)?Object.entries(s.paths):[];return n.flatMap(([e,s])=>{const has=e=>(0,c.Gv)(s)&&e in s;return x.filter(e=>has(e.toLowerCase())).map(s=>({method:s,path:e,from:t}))})})}function written(e){const t=e.files.flatMap(e=>{const t=O.map(t=>t.exec(e)?.groups?.path).find(e=>e!==undefined);if(t===undefined||T.test(e))return[];const s=`/${t.split("/").filter(e=>!/^\(.*\)$/.test(e)).join("/")}`;return x.map(t=>({method:t,path:s,from:e}))});const s=j.flatMap(({files:t,routes:s})=>filesLike(e,t).flatMap(t=>{const n=e.text(t)??"";const o=E.exec(n)?.[1]??"";return[...n.matchAll(s)].flatMap(({groups:e})=>{const{method:s,path:n=""}=e;const i=`${o}${n.startsWith("/")?n:`/${n}`}`;const r=s===undefined?x:[s.toUpperCase()==="POST"?x[1]:x[0]];return r.map(e=>({method:e,path:i,from:t}))})}));return[...t,...s]}var _=s(6534);var C=s(6236);const P=/(?:^|[/._-])(?:tests?|__tests__|specs?|fixtures?|mocks?|examples?|samples?|snapshots?|testdata|e2e)(?=[/._-])/i;const N=/(?:^|\/)(?:package|package-lock|composer|tsconfig[\w.-]*|\.?[\w-]+rc|openapi|swagger)\.json$/;const W=200;async function templateSightings(e){const t=e.files.filter(e=>e.endsWith(".json")&&!N.test(e)).sort((e,t)=>Number(P.test(e))-Number(P.test(t))).slice(0,W);const s=new Map;for(const n of t){const t=await bodyIn(n,e);const o=t===null?undefined:s.get(t.family);if(t!==null&&(o===undefined||!o.clean&&t.clean))s.set(t.family,t)}const n=_.BU.flatMap(e=>s.get(e)??[]);if(n.length===0)return[];const o=n.every(({clean:e,path:t})=>e&&!P.test(t));const i=n.map(({path:e})=>e).join(", ");return[{...{section:"release",key:"request-templates",certain:o},value:`{ ${n.map(({family:e,path:t})=>`${e}: ${JSON.stringify(t)}`).join(", ")} }`,from:o?i:`${i}; say "validate" once it is switched on`}]}async function bodyIn(e,{text:t}){const n=t(e);const o=n===null?null:(0,c.qF)(n);if(n===null||!(0,c.Gv)(o)||!("model"in o)||!("messages"in o||"input"in o))return null;const i=C.n.familyOf(n,[]);if(i===null)return null;const r={path:e,family:i,text:n};if(C.n.sendableOf(r,[]).kind==="none")return{path:e,family:i,clean:false};const{checkTemplates:a}=await Promise.all([s.e(577),s.e(198),s.e(553),s.e(187)]).then(s.bind(s,3553));const{result:l}=await a({templates:[r],waivers:[],model:null,streaming:[],secrets:[]});return{path:e,family:i,clean:l==="pass"}};const G="COMETAPI_KEY";function keyComment({secret:e,otherSecrets:t}){const[s]=t;if(e!==null||s===undefined)return"";return`# Your workflows use secrets.${s}. It belongs to its provider: name it only together with that base-url.
          `}const probes=e=>e?"          probes: smoke, template\n":"";function deployComment({deploy:e}){if(e===null)return"";return`      # Seen in ${e.file}: the job ${e.job}. Move it here, or give it the needs and the if of this one.
`}const initialWorkflow=(e,t)=>`# May this change to the LLM-API integration ship? Only a decision to proceed deploys.
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
          ${keyComment(e)}api-key: $\{{ secrets.${e.secret??G} }}
          model: $\{{ vars.COMETAPI_MODEL }}
${probes(t)}          # With an environment the run is a release: the way back is judged as well.
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
${deployComment(e)}      - run: echo "deploy here"

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
`;const F=/^\.github\/workflows\/[\w.-]+\.ya?ml$/;const q=/deploy|roll-?out|promote/i;const D=/\bsecrets\.([A-Za-z_]\w{0,60})\b/g;const z=/COMETAPI|COMET_API/i;const K=/(?:OPENAI|ANTHROPIC|AZURE_AI|GEMINI|MISTRAL|OPENROUTER|PORTKEY|LITELLM|LLM).*(?:KEY|TOKEN)$/i;const H=/^[\w./-]{1,60}$/;function workflowsIn({files:e,text:t}){const s=e.filter(e=>F.test(e)&&!e.endsWith("/release-gate.yml"));const n=s.flatMap(e=>[...(t(e)??"").matchAll(D)].map(([,t=""])=>({name:t,file:e})));const o=n.filter(({name:e})=>!isRandom(e));const i=o.find(({name:e})=>z.test(e));const r=s.flatMap(e=>jobsIn(e,t(e)??""));const a=r.find(({job:e})=>q.test(e))??r.find(({environment:e})=>e!==null);const l=a?.environment??null;return{deploy:a===undefined?null:{file:a.file,job:a.job},secret:i?.name??null,otherSecrets:[...new Set(o.map(({name:e})=>e).filter(e=>K.test(e)))],sightings:[...i===undefined?[]:[release("api-key-ref",`secrets.${i.name}`,i.file,true)],...a===undefined||l===null?[]:[release("environment",l,`${a.file}, job ${a.job}; with it the way back is judged`,false)]]}}const release=(e,t,s,n)=>({...{section:"release",key:e,from:s,certain:n},value:JSON.stringify(t)});function jobsIn(e,t){const s=parsed(t);const n=(0,c.Gv)(s)&&(0,c.Gv)(s.jobs)?Object.entries(s.jobs):[];return n.flatMap(([t,s])=>{if(!(0,c.Gv)(s)||!H.test(t)||isRandom(t))return[];const{environment:n}=s;const o=(0,c.Gv)(n)?n.name:n;const i=typeof o==="string"&&H.test(o)&&!isRandom(o);return[{file:e,job:t,environment:i?o:null}]})}var J=s(9557);var Y=s(9445);async function init({switches:e},t){const{gateFile:s,workflow:n,secret:o}=await initialFiles(t.workingDirectory);const i=[write(".github/release-gate.yml",(0,J.D$)(s,t.program),t.workingDirectory),write(".github/workflows/release-gate.yml",(0,J.D$)(n,t.program),t.workingDirectory)];const r=rootWarning(t.workingDirectory);(0,Y.cv)(t,e.has("json"),"init",{files:i,warning:r},()=>report(i,r,o,t));return i.every(({state:e})=>e==="written")?Y.dc.proceed:Y.dc.hold}async function initialFiles(e){const t=repositoryAt(e);const s=workflowsIn(t);const n=await templateSightings(t);const o=[...n,...s.sightings,...routeSightings(t),...reportSightings(t)];return{gateFile:initialGateFile(o),workflow:initialWorkflow(s,n.some(({certain:e})=>e)),secret:s.secret}}function write(e,t,s){const i=(0,o.join)(s,e);try{if((0,n.existsSync)(i.replace(/\.yml$/,".yaml")))return{path:e,state:"exists",code:null};if(leadsAway(e,s))return{path:e,state:"failed",code:"ELOOP"};(0,n.mkdirSync)((0,o.dirname)(i),{recursive:true});(0,n.writeFileSync)(i,t,{flag:"wx"});return{path:e,state:"written",code:null}}catch(s){const t=(0,r.C)(s);return t==="EEXIST"&&(0,n.existsSync)((0,o.dirname)(i))&&(0,n.existsSync)(i)?{path:e,state:"exists",code:null}:{path:e,state:"failed",code:t}}}function leadsAway(e,t){const s=(0,o.dirname)(e).split("/");return s.some((e,i)=>(0,n.lstatSync)((0,o.join)(t,...s.slice(0,i+1)),{throwIfNoEntry:false})?.isSymbolicLink())}function rootWarning(e){if((0,n.existsSync)((0,o.join)(e,".git")))return null;return"This folder is not the root of a git repository (there is no .git here). GitHub reads .github/ at the root only: move the files there if this is not it."}const Z={written:{word:"wrote ",tone:"good"},exists:{word:"exists",tone:"warn"},failed:{word:"failed",tone:"bad"}};function report(e,t,s,n){const o=(0,Y.ev)(n);const r=(0,Y.PL)(n);const a=e.map(({path:e,state:t,code:s})=>{const n=t==="exists"?" (left as it is)":s===null?"":` (${s})`;const{word:i,tone:r}=Z[t];return`${o[r](i)}  ${e}${n}`});const l=t===null?[]:["",...(0,i.LV)(t,0,r).map(o.warn)];return[...a,...l,"",o.bold("Next steps"),...steps(n.program,s,r)].join("\n")}function steps(e,t,s){const n=["Store the provider key as the secret COMETAPI_KEY:","gh secret set COMETAPI_KEY"];const o=[...t===null?[n]:[],["Name the model in the variable COMETAPI_MODEL:","gh variable set COMETAPI_MODEL --body your-model-id"],[(0,J.D$)(J.tk,e).startsWith("OWNER/")?"In the workflow replace OWNER by the account that publishes the action, and the deploy step by your own:":"In the workflow replace the deploy step by your own:",".github/workflows/release-gate.yml"],["Check the files, without key and network:",`${e} validate`],["Ask your endpoint what it speaks, with COMETAPI_KEY set:",`${e} doctor --model your-model-id`]];return o.flatMap(([e,t],n)=>[...(0,i.rM)(`  ${n+1}. `,e,s),`     ${t}`])}},3924:(e,t,s)=>{s.d(t,{C:()=>errorCode});function errorCode(e){const t=typeof e==="object"&&e!==null&&"code"in e?e.code:null;return typeof t==="string"?t:"unknown error"}}};
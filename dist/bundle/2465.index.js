export const id=2465;export const ids=[2465];export const modules={4011:(e,t,n)=>{n.d(t,{UW:()=>pendingFile,f8:()=>writeWhole,fc:()=>makeFolder,gZ:()=>appendWhole,qm:()=>leadsOut});var s=n(77598);var o=n(73024);var r=n(76760);var i=n(7175);var a=n(48204);const l=o.constants.O_WRONLY|o.constants.O_CREAT|o.constants.O_EXCL;const c=o.constants.O_RDWR|o.constants.O_CREAT|o.constants.O_APPEND|(o.constants.O_NONBLOCK??0);function makeFolder(e){const t=(0,o.statSync)(e,{throwIfNoEntry:false});if(t?.isDirectory())return;if(t!==undefined)throw(0,a.x)("ENOTDIR");const n=(0,r.dirname)(e);if(n!==e)makeFolder(n);try{(0,o.mkdirSync)(e)}catch(t){if((0,o.statSync)(e,{throwIfNoEntry:false})?.isDirectory()!==true)throw t}}function leadsOut(e,t){if(!(0,i.U)(e,t))return false;const n=(0,o.realpathSync)(t);let s=e;while((0,o.lstatSync)(s,{throwIfNoEntry:false})===undefined&&(0,r.dirname)(s)!==s)s=(0,r.dirname)(s);try{return!(0,i.U)((0,o.realpathSync)(s),n)}catch{return true}}function pendingFile(e,t){const n=(0,o.lstatSync)(e,{throwIfNoEntry:false});if(n?.isDirectory())throw(0,a.x)("EISDIR");if(n!==undefined&&!n.isFile()&&!n.isSymbolicLink())throw(0,a.x)("not a regular file");const i=(0,r.join)((0,r.dirname)(e),`.${(0,r.basename)(e)}.${(0,s.randomUUID)()}.tmp`);const discard=()=>(0,o.rmSync)(i,{force:true});const c=(0,o.openSync)(i,l);try{(0,o.writeFileSync)(c,t);(0,o.fsyncSync)(c)}catch(e){discard();throw e}finally{(0,o.closeSync)(c)}return{keep:()=>(0,o.renameSync)(i,e),discard}}function writeWhole(e,t){const n=pendingFile(e,t);try{n.keep()}finally{n.discard()}}function appendWhole(e,t){const n=(0,o.openSync)(e,c);try{const e=(0,o.fstatSync)(n);if(!e.isFile())throw(0,a.x)("not a regular file");try{(0,o.writeFileSync)(n,t)}catch(t){(0,o.ftruncateSync)(n,e.size);throw t}}finally{(0,o.closeSync)(n)}}},43651:(e,t,n)=>{n.d(t,{Kp:()=>factLines,LV:()=>wrap,Q4:()=>columnWidths,Zu:()=>fixed,jC:()=>padded,oR:()=>joined,qz:()=>widthOf,rM:()=>hanging});var s=n(98314);var o=n(58692);var r=n(95263);const i=2;const a=4;function widthOf(e){return(0,s.A)(e)}function padded(e,t){return e+" ".repeat(Math.max(0,t-widthOf(e)))}function fixed(e,t){if(widthOf(e)<=t)return padded(e,t);let n="";for(const{segment:s}of new Intl.Segmenter().segment(e)){if(widthOf(n+s)>t-1)break;n+=s}return padded(`${n}…`,t)}function wrap(e,t,n=r.ZS){const s=(0,r.pj)(e).replace(/ +/g," ");return(0,o.A)(s,n-t,{hard:true}).split("\n").map(e=>" ".repeat(t)+e)}function hanging(e,t,n=r.ZS){const[s="",...o]=wrap(t,widthOf(e),n);return[e+s.trimStart(),...o]}const l=16;const c=60;function factLines(e,t){const n=Math.min(l,Math.max(0,...e.map(([e])=>widthOf(e))));return e.flatMap(([e,s])=>{if(t<c)return[`  ${e}`,...wrap(s,4,t)];if(widthOf(e)>n)return[`  ${e}`,...wrap(s,n+4,t)];return hanging(`  ${padded(e,n)}  `,s,t)})}function columnWidths(e,t,n=r.ZS){const s=e[0]?.length??0;const o=Array.from({length:s},(t,n)=>Math.max(a,...e.map(e=>widthOf(e[n]??""))));const l=n-t-i*Math.max(0,s-1);while(o.reduce((e,t)=>e+t,0)>l&&Math.max(...o)>a){const e=o.indexOf(Math.max(...o));o[e]=Math.max(...o)-1}return o}function joined(e){return e.join(" ".repeat(i)).trimEnd()}},52465:(e,t,n)=>{n.r(t);n.d(t,{init:()=>init});var s=n(73024);var o=n(76760);var r=n(4011);var i=n(43651);var a=n(3924);var l=n(20579);const c="https://raw.githubusercontent.com/OWNER/cometapi-release-gate/v1/schema/release-gate.schema.json";const u=`# yaml-language-server: $schema=${c}
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
`;function initialGateFile(e){return e.reduce(withSighting,u)}function withSighting(e,{section:t,key:n,value:s,from:o,certain:r}){const i=e.search(new RegExp(`^#?${t}:`,"m"));const[a=""]=e.slice(i).split("\n\n");const l=new RegExp(`^#  ${n}:.*$`,"m");if(!l.test(a)||a.includes(seen(t,n)))return e;const c=`  ${seen(t,n)} in ${o}.
${r?"":"#"}  ${n}: ${s}`;const u=a.replace(l,()=>c);const f=r?u.replace(/^#/,""):u;return`${e.slice(0,i)}${f}${e.slice(i+a.length)}`}const seen=(e,t)=>`# ${e}.${t} was seen`;var f=n(25666);var p=n(38815);var d=n(78766);var h=n(34636);const m=2e4;const g=7;const y=256*1024;const w=2e3;const v=new Set("node_modules vendor dist build out target bin obj venv env __pycache__ coverage tmp Pods site-packages".split(" "));const b=[".github"];const k=/^[\w.@()[\]+-]{1,100}$/;const $=/(?=[A-Za-z]*\d)[A-Za-z0-9]{20}/;function isRandom(e){return $.test(e)||(0,h.bp)(e)}function repositoryAt(e){const t=[];let n=0;let s=[""];for(let r=0;r<=g&&s.length>0;r+=1){const r=[];for(const i of s){const s=listed((0,o.join)(e,i),m-n);n+=s.length;for(const{name:e,kind:n}of s)(n==="file"?t:r).push(i===""?e:`${i}/${e}`)}s=r}const r=new Set(t);const i=new Map;const text=t=>{if(!r.has(t))return null;if(!i.has(t)&&i.size<w)i.set(t,textAt((0,o.join)(e,t)));return i.get(t)??null};return{files:t,text}}function listed(e,t){const n=[];try{const o=(0,s.opendirSync)(e);try{for(let e=0;e<t;e+=1){const e=o.readSync();if(e===null)break;const{name:t}=e;if(!k.test(t)||isRandom(t))continue;if(e.isFile())n.push({name:t,kind:"file"});else if(e.isDirectory()&&isOurs(t))n.push({name:t,kind:"folder"})}}finally{o.closeSync()}}catch{}return n.sort((e,t)=>e.name<t.name?-1:1)}const isOurs=e=>!v.has(e)&&(!e.startsWith(".")||b.includes(e));function textAt(e){try{return(0,d.y)(e,{most:y,noLinks:true})}catch{return null}}function parsed(e){try{return(0,f.qF)(e)??(0,p.qg)(e,{maxAliasCount:20,logLevel:"silent"})}catch{return null}};const x=[{files:/(?:^|\/)(?:pytest\.ini|tox\.ini|setup\.cfg|pyproject\.toml|Makefile|noxfile\.py)$/,says:/--junit-?xml[= ]["']?([\w./-]{1,100}\.xml)/},{files:/(?:^|\/)(?:Makefile|Taskfile\.ya?ml|[\w-]+\.ya?ml)$/,says:/gotestsum[^\n]{0,200}--junitfile[= ]([\w./-]{1,100}\.xml)/},{files:/(?:^|\/)(?:Makefile|[\w-]+\.ya?ml)$/,says:/go-junit-report[^\n]{0,200}(?:-out[= ]|> ?)([\w./-]{1,100}\.xml)/},{files:/(?:^|\/)\.github\/workflows\/[\w-]+\.ya?ml$/,says:/--junit-?xml[= ]["']?([\w./-]{1,100}\.xml)/},{files:/(?:^|\/)(?:vite|vitest|playwright)\.config\.[cm]?[jt]s$/,says:/junit[\s\S]{0,200}?outputFile[^"'`]{0,60}["'`]([\w./-]{1,100}\.xml)["'`]/},{files:/(?:^|\/)jest\.config\.[cm]?[jt]s$/,says:/jest-junit/,path:"junit.xml"},{files:/(?:^|\/)\.rspec$/,says:/RspecJunitFormatter[\s\S]{0,100}?--out[= ]([\w./-]{1,100}\.xml)/},{files:/(?:^|\/)pom\.xml$/,says:/<project/,path:"target/surefire-reports/*.xml"},{files:/(?:^|\/)build\.gradle(?:\.kts)?$/,says:/test/i,path:"build/test-results/test/*.xml"},{files:/\.csproj$/,says:/JunitXml\.TestLogger/i,path:"TestResults/*.xml"}];const O=String.raw`((?:\.{0,2}\/)?[\w.-]{1,40}(?:\/[\w.-]{1,40}){0,5}\.(?:log|jsonl|ndjson))`;const j=[{files:/\.py$/,says:new RegExp(`(?:FileHandler\\(|filename["']?\\s?[:=])\\s{0,20}["']${O}["']`)},{files:/\.[cm]?[jt]s$/,says:new RegExp(`(?:filename|destination|dest)\\s?:\\s{0,20}["'\`]${O}["'\`]`)},{files:/(?:^|\/)(?:log4j2?|logback)[\w-]*\.(?:xml|ya?ml|properties)$/,says:new RegExp(`(?:<file>|[fF]ileName\\s?[:=]\\s?["']?)${O}`)},{files:/(?:^|\/)application[\w-]*\.properties$/,says:new RegExp(`logging\\.file\\.name\\s?=\\s?${O}`)},{files:/(?:^|\/)application[\w-]*\.ya?ml$/,says:new RegExp(`logging:[\\s\\S]{0,300}?file:\\s{1,20}name:\\s?${O}`)},{files:/\.go$/,says:new RegExp(`Filename:\\s{0,20}"${O}"`)},{files:/(?:^|\/)appsettings[\w.]*\.json$/,says:new RegExp(`"path"\\s?:\\s?"${O}"`)},{files:/(?:^|\/)config\/environments\/production\.rb$/,says:/Rails/,path:"log/production.log"}];function reportSightings(e){const t=jestJunit(e)??placeIn(e,x,folderOf);const n=placeIn(e,j,()=>"");const later=e=>`${e}; an earlier step of the job has to leave it there`;return[...t===null?[]:[sighting("results",t.path,later(t.from))],...n===null?[]:[sighting("logs",n.path,later(n.from))]]}const sighting=(e,t,n)=>({...{section:"probes",key:e,from:n,certain:false},value:`{ files: [${JSON.stringify(t)}] }`});function placeIn(e,t,n){for(const{files:s,says:o,path:r}of t)for(const t of e.files.filter(e=>s.test(e))){const s=o.exec(e.text(t)??"");const i=s===null?undefined:r??s[1];if(i!==undefined&&isBelow(i))return{path:`${n(t)}${i.replace(/^\.\//,"")}`,from:t}}return null}const folderOf=e=>e.startsWith(".github/")?"":e.slice(0,e.lastIndexOf("/")+1);const isBelow=e=>!e.startsWith("/")&&!e.split("/").includes("..")&&!isRandom(e);function jestJunit(e){for(const t of e.files.filter(e=>/(?:^|\/)package\.json$/.test(e))){const n=(0,f.qF)(e.text(t)??"");const s=(0,f.Gv)(n)?n["jest-junit"]:undefined;if(!(0,f.Gv)(s))continue;const{outputDirectory:o=".",outputName:r="junit.xml"}=s;const i=`${o}/${r}`.replace(/^(?:\.\/)+/,"");if(/^[\w./-]{1,150}$/.test(i)&&isBelow(i))return{path:`${folderOf(t)}${i}`,from:t}}return null};const E=["GET","POST"];const M=[{files:/\.(?:py|[cm]?[jt]s|go)$/,routes:/\b\w{1,40}\.(?<method>get|post)\(\s{0,20}["'`](?<path>\/[^"'`\s]{0,100})["'`]/gi},{files:/\.py$/,routes:/\.route\(\s{0,20}["'](?<path>\/[^"'\s]{0,100})["'][^)\n]{0,100}["'](?<method>POST)["']/g},{files:/\.go$/,routes:/\.HandleFunc\(\s{0,20}"(?:(?<method>GET|POST) )?(?<path>\/[^"\s]{0,100})"/g},{files:/\.(?:java|kt)$/,routes:/@(?<method>Get|Post)Mapping\((?:value = )?"(?<path>\/[^"\s]{0,100})"/g},{files:/\.cs$/,routes:/\.Map(?<method>Get|Post|HealthChecks)\(\s{0,20}"(?<path>\/[^"\s]{0,100})"/g},{files:/(?:^|\/)config\/routes\.rb$/,routes:/^\s{0,40}(?<method>get|post)\s?\(?\s?["'](?<path>\/?[^"'\s]{1,100})["']/gm}];const S=[/^(?:.*\/)?app\/(?<path>.*api\/.*)\/route\.[jt]sx?$/,/^(?:.*\/)?pages\/(?<path>api\/.*?)(?:\/index)?\.[jt]sx?$/];const A=/(?:@RequestMapping\((?:value = )?|APIRouter\([^)\n]{0,100}prefix ?= ?)["'](\/[^"'\s]{0,100})["']/;const I=/(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/;const T=/(?:^|\/)Dockerfile[\w.-]*$/;const R=/(?:^|\/)(?:openapi|swagger)[\w.-]*\.(?:json|ya?ml)$/;const _=/(?:^|[/._-])(?:tests?|__tests__|specs?|fixtures?|mocks?|examples?|stories)(?=[/._-])/i;const L=/chat|complet|messages?|assistant|\bask\b|prompt|generat|answer|\bllm\b|respon[ds]/i;const N=/(?:^|\/)(?:health(?:[-_]?(?:z|check))?|ready(?:z)?|readiness|live(?:z|ness)?|up|ping|status)\/?$/i;const W=/^\/[\w./-]{0,100}$/;function routeSightings(e){const t=portsOf(e);const n=[...containers(e),...described(e),...written(e)].filter(({path:e})=>W.test(e)&&!isRandom(e));const s=n.find(({method:e,path:t})=>e==="POST"&&L.test(t));const o=n.find(({method:e,path:t})=>e==="GET"&&N.test(t));const[r]=t;const i=r===undefined?"":`http://127.0.0.1:${r.number}`;const a=r===undefined?"the input app-url says where it is deployed":`the port is that of ${r.from}`;const guess=({from:e})=>({from:`${e}; ${a}`,certain:false});return[...s===undefined?[]:[{...guess(s),...{section:"probes",key:"app"},value:`{ url: ${i}${s.path}, body: { message: "{{prompt}}" } }`}],...o===undefined?[]:[{...guess(o),...{section:"ready",key:"url"},value:`${i}${o.path}`}]]}const filesLike=({files:e},t)=>e.filter(e=>t.test(e)&&!_.test(e));function containers(e){const t=/https?:\/\/[\w.-]{1,100}(?::\d{1,5})?(\/[\w./-]{0,100})/;const inFile=(e,n)=>{const s=t.exec(n)?.[1];return s===undefined?[]:[{method:"GET",path:s,from:`the health check in ${e}`}]};return[...filesLike(e,I).flatMap(t=>servicesIn(e.text(t)).flatMap(({healthcheck:e})=>inFile(t,JSON.stringify(e??"")))),...filesLike(e,T).flatMap(t=>inFile(t,/^HEALTHCHECK[^\n]*(?:\\\n[^\n]*){0,5}/m.exec(e.text(t)??"")?.[0]??""))]}function portsOf(e){const t=filesLike(e,I).flatMap(t=>servicesIn(e.text(t)).flatMap(({ports:e,build:n})=>{const s=n===undefined||!Array.isArray(e)?[]:e;return s.flatMap(e=>{const n=(0,f.Gv)(e)?`${e.published}:`:String(e);const s=/(?:^|:)(\d{2,5}):/.exec(n)?.[1];return s===undefined?[]:[{number:s,from:t}]})}));const n=filesLike(e,T).flatMap(t=>{const n=/^EXPOSE[ \t]+(\d{2,5})/m.exec(e.text(t)??"")?.[1];return n===undefined?[]:[{number:n,from:t}]});return[...t,...n]}function servicesIn(e){const t=parsed(e??"");return(0,f.Gv)(t)&&(0,f.Gv)(t.services)?Object.values(t.services).filter(f.Gv):[]}function described(e){return filesLike(e,R).flatMap(t=>{const n=parsed(e.text(t)??"");const s=(0,f.Gv)(n)&&(0,f.Gv)(n.paths)?Object.entries(n.paths):[];return s.flatMap(([e,n])=>{const has=e=>(0,f.Gv)(n)&&e in n;return E.filter(e=>has(e.toLowerCase())).map(n=>({method:n,path:e,from:t}))})})}function written(e){const t=e.files.flatMap(e=>{const t=S.map(t=>t.exec(e)?.groups?.path).find(e=>e!==undefined);if(t===undefined||_.test(e))return[];const n=`/${t.split("/").filter(e=>!/^\(.*\)$/.test(e)).join("/")}`;return E.map(t=>({method:t,path:n,from:e}))});const n=M.flatMap(({files:t,routes:n})=>filesLike(e,t).flatMap(t=>{const s=e.text(t)??"";const o=A.exec(s)?.[1]??"";return[...s.matchAll(n)].flatMap(({groups:e})=>{const{method:n,path:s=""}=e;const r=`${o}${s.startsWith("/")?s:`/${s}`}`;const i=n===undefined?E:[n.toUpperCase()==="POST"?E[1]:E[0]];return i.map(e=>({method:e,path:r,from:t}))})}));return[...t,...n]}var C=n(16534);var P=n(99750);const F=/(?:^|[/._-])(?:tests?|__tests__|specs?|fixtures?|mocks?|examples?|samples?|snapshots?|testdata|e2e)(?=[/._-])/i;const G=/(?:^|\/)(?:package|package-lock|composer|tsconfig[\w.-]*|\.?[\w-]+rc|openapi|swagger)\.json$/;const D=200;async function templateSightings(e){const t=e.files.filter(e=>e.endsWith(".json")&&!G.test(e)).sort((e,t)=>Number(F.test(e))-Number(F.test(t))).slice(0,D);const n=new Map;for(const s of t){const t=await bodyIn(s,e);const o=t===null?undefined:n.get(t.family);if(t!==null&&(o===undefined||!o.clean&&t.clean))n.set(t.family,t)}const s=C.BU.flatMap(e=>n.get(e)??[]);if(s.length===0)return[];const o=s.every(({clean:e,path:t})=>e&&!F.test(t));const r=s.map(({path:e})=>e).join(", ");return[{...{section:"release",key:"request-templates",certain:o},value:`{ ${s.map(({family:e,path:t})=>`${e}: ${JSON.stringify(t)}`).join(", ")} }`,from:o?r:`${r}; say "validate" once it is switched on`}]}async function bodyIn(e,{text:t}){const s=t(e);const o=s===null?null:(0,f.qF)(s);if(s===null||!(0,f.Gv)(o)||!("model"in o)||!("messages"in o||"input"in o))return null;const r=P.n.familyOf(s,[]);if(r===null)return null;const i={path:e,family:r,text:s};if(P.n.sendableOf(i,[]).kind==="none")return{path:e,family:r,clean:false};const{checkTemplates:a}=await Promise.all([n.e(1871),n.e(3975),n.e(7617),n.e(6483)]).then(n.bind(n,7617));const{result:l}=await a({templates:[i],waivers:[],model:null,streaming:[],secrets:[]});return{path:e,family:r,clean:l==="pass"}};const q="COMETAPI_KEY";function keyComment({secret:e,otherSecrets:t}){const[n]=t;if(e!==null||n===undefined)return"";return`# Your workflows use secrets.${n}. It belongs to its provider: name it only together with that base-url.
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
          ${keyComment(e)}api-key: $\{{ secrets.${e.secret??q} }}
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
`;const U=/^\.github\/workflows\/[\w.-]+\.ya?ml$/;const z=/deploy|roll-?out|promote/i;const K=/\bsecrets\.([A-Za-z_]\w{0,60})\b/g;const H=/COMETAPI|COMET_API/i;const J=/(?:OPENAI|ANTHROPIC|AZURE_AI|GEMINI|MISTRAL|OPENROUTER|PORTKEY|LITELLM|LLM).*(?:KEY|TOKEN)$/i;const Y=/^[\w./-]{1,60}$/;function workflowsIn({files:e,text:t}){const n=e.filter(e=>U.test(e)&&!e.endsWith("/release-gate.yml"));const s=n.flatMap(e=>[...(t(e)??"").matchAll(K)].map(([,t=""])=>({name:t,file:e})));const o=s.filter(({name:e})=>!isRandom(e));const r=o.find(({name:e})=>H.test(e));const i=n.flatMap(e=>jobsIn(e,t(e)??""));const a=i.find(({job:e})=>z.test(e))??i.find(({environment:e})=>e!==null);const l=a?.environment??null;return{deploy:a===undefined?null:{file:a.file,job:a.job},secret:r?.name??null,otherSecrets:[...new Set(o.map(({name:e})=>e).filter(e=>J.test(e)))],sightings:[...r===undefined?[]:[release("api-key-ref",`secrets.${r.name}`,r.file,true)],...a===undefined||l===null?[]:[release("environment",l,`${a.file}, job ${a.job}; with it the way back is judged`,false)]]}}const release=(e,t,n,s)=>({...{section:"release",key:e,from:n,certain:s},value:JSON.stringify(t)});function jobsIn(e,t){const n=parsed(t);const s=(0,f.Gv)(n)&&(0,f.Gv)(n.jobs)?Object.entries(n.jobs):[];return s.flatMap(([t,n])=>{if(!(0,f.Gv)(n)||!Y.test(t)||isRandom(t))return[];const{environment:s}=n;const o=(0,f.Gv)(s)?s.name:s;const r=typeof o==="string"&&Y.test(o)&&!isRandom(o);return[{file:e,job:t,environment:r?o:null}]})}var Z=n(59557);var B=n(29445);async function init({switches:e},t){const{gateFile:n,workflow:s,secret:o}=await initialFiles(t.workingDirectory);const r=[init_write(".github/release-gate.yml",(0,Z.D$)(n,t.program),t.workingDirectory),init_write(".github/workflows/release-gate.yml",(0,Z.D$)(s,t.program),t.workingDirectory)];const i=rootWarning(t.workingDirectory);(0,B.cv)(t,e.has("json"),"init",{files:r,warning:i},()=>report(r,i,o,t));return r.every(({state:e})=>e==="written")?l.d.proceed:l.d.hold}async function initialFiles(e){const t=repositoryAt(e);const n=workflowsIn(t);const s=await templateSightings(t);const o=[...s,...n.sightings,...routeSightings(t),...reportSightings(t)];return{gateFile:initialGateFile(o),workflow:initialWorkflow(n,s.some(({certain:e})=>e)),secret:n.secret}}function init_write(e,t,n){const i=(0,o.join)(n,e);try{const a=[i,i.replace(/\.yml$/,".yaml")].some(e=>(0,s.lstatSync)(e,{throwIfNoEntry:false}));if(a)return{path:e,state:"exists",code:null};if(leadsAway(e,n))return{path:e,state:"failed",code:"ELOOP"};(0,r.fc)((0,o.dirname)(i));(0,r.f8)(i,t);return{path:e,state:"written",code:null}}catch(t){return{path:e,state:"failed",code:(0,a.C)(t)}}}function leadsAway(e,t){const n=(0,o.dirname)(e).split("/");return n.some((e,r)=>(0,s.lstatSync)((0,o.join)(t,...n.slice(0,r+1)),{throwIfNoEntry:false})?.isSymbolicLink())}function rootWarning(e){if((0,s.existsSync)((0,o.join)(e,".git")))return null;return"This folder is not the root of a git repository (there is no .git here). GitHub reads .github/ at the root only: move the files there if this is not it."}const X={written:{word:"wrote ",tone:"good"},exists:{word:"exists",tone:"warn"},failed:{word:"failed",tone:"bad"}};function report(e,t,n,s){const o=(0,B.ev)(s);const r=(0,B.PL)(s);const a=e.map(({path:e,state:t,code:n})=>{const s=t==="exists"?" (left as it is)":n===null?"":` (${n})`;const{word:r,tone:i}=X[t];return`${o[i](r)}  ${e}${s}`});const l=t===null?[]:["",...(0,i.LV)(t,0,r).map(o.warn)];return[...a,...l,"",o.bold("Next steps"),...steps(s.program,n,r)].join("\n")}function steps(e,t,n){const s=["Store the provider key as the secret COMETAPI_KEY:","gh secret set COMETAPI_KEY"];const o=[...t===null?[s]:[],["Name the model in the variable COMETAPI_MODEL:","gh variable set COMETAPI_MODEL --body your-model-id"],[(0,Z.D$)(Z.tk,e).startsWith("OWNER/")?"In the workflow replace OWNER by the account that publishes the action, and the deploy step by your own:":"In the workflow replace the deploy step by your own:",".github/workflows/release-gate.yml"],["Check the files, without key and network:",`${e} validate`],["Ask your endpoint what it speaks, with COMETAPI_KEY set:",`${e} doctor --model your-model-id`]];return o.flatMap(([e,t],s)=>[...(0,i.rM)(`  ${s+1}. `,e,n),`     ${t}`])}}};
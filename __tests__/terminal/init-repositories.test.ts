/** What `init` makes of repositories of many kinds: what it sees, where it says it comes from, and what it never does. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { GateFileSchema } from "../../src/settings/gate-file/schema.ts";
import { command, folder } from "./command.ts";

const GATE_FILE = ".github/release-gate.yml";
const WORKFLOW = ".github/workflows/release-gate.yml";

type Files = Readonly<Record<string, string>>;

/** Lets `init` loose on these files. */
async function initIn(files: Files, cwd = folder(files)) {
  const { code, stdout } = await command(["init"], { cwd });
  const read = (path: string) => readFileSync(join(cwd, path), "utf8");
  return { cwd, code, stdout, gateFile: read(GATE_FILE), workflow: read(WORKFLOW) };
}

/** Every setting switched on, as somebody would do it who believes all that was guessed. */
const switchedOn = (text: string) =>
  text.replace(/^#(?=[a-z -])/gm, (mark, at: number) => (/^#( {2,})?[a-z-]+:/.test(text.slice(at)) ? "" : mark));

const CHAT = JSON.stringify({ model: "<MODEL>", messages: [{ role: "user", content: "{{question}}" }] });
const RESPONSES = JSON.stringify({ model: "<MODEL>", input: "{{question}}", max_output_tokens: 300 });

interface Kind {
  readonly kind: string;
  readonly files: Files;
  /** Lines of the gate file; what begins with # is a guess. */
  readonly gateFile: readonly string[];
  readonly workflow?: readonly string[];
}

const KINDS: readonly Kind[] = [
  {
    kind: "Next.js",
    files: {
      "package.json": '{ "name": "web", "jest-junit": { "outputDirectory": "reports", "outputName": "unit.xml" } }',
      "src/app/(site)/api/chat/route.ts": "export async function POST() {}",
      "src/app/api/health/route.ts": "export const GET = () => new Response();",
      "src/app/api/users/[id]/route.ts": "export async function GET() {}",
      "src/prompts/chat.json": CHAT,
    },
    gateFile: [
      '  request-templates: { chat-completions: "src/prompts/chat.json" }',
      '#  app: { url: /api/chat, body: { message: "{{prompt}}" } }',
      '#  results: { files: ["reports/unit.xml"] }',
      "#  url: /api/health",
    ],
    workflow: ["probes: smoke, template"],
  },
  {
    kind: "FastAPI",
    files: {
      "app/routers/ask.py": 'router = APIRouter(prefix="/v1")\n@router.post("/ask")\nasync def ask(): ...\n',
      "app/main.py": '@app.get("/healthz")\ndef health(): ...\nhandler = logging.FileHandler("logs/app.jsonl")\n',
      "pytest.ini": "[pytest]\naddopts = -q --junitxml=reports/pytest.xml\n",
      Dockerfile: "FROM python:3.13\nEXPOSE 8000\n",
    },
    gateFile: [
      '#  app: { url: http://127.0.0.1:8000/v1/ask, body: { message: "{{prompt}}" } }',
      '#  results: { files: ["reports/pytest.xml"] }',
      "#  url: http://127.0.0.1:8000/healthz",
      '#  logs: { files: ["logs/app.jsonl"] }',
    ],
  },
  {
    kind: "Express",
    files: {
      "server.js": "app.post('/api/assistant', handler);\napp.get('/ready', ok);\n",
      "lib/log.js": "new winston.transports.File({ filename: 'logs/combined.log' });\n",
      "compose.yaml":
        'services:\n  db: { image: postgres, ports: ["5432:5432"] }\n  web:\n    build: .\n    ports: ["127.0.0.1:3100:3000"]\n    healthcheck: { test: ["CMD", "curl", "-f", "http://localhost:3000/utils/health-check/"] }\n',
    },
    gateFile: [
      '#  app: { url: http://127.0.0.1:3100/api/assistant, body: { message: "{{prompt}}" } }',
      "#  url: http://127.0.0.1:3100/utils/health-check/",
      '#  logs: { files: ["logs/combined.log"] }',
    ],
  },
  {
    kind: "Go",
    files: {
      "go.mod": "module shop\n",
      "cmd/api/main.go":
        'mux.HandleFunc("POST /v1/generate", s.generate)\nmux.HandleFunc("/readyz", ok)\nl := &lumberjack.Logger{Filename: "log/shop.log"}\n',
      Makefile: "test:\n\tgo test -v ./... 2>&1 | go-junit-report -set-exit-code > report.xml\n",
    },
    gateFile: [
      '#  app: { url: /v1/generate, body: { message: "{{prompt}}" } }',
      '#  results: { files: ["report.xml"] }',
      "#  url: /readyz",
      '#  logs: { files: ["log/shop.log"] }',
    ],
  },
  {
    kind: "Spring",
    files: {
      "pom.xml": "<project></project>",
      "src/main/java/shop/ChatCompletionsController.java":
        '@RestController @RequestMapping("/api")\nclass ChatCompletionsController {\n  @PostMapping("/chat") String chat() {}\n  @GetMapping("/status") String status() {}\n}\n',
      "src/main/resources/application.yml": "logging:\n  file:\n    name: logs/shop.log\n",
    },
    gateFile: [
      '#  app: { url: /api/chat, body: { message: "{{prompt}}" } }',
      '#  results: { files: ["target/surefire-reports/*.xml"] }',
      "#  url: /api/status",
      '#  logs: { files: ["logs/shop.log"] }',
    ],
  },
  {
    kind: "Rails",
    files: {
      "config/routes.rb":
        'Rails.application.routes.draw do\n  get "up" => "rails/health#show"\n  post "messages", to: "messages#create"\nend\n',
      "config/environments/production.rb": "Rails.application.configure do\nend\n",
      ".rspec": "--format RspecJunitFormatter --out tmp/rspec.xml\n",
    },
    gateFile: [
      '#  app: { url: /messages, body: { message: "{{prompt}}" } }',
      '#  results: { files: ["tmp/rspec.xml"] }',
      "#  url: /up",
      '#  logs: { files: ["log/production.log"] }',
    ],
  },
  {
    kind: ".NET",
    files: {
      "Shop/Program.cs": 'app.MapPost("/chat", Chat);\napp.MapHealthChecks("/healthz");\n',
      "Shop/appsettings.json": '{ "Serilog": { "WriteTo": [{ "Args": { "path": "logs/shop.log" } }] } }',
      "Shop.Tests/Shop.Tests.csproj": '<Project><PackageReference Include="JunitXml.TestLogger" /></Project>',
    },
    gateFile: [
      '#  app: { url: /chat, body: { message: "{{prompt}}" } }',
      '#  results: { files: ["Shop.Tests/TestResults/*.xml"] }',
      "#  url: /healthz",
      '#  logs: { files: ["logs/shop.log"] }',
    ],
  },
  {
    kind: "a monorepo that deploys",
    files: {
      "package.json": '{ "workspaces": ["services/*"] }',
      "services/assistant/prompts/responses.json": RESPONSES,
      "services/assistant/prompts/chat.json": CHAT,
      "services/assistant/openapi.yaml": "paths:\n  /v2/respond: { post: {} }\n  /v2/health: { get: {} }\n",
      "services/assistant/tests/fixtures/chat.json": '{ "model": "m", "messages": "no list" }',
      ".github/workflows/a-release.yml": "on: push\njobs: { create-draft-release: { steps: [] } }\n",
      ".github/workflows/deploy.yml": `on: push\njobs:\n  build: { runs-on: x, steps: [] }\n  deploy-production:\n    environment: { name: live-eu }\n    steps:\n      - env: { KEY: '\${{ secrets.SHOP_COMETAPI_KEY }}' }\n`,
    },
    gateFile: [
      '  request-templates: { chat-completions: "services/assistant/prompts/chat.json", responses: "services/assistant/prompts/responses.json" }',
      '  api-key-ref: "secrets.SHOP_COMETAPI_KEY"',
      '#  environment: "live-eu"',
      '#  app: { url: /v2/respond, body: { message: "{{prompt}}" } }',
      "  # release.environment was seen in .github/workflows/deploy.yml, job deploy-production; with it the way back is judged.",
    ],
    workflow: [
      `api-key: \${{ secrets.SHOP_COMETAPI_KEY }}`,
      "# Seen in .github/workflows/deploy.yml: the job deploy-production.",
    ],
  },
  { kind: "an empty one", files: {}, gateFile: ["#  api-key-ref: secrets.COMETAPI_KEY"] },
];

describe.each(KINDS)("init in a repository of $kind", ({ files, gateFile, workflow = [] }) => {
  it("writes what it saw, and files that pass", async () => {
    const made = await initIn(files);
    expect(made.code).toBe(0);
    expect(made.gateFile.split("\n")).toEqual(expect.arrayContaining([...gateFile]));
    for (const line of workflow) expect(made.workflow).toContain(line);
    const validated = await command(["validate"], { cwd: made.cwd });
    expect([validated.code, validated.stdout]).toEqual([0, expect.stringMatching(/valid - checked/)]);
  });

  it("guesses nothing that could not be switched on", async () => {
    const made = await initIn(files);
    expect(GateFileSchema.safeParse(parse(switchedOn(made.gateFile))).error?.issues ?? []).toEqual([]);
    const parsed = parseWorkflow({ name: "gate.yml", content: made.workflow }, new NoOperationTraceWriter());
    if (parsed.value !== undefined) await convertWorkflowTemplate(parsed.context, parsed.value);
    expect(parsed.context.errors.getErrors()).toEqual([]);
  });
});

describe("init", () => {
  it("works without git, and says so", async () => {
    const cwd = mkdtempSync(join(tmpdir(), "release-gate-bare-"));
    writeFileSync(join(cwd, "chat.json"), CHAT);
    const { code, stdout, gateFile } = await initIn({}, cwd);
    expect([code, stdout.includes("not the root")]).toEqual([0, true]);
    expect(gateFile).toContain('  request-templates: { chat-completions: "chat.json" }');
  });

  it.each<[string, Files]>([
    ["that the check refuses", { "prompts/chat.json": '{ "model": "m", "messages": "no list" }' }],
    [
      "with a variable that nobody fills in",
      { "prompts/chat.json": '{ "model": "m", "messages": [], "user": "{{ user }}" }' },
    ],
    ["of a test", { "tests/data/chat.json": CHAT }],
  ])("leaves a template %s switched off", async (_, files) => {
    const { cwd, gateFile } = await initIn(files);
    expect(gateFile).toMatch(
      /^# {2}request-templates: \{ chat-completions: "(?:prompts|tests\/data)\/chat\.json" \}$/m,
    );
    expect((await command(["validate"], { cwd })).code).toBe(0);
  });

  it("does not hand the key of another provider to the default host", async () => {
    const deploy = `jobs: { deploy: { steps: [{ env: { K: '\${{ secrets.OPENAI_API_KEY }}' } }] } }`;
    const { workflow, gateFile } = await initIn({ ".github/workflows/ci.yml": deploy });
    expect(workflow).toContain(`api-key: \${{ secrets.COMETAPI_KEY }}`);
    expect(workflow).toContain("# Your workflows use secrets.OPENAI_API_KEY.");
    expect(gateFile).toContain("#  api-key-ref: secrets.COMETAPI_KEY");
  });

  it("reads nothing through a link, and writes nothing through one", async () => {
    const outside = folder({ "prompts/chat.json": CHAT, "server.js": "app.post('/api/chat', f)" });
    const cwd = folder();
    symlinkSync(join(outside, "prompts"), join(cwd, "prompts"));
    symlinkSync(join(outside, "server.js"), join(cwd, "server.js"));
    const { gateFile } = await initIn({}, cwd);
    expect(gateFile).not.toContain("was seen");
    rmSync(join(cwd, ".github"), { recursive: true });
    mkdirSync(join(outside, "elsewhere"));
    symlinkSync(join(outside, "elsewhere"), join(cwd, ".github"));
    const { code, stdout } = await command(["init"], { cwd });
    expect([code, stdout]).toEqual([2, expect.stringContaining("failed  .github/release-gate.yml (ELOOP)")]);
    expect(readdirSync(join(outside, "elsewhere"))).toEqual([]);
  });

  it("repeats no secret and no line of a file, whatever a repository holds", async () => {
    const key = "sk-abcdefghij0123456789abcdefghij0123456789";
    const { stdout, gateFile, workflow } = await initIn({
      "prompts/chat.json": `{ "model": "m", "messages": [{ "role": "user", "content": "${key}" }] }`,
      "server.js": `app.post('/chat/${key}', f);\napp.post('/hooks/T0A1B2C3D4E5F6G7H8I9J0/chat', f);\n`,
      ".github/workflows/d.yml": `jobs: { deploy: { environment: "a\\nb: ${key}", steps: ["\${{ secrets.COMETAPI_KEY_A1B2C3D4E5F6G7H8I9J0K1L2 }}"] } }`,
      "compose.yml": "services: { a: { build: ., ports: ['80:80\\n#evil:'] } }",
      [`${key}.json`]: CHAT,
    });
    for (const text of [stdout, gateFile, workflow]) expect(text).not.toMatch(/sk-abc|A1B2C3|evil|hooks/);
  });

  it("does not wait for a pipe, a huge file or aliases that multiply, and reads what is left", async () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nservices: [*c,*c,*c,*c,*c,*c,*c]\n`;
    const files: Record<string, string> = { "compose.yml": bomb, "huge.py": '@app.post("/chat")\n'.repeat(100_000) };
    for (let index = 0; index < 300; index += 1) files[`node_modules/p${index}/server.js`] = "app.post('/api/chat', f)";
    files["small.py"] = '@app.post("/ask")\n';
    const cwd = folder(files);
    execFileSync("mkfifo", [join(cwd, "pipe.py")]);
    const started = performance.now();
    const { gateFile } = await initIn({}, cwd);
    expect(gateFile).toContain("url: /ask,");
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

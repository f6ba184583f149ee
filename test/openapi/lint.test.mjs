// Holds the API's description to what two common linters recommend: no error and
// no warning. Needs no network.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const description = resolve(here, "..", "..", "gen", "openapi", "ocegate.openapi.json");
let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "ocegate-openapi-"));
});
after(() => rm(folder, { recursive: true, force: true }));

test("redocly finds nothing", async () => assert.deepEqual(await redocly(description), []));
test("spectral finds nothing", async () => assert.deepEqual(await spectral(description), []));

// broken has one fault for each rule that the controls below name.
const broken = {
  openapi: "3.1.0",
  info: { title: "Shelf", version: "v1" },
  servers: [{ url: "/" }],
  paths: {
    "/v1/books/{bookId}": {
      get: {
        operationId: "GetBook",
        summary: "Returns one book",
        parameters: [{ name: "book_id", in: "path", required: true, schema: { type: "string" } }],
        responses: {
          200: {
            description: "The book",
            content: { "application/json": { schema: { type: "object", properties: { pages: { type: "integer" } } }, examples: { one: { value: { pages: "many" } } } } },
          },
        },
      },
    },
  },
};

test("redocly notices what it is there for", async () => {
  const found = await redocly(await written("redocly.json"));
  for (const rule of ["security-defined", "operation-4xx-response", "no-invalid-media-type-examples", "path-parameters-defined"]) {
    assert.ok(found.some((line) => line.startsWith(rule)), `${rule} is not among ${found.join("; ")}`);
  }
});

test("spectral notices what it is there for", async () => {
  const found = await spectral(await written("spectral.json"));
  for (const rule of ["info-contact", "operation-tags", "path-params", "oas3-valid-media-example"]) {
    assert.ok(found.some((line) => line.startsWith(rule)), `${rule} is not among ${found.join("; ")}`);
  }
});

async function written(name) {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify(broken));
  return path;
}

async function redocly(path) {
  const report = await reportOf("redocly", ["lint", "--config", join(here, "redocly.yaml"), "--format=json", "--max-problems=1000", path]);
  return report.problems.map(({ ruleId, severity, message }) => `${ruleId}: ${severity}: ${message}`);
}

async function spectral(path) {
  const report = await reportOf("spectral", ["lint", "--ruleset", join(here, ".spectral.yaml"), "--format=json", "--quiet", path]);
  return report.map(({ code, path: place, message }) => `${code}: ${place.join(".")}: ${message}`);
}

// reportOf runs a linter, which ends with 1 when it found something.
function reportOf(tool, parameters) {
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  return new Promise((done, fail) => {
    execFile(join(here, "node_modules", ".bin", tool), parameters, { cwd: folder, env, maxBuffer: 64 << 20 }, (error, out, words) => {
      try {
        done(JSON.parse(out));
      } catch {
        fail(new Error(`${tool} gave no report: ${error}\n${out.slice(0, 2000)}\n${words.slice(0, 2000)}`));
      }
    });
  });
}

// Makes every call that test/refusals knows over one channel of grpc-js: each must
// fail with its reason, and leave the channel to the next. Needs Go.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, resolve } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Client, credentials, status } from "@grpc/grpc-js";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");
const patience = 60_000; // only a hang lasts so long

let server, client, calls;

before(async () => {
  server = spawn("go", ["run", "./test/refusals/serve"], { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
  const [line] = await once(createInterface({ input: server.stdout }), "line");
  const told = JSON.parse(line);
  calls = told.calls;
  client = new Client(told.address, credentials.createInsecure());
});

after(async () => {
  client?.close();
  const ended = once(server, "exit");
  server.stdin.end();
  await ended;
});

// refusal makes one call and gives its error.
function refusal(call) {
  const bytes = Buffer.from(call.request ?? "", "base64");
  const asIs = (value) => value;
  return new Promise((done) => {
    const options = { deadline: Date.now() + patience };
    client.makeUnaryRequest(call.method, asIs, asIs, bytes, options, (error) => done(error));
  });
}

// checked holds a refusal to what its caller must learn.
function checked(call, error) {
  const name = `${call.method.slice(0, 80)} ${call.reason}`;
  assert.ok(error, `${name}: succeeded`);
  const [details] = error.metadata.get("grpc-status-details-bin");
  assert.ok(details, `${name}: no details, ${status[error.code]} ${error.details.slice(0, 200)}`);
  const text = details.toString("latin1");
  assert.ok(text.includes("google.rpc.ErrorInfo"), `${name}: no ErrorInfo`);
  assert.ok(text.includes(call.reason || "ocegate"), `${name}: another reason`);
}

test("every refusal arrives, one after the other on one channel", async () => {
  assert.ok(calls.length > 300, `${calls.length} calls`);
  for (const call of calls) checked(call, await refusal(call));
});

test("every refusal arrives, many at a time on one channel", async () => {
  for (let at = 0; at < calls.length; at += 50) {
    const some = calls.slice(at, at + 50);
    const errors = await Promise.all(some.map(refusal));
    some.forEach((call, i) => checked(call, errors[i]));
  }
});

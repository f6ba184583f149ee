// Runs a real server with its sandbox for tests in Node: a built one
// (OCEGATE_SERVER), or one that Go builds first.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");
const startTimeout = 60_000;

// build makes the server's binary in a folder, unless there is one already.
export async function build(folder) {
  if (process.env.OCEGATE_SERVER) return process.env.OCEGATE_SERVER;
  const binary = join(folder, "server");
  await promisify(execFile)("go", ["build", "-o", binary, "./cmd/server"], { cwd: root });
  return binary;
}

// startSandbox runs a server of a site and waits until it answers; origin is its
// JSON door, upstream the emulator behind it. stop wants it to end cleanly.
export async function startSandbox(folder, { binary, site = "cn" } = {}) {
  const [http, grpc, admin, sandbox] = await freePorts(4);
  const server = start(binary ?? (await build(folder)), folder, [
    "--sandbox", "--site", site,
    "--http-addr", `127.0.0.1:${http}`,
    "--grpc-addr", `127.0.0.1:${grpc}`,
    "--admin-addr", `127.0.0.1:${admin}`,
    "--sandbox-addr", `127.0.0.1:${sandbox}`,
  ]);
  server.origin = `http://127.0.0.1:${http}`;
  server.upstream = `http://127.0.0.1:${sandbox}`;
  server.stop = async () => {
    server.kill("SIGTERM");
    assert.equal(await server.ended, 0, `the server did not stop cleanly:\n${server.output}`);
  };
  await reachable(server, `${server.origin}/openapi.json`);
  return server;
}

// start runs the server; ended resolves when it has stopped.
function start(binary, folder, flags) {
  const child = spawn(binary, flags, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  child.output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => (child.output += text));
  }
  child.ended = new Promise((done) => child.once("exit", done));
  return child;
}

async function reachable(server, url) {
  const end = Date.now() + startTimeout;
  while (Date.now() < end) {
    if (server.exitCode !== null) break;
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await pause(50);
  }
  throw new Error(`the server does not answer at ${url}:\n${server.output}`);
}

// freePorts holds all ports until it knows them, so that they differ.
async function freePorts(count) {
  const held = await Promise.all(
    Array.from({ length: count }, () => new Promise((done, fail) => {
      const listener = createServer().once("error", fail).listen(0, "127.0.0.1", () => done(listener));
    })),
  );
  const ports = held.map((listener) => listener.address().port);
  await Promise.all(held.map((listener) => new Promise((done) => listener.close(done))));
  return ports;
}

// Runs a real server with its sandbox for tests in Node: a built one
// (OCEGATE_SERVER), or one that Go builds first.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
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
  const server = start(binary ?? (await build(folder)), folder, [
    "--sandbox", "--site", site,
    ...["http", "grpc", "admin", "sandbox"].flatMap((door) => [`--${door}-addr`, "127.0.0.1:0"]),
  ]);
  server.stop = async () => {
    server.kill("SIGTERM");
    assert.equal(await server.ended, 0, `the server did not stop cleanly:\n${server.output}`);
  };
  await ready(server);
  server.origin = address(server, "JSON");
  server.upstream = address(server, "emulator");
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

// ready waits for the end of what the server prints when it is.
async function ready(server) {
  const end = Date.now() + startTimeout;
  while (Date.now() < end) {
    if (server.exitCode !== null) break;
    if (server.output.includes("Ctrl-C stops it.")) return;
    await pause(50);
  }
  throw new Error(`the server does not get ready:\n${server.output}`);
}

// address is the URL in the line of the server's banner that begins with a name.
function address(server, name) {
  return server.output.match(new RegExp(`^ *${name} +(http://[^ ]+)`, "m"))[1];
}

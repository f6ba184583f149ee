// Opens the API page of a real server in a real browser and tries a call: the
// page must load nothing from elsewhere, name every operation, and reach the
// sandbox. Needs Chromium (CHROMIUM, else /usr/bin/chromium) and Go, or a built
// server (OCEGATE_SERVER).
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { startSandbox } from "./server.mjs";

const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const operations = 188;

// How long a step may take: drawing all operations keeps a busy machine's
// processors for longer than the driver's own half minute.
const patience = 180_000;

let folder, server, origin, browser;
const skip = existsSync(browserPath) ? false : `no browser at ${browserPath}`;

before(async () => {
  if (skip) return;
  folder = await mkdtemp(join(tmpdir(), "ocegate-browser-"));
  server = await startSandbox(folder);
  origin = server.origin;
  browser = await chromium.launch({
    executablePath: browserPath,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });
});

after(async () => {
  await browser?.close();
  await server?.stop();
  if (folder && !process.env.OCEGATE_KEEP) await rm(folder, { recursive: true, force: true });
});

test("the API page works against the sandbox and loads nothing from elsewhere", { skip }, async (t) => {
  const { page, seen } = await open(t, { viewport: { width: 1280, height: 1600 } });

  await page.goto(`${origin}/`, { waitUntil: "networkidle" });
  assert.equal(page.url(), `${origin}/docs/`);
  const described = await page.evaluate(async () => (await fetch("../openapi.json")).json());
  const expected = Object.values(described.paths).flatMap((item) => Object.values(item));
  assert.equal(expected.length, operations);
  await page.locator(".opblock").first().waitFor();
  assert.equal(await page.locator(".opblock").count(), operations);
  const ids = await page.locator(".opblock").evaluateAll((blocks) => blocks.map((block) => block.id));
  assert.deepEqual(ids.sort(), expected.map(({ tags, operationId }) => `operations-${tags[0]}-${operationId}`).sort());
  await page.screenshot({ path: join(folder, "operations.png") });

  const listed = await tryOut(page, "operations-OrderService-OrderService_ListOrders");
  assert.equal(listed.request, `${origin}/v1/orders`);
  assert.equal(listed.status, "200");
  const { orders } = JSON.parse(listed.body);
  assert.ok(orders.length > 0, "no orders");
  assert.match(orders[0].status, /^ORDER_STATUS_/);
  await page.screenshot({ path: join(folder, "orders.png") });

  const paid = await tryOut(page, "operations-OrderService-OrderService_PayOrder", { orderId: "NO/SUCH" });
  assert.equal(paid.request, `${origin}/v1/orders/NO%2FSUCH:pay`);
  assert.ok(paid.status >= "400", `status ${paid.status}`);
  assert.equal(JSON.parse(paid.body).error.code, Number(paid.status));
  await page.screenshot({ path: join(folder, "payment.png") });

  assert.deepEqual(seen.foreign, [], "requests to other hosts");
  // The refused payment is the one thing that a browser reports by itself.
  assert.deepEqual(seen.errors.filter((text) => !text.includes(`status of ${paid.status}`)), [], "errors on the console");
  t.diagnostic(`screenshots in ${folder}`);
});

// Whoever knows the upstream's names finds what they became.
test("the search looks at paths, descriptions and the upstream's names", { skip }, async (t) => {
  const { page, seen } = await open(t);
  await page.goto(`${origin}/docs/`, { waitUntil: "networkidle" });
  const blocks = page.locator(".opblock");
  const box = page.locator(".operation-filter-input");
  for (const [phrase, least, most, id] of [
    ["ShowCustomerOrderDetails", 1, 1, "operations-OrderService-OrderService_GetOrder"],
    ["/v2/orders/customer-orders/details", 1, 1, "operations-OrderService-OrderService_GetOrder"],
    ["bill_cycle", 2, 30, "operations-BillService-BillService_ListPercentileUsageSummaries"],
    ["unreadCounts", 1, 5, null],
    ["nobody says this", 0, 0, null],
    ["", operations, operations, "operations-OrderService-OrderService_PayOrder"],
  ]) {
    await box.fill(phrase);
    await page.waitForFunction(([from, to]) => {
      const count = document.querySelectorAll(".opblock").length;
      return count >= from && count <= to;
    }, [least, most]).catch(async () => assert.fail(`${await blocks.count()} operations for ${phrase}`));
    if (id) assert.equal(await page.locator(`[id="${id}"]`).count(), 1, `${id} is not found by ${phrase}`);
  }
  assert.deepEqual(seen.errors, [], "errors on the console");
});

// An enum of an answer is a name or a number: the page must show both, and a real
// answer beside.
test("the page shows open enums and real answers", { skip }, async (t) => {
  const { page, seen } = await open(t, { viewport: { width: 1280, height: 1600 } });
  await page.goto(`${origin}/docs/`, { waitUntil: "networkidle" });
  const block = page.locator('[id="operations-OrderService-OrderService_ListOrders"]');
  await block.locator(".opblock-summary-control").click();
  const answer = block.locator('tr.response[data-code="200"]');
  await answer.getByText('"ORDER_STATUS_PENDING_PAYMENT"').first().waitFor();
  await answer.getByRole("tab", { name: "Schema" }).click();
  await answer.getByRole("button", { name: "Expand all" }).first().click();
  await answer.getByText(/any of/i).first().waitFor();
  await page.screenshot({ path: join(folder, "schema.png") });
  assert.deepEqual(seen.errors, [], "errors on the console");
});

test("the watch notices what it is there for", { skip }, async (t) => {
  const { page, seen } = await open(t, { bypassCSP: true });
  await page.goto(`${origin}/docs/`);
  await page.evaluate(() => fetch("http://elsewhere.invalid/x.js").catch(() => console.error("as expected")));
  assert.deepEqual(seen.foreign, ["http://elsewhere.invalid/x.js"]);
  assert.ok(seen.errors.some((text) => text.includes("as expected")));
});

test("the page's policy stops what the watch would notice", { skip }, async (t) => {
  const { page, seen } = await open(t);
  await page.goto(`${origin}/docs/`);
  const stopped = await page.evaluate(() => fetch("http://elsewhere.invalid/x.js").then(() => false, () => true));
  assert.ok(stopped);
  assert.deepEqual(seen.foreign, []);
});

// open makes a window of its own for a test, which ends with it, and watches it.
async function open(t, options = {}) {
  const context = await browser.newContext(options);
  t.after(() => context.close());
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  return { page, seen: watch(page, context) };
}

// watch notes requests to other hosts, which never leave the browser, and
// everything that the console reports as an error.
function watch(page, context) {
  const seen = { foreign: [], errors: [] };
  context.route("**/*", (route) => {
    const url = route.request().url();
    if (new URL(url).origin === origin) return route.continue();
    seen.foreign.push(url);
    return route.abort();
  });
  page.on("console", (message) => {
    if (message.type() === "error") seen.errors.push(message.text());
  });
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  return seen;
}

// tryOut opens an operation, fills parameters in, executes it, and returns what
// the page shows.
async function tryOut(page, id, parameters = {}) {
  const block = page.locator(`[id="${id}"]`);
  await block.locator(".opblock-summary-control").click();
  const button = block.getByRole("button", { name: "Try it out" });
  if (await button.isVisible()) await button.click();
  for (const [name, value] of Object.entries(parameters)) {
    await block.locator(`tr[data-param-name="${name}"] input`).fill(value);
  }
  const answered = page.waitForResponse((response) => new URL(response.url()).pathname.startsWith("/v1/"));
  await block.getByRole("button", { name: "Execute" }).click();
  const response = await answered;
  const shown = block.locator(".live-responses-table .response .response-col_status");
  await shown.waitFor();
  await block.scrollIntoViewIfNeeded();
  return { request: response.url(), status: (await shown.innerText()).trim().split(/\s/)[0], body: await response.text() };
}

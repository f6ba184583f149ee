// Drives the emulator with the core of the vendor's own Node client, which signs
// requests and reads answers as its programs do. The client packages of the two
// services are not published; each of their calls is one request to this core.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { build, startSandbox } from "../browser/server.mjs";

let folder, ClientBuilder, GlobalCredentials;
const servers = {};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "ocegate-node-"));
  process.env.HOME = folder; // the core keeps an id of its own there
  ({ GlobalCredentials } = await import("@huaweicloud/huaweicloud-sdk-core"));
  ({ ClientBuilder } = await import("@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js"));
  const binary = await build(folder);
  for (const site of ["cn", "intl"]) {
    servers[site] = await startSandbox(folder, { binary, site });
  }
});

after(async () => {
  for (const server of Object.values(servers)) await server.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

// clientOf is the core's client with the demo key, as a service's package builds it.
function clientOf(site, key = {}) {
  const credentials = new GlobalCredentials()
    .withAk(key.ak ?? "OCEGATESANDBOXAK")
    .withSk(key.sk ?? "ocegate-sandbox-secret-key")
    .withDomainId("0a1b2c3d4e5f60718293a4b5c6d7e8f9");
  return new ClientBuilder((client) => client, "GlobalCredentials")
    .withCredential(credentials)
    .withEndpoint(servers[site].upstream)
    .withOptions({ customUserAgent: "ocegate-node-test" })
    .build();
}

// request is a call in the form that the generated packages hand to the core.
function request(method, url, { query = {}, path = {}, data, headers = {} } = {}) {
  const options = { method, url, contentType: "application/json", queryParams: query, pathParams: path, headers: { ...headers } };
  if (data !== undefined) options.data = data;
  return options;
}

const get = (url, query, more = {}) => request("GET", url, { query, ...more });
const post = (url, data, more = {}) => request("POST", url, { data, ...more });

const month = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
const product = (more) => ({
  project_id: "p",
  product_infos: [{
    id: "1", cloud_service_type: "hws.service.type.ec2", resource_type: "hws.resource.type.vm",
    resource_spec: "s6.large.2.linux", region: "cn-north-4", subscription_num: 1, ...more,
  }],
});

// reads are calls with what their answers must hold, on both sites.
const reads = (currency) => [
  [get("/v2/orders/customer-orders", { order_id: "CSDEMO0001PAYABLE" }), (a) => {
    assert.equal(a.total_count, 1);
    assert.equal(a.order_infos[0].official_amount, 260);
    assert.equal(a.order_infos[0].currency, currency);
  }],
  [get("/v2/orders/customer-orders/details/{order_id}", { limit: 100, offset: 200 }, { path: { order_id: "CSDEMO0003LARGE" } }), (a) =>
    assert.equal(a.order_line_items.length, 60)],
  [get("/v2/orders/customer-orders/order-discounts", { order_id: "CSDEMO0008COUPON" }), (a) =>
    assert.equal(a.discounts.length, currency === "CNY" ? 3 : 4)],
  [get("/v2/orders/customer-orders/refund-orders", { order_id: "CSDEMO0006REFUND" }), (a) => assert.ok(a.refund_infos.length > 0)],
  [get("/v2/accounts/customer-accounts/balances", {}), (a) => assert.equal(a.account_balances[0].amount, 5000)],
  [get("/v2/promotions/benefits/coupons", { coupon_id: "CPDEMO0001CASH" }), (a) => assert.equal(a.user_coupons[0].face_value, 100)],
  [get("/v2/products/service-types", { limit: 1000 }, { headers: { "X-Language": "en_US" } }), (a) =>
    assert.ok(a.service_types.some((one) => one.service_type_name === "Elastic Cloud Server"))],
  [get("/v2/products/resource-types", { limit: 1000 }), (a) => assert.ok(a.resource_types.length > 5)],
  [get("/v2/bases/measurements", {}), (a) => assert.ok(a.measure_units.length > 5)],
  [get("/v2/bills/customer-bills/res-fee-records", { cycle: month() }), (a) => assert.equal(a.currency, currency)],
  [post("/v2/orders/suscriptions/resources/query", { resource_ids: ["rs-demo-0001-server"] }), (a) => assert.equal(a.total_count, 4)],
  [post("/v3/payments/free-resources/query", { limit: 1000 }), (a) => assert.ok(a.free_resource_packages.length > 0)],
  [post("/v2/bills/customer-bills/res-records/query", { cycle: month() }), (a) => assert.equal(a.currency, currency)],
  [post("/v2/bills/ratings/on-demand-resources", product({ usage_factor: "Duration", usage_value: 10, usage_measure_id: 4 })), (a) => {
    assert.equal(a.official_website_amount, 3.2);
    assert.equal(a.amount, 2.72);
  }],
  [post("/v2/bills/ratings/period-resources/subscribe-rate", product({ period_type: 2, period_num: 1 })), (a) =>
    assert.equal(a.official_website_rating_result.official_website_amount, 160)],
  [post("/v2/bills/ratings/period-resources/renew-rate", { resource_ids: ["rs-demo-0001-server"], period_type: 2, period_num: 1 }), (a) => {
    assert.equal(a.renew_inquiry_results[0].amount, "365.00");
    assert.equal(a.optional_discount_rating_results[0].discount_type, 605);
  }],
];

for (const [site, currency, number] of [["cn", "CNY", 0], ["intl", "USD", 1]]) {
  test(`the core reads the emulator of ${site}`, async () => {
    const client = clientOf(site);
    for (const [options, check] of reads(currency)) {
      const answer = await client.sendRequest(options);
      assert.equal(answer.httpStatusCode, 200, options.url);
      check(answer);
    }
  });

  test(`the core reads and writes tickets of ${site}`, async () => {
    const client = clientOf(site);
    const headers = { "X-Site": String(number), "X-Language": "en-us", "X-Time-Zone": "GMT+8" };
    const cases = "/v2/servicerequest/cases";
    const listed = await client.sendRequest(get(cases, { incident_id: "TS-DEMO-0002-PROCESSING" }, { headers }));
    assert.equal(listed.incident_info_list[0].status, 1);
    const created = await client.sendRequest(post(cases, {
      business_type_id: "bt-ecs-question", simple_description: "How?", source_id: "83aeb0f2834c4df49826c781d32a963e",
    }, { headers }));
    assert.match(created.incident_id, /^TS-/);
    // The core takes an error in HTTP 200 for a success without content.
    const unknown = await client.sendRequest(get(`${cases}/{case_id}`, {}, { path: { case_id: "TS-NOBODY" }, headers }));
    assert.equal(unknown.httpStatusCode, 200);
    assert.equal(unknown.incident_detail_info, undefined);
  });

  test(`the core changes what the emulator of ${site} holds`, async () => {
    const client = clientOf(site);
    const resources = "/v2/orders/subscriptions/resources";
    const payment = { order_id: "CSDEMO0001PAYABLE", use_coupon: "NO", use_discount: "NO" };
    assert.equal((await client.sendRequest(post("/v3/orders/customer-orders/pay", payment))).httpStatusCode, 204);
    await assert.rejects(client.sendRequest(post("/v3/orders/customer-orders/pay", payment)), { errorCode: "CBC.99003106" });
    const cancel = await client.sendRequest(request("PUT", "/v2/orders/customer-orders/cancel", { data: { order_id: "CSDEMO0002CANCEL" } }));
    assert.equal(cancel.httpStatusCode, 204);
    const auto = { path: { resource_id: "rs-demo-0001-server" } };
    assert.equal((await client.sendRequest(post(`${resources}/autorenew/{resource_id}`, {}, auto))).httpStatusCode, 204);
    assert.equal((await client.sendRequest(request("DELETE", `${resources}/autorenew/{resource_id}`, auto))).httpStatusCode, 204);
    const renewed = await client.sendRequest(post(`${resources}/renew`, {
      resource_ids: ["rs-demo-0001-server"], period_type: 2, period_num: 1, is_auto_pay: 1, expire_policy: 0,
    }));
    assert.equal(renewed.order_ids.length, 1);
    const left = await client.sendRequest(post(`${resources}/unsubscribe`, {
      resource_ids: ["rs-demo-0007-fresh", "nobody"], unsubscribe_type: 1,
    }));
    assert.equal(left.order_ids.length, 1);
    assert.equal(left.fail_resource_infos[0].error_code, "CBC.30000067");
    const balances = await client.sendRequest(get("/v2/accounts/customer-accounts/balances", {}));
    assert.equal(balances.account_balances[0].amount, 5000 - 260 - 310.25);
    assert.equal(await paid(site), 2);
  });
}

// paid counts the payments in the emulator's journal: what the client believes must have happened.
async function paid(site) {
  const { effects } = await (await fetch(`${servers[site].upstream}/_sandbox/journal`)).json();
  return effects.filter((effect) => effect.kind === "order_paid").length;
}

test("a wrong secret and a foreign key are refused", async () => {
  const balances = get("/v2/accounts/customer-accounts/balances", {});
  await assert.rejects(clientOf("cn", { sk: "wrong" }).sendRequest({ ...balances }), { errorCode: "APIGW.0301" });
  const foreign = { ak: "OCEGATESANDBOXINTLAK", sk: "ocegate-sandbox-international-secret-key" };
  await assert.rejects(clientOf("cn", foreign).sendRequest({ ...balances, headers: {} }), { errorCode: "CBC.0150" });
  const home = await clientOf("intl", foreign).sendRequest({ ...balances, headers: {} });
  assert.equal(home.httpStatusCode, 200);
});

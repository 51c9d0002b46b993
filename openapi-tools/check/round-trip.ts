// Calls every operation of the torture application with the client that was generated for it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ApiError, createApiClient, type ApiOperationId, type Shape } from "./generated/torture.js";

const [baseUrl = "", echoFile = "", documentFile = ""] = process.argv.slice(2);
const seen = new Set<string>();
const api = createApiClient({
  baseUrl,
  security: { bearer: async () => "1234", key: "any" },
  onRequest: (_url, _init, id) => void seen.add(id),
});

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) {
    list.push(item);
  }
  return list;
}

// Documents come back as they were sent.
const echoes: { [path: string]: unknown } = JSON.parse(readFileSync(echoFile, "utf8"));
const paths = JSON.parse(readFileSync(documentFile, "utf8")).paths;
for (const [name, body] of Object.entries(echoes)) {
  const id = paths[`/echo/${name}`].post.operationId as ApiOperationId;
  const call = api[id] as unknown as (input: { body: unknown }) => Promise<unknown>;
  const expected = name === "bean" ? { ...(body as object), experienced: true } : body;
  assert.deepEqual(await call({ body }), expected, name);
}
assert.deepEqual(await api.allCategories(), ["food", "books", "garden-and-house"]);
const shape: Shape = { kind: "square", side: 2 };
const echoed = await api.echoesShape({ body: shape });
assert.equal(echoed.kind === "square" ? echoed.side : 0, 2);
await api.echoesNames({ body: { first_name: "Ann", familyName: "Lee", new_password: "secret" } });

// Pages, drafts, patches.
const page = await api.productsList({ query: { page: 1, size: 2, category: ["food", "books"], inStock: false } });
assert.equal(page.size, 2);
const first = await api.productsFeed({ query: { size: 2 } });
const next = await api.productsFeed({ query: { size: 2, cursor: first.next! } });
assert.notDeepEqual(next.items, first.items);
assert.equal((await api.productsWindow({ query: { offset: 1, limit: 1 } })).items.length, 1);
assert.ok(Object.keys(await api.byCategory()).length > 0);
const product = { sku: "z-1", name: "Zip", category: "food", price: 1.5, sizes: { a: 1.5 } } as const;
assert.equal((await api.productsCreate({ body: product })).sku, "z-1");
const conflict = await api.productsCreate({ body: product }).catch((error: unknown) => error);
assert.ok(conflict instanceof ApiError && conflict.status === 409 && conflict.problem?.title === "Conflict");
assert.equal((await api.productsReplace({ path: { sku: "z-1" }, body: { ...product, stock: 2 } })).stock, 2);
const changed = await api.productsUpdate({
  path: { sku: "z-1" },
  headers: { "If-Match": '"v1"' },
  body: { stock: 7, description: null },
});
assert.equal(changed.stock, 7);
const operated = await api.productsOperate({
  path: { sku: "z-1" },
  body: [{ op: "replace", path: "/stock", value: 8 }],
});
assert.equal(operated.stock, 8);
assert.equal((await api.productsChange({ path: { sku: "z-1" }, body: { stock: 9 } })).stock, 9);
assert.equal((await api.productsGet({ path: { sku: "z-1" } })).version, 2);
assert.equal(await api.productsDelete({ path: { sku: "z-1" } }), undefined);
const gone = await api.productsGet.answer({ path: { sku: "z-1" } });
assert.equal(gone.status === 404 ? gone.body.status : 0, 404);
const invalid = await api.productsCreate.answer({ body: { ...product, name: "" } });
assert.ok(invalid.status === 400 && invalid.body.errors?.[0]?.pointer === "/name");

// The same methods below a router, with another shape.
const shown = await api.shopProductsGetByCountry({ path: { country: "de", sku: "A-1" } });
assert.deepEqual([shown.article, shown.available, "stock" in shown], ["A-1", true, false]);
assert.ok((await api.shopProductsListByCountry({ path: { country: "de" } })).items.length > 0);

// Parameters.
const id = "123e4567-e89b-12d3-a456-426614174000";
const simple = await api.parametersSimple({
  query: {
    text: "a&b=ü", number: 1, large: 2, fraction: 1.5, flag: true, letter: "x", exact: 1.25, id,
    address: "http://example.org/?a=b", day: "2026-01-31", instant: "2026-01-31T10:15:30Z",
    duration: "PT1H", language: "en-GB", currency: "EUR", category: "books", sku: "ab-1",
  },
});
assert.deepEqual([simple["text"], simple["exact"], simple["address"]], ["a&b=ü", "1.25", "http://example.org/?a=b"]);
assert.equal((await api.parametersOptional())["limit"], "20");
assert.deepEqual(
  await api.parametersLists({ query: { tag: ["a", "b,c"], level: [1], category: ["food"] }, headers: { "X-Label": ["x", "y"] } }),
  ["[a, b,c]", "[1]", "[FOOD]", "[x, y]"],
);
assert.deepEqual(
  await api.parametersHeaders({ headers: { "X-Tenant": "acme" }, cookies: { theme: "dark", "session-id": id } }),
  ["acme", "Optional.empty", "dark", `Optional[${id}]`],
);
assert.deepEqual(
  await api.parametersPath({ path: { number: 1, day: "2026-01-31", category: "food", sku: "ab-1", word: "a b?ü" } }),
  ["1", "2026-01-31", "FOOD", "ab-1", "a b?ü"],
);
assert.deepEqual(await api.parametersRest({ path: { id, file: "a/b c.txt" } }), [id, "a/b c.txt"]);
assert.equal(await api.parametersReports(), "all reports");
assert.equal(await api.parametersReportsByYear({ path: { year: 2026 } }), "the report of 2026");
const group = await api.parametersGroup({
  query: { tag: ["a"], "published.from": "2026-01-01", "published.until": "2026-01-31" },
  headers: { "User-Agent": "node", "X-Device-Id": id },
});
assert.match(group, /published=Optional\[Span\[from=2026-01-01/);
assert.equal(await api.parametersConstrained({ path: { floor: 3 }, query: { code: "ab", with: ["tv"] } }), "3 ab [tv]");
assert.equal((await api.parametersProvided({ query: { tenant: "acme" }, headers: { "X-Region": "eu" } })).region, "eu");
assert.deepEqual(
  await api.parametersReserved({ query: { class: "a", $top: 1, "odd name[]": "b", "a.b": "c", in: "d" } }),
  ["a", "1", "b", "c", "d"],
);

// Forms and files.
const contact = { name: "Ann", email: "ann@example.org", topic: ["a", "b"], newsletter: true, "address.street": "Elm" };
assert.equal((await api.formsContact({ body: contact }))["topics"], "[a, b]");
assert.equal((await api.formsContact({ body: contact, contentType: "multipart/form-data" }))["street"], "Elm");
assert.deepEqual(await api.formsFields({ query: { place: "x" }, body: { name: "a", "e-mail": "b" } }), ["a", "b", "x"]);
const file = new File(["hello"], "hello.txt", { type: "text/plain" });
assert.deepEqual(await api.formsAvatar({ body: { file } }), { name: "hello.txt", size: 5 });
assert.equal((await api.formsPhoto({ body: { title: "Sea", photo: file } })).size, 5);
assert.equal((await api.formsDocuments({ body: { file: [file, file], comment: "two" } })).length, 2);
const form = new FormData();
form.append("any", file);
assert.equal((await api.formsAll({ body: form, contentType: "multipart/form-data" }))["any"]?.[0]?.size, 5);
assert.deepEqual(await api.formsAny({ body: { b: "1", a: "2" } }), ["b", "a"]);
assert.deepEqual(await api.formsParts({ body: form }), ["any"]);

// Streams and what is no JSON.
assert.deepEqual((await all(await api.streamsSteps())).map(event => event.data.percent), [50, 100]);
assert.deepEqual((await all(await api.streamsFigures())).map(event => event.data.kind), ["Circle", "square"]);
const news = await all(await api.streamsNews({ headers: { "Last-Event-ID": "1" } }));
assert.deepEqual(news[0], { data: "number\n1", event: "headline", id: "2" });
assert.equal((await api.streamsReadings())[1]?.celsius, 21);
const lines = await api.streamsReadings({}, { accept: "application/x-ndjson" });
assert.equal((await all(lines))[0]?.sensor, "a");
const readings = [{ sensor: "a", celsius: 20.5 }, { sensor: "b", celsius: 21.5 }];
assert.equal(await api.streamsHottest({ body: readings }), 21.5);
assert.equal(await api.streamsHottest({ body: readings, contentType: "application/x-ndjson" }), 21.5);
assert.equal(await api.streamsLog(), "started\nready\n");
assert.equal(await api.streamsText(), "plain text");
assert.equal(await api.streamsEcho({ body: "a text", contentType: "text/plain" }), "a text");
assert.equal((await (await api.streamsBytes()).arrayBuffer()).byteLength, 4);
assert.equal(await api.streamsPicture({ body: new Blob(["1234"]) }), 4);
assert.equal(await api.streamsMeasure({ body: new Blob(["12345"], { type: "application/x-thing" }) }), 5);
assert.equal(await (await api.streamsReport()).valueOf(), "a,b\n1,2\n");
assert.equal(await api.streamsFile(), "what is in the file\n");
assert.deepEqual(await api.streamsPage(), { sensor: "a", celsius: 20.5 });
assert.equal(await api.streamsLabel(), "# Handle with care");
assert.equal(await api.streamsOld(), "plain text");
assert.equal(await api.streamsProbe(), undefined);

// Accounts.
assert.equal((await api.accountsLogin({ body: { name: "Ann", password: "sesame" } })).token, "1234");
assert.equal((await api.whoAmI()).name, "Ann");
const stranger = await createApiClient({ baseUrl }).whoAmI.answer();
assert.equal(stranger.status === 401 ? stranger.body.status : 0, 401);
assert.equal((await api.accountsCreate({ path: { name: "bob" } })).name, "bob");
await api.accountsDelete({ path: { name: "bob" } });
await api.accountsWho();
const tea = await api.accountsProblem().catch((error: unknown) => error);
assert.ok(tea instanceof ApiError && tea.status === 418 && tea.problem?.["pot"] === "tea");
assert.equal(await api.getRawById({ path: { id: 7 } }), "number 7");
assert.equal(await api.postRaw(), 0);
assert.equal(api.productsList.url({ query: { page: 2 } }), `${baseUrl}/products?page=2`);

const ids = Object.values(paths as { [path: string]: { [method: string]: { operationId?: string } } })
  .flatMap(item => Object.values(item))
  .flatMap(operation => (operation.operationId === undefined ? [] : [operation.operationId]));
assert.deepEqual(ids.filter(each => !seen.has(each)), [], "operations that were not called");
console.log(`${seen.size} operations were called through the client.`);

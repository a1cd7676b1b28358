import assert from "node:assert/strict";
import { test } from "node:test";

import { get, post, Refusal } from "../src/http";

interface Asked {
  path: string;
  options: RequestInit;
}

function answer(response: Response | Error): Asked[] {
  const asked: Asked[] = [];
  globalThis.fetch = (path, options = {}) => {
    asked.push({ path: String(path), options });
    return response instanceof Error ? Promise.reject(response) : Promise.resolve(response);
  };
  return asked;
}

const refused = (body: unknown, status: number) => new Response(JSON.stringify(body), { status });
const caught = (promise: Promise<unknown>) => promise.then(() => null, (error: Refusal) => error);

test("a command carries its fields and the token of the page", async () => {
  document.body.innerHTML = '<input type="hidden" name="csrfmiddlewaretoken" value="t1">';
  const asked = answer(new Response(null, { status: 204 }));
  await post("/x/", { number: 8, open: true, shut: false, none: null });
  const { body, headers } = asked[0]?.options ?? {};
  assert.deepEqual([String(body), (headers as Record<string, string>)["X-CSRFToken"]], ["number=8&open=1&shut=0", "t1"]);
});

test("204 is an answer without a value", async () => {
  answer(new Response(null, { status: 204 }));
  assert.equal(await post("/x/"), null);
});

test("an answer in JSON is handed on", async () => {
  answer(new Response('{"code":"ABCD"}'));
  assert.deepEqual(await post("/x/"), { code: "ABCD" });
});

test("a refusal keeps the server's words", async () => {
  answer(refused({ code: "missing", message: "Kies een uitkomst.", field: "outcome" }, 400));
  const error = await caught(post("/x/"));
  assert.deepEqual([error?.message, error?.code, error?.field, error?.status], ["Kies een uitkomst.", "missing", "outcome", 400]);
});

test("a refusal without words gets ours", async () => {
  answer(new Response("<h1>Oops</h1>", { status: 500 }));
  assert.equal((await caught(get("/x/")))?.message, "This did not work. Nothing was changed. Try again.");
});

test("an unreachable server is told as no connection", async () => {
  answer(new TypeError("network"));
  assert.equal((await caught(post("/x/")))?.code, "offline");
});

test("a page where JSON was due is a refusal", async () => {
  answer(new Response("<html>", { status: 200 }));
  assert.equal((await caught(get("/x/")))?.code, "unreadable");
});

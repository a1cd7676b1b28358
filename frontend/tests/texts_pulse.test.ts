import assert from "node:assert/strict";
import { test } from "node:test";

import { LOOK, Pulse } from "../src/texts/pulse";

/** How a server behaves, from some moment on. */
interface Server {
  answers?: boolean;
  speaksEvery?: number;
}

/**
 * Look at a line from its beginning, with an edit made at `edit` that nobody acknowledges; returns
 * when it was given up (ms), or null when it lived for two minutes, and how often it was asked.
 */
function watch({ edit = Infinity, answers = false, speaksEvery = Infinity }: Server & { edit?: number }): [number | null, number] {
  const pulse = new Pulse();
  let [asked, spoken] = [0, 0];
  pulse.begin(0);
  pulse.hear(0, { answer: false });
  for (let now = 0; now <= 120_000; now += LOOK / 5) {
    if (now - spoken >= speaksEvery) {
      spoken = now;
      pulse.hear(now, { answer: false });
    }
    if (now % LOOK !== 0) continue;
    const verdict = pulse.verdict({ now, open: true, waiting: now > edit ? now - edit : 0 });
    if (verdict === "dead") return [now, asked];
    if (verdict !== "ask") continue;
    asked += 1;
    pulse.ask(now);
    if (answers) pulse.hear(now + 1, { answer: true });
  }
  return [null, asked];
}

for (const edit of [0, 60, 130, 250, 499, 11_940]) {
  test(`a line that died is noticed within five seconds after an edit at ${edit} ms`, () => {
    const [dead] = watch({ edit });
    assert.ok(dead !== null && dead - edit <= 5_000, `${dead}`);
  });
}

test("a line that died is noticed within five seconds when the edit came long after its last sign", () => {
  const pulse = new Pulse();
  pulse.begin(0);
  const verdicts = [1_000, 1_500, 4_500, 5_000].map((waiting) => {
    const verdict = pulse.verdict({ now: 10_000 + waiting, open: true, waiting });
    if (verdict === "ask") pulse.ask(10_000 + waiting);
    return verdict;
  });
  assert.deepEqual(verdicts, ["ask", "well", "dead", "dead"]);
});

test("a line on which nothing goes up any more is noticed although others are heard", () => {
  const [dead] = watch({ edit: 0, speaksEvery: 200 });
  assert.ok(dead !== null && dead <= 9_000, `${dead}`);
});

test("a line that answers is kept while the session is slow to acknowledge, and opened anew at last", () => {
  assert.equal(watch({ edit: 0, answers: true })[0], 15_000);
});

test("an idle line on which nothing comes any more is noticed within twenty seconds", () => {
  const [dead, asked] = watch({});
  assert.deepEqual([dead !== null && dead <= 20_000, asked], [true, 1]);
});

test("an idle line on which the server speaks every twelve seconds is never asked", () => {
  assert.deepEqual(watch({ speaksEvery: 12_000 }), [null, 0]);
});

test("an idle line that answers lives", () => {
  assert.equal(watch({ answers: true })[0], null);
});

test("after a sleep a silent line is given up without asking", () => {
  const pulse = new Pulse();
  pulse.begin(0);
  assert.equal(pulse.verdict({ now: 1_800_000, open: true, waiting: 0 }), "dead");
});

test("what waited through a loss gets its time on the next connection", () => {
  const pulse = new Pulse();
  pulse.begin(60_000);
  pulse.hear(60_010, { answer: false });
  assert.equal(pulse.verdict({ now: 60_020, open: true, waiting: 60_020 }), "well");
});

test("a connection that says nothing while it is opened is asked once, and given up", () => {
  const pulse = new Pulse();
  pulse.begin(0);
  const verdicts = [500, 1_000, 1_500, 8_000].map((now) => {
    const verdict = pulse.verdict({ now, open: false, waiting: 0 });
    if (verdict === "ask") pulse.ask(now);
    return verdict;
  });
  assert.deepEqual(verdicts, ["well", "ask", "well", "dead"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { follow, isElsewhere, neighbours } from "../../src/ui/follow";

test("who looks at the question of the group goes along to the next one", () => {
  assert.equal(follow({ shown: 8, before: 8, now: 9, busy: false }), 9);
});

test("who is writing is never pulled away", () => {
  assert.equal(follow({ shown: 8, before: 8, now: 9, busy: true }), 8);
});

test("who looks elsewhere stays there", () => {
  assert.equal(follow({ shown: 3, before: 8, now: 9, busy: false }), 3);
});

test("who stayed behind once does not go along later by itself", () => {
  assert.equal(follow({ shown: 8, before: 9, now: 10, busy: false }), 8);
});

test("the way back is offered on another question than the group's", () => {
  assert.equal(isElsewhere(8, 9), true);
});

test("the way back is not offered where the group is", () => {
  assert.equal(isElsewhere(9, 9), false);
});

test("the neighbours of a question skip what is not in the programme", () => {
  assert.deepEqual(neighbours([1, 4, 8, 12], 8), { previous: 4, next: 12 });
});

test("the first question has nothing before it", () => {
  assert.deepEqual(neighbours([1, 4], 1), { previous: null, next: 4 });
});

test("the last question has nothing after it", () => {
  assert.deepEqual(neighbours([1, 4], 4), { previous: 1, next: null });
});

test("a question outside the programme has the nearest of the programme around it", () => {
  assert.deepEqual(neighbours([1, 4, 8], 5), { previous: 4, next: 8 });
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { actionLine, ownActions } from "../../src/ui/actions";
import { avatar, initials, presentFirst, roleLine } from "../../src/ui/people";
import { action, person } from "./cast";

const SAM = person("Sam");
const FATIMA = person("Fatima");
const DAAN = person("Daan", { role: "vendor", vendor: true, perspective_label: "Vendor" });

test("initials are two letters", () => {
  assert.equal(initials(" Fatima "), "Fa");
});

test("initials never cut a sign in half", () => {
  assert.equal(initials("𝒜nna"), "𝒜n");
});

test("the vendor has another shape", () => {
  assert.equal(avatar(DAAN).className, "av lev");
});

test("a scribe is called so beside the perspective", () => {
  assert.equal(roleLine(person("Mees", { role: "scribe", perspective_label: "HR" })), "HR · scribe");
});

test("a perspective is said in the language of the page", () => {
  const sam = person("Sam", { perspective: "works_council", perspective_label: "Ondernemingsraad" });
  assert.equal(roleLine(sam), "Works council");
});

test("who speaks from elsewhere is called in their own words", () => {
  assert.equal(roleLine(person("Lena", { perspective: "other", perspective_label: "Student" })), "Student");
});

test("who is here stands before who is away, each in order of joining", () => {
  assert.deepEqual(presentFirst([SAM, FATIMA, DAAN], ["daan", "fatima"]), [FATIMA, DAAN, SAM]);
});

test("nobody is moved while it is not known who is here", () => {
  assert.deepEqual(presentFirst([SAM, FATIMA], []), [SAM, FATIMA]);
});

test("an action is one's own by name, whatever the capitals", () => {
  const own = action({ owner: " sam" });
  assert.deepEqual(ownActions([own, action({ owner: "Fatima" })], SAM), [own]);
});

test("an action is one's own by perspective", () => {
  const own = action({ owner: "IT" });
  assert.deepEqual(ownActions([own], SAM), [own]);
});

test("an action without owner is nobody's", () => {
  assert.deepEqual(ownActions([action()], person("Sam", { perspective_label: "" })), []);
});

test("an action line names what is missing", () => {
  assert.equal(actionLine(action()), "nobody yet\u00a0· no date yet");
});

test("an action line names owner, day and kind", () => {
  const year = String(new Date().getFullYear());
  const complete = action({ owner: "Bram", due_date: `${year}-12-04`, kind: "process" });
  assert.equal(actionLine(complete), "Bram\u00a0· 4\u00a0december\u00a0· process");
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { cast, objectionsOf } from "../../src/ui/consent_panel";
import { byRole } from "../../src/ui/desk_counts";
import { waitingIn } from "../../src/ui/parking";
import { meaningOf } from "../../src/ui/person_role";
import { soleRoles } from "../../src/ui/ways_of_working";
import { asked, person } from "./cast";

const SAID = { text: "No", label: "IT", vendor: false };

test("who wrote is told as counts by role, without the roles where nobody did", () => {
  const tallies = [
    { perspective: "hr", label: "HR", count: 1, of: 2 },
    { perspective: "it", label: "IT", count: 0, of: 1 },
    { perspective: "works_council", label: "OR", count: 2, of: 2 },
  ];
  assert.equal(byRole(tallies), "HR\u00a01, OR\u00a02");
});

test("all kinds of votes count as cast", () => {
  assert.equal(cast({ yes: 3, remark: 1, objection: 2, of: 9 }), 6);
});

test("only objections become a different view", () => {
  const remarks = [{ ...SAID, choice: "remark" as const }, { ...SAID, choice: "objection" as const }];
  const desk = { ready: [], written: [], help: 0, outdated: { consent: 0, vendor_consent: 0 }, remarks };
  assert.deepEqual(objectionsOf(asked(8, { desk })), [{ ...SAID, choice: "objection" }]);
});

test("a page without a desk has no objections", () => {
  assert.deepEqual(objectionsOf(asked(8)), []);
});

test("an item waits until somebody says what became of it", () => {
  const item = { id: "1", question: 8, text: "Later", settled: "" as const, by: null, closed: false };
  assert.deepEqual(waitingIn([item, { ...item, id: "2", settled: "dropped" }]), [item]);
});

test("who is made participant is told to read earlier closed rounds only when let in", () => {
  assert.match(meaningOf(person("Daan", { role: "vendor" }), "participant"), /^Daan .*closed rounds/);
});

test("the same role changes nothing", () => {
  assert.equal(meaningOf(person("Sam"), "participant"), "");
});

test("a role that one person has gives that person away", () => {
  const people = [
    person("Sam"),
    person("Ellen"),
    person("Joris", { perspective_label: "HR" }),
    person("Daan", { perspective_label: "Leverancier", role: "vendor" }),
  ];
  assert.deepEqual(soleRoles(people), ["HR"]);
});

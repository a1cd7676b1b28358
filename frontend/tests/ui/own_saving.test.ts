import assert from "node:assert/strict";
import { test } from "node:test";

import { Refusal } from "../../src/http";
import type { OwnInput } from "../../src/live/slices";
import { type Contents, NOTHING } from "../../src/ui/own_contents";
import type { Addition, Draft } from "../../src/ui/own_draft";
import { OwnSaving } from "../../src/ui/own_saving";

const AWAY = new Refusal("Geen verbinding", "offline", "", 0);

function text(words: string): Contents {
  return { ...NOTHING, text: words };
}

function stored(words: string, edition: number): OwnInput {
  return { ...text(words), edition };
}

/** A session and a device that remember what they were given. */
class Place {
  saved: [string, number][] = [];
  ticked: Contents[] = [];
  additions: Addition[] = [];
  device: Draft | null = null;
  shown = false;
  /** What the session says next instead of taking it. */
  answers: (Error | null)[] = [];
  planned: (() => void)[] = [];
  keys = 0;

  begin(known?: OwnInput): OwnSaving {
    return new OwnSaving(
      {
        save: (contents, edition) => this.take(() => this.note(contents, edition), edition),
        add: (addition) => this.take(() => this.additions.push(addition), null),
        keep: (draft) => (this.device = draft),
        later: (task) => {
          this.planned.push(task);
          return () => this.planned.splice(this.planned.indexOf(task), 1);
        },
        now: () => 5,
        isShown: () => this.shown,
        freshKey: () => `key${(this.keys += 1)}`,
        onChange: () => undefined,
      },
      known,
    );
  }

  /** Do what was planned for later. */
  async wait(): Promise<void> {
    this.planned.splice(0).forEach((task) => task());
    await new Promise((resolve) => setImmediate(resolve));
  }

  private note(contents: Contents, edition: number): void {
    this.saved.push([contents.text, edition]);
    this.ticked.push(contents);
  }

  private async take<Answer>(note: () => void, answer: Answer): Promise<Answer> {
    note();
    const wrong = this.answers.shift() ?? null;
    if (wrong !== null) throw wrong;
    return answer;
  }
}

test("what is typed is saved after a pause, in one go", async () => {
  const place = new Place();
  const saving = place.begin();
  saving.type(text("Wij"));
  saving.type(text("Wij kunnen"));
  await place.wait();
  assert.deepEqual(place.saved, [["Wij kunnen", 1]]);
});

test("it is called saved only after the session said so", async () => {
  const place = new Place();
  const saving = place.begin();
  saving.type(text("Wij"));
  const before = [saving.dirty, saving.savedAt];
  await place.wait();
  assert.deepEqual([before, [saving.dirty, saving.savedAt]], [[true, null], [false, 5]]);
});

test("this device keeps what is typed until the session has it", async () => {
  const place = new Place();
  const saving = place.begin();
  saving.type(text("Wij"));
  const before = place.device?.contents.text;
  await place.wait();
  assert.deepEqual([before, place.device], ["Wij", null]);
});

test("the next saving is called one edition on", async () => {
  const place = new Place();
  const saving = place.begin(stored("Wij", 3));
  saving.type(text("Wij kunnen"));
  await place.wait();
  assert.deepEqual(place.saved, [["Wij kunnen", 4]]);
});

test("without a line it stays on this device and is sent again", async () => {
  const place = new Place();
  place.answers = [AWAY];
  const saving = place.begin();
  saving.type(text("Wij"));
  await place.wait();
  const away = place.device?.contents.text;
  await place.wait();
  assert.deepEqual([away, place.saved, place.device], ["Wij", [["Wij", 1], ["Wij", 1]], null]);
});

test("what is too long is not sent and stays on this device", async () => {
  const place = new Place();
  const saving = place.begin();
  saving.type(text("a".repeat(2001)));
  await place.wait();
  assert.deepEqual([place.saved, place.device?.contents.text.length], [[], 2001]);
});

test("what the session turns down is said, and not sent again by itself", async () => {
  const place = new Place();
  place.answers = [new Refusal("Dit kan nu niet.", "not_allowed", "", 403)];
  const saving = place.begin();
  saving.type(text("Wij"));
  await place.wait();
  assert.deepEqual([saving.refused?.message, place.planned, place.device?.contents.text], ["Dit kan nu niet.", [], "Wij"]);
});

test("what another device saved is shown when nothing waits here", () => {
  const saving = new Place().begin(stored("Wij", 3));
  saving.hear(stored("Wij kunnen", 4));
  assert.deepEqual([saving.now.text, saving.rival], ["Wij kunnen", null]);
});

test("two devices that wrote apart keep both texts", () => {
  const saving = new Place().begin(stored("Wij", 3));
  saving.type(text("Wij niet"));
  saving.hear(stored("Zij wel", 4));
  assert.deepEqual([saving.now.text, saving.rival?.text], ["Wij niet", "Zij wel"]);
});

test("the session's word that another text is newer keeps both texts", async () => {
  const place = new Place();
  place.answers = [new Refusal("Ouder", "older", "", 409, { stored: stored("Zij wel", 4) })];
  const saving = place.begin(stored("Wij", 3));
  saving.type(text("Wij niet"));
  await place.wait();
  assert.deepEqual([saving.now.text, saving.rival?.text], ["Wij niet", "Zij wel"]);
});

for (const [which, expected] of [["this", "Wij niet"], ["other", "Zij wel"], ["both", "Zij wel\n\nWij niet"]] as const) {
  test(`choosing ${which} keeps ${JSON.stringify(expected)}`, async () => {
    const place = new Place();
    const saving = place.begin(stored("Wij", 3));
    saving.type(text("Wij niet"));
    saving.hear(stored("Zij wel", 4));
    saving.choose(which);
    await place.wait();
    assert.deepEqual([saving.now.text, saving.dirty, saving.rival], [expected, false, null]);
  });
}

test("what goes on from the text of the session is no other text", () => {
  const saving = new Place().begin(stored("Wij", 4));
  saving.restore({ contents: text("Wij kunnen"), edition: 3, addition: null });
  assert.deepEqual([saving.now.text, saving.rival], ["Wij kunnen", null]);
});

test("what an earlier page left on this device is sent", async () => {
  const place = new Place();
  const saving = place.begin();
  saving.restore({ contents: text("Wij"), edition: 0, addition: null });
  await place.wait();
  assert.deepEqual([place.saved, place.device], [[["Wij", 1]], null]);
});

test("what is still being written when all is shown waits for its writer", async () => {
  const place = new Place();
  const saving = place.begin(stored("Wij", 3));
  place.shown = true;
  saving.type(text("Wij kunnen"));
  await place.wait();
  assert.deepEqual([place.saved, place.additions, place.device?.contents.text], [[], [], "Wij kunnen"]);
});

test("once all is shown only what is new is added", async () => {
  const place = new Place();
  const saving = place.begin(stored("Wij kunnen", 3));
  place.shown = true;
  saving.type(text("Wij kunnen dat."));
  await saving.save();
  assert.deepEqual([place.additions.map((each) => each.text), saving.added, place.device], [["dat."], true, null]);
});

test("a tick that comes once all is shown is sent too, without the words", async () => {
  const place = new Place();
  const saving = place.begin(stored("Wij", 3));
  place.shown = true;
  saving.type({ ...text("Wij"), unnamed: true });
  await saving.save();
  assert.deepEqual([place.additions, place.ticked, place.device], [[], [{ ...NOTHING, unnamed: true }], null]);
});

test("a tick without a line stays on this device, also when its words were added", async () => {
  const place = new Place();
  const saving = place.begin(stored("Wij", 3));
  place.shown = true;
  place.answers = [null, AWAY];
  saving.type({ ...text("Wij en zij"), dont_know: true });
  await saving.save();
  const kept = place.device?.contents.dont_know;
  await saving.save();
  assert.deepEqual([kept, place.additions.length, place.ticked.length, place.device], [true, 1, 2, null]);
});

test("an addition that was perhaps taken is sent again as it was, then what came after it", async () => {
  const place = new Place();
  const saving = place.begin(stored("Wij", 3));
  place.shown = true;
  place.answers = [AWAY];
  saving.type(text("Wij en zij"));
  await saving.save();
  saving.type(text("Wij en zij en jij"));
  await saving.save();
  const sent = place.additions.map((each) => [each.text, each.key]);
  assert.deepEqual(sent, [["en zij", "key1"], ["en zij", "key1"], ["en jij", "key2"]]);
});

test("a tick that was shown stays, also on the page", async () => {
  const place = new Place();
  const saving = place.begin({ ...stored("Wij", 1), look_into: true });
  place.shown = true;

  saving.type(text("Wij"));

  assert.deepEqual([saving.now.look_into, saving.isFixed("look_into"), saving.isFixed("dont_know"), saving.dirty], [true, true, false, false]);
});

test("a tick that was taken back just before all was shown is back on the page", async () => {
  const place = new Place();
  const saving = place.begin({ ...stored("Wij", 1), look_into: true });
  saving.type(text("Wij"));
  place.shown = true;

  await saving.save();

  assert.deepEqual([saving.now.look_into, saving.dirty, place.saved], [true, false, []]);
});

test("an addition that was taken away meanwhile stays away, and holds nothing up", async () => {
  const place = new Place();
  place.shown = true;
  const saving = place.begin(stored("Wij.", 1));
  saving.type(text("Wij. Twee."));
  place.answers = [AWAY];
  await saving.save();
  place.answers = [new Refusal("Deze woorden zijn weggehaald.", "taken_away", "", 409)];
  await saving.save();
  const told = [saving.refused?.message, saving.dirty, place.device];

  saving.type(text("Wij. Twee. Drie."));
  await saving.save();

  assert.deepEqual(told, ["Deze woorden zijn weggehaald.", false, null]);
  assert.deepEqual(place.additions.map((each) => each.text), ["Twee.", "Twee.", "Drie."]);
});

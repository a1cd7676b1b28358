/** A window for a few words: a reaction, an addition, a proposed sentence, a different view. */
import { type Child, h, setText } from "../dom";
import { labelled } from "./action_form";
import { formFoot, openDialog } from "./dialog";
import { dropDraft, keepDraft } from "./drafts";
import { freshKey } from "./fresh_key";

export interface Asked {
  title: string;
  label: string;
  /** The words on the button that sends it. */
  send: string;
  /** Under this name what is typed outlives a reload, until it is sent. */
  draft: string;
  longest: number;
  /** What it is about, above the field. */
  about?: Child;
  /** May be given without a name; "first": that is ticked at first. */
  unnamed?: boolean | "first";
  /** Give it to the session; sent twice under one key it is kept once. */
  task(words: { text: string; unnamed: boolean; key: string }): Promise<unknown>;
}

/** Ask for a few words. What could not be sent stays in the window, to try again. */
export function askWords({ title, label, send, draft, longest, about = null, unnamed = false, task }: Asked): void {
  const text = h("textarea", { class: "input short-text", id: "words-text", name: "text", rows: 4, maxlength: longest, "data-first": true });
  const tick = h("input", { type: "checkbox", name: "unnamed", value: "1", checked: unnamed === "first" });
  const key = h("input", { type: "hidden", name: "key", value: freshKey() });
  const form = h(
    "form",
    { class: "stack", novalidate: true },
    key,
    labelled("words-text", label, text),
    unnamed !== false && h("label", { class: "opt" }, tick, gettext("Without name")),
  );
  keepDraft(form, draft);
  let tried = false;
  text.addEventListener("input", () => {
    // What was perhaps taken keeps its name; other words are something new.
    if (tried) key.value = freshKey();
    tried = false;
  });
  const dialog = openDialog(title, about, form);
  const give = async (): Promise<void> => {
    tried = true;
    try {
      await task({ text: text.value, unnamed: tick.checked, key: key.value });
    } catch (error) {
      setText(foot.querySelector("button") ?? foot, gettext("Try again"));
      throw error;
    }
  };
  const foot = formFoot(form, send, give, () => {
    dropDraft(draft);
    dialog.close();
  });
  form.append(foot);
}

/** The light door to the shared texts: the editor itself is fetched when first needed. */
import type { Texts, TextsOptions } from "./types";

export type { EditorView, TextKey, Texts, TextsOptions, TextsState, Writer } from "./types";
export { keyOf } from "./types";

/** Fetch the editor and open the line for texts. Rejects when the editor cannot be fetched. */
export async function loadTexts(options: TextsOptions): Promise<Texts> {
  const { openTexts } = await import("./editor");
  return openTexts(options);
}

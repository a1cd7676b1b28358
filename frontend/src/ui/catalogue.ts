/** Questions and themes by number, from the questionnaire this page was made with. */
import type { Catalogue } from "../live/slices";

export type Question = Catalogue["questions"][number];
export type Theme = Catalogue["themes"][number];

/** The question with this number. Throws when the questionnaire has none: a mistake of ours. */
export function questionIn(catalogue: Catalogue, number: number): Question {
  const found = catalogue.questions.find((each) => each.number === number);
  if (found === undefined) throw new Error(`There is no question ${number}`);
  return found;
}

/** Whether the questionnaire has a question with this number. */
export function has(catalogue: Catalogue, number: number): boolean {
  return catalogue.questions.some((each) => each.number === number);
}

/** The theme of this question. */
export function themeOf(catalogue: Catalogue, number: number): Theme {
  const wanted = questionIn(catalogue, number).theme;
  const found = catalogue.themes.find((each) => each.number === wanted);
  if (found === undefined) throw new Error(`There is no theme ${wanted}`);
  return found;
}

/** The name of the icon of a theme in the sprite. */
export function themeIcon(theme: Theme): string {
  return ["eerlijk", "data", "mens", "vooroordeel", "werking"][theme.number - 1] ?? "list";
}

/** Dates in words, in the language of the page. */

/** "4 december", with the year when it is another one than `today`'s. */
export function dayInWords(date: string, today: Date = new Date()): string {
  const day = new Date(`${date}T12:00:00`);
  if (Number.isNaN(day.getTime())) return date;
  const year = day.getFullYear() === today.getFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat(language(), {
    day: "numeric",
    month: "long",
    ...(year === undefined ? {} : { year }),
  }).format(day);
}

/** "4 december 2026". */
export function dateInWords(date: string): string {
  return dayInWords(date, new Date(0));
}

/** "10.42" in Dutch, "10:42" in English. */
export function timeInWords(at: Date): string {
  const minutes = String(at.getMinutes()).padStart(2, "0");
  return `${at.getHours()}${language().startsWith("nl") ? "." : ":"}${minutes}`;
}

/** The day comes before the month, in English too. */
function language(): string {
  const { lang } = document.documentElement;
  return lang === "en" ? "en-GB" : lang || "nl";
}

/* What Django's script catalogue (/words.js) puts on every page. */
declare function gettext(message: string): string;
declare function ngettext(singular: string, plural: string, count: number): string;
declare function pgettext(context: string, message: string): string;
declare function interpolate(
  format: string,
  values: Readonly<Record<string, unknown>> | readonly unknown[],
  named?: boolean,
): string;
declare function get_format(name: string): string;

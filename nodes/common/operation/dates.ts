/** The text of a date: of a picked one (`2026-03-31T00:00:00`), of Luxon's and JavaScript's, or as it was typed. */
export function dateText(value: unknown): string {
	const date = value as { toISO?: () => string | null } | null;
	if (typeof date?.toISO === 'function') return date.toISO() ?? '';
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
	return typeof value === 'string' ? value.trim() : '';
}

/** False for days like 2026-02-30. */
export function isDay(day: string): boolean {
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

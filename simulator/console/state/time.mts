/** `2025-11-10T19:16:57Z` */
export function isoTime(at: Date | number): string {
	return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** "06:32": an instant as the clocks of a time zone show it, those of the computer unless told. */
export function clockTime(at: number, timeZone?: string): string {
	return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at);
}

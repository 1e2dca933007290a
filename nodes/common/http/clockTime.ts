/** "06:27", or "06:27 UTC" where the time zone is not known: what a clock shows at a moment (milliseconds since 1970). */
export const timeOfDay = (at: number, timezone?: string): string => (isZone(timezone) ? inZone(at, timezone) : `${inZone(at, 'UTC')} UTC`);

const inZone = (at: number, timeZone: string) => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at);

/** A time zone that Node does not know must not take the place of the message. */
function isZone(timezone: string | undefined): timezone is string {
	try {
		return timezone !== undefined && inZone(0, timezone) !== '';
	} catch {
		return false;
	}
}

import { InputError } from '../http/errors';

/** How an API's web interface addresses one thing, as people copy it from their browser. */
export interface WebPages {
	hosts: string[];
	/** Of the path; its first group is the id. */
	path: RegExp;
	example: string;
}

export const isWebAddress = (text: string): boolean => /^https?:\/\//i.test(text);

/**
 * For what has no page of its own: a web address may hold a login, and is neither sent nor repeated.
 *
 * @throws InputError
 */
export function checkNoWebAddress(name: string, text: string, advice = 'No web address is understood here: give it in another way.'): void {
	if (isWebAddress(text.trim())) throw new InputError(name, 'is a web address', `Nothing was sent. ${advice}`);
}

/**
 * The id of the thing that a web address names.
 *
 * @param pages those of such things, where they have any
 * @throws InputError for every other address, of which it tells nothing that may be secret
 */
export function idOfPage(name: string, address: string, thing: string, pages?: WebPages): string {
	const { hostname = '', pathname = '' } = URL.canParse(address) ? new URL(address) : {};
	const isOurs = pages?.hosts.includes(hostname) === true;
	const id = isOurs ? pages.path.exec(pathname)?.[1] : undefined;
	if (id !== undefined) return id;
	const shown = `${hostname}${isOurs ? pathname : ''}`.slice(0, 60);
	const advice = pages ? `The address of a ${thing} looks like ${pages.example}.` : 'Give it in another way.';
	throw new InputError(name, `is a web address that names no ${thing}${shown && `: ${shown}`}`, `Nothing was sent. ${advice}`);
}

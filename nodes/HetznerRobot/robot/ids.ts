/** Robot's ids are numbers in one place and texts in another: `321` and `"321"`, `"EX44"`. */

/** Whether a value can be an id at all. */
export const isId = (value: unknown): value is number | string => typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');

/** One spelling for each id: without case, and numbers without zeros in front. */
export const plainId = (value: unknown): string =>
	isId(value)
		? String(value)
				.trim()
				.toLowerCase()
				.replace(/^0+(?=\d+$)/, '')
		: '';

/** False where one of them is no id: nobody knows whether it is the same. */
export const isSameId = (one: unknown, other: unknown): boolean => isId(one) && plainId(one) === plainId(other);

/** The number of another thing than a reply was asked about; `undefined` where it is about that one, or does not say. */
export function otherThan(asked: unknown, told: unknown): number | undefined {
	const number = Number(told);
	return number > 0 && number !== Number(asked) ? number : undefined;
}

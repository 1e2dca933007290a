/** Query strings, form bodies and paths, decoded. */
export type Pair = [name: string, value: string];

/** Decodes `a=1&b=2` into pairs, in order. `+` is a space; a broken percent sequence stays as it is. */
export function decodePairs(text: string): Pair[] {
	return text
		.split('&')
		.filter((part) => part !== '')
		.map((part) => {
			const [name, ...value] = part.split('=');
			return [decodePart(name!), decodePart(value.join('='))];
		});
}

function decodePart(text: string): string {
	return decodeSafely(text.replaceAll('+', ' '));
}

/** Percent-decodes UTF-8, and leaves text that cannot be decoded alone. */
export function decodeSafely(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

const SECONDS = 10;

/** How long a test may take that waits, in milliseconds. */
export const TIME_TO_WAIT = 3 * SECONDS * 1000;

/**
 * Waits for something that happens by itself within moments, and on a busy machine within seconds. A test that waits
 * needs more time than that for itself, or it ends before it can say what it has waited for.
 *
 * @throws Error that says what has not happened
 */
export async function until(what: string, isSo: () => boolean): Promise<void> {
	const end = performance.now() + SECONDS * 1000;
	while (!isSo()) {
		if (performance.now() > end) throw new Error(`Waited ${SECONDS} seconds in vain until ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

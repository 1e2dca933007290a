/** Lets everything go on that is under way. */
export async function turns(count: number): Promise<void> {
	for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

const LONGEST_MS = 10_000;

/** Lets everything go on until something has happened. Gives up where it does not happen, so that the test fails and ends. */
export async function until(hasHappened: () => boolean): Promise<void> {
	const start = performance.now();
	while (!hasHappened()) {
		if (performance.now() - start > LONGEST_MS) throw new Error(`It has not happened within ${LONGEST_MS} ms: ${String(hasHappened)}`);
		await turns(1);
	}
}

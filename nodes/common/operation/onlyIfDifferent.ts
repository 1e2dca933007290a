import type { IDataObject } from 'n8n-workflow';
import type { Comparison, Run, SendDetails } from './operation';

/** Nothing was sent, because it is so already. */
export class Unchanged extends Error {
	readonly there: IDataObject;

	constructor(there: IDataObject) {
		super('It is so already: nothing was sent');
		this.name = 'Unchanged';
		this.there = there;
	}
}

/** Looks right before a change is sent whether it changes anything, and stops it with `Unchanged` where it does not. */
export const unlessSame = (comparison: Comparison | undefined, run: Run, details?: SendDetails): SendDetails => ({
	...details,
	complete: async (inputs) => {
		const completion = (await details?.complete?.(inputs)) ?? {};
		if (completion.isOld) return completion;
		const difference = await comparison?.difference(run, { ...inputs, values: { ...inputs.values, ...completion.values } });
		if (!difference || difference.isUnclear || difference.changes.length > 0) return completion;
		await completion.over?.();
		throw new Unchanged(difference.there);
	},
});

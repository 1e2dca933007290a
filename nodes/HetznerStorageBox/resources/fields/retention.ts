import { field, filters, parameter, rules, type Field } from '../../../common/operation/operation';
import { toPattern } from '../../console/pattern';
import { toCount } from '../../jobs/snapshotChoice';
import { labelSelector } from './lists';

/** Which snapshots are kept, and which are looked at. */

const count = (name: 'keepNewest' | 'olderThanDays', displayName: string, initial: number, description: string, isRequired = false): Field =>
	parameter(name, {
		displayName,
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: initial,
		required: isRequired,
		description,
		encode: (value) => void toCount(name, value),
	});

const USUAL = 7;

/** How many snapshots are left after the new one was made. */
export const keepNewest = count('keepNewest', 'Keep Newest', USUAL, 'How many are left, with the new one. There must be room for one more.', true);

/** Of several rules one is enough to keep a snapshot. */
export const pruneRules = rules(
	count('keepNewest', 'Keep Newest', USUAL, 'So many of the newest are kept. With both rules, one is enough to keep a snapshot.'),
	count('olderThanDays', 'Older Than (Days)', 30, 'Only what is older is deleted. A day has 24 hours. Alone, it may leave none.'),
);

const pattern = (name: string, displayName: string, placeholder: string, description: string): Field =>
	parameter(name, {
		displayName,
		type: 'string',
		default: '',
		placeholder,
		description: `${description} A star stands for anything.`,
		encode: (value) => void toPattern(name, value),
	});

const isAutomatic = field('is_automatic', {
	displayName: 'Automatic',
	type: 'boolean',
	default: true,
	description: 'Whether only those of the snapshot plan count, instead of those made by hand',
});

/** What Prune looks at. */
export const pruneFilters = filters(
	isAutomatic,
	pattern('descriptionPattern', 'Description Pattern', 'e.g. nightly*', 'Only those with such a description.'),
	labelSelector,
	pattern('namePattern', 'Name Pattern', 'e.g. 2025-11-*', 'Only those with such a name, a time in UTC.'),
);

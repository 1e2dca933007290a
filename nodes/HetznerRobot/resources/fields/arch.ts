import { field } from '../../../common/operation/operation';

/** Deprecated by Robot, and still documented. */
export const arch = field('arch', {
	displayName: 'Architecture',
	type: 'options',
	options: [
		{ name: '32 Bit', value: 32 },
		{ name: '64 Bit', value: 64 },
	],
	default: 64,
	description: 'Deprecated by Robot, which takes 64 bit where nothing is given',
});

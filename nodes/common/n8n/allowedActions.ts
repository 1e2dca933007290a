import type { ICredentialDataDecryptedObject, INodeProperties } from 'n8n-workflow';
import type { Effect } from '../http/endpoint';
import { InputError } from '../http/errors';
import type { Permission } from '../http/permission';

interface Level {
	name: string;
	value: string;
	/** The strongest effect that it allows. */
	most: Effect;
	description: string;
}

const LEVELS: Level[] = [
	{ name: 'Everything', value: 'everything', most: 'buy', description: 'Whatever the API can do' },
	{ name: 'No Orders', value: 'noOrders', most: 'destroy', description: 'Nothing that costs money, not even as a test' },
	{
		name: 'No Orders and Nothing That Destroys',
		value: 'noDestruction',
		most: 'interrupt',
		description: 'No installation, cancellation or deletion either, and nothing else that cannot be undone',
	},
	{
		name: 'Nothing That Interrupts Either',
		value: 'noInterruption',
		most: 'change',
		description: 'No reset, failover switch, new password or other change either that may cut off, lock out or open up what is in use',
	},
	{ name: 'Read Only', value: 'readOnly', most: 'read', description: 'No change at all' },
];

const VALUES = LEVELS.map(({ value }) => value).join(', ');

const LABEL = 'Allowed Actions';

/** What the package's own nodes may do with a credential. */
export const allowedActions = (about: string): INodeProperties => ({
	displayName: LABEL,
	name: 'allowedActions',
	type: 'options',
	options: LEVELS.map(({ name, value, description }) => ({ name, value, description })),
	default: 'everything',
	description: ['What the nodes of this package may do with this credential, in every workflow and for every agent.', about].join(' '),
});

/**
 * Reads Allowed Actions of a credential: everything where it was saved before there was this setting.
 *
 * @param name of the credential, as n8n lists it
 * @throws InputError for whatever is none of the choices, an expression without a value included
 */
export function permissionOf(data: ICredentialDataDecryptedObject, name: string | undefined): Permission {
	const value = Object.hasOwn(data, 'allowedActions') ? data.allowedActions : 'everything';
	const level = LEVELS.find((entry) => entry.value === value);
	const credential = name === undefined ? 'the credential' : `the credential "${name}"`;
	if (level) return { most: level.most, reason: `${LABEL} of ${credential} is "${level.name}"`, advice: 'Whoever may edit this credential can change that.' };
	throw new InputError(
		LABEL,
		`of ${credential} is none of its choices`,
		`Nothing was sent. Whoever may edit this credential can choose one; an expression has to give one of ${VALUES}.`,
	);
}

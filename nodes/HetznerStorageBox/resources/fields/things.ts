import { InputError } from '../../../common/http/errors';
import { locator, locatorValue } from '../../../common/operation/locator';
import { field, parameter, type Field } from '../../../common/operation/operation';
import { asNumber, telling } from '../../../common/operation/tells';
import { byId, nameOf, thingInPath, thingLocator, type ThingDetails } from '../../../common/operation/thingField';
import { toLocator, toText, wordOf } from '../../../common/operation/values';
import { isId, toId } from '../../console/ids';
import type { Kind } from '../../../common/operation/things';
import { checkNoWebAddress } from '../../../common/operation/webPage';
import { BOX, SNAPSHOT, SUBACCOUNT, TYPE } from '../../lookups/things';

/** What is picked from a list, or given by its id or its name. */

/** That of any example. */
const ID = '42';

const boxDetails: ThingDetails = {
	displayName: 'Storage Box',
	description: "A Storage Box of the credential's project",
	list: { method: 'searchStorageBoxes', placeholder: 'Select a Storage Box...' },
	examples: [ID, 'backups'],
};

const snapshotDetails: ThingDetails = {
	displayName: 'Snapshot',
	description: 'A snapshot of the Storage Box',
	list: { method: 'searchSnapshots', placeholder: 'Select a snapshot...' },
	examples: [ID, '2025-11-10T19-16-57'],
};

const subaccountDetails: ThingDetails = {
	displayName: 'Sub-Account',
	description: 'A sub-account of the Storage Box',
	list: { method: 'searchSubaccounts', placeholder: 'Select a sub-account...' },
	examples: [ID, 'u12345-sub1'],
};

const typeDetails: ThingDetails = {
	displayName: 'Storage Box Type',
	description: 'A type of Storage Box, which says size and price',
	list: { method: 'searchStorageBoxTypes', placeholder: 'Select a type...' },
	examples: [ID, 'bx11'],
};

const inPath = (name: string, details: ThingDetails, kind: Kind): Field => thingInPath(name, kind, details, { inWords: (given) => thingInWords(details.displayName, name, given) });

const LONGEST_NAME = 60;

/** "Storage Box 42", or the name that was given. */
function thingInWords(what: string, name: string, given: unknown): string {
	const { value } = toLocator(name, given);
	return isId(value) ? `${what} ${value}` : value.slice(0, LONGEST_NAME);
}

/** The box that a request is about. */
export const ownBoxId = inPath('storageBoxId', boxDetails, BOX);
/** The box that something is in. */
export const storageBoxId = telling(ownBoxId, { storage_box: asNumber });

/** The box that all of an item is about, where `name` could be another thing's. */
export const storageBox = telling(ownBoxId, { storage_box: asNumber, storage_box_name: nameOf(BOX, boxDetails) });

export const snapshotId = inPath('snapshotId', snapshotDetails, SNAPSHOT);
export const subaccountId = inPath('subaccountId', subaccountDetails, SUBACCOUNT);
export const storageBoxTypeId = inPath('storageBoxTypeId', typeDetails, TYPE);

export const actionId = parameter('actionId', {
	...locator({
		displayName: 'Action',
		description: 'Something that Hetzner Console carries out or has carried out, on any Storage Box of the project',
		list: { method: 'searchActions', placeholder: 'Select an action...' },
		by: [byId(ID)],
	}),
	tells: { id: asNumber },
	toPath: (given) => toId('actionId', locatorValue('actionId', given)),
	inWords: (given) => thingInWords('Action', 'actionId', given),
});

/** What the API takes by its id or its name: both as text. */
const inBody = (sends: string, name: string, details: ThingDetails): Field =>
	field(sends, { ...thingLocator(details), noun: details.displayName, encode: (given) => toIdOrName(name, given) });

function toIdOrName(name: string, given: unknown): string {
	const locatorOrBare = toLocator(name, given);
	if (locatorOrBare.value === '') throw new InputError(name, 'is empty');
	checkNoWebAddress(name, locatorOrBare.value);
	if (locatorOrBare.mode === 'name' || (locatorOrBare.mode === '' && !isId(locatorOrBare.value))) return toText(name, locatorOrBare.given).trim();
	return wordOf(toId(name, locatorOrBare.value));
}

export const storageBoxType = inBody('storage_box_type', 'storageBoxType', typeDetails);
export const snapshot = inBody('snapshot', 'snapshot', { ...snapshotDetails, description: 'The snapshot whose data the Storage Box gets back' });

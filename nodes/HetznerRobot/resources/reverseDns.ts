import { field, operation, resource } from '../../common/operation/operation';
import { createReverseDns, deleteReverseDns, getReverseDns, listReverseDns, upsertReverseDns } from '../endpoints/reverseDns';
import { toHostName } from '../robot/hostName';
import { toAddress } from '../robot/pathValues';
import { pathLocator } from '../../common/operation/locator';
import { asText } from '../../common/operation/tells';
import { serverIpFilter } from './fields/serverIp';
import { warning } from '../../common/operation/warning';

const ip = pathLocator(
	'ip',
	{
		displayName: 'IP Address',
		description: 'An IPv4 address, or an IPv6 address out of a subnet',
		list: { method: 'searchReverseDns', placeholder: 'Select an entry...' },
		by: [{ displayName: 'IP', name: 'ip', placeholder: 'e.g. 203.0.113.10' }],
		tells: { ip: asText },
	},
	toAddress,
);

const ptr = field('ptr', {
	displayName: 'PTR Record',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. mail.example.com',
	description: 'The host name that the address resolves to',
	encode: (value) => toHostName('ptr', value),
});

/** Documentation: "Reverse DNS". */
export const reverseDnsResource = resource('reverseDns', 'Reverse DNS Entry', [
	operation('create', {
		name: 'Create',
		action: 'Create reverse DNS entry',
		description: 'Create an entry where there is none yet; Hetzner gives every address a default one, so Create or Update is what you need most',
		fields: [ip, ptr],
		endpoint: createReverseDns,
	}),
	operation('upsert', {
		name: 'Create or Update',
		action: 'Create or update reverse DNS entry',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		fields: [ip, ptr],
		endpoint: upsertReverseDns,
	}),
	operation('delete', {
		name: 'Delete',
		action: 'Delete reverse DNS entry',
		description: 'Delete the entry of an address: it is lost',
		warnings: [warning('Deletes entry', 'the address has no host name any more')],
		fields: [ip],
		endpoint: deleteReverseDns,
		alreadyDone: [{ code: 'RDNS_NOT_FOUND' }],
	}),
	operation('get', {
		name: 'Get',
		action: 'Get reverse DNS entry',
		description: 'Get the entry of an address',
		fields: [ip],
		endpoint: getReverseDns,
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many reverse DNS entries',
		description: 'Get many entries of the account or of a server',
		fields: [serverIpFilter],
		endpoint: listReverseDns,
	}),
]);
